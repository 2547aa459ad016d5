//! A yes to peer support, and the notice of rights: on a page, on paper, and the member's word that they have it.

use super::list::show;
use super::paper::{language, pdf};
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, ask_heavy, html, see_saying};
use crate::session::{Params, Visit};
use ::paper::{ConsentPaper, House};
use askama::Template;
use axum::extract::State;
use domain::consent::NoticeGiven;
use domain::lang::Lang;
use domain::plan::Confidence;

/// `POST …/start`
pub async fn say_yes(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_consents(&visit, &at)?;
    let command = fields.command()?;
    let (house, one, name) = (app.house.clone(), place.clone(), fields.text("start_name").to_owned());
    match ask(move || service::consent::say_yes(&house, &one.session, command, one.member, &name)).await {
        Ok(()) => Ok(see_saying(&format!("{}#start", place.base), "saved")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &place, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

/// `POST …/notice`
pub async fn give(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_consents(&visit, &at)?;
    let command = fields.command()?;
    let how = fields.code("notice_way")?.unwrap_or(NoticeGiven::Screen);
    // In their own session the button says it; staff write down whether the member did.
    let has_it = place.own() || fields.text("has_notice") == "yes";
    let lang = Lang::from_tag(fields.text("lang")).unwrap_or(visit.lang);
    let to = format!("{}#start", place.base);
    ask(move || service::consent::give_notice(&app.house, &place.session, command, place.member, (how, lang, has_it)))
        .await?;
    Ok(see_saying(&to, "saved"))
}

#[derive(Template)]
#[template(path = "consent/notice.html")]
struct NoticePage {
    page: Page,
    base: String,
    own: bool,
    title: String,
    parts: Vec<(String, String)>,
    unchecked: bool,
}

/// `GET …/notice`
pub async fn notice(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = known(&app, &visit, &at).await?;
    let (lang, text) = (visit.lang, words::content::consents().ok_or(Trouble::Absent)?.patient_notice());
    html(&NoticePage {
        page: Page::titled(&app, &visit, place.face, "notice-title"),
        own: place.own(),
        base: place.base,
        title: text.title.get(lang).clone(),
        parts: parts(lang),
        unchecked: text.confidence == Confidence::Unverified,
    })
}

async fn known(app: &App, visit: &Visit, at: &Params) -> Result<Place, Trouble> {
    let place = Place::of_consents(visit, at)?;
    let (house, one) = (app.house.clone(), place.clone());
    ask(move || service::consent::consent_page(&house, &one.session, one.member)).await?;
    Ok(place)
}

fn parts(lang: Lang) -> Vec<(String, String)> {
    let Some(forms) = words::content::consents() else { return Vec::new() };
    let part = |part: &words::content::NoticePart| (part.heading.get(lang).clone(), part.text.get(lang).clone());
    forms.patient_notice().parts.iter().map(part).collect()
}

/// `GET …/notice/paper.pdf`
pub async fn paper(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    known(&app, &visit, &at).await?;
    let lang = language(&visit);
    let text = words::content::consents().ok_or(Trouble::Absent)?.patient_notice();
    let sheet = ConsentPaper { title: text.title.get(lang).clone(), parts: parts(lang), ..ConsentPaper::default() };
    let print = move || ::paper::consent(&sheet, &House(lang)).map_err(|why| Trouble::Broken(why.to_string()));
    Ok(pdf(ask_heavy(print).await?, "sheet.pdf"))
}
