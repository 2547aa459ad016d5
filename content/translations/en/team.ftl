# The desk of supervisors.

team-title = My team
team-table = Everyone in my reach
list-next = Show more people
list-more = { $count ->
    [one] And one more. Search by name to find them.
   *[other] And { $count } more. Search by name to find them.
}
team-name = Name
team-state = How things are
team-none = Nobody to show yet.
