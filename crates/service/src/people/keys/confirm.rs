//! Confirming once more that it is you.

use super::attempt::{Door, Try};
use super::device::forget;
use super::passkey::{self, PasskeyAsked};
use super::steps::second_step_is_right;
use crate::people::joining::limit_on;
use crate::people::sign_out;
use crate::{Fault, House, Session};
use access::{Actor, Operation, params, statements};
use domain::id::DeviceId;
use domain::notice::Notice;
use domain::people::Pin;

statements! {
    SECRETS_OF = "SELECT passphrase_hash, pin_hash FROM account WHERE id = $1";

    WAYS_OF = "
        SELECT a.passphrase_hash IS NOT NULL, a.pin_hash IS NOT NULL,
          a.totp_sealed IS NOT NULL
            OR EXISTS (SELECT 1 FROM recovery_code r WHERE r.account_id = a.id AND r.used_at IS NULL),
          EXISTS (SELECT 1 FROM passkey p WHERE p.account_id = a.id)
        FROM account a WHERE a.id = $1";

    SESSION_CONFIRMED = "UPDATE session SET stepped_up_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// What an account can confirm with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfirmWith {
    /// A passphrase.
    pub passphrase: bool,
    /// A PIN, on a device that it knows.
    pub pin: bool,
    /// A code from an app, or a recovery code.
    pub code: bool,
    /// A passkey.
    pub passkey: bool,
}

impl ConfirmWith {
    /// What there is for this session.
    pub fn of(house: &House, session: &Session) -> Result<Self, Fault> {
        house.store().read(&house.call_as(session), |work| {
            let permit = work.permit_open(Operation::OwnAccount)?;
            let mut row = work.row(&permit, &WAYS_OF, &params![session.account])?.ok_or(Fault::Absent)?;
            let (passphrase, pin): (bool, bool) = (row.take()?, row.take()?);
            let pin = pin && session.device.is_some();
            Ok(Self { passphrase, pin, code: row.take()?, passkey: row.take()? })
        })
    }
}

/// Confirms with what was typed into one of the two fields: `secret` is a passphrase, or the PIN of a known device.
pub fn confirm(house: &House, session: &Session, secret: &str, code: &str, from: &str) -> Result<(), Fault> {
    if secret.is_empty() {
        if !second_step_is_right(house, session.account, session.device, code, from)? {
            return Err(Fault::invalid("code", Notice::new("second-step-wrong")));
        }
        return confirmed(house, session);
    }
    let (account, device) = (session.account, session.device);
    let door = match device {
        Some(device) => Door::Known(account, device),
        None => Door::Unknown(account.to_string(), from.to_owned()),
    };
    let tried = Try::new("passphrase", &door);
    let early = tried.clone();
    let (passphrase, pin) = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        early.may(work, &permit)?;
        let mut row = work.row(&permit, &SECRETS_OF, &params![account])?.ok_or(Fault::Absent)?;
        Ok((row.take::<Option<String>>()?, row.take::<Option<String>>()?))
    })?;
    // Six digits are a PIN, and count with every other try at it on this device.
    if let (Some(hash), Some(device), Ok(typed)) = (pin, device, Pin::parse(secret)) {
        return confirm_with_pin(house, session, device, house.hashing().matches(typed.as_str(), Some(&hash)));
    }
    let right = passphrase.is_some_and(|hash| house.hashing().matches(secret, Some(&hash)));
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        tried.settle(work, &permit, right)
    })?;
    if right { confirmed(house, session) } else { Err(wrong()) }
}

fn wrong() -> Fault {
    Fault::invalid("passphrase", Notice::new("confirm-wrong"))
}

/// After the last wrong PIN the device is forgotten and the session ends: it is not theirs to hold any more.
fn confirm_with_pin(house: &House, session: &Session, device: DeviceId, right: bool) -> Result<(), Fault> {
    let limit = limit_on(device);
    let over = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        if limit.wait(work, &permit)?.is_some() {
            forget(work, &permit, device)?;
            return Ok(true);
        }
        if right {
            limit.clear(work, &permit)?
        } else {
            limit.wrong(work, &permit).map(drop)?
        }
        Ok(false)
    })?;
    if over {
        sign_out(house, session)?;
        return Err(Fault::invalid("passphrase", Notice::new("pin-device-forgotten")));
    }
    if right { confirmed(house, session) } else { Err(wrong()) }
}

/// Asks for a passkey of one's own.
pub fn start_confirm_with_passkey(house: &House, site: &str, session: &Session) -> Result<PasskeyAsked, Fault> {
    passkey::ask_of(house, site, session.account)
}

/// Whether there is a passkey to ask for.
pub fn has_passkey(house: &House, session: &Session) -> Result<bool, Fault> {
    passkey::has_one(house, session.account)
}

/// Whether the passkey that was asked for answers. It confirms nothing by itself: a handed-over device is taken
/// back with it.
pub fn passkey_is_right(
    house: &House,
    site: &str,
    session: &Session,
    ticket: &str,
    credential: &str,
) -> Result<(), Fault> {
    passkey::answer_of(house, site, session.account, ticket, credential)
}

/// Confirms with the passkey that was asked for.
pub fn confirm_with_passkey(
    house: &House,
    site: &str,
    session: &Session,
    ticket: &str,
    credential: &str,
) -> Result<(), Fault> {
    passkey::answer_of(house, site, session.account, ticket, credential)?;
    confirmed(house, session)
}

fn confirmed(house: &House, session: &Session) -> Result<(), Fault> {
    let id = session.id;
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let now = work.now();
        work.run(&permit, &SESSION_CONFIRMED, &params![id, now])?;
        work.detail("confirmed");
        Ok(())
    })
}
