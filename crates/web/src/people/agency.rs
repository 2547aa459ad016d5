//! `/agency/{agency}`: people and programs, and adding both.

use super::alerts::{AlertLine, alert_lines};
use super::join::ResetRow;
use super::notices::Notices;
use super::pick::{Pick, day, pick, said};
use super::reach::{WishRow, wish_rows};
use super::team::{Member, member_row};
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
use service::people::{NewStaff, TeamList, offers};
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
    sent: &'static str,
    name: String,
    zone: String,
    staff: Vec<StaffRow>,
    next: String,
    programs: Vec<ProgramRow>,
    packs: Vec<Pick>,
    wishes: Vec<WishRow>,
    alerts: Vec<AlertLine>,
    resets: Vec<ResetRow>,
    alone: Vec<Member>,
    more_alone: usize,
    readers: Vec<String>,
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
    show(&app, &visit, session, Came::default()).await
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

/// `POST /agency/{agency}/people`: adds somebody, and shows the code for their first sign-in.
pub async fn add_person(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let (house, who, command) = (app.house.clone(), session.clone(), fields.command()?);
    let text = |name: &str| fields.text(name).to_owned();
    let new = NewStaff { name: text("name"), title: text("title"), username: text("username") };
    match ask(move || service::people::add_staff(&house, &who, command, &new)).await {
        Ok(added) => code_page(&app, &visit, fields.text("name").to_owned(), added, &slug),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, Came { sent: "staff", typed: fields, wrong }).await
        }
        Err(other) => Err(other),
    }
}

/// `POST /agency/{agency}/programs`: adds a program.
pub async fn add_program(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let done = async {
        let (command, starts) = (fields.command()?, day(&fields, "starts_on")?);
        let (name, pack) = (fields.text("program_name").to_owned(), fields.text("rule_pack").to_owned());
        let (house, who) = (app.house.clone(), session.clone());
        ask(move || service::people::add_program(&house, &who, command, &name, &pack, starts)).await
    };
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
    let done = done.await.map(|_| "program-added").map_err(rename);
    finish(&app, &visit, session, ("program", fields), done).await
}

/// `POST /agency/{agency}/programs/{program}/end`: a program ends after its last day.
pub async fn end_program(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let program: ProgramId = at.id("program")?;
    let done = async {
        let (command, ends) = (fields.command()?, day(&fields, "ends_on")?);
        let (house, who) = (app.house.clone(), session.clone());
        ask(move || service::people::end_program(&house, &who, command, program, ends)).await
    };
    let done = done.await.map(|()| "program-ended");
    finish(&app, &visit, session, ("end-program", fields), done).await
}

/// What came with the request: the form that was sent, what stood in it, and what was wrong with it.
#[derive(Default)]
struct Came {
    sent: &'static str,
    typed: Fields,
    wrong: Wrong,
}

/// Back to the page that says what was done, or the same form with what was wrong.
async fn finish(
    app: &App,
    visit: &Visit,
    session: Session,
    (sent, typed): (&'static str, Fields),
    done: Result<&'static str, Trouble>,
) -> Reply {
    match done {
        Ok(said) => Ok(see_saying(&format!("/agency/{}", session.agency_slug.as_deref().unwrap_or_default()), said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(visit, &errors);
            show(app, visit, session, Came { sent, typed, wrong }).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, session: Session, came: Came) -> Reply {
    let Came { sent, typed, wrong } = came;
    let slug = session.agency_slug.clone().unwrap_or_default();
    let (house, lang) = (app.house.clone(), visit.lang);
    let after = visit.asked("after").parse().ok();
    let own = slug.clone();
    let (found, people, wishes, alone, notices, alerts) = ask(move || {
        let found = service::people::agency(&house, &session)?;
        let people = service::people::staff_list(&house, &session, after)?;
        // Who also has a team sees these on its desk.
        let here = !offers(&session).team;
        let wishes = if here { wish_rows(&house, &session, &own)? } else { Vec::new() };
        let alone = if here { service::people::without_a_peer(&house, &session)? } else { TeamList::default() };
        let notices = Notices::of(&house, &session, here, lang)?;
        let alerts = if here { alert_lines(&house, &session, &own, lang)? } else { Vec::new() };
        Ok::<_, service::Fault>((found, people, wishes, alone, notices, alerts))
    })
    .await?;
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
            sent,
            name: found.name.clone(),
            zone: found.zone.clone(),
            staff: staff.collect(),
            next: next.unwrap_or_default(),
            programs: programs.collect(),
            packs,
            wishes,
            alerts,
            resets: notices.restarts,
            readers: notices.readers,
            more_alone: alone.more,
            alone: alone.lines.iter().map(|one| member_row(visit, &slug, one)).collect(),
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
