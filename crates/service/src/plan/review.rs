//! Looking at the plan together, goal by goal, in the member's words.

use super::load::draft;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, CommandId, GoalId, MemberId, ReviewId, VersionId};
use domain::notice::Notice;
use domain::plan::{Attainment, GoalStatus, LateReason};
use domain::text::Prose;
use domain::time::Date;

statements! {
    NEWEST_SIGNED = "
        SELECT id FROM plan_version WHERE agency_id = $1 AND member_id = $2 AND signed_on IS NOT NULL
        ORDER BY number DESC LIMIT 1";
    INSERT_REVIEW = "
        INSERT INTO plan_review (agency_id, id, plan_id, member_id, version_id, reviewed_on, words, late_reason,
          author_kind, author_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    INSERT_REVIEW_GOAL = "
        INSERT INTO plan_review_goal (agency_id, review_id, goal_id, goal_words, words, status, attainment)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    GOAL_STANDS = "
        UPDATE goal SET status = $4, revision = revision + 1
        WHERE agency_id = $1 AND plan_id = $2 AND id = $3 AND status <> $4";
    REVIEWS_OF_MEMBER = "
        SELECT r.id, r.reviewed_on, r.words, r.late_reason, v.number
        FROM plan_review r
        LEFT JOIN plan_version v ON v.agency_id = r.agency_id AND v.id = r.version_id
        WHERE r.agency_id = $1 AND r.member_id = $2 ORDER BY r.reviewed_on DESC, r.at DESC, r.id";
    REVIEW_GOALS_OF_MEMBER = "
        SELECT g.review_id, g.goal_words, g.words, g.status, g.attainment
        FROM plan_review r
        CROSS JOIN plan_review_goal g
        LEFT JOIN goal o ON o.agency_id = g.agency_id AND o.id = g.goal_id
        WHERE r.agency_id = $1 AND r.member_id = $2 AND g.agency_id = r.agency_id AND g.review_id = r.id
        ORDER BY g.review_id, o.position, g.goal_id";
}

/// What is said of one goal.
#[derive(Debug, Clone)]
pub struct GoalReview {
    /// The goal.
    pub goal: GoalId,
    /// How it has gone, in the member's words.
    pub words: String,
    /// Where it stands now.
    pub status: GoalStatus,
    /// How it turned out, where the member wishes to say.
    pub attainment: Option<Attainment>,
}

/// A review as it is held.
#[derive(Debug, Clone)]
pub struct NewReview {
    /// How it has gone as a whole, in the member's words.
    pub words: String,
    /// Goal by goal.
    pub goals: Vec<GoalReview>,
    /// What held it up, where it is later than planned.
    pub late: Option<LateReason>,
}

/// A review in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewLine {
    /// The review.
    pub id: ReviewId,
    /// The day.
    pub on: Date,
    /// The words for the whole.
    pub words: String,
    /// What held it up.
    pub late: Option<LateReason>,
    /// The number of the version that was looked at.
    pub version: Option<u32>,
    /// Goal by goal.
    pub goals: Vec<ReviewedGoal>,
}

/// A goal in a review.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewedGoal {
    /// The goal as it was worded then.
    pub goal: String,
    /// How it has gone.
    pub words: String,
    /// Where it stood.
    pub status: GoalStatus,
    /// How it turned out.
    pub attainment: Option<Attainment>,
}

/// Holds a review. The goals of the draft stand from now on as the member says, so that the next version can follow.
pub fn review(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    new: &NewReview,
) -> Result<ReviewId, Fault> {
    let whole = Prose::parse(&new.words).map_err(|notice| Fault::invalid("words", notice))?;
    let mut goals = Vec::new();
    for one in &new.goals {
        let field = format!("words.{}", one.goal);
        goals.push((one.clone(), Prose::parse(&one.words).map_err(|notice| Fault::invalid(&field, notice))?));
    }
    if whole.is_empty() && goals.iter().all(|(_, words)| words.is_empty()) {
        return Err(Fault::invalid("words", Notice::new("review-empty")));
    }
    let late = new.late;
    house.store().command(&house.call_as(session), command, Operation::ReviewPlan, move |work| {
        let permit = work.permit_member(Operation::ReviewPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let draft = draft(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let version: Option<VersionId> =
            work.row(&permit, &NEWEST_SIGNED, &params![agency, member])?.map(|mut row| row.take()).transpose()?;
        let id: ReviewId = work.ids().next();
        let (kind, author) = work.author(&permit)?;
        let (today, now) = (work.today(agency)?, work.now());
        let late = late.map(LateReason::code);
        let values = params![agency, id, draft.plan, member, version, today, whole.as_str(), late, kind, author, now];
        work.run(&permit, &INSERT_REVIEW, &values)?;
        for (one, words) in &goals {
            let goal = draft.content.goal(one.goal).ok_or(Fault::Absent)?;
            let mark = one.attainment.map(|step| i64::from(step.mark()));
            let status = one.status.code();
            let values = params![agency, id, one.goal, goal.statement.as_str(), words.as_str(), status, mark];
            work.run(&permit, &INSERT_REVIEW_GOAL, &values)?;
            work.run(&permit, &GOAL_STANDS, &params![agency, draft.plan, one.goal, status])?;
        }
        Ok(id)
    })
}

/// Every review of a member's plan, newest first: two statements, however many there are.
pub fn reviews(house: &House, session: &Session, member: MemberId) -> Result<Vec<ReviewLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        lines(work, &permit, agency, member)
    })
}

fn lines<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<ReviewLine>, Fault> {
    let mut lines = Vec::new();
    for mut row in work.rows(permit, &REVIEWS_OF_MEMBER, &params![agency, member])? {
        lines.push(ReviewLine {
            id: row.take()?,
            on: row.take()?,
            words: row.take()?,
            late: row.parse_option()?,
            version: row.take::<Option<i64>>()?.and_then(|number| u32::try_from(number).ok()),
            goals: Vec::new(),
        });
    }
    if lines.is_empty() {
        return Ok(lines);
    }
    for mut row in work.rows(permit, &REVIEW_GOALS_OF_MEMBER, &params![agency, member])? {
        let review: ReviewId = row.take()?;
        let Some(line) = lines.iter_mut().find(|line| line.id == review) else { continue };
        let (goal, words, status) = (row.take()?, row.take()?, row.parse()?);
        let mark: Option<i64> = row.take()?;
        let attainment = mark.and_then(|mark| i8::try_from(mark).ok()).and_then(|mark| Attainment::try_from(mark).ok());
        line.goals.push(ReviewedGoal { goal, words, status, attainment });
    }
    Ok(lines)
}
