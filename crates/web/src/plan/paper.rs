//! What is printed: a version, a wallet card, blank sheets. The names of the files tell nothing.

use super::chart::Chart;
use super::open::look;
use super::version::Story;
use super::view::say;
use crate::app::App;
use crate::form::Posted;
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html};
use crate::session::{Params, Visit};
use ::paper::{Card, CardPerson, DrawnLine, GoesWith, HelpLine, House, MissingSigner, PlanExtras, Signature};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::id::{AttachmentId, VersionId};
use domain::lang::Lang;
use domain::notice::Arg;
use domain::plan::{GoalStatus, HowSigned, Media, PlanDocument, SignerKind};
use domain::text::Line;
use http::header;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// How many lines of each kind fit on a card.
const CARD_LINES: usize = 4;

/// The language that was chosen on the page, or the reader's.
pub fn chosen(visit: &Visit) -> Lang {
    language(visit.asked("lang"), visit.lang)
}

fn language(tag: &str, reader: Lang) -> Lang {
    Lang::from_tag(tag).unwrap_or(reader)
}

/// A PDF for the reader alone.
pub fn answer(bytes: Vec<u8>, name: &str) -> Response {
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    ([kind, (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\""))], bytes).into_response()
}

/// Who signed a plan and who is still to sign.
pub struct Signed {
    /// Who signed.
    pub signatures: Vec<Signature>,
    /// Who is still to sign.
    pub missing: Vec<MissingSigner>,
    /// Whether it counts as signed.
    pub complete: bool,
    /// SHA-256 of the document's bytes, in hexadecimal.
    pub hash: String,
    /// Translations by the member's own text.
    pub translations: BTreeMap<String, String>,
}

/// What may be on the paper besides the plan itself. Each may name a program, a law or a condition, so each is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// The program's name, and the recommendation.
    pub program: bool,
    /// The agency's name.
    pub agency: bool,
    /// Pathways that tell of medicine or faith.
    pub private_pathways: bool,
}

impl Shown {
    /// As the form asked.
    pub fn asked(visit: &Visit) -> Self {
        let yes = |name: &str| visit.asked(name) == "yes";
        Self { program: yes("program"), agency: yes("agency"), private_pathways: yes("pathways") }
    }
}

/// A signature in the words of a language.
pub fn signature(lang: Lang, signer: SignerKind, name: &str, story: &Story<'_>, drawn: Option<String>) -> Signature {
    let told = words::words().say_with(lang, "signed-drawing", &[("name", Arg::from(name))]);
    Signature {
        name: name.to_owned(),
        role: say(lang, &format!("signer-{}", signer.code())),
        how: say(lang, &format!("how-signed-{}", story.how.code())),
        on: story.on,
        story: story.beside(lang),
        drawn: drawn.map(|svg| DrawnLine { svg, told }),
    }
}

/// The plan on paper.
pub fn print(document: &PlanDocument, signed: Signed, lang: Lang, shown: Shown) -> Result<Vec<u8>, Trouble> {
    print_with(document, signed, lang, shown, None)
}

/// The plan on paper, with what goes with it where it leaves by a consent.
pub fn print_with(
    document: &PlanDocument,
    signed: Signed,
    lang: Lang,
    shown: Shown,
    goes_with: Option<GoesWith>,
) -> Result<Vec<u8>, Trouble> {
    let on = document.written_on;
    let packs = document.rules.iter().filter_map(|rule| words::content::program_on(&rule.id, on));
    let names: Vec<String> = packs.map(|pack| pack.plan.plan_name.value.get(lang).clone()).collect();
    let private = words::content::pathways().iter().filter(|way| way.sensitive && !shown.private_pathways);
    let extras = PlanExtras {
        draft: !signed.complete,
        life_areas: words::content::life_areas()
            .iter()
            .map(|area| (area.key.clone(), area.name.get(lang).clone()))
            .collect(),
        pathways: words::content::pathways().iter().map(|way| (way.key.clone(), way.name.get(lang).clone())).collect(),
        signatures: signed.signatures,
        missing: signed.missing,
        hash: Some(signed.hash),
        show_program: (shown.program && !names.is_empty()).then(|| names.join("; ")),
        show_agency: shown.agency,
        leave_out: private.map(|way| way.key.clone()).collect(),
        translations: signed.translations,
        goes_with,
    };
    ::paper::plan(document, &extras, &House(lang)).map_err(|why| Trouble::Broken(why.to_string()))
}

/// `GET …/versions/{version}/plan.pdf?lang=es&program=yes&agency=yes&pathways=yes`
pub async fn pdf(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let id: VersionId = at.id("version")?;
    let (lang, shown) = (chosen(&visit), Shown::asked(&visit));
    let bytes = ask(move || of_version(&app, &chart, id, lang, shown)).await?;
    Ok(answer(bytes, "plan.pdf"))
}

/// One version on paper. It blocks.
pub fn of_version(app: &App, chart: &Chart, id: VersionId, lang: Lang, shown: Shown) -> Result<Vec<u8>, Trouble> {
    let found = service::plan::version(&app.house, &chart.session, chart.member, id)?;
    let line = &found.line;
    let mut signatures = Vec::new();
    for one in &line.signatures {
        let drawn = match one.file.filter(|_| one.how != HowSigned::Paper) {
            Some(file) => line_drawn(app, chart, file)?,
            None => None,
        };
        signatures.push(signature(lang, one.signer, &one.name, &Story::from(one), drawn));
    }
    let still = if line.replaced_by.is_some() { &[][..] } else { &line.missing };
    let missing =
        still.iter().map(|signer| MissingSigner { role: say(lang, &format!("signer-{}", signer.code())), name: None });
    let signed = Signed {
        signatures,
        missing: missing.collect(),
        complete: line.signed_on.is_some(),
        hash: found.hash.clone(),
        // On a paper in the language of the plan itself there is nothing to put beside it.
        translations: if lang == found.document.lang { BTreeMap::new() } else { found.translations.words.clone() },
    };
    print(&found.document, signed, lang, shown)
}

/// What was drawn for a signature, as a picture.
pub fn line_drawn(app: &App, chart: &Chart, file: AttachmentId) -> Result<Option<String>, Trouble> {
    let file = service::plan::attachment(&app.house, &chart.session, chart.member, file)?;
    let svg = file.media() == Media::Svg;
    Ok(svg.then(|| String::from_utf8(file.bytes().to_vec()).ok()).flatten())
}

#[derive(Template)]
#[template(path = "plan/card.html")]
struct CardPage {
    page: Page,
    base: String,
    name: String,
    people: Vec<(String, String)>,
    goals: Vec<(String, String)>,
    lines: Vec<(String, String)>,
}

fn local_lines(page: &Page) -> Vec<(String, String)> {
    page.crisis.iter().map(|line| (line.label.clone(), line.number.clone())).collect()
}

/// `GET …/card`: what is to stand on a wallet card.
pub async fn card_page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let plan = look(&app, &chart).await?;
    let page = Page::titled(&app, &visit, chart.face, "wallet-title");
    let mut people: Vec<(String, String)> = plan
        .content
        .corner
        .iter()
        .take(CARD_LINES)
        .map(|person| (person.name.clone(), person.relation.clone()))
        .collect();
    people.resize(CARD_LINES, (String::new(), String::new()));
    let goals = plan.content.goals.iter().filter(|goal| goal.status == GoalStatus::Active);
    let lines = local_lines(&page);
    html(&CardPage {
        base: chart.base,
        name: plan.called.clone(),
        people,
        goals: goals.map(|goal| (goal.id.to_string(), goal.statement.clone())).collect(),
        lines,
        page,
    })
}

/// `POST …/card`: the card. Nothing of it is kept.
pub async fn card(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let plan = look(&app, &chart).await?;
    let lang: Lang = language(fields.text("lang"), visit.lang);
    let page = Page::titled(&app, &visit, chart.face, "wallet-title");
    let line = |text: &str| Line::parse(text).map(|line| line.as_str().to_owned()).ok();
    let people = (0..CARD_LINES).filter_map(|at| {
        let name = line(fields.text(&format!("person.{at}")))?;
        let phone = line(fields.text(&format!("phone.{at}"))).unwrap_or_default();
        Some(CardPerson { name, relation: String::new(), phone })
    });
    let wanted = fields.all("line");
    let known = local_lines(&page).into_iter().filter(|(label, _)| wanted.contains(label));
    let goal = fields.text("goal");
    let next = plan.content.goals.iter().filter(|one| one.id.to_string() == goal).map(|one| one.statement.clone());
    let card = Card {
        name: if fields.text("name_on") == "yes" { plan.called.clone() } else { String::new() },
        helps: fields.text("helps").lines().filter_map(line).take(CARD_LINES).collect(),
        people: people.collect(),
        lines: known.take(CARD_LINES).map(|(name, number)| HelpLine { name, number }).collect(),
        next: next.collect(),
    };
    let bytes =
        ask(move || ::paper::wallet_card(&card, &House(lang)).map_err(|why| Trouble::Broken(why.to_string()))).await?;
    Ok(answer(bytes, "card.pdf"))
}

/// `GET /paper/plan.pdf`: blank sheets for places without devices. Made once for each language.
pub async fn blank(visit: Visit) -> Reply {
    static SHEETS: [OnceLock<Vec<u8>>; 2] = [OnceLock::new(), OnceLock::new()];
    let lang = visit.lang;
    let kept = if lang == Lang::Es { &SHEETS[1] } else { &SHEETS[0] };
    if let Some(bytes) = kept.get() {
        return Ok(answer(bytes.clone(), "sheets.pdf"));
    }
    let made = ask(move || ::paper::blank_plan(&House(lang)).map_err(|why| Trouble::Broken(why.to_string()))).await?;
    Ok(answer(kept.get_or_init(|| made).clone(), "sheets.pdf"))
}
