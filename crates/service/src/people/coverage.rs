//! Why a program pays: the card on an enrolment. It warns and never blocks.

use super::enrolments::within_reach;
use super::rules::{RuleValue, rules_for_program};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Row, Work, params, statements};
use domain::id::{CommandId, EnrolmentId, MemberId, ProgramId};
use domain::notice::{FieldError, Notice};
use domain::people::{Card, CardPart, Span, Validity};
use domain::text::Line;
use domain::time::{Date, days_between, plus_days};

/// What ends within so many days is told.
const SOON: i64 = 30;

statements! {
    COVERAGE = "
        SELECT e.program_id, e.starts_on, e.revision, e.need_domain, e.payer, e.diagnosis, e.diagnosed_by,
          e.assessed_by, e.recommended_by, e.authorization_kind, e.authorization_number,
          e.coverage_from, e.coverage_until, e.diagnosed_on, e.assessed_on, e.recommended_on, e.recommended_until,
          e.authorized_from, e.authorized_until
        FROM enrolment e
        WHERE e.agency_id = $1 AND e.id = $2 AND e.member_id = $3";

    CHANGE_COVERAGE = "
        UPDATE enrolment SET need_domain = $5, payer = $6, diagnosis = $7, diagnosed_by = $8, assessed_by = $9,
          recommended_by = $10, authorization_kind = $11, authorization_number = $12, coverage_from = $13,
          coverage_until = $14, diagnosed_on = $15, assessed_on = $16, recommended_on = $17, recommended_until = $18,
          authorized_from = $19, authorized_until = $20, revision = revision + 1
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND revision = $4";
}

/// What is written on the card. Every line may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The domain of need.
    pub need_domain: String,
    /// Who pays.
    pub payer: String,
    /// The diagnosis.
    pub diagnosis: String,
    /// Who made it.
    pub diagnosed_by: String,
    /// Who assessed.
    pub assessed_by: String,
    /// Who recommended the service.
    pub recommended_by: String,
    /// `authorization` or `registration`.
    pub authorization_kind: String,
    /// Its number.
    pub authorization_number: String,
    /// Coverage, first and last day.
    pub coverage: (Option<Date>, Option<Date>),
    /// The day of the diagnosis.
    pub diagnosed_on: Option<Date>,
    /// The day of the assessment.
    pub assessed_on: Option<Date>,
    /// The recommendation, its day and through which day it is good.
    pub recommended: (Option<Date>, Option<Date>),
    /// The authorization, first and last day.
    pub authorized: (Option<Date>, Option<Date>),
}

/// Something on the card that is missing, not yet good, running out or over.
#[derive(Debug, Clone, PartialEq)]
pub struct CardWarning {
    /// What to say: `card-missing`, `card-not-yet`, `card-ends`, `card-ended`, `card-start-late`.
    pub notice: Notice,
    /// About which part.
    pub part: CardPart,
    /// The rule behind it, if the program states one.
    pub rule: Option<RuleValue>,
}

/// The card of an enrolment.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageCard {
    /// What is written.
    pub written: Coverage,
    /// Its revision: saving is compare-and-set.
    pub revision: i64,
    /// Through which day the recommendation is good, counted by the program's rule where nobody wrote it.
    pub recommended_until: Option<Date>,
    /// What to look at, most pressing first.
    pub warnings: Vec<CardWarning>,
}

/// Reads the card, on a permit for [`Operation::ReadCoverage`].
pub(super) fn card<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    member: MemberId,
    enrolment: EnrolmentId,
) -> Result<CoverageCard, Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let today = work.today(agency)?;
    let mut row = work.row(permit, &COVERAGE, &params![agency, enrolment, member])?.ok_or(Fault::Absent)?;
    let program: ProgramId = row.take()?;
    let starts: Date = row.take()?;
    let revision: i64 = row.take()?;
    let written = written(row)?;
    let rules = rules_for_program(work, permit, program, today)?;
    let rule = |key: &str| rules.as_ref().and_then(|rules| rules.value(key)).cloned();
    let days = |key: &str| match rule(key).map(|value| value.says) {
        Some(super::RuleSays::Days(days)) => Some(i64::from(days)),
        _ => None,
    };
    let (recommended_on, until) = written.recommended;
    let counted = recommended_on.zip(days("recommendation-valid-days")).map(|(on, days)| plus_days(on, days));
    let recommended_until = until.or(counted);
    let span = |(from, until)| Span::new(from, until).unwrap_or_default();
    let card = Card {
        coverage: span(written.coverage),
        recommendation: span((recommended_on, recommended_until)),
        authorization: span(written.authorized),
    };
    let mut warnings = Vec::new();
    // The recommendation opens the door: what counts is that service began while it was good.
    let began_in_time = recommended_until.is_some_and(|until| starts <= until);
    for (part, validity) in card.on(today) {
        let asked = match part {
            CardPart::Recommendation => rule("part.recommendation").or_else(|| rule("recommendation-valid-days")),
            CardPart::Coverage | CardPart::Authorization => None,
        };
        let notice = match validity {
            Validity::Missing if asked.is_some() => Notice::new("card-missing"),
            Validity::NotYet(from) => Notice::new("card-not-yet").with("date", from),
            Validity::Ended(_) if part == CardPart::Recommendation && began_in_time => continue,
            Validity::Ended(on) => Notice::new("card-ended").with("date", on),
            Validity::Holds(Some(on)) if days_between(today, on) <= SOON => {
                if part == CardPart::Recommendation && began_in_time && starts <= today {
                    continue;
                }
                Notice::new("card-ends").with("date", on)
            }
            Validity::Missing | Validity::Holds(_) => continue,
        };
        let rule = if part == CardPart::Recommendation { rule("recommendation-valid-days").or(asked) } else { asked };
        warnings.push(CardWarning { notice, part, rule });
    }
    if let Some((on, within)) = recommended_on.zip(days("start-within-days"))
        && days_between(on, starts) > within
    {
        let notice = Notice::new("card-start-late").with("date", on).with("days", within);
        warnings.push(CardWarning { notice, part: CardPart::Recommendation, rule: rule("start-within-days") });
    }
    Ok(CoverageCard { written, revision, recommended_until, warnings })
}

fn written(mut row: Row) -> Result<Coverage, Fault> {
    let mut line = || -> Result<String, Fault> { Ok(row.take::<Option<String>>()?.unwrap_or_default()) };
    let lines = [line()?, line()?, line()?, line()?, line()?, line()?, line()?, line()?];
    let [need_domain, payer, diagnosis, diagnosed_by, assessed_by, recommended_by, kind, number] = lines;
    Ok(Coverage {
        need_domain,
        payer,
        diagnosis,
        diagnosed_by,
        assessed_by,
        recommended_by,
        authorization_kind: kind,
        authorization_number: number,
        coverage: (row.take()?, row.take()?),
        diagnosed_on: row.take()?,
        assessed_on: row.take()?,
        recommended: (row.take()?, row.take()?),
        authorized: (row.take()?, row.take()?),
    })
}

/// Writes the card. `revision` is the one that the writer saw: a change in between is never written over.
pub fn change_coverage(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    enrolment: EnrolmentId,
    revision: i64,
    coverage: Coverage,
) -> Result<(), Fault> {
    let clean = checked(&coverage)?;
    house.store().command(&house.call_as(session), command, Operation::ChangeCoverage, move |work| {
        let permit = work.permit_member(Operation::ChangeCoverage, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        within_reach(work, &permit, member, enrolment)?;
        let [need, payer, diagnosis, diagnosed_by, assessed_by, recommended_by, kind, number] =
            clean.each_ref().map(|line| line.as_ref().map(Line::as_str));
        let c = &coverage;
        let row = params![
            agency,
            enrolment,
            member,
            revision,
            need,
            payer,
            diagnosis,
            diagnosed_by,
            assessed_by,
            recommended_by,
            kind,
            number,
            c.coverage.0,
            c.coverage.1,
            c.diagnosed_on,
            c.assessed_on,
            c.recommended.0,
            c.recommended.1,
            c.authorized.0,
            c.authorized.1
        ];
        if work.run(&permit, &CHANGE_COVERAGE, &row)? == 0 {
            let known = work.row(&permit, &COVERAGE, &params![agency, enrolment, member])?.is_some();
            return Err(if known { Fault::invalid("revision", Notice::new("card-changed")) } else { Fault::Absent });
        }
        work.detail(&format!("card {enrolment}"));
        Ok(())
    })
}

/// Every fault of the card at once.
fn checked(coverage: &Coverage) -> Result<[Option<Line>; 8], Fault> {
    let mut errors = Vec::new();
    let mut lines = [const { None }; 8];
    let named = [
        ("need_domain", &coverage.need_domain),
        ("payer", &coverage.payer),
        ("diagnosis", &coverage.diagnosis),
        ("diagnosed_by", &coverage.diagnosed_by),
        ("assessed_by", &coverage.assessed_by),
        ("recommended_by", &coverage.recommended_by),
        ("authorization_kind", &coverage.authorization_kind),
        ("authorization_number", &coverage.authorization_number),
    ];
    for (place, (field, text)) in lines.iter_mut().zip(named) {
        match Line::optional(text) {
            Ok(line) => *place = line,
            Err(notice) => errors.push(FieldError::new(field, notice)),
        }
    }
    if !matches!(coverage.authorization_kind.as_str(), "" | "authorization" | "registration") {
        let field = "authorization_kind";
        errors.push(FieldError::new(field, Notice::new("choice-unknown")));
    }
    for (field, (from, until)) in [
        ("coverage_until", coverage.coverage),
        ("recommended_until", coverage.recommended),
        ("authorized_until", coverage.authorized),
    ] {
        if let Err(notice) = Span::new(from, until) {
            errors.push(FieldError::new(field, notice));
        }
    }
    if errors.is_empty() { Ok(lines) } else { Err(Fault::Invalid(errors)) }
}
