//! The members whom a staff member walks beside; and everyone in a supervisor's reach.

use super::lines::MemberLine;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::AgencyId;

/// How many members one list shows; more are found by search.
const MOST: i64 = 200;

statements! {
    /// Members that the row filter opens, by name.
    MEMBERS_IN_REACH = "
        SELECT m.id, m.called, m.pronouns, m.state, m.lang,
          EXISTS (SELECT 1 FROM plan p WHERE p.agency_id = m.agency_id AND p.member_id = m.id),
          (SELECT max(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
          (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id)
        FROM member m
        WHERE m.agency_id = $1 AND m.state NOT IN ('moved', 'finished', 'died')
          AND {filter m.agency_id m.id}
        ORDER BY m.called, m.id
        LIMIT $2";
}

/// The members whom the staff member walks beside or covers.
pub fn caseload(house: &House, session: &Session) -> Result<Vec<MemberLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_caseload(Operation::ReadMember)?;
        lines(work, &permit)
    })
}

/// Everyone whom a supervisor can see. Nobody else has this list.
pub fn team(house: &House, session: &Session) -> Result<Vec<MemberLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::ReadTeam)?;
        lines(work, &permit)
    })
}

fn lines<'w>(work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Vec<MemberLine>, Fault> {
    let agency: AgencyId = permit.agency().ok_or(Fault::Absent)?;
    let rows = work.rows(permit, &MEMBERS_IN_REACH, &params![agency, MOST])?;
    rows.into_iter().map(MemberLine::from_row).collect()
}
