# Words of the lower floors: what is wrong with a text, names of codes, dates, what is due.

## Text at the door

text-missing = Please write something here.
text-too-long = This is too long. There is room for { $most } letters. You wrote { $now }.

## Days and times

date-day = { $weekday }, { $month } { $day }
date-short = { $month_short } { $day }
date-year = { $month } { $day }, { $year }
date-full = { $weekday }, { $month } { $day }, { $year }
time-morning = { $clock } am
time-afternoon = { $clock } pm
number = { $number }

day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
day-ahead = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
day-ago = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}

weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
weekday-short-mon = Mon
weekday-short-tue = Tue
weekday-short-wed = Wed
weekday-short-thu = Thu
weekday-short-fri = Fri
weekday-short-sat = Sat
weekday-short-sun = Sun

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

## Roles

role-member = Member
role-peer-specialist = Peer specialist
role-family-partner = Family support partner
role-trainee = Trainee
role-volunteer = Volunteer
role-front-desk = Front desk
role-supervisor = Supervisor
role-clinician = Recommending clinician
role-agency-admin = Agency administrator
role-compliance-officer = Compliance officer
role-privacy-officer = Privacy officer
role-biller = Biller
role-directory-editor = Directory editor
role-monitor = Funder or monitor
role-supporter = Supporter
role-referral-partner = Referral partner
role-operator = Platform operator

## A member's state

member-state-active = Active
member-state-paused = Taking a break
member-state-away = Away
member-state-moved = Moved
member-state-finished = Finished
member-state-died = Died

away-kind-custody = In custody
away-kind-hospital = In the hospital
away-kind-treatment = In treatment
away-kind-traveling = Traveling

## The plan: goals, pathways, actions

goal-status-idea = Idea
goal-status-active = Working on it
goal-status-paused = Resting
goal-status-changed = Changed
goal-status-reached = Reached
goal-status-let-go = Let go

standing-curious = Curious
standing-trying = Trying it
standing-using = Part of my life
standing-helped-before = Helped me before
standing-paused = Resting
standing-not-for-me = Not for me

repeat-once = Once
repeat-daily = Every day
repeat-weekly = Every week
repeat-every-two-weeks = Every two weeks
repeat-monthly = Every month
repeat-as-needed = When I need it

who-member = I do this
who-peer = My peer does this
who-together = We do this together
who-other = Someone else does this

plan-field-good-life = What a good life looks like to me
plan-field-strengths = My strengths
plan-field-home = How home affects my wellness
plan-field-recommendation = The recommendation behind this plan
plan-field-goal-statement = My goal
plan-field-goal-why = Why it matters to me
plan-field-goal-specific = What exactly I want
plan-field-goal-measure = How I will notice
plan-field-goal-baseline = Where it stands now
plan-field-goal-target = Where I want it to be
plan-field-goal-achievable = What makes it possible
plan-field-goal-relevant = How it fits my life
plan-field-strategy-statement = A way to get there
plan-field-strategy-strength = A strength I can use
plan-field-strategy-barrier = What may get in the way
plan-field-strategy-support = Who can help
plan-field-action-what = What gets done
plan-field-action-who-name = Who does it
plan-field-action-when = When

## SMART: the five parts of a goal, and a question that finds each

smart-part-specific = Specific
smart-part-specific-question = If this went well, what would be different?
smart-part-measurable = Measurable
smart-part-measurable-question = What could you count or notice along the way?
smart-part-achievable = Achievable
smart-part-achievable-question = What do you have now that makes this possible?
smart-part-relevant = Relevant
smart-part-relevant-question = How does this fit the life you want?
smart-part-time-bound = Time-bound
smart-part-time-bound-question = When would you like to get there, or look again?
smart-whole = Your goal has all five parts.
smart-optional = These questions are here to help. You can save any time.

## What a rule pack may ask of a plan

plan-part-good-life = A good life, in the member's words
plan-part-strengths = Strengths
plan-part-corner = People in the member's corner
plan-part-pathways = Pathways
plan-part-goals = Goals
plan-part-strategies = Strategies
plan-part-actions = Actions
plan-part-days-per-week = Days a week
plan-part-minutes-per-week = Minutes a week
plan-part-recommendation = The recommendation

## Signing

signer-member = Member
signer-guardian = Guardian
signer-caregiver = Caregiver
signer-peer = Peer
signer-supervisor = Supervisor
signer-clinician = Recommending clinician

how-signed-own-pin = With their own PIN
how-signed-drawn = Drawn by hand, with a witness
how-signed-paper = On paper, added as a picture
how-signed-print = On a printed copy
how-signed-link = With a one-time link

signer-missing = Still to sign: { $signer }.
signer-missing-blocks = { $signer } must sign first. Your agency has made this its rule.

## Rules: where they come from and how sure we are

confidence-verified = Checked against the source
confidence-secondary = From a second-hand source
confidence-unverified = Not checked yet
confidence-house = Our own suggestion
confidence-adopted = Adopted by your agency
rule-source = Source: { $source }. Checked { $date }.
rule-source-unverified = Source: { $source }. Nobody has checked this against the rule yet. Written down { $date }.

anchor-service-start = the first day of service
anchor-enrolment-start = the first day in the program
anchor-recommendation = the day of the recommendation
anchor-plan-signed = the day the plan was signed

regime-part2 = Federal privacy rule for substance use records (Part 2)
regime-hipaa = Health privacy rule (HIPAA)
regime-state = State privacy rule
regime-undecided = Not decided yet. We use the strictest rule.

## What is due

due-plan = The first plan is due by { $date }.
due-plan-why = It is due { $days ->
    [one] { $days } day
   *[other] { $days } days
 } after { $event }. Source: { $source }.
due-plan-today = The first plan is due today.
due-plan-late = The first plan was due by { $date }. A late plan is explained, not scolded. A contact before the plan is normal.
due-plan-not-stated = This program does not say when the first plan is due.
due-review = It is time to look at the plan together by { $date }.
due-review-why = We look at the plan at least every { $days ->
    [one] { $days } day
   *[other] { $days } days
 }. Source: { $source }.
due-review-today = Today is a good day to look at the plan together.
due-review-late = The plan was due for a look by { $date }. Pick a time that works for both of you, and write down what held it up.
due-recommendation = The recommendation is good through { $date }.
due-recommendation-ended = The recommendation ended { $date }. Ask the clinician for a new one.
due-start-by = Service should start by { $date }, counted from the recommendation.
due-paused = Nothing is due while this member is away.
due-unverified = Nobody has checked this rule against its source yet. It can remind you. It never blocks you.

late-explain = What held it up? A few plain words are enough.
late-reason-hard-to-reach = It was hard to reach each other
late-reason-away = Away for a while
late-reason-not-ready = Not ready yet, and that is okay
late-reason-signer = Waiting for someone to sign
late-reason-staff = We were short of staff
late-reason-other = Something else

## When something is not allowed

denied = You cannot do this here.
denied-role = Your role does not include this.
denied-role-remedy = An agency administrator can change roles.
denied-relation = You are not working with this member right now.
denied-relation-remedy = A supervisor can assign you or ask you to cover.
denied-program = This member is not in one of your programs.
denied-program-remedy = Ask intake or a supervisor of that program.
denied-own-chart = You cannot open your own chart as staff.
denied-own-chart-remedy = You can see your information from your own space.
denied-second-factor = You need a second step to sign in first.
denied-second-factor-remedy = Set up a passkey or a code app under your account.
denied-step-up = Please show once more that it is you.
denied-handed-over = This device is in the member's hands right now.
denied-handed-over-remedy = The peer can take it back with a PIN or passkey.
denied-signed = This version is signed and cannot change.
denied-signed-remedy = Start a new version instead.
denied-clash-open = Two people wrote in the same place.
denied-clash-open-remedy = Pick one text or join them. Then you can sign.
denied-ended = This has ended.
denied-too-many-tries = That was a lot of tries.
denied-too-many-tries-remedy = Wait a moment, then try again.
denied-shared-device = This page is not open on a shared device.

## Kinds of prompts in the conversation guide

prompt-kind-open = Ask
prompt-kind-affirmation = Notice
prompt-kind-reflection = Say back
prompt-kind-summary = Gather
prompt-kind-ruler = 0 to 10
