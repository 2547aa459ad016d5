//! `GET …/versions/{version}`: what was agreed to, who signed it, and every way to sign.

use super::chart::Chart;
use super::goal::Choice;
use super::link::{LinkRow, link_rows};
use super::open::look;
use super::view::{GoalView, Told, day, goals, say, sections};
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
use domain::people::Role;
use domain::plan::{HowSigned, SignerKind};
use service::plan::{SignatureLine, VersionView};
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
    hash: String,
    sections: Vec<Told>,
    goals: Vec<GoalView>,
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
    let plan = look(app, chart).await?;
    let (house, one) = (app.house.clone(), chart.clone());
    let found = ask(move || service::plan::version(&house, &one.session, one.member, id)).await?;
    let (lang, line) = (visit.lang, &found.line);
    let newest = plan.versions.iter().map(|version| version.number).max() == Some(line.number);
    let may_sign = newest && plan.may_sign;
    let handed_over = chart.session.narrowed_to.is_some();
    let open = |signers: &[SignerKind], field: &str| {
        let still = signers.iter().filter(|signer| line.signatures.iter().all(|signed| signed.signer != **signer));
        choices(lang, "signer", still.map(|signer| signer.code()), beside.typed.text(field))
    };
    let (mut mine, mut with, mut on_paper): (Vec<SignerKind>, &[SignerKind], &[SignerKind]) = (Vec::new(), &[], &[]);
    if chart.own() && may_sign {
        mine.push(SignerKind::Member);
    } else if !chart.own() {
        let holds = |roles: &[Role]| !handed_over && chart.session.roles.iter().any(|role| roles.contains(role));
        let parts = [
            (SignerKind::Peer, may_sign && holds(&[Role::PeerSpecialist, Role::FamilyPartner])),
            (SignerKind::Supervisor, newest && plan.may_cosign && holds(&[Role::Supervisor])),
            (SignerKind::Clinician, newest && plan.may_cosign && holds(&[Role::Clinician])),
        ];
        mine.extend(parts.into_iter().filter_map(|(signer, may)| may.then_some(signer)));
        if may_sign {
            with = &[SignerKind::Member, SignerKind::Guardian, SignerKind::Caregiver];
        }
        if may_sign && !handed_over {
            on_paper = &[SignerKind::Member, SignerKind::Guardian, SignerKind::Caregiver, SignerKind::Clinician];
        }
    }
    let ways = [HowSigned::Drawn, HowSigned::OwnPin].map(HowSigned::code);
    let names = |signers: &[SignerKind]| -> String {
        signers.iter().map(|one| say(lang, &format!("signer-{}", one.code()))).collect::<Vec<_>>().join(", ")
    };
    let document = &found.document;
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
        hash: found.hash.clone(),
        sections: sections(lang, &document.content),
        goals: goals(lang, &document.content),
        signed: signed_rows(lang, &chart.base, &line.signatures),
        missing: names(&line.missing),
        blocking: names(&line.blocking),
        mine: open(&mine, "signer"),
        beside: open(with, "who"),
        ways: choices(lang, "how-signed", ways.into_iter(), beside.typed.text("how")),
        on_paper: open(on_paper, "paper_signer"),
        links: link_rows(lang, &found.links),
        may_link: may_sign && !chart.own() && !handed_over && lacks_clinician(&found),
        fresh_link: beside.fresh_link,
        typed: beside.typed,
        wrong: beside.wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn lacks_clinician(found: &VersionView) -> bool {
    found.line.signatures.iter().all(|signed| signed.signer != SignerKind::Clinician)
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

/// Signatures, each with how it came about. `base` is empty where files are not shown.
pub fn signed_rows(lang: Lang, base: &str, signatures: &[SignatureLine]) -> Vec<SignedRow> {
    let row = |signature: &SignatureLine| {
        let said = |id: &str, name: &str, value: &str| words().say_with(lang, id, &[(name, Arg::from(value))]);
        let facts = [
            Some(say(lang, &format!("how-signed-{}", signature.how.code()))),
            Some(day(lang, signature.on)),
            signature.witness.as_ref().map(|name| said("signed-beside", "name", name)),
            signature.read_aloud.then(|| say(lang, "signed-read-aloud")),
            signature.interpreter.as_ref().map(|name| said("signed-interpreter", "name", name)),
            (signature.lang != lang).then(|| say(lang, &format!("signed-in-{}", signature.lang.tag()))),
        ];
        let file = signature.file.filter(|_| !base.is_empty()).map(|id| format!("{base}/attachments/{id}"));
        let (drawn, sheet) = match signature.how {
            HowSigned::Paper => (None, file),
            _ => (file, None),
        };
        SignedRow {
            who: say(lang, &format!("signer-{}", signature.signer.code())),
            name: signature.name.clone(),
            facts: facts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            drawn: drawn.unwrap_or_default(),
            sheet: sheet.unwrap_or_default(),
        }
    };
    signatures.iter().map(row).collect()
}
