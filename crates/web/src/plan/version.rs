//! `GET …/versions/{version}` and `POST …/sign`: what was agreed to, and who signed it.

use super::chart::Chart;
use super::goal::Choice;
use super::open::look;
use super::view::{GoalView, Told, day, goals, say, sections};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::VersionId;
use domain::plan::{HowSigned, SignerKind};
use service::plan::Signing;

struct SignedRow {
    who: String,
    name: String,
    how: String,
    on: String,
}

#[derive(Template)]
#[template(path = "plan/version.html")]
struct VersionPage {
    page: Page,
    base: String,
    id: String,
    own: bool,
    member: String,
    agency: String,
    number: String,
    written_on: String,
    signed_on: String,
    hash: String,
    sections: Vec<Told>,
    goals: Vec<GoalView>,
    signed: Vec<SignedRow>,
    missing: String,
    signers: Vec<Choice>,
    ways: Vec<Choice>,
    typed: Fields,
    wrong: Wrong,
}

/// The version.
pub async fn version(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    show(&app, &visit, &chart, at.id("version")?, Fields::default(), Wrong::default()).await
}

/// Signs it.
pub async fn sign(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let id: VersionId = at.id("version")?;
    let command = fields.command()?;
    let interpreter = fields.text("interpreter").trim();
    let signing = Signing {
        signer: fields.code("signer")?.ok_or(Trouble::Unreadable)?,
        name: fields.text("name").to_owned(),
        how: fields.code("how")?.ok_or(Trouble::Unreadable)?,
        read_aloud: fields.text("read_aloud") == "yes",
        interpreter: (!interpreter.is_empty()).then(|| interpreter.to_owned()),
    };
    let (house, one) = (app.house.clone(), chart.clone());
    match ask(move || service::plan::sign(&house, &one.session, command, one.member, id, signing)).await {
        Ok(()) => Ok(see_saying(&format!("{}/versions/{id}", chart.base), "signed")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &chart, id, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn show(app: &App, visit: &Visit, chart: &Chart, id: VersionId, typed: Fields, wrong: Wrong) -> Reply {
    let plan = look(app, chart).await?;
    let (house, one) = (app.house.clone(), chart.clone());
    let found = ask(move || service::plan::version(&house, &one.session, one.member, id)).await?;
    let (lang, document, line) = (visit.lang, &found.document, &found.line);
    let kind = |signer: &SignerKind| say(lang, &format!("signer-{}", signer.code()));
    let newest = plan.versions.iter().map(|version| version.number).max() == Some(line.number);
    let mut open: Vec<SignerKind> = Vec::new();
    if newest && plan.may_sign {
        let all: &[SignerKind] = if chart.own() {
            &[SignerKind::Member]
        } else {
            &[SignerKind::Peer, SignerKind::Member, SignerKind::Guardian, SignerKind::Caregiver]
        };
        open.extend(all);
    }
    if newest && plan.may_cosign {
        open.extend([SignerKind::Supervisor, SignerKind::Clinician]);
    }
    open.retain(|signer| !line.signatures.iter().any(|signed| signed.signer == *signer));
    let chosen = typed.text("signer").to_owned();
    let signers = open.iter().enumerate().map(|(at, signer)| Choice {
        value: signer.code().to_owned(),
        label: kind(signer),
        chosen: if chosen.is_empty() { at == 0 } else { chosen == signer.code() },
    });
    let hows: &[HowSigned] = if chart.own() {
        &[HowSigned::OwnPin]
    } else {
        &[HowSigned::OwnPin, HowSigned::Drawn, HowSigned::Paper, HowSigned::Print]
    };
    let way = |(at, how): (usize, &HowSigned)| Choice {
        value: how.code().to_owned(),
        label: say(lang, &format!("how-signed-{}", how.code())),
        chosen: if typed.text("how").is_empty() { at == 0 } else { typed.text("how") == how.code() },
    };
    let signed = line.signatures.iter().map(|signature| SignedRow {
        who: kind(&signature.signer),
        name: signature.name.clone(),
        how: say(lang, &format!("how-signed-{}", signature.how.code())),
        on: day(lang, signature.on),
    });
    let page = VersionPage {
        page: Page::titled(app, visit, chart.face, "version-title"),
        base: chart.base.clone(),
        id: id.to_string(),
        own: chart.own(),
        member: document.member.clone(),
        agency: document.agency.clone(),
        number: line.number.to_string(),
        written_on: day(lang, document.written_on),
        signed_on: line.signed_on.map(|on| day(lang, on)).unwrap_or_default(),
        hash: found.hash.clone(),
        sections: sections(lang, &document.content),
        goals: goals(lang, &document.content),
        signed: signed.collect(),
        missing: line.missing.iter().map(kind).collect::<Vec<_>>().join(", "),
        signers: signers.collect(),
        ways: hows.iter().enumerate().map(way).collect(),
        typed,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}
