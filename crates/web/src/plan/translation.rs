//! `GET` and `POST …/versions/{version}/translation`: the same words in the other language, beside the member's own.

use super::chart::Chart;
use super::view::say;
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::VersionId;
use service::plan::Translated;

struct Text {
    name: String,
    label: String,
    own: String,
    other: String,
    /// The hidden field that says what stood there.
    seen: (String, String),
    error: String,
}

#[derive(Template)]
#[template(path = "plan/translation.html")]
struct TranslationPage {
    page: Page,
    base: String,
    id: String,
    /// The language to translate into.
    tag: &'static str,
    texts: Vec<Text>,
    wrong: Wrong,
}

/// The texts, each with its field.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, at.id("version")?, Fields::default(), Wrong::default()).await
}

/// Keeps what was typed beside each text.
pub async fn keep(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let id: VersionId = at.id("version")?;
    let command = fields.command()?;
    let said: Vec<Translated> =
        fields.pairs().filter_map(|(name, _)| Some(posted_at(&fields, name.strip_prefix("text.")?))).collect();
    let (house, one) = (app.house.clone(), chart.clone());
    let kept = ask(move || service::plan::translate(&house, &one.session, command, (one.member, id), &said)).await;
    match kept {
        Ok(()) => Ok(see_saying(&format!("{}/versions/{id}", chart.base), "saved")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &chart, id, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

fn posted_at(fields: &Fields, key: &str) -> Translated {
    Translated {
        key: key.to_owned(),
        text: fields.text(&format!("text.{key}")).to_owned(),
        seen: fields.text(&format!("seen.{key}")).to_owned(),
    }
}

async fn show(app: &App, visit: &Visit, chart: &Chart, id: VersionId, typed: Fields, wrong: Wrong) -> Reply {
    let (house, one) = (app.house.clone(), chart.clone());
    let (lang, texts) = ask(move || service::plan::texts_to_translate(&house, &one.session, one.member, id)).await?;
    let text = |text: &service::plan::TextToTranslate| {
        let name = format!("text.{}", text.key);
        let typed = posted_at(&typed, &text.key);
        // A field that nobody touched shows what stands there now.
        let other = if wrong.any() && !typed.untouched() { typed.text } else { text.other.clone() };
        Text {
            seen: (format!("seen.{}", text.key), text.seen.clone()),
            label: say(visit.lang, &format!("plan-field-{}", text.field.code())),
            own: text.own.clone(),
            other,
            error: wrong.at(&name).to_owned(),
            name,
        }
    };
    let page = TranslationPage {
        page: Page::titled(app, visit, chart.face, "translation-title"),
        base: chart.base.clone(),
        id: id.to_string(),
        tag: lang.tag(),
        texts: texts.iter().map(text).collect(),
        wrong,
    };
    html_with(page.wrong.status(), &page)
}
