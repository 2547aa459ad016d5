//! The lock on somebody's own space after a new start that staff helped with, and the answer to it.

use super::new_secret::NewSecret;
use super::new_start::set;
use crate::people::keys::{Need, end_ticket, proof_behind};
use crate::{Fault, House, Session};
use access::{Actor, Operation, Permit, Work, params, statements};
use domain::id::{AccountId, CommandId, SessionId};
use domain::notice::Notice;
use domain::people::{LOCKED_FOR, Username};
use domain::time::Moment;

statements! {
    LOCK_BEGINS = "
        UPDATE account
        SET space_locked_since = $2, former_passphrase_hash = passphrase_hash, former_pin_hash = pin_hash
        WHERE id = $1 AND (space_locked_until IS NULL OR space_locked_until <= $2)";

    LOCK_UNTIL = "UPDATE account SET space_locked_until = $2 WHERE id = $1";

    pub(super) LOCK_ENDS = "
        UPDATE account
        SET space_locked_since = NULL, space_locked_until = NULL, former_passphrase_hash = NULL, former_pin_hash = NULL
        WHERE id = $1";

    LOCK_OF_ACCOUNT = "SELECT space_locked_since, space_locked_until FROM account WHERE id = $1";

    NAME_OF_ACCOUNT = "
        SELECT username, EXISTS (SELECT 1 FROM staff_account s WHERE s.account_id = account.id)
        FROM account WHERE id = $1";

    FORMER_PASSPHRASE_AGAIN = "
        UPDATE account SET passphrase_hash = former_passphrase_hash, totp_sealed = NULL
        WHERE id = $1 AND former_passphrase_hash IS NOT NULL AND former_passphrase_hash <> passphrase_hash";

    FORGET_LATER_DEVICES = "
        UPDATE device SET revoked_at = $3 WHERE account_id = $1 AND created_at >= $2 AND revoked_at IS NULL";

    LATER_PASSKEYS_GO = "DELETE FROM passkey WHERE account_id = $1 AND created_at >= $2";

    LATER_CODES_GO = "DELETE FROM recovery_code WHERE account_id = $1 AND made_at >= $2";

    HATS_OPEN = "UPDATE staff_account SET closed_until = NULL WHERE account_id = $1";

    CEREMONIES_GO = "DELETE FROM ceremony WHERE account_id = $1";

    END_LATER_SESSIONS = "
        UPDATE session SET ended_at = $3
        WHERE account_id = $1 AND created_at >= $2 AND ended_at IS NULL AND (id <> $4 OR $4 IS NULL)";
}

/// Locks the own space. A lock that runs goes on from its own beginning: what became known since is not known before.
pub(in crate::people) fn begin_lock<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
) -> Result<(), Fault> {
    let now = work.now();
    work.run(permit, &LOCK_BEGINS, &params![account, now])?;
    work.run(permit, &LOCK_UNTIL, &params![account, now.plus_seconds(LOCKED_FOR)]).map(drop)
}

fn lock_of<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
) -> Result<Option<(Moment, Moment)>, Fault> {
    let mut row = work.row(permit, &LOCK_OF_ACCOUNT, &params![account])?.ok_or(Fault::Absent)?;
    let (began, until): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
    Ok(began.zip(until).filter(|(_, until)| *until > work.now()))
}

/// When the lock ends by itself, if there is one: every device of the person shows it.
pub fn space_lock(house: &House, session: &Session) -> Result<Option<Moment>, Fault> {
    let account = session.account;
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        Ok(lock_of(work, &permit, account)?.map(|(_, until)| until))
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
        work.run(&permit, &LOCK_ENDS, &params![account]).map(drop)
    })
}

/// "It was not me", said on a device that was known before: whatever began since then ends, keys and codes too, and
/// a new secret takes the place of every other.
pub fn object_to_start(house: &House, session: &Session, command: CommandId, secret: &NewSecret) -> Result<(), Fault> {
    let (account, own) = (session.account, session.id);
    if session.space_locked {
        return Err(Fault::Absent);
    }
    let (hashes, staff) = chosen(house, account, secret)?;
    house.store().command(&house.call_as(session), command, Operation::OwnAccount, move |work| {
        work.member_hat()?;
        let permit = work.permit_open(Operation::OwnAccount)?;
        object(work, &permit, account, Some(own), |work, permit| set(work, permit, account, staff, &hashes))
    })
}

/// The same, said at the door with the secret from before the new start. Who said it signs in with the new secret.
pub fn object_at_the_door(house: &House, ticket: &str, secret: &NewSecret) -> Result<(), Fault> {
    let proof = proof_behind(house, ticket, Need::WasItYou)?;
    let account = proof.account;
    let (hashes, staff) = chosen(house, account, secret)?;
    end_ticket(house, ticket)?;
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        object(work, &permit, account, None, |work, permit| set(work, permit, account, staff, &hashes))
    })
}

fn chosen(house: &House, account: AccountId, secret: &NewSecret) -> Result<(super::new_secret::Hashes, bool), Fault> {
    let (name, staff): (String, bool) = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let mut row = work.row(&permit, &NAME_OF_ACCOUNT, &params![account])?.ok_or(Fault::Absent)?;
        Ok((row.take()?, row.take()?))
    })?;
    let name = Username::parse(&name).map_err(|why| Fault::Broken(format!("account.username: {}", why.id)))?;
    if staff && matches!(secret, NewSecret::Passphrase(_)) {
        return Err(Fault::invalid("new_passphrase", Notice::new("new-start-pin-only")));
    }
    Ok((secret.hashes(house, Some(&name))?, staff))
}

fn object<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    own: Option<SessionId>,
    set: impl Fn(&mut Work<'w>, &Permit<'w>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let now = work.now();
    let Some((began, _)) = lock_of(work, permit, account)? else { return Ok(()) };
    work.run(permit, &FORGET_LATER_DEVICES, &params![account, began, now])?;
    work.run(permit, &END_LATER_SESSIONS, &params![account, began, now, own])?;
    work.run(permit, &LATER_PASSKEYS_GO, &params![account, began])?;
    work.run(permit, &LATER_CODES_GO, &params![account, began])?;
    work.run(permit, &CEREMONIES_GO, &params![account])?;
    work.run(permit, &HATS_OPEN, &params![account])?;
    work.run(permit, &FORMER_PASSPHRASE_AGAIN, &params![account])?;
    set(work, permit)?;
    work.run(permit, &LOCK_ENDS, &params![account]).map(drop)
}
