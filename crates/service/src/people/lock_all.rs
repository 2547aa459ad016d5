//! "Lock everything, I am not safe": every session and every share of a person ends in one unit of work, and the
//! secrets that somebody near may know open nothing any more.
//!
//! Back in leads what always led there: a recovery code, a passkey, or a new start that two at the agency help with.

use super::sharing::end_all_shares;
use crate::{Fault, House, Refusal, Session};
use access::{Operation, Permit, Scope, Work, params, statements};
use domain::id::{AccountId, AgencyId, CommandId, MemberId, PersonId};
use domain::notice::Notice;

statements! {
    SESSIONS_ALL_END = "UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL";

    DEVICES_ALL_GO = "UPDATE device SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL";

    CEREMONIES_ALL_GO = "DELETE FROM ceremony WHERE account_id = $1";

    /// Whether a way back in is left besides the secrets; and whether the account works somewhere.
    WAYS_BACK = "
        SELECT EXISTS (SELECT 1 FROM recovery_code r WHERE r.account_id = a.id AND r.used_at IS NULL),
          EXISTS (SELECT 1 FROM passkey k WHERE k.account_id = a.id),
          EXISTS (SELECT 1 FROM staff_account s WHERE s.account_id = a.id)
        FROM account a WHERE a.id = $1";

    LINKED_ANYWHERE = "SELECT member_id FROM person_member WHERE person_id = $1 LIMIT 1";

    /// A passphrase that opens a staff hat stays: it asks for a second step, and opening that again takes an agency.
    SECRETS_GO = "
        UPDATE account
        SET passphrase_hash = CASE WHEN $2 THEN passphrase_hash END, pin_hash = NULL,
          former_passphrase_hash = NULL, former_pin_hash = NULL
        WHERE id = $1";

    PEOPLE_OF_CHART = "
        SELECT p.id, p.account_id FROM person_member m
        JOIN person p ON p.id = m.person_id
        WHERE m.chart_agency_id = $1 AND m.member_id = $2 ORDER BY m.since DESC";
}

/// How far a lock goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// Sessions, shares, devices and secrets.
    Whole,
    /// Sessions and shares: said in a session that may be somebody else's, after a new start that nobody has answered
    /// yet. What the owner needs to object to it stays.
    SessionsAndShares,
}

/// Locks everything of one's own. It asks for no proof: who is not safe has no time for one.
pub fn lock_everything(house: &House, session: &Session, command: CommandId) -> Result<(), Fault> {
    let account = session.account;
    let how = if session.space_locked { How::SessionsAndShares } else { How::Whole };
    house.store().command(&house.call_as(session), command, Operation::SignIn, move |work| {
        let person = work.member_hat()?.person;
        let permit = work.permit_open(Operation::SignIn)?;
        close(work, &permit, (person, account), how)?;
        work.leave_event(&permit, "locked everything");
        Ok(())
    })
}

/// The same by a worker, at the member's word. It is in the agency's record who did it, and in the member's own.
pub fn lock_for_member(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::LockForMember, move |work| {
        let permit = work.permit_member(Operation::LockForMember, member)?;
        let agency: AgencyId = permit.agency().ok_or(Fault::Absent)?;
        work.detail("locked at the member's word");
        work.cross(&permit, &Scope::system())?;
        let rows = work.rows(&permit, &PEOPLE_OF_CHART, &params![agency, member])?;
        let people: Vec<(PersonId, AccountId)> =
            rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect::<Result<_, Fault>>()?;
        if people.is_empty() {
            let remedy = Some(Notice::new("lock-no-sign-in-remedy"));
            return Err(Fault::Refused(Refusal { why: Notice::new("lock-no-sign-in"), remedy }));
        }
        for (person, account) in people {
            close(work, &permit, (person, account), How::Whole)?;
            work.note_in_space(&permit, person, "locked by staff at one's word");
        }
        Ok(())
    })
}

/// Whether the reader may lock for this member: for what a page shows.
pub fn may_lock(house: &House, session: &Session, member: MemberId) -> Result<bool, Fault> {
    house.store().read(&house.call_as(session), |work| work.could(Operation::LockForMember, member))
}

fn close<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (person, account): (PersonId, AccountId),
    how: How,
) -> Result<(), Fault> {
    let now = work.now();
    end_all_shares(work, permit, person)?;
    work.run(permit, &SESSIONS_ALL_END, &params![account, now])?;
    if how == How::SessionsAndShares {
        return Ok(());
    }
    work.run(permit, &CEREMONIES_ALL_GO, &params![account])?;
    let mut row = work.row(permit, &WAYS_BACK, &params![account])?.ok_or(Fault::Absent)?;
    let (codes, passkey, staff): (bool, bool, bool) = (row.take()?, row.take()?, row.take()?);
    let linked = work.row(permit, &LINKED_ANYWHERE, &params![person])?.is_some();
    // Nobody is to be locked out for good: with no other way back the secrets stay.
    if codes || passkey || linked {
        work.run(permit, &DEVICES_ALL_GO, &params![account, now])?;
        work.run(permit, &SECRETS_GO, &params![account, staff])?;
    }
    Ok(())
}
