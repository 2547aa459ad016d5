# The directory's desk: sources, readings, entries, and what anyone may say of a meeting.

## Why a source could not be read
source-address = This is not a web address. It looks like https://example.org/meetings.json.
source-no-host = Nobody answers to the name “{ $host }”. Check how it is written.
source-private = “{ $host }” leads to an address inside a private network. Such places are not read.
source-slow = The source took too long to answer. It will be tried again.
source-down = The source cannot be reached now. It will be tried again.
source-no-tls = The source could not prove that it is the right one: its certificate was not accepted.
source-broke-off = The source stopped in the middle of its answer. It will be tried again.
source-sends-on = The source sends on to another place that cannot be followed.
source-answers = The source answers with the code { $status } and no list.
source-ended = This source is left out. Take it back first if it should be read again.
source-no-address = This source has no address. Choose a file.
source-zone-unknown = “{ $zone }” is not a known time zone.
source-format-unknown = The format “{ $format }” cannot be read here.
source-every = Give whole hours, from 1 to 744, or leave this empty.
source-name-taken = Another source has this name.
source-file-missing = Choose a file first.
source-busy = Somebody else changed this list at the same time. Read it again.
source-broken-here = Something broke on our side. What was good is still shown. It will be tried again.
source-stopped = The reading stopped in the middle. What was good is still shown. Read it again.
source-reads-now = This list is being read right now. Wait until that is done, then send your file.

## What a reading came to
run-new-ids = { $count } meetings have a new id in this list. They were known again by name, time and place, and links to them still work.
run-settled-already = Somebody has answered this already.
run-overtaken = The list was read again in the meantime. Look at the newer reading.
run-adds-much = This list would add { $added } meetings to the { $held } that are here now. Look at it first.
run-changes-much = This list would change { $changed } of { $held } meetings. Look at it first.
run-rows-worn = { $count } meetings were let go: their rows could not be used several times in a row.
run-outcome-running = Going on
run-outcome-done = Carried out
run-outcome-unchanged = Nothing new
run-outcome-waiting = Waits for a yes
run-outcome-declined = Not carried out
run-outcome-failed = Not read
run-outcome-undone = Taken back
run-by-staff = by hand
run-by-operator = at the command line
run-by-job = by the clock

## What anyone may say
report-kind-not-meeting = Nobody was there
report-kind-wrong-time = The day or time is wrong
report-kind-wrong-place = The place is wrong
report-kind-wrong-link = The link does not work
report-kind-wrong-kind = It is not the kind of meeting it says
report-kind-unsafe = Somebody was not safe there
report-answer-put-right = We put it right
report-answer-is-right = We asked. It is right
report-answer-taken-off = We took it off
report-answer-spoken = We spoke with them
report-answer-unknown = We could not find out
report-said-before = You told us this already. Thank you. Somebody will look.
report-answered-already = Somebody has answered this already.
tell-enough-today = That is a lot for one day. Please come back tomorrow.
fit-newcomers = Newcomers were made welcome
fit-medication = Medication was fine
fit-on-time = It began on time
fit-step-free = No steps to get in
fit-children = Children could come
fit-spanish = Spanish was spoken
fit-just-listen = You could just listen
fit-camera-off = Camera off was fine

## The desk
desk-title = Directory
desk-lead = What waits for you in the lists you look after.
nav-directory = Directory
door-directory = Look after meetings and help lines.
nav-directory-danger = Directory ({ $count } not safe)
work-danger = { $count ->
    [one] Somebody said that they were not safe at one place. They wait for an answer.
   *[other] Somebody said that they were not safe at { $count } places. They wait for an answer.
}
work-danger-look = Read and answer
desk-calm = Nothing waits. The lists are in good shape.
desk-calm-text = What people report, and what lists disagree on, shows up here.
desk-shown = { $count ->
    [one] One meeting is shown.
   *[other] { $count } meetings are shown.
}
desk-spoken-for = { $count ->
    [one] Somebody has checked one of them.
   *[other] Somebody has checked { $count } of them.
}
desk-danger = Safety reports ({ $count })
desk-reported = What people say is wrong
desk-reported-people = { $count ->
    [one] One person, since { $date }
   *[other] { $count } people, since { $date }
}
desk-unsafe-first = A person who felt unsafe waits for an answer. Look at this first.
desk-runs = Readings that wait for a yes
desk-run-would = { $gone } gone, { $added } new, { $changed } changed
desk-failing = Sources that cannot be read
desk-failing-times = { $count ->
    [one] Once
   *[other] { $count } times in a row
}
desk-clashing = Put right here, and the list says something else now
desk-disagreeing = Lists that do not agree
desk-disagree-in = { $source }: { $when }
desk-proposed = What colleagues would put right
desk-left-out = Not shown: their contact asked another list to leave them out
desk-left-out-text = They are still in your list. Open each one. Leave it out of yours too, or say that it is a meeting of its own.
desk-stale = Not checked for a long time
desk-unverified = Not checked yet
desk-off = Not shown now
desk-more = And more. The oldest come first.
desk-find = Find an entry
desk-find-do = Find
desk-find-hint = Part of its name
desk-found = { $count ->
    [0] No entry has this in its name.
    [one] One entry
   *[other] { $count } entries
}
desk-found-more = There are more. Type a longer part of the name.
desk-back = Back to the directory

## Sources
sources-title = Sources
sources-lead = The lists that your meetings come from, and how they are read.
sources-none = No source yet
sources-none-text = Add the first list below.
sources-entries = { $count ->
    [one] one entry
   *[other] { $count } entries
}
sources-add = Add a source
source-name = What is the list called?
source-format = Format
source-format-meeting-guide = Meeting Guide (JSON)
source-format-bmlt = BMLT root server (JSON)
source-format-csv = Table (CSV)
source-address-label = Address of the list
source-address-hint = Leave this empty if you get it as a file. For a BMLT server give the address of the server.
source-licence = License
source-licence-hint = What the list says about use, such as CC BY 4.0.
source-credit = Page of whoever publishes it
source-every-label = Read it again after how many hours?
source-every-hint = 24 is once a day. Leave it empty to read it by hand only.
source-zone = Time zone
source-zone-hint = For meetings that name none, such as America/New_York.
source-columns = Columns of a table
source-columns-hint = Only if they are not known by their names, such as: name=Group, day=Weekday, time=Start.
source-pathway = Kind of meetings
source-pathway-hint = For meetings in this list that do not say it themselves.
source-pathway-none = Each meeting says it
source-save = Save
source-state-active = In use
source-state-paused = Resting
source-state-ended = Left out
source-seen = Last read { $date }
source-seen-never = Not read yet
source-next = Next reading { $date }
source-problem = The last try did not work. What was good is still shown.
source-read-now = Read it now
source-file = Read a file
source-file-label = The list, as a file
source-file-do = Read this file
source-rest = Let it rest
source-rest-text = It is not read for now. Its entries stay.
source-wake = Use it again
source-leave-out = Leave it out
source-leave-out-text = None of its entries is shown, and it is not read, until you take it back.
source-change = Change how it is read
source-runs = Readings
source-runs-none = It was not read yet.
source-steward = Looked after here, from this list.

## One reading
run-title = A reading
run-of = { $source }, { $date }
run-gone = No longer in the list
run-sum = { $read } read = { $added } new + { $changed } changed + { $merged } nothing new + { $refused } not used.
run-why = Why it stopped
run-wait-lead = This reading would change a lot. Nothing has changed yet. Look, then say yes or no.
run-goes-on = The list is being read. This page looks again by itself every few seconds. You can leave; the reading goes on.
run-look-again = Look again
run-yes = Yes, carry it out
run-no = No, keep what we have
run-undo = Take it back
run-undo-text = Everything is put back as it was before. What somebody changed since stays. The source then rests.
run-would-gone = Would no longer be shown
run-would-added = Would be new
run-would-changed = Would change
run-did-gone = No longer in the list
run-did-added = New
run-did-changed = Changed
run-rows = Rows that were not used
run-row = Row { $row }: { $why }
run-warnings = What was odd
run-first = The first { $count } are shown.

## One entry
entry-of = From { $source }
entry-facts = Where it stands
entry-steward = Looked after by
entry-source = Source
entry-also-in = Also in
entry-licence = License
entry-read = List last read
entry-verified = Last checked
entry-verified-editor = { $date }, by an editor
entry-verified-owner = { $date }, by its contact
entry-verified-never = Nobody has checked it yet
entry-next = Next check
entry-stale-after = Called old after
entry-confirmed = Confirmed by a visitor in
entry-fresh-fresh = Up to date
entry-fresh-check-due = Check due
entry-fresh-stale = May be old
entry-fresh-too-old = Too old to show
entry-hidden-opted-out = Left out: its contact asked for that
entry-hidden-reported = Not shown: several people said nobody was there
entry-hidden-too-old = Not shown: not checked for too long
entry-hidden-editor = Not shown: an editor took it off
entry-left-out-by = Not shown. Its contact asked { $agency } to leave it out of { $source }. It is still in your list.
entry-gone = Its list does not name it any more.
entry-not-yours = Another agency looks after this entry. You can say what should be put right.
entry-do-verify = It is right
entry-do-hide = Take it off
entry-do-show = Show it again
entry-do-leave-out = Leave it out for good
entry-leave-out-text = Use this when its contact asks. It will not come back with the next reading.
entry-clash = You put this right, and now its list says something else.
entry-ours = What we show
entry-theirs = What the list says
entry-keep-ours = Keep ours
entry-take-theirs = Take theirs
entry-nothing-theirs = The list says nothing else.
entry-asked-out = Its contact asked to be left out. If they want to be shown again, put that back in the history below.
entry-kin = Other lists with the same name and place
entry-kin-alike = The same time too: shown as one meeting
entry-kin-joined = Joined by an editor
entry-kin-other = Another time
entry-join = It is the same meeting
entry-part = It is a meeting of its own
entry-apart = An editor said that this is a meeting of its own.
entry-same-as = Shown as part of { $name }.
entry-said = What people said
entry-said-open = Waits for an answer
entry-said-people = { $count ->
    [one] One person, { $date }
   *[other] { $count } people, last { $date }
}
entry-answer = Answer
entry-answer-do = Send the answer
entry-answer-text = Whoever told us can look up this answer with their code.
entry-edit = Put it right
entry-propose = Say what should be put right
entry-propose-text = Whoever looks after this entry will see it and decide.
entry-name = Name
entry-days = Days
entry-days-hint = Choose none for a meeting by appointment.
entry-start = Starts
entry-end = Ends
entry-time-hint = Such as 19:00.
entry-place = Building
entry-address = Street and number
entry-city = City or town
entry-state = State
entry-postal-code = ZIP code
entry-door = How to find the door
entry-url = Link to join online
entry-url-notes = What to know to join online
entry-phone = Number to call in
entry-phone-hint = Of the meeting itself, never of a person. Such as +1 804 555 0100,,123456#.
entry-phone-notes = What to know to call in
entry-phone-wrong = This is not a number that can be dialed. It has at least five digits and no letters.
entry-types = Kind of meeting
entry-notes = What else there is to know
entry-nothing = nothing
entry-was = before: { $what }
entry-save = Save
entry-propose-do = Send
entry-link = A link for its contact
entry-link-text = Make a link and send it by hand. With it the contact can say that the entry is right, put it right, or ask to be left out. It works once.
entry-link-make = Make a link
entry-link-made = Copy this link now. It is shown only once.
entry-link-line = Made { $date }
entry-link-right = Used: it is right
entry-link-put-right = Used: put right
entry-link-leave-out = Used: left out
entry-link-open = Not used yet
entry-link-over = Over
entry-proposals = What colleagues would put right
entry-proposal-from = { $agency }, { $date }
entry-accept = Take it over
entry-decline = Leave it as it is
entry-history = History
entry-history-none = Nothing has changed since it came.
entry-came = Came with the reading of { $date }
entry-change-changed = The list said something else
entry-change-gone = The list stopped naming it
entry-change-back = The list named it again
entry-change-hidden = Taken off
entry-change-shown = Shown again
entry-change-corrected = Put right
entry-change-verified = Checked
entry-change-opted-out = Left out at its contact's wish
entry-change-joined = Joined with another list
entry-change-parted = Said to be one of its own
entry-change-undone = Put back
entry-by-staff = by a colleague
entry-by-operator = at the command line
entry-by-job = by the clock
entry-by-owner = by its contact
entry-by-anyone = after what people said
entry-put-back = Put it back as it was before this
entry-before = Before: { $what }
entry-slug-taken = Another meeting has this place in the list now. Change that one first.
propose-nothing = Nothing is different yet. Change what should be put right.
proposal-answered-already = Somebody has answered this already.
proposal-overtaken = Somebody has changed the same part since. Look at both, and put it right by hand.
meeting-at-desk = Something to put right? Open it in the directory

## The contact's own page
listing-title = Your meeting's entry
listing-lead = Somebody gave you this link because you speak for this meeting. You need no account, and no name is asked.
listing-right = It is right as it is
listing-put-right = Something should be put right
listing-put-right-do = Save what I wrote
listing-leave-out = Please leave us out
listing-leave-out-text = The meeting will not be shown here any more.
listing-done = Thank you
listing-done-text = Your answer counts now. This link has done its work.
listing-used = This link was used already. Ask for a new one if something has changed.
listing-link-used = This link was used already. Ask for a new one.

## Help lines
lines-title = Help lines
lines-lead = A change to a help line needs two people. To take one back needs two people too. 911 and 988 are part of the program and cannot be changed.
lines-now = Changes
lines-none = Every line is as the program ships it.
lines-ask = Ask for a change
lines-line = Line
lines-part = What is different?
lines-part-number = It has another number
lines-part-off = Nobody answers it any more
lines-part-restored = As the program ships it
lines-says = The new number
lines-says-hint = Only if it has another number.
lines-source = Where did you read or hear this?
lines-source-hint = Such as: called it on November 20.
lines-ask-do = Ask for it
lines-waits = Waits for a second person
lines-counts = Counts since { $date }
lines-agree = I checked it too
lines-own = You asked for this. Somebody else has to check it.
lines-end = Drop it
lines-restore = Ask to take it back
lines-restore-why = How do you know it is right as it was?
lines-all-ways = All of its numbers
lines-by = Asked by { $name }
help-line-built-in = 911 and 988 are built in. Nobody can change them.
help-line-number = Give a phone number of 3 to 15 digits.
help-line-which = Pick one number. A new number takes the place of one.
help-line-not-yours = Another agency asked for this. They can drop it.
help-line-settled = Somebody has answered this already.
help-line-two-people = You asked for this change. A second person has to agree.

## What was done
flash-source-added = The source was added.
flash-source-saved = Saved.
flash-source-read = The list was read.
flash-source-unchanged = The list was read. Nothing is new.
flash-source-failed = The list could not be read. What was good is still shown.
flash-source-waits = The list was read. It would change a lot, so it waits for your yes.
flash-run-agreed = The reading was carried out.
flash-run-declined = Nothing was changed.
flash-run-undone = The reading was taken back. The source rests now.
flash-entry-done = Done. You can put it back in the history below.
flash-entry-saved = Saved.
flash-entry-answered = The answer was sent.
flash-entry-proposed = Thank you. Whoever looks after this entry will see it.
flash-line-asked = Asked for. A second person has to agree.
flash-line-agreed = The change counts now.
flash-line-dropped = It was dropped. The line stays as it is.

## What of the content waits for somebody, and what one proposed

desk-lines = Help lines to call
desk-lines-text = Nobody has called these for us, or not for a year. Call one. If it is right, say so: a second person has to call too.
desk-line-never = Nobody has checked it. In the list since { $date }
desk-line-checked = Last checked on { $date }
desk-texts = Texts to look at again
desk-texts-text = Guides whose day has come, and links that nobody has opened yet or not for a year.
desk-text-due = To be looked at by { $date }
desk-link-seen = Link. In the list since { $date }
desk-own-proposals = What you proposed
desk-own-proposals-text = What you asked for in the last 90 days, and what came of it.
proposed-on = Asked on { $date }
proposed-waits = Waits for an answer
proposed-accepted = Taken over on { $date }. Thank you.
proposed-declined = Looked at on { $date }. It stays as it is.
listing-public = See its page
listing-said-text = Your word below answers this.
listing-said-people = { $count ->
    [one] 1 person, last in { $month }
   *[other] { $count } people, last in { $month }
}
lines-part-right = We called, and it is right
help-line-one = Pick one number. Each one is called by itself.
help-line-otherwise = This line was changed here. Ask for the number that counts now, or take the change back first.
desk-add = Add a meeting
desk-add-text = For a meeting that no list names. It is shown at once, and you are the one who says that it is right.
desk-add-do = Add it
entry-there-already = You have added this meeting already: same name, time and place.
source-by-hand = This list is kept by hand. Nothing is read into it.
desk-add-service = Add a service
desk-add-service-text = For a service or an event that no list names. It is shown at once, and you are the one who says that it is right.
desk-add-service-do = Add it
service-desk-provider-hint = The organization. Leave it empty if it is the same as the name.
desk-missing = Said to be missing
desk-missing-text = Visitors and colleagues say that these are missing. Nothing of it is shown yet. The first agency that takes one over looks after it.
missing-kind-meeting = A meeting that is missing
missing-kind-service = A service that is missing
missing-by-visitor = A visitor
missing-look = Ask there whether it is so. Put right what is wrong, and then take it over.
missing-take = Take it over into our list
missing-why = Why not?
missing-decline = Do not take it over
missing-answer-accepted = It is in the directory now. Thank you.
missing-answer-there-already = It was in the directory already.
missing-answer-not-found = We could not find out whether it is so.
missing-answer-not-fitting = It is nothing for this directory.
missing-answer-too-little = What we were told is too little to find it.
missing-answered-already = Somebody has answered this already.
flash-missing-told = Thank you. Somebody who looks after the directory will see it.
flash-missing-declined = It was answered.
missing-inside-text = Say what you know. An editor will ask there. You will read what became of it at the desk.
lines-part-new = A new line
lines-new = Add a line that is missing
lines-new-text = A new line needs two people, as every change does. Nothing is shown before. 911 and 988 are there already.
lines-new-kind = What it is for
lines-new-name = Its name
lines-new-about-en = When to use it, in English
lines-new-about-es = When to use it, in Spanish
lines-new-call = Number to call
lines-new-sms = Number to text
lines-new-chat = Address of a chat
lines-new-place = State
lines-new-place-hint = Leave it empty if it is for everyone.
lines-new-hours-hint = Times of each day, such as 18:00-22:00. Leave all of it empty if nobody knows.
help-line-no-way = Give a number or the address of a chat.
help-line-there-already = Another line here has this number.
