//! A member's enrolments, their family, and one enrolment with its card.

use super::coverage::{CoverageCard, card};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, EnrolmentId, MemberId, ProgramId};
use domain::people::{Regime, Relation};
use domain::time::Date;

statements! {
    CALLED = "SELECT called FROM member WHERE agency_id = $1 AND id = $2";

    ENROLMENTS = "
        SELECT e.id, e.program_id, p.name, e.regime, e.mandated_by, e.starts_on, e.ends_on, e.end_reason,
          e.beneficiary_id, b.called
        FROM enrolment e
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        LEFT JOIN member b ON b.agency_id = e.agency_id AND b.id = e.beneficiary_id
        WHERE e.agency_id = $1 AND e.member_id = $2
          AND ($3 OR e.program_id IN (SELECT DISTINCT to_id(value) FROM json_each($4)))
        ORDER BY e.starts_on DESC, e.id DESC";

    PROGRAM_OF_ENROLMENT = "SELECT program_id FROM enrolment WHERE agency_id = $1 AND id = $2 AND member_id = $3";

    /// Charts whose enrolment rests on this one's eligibility.
    RESTING_ON = "
        SELECT DISTINCT m.id, m.called
        FROM enrolment e
        JOIN member m ON m.agency_id = e.agency_id AND m.id = e.member_id
        WHERE e.agency_id = $1 AND e.beneficiary_id = $2 AND e.member_id <> $2
          AND (e.ends_on IS NULL OR e.ends_on >= $3)
        ORDER BY m.called, m.id";

    FAMILY_ALLIES = "
        SELECT relation, name, relation_words, signs
        FROM ally
        WHERE agency_id = $1 AND member_id = $2 AND relation IN ('caregiver', 'guardian')
          AND (until_on IS NULL OR until_on >= $3)
        ORDER BY relation, name";

    PROGRAMS_RUNNING = "
        SELECT id, name FROM program
        WHERE agency_id = $1 AND (ends_on IS NULL OR ends_on >= $2)
        ORDER BY name, id";
}

/// Another chart of the same agency, for whoever may read both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedChart {
    /// The chart.
    pub id: MemberId,
    /// What they like to be called.
    pub called: String,
}

/// A caregiver or a legal guardian: two relations, and only a guardian by law signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyAlly {
    /// Which of the two.
    pub relation: Relation,
    /// Their name.
    pub name: String,
    /// What they are to the member, in words.
    pub relation_words: String,
    /// Whether they sign for the member.
    pub signs: bool,
}

/// One enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The enrolment.
    pub id: EnrolmentId,
    /// The program.
    pub program: ProgramId,
    /// Its name.
    pub program_name: String,
    /// Which confidentiality rule is written down. What is undecided is treated as the strictest.
    pub regime: Regime,
    /// Who mandated it.
    pub mandated_by: String,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Option<Date>,
    /// Why it ended.
    pub end_reason: String,
    /// Whose eligibility it rests on, when that is another chart which the reader may open.
    pub beneficiary: Option<LinkedChart>,
    /// Whether it rests on another chart that the reader may not open.
    pub beneficiary_hidden: bool,
}

/// The family around a member: charts that are linked, caregivers and guardians.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Family {
    /// Charts that this member's enrolments rest on, or that rest on this member.
    pub charts: Vec<LinkedChart>,
    /// Caregivers and guardians.
    pub allies: Vec<FamilyAlly>,
}

/// A member's programs.
#[derive(Debug, Clone)]
pub struct Enrolments {
    /// What the member likes to be called.
    pub called: String,
    /// Newest first.
    pub enrolments: Vec<Enrolment>,
    /// The family.
    pub family: Family,
    /// Programs that the reader may enrol the member in.
    pub programs: Vec<(ProgramId, String)>,
    /// Whether the reader may enrol and end.
    pub may_enrol: bool,
    /// Whether the reader may write caregivers and guardians down.
    pub may_change: bool,
    /// Whether the reader may see why programs pay.
    pub may_read_coverage: bool,
    /// Whether the reader may open the rest of the chart: a biller may not.
    pub may_read_member: bool,
}

/// One enrolment, with its card where the reader may see it.
#[derive(Debug, Clone)]
pub struct EnrolmentPage {
    /// All about the member's programs.
    pub all: Enrolments,
    /// The one.
    pub enrolment: Enrolment,
    /// The card.
    pub card: Option<CoverageCard>,
    /// Whether the reader may write on it.
    pub may_change_coverage: bool,
}

/// A member's programs, now and before.
pub fn enrolments(house: &House, session: &Session, member: MemberId) -> Result<Enrolments, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadEnrolments, member)?;
        read(work, &permit, member)
    })
}

/// One enrolment of a member.
pub fn enrolment(
    house: &House,
    session: &Session,
    member: MemberId,
    enrolment: EnrolmentId,
) -> Result<EnrolmentPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadEnrolments, member)?;
        let all = read(work, &permit, member)?;
        let one = all.enrolments.iter().find(|one| one.id == enrolment).cloned().ok_or(Fault::Absent)?;
        let card = if all.may_read_coverage {
            let permit = work.permit_member(Operation::ReadCoverage, member)?;
            Some(card(work, &permit, member, enrolment)?)
        } else {
            None
        };
        let may_change_coverage = work.could(Operation::ChangeCoverage, member)?;
        Ok(EnrolmentPage { all, enrolment: one, card, may_change_coverage })
    })
}

fn read<'w>(work: &mut Work<'w>, permit: &Permit<'w>, member: MemberId) -> Result<Enrolments, Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let today = work.today(agency)?;
    let mut row = work.row(permit, &CALLED, &params![agency, member])?.ok_or(Fault::Absent)?;
    let called = row.take()?;
    let mut enrolments = Vec::new();
    let open = work.programs_open(permit)?;
    for mut row in work.rows(permit, &ENROLMENTS, &params![agency, member, open.all(), open.list()])? {
        let (id, program, program_name) = (row.take()?, row.take()?, row.take()?);
        let regime = row.parse()?;
        let mandated: Option<String> = row.take()?;
        let (starts_on, ends_on) = (row.take()?, row.take()?);
        let reason: Option<String> = row.take()?;
        let beneficiary: MemberId = row.take()?;
        let named: Option<String> = row.take()?;
        let other = beneficiary != member;
        let open = other && work.could(Operation::ReadMember, beneficiary)?;
        enrolments.push(Enrolment {
            id,
            program,
            program_name,
            regime,
            mandated_by: mandated.unwrap_or_default(),
            starts_on,
            ends_on,
            end_reason: reason.unwrap_or_default(),
            beneficiary: named.filter(|_| open).map(|called| LinkedChart { id: beneficiary, called }),
            beneficiary_hidden: other && !open,
        });
    }
    let may_enrol = work.could(Operation::Enrol, member)?;
    let programs = if may_enrol {
        let rows = work.rows(permit, &PROGRAMS_RUNNING, &params![agency, today])?;
        rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect::<Result<_, Fault>>()?
    } else {
        Vec::new()
    };
    Ok(Enrolments {
        called,
        family: family(work, permit, agency, member, &enrolments)?,
        enrolments,
        programs,
        may_enrol,
        may_change: work.could(Operation::ChangeMember, member)?,
        may_read_coverage: work.could(Operation::ReadCoverage, member)?,
        may_read_member: work.could(Operation::ReadMember, member)?,
    })
}

/// Whether a permit opens this enrolment: one of another program is not there for who works in one alone.
pub(super) fn within_reach<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    member: MemberId,
    enrolment: EnrolmentId,
) -> Result<(), Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let found = work.row(permit, &PROGRAM_OF_ENROLMENT, &params![agency, enrolment, member])?;
    let program: ProgramId = found.ok_or(Fault::Absent)?.take()?;
    if work.programs_open(permit)?.holds(program) { Ok(()) } else { Err(Fault::Absent) }
}

fn family<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
    enrolments: &[Enrolment],
) -> Result<Family, Fault> {
    let today = work.today(agency)?;
    let mut family = Family::default();
    if !work.could(Operation::ReadMember, member)? {
        return Ok(family);
    }
    family.charts = enrolments.iter().filter_map(|one| one.beneficiary.clone()).collect();
    for mut row in work.rows(permit, &RESTING_ON, &params![agency, member, today])? {
        let chart = LinkedChart { id: row.take()?, called: row.take()? };
        if work.could(Operation::ReadMember, chart.id)? {
            family.charts.push(chart);
        }
    }
    family.charts.sort_by(|a, b| (&a.called, a.id).cmp(&(&b.called, b.id)));
    family.charts.dedup_by_key(|chart| chart.id);
    for mut row in work.rows(permit, &FAMILY_ALLIES, &params![agency, member, today])? {
        let (relation, name) = (row.parse()?, row.take()?);
        let words: Option<String> = row.take()?;
        let signs = row.take()?;
        family.allies.push(FamilyAlly { relation, name, relation_words: words.unwrap_or_default(), signs });
    }
    Ok(family)
}

/// The family of a member, for their page.
pub(super) fn family_of<'w>(work: &mut Work<'w>, permit: &Permit<'w>, member: MemberId) -> Result<Family, Fault> {
    Ok(read(work, permit, member)?.family)
}
