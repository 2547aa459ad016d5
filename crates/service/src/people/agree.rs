//! Who may give the second yes: to a new start, or to a sign-in that takes a chart from another.
//!
//! Two staff members are two people only when one of them did not make the other.

use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::id::{AgencyId, StaffId};
use domain::notice::Notice;
use domain::time::Moment;

/// How old the second one's sign-in must be, in seconds. House rule: seven days, in which a name that nobody knows
/// is noticed.
const OLD_ENOUGH: i64 = 7 * 86_400;

statements! {
    HOW_STAFF_CAME = "
        SELECT s.added_by, a.started_at
        FROM staff s
        JOIN staff_account sa ON sa.staff_agency_id = s.agency_id AND sa.staff_id = s.id
        JOIN account a ON a.id = sa.account_id
        WHERE s.agency_id = $1 AND s.id = $2";
}

/// Refuses the second yes of `second` to what `first` asked: to oneself, by somebody whom the first one added, or by
/// somebody whose sign-in is younger than seven days.
pub(super) fn second_yes<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    first: StaffId,
    second: StaffId,
) -> Result<(), Fault> {
    let refused = |id: &str| Err(Fault::refused(Notice::new(id)));
    if first == second {
        return refused("reset-not-twice-the-same");
    }
    let now = work.now();
    let mut row = work.row(permit, &HOW_STAFF_CAME, &params![agency, second])?.ok_or(Fault::Absent)?;
    let (added_by, started): (Option<StaffId>, Option<Moment>) = (row.take()?, row.take()?);
    if added_by == Some(first) {
        return refused("second-yes-not-theirs");
    }
    if started.is_some_and(|at| now.seconds_since(at) < OLD_ENOUGH) {
        return refused("second-yes-too-new");
    }
    Ok(())
}
