# What use cases answer.
sign-in-wrong = That name and passphrase do not go together. Check both and try again.
sign-in-wait = Too many tries just now. Wait a minute, then try again.
sign-agree-1 = I took part in making this plan. It says what I want.
sign-version-old = There is a newer version of this plan. Please sign that one.
freeze-same = Nothing changed since version { $number }. It is signed, and it still holds.
link-no-longer = This link opens nothing any more.
link-no-longer-remedy = The plan may have changed. Ask whoever gave you the link for a new one.
sign-already = Someone has signed in this part already.
sign-not-yours = You cannot sign in this part.
choice-unknown = Please pick one of the choices shown.
meeting-feed-unnamed = The list needs a name.
meeting-feed-looks-broken = { $gone } of { $held } meetings are no longer in this list. It may be broken. Look at it first.
