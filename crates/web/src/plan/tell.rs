//! `POST …/plan/pathways`, `…/corner`, `…/often`: what the plan tells besides running text.

use super::chart::Chart;
use super::origin::finish;
use crate::app::App;
use crate::form::{Fields, Posted};
use crate::respond::{Reply, Trouble, ask};
use crate::session::Params;
use axum::extract::State;
use domain::id::RowId;
use domain::notice::{FieldError, Notice};
use domain::plan::{Frequency, Standing};
use service::plan::PathwaySaid;

/// How the member stands to pathways. Only what was changed is said, so that two people may say at once.
pub async fn pathways(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let said = said(&fields)?;
    let (house, one) = (app.house.clone(), chart.clone());
    let outcome = ask(move || service::plan::set_pathways(&house, &one.session, command, one.member, said)).await;
    finish(&app, &visit, &chart, fields, outcome, "saved").await
}

fn said(fields: &Fields) -> Result<Vec<PathwaySaid>, Trouble> {
    let mut said = Vec::new();
    for (name, code) in fields.pairs() {
        let Some(key) = name.strip_prefix("standing.") else { continue };
        if fields.text(&format!("was.{key}")) == code {
            continue;
        }
        let standing: Option<Standing> = fields.code(name)?;
        let custom = fields.text(&format!("custom.{key}")).to_owned();
        let key = if custom.is_empty() { key.to_owned() } else { String::new() };
        said.push(PathwaySaid { key, custom, standing, only_new: false });
    }
    if !fields.text("custom").trim().is_empty() {
        let standing = fields.code("custom_standing")?.unwrap_or(Standing::Curious);
        said.push(PathwaySaid {
            key: String::new(),
            custom: fields.text("custom").to_owned(),
            standing: Some(standing),
            only_new: false,
        });
    }
    Ok(said)
}

/// Names somebody in the member's corner, or says whether somebody stands there.
pub async fn corner(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let (house, one) = (app.house.clone(), chart.clone());
    let ally: Option<RowId> = fields.code("ally")?;
    let (name, relation) = (fields.text("corner_name").to_owned(), fields.text("corner_relation").to_owned());
    let in_plan = fields.text("in_plan") == "yes";
    let outcome = ask(move || match ally {
        Some(ally) => service::plan::set_in_corner(&house, &one.session, command, one.member, ally, in_plan),
        None => service::plan::name_in_corner(&house, &one.session, command, one.member, &name, &relation),
    })
    .await;
    finish(&app, &visit, &chart, fields, outcome, "saved").await
}

/// How often peer support is planned.
pub async fn often(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let outcome = match frequency(&fields) {
        Ok(frequency) => {
            let (house, one) = (app.house.clone(), chart.clone());
            ask(move || service::plan::set_frequency(&house, &one.session, command, one.member, frequency)).await
        }
        Err(errors) => Err(Trouble::Invalid(errors)),
    };
    finish(&app, &visit, &chart, fields, outcome, "saved").await
}

/// Both or neither: half a frequency says nothing.
fn frequency(fields: &Fields) -> Result<Option<Frequency>, Vec<FieldError>> {
    let (days, minutes) = (fields.text("days").trim(), fields.text("minutes").trim());
    if days.is_empty() && minutes.is_empty() {
        return Ok(None);
    }
    let wrong = |name, id| FieldError::new(name, Notice::new(id));
    match (days.parse(), minutes.parse()) {
        (Ok(days_per_week), Ok(minutes_per_week)) => Ok(Some(Frequency { days_per_week, minutes_per_week })),
        (days, minutes) => {
            let days = days.err().map(|_: std::num::ParseIntError| wrong("days", "often-days"));
            let minutes = minutes.err().map(|_: std::num::ParseIntError| wrong("minutes", "often-minutes"));
            Err(days.into_iter().chain(minutes).collect())
        }
    }
}
