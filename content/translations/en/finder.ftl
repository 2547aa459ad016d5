# The finder of meetings: what one can ask for, what is said of a meeting, and the list for the pocket.

## The search
meetings-near = Near
meetings-near-hint = A town or a ZIP code.
meetings-when = When
meetings-when-week = This week
meetings-when-now = Now or within the hour
meetings-when-today = Today
meetings-when-tomorrow = Tomorrow
meetings-way = How
meetings-any-way = Any way
meetings-miles = How far
meetings-within = Within { $miles } { $miles ->
    [one] mile
   *[other] miles
}
meetings-pathway = Pathway
meetings-any-pathway = Any pathway
meetings-speaks = Language
meetings-any-speaks = Any language
meetings-door = Open or closed
meetings-any-door = Open or closed
meetings-zone = Show times in
meetings-zone-theirs = Each meeting's own time
meetings-more-choices = More choices
meetings-for-people = Made for
meetings-for-offer = It offers
meetings-narrowed = What you asked for
meetings-take-away = take this away
meetings-clear = Clear all
meetings-with-words = “{ $words }”
meetings-near-place = Within { $miles } { $miles ->
    [one] mile
   *[other] miles
} of { $place }
meetings-place-unknown = We do not know the place “{ $place }”. Try a ZIP code or a bigger town. Until then we show every place.
meetings-views = How to show it
meetings-as-list = As a list
meetings-as-week = As a week
meetings-pages = Pages of the list
meetings-before = Back
meetings-after = More meetings
meetings-calendar = Add these to my calendar
meetings-table = Save as a table (CSV)
meetings-none-text = Nothing fits all of that. These searches find more:
meetings-none-talk = Need someone right now? Here are lines to call.
meetings-sources = ZIP codes: US Census Bureau. Names of towns: GeoNames (CC BY 4.0). No map service sees what you look for.
wider-when = Any day and time ({ $count })
wider-filters = Any kind of meeting ({ $count })
wider-way = In person, online, or by phone ({ $count })
wider-words = Without the words ({ $count })
wider-place = Anywhere ({ $count })
wider-miles = Up to 50 miles away ({ $count })
wider-most = Any day and any kind ({ $count })
week-count = { $count ->
    [0] none
    [one] 1 meeting
   *[other] { $count } meetings
}
week-again = { $day }, in a week
week-more = These are the first of { $count }. Choose this day to see all.

## Filters
facet-open = Open to anyone
facet-closed = Closed: for those it is made for
facet-newcomers = Newcomers
facet-women = Women
facet-men = Men
facet-lgbtq = LGBTQ+
facet-young = Young people
facet-veterans = Veterans
facet-families = Family and friends
facet-asl = Sign language (ASL)
facet-wheelchair = Wheelchair access
facet-child-care = Child care
facet-medication-friendly = Medication is welcome
facet-proof = Proof of attendance

## Zones
zone-eastern = Eastern time
zone-central = Central time
zone-mountain = Mountain time
zone-arizona = Arizona time
zone-pacific = Pacific time
zone-alaska = Alaska time
zone-hawaii = Hawaii time
zone-atlantic = Puerto Rico time

## A meeting
meeting-runs = On now. It began { $minutes ->
    [0] just now
    [one] 1 minute ago
   *[other] { $minutes } minutes ago
}.
meeting-soon = { $minutes ->
    [0] Starts now
    [one] Starts in 1 minute
   *[other] Starts in { $minutes } minutes
}
meeting-there = { $time } where you are
meeting-near-by = Less than a mile away
meeting-miles = { $miles ->
    [one] 1 mile away
   *[other] { $miles } miles away
}
meeting-miles-about = about { $miles ->
    [one] 1 mile away
   *[other] { $miles } miles away
}
meeting-all = All meetings
meeting-gone = Its list does not name this meeting any more. It may have moved or ended. What you see here is the last we knew.
meeting-near-link = Look for another one near there.
meeting-when-title = When
meeting-until = until { $time }
meeting-next-start = Next: { $moment } ({ $zone })
meeting-calendar = Add to my calendar
meeting-calendar-group = Add all meetings of this group
meeting-where-title = Where
meeting-afar-title = Join from afar
meeting-video = Join by video
meeting-video-leaves = This opens another website. It may ask for your name; you may use any name.
meeting-kind-title = What kind of meeting
meeting-expect-title = First time?
meeting-expect = What to expect at a first meeting: { $pathway }
meeting-expect-any = What to expect at a first meeting
meeting-listed-title = Who lists it
meeting-listed-by = Looked after by
meeting-listed-in = From the list
meeting-checked = List last read on
meeting-updated = Entry changed on
meeting-checked-here = Checked
meeting-checked-by-editor = { $date }, by an editor here
meeting-checked-by-owner = { $date }, by the meeting's own contact
meeting-others = Other meetings of this group
meeting-next-check = Next check
meeting-terms = Terms of the list
meeting-credit = Page of the list
meeting-listed-note = Groups run their own meetings. That one is listed here does not mean that we speak for it.
meeting-send-title = Send it to a phone
meeting-send-text = Point a phone's camera at this picture.
meeting-qr = A picture with the address of this page

## The drawing
map-open = Show a drawing of where they are
map-miles = { $miles ->
    [one] 1 mile
   *[other] { $miles } miles
}
map-list-told = { $count ->
    [one] One meeting is in this drawing.
   *[other] { $count } meetings are in this drawing.
} The outer ring is { $miles } miles from the middle. The numbers are those of the list.
map-one-told = It is { $far } from the middle of { $town }, to the { $way }. The outer ring is 10 miles away.
map-one-middle = It is in the middle of { $town }. The outer ring is 10 miles away.
map-one-alone = The dot is the meeting. The outer ring is 10 miles away.
map-way-0 = north
map-way-1 = northeast
map-way-2 = east
map-way-3 = southeast
map-way-4 = south
map-way-5 = southwest
map-way-6 = west
map-way-7 = northwest
map-outside = Open a street map
map-outside-warns = This leaves our pages. OpenStreetMap will see which place you look at, and it stays in the history of this device.
map-outside-go = Go to OpenStreetMap

## The list for the pocket
pocket-link = Print a pocket list (PDF)
pocket-title = My pocket list
pocket-fold = Fold along the dashed lines.
pocket-more = And { $count } more that day.
pocket-none = Nothing was found for this list.
pocket-printed = Printed on { $date }.
pocket-call-first = Times change. Check before a long trip.
