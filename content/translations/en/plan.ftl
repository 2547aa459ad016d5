# The plan: what keeps it from being signed or read.

plan-unreadable = This plan could not be read. Nothing was changed. Please tell your agency.
plan-schema-unknown = This plan was saved by a newer version of Alongside. Ask your agency to update, then open it again.
sign-plan-empty = There is nothing in this plan yet. Write something first, then sign.
sign-clash-open = { $count ->
    [one] One text was changed by two people. Choose or join the two, then sign.
   *[other] { $count } texts were changed by two people. Choose or join them, then sign.
}
