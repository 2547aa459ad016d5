//! `GET …/versions/{version}/plan.pdf`: the version on paper.

use super::chart::Chart;
use super::view::say;
use crate::app::App;
use crate::respond::{Reply, Trouble, ask};
use crate::session::{Params, Visit};
use axum::extract::State;
use axum::response::IntoResponse;
use domain::id::VersionId;
use domain::lang::Lang;
use http::header;
use paper::{MissingSigner, PlanExtras, Signature};
use service::plan::VersionView;

/// The PDF. Its name tells nothing.
pub async fn pdf(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let id: VersionId = at.id("version")?;
    let lang = visit.lang;
    let bytes = ask(move || -> Result<Vec<u8>, Trouble> {
        let found = service::plan::version(&app.house, &chart.session, chart.member, id)?;
        paper::plan(&found.document, &extras(lang, &found), &paper::House(lang))
            .map_err(|why| Trouble::Broken(why.to_string()))
    })
    .await?;
    let kind = (header::CONTENT_TYPE, "application/pdf");
    Ok(([kind, (header::CONTENT_DISPOSITION, "inline; filename=\"plan.pdf\"")], bytes).into_response())
}

fn extras(lang: Lang, found: &VersionView) -> PlanExtras {
    let line = &found.line;
    let signatures = line.signatures.iter().map(|signature| Signature {
        name: signature.name.clone(),
        role: say(lang, &format!("signer-{}", signature.signer.code())),
        how: say(lang, &format!("how-signed-{}", signature.how.code())),
        on: signature.on,
    });
    let missing = line.missing.iter();
    PlanExtras {
        draft: line.signed_on.is_none(),
        life_areas: words::content::life_areas()
            .iter()
            .map(|area| (area.key.clone(), area.name.get(lang).clone()))
            .collect(),
        pathways: words::content::pathways().iter().map(|way| (way.key.clone(), way.name.get(lang).clone())).collect(),
        signatures: signatures.collect(),
        missing: missing
            .map(|signer| MissingSigner { role: say(lang, &format!("signer-{}", signer.code())), name: None })
            .collect(),
        hash: Some(found.hash.clone()),
        ..PlanExtras::default()
    }
}
