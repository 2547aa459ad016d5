//! `/agency/{agency}/people/{staff}`: somebody who works here: roles with dates, supervision, the end.

use super::agency::code_page;
use super::pick::{Pick, day, pick, picked, span};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{RoleGrantId, RowId, StaffId};
use domain::notice::Arg;
use service::Session;
use service::people::{GRANTABLE, NewGrant, offers};
use words::words;

struct Line {
    id: String,
    text: String,
    note: String,
    days: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "agency/staff.html")]
struct StaffPage {
    page: Page,
    base: String,
    back: String,
    name: String,
    title: String,
    username: String,
    active: bool,
    never: bool,
    grants: Vec<Line>,
    lines: Vec<Line>,
    roles: Vec<Pick>,
    programs: Vec<Pick>,
    supervisors: Vec<Pick>,
    may_change: bool,
    typed: Fields,
    wrong: Wrong,
}

/// Somebody who works here.
pub async fn staff(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    if !offers(&session).agency {
        return Err(Trouble::Absent);
    }
    show(&app, &visit, session, at.id("staff")?, Fields::default(), Wrong::default()).await
}

/// Grants and ends roles and supervision, makes a new code, ends somebody's work here.
pub async fn change_staff(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let id: StaffId = at.id("staff")?;
    if fields.text("what") == "code" {
        let (house, command) = (app.house.clone(), fields.command()?);
        let (added, name) = ask(move || {
            let name = service::people::staff_member(&house, &session, id)?.name;
            Ok::<_, service::Fault>((service::people::new_staff_code(&house, &session, command, id)?, name))
        })
        .await?;
        return code_page(&app, &visit, name, added, &slug);
    }
    match act(&app, session.clone(), id, &fields).await {
        Ok(said) => Ok(see_saying(&format!("/agency/{slug}/people/{id}"), said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, id, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn act(app: &App, session: Session, staff: StaffId, fields: &Fields) -> Result<&'static str, Trouble> {
    let command = fields.command()?;
    let house = app.house.clone();
    let from = day(fields, "from")?;
    match fields.text("what") {
        "grant" => {
            let grant = NewGrant {
                staff,
                role: picked(fields, "role")?,
                program: fields.code("program")?,
                from,
                until: day(fields, "until")?,
            };
            ask(move || service::people::grant_role(&house, &session, command, grant)).await?;
            Ok("role-granted")
        }
        "end-grant" => {
            let grant: RoleGrantId = picked(fields, "grant")?;
            ask(move || service::people::end_role(&house, &session, command, staff, grant)).await?;
            Ok("role-ended")
        }
        "supervision" => {
            let supervisor: StaffId = picked(fields, "supervisor")?;
            ask(move || service::people::add_supervision(&house, &session, command, supervisor, staff, from)).await?;
            Ok("saved")
        }
        "end-supervision" => {
            let line: RowId = picked(fields, "line")?;
            ask(move || service::people::end_supervision(&house, &session, command, line)).await?;
            Ok("saved")
        }
        "end" => {
            ask(move || service::people::end_staff(&house, &session, command, staff)).await?;
            Ok("staff-ended")
        }
        _ => Err(Trouble::Unreadable),
    }
}

async fn show(app: &App, visit: &Visit, session: Session, id: StaffId, typed: Fields, wrong: Wrong) -> Reply {
    let slug = session.agency_slug.clone().unwrap_or_default();
    let house = app.house.clone();
    let (found, programs, people) = ask(move || {
        let found = service::people::staff_member(&house, &session, id)?;
        let programs = service::people::agency(&house, &session)?.programs;
        Ok::<_, service::Fault>((found, programs, service::people::staff_list(&house, &session, None)?.people))
    })
    .await?;
    let lang = visit.lang;
    let say = |id: &str| words().say(lang, id).into_owned();
    let by = |by: &Option<String>| match by {
        Some(name) => words().say_with(lang, "role-by", &[("name", Arg::from(name.as_str()))]),
        None => String::new(),
    };
    let grant = |one: &service::people::GrantLine| Line {
        id: one.id.to_string(),
        text: say(&format!("role-{}", one.role.code())),
        note: [one.program.as_ref().map_or_else(|| say("role-everywhere"), |(_, name)| name.clone()), by(&one.by)]
            .iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" · "),
        days: span(visit, one.from, one.until),
        open: one.open,
    };
    let line = |one: &service::people::SupervisionLine| Line {
        id: one.id.to_string(),
        text: words().say_with(
            lang,
            if one.supervises { "supervision-of" } else { "supervision-by" },
            &[("name", Arg::from(one.other.as_str()))],
        ),
        note: String::new(),
        days: span(visit, one.from, one.until),
        open: one.open,
    };
    let supervises = |role: &domain::people::Role| *role == domain::people::Role::Supervisor;
    html_with(
        wrong.status(),
        &StaffPage {
            page: Page::titled(app, visit, Face::Agency, "staff-title"),
            base: format!("/agency/{slug}/people/{id}"),
            back: format!("/agency/{slug}"),
            name: found.name.clone(),
            title: found.title.clone(),
            username: found.username.clone().unwrap_or_default(),
            active: found.active,
            never: found.never_signed_in,
            grants: found.grants.iter().map(grant).collect(),
            lines: found.lines.iter().map(line).collect(),
            roles: GRANTABLE
                .iter()
                .map(|role| pick(role.code(), say(&format!("role-{}", role.code())), typed.text("role")))
                .collect(),
            programs: programs
                .iter()
                .filter(|program| program.ends_on.is_none())
                .map(|program| pick(program.id, &program.name, typed.text("program")))
                .collect(),
            supervisors: people
                .iter()
                .filter(|one| one.active && one.id != id && one.roles.iter().any(supervises))
                .map(|one| pick(one.id, &one.name, typed.text("supervisor")))
                .collect(),
            may_change: found.may_change && found.active,
            typed,
            wrong,
        },
    )
}
