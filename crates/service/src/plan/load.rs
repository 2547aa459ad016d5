//! The draft as it stands in the database, put together into the content of a plan.

use crate::Fault;
use access::{Permit, Row, Work, params, statements};
use domain::id::{ActionId, AgencyId, GoalId, Identity, MemberId, PlanId, StrategyId};
use domain::plan::{
    Action, ActionLink, CornerPerson, Frequency, Goal, Measure, PathwayChoice, PlanContent, Ruler, Strategy, TextField,
};
use std::collections::BTreeMap;

statements! {
    PLAN_OF_MEMBER = "
        SELECT id, pathways, days_per_week, minutes_per_week FROM plan WHERE agency_id = $1 AND member_id = $2";
    TEXTS_OF_PLAN = "
        SELECT owner_id, field, body, revision FROM plan_text WHERE agency_id = $1 AND plan_id = $2";
    GOALS_OF_PLAN = "
        SELECT id, status, life_areas, importance, confidence, due_on FROM goal
        WHERE agency_id = $1 AND plan_id = $2 ORDER BY position, id";
    STRATEGIES_OF_PLAN = "
        SELECT id, goal_id FROM strategy WHERE agency_id = $1 AND plan_id = $2 ORDER BY position, id";
    ACTIONS_OF_PLAN = "
        SELECT id, strategy_id, who, on_day, repeat, link FROM action
        WHERE agency_id = $1 AND plan_id = $2 ORDER BY position, id";
    CORNER_OF_MEMBER = "
        SELECT name, relation_words FROM ally
        WHERE agency_id = $1 AND member_id = $2 AND in_plan AND until_on IS NULL ORDER BY from_on, name";
}

/// Revisions of the pieces of writing, by owner and field.
pub(super) type Revisions = BTreeMap<(String, TextField), i64>;

/// A draft under way.
pub(super) struct Draft {
    pub(super) plan: PlanId,
    pub(super) content: PlanContent,
    pub(super) revisions: Revisions,
}

/// The id of a member's plan, if there is one.
pub(super) fn plan_of<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Option<PlanId>, Fault> {
    let row = work.row(permit, &PLAN_OF_MEMBER, &params![agency, member])?;
    row.map(|mut row| Ok(row.take()?)).transpose()
}

/// The whole draft of a member, if there is one: six statements, whatever its size.
pub(super) fn draft<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Option<Draft>, Fault> {
    let Some(mut row) = work.row(permit, &PLAN_OF_MEMBER, &params![agency, member])? else { return Ok(None) };
    let plan: PlanId = row.take()?;
    let pathways: String = row.take()?;
    let frequency = frequency(&mut row)?;
    let mut texts = Texts::default();
    for mut row in work.rows(permit, &TEXTS_OF_PLAN, &params![agency, plan])? {
        let owner: [u8; 16] = row.take()?;
        let field: TextField = row.parse()?;
        texts.bodies.insert((owner, field), row.take()?);
        texts.revisions.insert((crate::house::hex(&owner), field), row.take()?);
    }
    let mut actions: BTreeMap<StrategyId, Vec<Action>> = BTreeMap::new();
    for row in work.rows(permit, &ACTIONS_OF_PLAN, &params![agency, plan])? {
        let (strategy, action) = action(row, &mut texts)?;
        actions.entry(strategy).or_default().push(action);
    }
    let mut strategies: BTreeMap<GoalId, Vec<Strategy>> = BTreeMap::new();
    for mut row in work.rows(permit, &STRATEGIES_OF_PLAN, &params![agency, plan])? {
        let id: StrategyId = row.take()?;
        let goal: GoalId = row.take()?;
        let strategy = Strategy {
            id,
            statement: texts.take(id, TextField::StrategyStatement),
            strength: texts.take(id, TextField::StrategyStrength),
            barrier: texts.take(id, TextField::StrategyBarrier),
            support_person: texts.take(id, TextField::StrategySupport),
            actions: actions.remove(&id).unwrap_or_default(),
        };
        strategies.entry(goal).or_default().push(strategy);
    }
    let mut goals = Vec::new();
    for row in work.rows(permit, &GOALS_OF_PLAN, &params![agency, plan])? {
        goals.push(goal(row, &mut texts, &mut strategies)?);
    }
    let mut corner = Vec::new();
    for mut row in work.rows(permit, &CORNER_OF_MEMBER, &params![agency, member])? {
        corner.push(CornerPerson { name: row.take()?, relation: row.take::<Option<String>>()?.unwrap_or_default() });
    }
    let content = PlanContent {
        good_life: texts.take(plan, TextField::GoodLife),
        strengths: texts.take(plan, TextField::Strengths),
        home: texts.take(plan, TextField::Home),
        recommendation: texts.take(plan, TextField::Recommendation),
        corner,
        pathways: from_json::<Vec<PathwayChoice>>(&pathways, "plan.pathways")?,
        goals,
        frequency,
    };
    Ok(Some(Draft { plan, content, revisions: texts.revisions }))
}

#[derive(Default)]
struct Texts {
    bodies: BTreeMap<([u8; 16], TextField), String>,
    revisions: Revisions,
}

impl Texts {
    fn take(&mut self, owner: impl Identity, field: TextField) -> String {
        self.bodies.remove(&(owner.bytes(), field)).unwrap_or_default()
    }
}

fn frequency(row: &mut Row) -> Result<Option<Frequency>, Fault> {
    let days: Option<i64> = row.take()?;
    let minutes: Option<i64> = row.take()?;
    let both = days.zip(minutes).and_then(|(days, minutes)| Some((days.try_into().ok()?, minutes.try_into().ok()?)));
    Ok(both.map(|(days_per_week, minutes_per_week)| Frequency { days_per_week, minutes_per_week }))
}

fn action(mut row: Row, texts: &mut Texts) -> Result<(StrategyId, Action), Fault> {
    let id: ActionId = row.take()?;
    let strategy: StrategyId = row.take()?;
    let who = row.parse()?;
    let on = row.take()?;
    let repeat = row.parse()?;
    let link: Option<String> = row.take()?;
    let link = link.map(|link| from_json::<ActionLink>(&link, "action.link")).transpose()?;
    let what = texts.take(id, TextField::ActionWhat);
    let who_name = texts.take(id, TextField::ActionWhoName);
    let when = texts.take(id, TextField::ActionWhen);
    Ok((strategy, Action { id, what, who, who_name, on, when, repeat, link }))
}

fn goal(mut row: Row, texts: &mut Texts, strategies: &mut BTreeMap<GoalId, Vec<Strategy>>) -> Result<Goal, Fault> {
    let id: GoalId = row.take()?;
    let status = row.parse()?;
    let life_areas: String = row.take()?;
    let importance = ruler(row.take()?);
    let confidence = ruler(row.take()?);
    let due = row.take()?;
    Ok(Goal {
        id,
        statement: texts.take(id, TextField::GoalStatement),
        why: texts.take(id, TextField::GoalWhy),
        life_areas: from_json(&life_areas, "goal.life_areas")?,
        importance,
        confidence,
        status,
        specific: texts.take(id, TextField::GoalSpecific),
        measure: Measure {
            what: texts.take(id, TextField::GoalMeasure),
            baseline: texts.take(id, TextField::GoalBaseline),
            target: texts.take(id, TextField::GoalTarget),
        },
        achievable: texts.take(id, TextField::GoalAchievable),
        relevant: texts.take(id, TextField::GoalRelevant),
        due,
        strategies: strategies.remove(&id).unwrap_or_default(),
    })
}

fn ruler(mark: Option<i64>) -> Option<Ruler> {
    mark.and_then(|mark| u8::try_from(mark).ok()).and_then(|mark| Ruler::try_from(mark).ok())
}

pub(super) fn from_json<T: serde::de::DeserializeOwned>(text: &str, column: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|why| Fault::Broken(format!("{column}: {why}")))
}

pub(super) fn to_json<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|why| Fault::Broken(why.to_string()))
}
