### What whoever runs the machine is told about agencies.

agency-slug-letters = The name in addresses has 2 to 40 small letters, digits and dashes. It begins with a letter and does not end with a dash, such as james-river.
agency-slug-taken = There is an agency with this name in addresses already.
agency-state-letters = A state has two letters, such as VA.
# { $zone } what was typed
agency-zone-unknown = There is no time zone “{ $zone }”. One looks like America/New_York.
agency-beside-invented = This database holds invented people. A real agency needs a database of its own.

# { $username } what was typed
import-as-unknown = Nobody of that name, { $username }, works at this agency.
# { $username } what was typed
import-as-no-role = { $username } may not change the lists here. Name someone who edits the directory or runs the agency.
staff-username-taken = This username is taken. Choose another one.
