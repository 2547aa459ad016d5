//! A member in a program: beginning, what is decided about it, and its end.

use super::enrolments::within_reach;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, CommandId, EnrolmentId, MemberId, ProgramId};
use domain::notice::Notice;
use domain::people::Regime;
use domain::text::Line;
use domain::time::{Date, days_between};

/// How far from today an enrolment may begin or end, in days.
const FARTHEST: i64 = 366 * 3;

statements! {
    /// The confidentiality rule comes from the program; the beneficiary is at first who takes part.
    pub(crate) INSERT_ENROLMENT = "
        INSERT INTO enrolment (agency_id, id, member_id, program_id, beneficiary_id, regime, mandated_by, starts_on,
          revision)
        SELECT p.agency_id, CAST($2 AS {id}), CAST($3 AS {id}), p.id, CAST($3 AS {id}), p.regime, CAST($6 AS TEXT),
          CAST($5 AS TEXT), 1
        FROM program p
        WHERE p.agency_id = $1 AND p.id = $4 AND (p.ends_on IS NULL OR p.ends_on >= CAST($5 AS TEXT))";

    OPEN_ENROLMENT = "
        SELECT id FROM enrolment
        WHERE agency_id = $1 AND member_id = $2 AND program_id = $3 AND (ends_on IS NULL OR ends_on >= $4)";

    ENROLMENT_STARTS = "
        SELECT starts_on, ends_on FROM enrolment WHERE agency_id = $1 AND id = $2 AND member_id = $3";

    END_ENROLMENT = "
        UPDATE enrolment SET ends_on = $4, end_reason = $5, revision = revision + 1
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND ends_on IS NULL";

    CHANGE_ENROLMENT = "
        UPDATE enrolment SET regime = $4, mandated_by = $5, beneficiary_id = $6, revision = revision + 1
        WHERE agency_id = $1 AND id = $2 AND member_id = $3";
}

fn near(field: &str, day: Date, today: Date) -> Result<Date, Fault> {
    if days_between(today, day).abs() > FARTHEST {
        return Err(Fault::invalid(field, Notice::new("enrol-day-far")));
    }
    Ok(day)
}

/// Puts a member into a program. Whoever mandated it is said in words; nobody has to have.
pub fn enrol(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    program: ProgramId,
    starts_on: Option<Date>,
    mandated_by: &str,
) -> Result<EnrolmentId, Fault> {
    let mandated = Line::optional(mandated_by).map_err(|notice| Fault::invalid("mandated_by", notice))?;
    house.store().command(&house.call_as(session), command, Operation::Enrol, move |work| {
        let permit = work.permit_member(Operation::Enrol, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let starts = near("starts_on", starts_on.unwrap_or(today), today)?;
        if work.row(&permit, &OPEN_ENROLMENT, &params![agency, member, program, starts])?.is_some() {
            return Err(Fault::invalid("program", Notice::new("enrol-already")));
        }
        let id: EnrolmentId = work.ids().next();
        let mandated = mandated.as_ref().map(Line::as_str);
        if work.run(&permit, &INSERT_ENROLMENT, &params![agency, id, member, program, starts, mandated])? == 0 {
            return Err(Fault::invalid("program", Notice::new("choice-unknown")));
        }
        work.detail(&format!("enrolled {id}"));
        Ok(id)
    })
}

/// Ends an enrolment on its last day, with a reason.
pub fn end_enrolment(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    enrolment: EnrolmentId,
    ends_on: Option<Date>,
    reason: &str,
) -> Result<(), Fault> {
    let reason = Line::parse(reason).map_err(|notice| Fault::invalid("end_reason", notice))?;
    house.store().command(&house.call_as(session), command, Operation::Enrol, move |work| {
        let permit = work.permit_member(Operation::Enrol, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        within_reach(work, &permit, member, enrolment)?;
        let today = work.today(agency)?;
        let ends = near("ends_on", ends_on.unwrap_or(today), today)?;
        let (starts, _) = dates(work, &permit, agency, member, enrolment)?;
        if ends < starts {
            return Err(Fault::invalid("ends_on", Notice::new("span-backwards").with("from", starts)));
        }
        let row = params![agency, enrolment, member, ends, reason.as_str()];
        if work.run(&permit, &END_ENROLMENT, &row)? == 0 {
            return Err(Fault::refused(Notice::new("enrol-ended-already")));
        }
        work.detail(&format!("ended {enrolment}"));
        Ok(())
    })
}

fn dates<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
    enrolment: EnrolmentId,
) -> Result<(Date, Option<Date>), Fault> {
    let mut row = work.row(permit, &ENROLMENT_STARTS, &params![agency, enrolment, member])?.ok_or(Fault::Absent)?;
    Ok((row.take()?, row.take()?))
}

/// What is decided about an enrolment, apart from the money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentTerms {
    /// Which confidentiality rule governs it.
    pub regime: Regime,
    /// Who mandated it.
    pub mandated_by: String,
    /// Whose eligibility it rests on: the participant, or another chart of this agency (a child).
    pub beneficiary: MemberId,
}

/// Decides about an enrolment. The beneficiary's chart must be one that the decider may read; the two charts stay
/// apart, and only this line joins them.
pub fn change_enrolment(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    enrolment: EnrolmentId,
    terms: EnrolmentTerms,
) -> Result<(), Fault> {
    let mandated = Line::optional(&terms.mandated_by).map_err(|notice| Fault::invalid("mandated_by", notice))?;
    house.store().command(&house.call_as(session), command, Operation::Enrol, move |work| {
        if terms.beneficiary != member && !work.could(Operation::ReadMember, terms.beneficiary)? {
            return Err(Fault::invalid("beneficiary", Notice::new("choice-unknown")));
        }
        let permit = work.permit_member(Operation::Enrol, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        within_reach(work, &permit, member, enrolment)?;
        let mandated = mandated.as_ref().map(Line::as_str);
        let row = params![agency, enrolment, member, terms.regime.code(), mandated, terms.beneficiary];
        if work.run(&permit, &CHANGE_ENROLMENT, &row)? == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("decided {enrolment}"));
        Ok(())
    })
}
