# Signing, versions, reviews, what is due, and what is printed.

how-signed-own-session = In their own sign-in
how-signed-typed = Name written, with a witness

sign-pin = Your PIN
sign-their-pin = Their PIN
sign-their-pin-hint = Only the one who signs types it. Leave it empty when they draw.
sign-beside = Someone signs here, beside me
sign-beside-do = Keep this signature
sign-draw = Draw here
sign-draw-hint = Use a finger or a mouse. If this does not work here, the written name counts, and you are the witness.
sign-clear = Start the drawing again
sign-paper = Someone signed on paper
sign-paper-text = Print the plan, sign it, then add a picture of the sheet.
sign-file = Picture or PDF of the sheet
sign-file-hint = At most 10 MB. We take out where and when a picture was taken.
sign-paper-kept = There is no picture. We keep the paper in our files.
sign-paper-do = Keep this sheet
sign-pin-missing = Type the PIN.
sign-pin-wrong = That PIN is not right. Try again.
sign-pin-none = They have no PIN yet. They can draw instead.
sign-drawing-unreadable = We could not read the drawing. Please draw again.
sign-drawing-long = The drawing is too long. Please draw again.
sign-drawing-empty = The drawing is too short. Please draw your name.
sign-link-agree-first = Ask the member first. Then check this box.
signed-beside = beside { $name }
signed-read-aloud = read out loud
signed-interpreter = { $name } interpreted
signed-in-en = signed in English
signed-in-es = signed in Spanish
signed-by-link = by a link that { $name } made and handed over; we did not check who answered
signed-drawing = The signature of { $name }
signed-sheet = Download the signed sheet

file-missing = Choose a file first.
file-too-large = This file is too large. It can have at most 10 MB.
file-larger-than = This file is too large. It can have at most { $most } MB.
file-type-unknown = We can keep a PDF or a picture (JPEG, PNG or WebP). This file is something else.
file-picture-unreadable = We could not open this picture. Please take it again.

link-title = Links for a clinician outside
link-make = Make a link that works once
link-make-text = The link opens this one version, for 14 days, until it is answered or the plan has a newer version. You can take it back at any time.
link-name = For whom
link-yes = The member’s yes
link-agreed = The member knows who will read this plan, and agrees
link-make-do = Make the link
link-fresh = Here is the link
link-fresh-text = We show it only now. Hand it over in a safe way. It opens the plan for whoever has it.
link-open = waits for an answer
link-signed = signed
link-disagrees = does not agree
link-withdrawn = taken back
link-run-out = ran out
link-overtaken = opens nothing any more
link-withdraw = Take it back
flash-link-made = This link was made before. If it is lost, take it back and make a new one.
flash-link-withdrawn = The link opens nothing now.

by-link-title = A plan to read and sign
by-link-text = Someone wrote this plan with their peer and asks you to read it. This page opens until you answer.
by-link-agree = I have read this plan and I support it.
by-link-no = I do not agree
by-link-why = What should be different?
by-link-no-do = Send this answer
by-link-done = Thank you
by-link-done-text = Your answer is kept. The link opens nothing more. You can close this page.

changes-title = What changed
changes-link = What changed
changes-first = This is the first version. There is nothing before it.
changes-none = The two versions say the same.
changes-key = Words that are gone are crossed out. New words are underlined.
changes-whole = The plan as a whole
changes-was = Before
changes-now = Now
changes-nothing = Nothing
changes-plan-added = New
changes-plan-removed = Gone
changes-plan-moved = In another place
changes-goal-added = New goal
changes-goal-removed = Not in the plan any more
changes-goal-moved = In another place
changes-strategy-added = New way
changes-strategy-removed = Way let go
changes-strategy-moved = Way in another place
changes-action-added = New step
changes-action-removed = Step let go
changes-action-moved = Step in another place

review-title = Look at the plan together
review-text = Go goal by goal. Write it in the member’s words. Any answer is a good one.
review-text-own = Go goal by goal, in your own words. Any answer is a good one.
review-how = How has it gone?
review-stands = Where does it stand now?
review-turned-out = Next to what you hoped for
review-no-mark = Not now
review-whole = The plan as a whole
review-whole-how = How is it all going? What comes next?
review-no-reason = Nothing to add
review-late = What held it up:
review-then = We keep this with the version you looked at. After that you can change the plan and make a new version.
review-keep = Keep this look at the plan
review-empty = Write a few words, for one goal or for the whole.
reviews-title = Looks at the plan
flash-reviewed = Kept. If the plan should change, change it now and make a new version.

cosign-title = Plans to co-sign

cosign-more = { $count ->
    [one] One more plan waits for you. It shows here once these are signed.
   *[other] { $count } more plans wait for you. They show here once these are signed.
}
plan-late-ask = The first plan is late, and that is okay. What held it up?
due-title = What is due, and why
due-more = { $count ->
    [one] One more thing is due. Open the member’s page to see it.
   *[other] { $count } more things are due. Open the members’ pages to see them.
}
due-open-plan = Open the plan
due-open-version = Open this version
due-review-now = Look at the plan together
due-reminds = It can remind you. It never blocks you.
due-plan-was = The first plan was due by { $date }
due-review-was = The plan was due for a look by { $date }
due-plan-counted = We count from { $date }.
due-review-counted = You last looked at it, or signed it, on { $date }.
due-plan-rule = Within { $days ->
    [one] { $days } day
   *[other] { $days } days
 } after { $event }
due-review-rule = At least every { $days ->
    [one] day
   *[other] { $days } days
 }
due-plan-late-why = A late plan is explained, not scolded. Write down what held it up when you make it.
due-plan-normal = A contact before the plan is normal.
due-review-late-why = Pick a time that works for both of you. Then say what held it up.
due-signature-why = This version was made on { $date }. Not everyone has signed it yet.
due-signature-rule = The program expects this signature
due-signature-own-rule = A plan has the member’s signature and one of the staff
due-signature-other-rule = The agency waits for this signature
due-write-card = Write it down
due-write-card-who = Your supervisor, a clinician or the biller writes it down.
due-held-up = What held it up: { $reason }
due-no-recommendation = No recommendation is written down
due-no-recommendation-why = This program asks for one before the service starts. If there is one, write it on the program’s page.
due-recommendation-why = The service should start while the recommendation is good.
due-recommendation-rule = Good for { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
me-due-plan-soon = You and your peer could finish your plan by { $date }.
me-due-plan = Your plan is waiting for you two. Finish it when you are ready.
me-due-review-soon = You and your peer could look at your plan together by { $date }.
me-due-review = It may be a good time to look at your plan together.

print-title = Print
print-lang = Language
print-lang-hint = Your own words stay as you wrote them. The headings change.
print-records = Print for our records, with the agency’s name
print-agency = Show the agency’s name
print-pathways = Show pathways that tell of medicine or faith
print-program = Show the program’s name for this plan
print-program-hint = Leave these out, and the paper names no agency, program, law or illness. Your own words stay as they are.
print-blank = Blank sheets to write by hand

wallet-title = Wallet card
wallet-text = A small card to fold and carry. Choose each line. Leave out what you like.
card-name = Name
card-name-on = Put the name on it: { $name }
card-helps-hint = One thing on each line. At most four.
card-people-hint = Only people who know that their number stands here.
card-phone = Phone
card-lines = Lines to call
card-lines-hint = 911 and 988 are always on it.
card-no-goal = No goal
card-make = Make the card
card-kept = We do not keep what you type here.

own-title = My signed plans
own-text = These copies are yours. They stay when an agency’s link to you ends.
own-none = No signed plan yet
own-none-text = When a plan of yours is signed, a copy shows up here.
own-back = All my signed plans
own-who = only you
own-who-text = No agency can see this list, or that you have it.

# What a program asks of a plan and is not in it yet.
plan-lacking = A program asks for a little more. You can make the version now and add it later, unless your agency made it a rule.
lacks-goals = There is no goal yet.
lacks-strategies = A goal has no way to get there yet.
lacks-actions = A goal has no step yet.
lacks-days-per-week = It does not say on how many days a week you meet.
lacks-minutes-per-week = It does not say how many minutes a week you meet.
lacks-recommendation = It does not name the recommendation yet.

# The same words in the other language.
translation-title = Translation
translation-into-en = Put into English
translation-into-es = Put into Spanish
translation-in-en = In English
translation-in-es = In Spanish
translation-newer = Someone else wrote here while you did. Their words: “{ $words }”. Keep yours, take theirs, or join them. Then save again.
translation-text = What you write here stands beside the member’s own words, never instead of them. The own words are what counts.
translated-en = { $field }, in English
translated-es = { $field }, in Spanish
translated-by = Translated by { $name }, { $date }. The member’s own words are what counts.
translated-by-member = Translated by the member, { $date }.

meeting-join-online = Join online
meeting-join-phone = Join by phone
