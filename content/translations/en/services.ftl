# Services near here: what people find, and what the import says of a list.

## Why a service of a list could not be used
offering-refused-not-a-row = This entry is not a service: it has no named fields.
offering-refused-unreadable = This row cannot be read. It may hold broken characters or a number that is too large.
offering-refused-no-id = This service has no id. Give each service its own.
offering-refused-no-name = This service has no name.
offering-refused-ended = The list says that this service has ended.
offering-refused-repeats = Row { $row } has the same id.
offering-refused-columns = This row has more values than the table has columns. A comma may stand in a value without quotation marks around it.

## What was odd in a service that was used
offering-warn-status = “{ $status }” is not a status. The service was taken as active.
offering-warn-no-provider = The list does not say who offers this service.
offering-warn-coordinates = “{ $latitude }, { $longitude }” is not a place on the map. The place was kept without it.
offering-warn-coordinates-swapped = Latitude and longitude stood in each other's place and were put right.
offering-warn-ages = The lowest age is above the highest. Both were left out.
offering-warn-zones = The hours name more than one time zone. The first was used.
offering-warn-half-hours = Hours with only one of opening and closing were left out.
offering-warn-no-hours = Hours that close when they open were left out.
offering-warn-rule = These hours follow a rule that we cannot read. Only their words were kept.
offering-warn-every-day = Hours without a day were taken as every day.
offering-warn-day = “{ $day }” is not a day. These hours were left out.

## What was odd in the list
offering-list-latin1 = Some of it is not in UTF-8. It was read as Windows-1252; check a few names with accents.

## Why a list could not be read at all
offering-list-empty = The file is empty.
offering-list-web-page = This is a web page, not a list of services. The address of the list itself is needed.
offering-list-not-json = The file is not complete JSON. Reading stopped in line { $line }, column { $column }.
offering-list-not-a-list = The file is JSON, but there is no list of services in it.
offering-list-no-services = There is no table of services in the package. It should be called services.csv.
offering-list-no-column = The table { $table } has no column “{ $column }”.
offering-list-open-quote = The table { $table } breaks off: the quotation mark in line { $line } is never closed.
offering-list-too-large = The list is larger than { $limit } bytes, which is the most that is read.
offering-list-too-many = The list has more than { $limit } services, which is the most that is read.
offering-list-zip = The zip file cannot be unpacked. It may be broken off or locked.
offering-list-unreadable = The file could not be read: { $why }
offering-list-looks-broken = The list no longer names { $gone } of the { $held } services that we hold. It may be broken. Look at it first; to go on anyway, say so.

## Kinds of help
offering-kind-center = Recovery center
offering-kind-residence = Recovery house
offering-kind-naloxone = Naloxone
offering-kind-peers = Peer support
offering-kind-treatment = Treatment
offering-kind-detox = Detox
offering-kind-medication = Medication for recovery
offering-kind-mental-health = Mental health
offering-kind-harm-reduction = Safer use
offering-kind-health = Health care
offering-kind-family = Family and children
offering-kind-housing = Housing
offering-kind-food = Food
offering-kind-clothing = Clothes and showers
offering-kind-work = Work and school
offering-kind-rides = Rides
offering-kind-legal = Legal help and papers
offering-kind-money = Money and benefits
offering-kind-event = Events

## Who may come: what one looks for, and what a place says
offering-fit-medicaid = Takes Medicaid
offering-fit-medicaid-yes = It takes Medicaid.
offering-fit-medicaid-no = It does not take Medicaid.
offering-fit-no-insurance = No insurance needed
offering-fit-no-insurance-yes = You can come without insurance.
offering-fit-no-insurance-no = You need insurance.
offering-fit-medication = Recovery medication welcome
offering-fit-medication-yes = Medication for recovery is welcome.
offering-fit-medication-no = Medication for recovery is not welcome here.
offering-fit-children = With my children
offering-fit-children-yes = Your children can come.
offering-fit-children-no = Children cannot come.
offering-fit-partner = With my partner
offering-fit-partner-yes = Your partner can come.
offering-fit-partner-no = Partners cannot come along.
offering-fit-pet = With my pet
offering-fit-pet-yes = Your pet can come.
offering-fit-pet-no = Pets cannot come.
offering-fit-no-id = No ID needed
offering-fit-no-id-yes = You can come without an ID.
offering-fit-no-id-no = Bring an ID.
offering-fit-record = With a record
offering-fit-record-yes = You can come with a record.
offering-fit-record-no = They may turn down people with a record.
offering-fit-walk-in = Just walk in
offering-fit-walk-in-yes = You can just walk in.
offering-fit-walk-in-no = Call first: you need an appointment.

## Finding a service
services-title = Find a service
services-lead = Food, housing, treatment, naloxone, and more. You do not have to sign in.
services-words = Words to look for
services-words-hint = What you need, or a name. Small slips are fine.
services-near = Near
services-near-hint = A town or a ZIP code.
services-within = How far
services-miles = { $miles } miles
services-open-now = Open now
services-more = More choices
services-fits = It must be so
services-kinds = Kind of help
services-kinds-hint = Pick as many as you like.
services-language = Language spoken there
services-any-language = Any language
services-speaks-es = Spanish
services-speaks-asl = American Sign Language
services-speaks-vi = Vietnamese
services-speaks-ar = Arabic
services-speaks-zh = Chinese
services-speaks-ko = Korean
services-speaks-fr = French
services-speaks-pt = Portuguese
services-search = Search
services-found = { $count ->
    [0] No services found
    [one] 1 service
   *[other] { $count } services
}
services-place-unknown = We do not know this place. We looked everywhere instead.
services-none = Try fewer words or fewer choices. Many places do not say all they offer, so a call may help.
services-all = See all services
services-away = { $miles } miles away
services-away-roughly = about { $miles } miles away
services-from-afar = By phone or online, or over a whole area
services-more-places = { $count ->
    [one] 1 more place
   *[other] { $count } more places
}
services-map-told = { $count ->
    [one] One service is in this drawing.
   *[other] { $count } services are in this drawing.
} The outer ring is { $ring } from the middle. The numbers are those of the list.
services-pages = More pages
services-before = Page before
services-after = Next page
services-note = Each place speaks for itself. To list it here is not to praise it. Call before you go.

## One service
service-paused = Closed for now
service-open-always = Open now, day and night
service-open-until = Open now, until { $time }
service-open-until-day = Open now, until { $day }, { $time }
service-closed = Closed now
service-closed-until = Closed now. Opens { $day }, { $time }
service-all-day = all day
service-from-to = { $opens } to { $closes }
service-days = { $first } to { $last }
service-closed-day = closed
service-every-weeks = Every { $weeks } weeks: { $days }
service-monthly = Each month: { $which } of { $days }
service-dates = Each month, on these days: { $dates }
service-nth-1 = first
service-nth-2 = second
service-nth-3 = third
service-nth-4 = fourth
service-nth-5 = fifth
service-nth-last = last
service-reach = How to reach them
service-website = Their website
service-leaves = This takes you to another site.
service-phone-text = Text message
service-phone-tty = For people who are deaf
service-hours = When
service-where = Where
service-online = Join online
service-map = Show on a map
service-map-warns = The map is on another site. It will learn that you looked at this place.
service-map-go = Open the map
service-fit = Good to know before you go
service-fit-note = Things change. Call and ask if it matters to you.
service-certainty-confirmed = Somebody asked there.
service-certainty-stated = Their listing says so.
service-certainty-words = We read this in what they wrote. Ask to be sure.
service-how = How to get it
service-whom = Who it is for
service-costs = What it costs
service-bring = What to bring
service-speaks = Languages
service-areas = Where you can live to get it
service-ages-from = From age { $from }.
service-ages-to = Up to age { $to }.
service-ages-between = Ages { $from } to { $to }.
service-provider = Who runs it
service-source = Where this comes from
service-source-list = List
service-source-steward = Looked after by
service-source-licence = License
service-no-licence = The list does not say.
service-source-verified = Checked by those who list it
service-never-verified = The list does not say.
service-source-read = Read on

## Something is wrong here
service-tell-link = Something is wrong here?
service-tell-title = Tell us about this service
service-report-not-meeting = It is not there any more
service-report-wrong-time = The hours are wrong
service-report-wrong-place = It has moved
service-report-wrong-link = The number or the link does not work
service-report-wrong-kind = It is not what it says
service-report-unsafe = Somebody was not safe there
service-checked-by-editor = { $date }, by an editor here
service-checked-by-owner = { $date }, by the service's own contact
service-source-checked = Last checked here
service-stale = Nobody has checked this for a long time. Call before you go.

## Who offers something, and events by day
service-by = All from this organization
provider-offers = What they offer
provider-no-licence = License not known
events-title = Events
events-link = Events by day
events-lead = Walks, fairs, vigils and open houses, by day. Times are by the clock there.
events-found = { $count ->
    [0] No events found
    [one] 1 event
   *[other] { $count } events
}
events-none = Nothing is on that we know of. Try a larger area, or look again later.
events-more = There is more on later days. Ask for less, and you see farther.
events-next = When it is on
events-calendar = Add to my calendar
events-calendar-name = Recovery events

## The desk
source-format-hsds = Services (HSDS: JSON or zip)
source-other-kind = Another list here has this name, and it is a list of meetings. Give this one a name of its own.
source-stays-kind = A list of services cannot become a list of meetings, nor the other way around. Add a new source.
offering-reading-waits = Of { $held } services, this reading would take away { $gone } and change { $changed }. It would add { $added }.
offering-new-ids = { $count } services have a new id in this list. They were known again by name and place, and links to them still work.
desk-services-reported = What people say is wrong with services
desk-services-clashing = Services put right here, and their list says something else now
desk-services-stale = Services not checked for a long time
desk-services-unverified = Services not checked yet
desk-services-off = Services not shown now
desk-services-proposed = What colleagues would put right in services
service-hidden-opted-out = Left out: its provider asked for that
service-hidden-reported = Not shown: several people said it is not there any more
service-hidden-too-old = Not shown: not checked for too long
service-hidden-editor = Not shown: an editor took it off
service-desk-public = See its page
service-desk-alert = What is different for now
service-desk-alert-hint = Such as: closed this week, use the side door.
service-desk-phone = Phone
service-desk-phone-hint = A number of the service, not of a person.
service-desk-state = State
service-desk-code = ZIP code
service-desk-leave-out = Use this when its provider asks. It will not come back with the next reading.
service-phone-wrong = This is not a phone number.
service-desk-paused = Closed or open
service-desk-about = What it is
service-desk-languages = Languages spoken there
service-desk-languages-hint = With commas between, such as: English, Spanish.
service-desk-hours = Hours
service-desk-hours-hint = Times of each day, such as 9:00-12:00, 13:00-17:00 or 9 am-5 pm. All day is 0:00-24:00. Leave a day empty when it is closed.
service-desk-hours-wrong = We cannot read these times. Write them like 9:00-17:00 or 9 am-5 pm.
service-desk-from = Only from this day on
service-desk-from-hint = For an event or a season: the first day and the last. An event of one day has the same day twice.
service-desk-until = Until this day
service-desk-until-wrong = The last day is before the first.
service-desk-hours-note = More about the hours
service-desk-fit-hint = Say only what you have asked there.
service-desk-unsaid = Not known
service-kin = Other lists at the same place
service-kin-alike = The same name too: shown as one service
service-kin-street = At the same street
service-join = It is the same service
service-part = It is a service of its own
service-apart = An editor said that this is a service of its own.
desk-services-left-out = Services not shown: their contact asked another list to leave them out
service-at-desk = Something to put right? Open it in the directory

## The page of a service's contact
service-listing-title = Your service's entry
service-listing-lead = Somebody gave you this link because you speak for this service. You need no account, and no name is asked.
service-listing-leave-out-text = The service will not be shown here any more.

## A search to take along
services-print = Print this list (PDF)
services-table = Save as a table (CSV)
services-send = Send it to a phone
services-send-text = Point a phone's camera at this picture. It opens this same search.
services-send-long = This search is too long for a picture. Copy this address.
services-send-back = Back to the search
services-list-title = My list of places
services-list-more = And { $count } more. Ask for less, and the list gets shorter.
service-qr = A picture with the address of this search
service-send-title = Send this page to a phone
