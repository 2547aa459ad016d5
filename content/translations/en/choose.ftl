# Help in choosing: the questions, and what is said of each way.

## Pathways

pathway-twelve-step = Twelve steps
pathway-secular = No religion
pathway-faith = Faith
pathway-buddhist = Buddhist ideas
pathway-mental-health = Mental health peers
pathway-medication = Made for people on medicine
pathway-harm-reduction = Cutting down or safer use

## The page

choose-title = Help me choose
choose-lead = Answer what you like and skip the rest. No answer is wrong.
choose-private = Your answers are used for this one page and then gone. We do not keep them, and they are not in the address of the page.
choose-more = A few more questions, if you like
choose-show = Show me some ways
choose-again = Change my answers
choose-none-first = In ABC order. None is better than the others.
choose-found = Some ways you could try
choose-try = Try 3 to 6 different meetings before you decide. Each one feels different, even in the same group.
choose-court = Did a court or a job send you to twelve steps? Courts have said that you must be able to choose one without religion.
choose-why = Why we show this
choose-know = What to know
choose-evidence = What research says
choose-sources = Where this comes from
choose-checked-on = Looked at on { $date }
choose-meetings = Find meetings
choose-first = What a first meeting is like
choose-general = What research says about all of this
choose-safe = Keep naloxone near, and do not use alone. If someone does not wake up, call 911.
choose-safe-link = What to do in an overdose
choose-not-ours = We are not connected with any of these groups, and we do not say that one is best.
choose-on-meetings = Do you need a late hour, a ramp, or child care? You can pick that on the page of meetings.
choose-because-secular = So that you also see one with no religion in it.
choose-because-compare = So that you can compare different ways.

## The questions

choose-ask-who = Who is this for?
choose-who-me = For me
choose-who-someone = For someone I love
choose-ask-goal = What would you like right now?
choose-goal-stop-all = Stop all of it
choose-goal-stop-some = Stop some of it
choose-goal-cut-down = Cut down
choose-goal-stay-safe = Stay safe
choose-goal-not-sure = Not sure yet
choose-ask-substance = What is it about?
choose-substance-alcohol = Alcohol
choose-substance-opioids = Heroin, fentanyl
choose-substance-stimulants = Cocaine, meth
choose-substance-pills = Pills
choose-substance-cannabis = Cannabis
choose-substance-gambling = Gambling
choose-substance-other = Something else
choose-ask-spirit = How do you feel about a spiritual side?
choose-spirit-like = I like it
choose-spirit-fine = It is fine
choose-spirit-not = Rather not
choose-spirit-christian = A Christian place
choose-spirit-buddhist = A Buddhist place
choose-ask-medicine = Is medicine part of this recovery?
choose-medicine-welcome = Yes, it must be welcome
choose-medicine-any = It does not matter
choose-medicine-unsaid = I would rather not say
choose-ask-mind = Is mental health part of it too?
choose-mind-yes = Yes
choose-mind-no = No
choose-ask-room = Who would you like in the room?
choose-room-women = Women
choose-room-men = Men
choose-room-lgbtq = LGBTQ+ people
choose-room-young = Young people
choose-room-veterans = Veterans
choose-room-parents = Parents
choose-room-professionals = People from my line of work
choose-room-spanish = People who speak Spanish
choose-room-asl = People who sign (ASL)
choose-ask-way = How would you like to meet?
choose-way-in-person = In person
choose-way-online = By video
choose-way-phone = By phone
choose-way-text = In writing
choose-way-camera-off = With my camera off
choose-way-small = In a small group
choose-ask-style = What do you like to do there?
choose-style-stories = Share stories
choose-style-tools = Learn tools
choose-style-quiet = Sit in quiet
choose-style-sponsor = Have one person to guide me
choose-ask-helped = What has helped before?
choose-helped-twelve-step = Twelve steps
choose-helped-secular = A group without religion
choose-helped-faith = A faith group
choose-helped-buddhist = A Buddhist group
choose-helped-mental-health = Mental health peers
choose-ask-not-for-me = What was not for you?
choose-not-for-me-twelve-step = Twelve steps
choose-not-for-me-secular = A group without religion
choose-not-for-me-faith = A faith group
choose-not-for-me-buddhist = A Buddhist group
choose-not-for-me-mental-health = Mental health peers
