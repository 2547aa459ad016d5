//! One's own PIN: six digits that open a device the account knows, sign a plan, and take a handed-over device back.

use crate::people::joining::NewSecret;
use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::notice::Notice;

statements! {
    SET_PIN = "UPDATE account SET pin_hash = $2 WHERE id = $1";

    OTHERS_END = "UPDATE session SET ended_at = $3 WHERE account_id = $1 AND id <> $2 AND ended_at IS NULL";

    OTHER_WAYS_IN = "
        SELECT a.passphrase_hash IS NOT NULL OR EXISTS (SELECT 1 FROM passkey p WHERE p.account_id = a.id)
        FROM account a WHERE a.id = $1";
}

/// Sets a new PIN and ends the account's other sessions: whoever saw the old one is out.
pub fn change_pin(house: &House, session: &Session, pin: &str, again: &str) -> Result<(), Fault> {
    require_step_up(house, session)?;
    let hash = NewSecret::Pin(pin.to_owned(), again.to_owned()).hashes(house, None)?.pin;
    let (account, own) = (session.account, session.id);
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let now = work.now();
        work.run(&permit, &SET_PIN, &params![account, hash.clone()])?;
        work.run(&permit, &OTHERS_END, &params![account, own, now])?;
        work.detail("pin-changed");
        Ok(())
    })
}

/// Takes the PIN away. The last way in stays.
pub fn remove_pin(house: &House, session: &Session) -> Result<(), Fault> {
    require_step_up(house, session)?;
    let account = session.account;
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let mut row = work.row(&permit, &OTHER_WAYS_IN, &params![account])?.ok_or(Fault::Absent)?;
        if !row.take::<bool>()? {
            return Err(Fault::refused(Notice::new("pin-is-last-way")));
        }
        work.run(&permit, &SET_PIN, &params![account, None::<String>])?;
        work.detail("pin-removed");
        Ok(())
    })
}
