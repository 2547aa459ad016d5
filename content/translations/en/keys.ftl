# Keys: how people prove who they are, and what they keep to do it with.

confirm-first = Please confirm that it is you.
confirm-first-remedy = Confirm with your passphrase, a code or a passkey. Then try again.
