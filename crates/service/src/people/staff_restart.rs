//! Somebody at the agency lost their passphrase or their second step: one asks, another agrees, and they get a code.
//! Neither sees or chooses the passphrase; what the code opens, [`super::first_sign_in`] says.

use super::agree::second_yes;
use super::joining::{NewCode, code_by, code_hash};
use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, RowId, StaffId};
use domain::notice::Notice;
use domain::time::Moment;
use serde::{Deserialize, Serialize};

/// How long a request waits for the second yes, and how long the code works, in seconds. House rule.
const WAITS_FOR: i64 = 24 * 3600;
const CODE_GOOD_FOR: i64 = 3600;

statements! {
    STAFF_WITH_SIGN_IN = "
        SELECT s.name, s.title, s.state, a.username, a.passphrase_hash IS NOT NULL
        FROM staff s
        LEFT JOIN staff_account sa ON sa.staff_agency_id = s.agency_id AND sa.staff_id = s.id
        LEFT JOIN account a ON a.id = sa.account_id
        WHERE s.agency_id = $1 AND s.id = $2";

    OPEN_RESTART = "
        SELECT c.id, c.asked_by, a.name, b.name, c.code_hash IS NOT NULL, c.until
        FROM staff_code c
        JOIN staff a ON a.agency_id = c.agency_id AND a.id = c.asked_by
        LEFT JOIN staff b ON b.agency_id = c.agency_id AND b.id = c.agreed_by
        WHERE c.agency_id = $1 AND c.staff_id = $2 AND c.again AND c.used_at IS NULL AND c.until > $3
        ORDER BY c.asked_at DESC, c.id DESC LIMIT 1";

    ASK_RESTART = "
        INSERT INTO staff_code (agency_id, id, staff_id, again, asked_by, asked_at, until)
        SELECT s.agency_id, $2, s.id, $7, $4, $5, $6 FROM staff s
        WHERE s.agency_id = $1 AND s.id = $3 AND s.state = 'active' AND NOT EXISTS (
          SELECT 1 FROM staff_code c
          WHERE c.agency_id = s.agency_id AND c.staff_id = s.id AND c.again AND c.used_at IS NULL AND c.until > $5)";

    RESTART_ASKED_BY = "
        SELECT asked_by FROM staff_code
        WHERE agency_id = $1 AND id = $2 AND staff_id = $3 AND again AND agreed_at IS NULL AND used_at IS NULL
          AND until > $4";

    AGREE_RESTART = "
        UPDATE staff_code SET agreed_by = $3, agreed_at = $4
        WHERE agency_id = $1 AND id = $2 AND agreed_at IS NULL AND asked_by <> $3";

    RESTART_CODE = "
        UPDATE staff_code SET code_hash = $4, until = $5
        WHERE agency_id = $1 AND id = $2 AND staff_id = $3 AND again AND agreed_at IS NOT NULL AND used_at IS NULL
          AND until > $6";

    STOP_RESTART = "
        UPDATE staff_code SET until = $3
        WHERE agency_id = $1 AND staff_id = $2 AND again AND used_at IS NULL AND until > $3";

    RESTARTS_WAITING = "
        SELECT s.id, s.name, a.name, c.asked_by
        FROM staff_code c
        JOIN staff s ON s.agency_id = c.agency_id AND s.id = c.staff_id
        JOIN staff a ON a.agency_id = c.agency_id AND a.id = c.asked_by
        WHERE c.agency_id = $1 AND c.again AND c.agreed_at IS NULL AND c.used_at IS NULL AND c.until > $2
        ORDER BY c.asked_at, c.id LIMIT 100";
}

/// A request that is open.
#[derive(Debug, Clone)]
pub struct Restart {
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
pub struct RestartPage {
    /// Whose.
    pub name: String,
    /// What they sign in with.
    pub username: String,
    /// Whether they have ever signed in; who has not gets a first code instead.
    pub signed_in: bool,
    /// Whether they are the reader: nobody helps themselves.
    pub own: bool,
    /// The open request.
    pub open: Option<Restart>,
}

/// A request in the list of those that wait for a second yes.
#[derive(Debug, Clone)]
pub struct RestartWaiting {
    /// Whose.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Who asked.
    pub asked_by: String,
    /// Whether the reader asked, and so cannot agree.
    pub asked_by_me: bool,
}

/// Whether the reader may help with new starts at all: for what a page shows.
pub fn may_restart(house: &House, session: &Session) -> Result<bool, Fault> {
    house.store().read(&house.call_as(session), |work| work.may_agency(Operation::RestartStaff))
}

/// Where a new start stands.
pub fn restart(house: &House, session: &Session, staff: StaffId) -> Result<RestartPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::RestartStaff)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        let mut row = work.row(&permit, &STAFF_WITH_SIGN_IN, &params![hat.agency, staff])?.ok_or(Fault::Absent)?;
        let name = row.take()?;
        row.skip()?;
        let state: String = row.take()?;
        if state != "active" {
            return Err(Fault::Absent);
        }
        let (username, signed_in): (Option<String>, Option<bool>) = (row.take()?, row.take()?);
        let open = work.row(&permit, &OPEN_RESTART, &params![hat.agency, staff, now])?;
        let open = open.map(|mut row| {
            let id = row.take()?;
            let asked_by_me = row.take::<StaffId>()? == hat.staff;
            let (asked_by, agreed_by) = (row.take()?, row.take()?);
            Ok::<_, Fault>(Restart { id, asked_by, asked_by_me, agreed_by, code_made: row.take()?, until: row.take()? })
        });
        Ok(RestartPage {
            name,
            username: username.unwrap_or_default(),
            signed_in: signed_in.unwrap_or(false),
            own: staff == hat.staff,
            open: open.transpose()?,
        })
    })
}

/// The first yes.
pub fn ask_restart(house: &House, session: &Session, command: CommandId, staff: StaffId) -> Result<(), Fault> {
    require_step_up(house, session)?;
    house.store().command(&house.call_as(session), command, Operation::RestartStaff, move |work| {
        let permit = work.permit_agency(Operation::RestartStaff)?;
        let hat = work.staff_hat()?;
        not_oneself(hat.staff, staff)?;
        let mut row = work.row(&permit, &STAFF_WITH_SIGN_IN, &params![hat.agency, staff])?.ok_or(Fault::Absent)?;
        for _ in 0..4 {
            row.skip()?;
        }
        if !row.take::<Option<bool>>()?.unwrap_or(false) {
            return Err(Fault::refused(Notice::new("restart-never-in")));
        }
        let id: RowId = work.ids().next();
        let now = work.now();
        work.detail(&format!("staff {staff} restart asked"));
        let values = params![hat.agency, id, staff, hat.staff, now, now.plus_seconds(WAITS_FOR), true];
        work.run(&permit, &ASK_RESTART, &values).map(drop)
    })
}

fn not_oneself(own: StaffId, staff: StaffId) -> Result<(), Fault> {
    if own == staff { Err(Fault::refused(Notice::new("restart-not-oneself"))) } else { Ok(()) }
}

/// The second yes, from somebody else.
pub fn agree_restart(
    house: &House,
    session: &Session,
    command: CommandId,
    staff: StaffId,
    restart: RowId,
) -> Result<(), Fault> {
    require_step_up(house, session)?;
    house.store().command(&house.call_as(session), command, Operation::RestartStaff, move |work| {
        let permit = work.permit_agency(Operation::RestartStaff)?;
        let hat = work.staff_hat()?;
        not_oneself(hat.staff, staff)?;
        let now = work.now();
        let found = work.row(&permit, &RESTART_ASKED_BY, &params![hat.agency, restart, staff, now])?;
        // Gone or agreed to: what was asked for has happened, or is over.
        let Some(mut row) = found else { return Ok(()) };
        second_yes(work, &permit, hat.agency, row.take()?, hat.staff)?;
        work.detail(&format!("staff {staff} restart agreed"));
        work.run(&permit, &AGREE_RESTART, &params![hat.agency, restart, hat.staff, now]).map(drop)
    })
}

#[derive(Serialize, Deserialize)]
struct Made {
    until: Moment,
}

/// The code, after both yeses. A new one ends the one before.
pub fn restart_code(
    house: &House,
    session: &Session,
    command: CommandId,
    staff: StaffId,
    restart: RowId,
) -> Result<NewCode, Fault> {
    require_step_up(house, session)?;
    let code = code_by(house, "restart", session, command);
    let hash = code_hash(house, &code);
    let made = house.store().command(&house.call_as(session), command, Operation::RestartStaff, move |work| {
        let permit = work.permit_agency(Operation::RestartStaff)?;
        let hat = work.staff_hat()?;
        not_oneself(hat.staff, staff)?;
        let now = work.now();
        let until = now.plus_seconds(CODE_GOOD_FOR);
        let values = params![hat.agency, restart, staff, hash.clone(), until, now];
        if work.run(&permit, &RESTART_CODE, &values)? == 0 {
            return Err(Fault::refused(Notice::new("reset-needs-a-second")));
        }
        work.detail(&format!("staff {staff} restart code"));
        Ok(Made { until })
    })?;
    Ok(NewCode { code: code.to_string(), until: made.until })
}

/// Ends an open request: it was a mistake, or they found what was lost. Its owner may do so too.
pub fn stop_restart(house: &House, session: &Session, command: CommandId, staff: StaffId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::RestartStaff, move |work| {
        let permit = work.permit_agency(Operation::RestartStaff)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        work.detail(&format!("staff {staff} restart stopped"));
        work.run(&permit, &STOP_RESTART, &params![hat.agency, staff, now]).map(drop)
    })
}

/// Requests that wait for a second yes. Empty for who cannot help.
pub fn restarts_waiting(house: &House, session: &Session) -> Result<Vec<RestartWaiting>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        if !work.may_agency(Operation::RestartStaff)? {
            return Ok(Vec::new());
        }
        let permit = work.permit_agency(Operation::RestartStaff)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        let rows = work.rows(&permit, &RESTARTS_WAITING, &params![hat.agency, now])?;
        rows.into_iter()
            .map(|mut row| {
                let (staff, name, asked_by) = (row.take()?, row.take()?, row.take()?);
                Ok(RestartWaiting { staff, name, asked_by, asked_by_me: row.take::<StaffId>()? == hat.staff })
            })
            .collect()
    })
}
