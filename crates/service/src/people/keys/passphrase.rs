//! A new passphrase.

use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::notice::Notice;
use domain::people::{Username, passphrase_fault};

statements! {
    SET_PASSPHRASE = "UPDATE account SET passphrase_hash = $2 WHERE id = $1";

    OTHER_SESSIONS_END = "UPDATE session SET ended_at = $3 WHERE account_id = $1 AND id <> $2 AND ended_at IS NULL";
}

/// Sets a new passphrase and ends the account's other sessions: whoever knew the old one is out.
pub fn change_passphrase(house: &House, session: &Session, new: &str, again: &str) -> Result<(), Fault> {
    require_step_up(house, session)?;
    let name = super::mine::username(house, session)?;
    let username = Username::parse(&name).map_err(|why| Fault::Broken(format!("a stored username: {}", why.id)))?;
    if let Some(notice) = passphrase_fault(new, &username, &words::content::is_common_passphrase) {
        return Err(Fault::invalid("new_passphrase", notice));
    }
    if new != again {
        return Err(Fault::invalid("again", Notice::new("passphrase-again-differs")));
    }
    let hash = house.hashing().hash(new)?;
    let (account, own) = (session.account, session.id);
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let now = work.now();
        work.run(&permit, &SET_PASSPHRASE, &params![account, hash.clone()])?;
        work.run(&permit, &OTHER_SESSIONS_END, &params![account, own, now])?;
        work.detail("passphrase-changed");
        Ok(())
    })
}
