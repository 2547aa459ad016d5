//! A new start on the member's own phone: with a code from staff, with a recovery code, or after an objection.

use super::device::{self, Device};
use super::join_code::{CodeFor, FoundCode, find};
use super::new_secret::{Hashes, NewSecret};
use super::recovery_codes::{recovery_hash, use_recovery_code};
use super::tries::Limit;
use crate::people::{HatChoice, SignedIn, open_session};
use crate::{Fault, House, Session};
use access::{Actor, Operation, Permit, Scope, Work, params, statements};
use domain::id::{AccountId, CommandId, DeviceId, PersonId, RowId};
use domain::notice::Notice;
use domain::people::{LOCKED_FOR, Strength, Username};
use domain::time::Moment;
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

    ACCOUNT_OF_PERSON_BY_NAME = "
        SELECT a.id, a.username, EXISTS (SELECT 1 FROM staff_account s WHERE s.account_id = a.id)
        FROM account a JOIN person p ON p.account_id = a.id
        WHERE a.username_folded = $1 AND a.state = 'active'";

    NAME_OF_ACCOUNT = "SELECT username FROM account WHERE id = $1";

    USE_RESET = "
        UPDATE secret_reset SET used_at = $3 WHERE agency_id = $1 AND id = $2 AND used_at IS NULL AND until > $3";

    SET_SECRET = "
        UPDATE account SET passphrase_hash = COALESCE($2, passphrase_hash), pin_hash = COALESCE($3, pin_hash)
        WHERE id = $1";

    LOCK_SPACE = "UPDATE account SET space_locked_until = $2 WHERE id = $1";

    RESTORE_CHART = "
        UPDATE person_member SET restored_at = $4
        WHERE person_id = $1 AND chart_agency_id = $2 AND member_id = $3";

    LOCK_OF_ACCOUNT = "SELECT space_locked_until FROM account WHERE id = $1";

    FORGET_LATER_DEVICES = "
        UPDATE device SET revoked_at = $3 WHERE account_id = $1 AND created_at >= $2 AND revoked_at IS NULL";

    END_LATER_SESSIONS = "
        UPDATE session SET ended_at = $3
        WHERE account_id = $1 AND created_at >= $2 AND ended_at IS NULL AND id <> $4";
}

/// A new secret with a code that staff gave.
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

#[derive(Serialize, Deserialize)]
struct Done {
    account: AccountId,
    device: DeviceId,
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

fn name(text: &str) -> Result<Username, Fault> {
    Username::parse(text).map_err(|why| Fault::Broken(format!("account.username: {}", why.id)))
}

/// A passphrase opens the staff hat too: who has one does not get a new one by this way.
fn hashes(house: &House, secret: &NewSecret, username: &str, staff: bool) -> Result<Hashes, Fault> {
    if staff && matches!(secret, NewSecret::Passphrase(_)) {
        return Err(Fault::invalid("new_passphrase", Notice::new("new-start-pin-only")));
    }
    secret.hashes(house, &name(username)?)
}

/// The name to sign in with, for who holds a code from staff.
pub fn name_behind_reset(house: &House, code: &str, from: &str) -> Result<String, Fault> {
    let found = find(house, code, from)?;
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        Ok(whose(work, &permit, &found)?.username)
    })
}

/// A new start with a code from staff. It restores that agency's chart alone: the rest of the own space stays
/// locked until a recovery code, a passkey, a known device, or 72 hours.
pub fn new_start(house: &House, command: CommandId, start: &NewStart) -> Result<SignedIn, Fault> {
    let found = find(house, &start.code, &start.from)?;
    if found.what != CodeFor::Reset {
        return Err(unknown());
    }
    let before = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        whose(work, &permit, &found)
    })?;
    let hashes = hashes(house, &start.secret, &before.username, before.staff)?;
    let own = start.device.clone();
    let done = house.store().command(&house.call(Actor::Public), command, Operation::SignIn, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let Whose { person, account, .. } = whose(work, &permit, &found)?;
        if work.run(&permit, &USE_RESET, &params![found.agency, found.id, now])? == 0 {
            return Err(unknown());
        }
        set(work, &permit, account, &hashes)?;
        work.run(&permit, &LOCK_SPACE, &params![account, now.plus_seconds(LOCKED_FOR)])?;
        work.run(&permit, &RESTORE_CHART, &params![person, found.agency, found.member, now])?;
        let device = device::keep(work, &permit, account, &own)?;
        Ok(Done { account, device, code: found.id })
    })?;
    if done.code != found.id {
        return Err(unknown());
    }
    open_session(house, done.account, Strength::DevicePin, Some(done.device), HatChoice::Member)
}

fn set<'w>(work: &mut Work<'w>, permit: &Permit<'w>, account: AccountId, hashes: &Hashes) -> Result<(), Fault> {
    let Hashes { passphrase, pin } = hashes.clone();
    work.run(permit, &SET_SECRET, &params![account, passphrase, pin]).map(drop)
}

/// A new start with a recovery code: everything is open again.
pub fn recover(house: &House, username: &str, start: &NewStart) -> Result<SignedIn, Fault> {
    let wrong = || Fault::invalid("code", Notice::new("recover-wrong"));
    let folded = Username::parse(username).map_err(|_| wrong())?.folded().to_owned();
    let limit = Limit::new(&format!("recover\n{folded}\n{}", start.from), TRIES, TRIES_A_SECOND);
    let early = limit.clone();
    let found = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        if let Some(wait) = early.wait(work, &permit)? {
            return Ok(Err(wait.notice()));
        }
        let row = work.row(&permit, &ACCOUNT_OF_PERSON_BY_NAME, &params![folded.as_str()])?;
        let found = row.map(|mut row| Ok::<_, Fault>((row.take()?, row.take()?, row.take()?))).transpose()?;
        if found.is_none() {
            early.wrong(work, &permit)?;
        }
        Ok(Ok(found))
    })?;
    let found: Option<(AccountId, String, bool)> = found.map_err(|notice| Fault::invalid("code", notice))?;
    let (account, username, staff) = found.ok_or_else(wrong)?;
    let hashes = hashes(house, &start.secret, &username, staff)?;
    let hash = recovery_hash(house, account, &start.code);
    let own = start.device.clone();
    let device = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let right = match &hash {
            Some(hash) => use_recovery_code(work, &permit, account, hash)?,
            None => false,
        };
        if !right {
            limit.wrong(work, &permit)?;
            return Ok(None);
        }
        set(work, &permit, account, &hashes)?;
        work.run(&permit, &LOCK_SPACE, &params![account, None::<Moment>])?;
        device::keep(work, &permit, account, &own).map(Some)
    })?;
    let device = device.ok_or_else(wrong)?;
    open_session(house, account, Strength::Recovery, Some(device), HatChoice::Member)
}

/// When the lock ends by itself, if there is one: every device of the person shows it.
pub fn space_lock(house: &House, session: &Session) -> Result<Option<Moment>, Fault> {
    let account = session.account;
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let mut row = work.row(&permit, &LOCK_OF_ACCOUNT, &params![account])?.ok_or(Fault::Absent)?;
        let until: Option<Moment> = row.take()?;
        Ok(until.filter(|until| *until > work.now()))
    })
}

/// "It was me", said on a device that was known before: the lock ends.
pub fn open_space(house: &House, session: &Session, command: CommandId) -> Result<(), Fault> {
    let account = session.account;
    if session.space_locked {
        return Err(Fault::Absent);
    }
    house.store().command(&house.call_as(session), command, Operation::OwnAccount, move |work| {
        work.member_hat()?;
        let permit = work.permit_open(Operation::OwnAccount)?;
        work.run(&permit, &LOCK_SPACE, &params![account, None::<Moment>]).map(drop)
    })
}

/// "It was not me", said on a device that was known before: whatever began since then ends, and a new secret is set.
pub fn object_to_start(house: &House, session: &Session, command: CommandId, secret: &NewSecret) -> Result<(), Fault> {
    let (account, own) = (session.account, session.id);
    if session.space_locked {
        return Err(Fault::Absent);
    }
    let username: String = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let mut row = work.row(&permit, &NAME_OF_ACCOUNT, &params![account])?.ok_or(Fault::Absent)?;
        Ok(row.take()?)
    })?;
    let hashes = secret.hashes(house, &name(&username)?)?;
    house.store().command(&house.call_as(session), command, Operation::OwnAccount, move |work| {
        work.member_hat()?;
        let permit = work.permit_open(Operation::OwnAccount)?;
        let now = work.now();
        let mut row = work.row(&permit, &LOCK_OF_ACCOUNT, &params![account])?.ok_or(Fault::Absent)?;
        let until: Option<Moment> = row.take()?;
        let Some(until) = until.filter(|until| *until > now) else { return Ok(()) };
        let began = until.plus_seconds(-LOCKED_FOR);
        work.run(&permit, &FORGET_LATER_DEVICES, &params![account, began, now])?;
        work.run(&permit, &END_LATER_SESSIONS, &params![account, began, now, own])?;
        set(work, &permit, account, &hashes)?;
        work.run(&permit, &LOCK_SPACE, &params![account, None::<Moment>]).map(drop)
    })
}
