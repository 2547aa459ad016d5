//! `…/plan/give`: the signed plan to a recipient of a consent, and its paper. The name of the file tells nothing.

use super::chart::Chart;
use super::paper::{Shown, Signed, answer, line_drawn, print_with, signature};
use super::version::Story;
use super::view::{day, say};
use crate::app::App;
use crate::consent::{kind_words, sheet, signed as consent_signed};
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, ask_heavy, html, html_with, see};
use crate::session::{Params, Visit};
use ::paper::GoesWith;
use askama::Template;
use axum::extract::State;
use domain::consent::{HowSigned as ConsentSigned, Recipient};
use domain::id::{AttachmentId, DisclosureId, RowId, VersionId};
use domain::lang::Lang;
use domain::people::Media;
use domain::plan::HowSigned;
use std::collections::BTreeMap;

struct WayRow {
    line: String,
    name: String,
    /// The name, with what they are where somebody said.
    label: String,
    purpose: String,
    after: String,
    with_notice: bool,
    chosen: bool,
    consent: String,
}

#[derive(Template)]
#[template(path = "consent/give.html")]
struct GivePage {
    page: Page,
    base: String,
    back: String,
    called: String,
    version: String,
    number: String,
    signed_on: String,
    open: Vec<WayRow>,
    shut: Vec<(String, String)>,
    typed: Fields,
    wrong: Wrong,
}

/// To whom it may go.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, Fields::default(), Wrong::default()).await
}

async fn show(app: &App, visit: &Visit, chart: &Chart, typed: Fields, wrong: Wrong) -> Reply {
    let (house, one) = (app.house.clone(), chart.clone());
    let found = ask(move || service::plan::ways_out(&house, &one.session, one.member)).await?;
    let lang = visit.lang;
    let way = |way: &service::plan::WayOut| WayRow {
        line: way.line.to_string(),
        name: way.recipient.name.as_str().to_owned(),
        label: label(lang, &way.recipient),
        purpose: way.purpose.clone(),
        after: say(lang, &format!("redisclosure-{}", way.redisclosure.code())),
        with_notice: way.with_notice,
        chosen: typed.text("line") == way.line.to_string() || found.open.len() == 1,
        consent: format!("{}/consents/{}", chart.back, way.consent),
    };
    let (version, number, signed_on) = match &found.version {
        Some((id, number, on)) => (id.to_string(), number.to_string(), day(lang, *on)),
        None => Default::default(),
    };
    let page = GivePage {
        page: Page::titled(app, visit, chart.face, "give-title"),
        base: chart.base.clone(),
        back: chart.back.clone(),
        called: found.called.clone(),
        version,
        number,
        signed_on,
        open: found.open.iter().map(way).collect(),
        shut: found.shut.iter().map(|(name, why)| (name.clone(), say(lang, why))).collect(),
        typed,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn label(lang: Lang, recipient: &Recipient) -> String {
    match kind_words(lang, recipient.kind) {
        kind if kind.is_empty() => recipient.name.as_str().to_owned(),
        kind => format!("{} · {kind}", recipient.name),
    }
}

/// Gives it: decided and written down at once.
pub async fn give(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let command = fields.command()?;
    let version: VersionId = fields.code("version")?.ok_or(Trouble::Unreadable)?;
    let Some(line) = fields.code::<RowId>("line")? else {
        let missing = domain::notice::FieldError::new("line", domain::notice::Notice::new("give-pick"));
        return show(&app, &visit, &chart, fields, Wrong::of(&visit, &[missing])).await;
    };
    let (house, one, to) = (app.house.clone(), chart.clone(), fields.text("to").to_owned());
    let given = ask(move || service::plan::give_plan(&house, &one.session, command, (one.member, version), line, &to));
    match given.await {
        Ok(id) => Ok(see(&format!("{}/give/{id}", chart.base))),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &chart, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "consent/gave.html")]
struct GavePage {
    page: Page,
    base: String,
    back: String,
    id: String,
    to: String,
    with_notice: bool,
}

/// What was written down, and the way to the paper.
pub async fn gave(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let id: DisclosureId = at.id("disclosure")?;
    let (house, one) = (app.house.clone(), chart.clone());
    let found = ask(move || service::plan::given_plan(&house, &one.session, one.member, id)).await?;
    html(&GavePage {
        page: Page::titled(&app, &visit, chart.face, "give-title"),
        base: chart.base,
        back: chart.back,
        id: id.to_string(),
        to: found.recipient,
        with_notice: found.goes_with.is_some(),
    })
}

/// The paper: decided again each time.
pub async fn pdf(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let id: DisclosureId = at.id("disclosure")?;
    let lang = super::paper::chosen(&visit);
    let bytes = ask_heavy(move || {
        let found = service::plan::given_plan(&app.house, &chart.session, chart.member, id)?;
        let mut signatures = Vec::new();
        for one in &found.signatures {
            let drawn = match one.file.filter(|_| one.how != HowSigned::Paper) {
                Some(file) => line_drawn(&app, &chart, file)?,
                None => None,
            };
            signatures.push(signature(lang, one.signer, &one.name, &Story::from(one), drawn));
        }
        let goes_with = match &found.goes_with {
            Some(own) => Some(goes_with(&app, &chart, lang, &found.recipient, own)?),
            None => None,
        };
        let signed = Signed {
            signatures,
            missing: Vec::new(),
            complete: true,
            hash: found.hash.clone(),
            translations: BTreeMap::new(),
        };
        let shown = Shown { program: false, agency: true, private_pathways: false };
        print_with(&found.document, signed, lang, shown, goes_with)
    })
    .await?;
    Ok(answer(bytes, "plan.pdf"))
}

fn goes_with(
    app: &App,
    chart: &Chart,
    lang: Lang,
    recipient: &str,
    own: &service::plan::GoesWith,
) -> Result<GoesWith, Trouble> {
    let forms = words::content::consents().ok_or(Trouble::Absent)?;
    let text = forms.redisclosure();
    let mut all = Vec::new();
    for one in &own.signatures {
        let drawn = match one.file.filter(|_| one.how == ConsentSigned::Drawn) {
            Some(file) => consent_drawn(app, chart, file)?,
            None => None,
        };
        all.push(consent_signed(own.consent.lang, one, drawn));
    }
    Ok(GoesWith {
        to: recipient.to_owned(),
        notice: text.text.clone(),
        beside: text.beside.get(lang).clone(),
        consent: sheet(&own.consent, all),
    })
}

fn consent_drawn(app: &App, chart: &Chart, file: AttachmentId) -> Result<Option<String>, Trouble> {
    let file = service::consent::signature_file(&app.house, &chart.session, chart.member, file)?;
    let svg = file.media() == Media::Svg;
    Ok(svg.then(|| String::from_utf8(file.bytes().to_vec()).ok()).flatten())
}
