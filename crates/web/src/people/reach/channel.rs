//! `…/channels`: a way to reach a member, with what they allow.

use crate::app::App;
use crate::form::{Choice, choices};
use crate::form::{Fields, Posted, Wrong};
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::ChannelId;
use domain::people::{ChannelKind, Use};
use service::people::ChannelEntry;

#[derive(Template)]
#[template(path = "reach/channel.html")]
struct ChannelPage {
    page: Page,
    base: String,
    instead_of: String,
    kinds: Vec<Choice>,
    uses: Vec<Choice>,
    value: String,
    note: String,
    wrong: Wrong,
}

#[derive(Default)]
struct Known {
    instead_of: String,
    kind: String,
    uses: Vec<String>,
    value: String,
    note: String,
}

/// The form: empty, or with the channel of the address.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_reach(&visit, &at)?;
    let (house, one) = (app.house.clone(), place.clone());
    let reach = ask(move || service::people::reach(&house, &one.session, one.member)).await?;
    if !reach.may_change {
        return Err(Trouble::Absent);
    }
    let mut known = Known { kind: ChannelKind::Phone.code().to_owned(), ..Known::default() };
    if !at.text("channel").is_empty() {
        let id: ChannelId = at.id("channel")?;
        let line = reach.channels.into_iter().find(|line| line.id == id).ok_or(Trouble::Absent)?;
        known = Known {
            instead_of: id.to_string(),
            kind: line.kind.code().to_owned(),
            uses: line.allowed.iter().map(|own| own.code().to_owned()).collect(),
            value: line.value,
            note: line.note.unwrap_or_default(),
        };
    }
    show(&app, &visit, &place, known, Wrong::default())
}

fn show(app: &App, visit: &Visit, place: &Place, known: Known, wrong: Wrong) -> Reply {
    let kinds =
        choices(visit.lang, "channel-kind", ChannelKind::ALL.iter().map(|one| one.code()), |code| code == known.kind);
    let uses = choices(visit.lang, "channel-use", Use::ALL.iter().map(|one| one.code()), |code| {
        known.uses.iter().any(|own| own == code)
    });
    let form = ChannelPage {
        page: Page::titled(app, visit, place.face, "channel-title"),
        base: place.base.clone(),
        instead_of: known.instead_of,
        kinds,
        uses,
        value: known.value,
        note: known.note,
        wrong,
    };
    html_with(form.wrong.status(), &form)
}

fn entry(fields: &Fields) -> Result<ChannelEntry, Trouble> {
    let uses = fields.all("uses").iter().map(|code| code.parse::<Use>()).collect::<Result<_, _>>();
    Ok(ChannelEntry {
        kind: fields.code("kind")?.ok_or(Trouble::Unreadable)?,
        value: fields.text("value").to_owned(),
        allowed: uses.map_err(|_| Trouble::Unreadable)?,
        note: fields.text("note").to_owned(),
    })
}

/// Saves it.
pub async fn save(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_reach(&visit, &at)?;
    let command = fields.command()?;
    let entry = entry(&fields)?;
    let instead: Option<ChannelId> = fields.code("instead_of")?;
    let (house, one) = (app.house.clone(), place.clone());
    let saved =
        ask(move || service::people::save_channel(&house, &one.session, command, one.member, instead, &entry)).await;
    match saved {
        Ok(()) => Ok(see_saying(&place.base, "saved")),
        Err(Trouble::Invalid(errors)) => {
            let text = |name: &str| fields.text(name).to_owned();
            let known = Known {
                instead_of: text("instead_of"),
                kind: text("kind"),
                uses: fields.all("uses"),
                value: text("value"),
                note: text("note"),
            };
            show(&app, &visit, &place, known, Wrong::of(&visit, &errors))
        }
        Err(other) => Err(other),
    }
}

/// Ends it.
pub async fn end(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let place = Place::of_reach(&posted.visit, &at)?;
    let command = posted.fields.command()?;
    let channel: ChannelId = at.id("channel")?;
    let base = place.base.clone();
    ask(move || service::people::end_channel(&app.house, &place.session, command, place.member, channel)).await?;
    Ok(see_saying(&base, "saved"))
}
