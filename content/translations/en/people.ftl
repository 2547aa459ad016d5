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
