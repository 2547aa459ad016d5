# Keys: how people prove who they are, and what they keep to do it with.

confirm-first = Please confirm that it is you.
confirm-first-remedy = Confirm with your passphrase, a code or a passkey. Then try again.

## Signing in, step by step

sign-in-remember = This is my own phone or computer
sign-in-remember-hint = Leave this empty on a device that other people use.
sign-in-passkey = Sign in with a passkey
second-step-first = This sign-in needs a second step.
second-step-relaxed = In the demonstration no second step is asked. Real staff sign in with two steps.
second-step-title = One more step
second-step-text-app = Open the app on your phone and type the code that it shows.
second-step-text-passkey = Use your passkey. A recovery code works too.
second-step-code = Code
second-step-code-hint = 6 numbers from the app, or one of your recovery codes.
second-step-passkey = Use a passkey
second-step-go = Go on
second-step-other = Start again
second-step-lost = No phone and no codes? Ask your agency. Two people there can help you start again.
second-step-wrong = This code does not work. A code from the app works once. Wait for the next one, then try again.
second-step-stays = Staff keep a second step. Set up another one first.
took-too-long = That took too long. Please start again.
flash-took-too-long = That took a while, so we stopped it to keep you safe. Please sign in again.

## Setting up codes from an app

set-up-title = Codes from an app
set-up-duty = You see other people's records. So we ask for two steps: your passphrase and a code from an app.
set-up-free = An app on your phone shows a new code every 30 seconds. With it, a passphrase that someone saw is not enough to get in.
set-up-begin = Set it up
set-up-scan = 1. Add this to your app
set-up-scan-text = Any app for codes will do. Choose to add an account, and point the camera here.
set-up-picture = A picture for the camera of your app
set-up-by-hand = Type it by hand
set-up-check = 2. Type the first code
set-up-code = Code from the app
set-up-code-hint = 6 numbers
set-up-go = Turn it on

codes-title = Your recovery codes
codes-text = Each one opens your sign-in once when your phone is lost. Print this page or copy the codes. Keep them in a safe place.
codes-once = We show them only now. New codes end the old ones.
codes-on = I have kept them

## Hats

hat-title = Where do you want to go?
hat-text = Your work and your own space stay apart. You can change at any time.
hat-own = My own space
hat-own-text = My plan, my words
hat-now = you are here
hat-change = Change

## My sign-in

account-title = My sign-in
account-username = You sign in as { $name }.
account-ways = How I sign in
account-passphrase-set = You have one.
account-passphrase-none = You have none.
account-pin-set = A PIN opens this device.
account-change = Change
account-set = Set up
account-remove = Remove
account-save = Save
account-name = Rename
account-forget = Forget
account-app = Codes from an app
account-app-on = On. We ask for a code when you sign in.
account-app-off = Off
account-app-duty = You need this or a passkey.
account-codes = Recovery codes
account-codes-left = { $count ->
    [0] You have none.
    [one] You have 1 left.
   *[other] You have { $count } left.
}
account-codes-new = Make new ones
account-language = Language
account-passkeys = Passkeys
account-passkeys-text = A passkey opens your sign-in with your finger, your face or the PIN of your phone. There is nothing to remember.
account-sessions = Where I am signed in
account-devices = Devices that know me
account-devices-text = You said that these are yours. Forget one that you gave away or lost.
account-device-plain = A device
account-browser = A browser
account-this = this one
account-end-others = Sign out everywhere else
account-since = since { $date }
account-used = last used { $date }
account-seen = last seen { $date }

passkey-add = Add a passkey
passkey-name = Name for the passkey
passkey-name-hint = Such as: my phone.
passkey-none-here = This browser cannot use passkeys.
passkey-failed = That did not work, and nothing changed. Try again, or use another way.
passkey-wrong = This passkey did not work here. Try again, or use another way.
passkey-is-last-way = This passkey is your only way in. Set up a passphrase first.
device-is-last-way = This device is your only way in. Set up a passphrase or a passkey first.

flash-passkey-added = Your passkey is ready.
flash-passkey-named = The name is saved.
flash-passkey-removed = The passkey is gone.
flash-session-ended = Signed out there.
flash-device-forgotten = We forgot that device.
flash-app-removed = Codes from an app are off.
flash-passphrase-changed = Your passphrase is changed. Everywhere else you are signed out.

passphrase-title = A new passphrase
passphrase-text = A few words in a row are easy to remember and hard to guess. We check it here and send it nowhere.
passphrase-new = New passphrase
passphrase-hint = 12 letters or more. Spaces are fine.
passphrase-again = The same once more
passphrase-again-differs = These two are not the same. Type it once more.
passphrase-change = Save the passphrase

## Confirming

confirm-title = Please confirm it is you
confirm-text = This is about your keys or about many people. So we ask once more. It holds for 10 minutes.
confirm-pin = Your PIN
confirm-either = Your passphrase or PIN
confirm-go = Confirm
confirm-go-code = Confirm with the code
confirm-wrong = This does not match. Check it and try again.

## Forms that came too late

flash-kept = Nothing you wrote is lost. Sign in, and you will see it again.
flash-kept-dropped = We let it go.
kept-title = You were writing this
kept-text = Your session had ended, so we kept your words for you. Nobody else can see them.
kept-send = Save it now
kept-drop = I do not need this
hat-two-steps = Your work needs two steps.
hat-two-steps-remedy = Sign out. Then sign in with your passphrase and your second step, or with a passkey.
account-pin = PIN
account-pin-none = You have none.
pin-title = A new PIN
pin-text = With these 6 numbers you come in on a device that knows you. You also sign your plan with them, and take back a device you lent.
pin-save = Save the PIN
pin-remove = Take the PIN away
pin-remove-text = You can come in without a PIN too. Then it opens nothing any more.
pin-is-last-way = The PIN is your only way in. Set up a passphrase or a passkey first.
flash-pin-changed = Your PIN is changed. Everywhere else you are signed out.
flash-pin-removed = The PIN is gone.
