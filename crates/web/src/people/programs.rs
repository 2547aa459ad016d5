//! `/work/{agency}/members/{member}/programs`: the programs of a member, and the family around them.

use super::at::AtChart;
use super::head::{Head, head};
use super::member::{Row, join};
use super::pick::{Pick, day, pick, picked, span};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::ProgramId;
use domain::people::{AllyBasis, Relation};
use service::people::NewFamilyAlly;
use words::words;

struct Line {
    name: String,
    href: String,
    days: String,
    ended: bool,
    reason: String,
    for_whom: String,
}

#[derive(Template)]
#[template(path = "work/programs.html")]
struct ProgramsPage {
    page: Page,
    head: Head,
    base: String,
    sent: &'static str,
    lines: Vec<Line>,
    allies: Vec<Row>,
    charts: Vec<Row>,
    programs: Vec<Pick>,
    relations: Vec<Pick>,
    bases: Vec<Pick>,
    may_enrol: bool,
    may_change: bool,
    typed: Fields,
    wrong: Wrong,
}

/// The programs of a member.
pub async fn programs(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = AtChart::of(&visit, &at, "programs")?;
    show(&app, &visit, &place, "", Fields::default(), Wrong::default()).await
}

/// `POST …/programs`: enrolls.
pub async fn enrol(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = AtChart::of(&visit, &at, "programs")?;
    let done = async {
        let (command, program): (_, ProgramId) = (fields.command()?, picked(&fields, "program")?);
        let (starts, mandated) = (day(&fields, "starts_on")?, fields.text("mandated_by").to_owned());
        let (house, one) = (app.house.clone(), place.clone());
        let AtChart { session, member, .. } = one;
        ask(move || service::people::enrol(&house, &session, command, member, program, starts, &mandated)).await
    };
    let done = done.await.map(|_| "enrolled");
    finish(&app, &visit, &place, ("enrol", fields), done).await
}

/// `POST …/programs/family`: writes a caregiver or guardian down.
pub async fn add_family(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = AtChart::of(&visit, &at, "programs")?;
    let done = async {
        let command = fields.command()?;
        let new = NewFamilyAlly {
            relation: fields.code("relation")?.unwrap_or(Relation::Caregiver),
            name: fields.text("ally_name").to_owned(),
            relation_words: fields.text("relation_words").to_owned(),
            basis: fields.code("basis")?.unwrap_or(AllyBasis::NamedOnly),
            consented_on: day(&fields, "consented_on")?,
            signs: fields.text("signs") == "yes",
        };
        let (house, one) = (app.house.clone(), place.clone());
        ask(move || service::people::add_family_ally(&house, &one.session, command, one.member, new)).await
    };
    let done = done.await.map(|_| "family-added");
    finish(&app, &visit, &place, ("family", fields), done).await
}

/// Back to the page that says what was done, or the same form with what was wrong.
async fn finish(
    app: &App,
    visit: &Visit,
    place: &AtChart,
    (sent, typed): (&'static str, Fields),
    done: Result<&'static str, Trouble>,
) -> Reply {
    match done {
        Ok(said) => Ok(see_saying(&place.base, said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(visit, &errors);
            show(app, visit, place, sent, typed, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, place: &AtChart, sent: &'static str, typed: Fields, wrong: Wrong) -> Reply {
    let AtChart { session, member, base } = place.clone();
    let slug = session.agency_slug.clone().unwrap_or_default();
    let house = app.house.clone();
    let found = ask(move || service::people::enrolments(&house, &session, member)).await?;
    let say = |id: &str| words().say(visit.lang, id).into_owned();
    let line = |one: &service::people::Enrolment| Line {
        name: one.program_name.clone(),
        href: format!("{base}/{}", one.id),
        days: span(visit, one.starts_on, one.ends_on),
        ended: one.ends_on.is_some(),
        reason: one.end_reason.clone(),
        for_whom: match &one.beneficiary {
            Some(chart) => chart.called.clone(),
            None if one.beneficiary_hidden => say("beneficiary-hidden"),
            None => String::new(),
        },
    };
    let relations = [Relation::Caregiver, Relation::Guardian]
        .map(|one| pick(one.code(), say(&format!("ally-relation-{}", one.code())), typed.text("relation")));
    let bases = AllyBasis::ALL
        .iter()
        .map(|one| pick(one.code(), say(&format!("ally-basis-{}", one.code())), typed.text("basis")));
    let allies = found.family.allies.iter().map(|ally| Row {
        label: say(&format!("ally-relation-{}", ally.relation.code())),
        text: join(&[
            &ally.name,
            &ally.relation_words,
            &if ally.signs { say("family-signs-short") } else { String::new() },
        ]),
        href: String::new(),
    });
    let charts = found.family.charts.iter().map(|chart| Row {
        label: chart.called.clone(),
        text: String::new(),
        href: format!("/work/{slug}/members/{}", chart.id),
    });
    html_with(
        wrong.status(),
        &ProgramsPage {
            page: Page::titled(app, visit, Face::Work, "member-programs"),
            head: head(visit, &slug, member, &found.called, "programs", found.may_read_member),
            lines: found.enrolments.iter().map(line).collect(),
            allies: allies.collect(),
            charts: charts.collect(),
            programs: found.programs.iter().map(|(id, name)| pick(id, name, typed.text("program"))).collect(),
            relations: relations.into(),
            bases: bases.collect(),
            may_enrol: found.may_enrol,
            may_change: found.may_change,
            base: base.clone(),
            sent,
            typed,
            wrong,
        },
    )
}
