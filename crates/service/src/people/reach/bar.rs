//! A worker whom a member does not want near their chart. It tells nobody, and it can be taken back.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::directory::fold;
use domain::id::{AgencyId, CommandId, MemberId, StaffId};
use domain::notice::Notice;

statements! {
    COLLEAGUES = "SELECT id, name, title FROM staff WHERE agency_id = $1 AND state = 'active' ORDER BY name, id";

    BARRED_BY_MEMBER = "
        SELECT s.id, s.name, s.title FROM barred b
        JOIN staff s ON s.agency_id = b.agency_id AND s.id = b.staff_id
        WHERE b.agency_id = $1 AND b.member_id = $2 ORDER BY s.name, s.id";

    BAR = "
        INSERT INTO barred (agency_id, member_id, staff_id, since)
        SELECT s.agency_id, $2, s.id, $4 FROM staff s WHERE s.agency_id = $1 AND s.id = $3
        ON CONFLICT DO NOTHING";

    WALKS_NOW = "
        SELECT id FROM assignment
        WHERE agency_id = $1 AND member_id = $2 AND staff_id = $3
          AND from_on <= $4 AND (until_on IS NULL OR until_on >= $4)
        LIMIT 1";

    UNBAR = "DELETE FROM barred WHERE agency_id = $1 AND member_id = $2 AND staff_id = $3";
}

/// Somebody who works at the agency, as a member may know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their work title.
    pub title: String,
}

/// Everyone who works at the agency of one's own chart.
pub fn colleagues(house: &House, session: &Session, member: MemberId) -> Result<Vec<Colleague>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        all(work, &permit, agency)
    })
}

/// Whom the member barred. Nobody else can ask this.
pub fn barred(house: &House, session: &Session, member: MemberId) -> Result<Vec<Colleague>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let rows = work.rows(&permit, &BARRED_BY_MEMBER, &params![agency, member])?;
        rows.into_iter().map(colleague).collect()
    })
}

fn all<'w>(work: &mut Work<'w>, permit: &Permit<'w>, agency: AgencyId) -> Result<Vec<Colleague>, Fault> {
    let rows = work.rows(permit, &COLLEAGUES, &params![agency])?;
    rows.into_iter().map(colleague).collect()
}

fn colleague(mut row: access::Row) -> Result<Colleague, Fault> {
    Ok(Colleague { id: row.take()?, name: row.take()?, title: row.take()? })
}

/// Bars a worker, picked from the list or named. From now on they find no such chart, in no list and no search.
/// Says whether it is somebody who walks beside the member: then the member may like somebody else.
pub fn bar(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    picked: Option<StaffId>,
    named: &str,
) -> Result<bool, Fault> {
    let named = fold(named.trim());
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let by_name = |one: &Colleague| fold(&one.name) == named;
        let who = match picked {
            Some(id) => id,
            None => {
                let found = all(work, &permit, agency)?.into_iter().find(by_name);
                found.ok_or_else(|| Fault::invalid("named", Notice::new("bar-nobody")))?.id
            }
        };
        let now = work.now();
        work.run(&permit, &BAR, &params![agency, member, who, now])?;
        let today = work.today(agency)?;
        Ok(work.row(&permit, &WALKS_NOW, &params![agency, member, who, today])?.is_some())
    })
}

/// Takes it back.
pub fn unbar(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    staff: StaffId,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        work.run(&permit, &UNBAR, &params![agency, member, staff]).map(drop)
    })
}
