# The workspace of peers.

work-hello = Hello, { $name }
work-drafts = Plans in the works
work-mine = The people I work with
work-none = Nobody yet
work-none-text = A supervisor can match you with a member, or you can add someone new.
members-find = Find by name
members-search = Search
members-found = { $count ->
    [one] 1 person found
   *[other] { $count } people found
}
members-none = Nobody to show.
members-new = Someone new
members-called = What do they like to be called?
members-called-hint = One name is enough. The rest can wait.
members-lang = Which language do they like to read?
members-add = Add this person
member-title = Member
member-overview = Overview
member-work-on-plan = Work on the plan
member-read-plan = Read the plan
member-sit-down = Sit down together
member-beside = Who walks beside them
member-nobody = Nobody yet
member-programs = Programs
member-no-program = In no program yet
member-no-program-who = A supervisor of the program can enroll them.
member-program-since = { $program }, since { $date }
flash-registered = Their page is open. Welcome them in.
