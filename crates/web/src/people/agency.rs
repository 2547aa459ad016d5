//! `GET /agency/{agency}`: people and programs.

use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::people::Role;
use words::words;

struct StaffRow {
    name: String,
    title: String,
    roles: String,
}

struct ProgramRow {
    name: String,
    rules: String,
    since: String,
}

#[derive(Template)]
#[template(path = "agency/agency.html")]
struct AgencyDesk {
    page: Page,
    name: String,
    zone: String,
    staff: Vec<StaffRow>,
    programs: Vec<ProgramRow>,
}

/// The desk of an agency.
pub async fn agency(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let desk = [Role::AgencyAdmin, Role::ComplianceOfficer, Role::PrivacyOfficer];
    let session = visit.holding(at.text("agency"), &desk)?;
    let house = app.house.clone();
    let found = ask(move || service::people::agency(&house, &session)).await?;
    let lang = visit.lang;
    let role = |role: &Role| words().say(lang, &format!("role-{}", role.code())).into_owned();
    let staff = found.staff.iter().map(|staff| StaffRow {
        name: staff.name.to_string(),
        title: staff.title.to_string(),
        roles: staff.roles.iter().map(role).collect::<Vec<_>>().join(", "),
    });
    let programs = found.programs.iter().map(|program| ProgramRow {
        name: program.name.to_string(),
        rules: program.rule_pack.to_string(),
        since: words().date_with_year(lang, program.starts_on),
    });
    html(&AgencyDesk {
        page: Page::titled(&app, &visit, Face::Agency, "agency-title"),
        name: found.name.to_string(),
        zone: found.zone.to_string(),
        staff: staff.collect(),
        programs: programs.collect(),
    })
}
