# The chart: who walks beside a member, programs, and what an agency sets up.

## Who walks beside a member

assign-pick = Please pick someone from the list.
assign-has-peer = There is someone already. Hand over to the new person instead.
assign-same = This person is already their peer.
assign-from-past = Pick today or a day to come. What was stays as it was.
assign-from-far = Pick a day within the next year.
cover-until-missing = Write the last day of the cover.
cover-too-long = A cover lasts half a year at most. For longer, hand over to someone.
cover-self = Pick someone else to stand in.
cover-nobody = Nobody needs cover in those days, or this person may not stand in.
