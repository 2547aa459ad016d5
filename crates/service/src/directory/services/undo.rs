//! Taking back a whole reading of services.

use super::write::{END_OFFERING, keep_before};
use crate::directory::who;
use access::{Fault, Permit, Work, params};
use domain::directory::ChangeKind;
use domain::id::{OfferingId, RowId};

access::statements! {
    /// What the reading changed, and whether something changed it again since.
    OFFERINGS_CHANGED_BY = "
        SELECT c.id, c.offering_id,
          EXISTS (SELECT 1 FROM offering_change l WHERE l.offering_id = c.offering_id AND l.id > c.id)
        FROM offering_change c WHERE c.run_id = $1 ORDER BY c.id";

    /// What it added, and whether something changed it since.
    OFFERINGS_ADDED_BY = "
        SELECT o.id, EXISTS (SELECT 1 FROM offering_change l WHERE l.offering_id = o.id)
        FROM offering o WHERE o.added_run = $1 AND o.gone_at IS NULL ORDER BY o.id";

    /// As it was before a change.
    pub(super) PUT_OFFERING_BACK = "
        UPDATE offering SET provider_id = c.provider_id, name = c.name, entry = c.entry, listed = c.listed,
          clashes = c.clashes, same_as = c.same_as, apart = c.apart, hidden = c.hidden, verified_at = c.verified_at, verified_by = c.verified_by,
          verified_staff = c.verified_staff, gone_at = c.gone_at
        FROM offering_change c WHERE c.id = $1 AND offering.id = c.offering_id";

    /// Organizations that the reading changed and no later one did.
    PUT_PROVIDERS_BACK = "
        UPDATE provider SET name = c.name, entry = c.entry
        FROM provider_change c
        WHERE c.run_id = $1 AND provider.id = c.provider_id
          AND NOT EXISTS (SELECT 1 FROM provider_change l WHERE l.provider_id = c.provider_id AND l.id > c.id)";
}

/// Puts back what a reading changed, and takes off what it added: how many, and how many were left alone because
/// something changed them since.
pub(crate) fn undo_services<'w>(work: &mut Work<'w>, permit: &Permit<'w>, run: RowId) -> Result<(usize, usize), Fault> {
    let (mut back, mut left) = (0, 0);
    let (now, by) = (work.now(), who(work));
    for mut row in work.rows(permit, &OFFERINGS_CHANGED_BY, &params![run])? {
        let (change, offering): (RowId, OfferingId) = (row.take()?, row.take()?);
        if row.take()? {
            left += 1;
            continue;
        }
        keep_before(work, permit, (offering, None, ChangeKind::Undone), by)?;
        work.run(permit, &PUT_OFFERING_BACK, &params![change])?;
        back += 1;
    }
    for mut row in work.rows(permit, &OFFERINGS_ADDED_BY, &params![run])? {
        let offering: OfferingId = row.take()?;
        if row.take()? {
            left += 1;
            continue;
        }
        keep_before(work, permit, (offering, None, ChangeKind::Undone), by)?;
        work.run(permit, &END_OFFERING, &params![offering, now])?;
        back += 1;
    }
    work.run(permit, &PUT_PROVIDERS_BACK, &params![run])?;
    Ok((back, left))
}
