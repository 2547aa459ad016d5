//! Confirming that it is still you: before keys, roles and exports.

use crate::{Fault, House, Refusal, Session};
use domain::notice::Notice;

/// Refuses what needs a fresh proof when the session has none. The face leads to `/confirm` and back.
///
/// Rule: NIST SP 800-63B-4, section 2.2.3 (reauthentication); ten minutes is a house rule.
pub fn require_step_up(house: &House, session: &Session) -> Result<(), Fault> {
    if domain::people::is_confirmed(session.stepped_up, house.now()) {
        return Ok(());
    }
    let remedy = Some(Notice::new("confirm-first-remedy"));
    Err(Fault::Refused(Refusal { why: Notice::new("confirm-first"), remedy }))
}
