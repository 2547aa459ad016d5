//! Staff help somebody who lost their secret: one asks, another agrees, and the member gets a code in hand.
//! Neither sees or chooses the secret.

use super::invite::{NewCode, code_by, code_hash};
use crate::people::agree::second_yes;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{AgencyId, CommandId, MemberId, RowId, StaffId};
use domain::notice::Notice;
use domain::time::Moment;
use serde::{Deserialize, Serialize};

/// How long a request waits for the second yes, and how long the code works, in seconds. House rule.
const WAITS_FOR: i64 = 24 * 3600;
const CODE_GOOD_FOR: i64 = 3600;

statements! {
    OPEN_RESET = "
        SELECT r.id, r.asked_by, a.name, r.agreed_by, b.name, r.code_hash IS NOT NULL, r.until
        FROM secret_reset r
        JOIN staff a ON a.agency_id = r.agency_id AND a.id = r.asked_by
        LEFT JOIN staff b ON b.agency_id = r.agency_id AND b.id = r.agreed_by
        WHERE r.agency_id = $1 AND r.member_id = $2 AND r.used_at IS NULL AND r.until > $3
        ORDER BY r.asked_at DESC, r.id DESC LIMIT 1";

    HAS_JOINED = "SELECT joined FROM member WHERE agency_id = $1 AND id = $2";

    ASK_RESET = "
        INSERT INTO secret_reset (agency_id, id, member_id, asked_by, asked_at, until)
        SELECT m.agency_id, $2, m.id, $4, $5, $6 FROM member m
        WHERE m.agency_id = $1 AND m.id = $3 AND NOT EXISTS (
          SELECT 1 FROM secret_reset r
          WHERE r.agency_id = m.agency_id AND r.member_id = m.id AND r.used_at IS NULL AND r.until > $5)";

    ASKED_BY = "
        SELECT asked_by FROM secret_reset
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND agreed_at IS NULL AND used_at IS NULL AND until > $4";

    AGREE_RESET = "
        UPDATE secret_reset SET agreed_by = $3, agreed_at = $4
        WHERE agency_id = $1 AND id = $2 AND agreed_at IS NULL AND asked_by <> $3";

    RESET_CODE = "
        UPDATE secret_reset SET code_hash = $4, until = $5
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND agreed_at IS NOT NULL AND used_at IS NULL
          AND until > $6";

    STOP_RESET = "
        UPDATE secret_reset SET until = $3 WHERE agency_id = $1 AND member_id = $2 AND used_at IS NULL AND until > $3";

    RESETS_WAITING = "
        SELECT m.id, m.called, a.name, r.asked_by
        FROM secret_reset r
        JOIN member m ON m.agency_id = r.agency_id AND m.id = r.member_id
        JOIN staff a ON a.agency_id = r.agency_id AND a.id = r.asked_by
        WHERE r.agency_id = $1 AND r.agreed_at IS NULL AND r.used_at IS NULL AND r.until > $2
          AND {filter m.agency_id m.id}
        ORDER BY r.asked_at LIMIT 100";
}

/// A request that is open.
#[derive(Debug, Clone)]
pub struct Reset {
    /// The request.
    pub id: RowId,
    /// Who asked.
    pub asked_by: String,
    /// Whether the reader asked.
    pub asked_by_me: bool,
    /// Who agreed, if somebody did.
    pub agreed_by: Option<String>,
    /// Whether a code was made.
    pub code_made: bool,
    /// Until when the request, or its code, is good.
    pub until: Moment,
}

/// What the page of a new start shows.
#[derive(Debug, Clone)]
pub struct ResetPage {
    /// Whether the member has a sign-in at all.
    pub joined: bool,
    /// The open request.
    pub open: Option<Reset>,
}

/// A request in the list of those that wait for a second yes.
#[derive(Debug, Clone)]
pub struct ResetWaiting {
    /// Whose.
    pub member: MemberId,
    /// What they like to be called.
    pub called: String,
    /// Who asked.
    pub asked_by: String,
    /// Whether the reader asked, and so cannot agree.
    pub asked_by_me: bool,
}

/// Where a new start stands.
pub fn reset(house: &House, session: &Session, member: MemberId) -> Result<ResetPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_view(Operation::ResetSecret, member)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        let mut joined = work.row(&permit, &HAS_JOINED, &params![hat.agency, member])?.ok_or(Fault::Absent)?;
        let open = work.row(&permit, &OPEN_RESET, &params![hat.agency, member, now])?;
        let open = open.map(|mut row| {
            let id = row.take()?;
            let asked: StaffId = row.take()?;
            let asked_by = row.take()?;
            let _: Option<StaffId> = row.take()?;
            Ok::<_, Fault>(Reset {
                id,
                asked_by,
                asked_by_me: asked == hat.staff,
                agreed_by: row.take()?,
                code_made: row.take()?,
                until: row.take()?,
            })
        });
        Ok(ResetPage { joined: joined.take()?, open: open.transpose()? })
    })
}

/// Whether the reader may help this member to a new start at all: for what a page shows.
pub fn may_reset(house: &House, session: &Session, member: MemberId) -> Result<bool, Fault> {
    house.store().read(&house.call_as(session), |work| work.could(Operation::ResetSecret, member))
}

/// The first yes.
pub fn ask_reset(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ResetSecret, move |work| {
        let permit = work.permit_member(Operation::ResetSecret, member)?;
        let hat = work.staff_hat()?;
        let mut joined = work.row(&permit, &HAS_JOINED, &params![hat.agency, member])?.ok_or(Fault::Absent)?;
        if !joined.take::<bool>()? {
            return Err(Fault::refused(Notice::new("reset-not-joined")));
        }
        let id: RowId = work.ids().next();
        let now = work.now();
        work.detail("reset asked");
        let values = params![hat.agency, id, member, hat.staff, now, now.plus_seconds(WAITS_FOR)];
        work.run(&permit, &ASK_RESET, &values).map(drop)
    })
}

/// The second yes, from somebody else.
pub fn agree_reset(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    reset: RowId,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ResetSecret, move |work| {
        let permit = work.permit_member(Operation::ResetSecret, member)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        let found = work.row(&permit, &ASKED_BY, &params![hat.agency, reset, member, now])?;
        // Gone or agreed to: what was asked for has happened, or is over.
        let Some(mut row) = found else { return Ok(()) };
        second_yes(work, &permit, hat.agency, row.take()?, hat.staff)?;
        work.detail("reset agreed");
        work.run(&permit, &AGREE_RESET, &params![hat.agency, reset, hat.staff, now]).map(drop)
    })
}

#[derive(Serialize, Deserialize)]
struct Made {
    until: Moment,
}

/// The code for the member's hand, after both yeses. A new one ends the one before.
pub fn reset_code(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    reset: RowId,
) -> Result<NewCode, Fault> {
    let code = code_by(house, "reset", session, command);
    let hash = code_hash(house, &code);
    let made = house.store().command(&house.call_as(session), command, Operation::ResetSecret, move |work| {
        let permit = work.permit_member(Operation::ResetSecret, member)?;
        let agency: AgencyId = permit.agency().ok_or(Fault::Absent)?;
        let now = work.now();
        let until = now.plus_seconds(CODE_GOOD_FOR);
        let values = params![agency, reset, member, hash.clone(), until, now];
        if work.run(&permit, &RESET_CODE, &values)? == 0 {
            return Err(Fault::refused(Notice::new("reset-needs-a-second")));
        }
        work.detail("reset code");
        Ok(Made { until })
    })?;
    Ok(NewCode { code: code.to_string(), until: made.until })
}

/// Ends an open request: it was a mistake, or the member found their secret.
pub fn stop_reset(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ResetSecret, move |work| {
        let permit = work.permit_member(Operation::ResetSecret, member)?;
        let agency: AgencyId = permit.agency().ok_or(Fault::Absent)?;
        let now = work.now();
        work.run(&permit, &STOP_RESET, &params![agency, member, now]).map(drop)
    })
}

/// Requests in the reader's reach that wait for a second yes. Empty for who cannot help.
pub fn resets_waiting(house: &House, session: &Session) -> Result<Vec<ResetWaiting>, Fault> {
    let found = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::ResetSecret)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        let rows = work.rows(&permit, &RESETS_WAITING, &params![hat.agency, now])?;
        rows.into_iter()
            .map(|mut row| {
                let (member, called, asked_by) = (row.take()?, row.take()?, row.take()?);
                let asked: StaffId = row.take()?;
                Ok(ResetWaiting { member, called, asked_by, asked_by_me: asked == hat.staff })
            })
            .collect()
    });
    match found {
        Err(Fault::Absent) => Ok(Vec::new()),
        other => other,
    }
}
