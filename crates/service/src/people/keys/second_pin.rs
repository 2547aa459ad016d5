//! A second PIN before what is most private: one's information, consents, who looked, shares, keys and devices.
//!
//! It is for somebody who has to hand over an unlocked phone. It is asked again after some minutes, and a wrong one
//! never locks anybody out: tries come back one a minute. Forgotten, it is taken away with a recovery code or a passkey,
//! and with nothing that somebody beside the phone may know.

use super::attempt::{Door, Try};
use super::passkey;
use super::recovery::spend_code;
use crate::people::joining::NewSecret;
use crate::people::require_step_up;
use crate::tries::Limit;
use crate::{Fault, House, Refusal, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AccountId, SessionId};
use domain::notice::Notice;
use domain::people::{JoinCode, Pin};

/// Wrong ones: five at once, then one a minute. House rule.
const TRIES: f64 = 5.0;
const TRIES_A_SECOND: f64 = 1.0 / 60.0;

statements! {
    SECOND_PIN_OF = "
        SELECT second_pin_hash, EXISTS (SELECT 1 FROM passkey p WHERE p.account_id = account.id)
        FROM account WHERE id = $1";

    SET_SECOND_PIN = "UPDATE account SET second_pin_hash = $2 WHERE id = $1";

    SECOND_PIN_TYPED = "UPDATE session SET second_pin_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondPin {
    /// Whether there is one.
    pub set: bool,
    /// Whether there is a passkey to come past a forgotten one with.
    pub passkey: bool,
}

fn limit(account: AccountId) -> Limit {
    Limit::new(&format!("second pin\n{account}"), TRIES, TRIES_A_SECOND)
}

fn first() -> Fault {
    let remedy = Some(Notice::new("second-pin-first-remedy"));
    Fault::Refused(Refusal { why: Notice::new("second-pin-first"), remedy })
}

/// How it stands, for the member's own hat.
pub fn second_pin(house: &House, session: &Session) -> Result<SecondPin, Fault> {
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_open(Operation::SignIn)?;
        let mut row = work.row(&permit, &SECOND_PIN_OF, &params![session.account])?.ok_or(Fault::Absent)?;
        Ok(SecondPin { set: row.take::<Option<String>>()?.is_some(), passkey: row.take()? })
    })
}

/// Sets it, or another in its place. It asks for a fresh proof, and for the one before where there is one.
pub fn set_second_pin(house: &House, session: &Session, pin: &str, again: &str) -> Result<(), Fault> {
    if session.second_pin_first {
        return Err(first());
    }
    require_step_up(house, session)?;
    let hash = NewSecret::Pin(pin.to_owned(), again.to_owned()).hashes(house, None)?.pin;
    keep(house, session, hash, "second-pin-set")
}

/// Takes it away.
pub fn remove_second_pin(house: &House, session: &Session) -> Result<(), Fault> {
    if session.second_pin_first {
        return Err(first());
    }
    require_step_up(house, session)?;
    keep(house, session, None, "second-pin-removed")
}

fn keep(house: &House, session: &Session, hash: Option<String>, detail: &'static str) -> Result<(), Fault> {
    let own = (session.account, session.id);
    house.store().write(&house.call_as(session), move |work| put(work, own, hash.clone(), detail))
}

/// Puts it, or nothing, in the place of the one before. What lies behind it is open in this session.
fn put(
    work: &mut Work<'_>,
    (account, session): (AccountId, SessionId),
    hash: Option<String>,
    detail: &'static str,
) -> Result<(), Fault> {
    work.member_hat()?;
    let permit = work.permit_open(Operation::OwnAccount)?;
    let now = work.now();
    work.run(&permit, &SET_SECOND_PIN, &params![account, hash])?;
    work.run(&permit, &SECOND_PIN_TYPED, &params![session, now])?;
    work.detail(detail);
    Ok(())
}

/// Opens what lies behind it, for some minutes and for this session alone.
pub fn open_second_pin(house: &House, session: &Session, typed: &str) -> Result<(), Fault> {
    let (account, id) = (session.account, session.id);
    let limit = limit(account);
    let early = limit.clone();
    let hash: Option<String> = house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_open(Operation::SignIn)?;
        may(work, &permit, &early)?;
        let mut row = work.row(&permit, &SECOND_PIN_OF, &params![account])?.ok_or(Fault::Absent)?;
        Ok(row.take()?)
    })?;
    let pin = Pin::parse(typed).ok();
    let right = pin.is_some_and(|pin| house.hashing().matches(pin.as_str(), hash.as_deref()));
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        may(work, &permit, &limit)?;
        if !right {
            return limit.wrong(work, &permit).map(drop);
        }
        let now = work.now();
        work.run(&permit, &SECOND_PIN_TYPED, &params![id, now])?;
        limit.clear(work, &permit)
    })?;
    if right { Ok(()) } else { Err(Fault::invalid("pin", Notice::new("second-pin-wrong"))) }
}

/// Says how long to wait when no try is left: before the PIN is looked at, and when it is settled.
fn may<'w>(work: &mut Work<'w>, permit: &Permit<'w>, limit: &Limit) -> Result<(), Fault> {
    match limit.wait(work, permit)? {
        Some(wait) => Err(Fault::invalid("pin", wait.notice())),
        None => Ok(()),
    }
}

/// Forgotten: a recovery code takes it away. A code from an app does not, since the app lies on the same phone.
///
/// One unit of work: a code that is spent has taken it away.
pub fn drop_second_pin_with_code(house: &House, session: &Session, typed: &str, from: &str) -> Result<(), Fault> {
    let wrong = || Fault::invalid("code", Notice::new("second-pin-code-wrong"));
    let (account, id) = (session.account, session.id);
    let code = JoinCode::parse(typed).map_err(|_| wrong())?;
    let door = match session.device {
        Some(device) => Door::Known(account, device),
        None => Door::Unknown(account.to_string(), from.to_owned()),
    };
    let own = house.clone();
    let right = house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let tried = Try::new("code", &door);
        tried.may(work, &permit)?;
        let right = spend_code(&own, work, &permit, account, &code)?;
        tried.settle(work, &permit, right)?;
        if right {
            put(work, (account, id), None, "second-pin-dropped-by-code")?;
        }
        Ok(right)
    })?;
    if right { Ok(()) } else { Err(wrong()) }
}

/// Forgotten: a passkey takes it away.
pub fn drop_second_pin_with_passkey(
    house: &House,
    site: &str,
    session: &Session,
    ticket: &str,
    credential: &str,
) -> Result<(), Fault> {
    passkey::answer_of(house, site, session.account, ticket, credential)?;
    keep(house, session, None, "second-pin-dropped-by-passkey")
}
