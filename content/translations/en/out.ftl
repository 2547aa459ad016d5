# What leaves the directory: calendars, JSON for programs, pieces for other sites.

## Calendars
out-calendar-name = Recovery meetings
out-listed-by = Listed by { $list }. { $agency } looks after this list here.
out-terms = Terms of use: { $terms }.

## JSON for programs
api-title = Directory of recovery support
api-about = Open to all, to read. No key is needed. No name, number or mail address of a person is in it. Please show the source and its terms beside what you show.
api-unchanged = Nothing has changed since you last asked
api-meetings = Find meetings. With sort=id, follow next until it is null, and you have them all.
api-meeting = One meeting
api-help-lines = Lines to call, as they stand now. Please show 911 and 988 with them.
api-sources = The lists that meetings and services come from, and their terms
api-parameter-title = We could not read one part of the request
api-parameter = “{ $name }” may be: { $fits }.
api-method-title = This address can only be read
api-method = Please ask with GET.
api-param-q = Words. One wrong letter in a word is fine.
api-param-day = Held on this day
api-param-part = Starts in this part of the day
api-param-way = How people come together
api-param-near = Near this place: a town, a postal code, or latitude and longitude
api-param-miles = No farther than so many miles from there
api-param-when = Around this time: now, today, tomorrow, or a day of the week
api-param-pathway = On this pathway
api-param-speaks = In this language
api-param-door = Who may come
api-param-f = With this too. It may stand more than once
api-param-zone = Your time zone, such as America/New_York
api-param-sort = The order. “id” never changes, so you can read on. “best” is the order of the page, and gives the first part only.
api-param-limit = How many at most
api-param-after = Read on after the entry with this id
api-param-meeting = The id of a meeting
api-param-lang = The language of what is said in words
api-services = Find services: food, housing, treatment, naloxone, and more. Follow next until it is null, and you have them all.
api-service = One service
api-param-kind = Of this kind. It may stand more than once, and one is enough
api-param-fit = With a yes to this. It may stand more than once
api-param-open = Open now, by the clock of the place
api-param-service = The id of a service

## Pieces for other sites
widget-title = Recovery meetings
widget-search = Words, a town or a day
widget-find = Find
widget-help = In a crisis? Call or text 988. Someone will not wake up? Call 911.
widget-looking = Looking …
widget-found = { $count ->
    [0] No meetings
    [1] 1 meeting
   *[other] { $count } meetings
  }
widget-none = We found no meeting. Try other words.
widget-more = See more and print a list
widget-failed = The list cannot be reached right now.
widget-sources = From: { $names }

embed-title = Put meetings on your site
embed-lead = Use our list on your own site, for free. It sets no cookie, counts nobody and shows no ads. No key is needed.
embed-script-title = With one line
embed-script-text = Put this line where the list should stand. It fits itself to the look of your page.
embed-code = Code to copy
embed-copy = Copy
embed-options = You can say what it shows. Add one or more of these to the line:
embed-option-near = Near a town, a postal code, or latitude and longitude
embed-option-day = On this day. The names of days are in English
embed-option-part = In the evening. Also: morning, afternoon, night
embed-option-pathway = One kind of group. The page of meetings shows the others in its address
embed-option-words = With these words
embed-option-way = Online. Also: in-person, hybrid, phone
embed-option-lang = In Spanish
embed-option-count = How many at a time, 50 at most
embed-policy = Does your site have a content security policy? Add this to it:
embed-frame-title = With a frame
embed-frame-text = Does your site allow no scripts? Then use a frame. What you ask for in its address works as on the page of meetings.
embed-files-title = Feeds and files
embed-files-text = For apps, calendars and people who plan. Add a search to the address of a calendar or a table, as on the page of meetings.
embed-file-json = All meetings for meeting apps (Meeting Guide, JSON)
embed-file-ics = All meetings as a calendar (iCalendar)
embed-file-csv = All meetings as a table (CSV)
embed-file-api = For programs: the API and what it can do (OpenAPI)
embed-sources-title = Where the meetings come from
embed-sources-text = Please show the source beside what you use, and keep to its terms.
embed-sources-none = No list is here yet.
embed-source = List
embed-steward = Looked after by
embed-terms = Terms of use
embed-terms-unknown = Ask whoever publishes it
embed-read = Last read
embed-meetings = Meetings

## In numbers
stats-title = Meetings in numbers
stats-lead = How many meetings there are, when and where. And where there are none, so that someone can start one.
stats-empty = No meeting is listed yet.
stats-summary = { $meetings ->
    [1] 1 meeting
   *[other] { $meetings } meetings
  } of { $groups ->
    [1] 1 group
   *[other] { $groups } groups
  } are listed here. Some are held on more than one day. That makes { $starts } a week.
stats-file = Save all numbers as a table (CSV)
stats-table = The numbers
stats-count = Meetings
stats-starts = Starts in a week
stats-pathways = Kinds of groups
stats-pathways-column = Kind
stats-pathways-all = There is a meeting of each kind. A meeting can be of more than one kind, or say none.
stats-pathways-none = There is no meeting yet of this kind: { $names }.
stats-languages = Languages
stats-languages-column = Language
stats-languages-all = There is a meeting in each of these languages.
stats-languages-none = There is no meeting yet in: { $names }.
stats-ways = How people come together
stats-ways-column = Way
stats-ways-all = There is a meeting for each way to come together.
stats-ways-none = There is no meeting yet of this sort: { $names }.
stats-towns = Towns
stats-towns-column = Town
stats-towns-reading = { $all ->
    [0] No town has a meeting in a room yet.
    [1] One town has a meeting in a room.
   *[other] { $all } towns have a meeting in a room. You see the { $shown } with the most of them, by name.
  }
stats-hours = Time of day
stats-hours-column = Hour that it starts in
stats-hours-reading = No hour has more of them than the one from { $from } to { $to }. { $none ->
    [0] There is no hour without one.
    [1] In one hour of the day none starts.
   *[other] In { $none } hours of the day none starts.
  }
stats-hours-none = No meeting has a fixed time.
stats-week = The week
stats-week-reading = { $empty ->
    [0] There is a meeting in each part of the week.
    [1] In one of 28 parts of the week there is no meeting.
   *[other] In { $empty } of 28 parts of the week there is no meeting.
  }
stats-week-key = The fuller the color of a box, the more meetings start then. A dashed box has none.
stats-part-column = Part of the day
stats-gaps = Where there are none
stats-gaps-reading = { $places ->
    [0] No town has a meeting in a room yet.
   *[other] In { $without } of { $places } towns there is no meeting in a room on some days or at some hours.
  }
stats-gap-days = Days without
stats-gap-parts = Parts of the day without
stats-gap-pathways = No meeting of this kind
stats-gap-languages = No meeting in
stats-nothing-missing = None missing
stats-gaps-more = { $count ->
    [1] One more town is in the table that you can save.
   *[other] { $count } more towns are in the table that you can save.
  }
stats-without = Towns with none near
stats-without-reading = { $count ->
    [0] Each town we looked at has a meeting in a room within { $miles } miles.
    [one] 1 town has no meeting in a room within { $miles } miles.
   *[other] { $count } towns have no meeting in a room within { $miles } miles.
} We look at towns with { $codes } or more ZIP codes, in states with { $least } or more meetings listed here.
stats-without-state = State
stats-without-which = The largest of them
stats-without-more = and { $count } more
stats-note = Counted from the lists as they are now. A meeting that no list names is not in here. Kinds and languages are read from what a listing says of itself.
