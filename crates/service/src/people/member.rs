//! One member's page: who they are, their programs, who walks beside them.

use super::lines::{MemberLine, ProgramLine};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::MemberId;

statements! {
    MEMBER = "
        SELECT m.id, m.called, m.pronouns, m.state, m.lang,
          EXISTS (SELECT 1 FROM plan p WHERE p.agency_id = m.agency_id AND p.member_id = m.id),
          (SELECT max(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
          (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id)
        FROM member m
        WHERE m.agency_id = $1 AND m.id = $2";

    PROGRAMS_NOW = "
        SELECT p.name, p.rule_pack, e.starts_on
        FROM enrolment e
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        WHERE e.agency_id = $1 AND e.member_id = $2 AND (e.ends_on IS NULL OR e.ends_on >= $3)
        ORDER BY e.starts_on, p.name";

    PEERS_NOW = "
        SELECT s.name
        FROM assignment a
        JOIN staff s ON s.agency_id = a.agency_id AND s.id = a.staff_id
        WHERE a.agency_id = $1 AND a.member_id = $2
          AND a.from_on <= $3 AND (a.until_on IS NULL OR a.until_on >= $3)
        ORDER BY a.from_on, s.name";
}

/// What the member page shows.
#[derive(Debug, Clone)]
pub struct MemberPage {
    /// Who.
    pub line: MemberLine,
    /// The programs they are in.
    pub programs: Vec<ProgramLine>,
    /// Who walks beside them.
    pub peers: Vec<String>,
    /// Whether the reader may write in the plan.
    pub may_write_plan: bool,
}

/// One member's page.
pub fn member(house: &House, session: &Session, member: MemberId) -> Result<MemberPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let row = work.row(&permit, &MEMBER, &params![agency, member])?.ok_or(Fault::Absent)?;
        let programs = work.rows(&permit, &PROGRAMS_NOW, &params![agency, member, today])?;
        let peers = work.rows(&permit, &PEERS_NOW, &params![agency, member, today])?;
        Ok(MemberPage {
            line: MemberLine::from_row(row)?,
            programs: programs
                .into_iter()
                .map(|mut row| Ok(ProgramLine { name: row.take()?, rule_pack: row.take()?, starts_on: row.take()? }))
                .collect::<Result<_, Fault>>()?,
            peers: peers.into_iter().map(|mut row| Ok(row.take()?)).collect::<Result<_, Fault>>()?,
            may_write_plan: work.could(Operation::WritePlan, member)?,
        })
    })
}
