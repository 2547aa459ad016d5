# The plan: what keeps it from being signed or read.

plan-unreadable = This plan could not be read. Nothing was changed. Please tell your agency.
plan-schema-unknown = This plan was saved by a newer version of Alongside. Ask your agency to update, then open it again.
sign-plan-empty = There is nothing in this plan yet. Write something first, then sign.
sign-clash-open = { $count ->
    [one] One text was changed by two people. Choose or join the two, then sign.
   *[other] { $count } texts were changed by two people. Choose or join them, then sign.
}

## Parts of a plan that are not a text
plan-field-corner = People in my corner
plan-field-pathways = My pathways
plan-field-frequency = How often we plan to meet
plan-field-life-areas = Parts of life
plan-field-importance = How important it is
plan-field-confidence = How sure I feel
plan-field-status = Where it stands
plan-field-due = By when
plan-field-who = Who does it
plan-field-on = The day
plan-field-repeat = How often
plan-field-link = The meeting

## How a goal turned out, in the member's view
attainment-much-less = Much less than I hoped
attainment-less = Less than I hoped
attainment-as-hoped = Just what I hoped
attainment-more = More than I hoped
attainment-much-more = Much more than I hoped
