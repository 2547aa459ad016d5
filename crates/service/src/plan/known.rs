//! What is known of a member's plan for each of their enrolments, and what follows from it.

use super::asked::{Asked, Beside};
use super::due::{Card, DueLine, DueWhat};
use crate::Fault;
use access::{ProgramsOpen, Row};
use domain::id::{EnrolmentId, MemberId, ProgramId, VersionId};
use domain::people::{AwayKind, MemberState, Presence};
use domain::plan::{
    Anchor, DueItem, DueKind, DueState, LateReason, SOON_DAYS, SignerKind, plan_due, review_due, still_to_sign,
};
use domain::time::{Date, days_between, plus_days};
use std::collections::BTreeMap;

/// The rows of each member together, in the order in which they come.
pub(super) fn by_member(rows: Vec<Row>, open: &ProgramsOpen) -> Result<Vec<Known>, Fault> {
    let mut members: Vec<Known> = Vec::new();
    let mut places: BTreeMap<MemberId, usize> = BTreeMap::new();
    for row in rows {
        let (mut known, mut enrolment) = Known::from_row(row)?;
        enrolment.open = open.holds(enrolment.program);
        match places.get(&known.member).and_then(|place| members.get_mut(*place)) {
            Some(before) => before.enrolments.push(enrolment),
            None => {
                places.insert(known.member, members.len());
                known.enrolments.push(enrolment);
                members.push(known);
            }
        }
    }
    Ok(members)
}

pub(super) fn lines(asked: &Asked, today: Date, members: &[Known]) -> Vec<DueLine> {
    let mut lines: Vec<DueLine> = members.iter().flat_map(|known| known.due(asked, today)).collect();
    lines.sort_by_key(DueLine::day);
    lines
}

struct Enrolment {
    pack: String,
    starts_on: Date,
    recommended_on: Option<Date>,
    recommended_until: Option<Date>,
    /// The first signing since it began.
    first_signed: Option<Date>,
    id: EnrolmentId,
    program: ProgramId,
    /// Whether the reader may know of its program. What is not open counts for what blocks, and is told to nobody.
    open: bool,
}

/// What the statement knows of one member.
pub(super) struct Known {
    member: MemberId,
    called: String,
    presence: Presence,
    last_signed: Option<Date>,
    reviewed: Option<Date>,
    newest: Option<(VersionId, Date)>,
    /// What held up the newest version.
    held_up: Option<LateReason>,
    signed: Vec<SignerKind>,
    beside: Beside,
    enrolments: Vec<Enrolment>,
}

/// Codes that were joined with commas.
fn kinds(joined: Option<String>) -> Vec<SignerKind> {
    joined.unwrap_or_default().split(',').filter_map(|code| code.parse().ok()).collect()
}

impl Known {
    fn from_row(mut row: Row) -> Result<(Self, Enrolment), Fault> {
        let (member, called) = (row.take()?, row.take()?);
        let state: MemberState = row.parse()?;
        let away: Option<AwayKind> = row.parse_option()?;
        let (pack, starts_on) = (row.take()?, row.take()?);
        let (recommended_on, recommended_until) = (row.take()?, row.take()?);
        let first_signed = row.take()?;
        // A state that does not fit its kind stops what a plain absence stops.
        let gone = Presence::new(MemberState::Paused, None).unwrap_or(Presence::ACTIVE);
        let presence = Presence::new(state, away).unwrap_or(gone);
        let (last_signed, reviewed) = (row.take()?, row.take()?);
        let version: Option<VersionId> = row.take()?;
        let made: Option<Date> = row.take()?;
        let signed = kinds(row.take()?);
        let beside = Beside { there: kinds(row.take()?), signs: kinds(row.take()?) };
        let newest = version.zip(made);
        let held_up = row.parse_option()?;
        let (id, program) = (row.take()?, row.take()?);
        let enrolment =
            Enrolment { pack, starts_on, recommended_on, recommended_until, first_signed, id, program, open: false };
        let enrolments = Vec::new();
        let known =
            Self { member, called, presence, last_signed, reviewed, newest, held_up, signed, beside, enrolments };
        Ok((known, enrolment))
    }

    fn due(&self, asked: &Asked, today: Date) -> Vec<DueLine> {
        if self.presence.stops().due_items {
            return Vec::new();
        }
        let mut found: Vec<DueWhat> = Vec::new();
        found.extend(self.soonest(|one| self.first_plan(one, asked, today)));
        found.extend(self.soonest(|one| self.look(one, asked, today)));
        found.extend(self.signatures(asked));
        found.extend(self.told().find_map(|one| recommendation(one, asked, today)));
        found.into_iter().map(|what| DueLine { member: self.member, called: self.called.clone(), what }).collect()
    }

    /// The enrolments that the reader may know of.
    fn told(&self) -> impl Iterator<Item = &Enrolment> {
        self.enrolments.iter().filter(|one| one.open)
    }

    /// One plan for the person: of several programs the one that asks soonest is told.
    fn soonest(&self, ask: impl Fn(&Enrolment) -> Option<(DueItem, Option<Anchor>)>) -> Option<DueWhat> {
        let (item, anchor) = self.told().filter_map(ask).min_by_key(|(item, _)| item.due)?;
        let held_up = self.held_up.filter(|_| item.kind == DueKind::Plan);
        Some(DueWhat::Dated { item, anchor, held_up })
    }

    fn first_plan(&self, one: &Enrolment, asked: &Asked, today: Date) -> Option<(DueItem, Option<Anchor>)> {
        let (rule, event) = asked.first_plan(&one.pack)?;
        // Contacts are not kept yet: the first day in the program stands for the first day of service.
        let from = match event {
            Anchor::Recommendation => one.recommended_on?,
            Anchor::ServiceStart | Anchor::EnrolmentStart | Anchor::PlanSigned => one.starts_on,
        };
        Some((plan_due(from, Some(&rule), one.first_signed, today)?, Some(event)))
    }

    fn look(&self, one: &Enrolment, asked: &Asked, today: Date) -> Option<(DueItem, Option<Anchor>)> {
        let rule = asked.review(&one.pack)?;
        let last = self.reviewed.max(self.last_signed)?;
        // Days before the program began are not this program's.
        Some((review_due(last.max(one.starts_on), Some(&rule), today)?, None))
    }

    fn signatures(&self, asked: &Asked) -> Option<DueWhat> {
        let (version, since) = self.newest?;
        let all: Vec<String> = self.enrolments.iter().map(|one| one.pack.clone()).collect();
        let open: Vec<String> = self.told().map(|one| one.pack.clone()).collect();
        let expected = asked.expected_told(&all, &open, &self.beside);
        let signers = still_to_sign(&expected, &self.signed);
        let first = *signers.first()?;
        let by = expected.into_iter().find(|one| one.signer == first)?.by;
        Some(DueWhat::Signatures { version, since, signers, by })
    }
}

fn recommendation(one: &Enrolment, asked: &Asked, today: Date) -> Option<DueWhat> {
    let rule = asked.recommendation(&one.pack)?;
    let card = Card { enrolment: one.id, program: one.program, may_write: false };
    let Some(on) = one.recommended_on else { return Some(DueWhat::NoRecommendation { rule, card }) };
    // What its rule counts in days is for the start of service; a day that staff wrote down holds beyond it.
    let until = match one.recommended_until {
        Some(until) => until,
        None if one.starts_on <= plus_days(on, rule.value) => return None,
        None => plus_days(on, rule.value),
    };
    let state = DueState::on(today, until);
    let near = days_between(today, until) <= SOON_DAYS;
    near.then_some(DueWhat::Recommendation { until, state, rule, card })
}
