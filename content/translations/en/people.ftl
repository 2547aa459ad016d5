# People: what is wrong with what they sign in with, and the words for how they are reached and enrolled.

## Signing in

username-length = A username has { $least } to { $most } letters or numbers.
username-letters = Use letters, numbers, dashes and dots. Start and end with a letter or a number.
passphrase-short = Make it longer. You need { $least } letters or more. You have { $now }. A few words in a row work well.
passphrase-long = Make it shorter. There is room for { $most } letters.
passphrase-has-username = Leave your username out of it.
passphrase-plain = This is easy to guess. Try a few words that do not belong together.
passphrase-common = Many people use this one. Try a few words that do not belong together.
pin-digits = A PIN has 6 numbers.
pin-plain = This PIN is easy to guess. Mix the numbers more.
try-again-later = That was many tries. Please wait { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
 } and try again.

## Joining

join-code-wrong = This code does not work. It has 8 letters and numbers. Look at it once more, or ask for a new one.

## A member's state

member-away-kind-missing = Say why they are away.
member-away-kind-extra = Only someone who is away has a reason for it.
member-back-first = First mark this member as active again.
member-died-mistake-first = If this was a mistake, first mark this member as active again.

## Reaching someone

channel-kind-phone = Phone
channel-kind-email = Email
channel-kind-mail = Mail
channel-kind-front-desk = A word at the front desk
channel-kind-in-person = In person only
channel-kind-through-someone = Through someone

channel-use-call = You may call
channel-use-text = You may write
channel-use-leave-message = You may leave a message
channel-use-mail = You may send mail

channel-phone-wrong = Write the number with its area code, such as 804 555 0142. Start with + for other countries.
channel-email-wrong = An email looks like name@place.org.
channel-use-odd = This way to reach someone cannot be used like that.

## People in a member's corner

ally-relation-supporter = Supporter
ally-relation-emergency-contact = Emergency contact
ally-relation-caregiver = Caregiver
ally-relation-guardian = Legal guardian
ally-relation-professional = Worker somewhere else

ally-basis-consent = The member said yes
ally-basis-named-only = We may not say who we are
ally-basis-law = By law

ally-consent-day-missing = Write the day when the member said yes.
ally-law-guardian-only = Only a legal guardian has a say by law.

## Enrolment

card-part-coverage = Coverage
card-part-recommendation = Recommendation
card-part-authorization = Authorization
span-backwards = The last day is before the first day, { $from }.
