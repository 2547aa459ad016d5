//! One member's page: who they are, what they want, what is next, who walks beside them, what the reader may see.

use super::enrolments::{Family, family_of};
use super::lines::{MemberLine, ProgramLine};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, AssignmentId, MemberId, StaffId};
use domain::people::AssignmentKind;
use domain::time::Date;

statements! {
    MEMBER = "
        SELECT m.id, m.called, m.pronouns, m.state, m.lang,
          EXISTS (SELECT 1 FROM plan p WHERE p.agency_id = m.agency_id AND p.member_id = m.id),
          (SELECT max(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
          (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id),
          m.full_name, m.state_until
        FROM member m
        WHERE m.agency_id = $1 AND m.id = $2";

    PROGRAMS_NOW = "
        SELECT p.name, p.rule_pack, e.starts_on
        FROM enrolment e
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        WHERE e.agency_id = $1 AND e.member_id = $2 AND (e.ends_on IS NULL OR e.ends_on >= $3)
          AND ($4 OR e.program_id IN (SELECT DISTINCT to_id(value) FROM json_each($5)))
        ORDER BY e.starts_on, p.name";

    WALKS = "
        SELECT a.id, a.staff_id, s.name, a.kind, a.from_on, a.until_on, c.name
        FROM assignment a
        JOIN staff s ON s.agency_id = a.agency_id AND s.id = a.staff_id
        LEFT JOIN staff c ON c.agency_id = a.agency_id AND c.id = a.covers_id
        WHERE a.agency_id = $1 AND a.member_id = $2
        ORDER BY a.from_on DESC, a.id DESC";

    GOALS_NOW = "
        SELECT t.body
        FROM plan p
        JOIN goal g ON g.agency_id = p.agency_id AND g.plan_id = p.id
        JOIN plan_text t ON t.agency_id = g.agency_id AND t.plan_id = g.plan_id AND t.owner_id = g.id
          AND t.field = 'goal-statement'
        WHERE p.agency_id = $1 AND p.member_id = $2 AND g.status IN ('active', 'idea')
        ORDER BY CASE g.status WHEN 'active' THEN 0 ELSE 1 END, g.position, g.id
        LIMIT 5";
}

/// Somebody who walks beside the member, now, before or soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// The assignment.
    pub id: AssignmentId,
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// In which way.
    pub kind: AssignmentKind,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
    /// For whom they stand in.
    pub covers: Option<String>,
    /// Whether it holds today.
    pub now: bool,
    /// Whether it holds today or will.
    pub open: bool,
}

/// What the member page shows.
#[derive(Debug, Clone)]
pub struct MemberPage {
    /// Who.
    pub line: MemberLine,
    /// Their full name, where they gave it.
    pub full_name: Option<String>,
    /// Until when their state is expected to last.
    pub state_until: Option<Date>,
    /// Whether they are away or on a break, and the day on which they were expected back has come.
    pub is_back: bool,
    /// The programs they are in.
    pub programs: Vec<ProgramLine>,
    /// Who walks beside them today.
    pub peers: Vec<String>,
    /// Everybody who walks beside them, did, or will; newest first.
    pub walks: Vec<Walk>,
    /// Goals in the member's words.
    pub goals: Vec<String>,
    /// The family, as far as the reader may see it.
    pub family: Family,
    /// What the reader may do here.
    pub may: Vec<Operation>,
    /// Whether the reader may write in the plan.
    pub may_write_plan: bool,
}

impl MemberPage {
    /// Whether the reader may read the plan.
    pub fn may_read_plan(&self) -> bool {
        self.may.contains(&Operation::ReadPlan)
    }

    /// Whether the reader may put the member into a program.
    pub fn may_enrol(&self) -> bool {
        self.may.contains(&Operation::Enrol)
    }

    /// Whether the reader may say who walks beside the member.
    pub fn may_assign(&self) -> bool {
        self.may.contains(&Operation::AssignPeer)
    }
}

/// What a page says of one's leave, in the order in which people read it.
const TOLD: [Operation; 9] = [
    Operation::ReadMember,
    Operation::ChangeMember,
    Operation::ReadPlan,
    Operation::WritePlan,
    Operation::SignPlan,
    Operation::CosignPlan,
    Operation::ReadCoverage,
    Operation::Enrol,
    Operation::AssignPeer,
];

/// One member's page.
pub fn member(house: &House, session: &Session, member: MemberId) -> Result<MemberPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let mut row = work.row(&permit, &MEMBER, &params![agency, member])?.ok_or(Fault::Absent)?;
        let line = MemberLine::read(&mut row)?;
        let (full_name, state_until): (Option<String>, Option<Date>) = (row.take()?, row.take()?);
        let is_back = matches!(line.state.as_str(), "away" | "paused") && state_until.is_some_and(|day| day <= today);
        let programs = {
            let open = work.programs_open(&permit)?;
            work.rows(&permit, &PROGRAMS_NOW, &params![agency, member, today, open.all(), open.list()])?
        };
        let walks = walks(work, &permit, agency, member, today)?;
        let mut may = Vec::new();
        for operation in TOLD {
            if work.could(operation, member)? {
                may.push(operation);
            }
        }
        let mut goals = Vec::new();
        if may.contains(&Operation::ReadPlan) {
            for mut row in work.rows(&permit, &GOALS_NOW, &params![agency, member])? {
                goals.push(row.take()?);
            }
        }
        Ok(MemberPage {
            line,
            full_name,
            state_until,
            is_back,
            programs: programs
                .into_iter()
                .map(|mut row| Ok(ProgramLine { name: row.take()?, rule_pack: row.take()?, starts_on: row.take()? }))
                .collect::<Result<_, Fault>>()?,
            peers: walks.iter().rev().filter(|walk| walk.now).map(|walk| walk.name.clone()).collect(),
            walks,
            goals,
            family: family_of(work, &permit, member)?,
            may_write_plan: may.contains(&Operation::WritePlan),
            may,
        })
    })
}

/// Who walks beside a member, for whoever may change that.
#[derive(Debug, Clone)]
pub struct WalkHistory {
    /// What the member likes to be called.
    pub called: String,
    /// Newest first.
    pub walks: Vec<Walk>,
    /// Whether the reader may open the rest of the chart: an administrator may not.
    pub opens: bool,
}

/// Who walks beside a member, with the history.
pub fn walk_history(house: &House, session: &Session, member: MemberId) -> Result<WalkHistory, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_view(Operation::AssignPeer, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let mut row = work.row(&permit, &MEMBER, &params![agency, member])?.ok_or(Fault::Absent)?;
        let called = MemberLine::read(&mut row)?.called;
        let walks = walks(work, &permit, agency, member, today)?;
        Ok(WalkHistory { called, walks, opens: work.could(Operation::ReadMember, member)? })
    })
}

fn walks<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
    today: Date,
) -> Result<Vec<Walk>, Fault> {
    let rows = work.rows(permit, &WALKS, &params![agency, member])?;
    rows.into_iter()
        .map(|mut row| {
            let (id, staff, name) = (row.take()?, row.take()?, row.take()?);
            let kind = row.parse()?;
            let (from, until): (Date, Option<Date>) = (row.take()?, row.take()?);
            let now = from <= today && until.is_none_or(|until| until >= today);
            let open = until.is_none_or(|until| until >= today && until >= from);
            Ok(Walk { id, staff, name, kind, from, until, covers: row.take()?, now, open })
        })
        .collect()
}
