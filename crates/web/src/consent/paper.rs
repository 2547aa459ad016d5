//! `GET …/consents/{consent}/paper.pdf`: a consent on paper, to be signed or as it was signed.

use super::say::{say, say1};
use super::view::signature_facts;
use crate::app::App;
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask_heavy};
use crate::session::{Params, Visit};
use ::paper::{ConsentPaper, ConsentSigned, DrawnLine, House};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::consent::{ConsentDocument, ConsentState, HowSigned};
use domain::id::ConsentId;
use domain::lang::Lang;
use domain::people::Media;
use http::header;
use service::consent::ConsentSignature;

/// A PDF for the reader alone. The names of the files tell nothing.
pub fn pdf(bytes: Vec<u8>, name: &str) -> Response {
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    ([kind, (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\""))], bytes).into_response()
}

/// The language that was chosen on the page, or the reader's.
pub fn language(visit: &Visit) -> Lang {
    Lang::from_tag(visit.asked("lang")).unwrap_or(visit.lang)
}

/// The words of a consent as a sheet, in the language that they were agreed to in.
pub fn sheet(document: &ConsentDocument, signed: Vec<ConsentSigned>) -> ConsentPaper {
    ConsentPaper {
        title: document.title.clone(),
        note: None,
        parts: document.said.iter().map(|part| (part.heading.clone(), part.text.clone())).collect(),
        signed,
        lines: Vec::new(),
        hash: String::new(),
    }
}

/// A signature for a sheet.
pub fn signed(lang: Lang, one: &ConsentSignature, drawn: Option<String>) -> ConsentSigned {
    let told = say1(lang, "signed-drawing", "name", one.name.as_str());
    ConsentSigned {
        name: one.name.clone(),
        facts: signature_facts(lang, one),
        on: one.on,
        drawn: drawn.map(|svg| DrawnLine { svg, told }),
    }
}

/// The paper. What has ended is printed with that on it.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_consents(&visit, &at)?;
    let id: ConsentId = at.id("consent")?;
    let bytes = ask_heavy(move || {
        let found = service::consent::consent(&app.house, &place.session, place.member, id)?;
        let (lang, line) = (found.document.lang, &found.line);
        let mut all = Vec::new();
        for one in &line.signatures {
            let drawn = match one.file.filter(|_| one.how == HowSigned::Drawn) {
                Some(file) => {
                    let file = service::consent::signature_file(&app.house, &place.session, place.member, file)?;
                    let svg = file.media() == Media::Svg;
                    svg.then(|| String::from_utf8(file.bytes().to_vec()).ok()).flatten()
                }
                None => None,
            };
            all.push(signed(lang, one, drawn));
        }
        let mut paper = sheet(&found.document, all);
        paper.hash = found.hash.clone();
        match line.state {
            ConsentState::Waiting => {
                let role = |one: &domain::consent::Signer| say(lang, &format!("consent-signer-{}", one.code()));
                paper.lines = line.missing().iter().map(role).collect();
            }
            ConsentState::Live => {}
            ended => paper.note = Some(say(lang, &format!("consent-state-{}", ended.code()))),
        }
        ::paper::consent(&paper, &House(lang)).map_err(|why| Trouble::Broken(why.to_string()))
    })
    .await?;
    Ok(pdf(bytes, "sheet.pdf"))
}
