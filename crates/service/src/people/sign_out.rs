//! Signing out: the session ends in the database, so its token opens nothing any more.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};

statements! {
    END_SESSION = "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// Ends the session. Ending it twice is ending it once.
pub fn sign_out(house: &House, session: &Session) -> Result<(), Fault> {
    let id = session.id;
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        if work.run(&permit, &END_SESSION, &params![id, now])? > 0 {
            work.leave_event(&permit, &format!("session {id} ended"));
        }
        Ok(())
    })
}
