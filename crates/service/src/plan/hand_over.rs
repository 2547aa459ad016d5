//! Handing the device to the member: the session narrows to this one plan until the peer takes it back.

use super::load::plan_of;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, MemberId};
use domain::notice::Notice;
use domain::people::Pin;

statements! {
    PIN_OF_ACCOUNT = "SELECT pin_hash FROM account WHERE id = $1";
    SET_PIN = "UPDATE account SET pin_hash = $2 WHERE id = $1 AND pin_hash IS NULL";
    NARROW = "UPDATE session SET narrowed_to = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// Whether the account has a PIN to take the device back with.
pub fn has_pin(house: &House, session: &Session) -> Result<bool, Fault> {
    let account = session.account;
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let mut row = work.row(&permit, &PIN_OF_ACCOUNT, &params![account])?.ok_or(Fault::Absent)?;
        Ok(row.take::<Option<String>>()?.is_some())
    })
}

/// Hands the device over. The first time the peer chooses the PIN that takes it back: `new_pin`, written twice.
pub fn hand_over(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    new_pin: Option<(String, String)>,
) -> Result<(), Fault> {
    let hash = match new_pin {
        Some((pin, again)) => {
            let pin = Pin::parse(&pin).map_err(|notice| Fault::invalid("pin", notice))?;
            if Pin::parse(&again).as_ref() != Ok(&pin) {
                return Err(Fault::invalid("pin_again", Notice::new("hand-pins-differ")));
            }
            Some(house.hashing().hash(pin.as_str())?)
        }
        None if has_pin(house, session)? => None,
        None => return Err(Fault::invalid("pin", Notice::new("pin-digits"))),
    };
    let (account, id) = (session.account, session.id);
    house.store().command(&house.call_as(session), command, Operation::HandOver, move |work| {
        let permit = work.permit_member(Operation::HandOver, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        work.detail("handed-over");
        let sign_in = work.permit_open(Operation::SignIn)?;
        if let Some(hash) = &hash {
            work.run(&sign_in, &SET_PIN, &params![account, hash.as_str()])?;
        }
        work.run(&sign_in, &NARROW, &params![id, plan])?;
        Ok(())
    })
}
