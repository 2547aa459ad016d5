//! What is due, for one member and for a whole caseload: each with the reason, the rule, and how sure the rule is.
//!
//! Nothing is due for who is away, on a break or gone. A contact before the first plan is normal, so nothing here
//! looks at contacts.

use super::asked::{Asked, Expected};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Row, Work, params, statements};
use domain::id::{AgencyId, MemberId, VersionId};
use domain::people::{AwayKind, MemberState, Presence};
use domain::plan::{DueItem, DueKind, DueState, RuleValue, SOON_DAYS, SignerKind, missing, plan_due, review_due};
use domain::time::{Date, days_between, plus_days};
use words::content::{Anchor, program_on};

/// How many rows one list looks at: an enrolment each.
const MOST: i64 = 400;

statements! {
    /// Enrolments of the members that the filter opens, with what is known of their plan. One statement for a caseload.
    DUE_IN_REACH = "
        SELECT m.id, m.called, m.state, m.away_kind, p.rule_pack, e.starts_on, e.recommended_on, e.recommended_until,
          (SELECT min(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
          (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id),
          n.id, n.made_on,
          (SELECT string_agg(s.signer, ',') FROM plan_signature s WHERE s.agency_id = n.agency_id AND s.version_id = n.id),
          (SELECT string_agg(a.relation, ',') FROM ally a
           WHERE a.agency_id = m.agency_id AND a.member_id = m.id AND a.signs AND a.until_on IS NULL)
        FROM member m
        JOIN enrolment e ON e.agency_id = m.agency_id AND e.member_id = m.id
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        LEFT JOIN plan_version n ON n.agency_id = m.agency_id AND n.member_id = m.id
          AND n.number = (SELECT max(x.number) FROM plan_version x WHERE x.agency_id = m.agency_id AND x.member_id = m.id)
        WHERE m.agency_id = $1 AND m.state = 'active'
          AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on >= $2)
          AND {filter m.agency_id m.id}
        ORDER BY m.called, m.id, e.starts_on, p.rule_pack
        LIMIT $3";
    DUE_OF_MEMBER = "
        SELECT m.id, m.called, m.state, m.away_kind, p.rule_pack, e.starts_on, e.recommended_on, e.recommended_until,
          (SELECT min(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
          (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id),
          n.id, n.made_on,
          (SELECT string_agg(s.signer, ',') FROM plan_signature s WHERE s.agency_id = n.agency_id AND s.version_id = n.id),
          (SELECT string_agg(a.relation, ',') FROM ally a
           WHERE a.agency_id = m.agency_id AND a.member_id = m.id AND a.signs AND a.until_on IS NULL)
        FROM member m
        JOIN enrolment e ON e.agency_id = m.agency_id AND e.member_id = m.id
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        LEFT JOIN plan_version n ON n.agency_id = m.agency_id AND n.member_id = m.id
          AND n.number = (SELECT max(x.number) FROM plan_version x WHERE x.agency_id = m.agency_id AND x.member_id = m.id)
        WHERE m.agency_id = $1 AND m.id = $3
          AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on >= $2)
        ORDER BY e.starts_on, p.rule_pack
        LIMIT 50";
}

/// What is due.
#[derive(Debug, Clone, PartialEq)]
pub enum DueWhat {
    /// The first plan, or a look at the plan.
    Dated {
        /// Which, when, and by which rule.
        item: DueItem,
        /// What a first plan is counted from.
        anchor: Option<Anchor>,
    },
    /// A version waits for signatures.
    Signatures {
        /// The version.
        version: VersionId,
        /// The day it was frozen.
        since: Date,
        /// Who is still to sign.
        signers: Vec<SignerKind>,
        /// The rule behind the first of them. None: the product's own.
        rule: Option<RuleValue<SignerKind>>,
    },
    /// The program asks for a recommendation, and none is written down.
    NoRecommendation(RuleValue<i64>),
    /// The recommendation ends, or ended.
    Recommendation {
        /// Its last day.
        until: Date,
        /// How near that is.
        state: DueState,
        /// The rule.
        rule: RuleValue<i64>,
    },
}

/// Something due for a member.
#[derive(Debug, Clone, PartialEq)]
pub struct DueLine {
    /// Whose.
    pub member: MemberId,
    /// What they like to be called.
    pub called: String,
    /// What.
    pub what: DueWhat,
}

impl DueLine {
    /// How near its day is. What has no day waits, and is never called late.
    pub fn state(&self) -> DueState {
        match &self.what {
            DueWhat::Dated { item, .. } => item.state,
            DueWhat::Recommendation { state, .. } => *state,
            DueWhat::Signatures { .. } | DueWhat::NoRecommendation(_) => DueState::Soon,
        }
    }

    /// Its day, for the order of a list.
    fn day(&self) -> Date {
        match &self.what {
            DueWhat::Dated { item, .. } => item.due,
            DueWhat::Recommendation { until, .. } => *until,
            DueWhat::Signatures { since, .. } => *since,
            DueWhat::NoRecommendation(_) => Date::MAX,
        }
    }
}

/// What is near, today or late on one's own caseload, soonest first.
pub fn due_today(house: &House, session: &Session) -> Result<Vec<DueLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_caseload(Operation::ReadPlan)?;
        let mut lines = in_reach(work, &permit)?;
        lines.retain(|line| line.state() != DueState::Later);
        Ok(lines)
    })
}

/// What is late in a supervisor's reach.
pub fn due_in_team(house: &House, session: &Session) -> Result<Vec<DueLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::ReadTeam)?;
        let mut lines = in_reach(work, &permit)?;
        lines.retain(|line| line.state() == DueState::Late);
        Ok(lines)
    })
}

/// Everything that is due for one member, far days included.
pub fn due_of_member(house: &House, session: &Session, member: MemberId) -> Result<Vec<DueLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let rows = work.rows(&permit, &DUE_OF_MEMBER, &params![agency, today, member])?;
        lines(work, &permit, (agency, today), rows)
    })
}

fn in_reach<'w>(work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Vec<DueLine>, Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let today = work.today(agency)?;
    let rows = work.rows(permit, &DUE_IN_REACH, &params![agency, today, MOST])?;
    lines(work, permit, (agency, today), rows)
}

fn lines<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, today): (AgencyId, Date),
    rows: Vec<Row>,
) -> Result<Vec<DueLine>, Fault> {
    let asked = Asked::of(work, permit, agency)?;
    let mut members: Vec<Known> = Vec::new();
    for row in rows {
        let (known, enrolment) = Known::from_row(row)?;
        match members.last_mut().filter(|last| last.member == known.member) {
            Some(last) => last.enrolments.push(enrolment),
            None => members.push(Known { enrolments: vec![enrolment], ..known }),
        }
    }
    let mut lines: Vec<DueLine> = members.iter().flat_map(|known| known.due(&asked, today)).collect();
    lines.sort_by_key(DueLine::day);
    Ok(lines)
}

struct Enrolment {
    pack: String,
    starts_on: Date,
    recommended_on: Option<Date>,
    recommended_until: Option<Date>,
}

/// What the statement knows of one member.
struct Known {
    member: MemberId,
    called: String,
    presence: Presence,
    first_signed: Option<Date>,
    reviewed: Option<Date>,
    newest: Option<(VersionId, Date)>,
    signed: Vec<SignerKind>,
    with: Vec<SignerKind>,
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
        let enrolment = Enrolment {
            pack: row.take()?,
            starts_on: row.take()?,
            recommended_on: row.take()?,
            recommended_until: row.take()?,
        };
        // A state that does not fit its kind stops what a plain absence stops.
        let gone = Presence::new(MemberState::Paused, None).unwrap_or(Presence::ACTIVE);
        let presence = Presence::new(state, away).unwrap_or(gone);
        let (first_signed, reviewed) = (row.take()?, row.take()?);
        let version: Option<VersionId> = row.take()?;
        let made: Option<Date> = row.take()?;
        let (signed, with) = (kinds(row.take()?), kinds(row.take()?));
        let newest = version.zip(made);
        let known =
            Self { member, called, presence, first_signed, reviewed, newest, signed, with, enrolments: Vec::new() };
        Ok((known, enrolment))
    }

    fn due(&self, asked: &Asked, today: Date) -> Vec<DueLine> {
        if self.presence.stops().due_items {
            return Vec::new();
        }
        let mut found: Vec<DueWhat> = Vec::new();
        found.extend(self.soonest(|one| self.first_plan(one, asked, today)));
        found.extend(self.soonest(|one| self.look(one, asked, today)));
        found.extend(self.signatures(asked, today));
        found.extend(self.enrolments.iter().find_map(|one| recommendation(one, asked, today)));
        found.into_iter().map(|what| DueLine { member: self.member, called: self.called.clone(), what }).collect()
    }

    /// One plan for the person: of several programs the one that asks soonest is told.
    fn soonest(&self, ask: impl Fn(&Enrolment) -> Option<(DueItem, Option<Anchor>)>) -> Option<DueWhat> {
        let items = self.enrolments.iter().filter_map(ask);
        items.min_by_key(|(item, _)| item.due).map(|(item, anchor)| DueWhat::Dated { item, anchor })
    }

    fn first_plan(&self, one: &Enrolment, asked: &Asked, today: Date) -> Option<(DueItem, Option<Anchor>)> {
        let pack = program_on(&one.pack, today)?;
        let (rule, event) = asked.first_plan(pack)?;
        // Contacts are not kept yet: the first day in the program stands for the first day of service.
        let from = match event {
            Anchor::Recommendation => one.recommended_on?,
            Anchor::ServiceStart | Anchor::EnrolmentStart | Anchor::PlanSigned => one.starts_on,
        };
        Some((plan_due(from, Some(&rule), self.first_signed, today)?, Some(event)))
    }

    fn look(&self, one: &Enrolment, asked: &Asked, today: Date) -> Option<(DueItem, Option<Anchor>)> {
        let rule = asked.review(program_on(&one.pack, today)?)?;
        let last = self.reviewed.max(self.first_signed)?;
        // Days before the program began are not this program's.
        Some((review_due(last.max(one.starts_on), Some(&rule), today)?, None))
    }

    fn signatures(&self, asked: &Asked, today: Date) -> Option<DueWhat> {
        let (version, since) = self.newest?;
        let packs: Vec<String> = self.enrolments.iter().map(|one| one.pack.clone()).collect();
        let expected: Vec<Expected> = asked.expected(&packs, &self.with, today);
        let kinds: Vec<SignerKind> = expected.iter().map(|one| one.signer).collect();
        let mut signers = missing(&kinds, &self.signed);
        if self.signed.iter().any(|signer| signer.speaks_for_member()) {
            signers.retain(|signer| *signer != SignerKind::Member);
        }
        let first = *signers.first()?;
        let rule = expected.into_iter().find(|one| one.signer == first).and_then(|one| one.rule);
        Some(DueWhat::Signatures { version, since, signers, rule })
    }
}

fn recommendation(one: &Enrolment, asked: &Asked, today: Date) -> Option<DueWhat> {
    let rule = asked.recommendation(program_on(&one.pack, today)?)?;
    let Some(on) = one.recommended_on else { return Some(DueWhat::NoRecommendation(rule)) };
    // What its rule counts in days is for the start of service; a day that staff wrote down holds beyond it.
    let until = match one.recommended_until {
        Some(until) => until,
        None if one.starts_on <= plus_days(on, rule.value) => return None,
        None => plus_days(on, rule.value),
    };
    let state = DueState::on(today, until);
    let near = days_between(today, until) <= SOON_DAYS;
    near.then_some(DueWhat::Recommendation { until, state, rule })
}

impl DueWhat {
    /// Whether the member's own Today tells of it, in softer words.
    pub fn is_the_members(&self) -> bool {
        matches!(self, Self::Dated { item, .. } if matches!(item.kind, DueKind::Plan | DueKind::Review))
    }
}
