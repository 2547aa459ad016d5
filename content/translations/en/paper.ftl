# What is printed: the plan, the wallet card, blank sheets. Nothing here names a program, a law or a condition.

## The plan

paper-plan-title = { $member }’s plan
paper-plan-heading = My plan
paper-version = Version { $number }
paper-draft = Draft. Not signed yet.
paper-program = Program
paper-page = Page { $page } of { $pages }
paper-foot = { $member }, version { $number }
paper-fingerprint = Fingerprint of this version: { $mark }
paper-translation = Translation
paper-nothing = Nothing is written here yet.
paper-stand-in = The sign ▯ stands where a letter or picture could not be printed. It is kept in the plan on screen.

paper-corner = People in my corner
paper-pathways = Pathways I know
paper-goals = My goals
paper-goal-number = Goal { $number }
paper-life-areas = Parts of my life this touches
paper-importance = How important this is to me
paper-confidence = How confident I am
paper-of-ten = { $mark } of 10
paper-by-when = By when
paper-steps = Steps
paper-from = from { $date }
paper-weekly-at = { $day }, { $time }
paper-meeting = Meeting: { $meeting }
paper-often = How often we meet
paper-often-each-week = Days each week: { $days }. Minutes each week: { $minutes }.

paper-signatures = Signatures
paper-signature = Signature
paper-name = Name
paper-role = Role
paper-how = How
paper-date = Date

## The wallet card

paper-card-title = My card
paper-card-cut = Cut along the solid line.
paper-card-fold = Fold along the dashed lines. It is now the size of a bank card.
paper-card-helps = What helps me
paper-card-people = People I can call
paper-card-anyone = Always there
paper-card-next = My next steps
paper-card-talk = Talk with someone, any hour
paper-card-988 = Call or text 988
paper-card-danger = In danger right now
paper-card-911 = Call 911

## Blank sheets

paper-blank-intro = This is yours. Start anywhere, skip what does not fit today, and use your own words.
paper-blank-foot = My plan
paper-blank-copy = These sheets are for one goal. Copy them for each goal you want.
paper-ask-good-life = If things went well for you, what would an ordinary good day look like?
paper-ask-strengths = What are you good at? What has carried you through before?
paper-ask-corner = Who is on your side? Write a name, and who they are to you.
paper-ask-home = How is it where you live? What there helps you, and what makes it harder?
paper-ask-pathways = What have you tried, what do you use now, and what are you curious about?
paper-ask-goal = What do you want?
paper-ask-why = Why does it matter to you?
paper-ask-importance = Circle a number. How important is it to you right now?
paper-ask-confidence = Circle a number. How sure are you that you can do it?
paper-ruler-low = not at all
paper-ruler-high = very much
paper-ask-often = How many days a week, and for how long?
paper-more = Anything else
paper-ask-more = What else do you want to be known or remembered?
paper-step-what = What
paper-step-who = Who
paper-step-when = When
paper-step-often = How often
