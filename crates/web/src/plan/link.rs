//! `POST …/links` and `…/links/{link}/withdraw`: one-time links for a clinician outside.

use super::chart::Chart;
use super::version::{Beside, show};
use super::view::say;
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::respond::{Reply, Trouble, ask, see_saying};
use crate::session::Params;
use axum::extract::State;
use domain::id::{RowId, VersionId};
use domain::lang::Lang;
use service::plan::{LinkLine, LinkState};

/// A link in the list of a version.
pub struct LinkRow {
    /// The link.
    pub id: String,
    /// For whom.
    pub name: String,
    /// How it stands.
    pub state: String,
    /// The words of who does not agree, or nothing.
    pub answer: String,
    /// Whether it can be taken back.
    pub open: bool,
}

/// The links of a version.
pub fn link_rows(lang: Lang, links: &[LinkLine]) -> Vec<LinkRow> {
    let row = |link: &LinkLine| {
        let (state, answer, open) = match &link.state {
            LinkState::Open(_) => ("link-open", String::new(), true),
            LinkState::Signed => ("link-signed", String::new(), false),
            LinkState::Disagrees(words) => ("link-disagrees", words.clone(), false),
            LinkState::Withdrawn => ("link-withdrawn", String::new(), false),
            LinkState::Overtaken => ("link-overtaken", String::new(), false),
            LinkState::RunOut => ("link-run-out", String::new(), false),
        };
        LinkRow { id: link.id.to_string(), name: link.name.clone(), state: say(lang, state), answer, open }
    };
    links.iter().map(row).collect()
}

/// Makes a link and shows it, this once.
pub async fn make(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let id: VersionId = at.id("version")?;
    let command = fields.command()?;
    let (house, one) = (app.house.clone(), chart.clone());
    let (name, agreed) = (fields.text("link_name").to_owned(), fields.text("link_agreed") == "yes");
    let made = ask(move || service::plan::make_link(&house, &one.session, command, (one.member, id), &name, agreed));
    match made.await {
        Ok(Some(token)) => {
            let language = if fields.text("link_lang") == "es" { "/es" } else { "" };
            let fresh_link = format!("{}{language}/sign/{token}", app.public_url);
            show(&app, &visit, &chart, id, Beside { fresh_link, ..Beside::default() }).await
        }
        // The form was sent twice: the first answer showed the link, and nobody can show it again.
        Ok(None) => Ok(see_saying(&format!("{}/versions/{id}#links", chart.base), "link-made")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &chart, id, Beside { typed: fields, wrong, ..Beside::default() }).await
        }
        Err(other) => Err(other),
    }
}

/// Takes a link back.
pub async fn withdraw(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let chart = Chart::of(&posted.visit, &at)?;
    let id: VersionId = at.id("version")?;
    let link: RowId = at.id("link")?;
    let command = posted.fields.command()?;
    let to = format!("{}/versions/{id}#links", chart.base);
    ask(move || service::plan::withdraw_link(&app.house, &chart.session, command, (chart.member, id), link)).await?;
    Ok(see_saying(&to, "link-withdrawn"))
}
