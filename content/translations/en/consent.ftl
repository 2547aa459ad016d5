## What staff did, as the member reads it

did-read-consents = Looked at your yes papers and what was shared
did-make-consent = Made a paper ready for your yes
did-sign-consent = Signed
did-revoke-consent = Took back a yes for you
did-ask-restriction = Wrote down what you want kept private
did-answer-restriction = Answered what you want kept private
did-disclose = Shared something with your yes

## What is missing from a consent

consent-what-missing = Pick what may be shared.
consent-to-whom-missing = Write who may get it.
consent-one-intermediary = Name one only. Make one more paper for the next.
consent-participants-missing = Write who they may pass it on to.
consent-purpose-missing = Write what it is for.
consent-expiry-missing = Pick a day or an event when it ends.
consent-expiry-past = This day is over. Pick today or a later day.
consent-unreadable = A newer version of this program wrote this paper. We cannot show it here.
disclose-recipient-wrong = This reason does not allow sharing with this person.

## Why a way out is shut

shut-waiting = It waits for a signature.
shut-expired = It has ended.
shut-declined = They said no to it.
shut-not-yet = It is dated after today. Check the clock of this device and ask for help.
shut-revoked = It was taken back.
shut-not-covered = It does not name this.
shut-restricted = They asked us to keep this in. That comes first.
shut-kind = This kind of paper does not open this door.
