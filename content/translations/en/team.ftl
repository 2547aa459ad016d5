# The desk of supervisors.

team-title = My team
team-table = Everyone in my reach
team-name = Name
team-state = How things are
team-none = Nobody to show yet.
