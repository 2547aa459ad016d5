//! `POST /me/pathways`: a way that somebody read of goes into their own plan, as one that they are curious about.

use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, see, see_saying};
use askama::Template;
use axum::extract::State;
use domain::id::MemberId;
use domain::plan::Standing;
use service::people::OwnChart;
use service::plan::PathwaySaid;

struct PlanChoice {
    member: String,
    agency: String,
}

#[derive(Template)]
#[template(path = "plan/put_in.html")]
struct PutInPage {
    page: Page,
    name: String,
    plans: Vec<PlanChoice>,
}

/// Puts it in. Who has a plan at several agencies says which: one agency must not learn of another.
pub async fn put_in(State(app): State<App>, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.member()?;
    let command = fields.command()?;
    let (house, own) = (app.house.clone(), session.clone());
    let charts = ask(move || service::people::own_charts(&house, &own)).await?;
    let name = fields.text("custom").to_owned();
    let member = match (fields.code::<MemberId>("member")?, charts.as_slice()) {
        (Some(chosen), all) => all.iter().find(|chart| chart.member == chosen).ok_or(Trouble::Absent)?.member,
        (None, []) => return Ok(see("/me/plan")),
        (None, [one]) => one.member,
        (None, several) => {
            let plan =
                |chart: &OwnChart| PlanChoice { member: chart.member.to_string(), agency: chart.agency_name.clone() };
            let page = Page::titled(&app, &visit, Face::Member, "me-which-plan");
            return html(&PutInPage { page, name, plans: several.iter().map(plan).collect() });
        }
    };
    // What they said of it before stays as it is.
    let said = PathwaySaid { key: String::new(), custom: name, standing: Some(Standing::Curious), only_new: true };
    let house = app.house.clone();
    ask(move || service::plan::set_pathways(&house, &session, command, member, vec![said])).await?;
    Ok(see_saying(&format!("/me/plan/{member}"), "saved"))
}
