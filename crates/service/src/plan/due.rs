//! What is due, for one member and for a whole caseload: each with the reason, the rule, and how sure the rule is.
//!
//! Nothing is due for who is away, on a break or gone. A contact before the first plan is normal, so nothing here
//! looks at contacts.

use super::asked::{Asked, Beside};
use crate::{Fault, House, Session};
use access::{Operation, Row, params, statements};
use domain::id::{MemberId, VersionId};
use domain::people::{AwayKind, MemberState, Presence};
use domain::plan::{
    Anchor, DueItem, DueKind, DueState, RuleValue, SOON_DAYS, SignerKind, plan_due, review_due, still_to_sign,
};
use domain::time::{Date, days_between, plus_days};
use std::collections::BTreeMap;

/// How many rows one list looks at: an enrolment each, the most pressing first.
const MOST: i64 = 400;

/// What is known of a member's plan, for each of their enrolments. A plan that was signed before an enrolment (and
/// before the recommendation for it) was made for another program: it is no first plan here.
macro_rules! known {
    () => {
        "SELECT m.id, m.called, m.state, m.away_kind, p.rule_pack, e.starts_on, e.recommended_on, e.recommended_until,
          (SELECT min(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id
             AND (v.signed_on >= e.starts_on OR v.signed_on >= e.recommended_on)),
          (SELECT max(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
          (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id),
          n.id, n.made_on,
          (SELECT string_agg(s.signer, ',') FROM plan_signature s WHERE s.agency_id = n.agency_id AND s.version_id = n.id),
          (SELECT string_agg(a.relation, ',') FROM ally a
           WHERE a.agency_id = m.agency_id AND a.member_id = m.id AND a.relation IN ('guardian', 'caregiver')
             AND a.until_on IS NULL),
          (SELECT string_agg(a.relation, ',') FROM ally a
           WHERE a.agency_id = m.agency_id AND a.member_id = m.id AND a.relation IN ('guardian', 'caregiver')
             AND a.signs AND a.until_on IS NULL)
        FROM member m
        JOIN enrolment e ON e.agency_id = m.agency_id AND e.member_id = m.id
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        LEFT JOIN plan_version n ON n.agency_id = m.agency_id AND n.member_id = m.id
          AND n.number = (SELECT max(x.number) FROM plan_version x WHERE x.agency_id = m.agency_id AND x.member_id = m.id)
        "
    };
}

/// The enrolments of those who are here for which something is past its day. $3 holds a line for each rule pack, see
/// `Asked::late_from`.
macro_rules! late {
    () => {
        "
        JOIN json_each($3) w ON substr(w.value, 32) = p.rule_pack
        WHERE m.agency_id = $1 AND m.state = 'active'
          AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on >= $2)
          AND {filter m.agency_id m.id}
          AND ((CASE substr(w.value, 31, 1) WHEN 'r' THEN e.recommended_on ELSE e.starts_on END <= substr(w.value, 1, 10)
                AND NOT EXISTS (SELECT 1 FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id
                  AND (v.signed_on >= e.starts_on OR v.signed_on >= e.recommended_on)))
            OR (e.starts_on <= substr(w.value, 11, 10)
                AND (EXISTS (SELECT 1 FROM plan_version v
                     WHERE v.agency_id = m.agency_id AND v.member_id = m.id AND v.signed_on IS NOT NULL)
                  OR EXISTS (SELECT 1 FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id))
                AND NOT EXISTS (SELECT 1 FROM plan_version v
                  WHERE v.agency_id = m.agency_id AND v.member_id = m.id AND v.signed_on > substr(w.value, 11, 10))
                AND NOT EXISTS (SELECT 1 FROM plan_review r
                  WHERE r.agency_id = m.agency_id AND r.member_id = m.id AND r.reviewed_on > substr(w.value, 11, 10)))
            OR (substr(w.value, 21, 10) > '0000-00-00'
                AND (e.recommended_until < $2
                  OR (e.recommended_until IS NULL AND e.recommended_on <= substr(w.value, 21, 10)))))
        "
    };
}

statements! {
    /// Enrolments of the members that the filter opens, the longest without a signing or a look first. One statement
    /// for a caseload.
    DUE_IN_REACH = concat!(known!(), "
        WHERE m.agency_id = $1 AND m.state = 'active'
          AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on >= $2)
          AND {filter m.agency_id m.id}
        ORDER BY COALESCE(
            (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id),
            (SELECT max(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
            e.starts_on), m.id, e.starts_on, p.rule_pack
        LIMIT $3");
    LATE_IN_REACH = concat!(known!(), late!(), "
        ORDER BY COALESCE(
            (SELECT max(r.reviewed_on) FROM plan_review r WHERE r.agency_id = m.agency_id AND r.member_id = m.id),
            (SELECT max(v.signed_on) FROM plan_version v WHERE v.agency_id = m.agency_id AND v.member_id = m.id),
            e.starts_on), m.id, e.starts_on, p.rule_pack
        LIMIT $4");
    LATE_COUNTED = concat!("
        SELECT count(DISTINCT m.id)
        FROM member m
        JOIN enrolment e ON e.agency_id = m.agency_id AND e.member_id = m.id
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id", late!());
    DUE_OF_MEMBER = concat!(known!(), "
        WHERE m.agency_id = $1 AND m.id = $3
          AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on >= $2)
        ORDER BY e.starts_on, p.rule_pack
        LIMIT 50");
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

/// What is due in a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DueList {
    /// What, the soonest first.
    pub lines: Vec<DueLine>,
    /// How many more members there are for whom something is due, beyond those that were looked at.
    pub more: usize,
}

/// What is near, today or late on one's own caseload, soonest first.
pub fn due_today(house: &House, session: &Session) -> Result<Vec<DueLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_caseload(Operation::ReadPlan)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let asked = Asked::of(work, &permit, agency, today)?;
        let rows = work.rows(&permit, &DUE_IN_REACH, &params![agency, today, MOST])?;
        let mut lines = lines(&asked, today, &by_member(rows)?);
        lines.retain(|line| line.state() != DueState::Later);
        Ok(lines)
    })
}

/// What is late in a supervisor's reach: found in the database, so that nobody is overlooked in a large agency.
pub fn due_in_team(house: &House, session: &Session) -> Result<DueList, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::ReadTeam)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let asked = Asked::of(work, &permit, agency, today)?;
        let from = super::load::to_json(&asked.late_from(today))?;
        let rows = work.rows(&permit, &LATE_IN_REACH, &params![agency, today, from.as_str(), MOST])?;
        let full = i64::try_from(rows.len()).unwrap_or(MOST) >= MOST;
        let members = by_member(rows)?;
        let mut lines = lines(&asked, today, &members);
        lines.retain(|line| line.state() == DueState::Late);
        let mut more = 0;
        if full {
            let mut row =
                work.row(&permit, &LATE_COUNTED, &params![agency, today, from.as_str()])?.ok_or(Fault::Absent)?;
            more = usize::try_from(row.take::<i64>()?).unwrap_or(0).saturating_sub(members.len());
        }
        Ok(DueList { lines, more })
    })
}

/// Everything that is due for one member, far days included.
pub fn due_of_member(house: &House, session: &Session, member: MemberId) -> Result<Vec<DueLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let rows = work.rows(&permit, &DUE_OF_MEMBER, &params![agency, today, member])?;
        let asked = Asked::of(work, &permit, agency, today)?;
        Ok(lines(&asked, today, &by_member(rows)?))
    })
}

/// The rows of each member together, in the order in which they come.
fn by_member(rows: Vec<Row>) -> Result<Vec<Known>, Fault> {
    let mut members: Vec<Known> = Vec::new();
    let mut places: BTreeMap<MemberId, usize> = BTreeMap::new();
    for row in rows {
        let (mut known, enrolment) = Known::from_row(row)?;
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

fn lines(asked: &Asked, today: Date, members: &[Known]) -> Vec<DueLine> {
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
}

/// What the statement knows of one member.
struct Known {
    member: MemberId,
    called: String,
    presence: Presence,
    last_signed: Option<Date>,
    reviewed: Option<Date>,
    newest: Option<(VersionId, Date)>,
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
        let enrolment = Enrolment {
            pack: row.take()?,
            starts_on: row.take()?,
            recommended_on: row.take()?,
            recommended_until: row.take()?,
            first_signed: row.take()?,
        };
        // A state that does not fit its kind stops what a plain absence stops.
        let gone = Presence::new(MemberState::Paused, None).unwrap_or(Presence::ACTIVE);
        let presence = Presence::new(state, away).unwrap_or(gone);
        let (last_signed, reviewed) = (row.take()?, row.take()?);
        let version: Option<VersionId> = row.take()?;
        let made: Option<Date> = row.take()?;
        let signed = kinds(row.take()?);
        let beside = Beside { there: kinds(row.take()?), signs: kinds(row.take()?) };
        let newest = version.zip(made);
        let known =
            Self { member, called, presence, last_signed, reviewed, newest, signed, beside, enrolments: Vec::new() };
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
        found.extend(self.enrolments.iter().find_map(|one| recommendation(one, asked, today)));
        found.into_iter().map(|what| DueLine { member: self.member, called: self.called.clone(), what }).collect()
    }

    /// One plan for the person: of several programs the one that asks soonest is told.
    fn soonest(&self, ask: impl Fn(&Enrolment) -> Option<(DueItem, Option<Anchor>)>) -> Option<DueWhat> {
        let items = self.enrolments.iter().filter_map(ask);
        items.min_by_key(|(item, _)| item.due).map(|(item, anchor)| DueWhat::Dated { item, anchor })
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
        let packs: Vec<String> = self.enrolments.iter().map(|one| one.pack.clone()).collect();
        let expected = asked.expected(&packs, &self.beside);
        let signers = still_to_sign(&expected, &self.signed);
        let first = *signers.first()?;
        let rule = expected.into_iter().find(|one| one.signer == first).and_then(|one| one.rule);
        Some(DueWhat::Signatures { version, since, signers, rule })
    }
}

fn recommendation(one: &Enrolment, asked: &Asked, today: Date) -> Option<DueWhat> {
    let rule = asked.recommendation(&one.pack)?;
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
