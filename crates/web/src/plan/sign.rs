//! Signing: one's own part, beside a witness, on paper.

use super::chart::Chart;
use super::version::{Beside, show};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::respond::{Reply, Trouble, ask, see_saying};
use crate::session::{Params, Visit};
use crate::upload::PostedFile;
use axum::extract::State;
use domain::id::{CommandId, VersionId};
use domain::notice::{FieldError, Notice};
use domain::plan::{Drawing, HowSigned};
use service::plan::{CleanFile, Proof, Signing};

/// `POST …/sign`: the part of whoever is signed in.
pub async fn own(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let given = Given {
        id: at.id("version")?,
        command: fields.command()?,
        signing: signing(&fields, "signer", "name", HowSigned::OwnPin)?,
        proof: Proof { pin: Some(fields.text("pin").to_owned()), ..Proof::default() },
        renames: &[],
    };
    give(&app, visit, &chart, fields, given).await
}

/// `POST …/witness`: somebody who signs beside staff, on this device.
pub async fn beside(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let id: VersionId = at.id("version")?;
    let how = fields.code("how")?.ok_or(Trouble::Unreadable)?;
    let drawing = match fields.text("drawing") {
        "" => None,
        path if how == HowSigned::Drawn => match Drawing::parse(path) {
            Ok(drawing) => Some(drawing),
            Err(notice) => {
                let wrong = at_field(&visit, "drawing", notice);
                return show(&app, &visit, &chart, id, Beside { typed: fields, wrong, ..Beside::default() }).await;
            }
        },
        _ => None,
    };
    let given = Given {
        id,
        command: fields.command()?,
        signing: signing(&fields, "who", "who_name", how)?,
        proof: Proof { pin: Some(fields.text("who_pin").to_owned()), drawing, sheet: None },
        renames: &[("name", "who_name"), ("signer", "who"), ("pin", "who_pin")],
    };
    give(&app, visit, &chart, fields, given).await
}

/// `POST …/sheet`: a signature on paper, with a picture of it or kept in the agency's files.
pub async fn sheet(State(app): State<App>, at: Params, posted: PostedFile) -> Reply {
    let PostedFile { posted: Posted { visit, fields }, file } = posted;
    let chart = Chart::of(&visit, &at)?;
    let id: VersionId = at.id("version")?;
    let cleaned = match file {
        Some(Ok(bytes)) => Some(ask(move || Ok::<_, Trouble>(CleanFile::parse(bytes))).await?),
        Some(Err(notice)) => Some(Err(notice)),
        None => None,
    };
    let sheet = match cleaned.transpose() {
        Ok(sheet) => sheet,
        Err(notice) => {
            let wrong = at_field(&visit, "file", notice);
            return show(&app, &visit, &chart, id, Beside { typed: fields, wrong, ..Beside::default() }).await;
        }
    };
    let kept = sheet.is_none() && fields.text("paper_kept") == "yes";
    let how = if kept { HowSigned::Print } else { HowSigned::Paper };
    let given = Given {
        id,
        command: fields.command()?,
        signing: signing(&fields, "paper_signer", "paper_name", how)?,
        proof: Proof { sheet, ..Proof::default() },
        renames: &[("name", "paper_name"), ("signer", "paper_signer")],
    };
    give(&app, visit, &chart, fields, given).await
}

fn at_field(visit: &Visit, field: &str, notice: Notice) -> Wrong {
    Wrong::of(visit, &[FieldError::new(field, notice)])
}

/// A signature as a form gives it.
struct Given {
    id: VersionId,
    command: CommandId,
    signing: Signing,
    proof: Proof,
    /// What the fields of the use case are called in this form.
    renames: &'static [(&'static str, &'static str)],
}

fn signing(fields: &Fields, signer: &str, name: &str, how: HowSigned) -> Result<Signing, Trouble> {
    let interpreter = fields.text("interpreter").trim();
    Ok(Signing {
        signer: fields.code(signer)?.ok_or(Trouble::Unreadable)?,
        name: fields.text(name).to_owned(),
        how,
        read_aloud: fields.text("read_aloud") == "yes",
        interpreter: (!interpreter.is_empty()).then(|| interpreter.to_owned()),
    })
}

async fn give(app: &App, visit: Visit, chart: &Chart, fields: Fields, given: Given) -> Reply {
    let Given { id, command, signing, proof, renames } = given;
    let (house, one) = (app.house.clone(), chart.clone());
    let done = ask(move || service::plan::sign_with(&house, &one.session, command, (one.member, id), signing, proof));
    match done.await {
        Ok(()) => Ok(see_saying(&format!("{}/versions/{id}#signatures", chart.base), "signed")),
        Err(Trouble::Invalid(mut errors)) => {
            for error in &mut errors {
                if let Some((_, here)) = renames.iter().find(|(there, _)| *there == error.field) {
                    error.field = (*here).to_owned();
                }
            }
            let wrong = Wrong::of(&visit, &errors);
            show(app, &visit, chart, id, Beside { typed: fields, wrong, ..Beside::default() }).await
        }
        Err(other) => Err(other),
    }
}
