//! What several units of work of one page read is put into the audit record at once, before the page is given out.
//!
//! Each write to the record waits for the disk.

use crate::audit::{self, AuditEvent};
use crate::call::Call;
use crate::fault::Fault;
use crate::statements::INSERT_AUDIT_EVENT;
use db::{Db, Scope};
use std::cell::RefCell;

thread_local! {
    static KEPT: RefCell<Option<Vec<Kept>>> = const { RefCell::new(None) };
}

/// Events of one unit of work, not written yet.
struct Kept {
    db: Db,
    scope: Scope,
    call: Call,
    events: Vec<AuditEvent>,
}

/// Runs reads whose audit events are written together at the end, whatever comes of the reads.
/// A [`Fault`] of its own means that they could not be written, so that nothing may be shown.
pub fn together<T>(reads: impl FnOnce() -> T) -> Result<T, Fault> {
    let outer = KEPT.with_borrow_mut(|kept| kept.replace(Vec::new()));
    // Also when a read panics: the thread serves others afterwards.
    let restored = Restored(outer);
    let outcome = reads();
    let kept = KEPT.with_borrow_mut(|kept| kept.replace(Vec::new())).unwrap_or_default();
    drop(restored);
    write(kept)?;
    Ok(outcome)
}

struct Restored(Option<Vec<Kept>>);

impl Drop for Restored {
    fn drop(&mut self) {
        let outer = self.0.take();
        KEPT.with_borrow_mut(|kept| *kept = outer);
    }
}

/// Keeps events for the end of [`together`], or writes them now.
pub(crate) fn record(db: &Db, scope: Scope, call: &Call, events: Vec<AuditEvent>) -> Result<(), Fault> {
    let mut one = Some(Kept { db: db.clone(), scope, call: call.clone(), events });
    KEPT.with_borrow_mut(|kept| {
        if let Some(kept) = kept {
            kept.extend(one.take());
        }
    });
    write(one.into_iter().collect())
}

/// One unit of work for all that lies behind the same walls.
fn write(mut kept: Vec<Kept>) -> Result<(), Fault> {
    while let Some(first) = kept.first() {
        let (db, scope) = (first.db.clone(), first.scope);
        let (now, later): (Vec<Kept>, Vec<Kept>) =
            kept.into_iter().partition(|one| one.scope == scope && one.db.is(&db));
        kept = later;
        let rows = now.iter().flat_map(|one| audit::rows(&one.call, &one.events));
        db.append(scope, rows.map(|cells| (&INSERT_AUDIT_EVENT, cells)).collect())?;
    }
    Ok(())
}
