//! `/agency/{agency}`: people and programs, and adding both.

use super::pick::{Pick, day, pick, said};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::ProgramId;
use domain::people::Role;
use service::Session;
use service::people::{NewStaff, offers};
use words::words;

struct StaffRow {
    name: String,
    href: String,
    title: String,
    roles: String,
    active: bool,
}

struct ProgramRow {
    id: String,
    name: String,
    rules: String,
    since: String,
    ended: String,
    enrolled: i64,
}

#[derive(Template)]
#[template(path = "agency/agency.html")]
struct AgencyDesk {
    page: Page,
    base: String,
    name: String,
    zone: String,
    staff: Vec<StaffRow>,
    next: String,
    programs: Vec<ProgramRow>,
    packs: Vec<Pick>,
    may_staff: bool,
    may_programs: bool,
    typed: Fields,
    wrong: Wrong,
}

/// The desk of an agency.
pub async fn agency(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    if !offers(&session).agency {
        return Err(Trouble::Absent);
    }
    show(&app, &visit, session, Fields::default(), Wrong::default()).await
}

#[derive(Template)]
#[template(path = "agency/code.html")]
struct CodePage {
    page: Page,
    name: String,
    username: String,
    code: String,
    back: String,
}

/// Shows the code for a first sign-in, once.
pub fn code_page(app: &App, visit: &Visit, name: String, added: service::people::StaffAdded, slug: &str) -> Reply {
    html(&CodePage {
        page: Page::titled(app, visit, Face::Agency, "staff-code-title"),
        back: format!("/agency/{slug}/people/{}", added.staff),
        name,
        username: added.username,
        code: added.code,
    })
}

/// Adds somebody, or adds or ends a program.
pub async fn change_agency(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let done = if fields.text("what") == "staff" {
        add(&app, session.clone(), &fields).await.map(|added| (Some(added), ""))
    } else {
        program(&app, session.clone(), &fields).await.map(|said| (None, said))
    };
    match done {
        Ok((Some(added), _)) => code_page(&app, &visit, fields.text("name").to_owned(), added, &slug),
        Ok((None, said)) => Ok(see_saying(&format!("/agency/{slug}"), said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn add(app: &App, session: Session, fields: &Fields) -> Result<service::people::StaffAdded, Trouble> {
    let command = fields.command()?;
    let house = app.house.clone();
    let text = |name: &str| fields.text(name).to_owned();
    let new = NewStaff { name: text("name"), title: text("title"), username: text("username") };
    ask(move || service::people::add_staff(&house, &session, command, &new)).await
}

async fn program(app: &App, session: Session, fields: &Fields) -> Result<&'static str, Trouble> {
    let command = fields.command()?;
    let house = app.house.clone();
    if let Some(program) = fields.code::<ProgramId>("program")? {
        let ends = day(fields, "ends_on")?;
        ask(move || service::people::end_program(&house, &session, command, program, ends)).await?;
        return Ok("program-ended");
    }
    let (name, pack) = (fields.text("program_name").to_owned(), fields.text("rule_pack").to_owned());
    let starts = day(fields, "starts_on")?;
    let add = move || service::people::add_program(&house, &session, command, &name, &pack, starts);
    let rename = |trouble| match trouble {
        Trouble::Invalid(mut errors) => {
            errors
                .iter_mut()
                .filter(|error| error.field == "name")
                .for_each(|error| "program_name".clone_into(&mut error.field));
            Trouble::Invalid(errors)
        }
        other => other,
    };
    ask(add).await.map_err(rename)?;
    Ok("program-added")
}

async fn show(app: &App, visit: &Visit, session: Session, typed: Fields, wrong: Wrong) -> Reply {
    let slug = session.agency_slug.clone().unwrap_or_default();
    let house = app.house.clone();
    let after = visit.asked("after").parse().ok();
    let (found, people) = ask(move || {
        let found = service::people::agency(&house, &session)?;
        Ok::<_, service::Fault>((found, service::people::staff_list(&house, &session, after)?))
    })
    .await?;
    let lang = visit.lang;
    let role = |role: &Role| words().say(lang, &format!("role-{}", role.code())).into_owned();
    let staff = people.people.iter().map(|staff| StaffRow {
        name: staff.name.clone(),
        href: format!("/agency/{slug}/people/{}", staff.id),
        title: staff.title.clone(),
        roles: staff.roles.iter().map(role).collect::<Vec<_>>().join(", "),
        active: staff.active,
    });
    let pack_name = |id: &str| {
        let pack = words::content::programs().iter().find(|pack| pack.id == id);
        pack.map_or_else(|| id.to_owned(), |pack| pack.name.get(lang).clone())
    };
    let programs = found.programs.iter().map(|program| ProgramRow {
        id: program.id.to_string(),
        name: program.name.clone(),
        rules: pack_name(&program.rule_pack),
        since: words().date_with_year(lang, program.starts_on),
        ended: said(visit, program.ends_on),
        enrolled: program.enrolled,
    });
    let mut packs: Vec<Pick> = words::content::programs()
        .iter()
        .map(|pack| pick(&pack.id, pack.name.get(lang).clone(), typed.text("rule_pack")))
        .collect();
    packs.dedup_by(|a, b| a.value == b.value);
    let next = people.next.map(|last| format!("/agency/{slug}?after={last}"));
    html_with(
        wrong.status(),
        &AgencyDesk {
            page: Page::titled(app, visit, Face::Agency, "agency-title"),
            base: format!("/agency/{slug}"),
            name: found.name.clone(),
            zone: found.zone.clone(),
            staff: staff.collect(),
            next: next.unwrap_or_default(),
            programs: programs.collect(),
            packs,
            may_staff: found.may_manage_staff,
            may_programs: found.may_manage_programs,
            typed,
            wrong,
        },
    )
}

impl AgencyDesk {
    /// What was typed, in the form that was sent.
    fn typed_in(&self, mine: &bool) -> &str {
        if *mine { self.typed.text("ends_on") } else { "" }
    }

    /// What was wrong, in the form that was sent.
    fn wrong_in(&self, mine: &bool) -> &str {
        if *mine { self.wrong.at("ends_on") } else { "" }
    }
}
