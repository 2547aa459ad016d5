//! `POST …/plan/goals`, `…/strategies`, `…/actions`: something new in the plan.

use super::chart::Chart;
use super::goal::{Came, show as show_goal};
use super::open::show as show_plan;
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::respond::{Reply, Trouble, ask, see_saying};
use crate::session::Params;
use axum::extract::State;
use domain::id::{GoalId, StrategyId};
use domain::plan::{ActionWho, Repeat};
use service::plan::NewAction;

/// A new goal.
pub async fn goal(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let (house, one) = (app.house.clone(), chart.clone());
    let (statement, why) = (fields.text("statement").to_owned(), fields.text("why").to_owned());
    match ask(move || service::plan::add_goal(&house, &one.session, command, one.member, &statement, &why)).await {
        Ok(goal) => Ok(see_saying(&format!("{}/goals/{goal}", chart.base), "goal-added")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show_plan(&app, &visit, &chart, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

/// A new way towards a goal.
pub async fn strategy(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let goal: GoalId = at.id("goal")?;
    let command = fields.command()?;
    let (house, one, text) = (app.house.clone(), chart.clone(), fields.text("statement").to_owned());
    match ask(move || service::plan::add_strategy(&house, &one.session, command, one.member, goal, &text)).await {
        Ok(way) => Ok(see_saying(&format!("{}/goals/{goal}#way-{way}", chart.base), "way-added")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show_goal(&app, &visit, &chart, goal, Came { typed: fields, at: String::new(), wrong }).await
        }
        Err(other) => Err(other),
    }
}

/// A new step on a way.
pub async fn action(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let (goal, way): (GoalId, StrategyId) = (at.id("goal")?, at.id("strategy")?);
    let command = fields.command()?;
    let on = match fields.date("on") {
        Ok(on) => on,
        Err(error) => {
            let wrong = Wrong::of(&visit, &[error]);
            return show_goal(&app, &visit, &chart, goal, Came { typed: fields, at: way.to_string(), wrong }).await;
        }
    };
    let new = NewAction {
        what: fields.text("what").to_owned(),
        who: fields.code("who")?.unwrap_or(ActionWho::Member),
        on,
        repeat: fields.code("repeat")?.unwrap_or(Repeat::Once),
        link: None,
    };
    let (house, one) = (app.house.clone(), chart.clone());
    match ask(move || service::plan::add_action(&house, &one.session, command, one.member, way, new)).await {
        Ok(_) => Ok(see_saying(&format!("{}/goals/{goal}#way-{way}", chart.base), "step-added")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show_goal(&app, &visit, &chart, goal, Came { typed: fields, at: way.to_string(), wrong }).await
        }
        Err(other) => Err(other),
    }
}
