//! `GET …/versions/{version}`: what was agreed to, who signed it, and every way to sign.

use super::chart::Chart;
use super::goal::Choice;
use super::link::{LinkRow, link_rows};
use super::view::{GoalView, Told, beside as put_beside, day, goals, say, sections};
use crate::app::App;
use crate::form::{Fields, Wrong};
use crate::page::Page;
use crate::respond::{Reply, ask, html_with};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::VersionId;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::plan::{HowSigned, OpenPart, Part, SignerKind};
use domain::time::Date;
use service::plan::{OwnSignature, SignatureLine, Translations};
use words::words;

/// A signature on a page.
pub struct SignedRow {
    /// In which part.
    pub who: String,
    /// The name.
    pub name: String,
    /// How, when, and beside whom, in one line.
    pub facts: String,
    /// The picture of what was drawn, or nothing.
    pub drawn: String,
    /// The sheet that was signed, or nothing.
    pub sheet: String,
}

#[derive(Template)]
#[template(path = "plan/version.html")]
struct VersionPage {
    page: Page,
    base: String,
    id: String,
    own: bool,
    asks_pin: bool,
    signs_as: String,
    member: String,
    agency: String,
    number: String,
    changed: bool,
    written_on: String,
    signed_on: String,
    replaced_by: String,
    /// What held up a first plan that was late, for staff; or nothing.
    held_up: String,
    /// Whether the print form offers a paper with the agency's name: staff keep it in their files.
    for_records: bool,
    hash: String,
    sections: Vec<Told>,
    goals: Vec<GoalView>,
    /// Who put the words into the other language, and when.
    translated: Vec<String>,
    may_translate: bool,
    signed: Vec<SignedRow>,
    missing: String,
    blocking: String,
    mine: Vec<Choice>,
    beside: Vec<Choice>,
    ways: Vec<Choice>,
    on_paper: Vec<Choice>,
    links: Vec<LinkRow>,
    may_link: bool,
    fresh_link: String,
    typed: Fields,
    wrong: Wrong,
}

impl VersionPage {
    /// Whether the form with this field came back.
    fn came_back(&self, field: &str) -> bool {
        self.wrong.any() && self.typed.pairs().any(|(name, _)| name == field)
    }
}

/// What a page shows beside the version itself.
#[derive(Default)]
pub struct Beside {
    /// What somebody typed, where a form came back.
    pub typed: Fields,
    /// What is wrong with it.
    pub wrong: Wrong,
    /// The address of a link that was just made.
    pub fresh_link: String,
}

/// The version.
pub async fn version(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, at.id("version")?, Beside::default()).await
}

/// The page, with what somebody typed where a form came back.
pub async fn show(app: &App, visit: &Visit, chart: &Chart, id: VersionId, beside: Beside) -> Reply {
    let (house, one) = (app.house.clone(), chart.clone());
    let found = ask(move || service::plan::version(&house, &one.session, one.member, id)).await?;
    let (lang, line) = (visit.lang, &found.line);
    let open = |fits: &dyn Fn(&OpenPart) -> bool, field: &str| {
        let signers = found.parts.iter().filter(|one| fits(one)).map(|one| one.signer.code());
        choices(lang, "signer", signers, beside.typed.text(field))
    };
    let with = |part: &OpenPart, way| part.part == Part::Witnessed && part.ways.contains(&way);
    let outside = |part: &OpenPart| part.signer == SignerKind::Clinician && part.part == Part::Witnessed;
    let ways = [HowSigned::Drawn, HowSigned::OwnPin].map(HowSigned::code);
    let names = |signers: &[SignerKind]| -> String {
        signers.iter().map(|one| say(lang, &format!("signer-{}", one.code()))).collect::<Vec<_>>().join(", ")
    };
    let document = &found.document;
    let (mut sections, mut goals) = (sections(lang, &document.content), goals(lang, &document.content));
    put_beside(lang, &found.translations, &mut sections, &mut goals);
    let page = VersionPage {
        page: Page::titled(app, visit, chart.face, "version-title"),
        base: chart.base.clone(),
        id: id.to_string(),
        own: chart.own(),
        asks_pin: found.asks_pin,
        signs_as: if chart.own() { document.member.clone() } else { chart.session.name.clone() },
        member: document.member.clone(),
        agency: document.agency.clone(),
        number: line.number.to_string(),
        changed: line.number > 1,
        written_on: day(lang, document.written_on),
        signed_on: line.signed_on.map(|on| day(lang, on)).unwrap_or_default(),
        replaced_by: line.replaced_by.map(|number| number.to_string()).unwrap_or_default(),
        held_up: match found.late.filter(|_| !chart.own() && !chart.handed_over()) {
            Some(late) => say(lang, &format!("late-reason-{}", late.code())),
            None => String::new(),
        },
        for_records: !chart.own() && !chart.handed_over(),
        hash: found.hash.clone(),
        sections,
        goals,
        translated: translated(lang, &found.translations),
        may_translate: found.may_translate,
        signed: signed_rows(lang, &chart.base, &line.signatures),
        missing: names(&line.missing),
        blocking: names(&line.blocking),
        mine: open(&|one| one.part != Part::Witnessed, "signer"),
        beside: open(&|one| with(one, HowSigned::Drawn), "who"),
        ways: choices(lang, "how-signed", ways.into_iter(), beside.typed.text("how")),
        on_paper: open(&|one| with(one, HowSigned::Paper), "paper_signer"),
        links: link_rows(lang, &found.links),
        may_link: found.parts.iter().any(outside),
        fresh_link: beside.fresh_link,
        typed: beside.typed,
        wrong: beside.wrong,
    };
    html_with(page.wrong.status(), &page)
}

/// Choices of codes whose words are messages; the first is chosen where none was.
fn choices(lang: Lang, message: &str, codes: impl Iterator<Item = &'static str>, chosen: &str) -> Vec<Choice> {
    let choice = |(at, code): (usize, &'static str)| Choice {
        value: code.to_owned(),
        label: say(lang, &format!("{message}-{code}")),
        chosen: if chosen.is_empty() { at == 0 } else { chosen == code },
    };
    codes.enumerate().map(choice).collect()
}

/// Who put words of a plan into the other language, and when.
pub fn translated(lang: Lang, translations: &Translations) -> Vec<String> {
    let line = |one: &service::plan::Translator| {
        let date = ("date", Arg::from(one.on));
        match &one.name {
            Some(name) => words().say_with(lang, "translated-by", &[("name", Arg::from(name.as_str())), date]),
            None => words().say_with(lang, "translated-by-member", &[date]),
        }
    };
    translations.by.iter().map(line).collect()
}

/// How a signature came about, as a page and the paper tell it.
pub struct Story<'a> {
    /// How.
    pub how: HowSigned,
    /// When.
    pub on: Date,
    /// Who sat beside them.
    pub witness: Option<&'a str>,
    /// The language that the words were shown in, where that is known.
    pub lang: Option<Lang>,
    /// Whether the plan was read aloud first.
    pub read_aloud: bool,
    /// Who interpreted.
    pub interpreter: Option<&'a str>,
    /// Who made the link that it was given by.
    pub link_by: Option<&'a str>,
}

impl<'a> From<&'a SignatureLine> for Story<'a> {
    fn from(line: &'a SignatureLine) -> Self {
        let (witness, interpreter, link_by) =
            (line.witness.as_deref(), line.interpreter.as_deref(), line.link_by.as_deref());
        let SignatureLine { how, on, lang, read_aloud, .. } = *line;
        Self { how, on, witness, lang: Some(lang), read_aloud, interpreter, link_by }
    }
}

impl<'a> From<&'a OwnSignature> for Story<'a> {
    fn from(own: &'a OwnSignature) -> Self {
        let (witness, interpreter, link_by) =
            (own.witness.as_deref(), own.interpreter.as_deref(), own.link_by.as_deref());
        let OwnSignature { how, on, lang, read_aloud, .. } = *own;
        Self { how, on, witness, lang, read_aloud, interpreter, link_by }
    }
}

impl Story<'_> {
    /// Beside whom, read by whom, in which language: what is told besides how and when.
    pub fn beside(&self, lang: Lang) -> Vec<String> {
        let said = |id: &str, value: &str| words().say_with(lang, id, &[("name", Arg::from(value))]);
        let shown_in = self.lang.filter(|shown| *shown != lang);
        let facts = [
            self.witness.map(|name| said("signed-beside", name)),
            self.read_aloud.then(|| say(lang, "signed-read-aloud")),
            self.interpreter.map(|name| said("signed-interpreter", name)),
            shown_in.map(|shown| say(lang, &format!("signed-in-{}", shown.tag()))),
            self.link_by.map(|name| said("signed-by-link", name)),
        ];
        facts.into_iter().flatten().collect()
    }

    /// All of it, in one line.
    pub fn line(&self, lang: Lang) -> String {
        let mut facts = vec![say(lang, &format!("how-signed-{}", self.how.code())), day(lang, self.on)];
        facts.extend(self.beside(lang));
        facts.join(" · ")
    }
}

/// Signatures, each with how it came about. `base` is empty where files are not shown.
pub fn signed_rows(lang: Lang, base: &str, signatures: &[SignatureLine]) -> Vec<SignedRow> {
    let row = |signature: &SignatureLine| {
        let file = signature.file.filter(|_| !base.is_empty()).map(|id| format!("{base}/attachments/{id}"));
        let (drawn, sheet) = match signature.how {
            HowSigned::Paper => (None, file),
            _ => (file, None),
        };
        SignedRow {
            who: say(lang, &format!("signer-{}", signature.signer.code())),
            name: signature.name.clone(),
            facts: Story::from(signature).line(lang),
            drawn: drawn.unwrap_or_default(),
            sheet: sheet.unwrap_or_default(),
        }
    };
    signatures.iter().map(row).collect()
}
