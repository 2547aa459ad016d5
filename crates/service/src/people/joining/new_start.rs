//! A new start on the member's own phone: with a code from staff, or with a recovery code.

use super::join_code::{FoundCode, find};
use super::lock::{LOCK_ENDS, begin_lock};
use super::new_secret::{Hashes, NewSecret};
use crate::people::keys::{Device, Kept, forget_others, keep, spend_code_from_before};
use crate::people::open_session::{Opening, open_within, signed_in};
use crate::people::{HatChoice, SignedIn, open_session};
use crate::secret::token_hash;
use crate::tries::Limit;
use crate::{Fault, House};
use access::{Actor, Operation, Permit, Scope, Work, params, statements};
use domain::id::{AccountId, CommandId, PersonId, RowId};
use domain::notice::Notice;
use domain::people::{JoinCode, Strength, Username};
use serde::{Deserialize, Serialize};

/// Wrong recovery codes for one name from one address: ten at once, then one a minute.
const TRIES: f64 = 10.0;
const TRIES_A_SECOND: f64 = 1.0 / 60.0;

statements! {
    PERSON_OF_CHART = "
        SELECT p.id, a.id, a.username,
          EXISTS (SELECT 1 FROM staff_account s WHERE s.account_id = a.id)
        FROM person_member m
        JOIN person p ON p.id = m.person_id
        JOIN account a ON a.id = p.account_id
        WHERE m.chart_agency_id = $1 AND m.member_id = $2 AND a.state = 'active'
        ORDER BY m.since DESC LIMIT 1";

    ACCOUNT_TO_RECOVER = "
        SELECT a.id, EXISTS (SELECT 1 FROM staff_account s WHERE s.account_id = a.id)
        FROM account a
        WHERE a.username_folded = $1 AND a.state = 'active'
          AND (EXISTS (SELECT 1 FROM person p WHERE p.account_id = a.id)
            OR EXISTS (SELECT 1 FROM supporter s WHERE s.account_id = a.id))";

    USE_RESET = "
        UPDATE secret_reset SET used_at = $3 WHERE agency_id = $1 AND id = $2 AND used_at IS NULL AND until > $3";

    SET_BOTH = "UPDATE account SET passphrase_hash = $2, pin_hash = $3 WHERE id = $1";

    SET_PIN_ALONE = "UPDATE account SET pin_hash = $2 WHERE id = $1";

    RESTORE_CHART = "
        UPDATE person_member SET restored_at = $4
        WHERE person_id = $1 AND chart_agency_id = $2 AND member_id = $3";

    ALL_SESSIONS_END = "UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL";
}

/// A new secret with a code that staff gave, or with a recovery code.
#[derive(Debug, Clone)]
pub struct NewStart {
    /// The code, as typed.
    pub code: String,
    /// The secret.
    pub secret: NewSecret,
    /// The device that they hold.
    pub device: Device,
    /// Where the attempt comes from.
    pub from: String,
}

/// Somebody who began anew.
#[derive(Debug)]
pub struct Started {
    /// Their session.
    pub signed_in: SignedIn,
    /// The name to sign in with, told only now.
    pub username: String,
}

#[derive(Serialize, Deserialize)]
struct Done {
    account: AccountId,
    username: String,
    device: Kept,
    code: RowId,
}

struct Whose {
    person: PersonId,
    account: AccountId,
    username: String,
    staff: bool,
}

fn whose<'w>(work: &mut Work<'w>, permit: &Permit<'w>, found: &FoundCode) -> Result<Whose, Fault> {
    work.cross(permit, &Scope::system())?;
    let row = work.row(permit, &PERSON_OF_CHART, &params![found.agency, found.member])?;
    let mut row = row.ok_or_else(unknown)?;
    Ok(Whose { person: row.take()?, account: row.take()?, username: row.take()?, staff: row.take()? })
}

fn unknown() -> Fault {
    Fault::invalid("code", Notice::new("join-code-unknown"))
}

/// What was chosen is all there is from now on. A passphrase opens the staff hat too: for who works somewhere
/// it stays as it was, and only the PIN is new.
pub(super) fn set<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    staff: bool,
    hashes: &Hashes,
) -> Result<(), Fault> {
    let Hashes { passphrase, pin } = hashes.clone();
    match (staff, pin) {
        (false, pin) => work.run(permit, &SET_BOTH, &params![account, passphrase, pin]).map(drop),
        (true, Some(pin)) => work.run(permit, &SET_PIN_ALONE, &params![account, pin]).map(drop),
        (true, None) => Err(Fault::invalid("new_passphrase", Notice::new("new-start-pin-only"))),
    }
}

/// A new start with a code from staff, and a PIN. It restores that agency's chart alone: the rest of the own space
/// stays locked until a recovery code, a passkey, a known device, or 72 hours.
///
/// Nothing before its end tells whose code it is, or whether they also work somewhere.
pub fn new_start(house: &House, command: CommandId, start: &NewStart) -> Result<Started, Fault> {
    let found = find(house, &start.code, &start.from)?.to_restart().ok_or_else(unknown)?;
    let hashes = match &start.secret {
        NewSecret::Pin(..) => start.secret.hashes(house, None)?,
        NewSecret::Passphrase(_) => return Err(Fault::invalid("pin", Notice::new("new-start-pin-first"))),
    };
    let own = start.device.clone().for_command(house, command);
    let kept = own.clone();
    let done = house.store().command(&house.call(Actor::Public), command, Operation::SignIn, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let Whose { person, account, username, staff } = whose(work, &permit, &found)?;
        if work.run(&permit, &USE_RESET, &params![found.agency, found.id, now])? == 0 {
            return Err(unknown());
        }
        begin_lock(work, &permit, account)?;
        set(work, &permit, account, staff, &hashes)?;
        work.run(&permit, &RESTORE_CHART, &params![person, found.agency, found.member, now])?;
        let device = keep(work, &permit, account, &kept)?;
        Ok(Done { account, username, device, code: found.id })
    })?;
    if done.code != found.id {
        return Err(unknown());
    }
    let signed = open_session(house, done.account, Strength::DevicePin, Some(done.device.id), HatChoice::Member)?;
    Ok(Started { signed_in: signed.remembering(&own, done.device), username: done.username })
}

/// A new start with a recovery code: everything is open again, and open on this device alone. Whatever was signed in
/// elsewhere ends there.
pub fn recover(house: &House, username: &str, start: &NewStart) -> Result<SignedIn, Fault> {
    let wrong = || Fault::invalid("code", Notice::new("recover-wrong"));
    let name = Username::parse(username).map_err(|_| wrong())?;
    // Before anything is looked up, so that every name takes as long and meets the same words.
    let hashes = start.secret.hashes(house, Some(&name))?;
    let folded = name.folded().to_owned();
    let limit = Limit::new(&format!("recover\n{folded}\n{}", start.from), TRIES, TRIES_A_SECOND);
    let code = JoinCode::parse(&start.code).ok();
    let (own, sealer) = (start.device.clone(), house.clone());
    let token = house.random_token();
    let hashed = token_hash(&token);
    let found = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        if let Some(wait) = limit.wait(work, &permit)? {
            return Err(Fault::invalid("code", wait.notice()));
        }
        let row = work.row(&permit, &ACCOUNT_TO_RECOVER, &params![folded.as_str()])?;
        let found = row.map(|mut row| Ok::<(AccountId, bool), Fault>((row.take()?, row.take()?))).transpose()?;
        let right = match (found, &code) {
            (Some((account, _)), Some(code)) => spend_code_from_before(&sealer, work, &permit, account, code)?,
            _ => false,
        };
        let (Some((account, staff)), true) = (found, right) else {
            limit.wrong(work, &permit)?;
            return Ok(None);
        };
        set(work, &permit, account, staff, &hashes)?;
        work.run(&permit, &LOCK_ENDS, &params![account])?;
        let device = keep(work, &permit, account, &own)?;
        forget_others(work, &permit, account, device.id)?;
        let now = work.now();
        work.run(&permit, &ALL_SESSIONS_END, &params![account, now])?;
        // In the same unit: with the code spent, every session ended and no cookie told, nobody would be in.
        let opening = Opening {
            account,
            strength: Strength::Recovery,
            device: Some(device.id),
            hat: HatChoice::Member,
            stepped_up: Some(now),
            no_later_than: None,
        };
        Ok(Some((open_within(work, &permit, opening, &hashed)?, device)))
    })?;
    let (session, device) = found.ok_or_else(wrong)?;
    Ok(signed_in(house, session, token).remembering(&start.device, device))
}
