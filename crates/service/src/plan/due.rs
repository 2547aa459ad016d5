//! What is due, for one member and for a whole caseload: each with the reason, the rule, and how sure the rule is.
//!
//! Nothing is due for who is away, on a break or gone. A contact before the first plan is normal, so nothing here
//! looks at contacts.

use super::asked::Asked;
use super::known::{Known, by_member, lines};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, EnrolmentId, MemberId, ProgramId, VersionId};
use domain::plan::{Anchor, DueItem, DueKind, DueState, ExpectedBy, LateReason, RuleValue, SignerKind};
use domain::time::Date;

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
             AND a.signs AND a.until_on IS NULL),
          n.late_reason, e.id, e.program_id
        FROM member m
        JOIN enrolment e ON e.agency_id = m.agency_id AND e.member_id = m.id
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        LEFT JOIN plan_version n ON n.agency_id = m.agency_id AND n.member_id = m.id
          AND n.number = (SELECT max(x.number) FROM plan_version x WHERE x.agency_id = m.agency_id AND x.member_id = m.id)
        "
    };
}

/// The enrolments of those who are here for which something is past its day. $3 holds a line for each rule pack, see
/// `Asked::late_from`; $4 and $5 say which programs the reader may know of.
macro_rules! late {
    () => {
        "
        JOIN json_each($3) w ON substr(w.value, 32) = p.rule_pack
        WHERE m.agency_id = $1 AND m.state = 'active'
          AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on >= $2)
          AND ($4 OR e.program_id IN (SELECT DISTINCT to_id(value) FROM json_each($5)))
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
        LIMIT $6");
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
        /// What held up a first plan, where somebody said so with the version that waits for signatures.
        held_up: Option<LateReason>,
    },
    /// A version waits for signatures.
    Signatures {
        /// The version.
        version: VersionId,
        /// The day it was frozen.
        since: Date,
        /// Who is still to sign.
        signers: Vec<SignerKind>,
        /// What expects the first of them.
        by: ExpectedBy,
    },
    /// The program asks for a recommendation, and none is written down.
    NoRecommendation {
        /// The rule.
        rule: RuleValue<i64>,
        /// The enrolment whose card lacks it.
        card: Card,
    },
    /// The recommendation ends, or ended.
    Recommendation {
        /// Its last day.
        until: Date,
        /// How near that is.
        state: DueState,
        /// The rule.
        rule: RuleValue<i64>,
        /// The enrolment whose card says so.
        card: Card,
    },
}

/// The card of an enrolment: where a recommendation is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// Its program.
    pub(super) program: ProgramId,
    /// Whether the reader may write there.
    pub may_write: bool,
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
            DueWhat::Signatures { .. } | DueWhat::NoRecommendation { .. } => DueState::Soon,
        }
    }

    /// Its day, for the order of a list.
    pub(super) fn day(&self) -> Date {
        match &self.what {
            DueWhat::Dated { item, .. } => item.due,
            DueWhat::Recommendation { until, .. } => *until,
            DueWhat::Signatures { since, .. } => *since,
            DueWhat::NoRecommendation { .. } => Date::MAX,
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
        let mut lines = lines(&asked, today, &by_member(rows, &work.programs_open(&permit)?)?);
        lines.retain(|line| line.state() != DueState::Later);
        lead_to_cards(work, &mut lines)?;
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
        let open = work.programs_open(&permit)?;
        let mut values = params![agency, today, from.as_str(), open.all(), open.list()].to_vec();
        let counted = values.clone();
        values.extend_from_slice(&params![MOST]);
        let rows = work.rows(&permit, &LATE_IN_REACH, &values)?;
        let full = i64::try_from(rows.len()).unwrap_or(MOST) >= MOST;
        let members = by_member(rows, &open)?;
        let mut lines = lines(&asked, today, &members);
        lines.retain(|line| line.state() == DueState::Late);
        lead_to_cards(work, &mut lines)?;
        let mut more = 0;
        if full {
            let mut row = work.row(&permit, &LATE_COUNTED, &counted)?.ok_or(Fault::Absent)?;
            more = usize::try_from(row.take::<i64>()?).unwrap_or(0).saturating_sub(members.len());
        }
        Ok(DueList { lines, more })
    })
}

/// Everything that is due for one member, far days included, of the programs that the reader may know of.
pub fn due_of_member(house: &House, session: &Session, member: MemberId) -> Result<Vec<DueLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let asked = Asked::of(work, &permit, agency, today)?;
        let mut lines = lines(&asked, today, &known_of(work, &permit, (agency, member), today)?);
        let may = work.programs_for(Operation::ChangeCoverage, member)?;
        for card in lines.iter_mut().filter_map(|line| line.what.card()) {
            card.may_write = may.as_ref().is_some_and(|open| open.holds(card.program));
        }
        Ok(lines)
    })
}

fn known_of<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    today: Date,
) -> Result<Vec<Known>, Fault> {
    let rows = work.rows(permit, &DUE_OF_MEMBER, &params![agency, today, member])?;
    by_member(rows, &work.programs_open(permit)?)
}

/// Whether a first plan is late: then one may say what held it up.
pub(super) fn first_plan_late<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    of: (AgencyId, MemberId),
    asked: &Asked,
) -> Result<bool, Fault> {
    let today = work.today(of.0)?;
    let lines = lines(asked, today, &known_of(work, permit, of, today)?);
    let first = |what: &DueWhat| matches!(what, DueWhat::Dated { item, .. } if item.kind == DueKind::Plan);
    Ok(lines.iter().any(|line| first(&line.what) && line.state() == DueState::Late))
}

/// Says of each line in a list whether the reader may write on the card it speaks of.
fn lead_to_cards(work: &mut Work<'_>, lines: &mut [DueLine]) -> Result<(), Fault> {
    let mut asked: Vec<MemberId> = lines.iter().filter(|line| line.what.has_card()).map(|line| line.member).collect();
    asked.dedup();
    let may = work.among(Operation::ChangeCoverage, &asked)?;
    for line in lines.iter_mut().filter(|line| may.contains(&line.member)) {
        if let Some(card) = line.what.card() {
            card.may_write = true;
        }
    }
    Ok(())
}

impl DueWhat {
    /// Whether the member's own Today tells of it, in softer words.
    pub fn is_the_members(&self) -> bool {
        matches!(self, Self::Dated { item, .. } if matches!(item.kind, DueKind::Plan | DueKind::Review))
    }

    fn has_card(&self) -> bool {
        matches!(self, Self::NoRecommendation { .. } | Self::Recommendation { .. })
    }

    fn card(&mut self) -> Option<&mut Card> {
        match self {
            Self::NoRecommendation { card, .. } | Self::Recommendation { card, .. } => Some(card),
            Self::Dated { .. } | Self::Signatures { .. } => None,
        }
    }
}
