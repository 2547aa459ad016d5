//! `POST …/plan/goals`, `…/strategies`, `…/actions`: something new in the plan, and what was a slip taken away.

use super::chart::Chart;
use super::origin::{Came, Origin, again, finish};
use crate::app::App;
use crate::form::Posted;
use crate::respond::{Reply, Trouble, ask, see_saying};
use crate::session::Params;
use axum::extract::State;
use domain::id::{ActionId, GoalId, StrategyId};
use domain::plan::{ActionWho, Repeat};
use service::plan::{NewAction, Part};

/// A new goal. On the plan's page one goes on to the goal; in a conversation one stays.
pub async fn goal(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let (house, one) = (app.house.clone(), chart.clone());
    let (statement, why) = (fields.text("statement").to_owned(), fields.text("why").to_owned());
    match ask(move || service::plan::add_goal(&house, &one.session, command, one.member, &statement, &why)).await {
        Ok(goal) => {
            let to = match Origin::of(&fields) {
                Origin::Plan => Origin::Goal(goal),
                other => other,
            };
            Ok(see_saying(&to.href(&chart.base), "goal-added"))
        }
        Err(Trouble::Invalid(errors)) => again(&app, &visit, &chart, fields, &errors).await,
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
        Ok(way) => Ok(see_saying(&format!("{}#way-{way}", Origin::of(&fields).href(&chart.base)), "way-added")),
        Err(Trouble::Invalid(errors)) => again(&app, &visit, &chart, fields, &errors).await,
        Err(other) => Err(other),
    }
}

/// A new step on a way.
pub async fn action(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let way: StrategyId = at.id("strategy")?;
    let command = fields.command()?;
    let on = match fields.date("on") {
        Ok(on) => on,
        Err(error) => return again(&app, &visit, &chart, fields, &[error]).await,
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
        Ok(action) if fields.text("then") == "meeting" => {
            Ok(see_saying(&format!("{}/actions/{action}/meetings", chart.base), "step-added"))
        }
        Ok(_) => Ok(see_saying(&format!("{}#way-{way}", Origin::of(&fields).href(&chart.base)), "step-added")),
        Err(Trouble::Invalid(errors)) => again(&app, &visit, &chart, fields, &errors).await,
        Err(other) => Err(other),
    }
}

/// `POST …/strategies/{strategy}/take-away`
pub async fn drop_strategy(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let way: StrategyId = at.id("strategy")?;
    take(app, at, posted, Part::Strategy(way)).await
}

/// `POST …/actions/{action}/take-away`
pub async fn drop_action(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let action: ActionId = at.id("action")?;
    take(app, at, posted, Part::Action(action)).await
}

async fn take(app: App, at: Params, posted: Posted, part: Part) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let (house, one) = (app.house.clone(), chart.clone());
    let seen: i64 = fields.code("seen")?.ok_or(Trouble::Unreadable)?;
    let outcome = ask(move || service::plan::take_away(&house, &one.session, command, one.member, part, seen)).await;
    match (part, outcome) {
        // The step is there still: its own page says why.
        (Part::Action(action), Err(Trouble::Invalid(errors))) => {
            let came = Came::back(&visit, fields, &errors);
            super::step::show(&app, &visit, &chart, action, came).await
        }
        (_, outcome) => finish(&app, &visit, &chart, fields, outcome, "taken-away").await,
    }
}
