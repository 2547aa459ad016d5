//! "I would like someone else": a wish without a reason, and its answer.

use crate::people::transfer::transfer_within;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{AgencyId, CommandId, MemberId, RowId, StaffId};
use domain::time::Moment;

statements! {
    OPEN_WISH = "
        SELECT asked_at FROM peer_wish
        WHERE agency_id = $1 AND member_id = $2 AND answered_at IS NULL ORDER BY asked_at LIMIT 1";

    MAKE_WISH = "
        INSERT INTO peer_wish (agency_id, id, member_id, asked_at)
        SELECT m.agency_id, $2, m.id, $4 FROM member m
        WHERE m.agency_id = $1 AND m.id = $3 AND NOT EXISTS (
          SELECT 1 FROM peer_wish w WHERE w.agency_id = m.agency_id AND w.member_id = m.id AND w.answered_at IS NULL)";

    END_WISH = "
        UPDATE peer_wish SET answered_at = $3, answered_by = $4
        WHERE agency_id = $1 AND member_id = $2 AND answered_at IS NULL";

    OPEN_WISHES = "
        SELECT m.id, m.called, w.asked_at,
          (SELECT min(s.name) FROM assignment a JOIN staff s ON s.agency_id = a.agency_id AND s.id = a.staff_id
           WHERE a.agency_id = m.agency_id AND a.member_id = m.id AND a.kind = 'primary'
             AND a.from_on <= $2 AND (a.until_on IS NULL OR a.until_on >= $2))
        FROM peer_wish w
        JOIN member m ON m.agency_id = w.agency_id AND m.id = w.member_id
        WHERE w.agency_id = $1 AND w.answered_at IS NULL AND {filter m.agency_id m.id}
        ORDER BY w.asked_at, m.id
        LIMIT 100";
}

/// A wish that waits for its answer.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Whose.
    pub member: MemberId,
    /// What they like to be called.
    pub called: String,
    /// Since when.
    pub asked_at: Moment,
    /// Who walks beside them now.
    pub now_with: Option<String>,
}

/// Asks for another peer. No reason is asked for; asking twice is asking once.
pub fn ask_for_another(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let id: RowId = work.ids().next();
        let now = work.now();
        work.run(&permit, &MAKE_WISH, &params![agency, id, member, now]).map(drop)
    })
}

/// Takes the wish back.
pub fn take_back_wish(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let now = work.now();
        work.run(&permit, &END_WISH, &params![agency, member, now, None::<StaffId>]).map(drop)
    })
}

/// When the member asked, if the wish is open. For the member alone.
pub fn open_wish(house: &House, session: &Session, member: MemberId) -> Result<Option<Moment>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let row = work.row(&permit, &OPEN_WISH, &params![agency, member])?;
        row.map(|mut row| Ok(row.take()?)).transpose()
    })
}

/// The wishes that the reader can answer: those who give members a peer. Empty for everybody else.
pub fn wishes(house: &House, session: &Session) -> Result<Vec<Wish>, Fault> {
    let found = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::AssignPeer)?;
        let agency: AgencyId = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let rows = work.rows(&permit, &OPEN_WISHES, &params![agency, today])?;
        rows.into_iter()
            .map(|mut row| {
                Ok(Wish { member: row.take()?, called: row.take()?, asked_at: row.take()?, now_with: row.take()? })
            })
            .collect()
    });
    match found {
        Err(Fault::Absent) => Ok(Vec::new()),
        other => other,
    }
}

/// Gives another peer from today, and the wish is answered.
pub fn answer_wish(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    to: StaffId,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::AssignPeer, move |work| {
        let permit = work.permit_member(Operation::AssignPeer, member)?;
        let hat = work.staff_hat()?;
        transfer_within(work, &permit, member, to, None)?;
        let now = work.now();
        work.run(&permit, &END_WISH, &params![hat.agency, member, now, hat.staff]).map(drop)
    })
}
