//! `GET` and `POST …/about`: what a member likes to be called, and what is safe.

use super::to_change;
use crate::app::App;
use crate::form::{Choice, choices};
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use domain::notice::{FieldError, Notice};
use domain::people::SafeHours;
use domain::time::{Time, Weekday};
use service::people::{About, Reach};
use words::weekday_code;

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

#[derive(Template)]
#[template(path = "reach/about.html")]
struct AboutPage {
    page: Page,
    base: String,
    called: String,
    full_name: String,
    pronouns: String,
    langs: Vec<Choice>,
    days: Vec<Choice>,
    safe_from: String,
    safe_until: String,
    say_it_is_from: String,
    safe_word: String,
    note: String,
    revision: i64,
    wrong: Wrong,
}

/// The form, with what is known.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_reach(&visit, &at)?;
    let reach = to_change(&place, &app).await?;
    show(&app, &visit, &place, &reach, None, Wrong::default())
}

fn show(app: &App, visit: &Visit, place: &Place, reach: &Reach, typed: Option<&Fields>, wrong: Wrong) -> Reply {
    let text = |name: &str, known: Option<String>| match typed {
        Some(fields) => fields.text(name).to_owned(),
        None => known.unwrap_or_default(),
    };
    let clock = |time: Option<Time>| time.map(|time| time.strftime("%H:%M").to_string());
    let lang = text("lang", Some(reach.lang.tag().to_owned()));
    let days: Vec<String> = match typed {
        Some(fields) => fields.all("days"),
        None => reach.safe.days.iter().map(|day| weekday_code(*day).to_owned()).collect(),
    };
    let form = AboutPage {
        page: Page::titled(app, visit, place.face, "about-title"),
        base: place.base.clone(),
        called: text("called", Some(reach.called.clone())),
        full_name: text("full_name", reach.full_name.clone()),
        pronouns: text("pronouns", reach.pronouns.clone()),
        langs: choices(visit.lang, "reach-lang", Lang::ALL.iter().map(|one| one.tag()), |code| code == lang),
        days: choices(visit.lang, "weekday", DAYS.iter().map(|day| weekday_code(*day)), |code| {
            days.iter().any(|day| day == code)
        }),
        safe_from: text("safe_from", clock(reach.safe.from)),
        safe_until: text("safe_until", clock(reach.safe.until)),
        say_it_is_from: text("say_it_is_from", reach.say_it_is_from.clone()),
        safe_word: text("safe_word", reach.safe_word.clone()),
        note: text("note", reach.note.clone()),
        revision: reach.revision,
        wrong,
    };
    html_with(form.wrong.status(), &form)
}

fn time(fields: &Fields, name: &str) -> Result<Option<Time>, FieldError> {
    match fields.text(name).trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| FieldError::new(name, Notice::new("form-not-a-time"))),
    }
}

fn about(fields: &Fields) -> Result<About, FieldError> {
    let days = fields.all("days");
    let safe = SafeHours {
        days: DAYS.into_iter().filter(|day| days.iter().any(|own| own == weekday_code(*day))).collect(),
        from: time(fields, "safe_from")?,
        until: time(fields, "safe_until")?,
    };
    let text = |name: &str| fields.text(name).to_owned();
    Ok(About {
        called: text("called"),
        full_name: text("full_name"),
        pronouns: text("pronouns"),
        lang: Lang::from_tag(fields.text("lang")).unwrap_or_default(),
        say_it_is_from: text("say_it_is_from"),
        safe_word: text("safe_word"),
        safe,
        note: text("note"),
        revision: fields.text("revision").parse().unwrap_or_default(),
    })
}

/// Saves it.
pub async fn save(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_reach(&visit, &at)?;
    let command = fields.command()?;
    let outcome = match about(&fields) {
        Err(error) => Err(Trouble::Invalid(vec![error])),
        Ok(about) => {
            let (house, one) = (app.house.clone(), place.clone());
            ask(move || service::people::save_about(&house, &one.session, command, one.member, &about)).await
        }
    };
    match outcome {
        Ok(()) => Ok(see_saying(&place.base, "saved")),
        Err(Trouble::Invalid(errors)) => {
            let reach = to_change(&place, &app).await?;
            show(&app, &visit, &place, &reach, Some(&fields), Wrong::of(&visit, &errors))
        }
        Err(other) => Err(other),
    }
}
