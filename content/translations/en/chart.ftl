# The chart: who walks beside a member, programs, and what an agency sets up.

## Who walks beside a member

assign-pick = Please pick someone from the list.
assign-has-peer = There is someone already. Hand over to the new person instead.
assign-same = This person is already their peer.
assign-from-past = Pick today or a day to come. What was stays as it was.
assign-from-far = Pick a day within the next year.
cover-until-missing = Write the last day of the cover.
cover-too-long = A cover lasts half a year at most. For longer, hand over to someone.
cover-self = Pick someone else to stand in.
cover-nobody = Nobody needs cover in those days, or this person may not stand in.

pick-one = Pick one
pick-missing = Please pick one.

assign-title = Who walks beside them
assign-open = Change who walks beside them
assign-history = Now and before
assign-now = Today
assign-end = End this
assign-give = Give them a peer
assign-transfer = Hand over to another peer
assign-transfer-text = The one before keeps a place in the history. Nobody has to say why.
assign-who = Who
assign-person = { $name } ({ $count ->
    [one] { $count } member
   *[other] { $count } members
})
assign-from = First day
assign-from-hint = Leave it empty for today.
assign-do = Hand over
assign-kind-primary = Peer
assign-kind-second = Comes along
assign-kind-cover = Stands in
assign-covers = Stands in for { $name }
cover-title = Someone stands in while the peer is away
cover-text = They can open the chart for these days only.
cover-who = Who stands in
cover-from = First day away
cover-until = Last day away
cover-do = Set the cover
second-title = Someone comes along
second-text = A trainee or a second peer walks with them too.
second-do = Add this person
span-open = since { $from }
span-closed = { $from } to { $until }
span-never = planned for { $from }, did not start
flash-walk-ended = That has ended. It stays in the history.
flash-handed-over = Handed over.
flash-walk-given = They walk together now.
flash-cover-set = The cover is set.

## Finding and adding someone

members-one-of-these = Is it one of these?
members-you-typed = You typed “{ $name }”. Please look before you add someone new.
members-walks-with = Walks with { $name }
members-no-peer = No peer yet
members-ask-peer = Ask their peer or a supervisor
members-word-here = You may give them a word here at the front desk.
members-ask-intake = There may be a match in another program. Please ask intake.
members-someone-new = No, this is someone new
members-program = Which program do they come to?
members-program-hint = You can choose later.
members-program-later = Not sure yet
flash-registered-here = They are on the list now. A supervisor can match them with a peer.

## One member

member-until = until { $date }
member-wants = What they want
member-no-goals = No goals yet
member-next = What is next
member-nothing-next = Nothing is planned yet
member-may = What you may see and do here
tab-timeline = Timeline
lang-name-en = English
lang-name-es = Spanish
may-read-member = See this page, the programs and the timeline
may-change-member = Change what is written about them
may-read-plan = Read the plan
may-write-plan = Write in the plan together
may-sign-plan = Sign the plan
may-cosign-plan = Co-sign the plan
may-read-coverage = See why the program pays
may-enrol = Enroll them and end that
may-assign-peer = Say who walks beside them
programs-open = All programs
timeline-older = Older
happened-version = Version { $words } of the plan was made
happened-signed = Version { $words } of the plan was signed
happened-review = The plan was reviewed
happened-walk = { $words } began to walk beside them ({ $kind })
happened-walk-end = Last day of { $words } ({ $kind })
happened-enrol = Came to { $words }
happened-enrol-end = Last day in { $words }
happened-state = { $kind }
happened-opened = This page was opened

## Programs and families

enrol-title = Enroll in a program
enrol-page-title = Program
enrol-program = Program
enrol-starts = First day
enrol-mandated = Mandated by
enrol-mandated-hint = A court or an office, if someone said they must come.
enrol-not-mandated = Nobody. They came on their own.
enrol-do = Enroll
enrol-open = Enrolled
enrol-ended = Ended
enrol-ended-because = Ended: { $reason }
enrol-terms = About this enrollment
enrol-participant = Who takes part
enrol-beneficiary = Whose coverage it rests on
enrol-regime = Privacy rule
enrol-change = Change this
enrol-already = They are in this program already.
enrol-day-far = Please check the year.
enrol-ended-already = This enrollment has ended already.
enrol-end-title = End this enrollment
enrol-end-reason = Why it ends
enrol-end-hint = In plain words. The door stays open.
enrol-end-day = Last day
enrol-end-do = End it
regime-treated = Until someone decides, the strictest rule counts.
beneficiary-is = Rests on { $name }
beneficiary-hidden = another chart
beneficiary-find = Find another chart
beneficiary-hint = For a parent who comes because of a child. Only the name links the two charts.
family-title = Family
family-charts-text = Each has a chart of their own. You see these because you may open both.
family-add = Add a caregiver or a legal guardian
family-add-text = A caregiver may be a friend or a neighbor. A legal guardian decides by law.
family-relation = What they are
family-words = What they are to the member
family-words-hint = Such as grandmother or neighbor.
family-basis = On what word we may talk with them
family-consented = The day the member said yes
family-signs = Signing
family-signs-yes = Signs for the member
family-signs-by-law = Only a legal guardian by law signs for the member.
family-signs-short = signs
family-do = Add
flash-enrolled = Enrolled.
flash-enrol-ended = The enrollment has ended.
flash-family-added = Added.

## Why this program pays

card-title = Why this program pays
card-text = For staff to work with. The member gets a copy when they ask for everything. A plan and a visit can go on while something is missing here.
card-why = This can hold up payment. It does not stop you from working together.
card-missing = not written down yet
card-not-yet = starts { $date }
card-ends = ends { $date }
card-ended = ended { $date }
card-start-late = service began more than { $days } days after the recommendation of { $date }
card-changed = Someone else changed this card. Please look at what you typed and save again.
card-counted = Counted by the rule: { $date }
card-payer = Who pays
card-from = From
card-until = Good until
card-need = Domain of need
card-diagnosis = Diagnosis
card-made-by = Made by
card-on = On
card-assessed-by = Assessed by
card-assessed-on = Assessed on
card-kind = Authorization or registration
card-kind-authorization = Authorization
card-kind-registration = Registration
card-number = Number

## The team

team-alone = Without a peer
team-alone-do = Give them a peer
team-in-no-program = In no program yet
state-back = Expected back by now
state-back-expected = Expected back on { $date }.
state-how-are-things = How are things?
team-cover = Cover today
team-cover-for = for { $name }
team-away = Away or taking a break
team-caseloads = Who walks with whom
team-count = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
team-peer-away = Away until { $date }
team-cover-all = A peer is away: set cover for everyone
team-cover-text = One person stands in with all of their members. Someone a member does not want is left out.
team-who-away = Who is away
door-members = Find a member.
door-team = Who walks with whom, and who needs cover.
door-agency = People, programs and rules.
door-find = Meetings, services and lines to call.
door-meetings = Find a meeting near you.
door-services = Food, a bed, care, rides and more.
door-help-lines = Someone to call, day or night.
door-choose = A few questions help you see what may fit.
door-library = Short guides, tips and stories.

## The desk of the agency

staff-title = Someone who works here
staff-add = Add someone who works here
staff-add-text = They get a code and choose their own passphrase. You never see it.
staff-title-hint = What they do, such as peer specialist.
staff-username = Sign-in name
staff-username-hint = Letters, numbers, dots and dashes.
staff-add-do = Add them
staff-left = No longer works here
staff-no-role = No role yet
staff-signs-in-as = Signs in as { $username }
staff-never = They have not signed in yet.
staff-new-code = Make a new code
staff-signed-in-already = They have signed in already. They can get back in by themselves.
staff-code-title = Code for the first sign-in
staff-code-text = Give this to { $name }. It works once, for seven days.
staff-code-where = Where
staff-code-once = We show it only now. You can make a new one later.
staff-code-next = Next: their roles
staff-end = They no longer work here
staff-end-text = Roles, supervision and members end at once. Their name stays on what they did.
staff-end-do = End their work here
flash-staff-ended = They can no longer open anything here.
role-grant = Give a role
role-which = Role
role-program = Only in this program
role-program-hint = Leave it open for the whole agency.
role-until = Last day
role-everywhere = whole agency
role-by = given by { $name }
role-end = End
role-not-own = Nobody changes their own roles. Please ask another administrator.
role-held-already = They hold this role already.
supervision-title = Supervision
supervision-none = No supervisor yet
supervision-by = Supervised by { $name }
supervision-of = Supervises { $name }
supervision-add = Add a supervisor
supervision-self = Nobody supervises themselves.
supervision-already = This line is there already.
flash-role-granted = The role is given.
flash-role-ended = The role has ended.
program-add = Add a program
program-name = Name of the program
program-name-taken = There is a program with this name.
program-pack = Rules it follows
program-pack-hint = You can look at each rule and its source.
program-starts = First day
program-end = End this program
program-last-day = Last day
program-ends = Ends { $date }
program-enrolled = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
program-still-in = { $count ->
    [one] { $count } member is still in it.
   *[other] { $count } members are still in it.
} End those enrollments first.
flash-program-added = The program is there.
flash-program-ended = The program ends.
rules-title = Rules of our programs
rules-text = A rule that nobody checked may remind. It never stops anyone until your compliance officer takes it on.
rule-initial-plan-due = The first plan is due { $days } days after { $event }.
rule-review-interval-days = The plan is reviewed at least every { $days } days.
rule-recommendation-valid-days = A recommendation is good for { $days } days.
rule-start-within-days = Service begins within { $days } days of the recommendation.
rule-signs = Signs the plan: { $signer }.
rule-holds = The plan must hold: { $part }.
rule-keeps = Records start under: { $regime }
rule-looked = looked up { $date }
rule-changed-since = The rule has changed since you took it on. It no longer counts:
rule-adopted-by = Taken on by { $name }, { $date }, page: { $page }
rule-adopt = Take this on as our rule
rule-page = Where did you read it?
rule-page-hint = The manual and the page, such as “ARTS manual, chapter 4, page 12”.
rule-adopt-do = Take it on
rule-withdraw = Take it back
flash-rule-adopted = This is your agency’s rule now.
flash-rule-withdrawn = It only reminds now.

## The first sign-in

first-time-title = First sign-in
first-time-link = Got a code from work? Sign in for the first time
first-time-text = You got a name and a code. Choose a passphrase that only you know.
first-time-code = Code
first-time-code-hint = Eight letters and numbers.
first-time-passphrase = Your new passphrase
first-time-passphrase-hint = A few words in a row work well.
first-time-do = Save my passphrase
first-code-wrong = This name and code do not go together, or the code is too old. Ask for a new one.
flash-first-time-done = Done. Sign in with your new passphrase.
