//! The members whom a staff member walks beside; and everyone in a supervisor's reach.

use super::lines::MemberLine;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, MemberId};

/// How many members one page of a list shows.
const MOST: usize = 200;

statements! {
    /// Members that the row filter opens, by name: from the first ($3), or after the one named by $4.
    MEMBERS_IN_REACH = "
        SELECT m.id, m.called, m.pronouns, m.state, m.lang,
          EXISTS (SELECT 1 FROM plan p WHERE p.agency_id = m.agency_id AND p.member_id = m.id),
          (SELECT max(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
          (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id)
        FROM member m
        WHERE m.agency_id = $1 AND m.state NOT IN ('moved', 'finished', 'died')
          AND ($3 OR (m.called, m.id) > (SELECT x.called, x.id FROM member x
                                         WHERE x.agency_id = $1 AND x.id = $4 AND {filter x.agency_id x.id}))
          AND {filter m.agency_id m.id}
        ORDER BY m.called, m.id
        LIMIT $2";
}

/// A page of a list of members.
#[derive(Debug, Clone, Default)]
pub struct MemberList {
    /// By name.
    pub lines: Vec<MemberLine>,
    /// After whom the next page begins, if there is one.
    pub next: Option<MemberId>,
}

/// The first of the members whom the staff member walks beside or covers.
pub fn caseload(house: &House, session: &Session) -> Result<Vec<MemberLine>, Fault> {
    Ok(caseload_after(house, session, None)?.lines)
}

/// A page of the members whom the staff member walks beside or covers.
pub fn caseload_after(house: &House, session: &Session, after: Option<MemberId>) -> Result<MemberList, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_caseload(Operation::ReadMember)?;
        list(work, &permit, after)
    })
}

/// A page of everyone whom a supervisor can see. Nobody else has this list.
pub fn team(house: &House, session: &Session, after: Option<MemberId>) -> Result<MemberList, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::ReadTeam)?;
        list(work, &permit, after)
    })
}

fn list<'w>(work: &mut Work<'w>, permit: &Permit<'w>, after: Option<MemberId>) -> Result<MemberList, Fault> {
    let agency: AgencyId = permit.agency().ok_or(Fault::Absent)?;
    let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
    let rows = work.rows(permit, &MEMBERS_IN_REACH, &params![agency, most, after.is_none(), after])?;
    let mut lines: Vec<MemberLine> = rows.into_iter().map(MemberLine::from_row).collect::<Result<_, _>>()?;
    let more = lines.len() > MOST;
    lines.truncate(MOST);
    let next = lines.last().filter(|_| more).map(|line| line.id);
    Ok(MemberList { lines, next })
}
