//! `/work/{agency}/members/{member}/emergency`: what helps medical personnel, and the note of what they were told.

use super::{Choice, chart_of, choice, day, say};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::consent::{EmergencyNature, EmergencyTold};
use domain::notice::{FieldError, Notice};
use domain::time::Time;
use service::consent::ToldMedical;

#[derive(Template)]
#[template(path = "privacy/emergency.html")]
struct EmergencyPage {
    page: Page,
    action: String,
    back: String,
    called: String,
    facts: Vec<(String, String)>,
    people: Vec<(String, String)>,
    natures: Vec<Choice>,
    told: Vec<Choice>,
    typed: Fields,
    wrong: Wrong,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, Fields::default(), Wrong::default()).await
}

/// Writes down what they were told.
pub async fn tell(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let (slug, session, member) = chart_of(&visit, &at)?;
    let command = fields.command()?;
    let house = app.house.clone();
    let outcome = match read(&fields) {
        Ok(told) => ask(move || service::consent::tell_medical(&house, &session, command, member, &told)).await,
        Err(trouble) => Err(trouble),
    };
    match outcome {
        Ok(()) => Ok(see_saying(&format!("/work/{slug}/members/{member}"), "emergency-told")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &at, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

/// What the form says. Who has no time reads all that is missing at once.
fn read(fields: &Fields) -> Result<ToldMedical, Trouble> {
    let mut wrong = Vec::new();
    let mut missing = |field: &str, id: &str| wrong.push(FieldError::new(field, Notice::new(id)));
    let nature: Option<EmergencyNature> = fields.code("nature")?;
    let told: Result<Vec<EmergencyTold>, _> = fields.all("told").iter().map(|code| code.parse()).collect();
    let told = told.map_err(|_| Trouble::Unreadable)?;
    let at: Option<Time> = match fields.text("at").trim() {
        "" => None,
        text => {
            let time = text.parse().ok();
            if time.is_none() {
                missing("at", "form-not-a-time");
            }
            time
        }
    };
    for field in ["name", "affiliation"] {
        if fields.text(field).trim().is_empty() {
            missing(field, "text-missing");
        }
    }
    if told.is_empty() {
        missing("told", "pick-missing");
    }
    let Some(nature) = nature else {
        missing("nature", "pick-missing");
        return Err(Trouble::Invalid(wrong));
    };
    if !wrong.is_empty() {
        return Err(Trouble::Invalid(wrong));
    }
    let text = |name: &str| fields.text(name).to_owned();
    Ok(ToldMedical { name: text("name"), affiliation: text("affiliation"), nature, more: text("more"), told, at })
}

async fn show(app: &App, visit: &Visit, at: &Params, typed: Fields, wrong: Wrong) -> Reply {
    let (slug, session, member) = chart_of(visit, at)?;
    let house = app.house.clone();
    let (found, reach) = ask(move || {
        let found = service::consent::emergency_page(&house, &session, member)?;
        Ok::<_, service::Fault>((found, service::people::reach(&house, &session, member)?))
    })
    .await?;
    let lang = visit.lang;
    let mut facts = vec![(say(lang, "reach-called"), found.called.clone())];
    facts.extend(found.full_name.map(|name| (say(lang, "reach-full-name"), name)));
    facts.extend(found.born_on.map(|born| (say(lang, "emergency-born"), day(lang, born))));
    facts.push((say(lang, "reach-lang"), say(lang, &format!("reach-lang-{}", reach.lang.tag()))));
    facts.extend(reach.note.map(|note| (say(lang, "reach-note"), note)));
    let person = |ally: &service::people::AllyLine| {
        let relation = say(lang, &format!("ally-relation-{}", ally.relation.code()));
        (format!("{} · {relation}", ally.name), ally.reach.clone().unwrap_or_default())
    };
    let chosen = typed.all("told");
    let chart = format!("/work/{slug}/members/{member}");
    html_with(
        wrong.status(),
        &EmergencyPage {
            page: Page::titled(app, visit, Face::Work, "emergency-title"),
            action: format!("{chart}/emergency"),
            back: chart,
            called: found.called,
            facts,
            people: reach.allies.iter().map(person).collect(),
            natures: EmergencyNature::ALL
                .iter()
                .map(|one| choice(lang, "emergency-nature", one.code(), typed.text("nature") == one.code()))
                .collect(),
            told: EmergencyTold::ALL
                .iter()
                .map(|one| choice(lang, "emergency-told", one.code(), chosen.iter().any(|own| own == one.code())))
                .collect(),
            typed,
            wrong,
        },
    )
}
