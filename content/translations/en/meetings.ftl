# Meetings: what people find, and what the import says of a list.

## Kinds of meetings (codes of the Meeting Guide)
meeting-type-11 = 11th Step meditation
meeting-type-12x12 = 12 Steps and 12 Traditions
meeting-type-a = Secular
meeting-type-absi = As Bill Sees It
meeting-type-af = Afrikaans
meeting-type-al = Together with Alateen
meeting-type-al-an = Together with Al-Anon
meeting-type-am = Amharic
meeting-type-ar = Arabic
meeting-type-asl = American Sign Language
meeting-type-b = Big Book
meeting-type-ba = Babysitting available
meeting-type-be = Newcomers
meeting-type-bg = Bulgarian
meeting-type-bi = Bisexual
meeting-type-brk = Breakfast
meeting-type-c = Closed
meeting-type-can = Candlelight
meeting-type-cf = Child-friendly
meeting-type-d = Discussion
meeting-type-da = Danish
meeting-type-db = Digital basket
meeting-type-dd = Dual diagnosis
meeting-type-de = German
meeting-type-dr = Daily Reflections
meeting-type-el = Greek
meeting-type-en = English
meeting-type-fa = Persian
meeting-type-ff = Fragrance-free
meeting-type-fi = Finnish
meeting-type-fr = French
meeting-type-g = Gay
meeting-type-gr = Grapevine
meeting-type-h = Birthday
meeting-type-he = Hebrew
meeting-type-hi = Hindi
meeting-type-hr = Croatian
meeting-type-hu = Hungarian
meeting-type-is = Icelandic
meeting-type-ita = Italian
meeting-type-ja = Japanese
meeting-type-ka = Georgian
meeting-type-kor = Korean
meeting-type-l = Lesbian
meeting-type-lgbtq = LGBTQ
meeting-type-lit = Literature
meeting-type-ls = Living Sober
meeting-type-lt = Lithuanian
meeting-type-m = Men
meeting-type-med = Meditation
meeting-type-ml = Malayalam
meeting-type-mt = Maltese
meeting-type-n = Native American
meeting-type-nb = Non-binary
meeting-type-ndg = Indigenous
meeting-type-ne = Nepali
meeting-type-nl = Dutch
meeting-type-no = Norwegian
meeting-type-o = Open
meeting-type-out = Outdoors
meeting-type-p = Professionals
meeting-type-poa = Proof of attendance
meeting-type-poc = People of color
meeting-type-pol = Polish
meeting-type-por = Portuguese
meeting-type-pun = Punjabi
meeting-type-rus = Russian
meeting-type-s = Spanish
meeting-type-sen = Seniors
meeting-type-sk = Slovak
meeting-type-sl = Slovenian
meeting-type-sm = Smoking permitted
meeting-type-sp = Speaker
meeting-type-st = Step study
meeting-type-sv = Swedish
meeting-type-t = Transgender
meeting-type-tc = Location closed for now
meeting-type-th = Thai
meeting-type-tl = Tagalog
meeting-type-tr = Tradition study
meeting-type-tur = Turkish
meeting-type-uk = Ukrainian
meeting-type-w = Women
meeting-type-x = Wheelchair access
meeting-type-xb = Wheelchair-accessible bathroom
meeting-type-xt = Cross talk permitted
meeting-type-y = Young people

## When
meeting-day-sunday = Sundays
meeting-day-monday = Mondays
meeting-day-tuesday = Tuesdays
meeting-day-wednesday = Wednesdays
meeting-day-thursday = Thursdays
meeting-day-friday = Fridays
meeting-day-saturday = Saturdays
meeting-day-every = Every day
meeting-days = { $days } and { $last }
meeting-when = { $days }, { $time }
meeting-by-appointment = By appointment
meeting-part-morning = Morning
meeting-part-afternoon = Afternoon
meeting-part-evening = Evening
meeting-part-night = Night

## How people come together
meeting-attendance-in-person = In person
meeting-attendance-hybrid = In person and online
meeting-attendance-online = Online
meeting-attendance-phone = By phone
meeting-attendance-paused = Not meeting for now
meeting-attendance-unclear = Ask before you go
meeting-place-approximate = The map shows only roughly where.

## Why a row of a list could not be used
meeting-refused-not-a-row = This entry is not a meeting: it has no named fields.
meeting-refused-unreadable = This row cannot be read. It may hold broken characters or a number that is too large.
meeting-refused-no-name = This row has no name.
meeting-refused-no-day = This row has a time but no day. Give a day from 0 (Sunday) to 6 (Saturday), or leave out both for a meeting by appointment.
meeting-refused-day = “{ $day }” is not a day. Give a number from 0 (Sunday) to 6 (Saturday).
meeting-refused-no-time = This row has a day but no time. Give a time such as 19:00, or leave out both for a meeting by appointment.
meeting-refused-time = “{ $time }” is not a time of day. Write it as 19:00.
meeting-refused-unpublished = The server does not publish this meeting.
meeting-refused-weekday = “{ $day }” is not a day. In this format days run from 1 (Sunday) to 7 (Saturday).
meeting-refused-columns = This row has { $count } values for { $columns } columns. A comma may stand in a value without quotation marks around it.

## What was odd in a row that was used
meeting-warn-day-skipped = “{ $day }” is not a day and was left out; the other days were kept.
meeting-warn-end-time = The end time “{ $time }” could not be used and was left out.
meeting-warn-duration = The duration “{ $time }” could not be used, so no end is shown.
meeting-warn-zone = “{ $zone }” is not a known time zone; { $used } was used.
meeting-warn-coordinates = “{ $latitude }, { $longitude }” is not a place on the map. The meeting was kept without it.
meeting-warn-coordinates-swapped = Latitude and longitude stood in each other's place and were put right.
meeting-warn-slug-made = The row has no slug; “{ $slug }” was made for it.
meeting-warn-slug-changed = The slug “{ $from }” cannot stand in an address; “{ $slug }” is used.
meeting-warn-slug-repeated = Row { $row } has the same slug, “{ $slug }”.
meeting-warn-repeats = This row repeats row { $row }.
meeting-warn-cut = “{ $field }” was too long and was cut.
meeting-warn-unusable = “{ $value }” cannot be used as { $field } and was left out.
meeting-warn-nowhere = The row gives neither an exact address nor a way to join from afar.

## What was odd in the list
meeting-feed-wrapped = The list was inside “{ $key }”; it should stand alone.
meeting-feed-latin1 = The file is not in UTF-8. It was read as Windows-1252; check a few names with accents.
meeting-feed-mixed = { $count ->
    [one] One byte was not UTF-8 and was read as Windows-1252; check names with accents.
   *[other] { $count } bytes were not UTF-8 and were read as Windows-1252; check names with accents.
}
meeting-feed-utf16 = The file is in UTF-16; it should be in UTF-8.
meeting-feed-columns-left = Nothing was taken from these columns: { $columns }.
meeting-feed-trailing = After the end of the list there was something else; it was passed over.
meeting-feed-unknown-type = The type “{ $code }” is not in the Meeting Guide. It was kept ({ $count ->
    [one] one row
   *[other] { $count } rows
}).

## Why a list could not be read at all
meeting-feed-empty = The file is empty.
meeting-feed-too-large = The file is larger than { $limit } bytes, which is the most that is read.
meeting-feed-too-many-rows = The list has more than { $limit } rows, which is the most that is read.
meeting-feed-not-json = The file is not complete JSON. Reading stopped in line { $line }, column { $column }.
meeting-feed-web-page = This is a web page, not a list of meetings. The address of the list itself is needed.
meeting-feed-not-a-list = The file is JSON, but there is no list of meetings in it.
meeting-feed-no-names = No column holds the names of the meetings. Call one “name”, or say which one it is.
meeting-feed-open-quote = The table breaks off: the quotation mark in line { $line } is never closed.
meeting-feed-no-such-column = Column { $place } of the mapping is not in the table. Write its name as it stands in the first line.
meeting-feed-mapping = The columns cannot be read. Write name=Group, day=Weekday: first the field, then the column.
