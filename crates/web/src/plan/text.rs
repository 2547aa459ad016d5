//! `POST …/plan/text`: writing in a draft. A script sends one field as it is typed; without it the form sends several.

use super::chart::Chart;
use super::origin::{Origin, again};
use crate::app::App;
use crate::form::{Fields, Posted, mark};
use crate::respond::{Reply, Trouble, ask, see_saying};
use crate::session::{Params, Visit};
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::id::{CommandId, Identity};
use domain::notice::FieldError;
use domain::plan::TextField;
use http::StatusCode;
use serde_json::json;
use service::plan::TextSaved;
use sha2::{Digest, Sha256};

struct Text {
    command: CommandId,
    owner: String,
    field: TextField,
    base: i64,
    text: String,
}

/// Saves what changed. What two people wrote at once is kept twice, until one of them picks.
pub async fn save(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    if visit.json {
        let saved = keep(&app, &chart, one(&fields)?).await?;
        return Ok(match saved {
            TextSaved::Saved { revision } => Json(json!({ "revision": revision })).into_response(),
            TextSaved::Clash { theirs, revision } => {
                (StatusCode::CONFLICT, Json(json!({ "theirs": theirs, "revision": revision }))).into_response()
            }
        });
    }
    let texts = changed(&fields)?;
    if texts.is_empty() {
        let (house, one) = (app.house.clone(), chart.clone());
        ask(move || service::plan::may_write(&house, &one.session, one.member)).await?;
    }
    let (mut clashed, mut errors) = (false, Vec::new());
    for text in texts {
        let name = format!("text.{}.{}", text.field.code(), text.owner);
        match keep(&app, &chart, text).await {
            Ok(saved) => clashed |= matches!(saved, TextSaved::Clash { .. }),
            // The other fields of the form are saved all the same; this one comes back as it was typed.
            Err(Trouble::Invalid(wrong)) => {
                errors.extend(wrong.into_iter().map(|error| FieldError::new(&name, error.notice)));
            }
            Err(other) => return Err(other),
        }
    }
    if !errors.is_empty() {
        return again(&app, &visit, &chart, fields, &errors).await;
    }
    let to = Origin::of(&fields).href(&chart.base);
    Ok(see_saying(&to, if clashed { "clash" } else { "saved" }))
}

/// `GET …/plan/text`: every piece of writing and its revision, for a page that another person may be writing on too;
/// none where all still stands as it was when this page had the mark `seen`.
pub async fn now(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let (house, one) = (app.house.clone(), chart.clone());
    let seen = visit.asked("seen").to_owned();
    let now = ask(move || service::plan::texts(&house, &one.session, one.member, &seen)).await?;
    let text = |text: &service::plan::TextNow| json!({ "owner": text.owner, "field": text.field.code(), "text": text.body, "revision": text.revision });
    let texts: Vec<_> = now.texts.iter().flatten().map(text).collect();
    Ok(Json(json!({ "mark": now.mark, "texts": texts })).into_response())
}

/// `GET …/plan/person-first`: the words of the language helper, for a field that staff write in.
pub async fn person_first(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    if chart.own() || chart.handed_over() {
        return Err(Trouble::Absent);
    }
    let (house, one) = (app.house.clone(), chart.clone());
    ask(move || service::plan::may_write(&house, &one.session, one.member)).await?;
    let list = words::content::language_pairs(visit.lang);
    let pair =
        |pair: &words::content::LanguagePair| json!({ "says": pair.flags, "instead": pair.offers, "why": pair.note });
    let allowed = json!({ "says": list.allow, "instead": [], "why": "" });
    Ok(Json(list.pairs.iter().map(pair).chain([allowed]).collect::<Vec<_>>()).into_response())
}

async fn keep(app: &App, chart: &Chart, text: Text) -> Result<TextSaved, Trouble> {
    let (house, chart) = (app.house.clone(), chart.clone());
    let Text { command, owner, field, base, text } = text;
    ask(move || service::plan::save_text(&house, &chart.session, command, chart.member, &owner, field, base, &text))
        .await
}

fn one(fields: &Fields) -> Result<Text, Trouble> {
    Ok(Text {
        command: fields.command()?,
        owner: fields.text("owner").to_owned(),
        field: fields.code("field")?.ok_or(Trouble::Unreadable)?,
        base: fields.code("base")?.ok_or(Trouble::Unreadable)?,
        text: fields.text("text").to_owned(),
    })
}

/// Fields named `text.FIELD.OWNER` whose words are not those that the form was made with.
fn changed(fields: &Fields) -> Result<Vec<Text>, Trouble> {
    let command = fields.command()?;
    let mut texts = Vec::new();
    for (name, text) in fields.pairs() {
        let Some((field, owner)) = name.strip_prefix("text.").and_then(|rest| rest.split_once('.')) else { continue };
        if fields.text(&format!("was.{field}.{owner}")) == mark(text) {
            continue;
        }
        texts.push(Text {
            command: part(command, name),
            owner: owner.to_owned(),
            field: field.parse().map_err(|_| Trouble::Unreadable)?,
            base: fields.code(&format!("base.{field}.{owner}"))?.ok_or(Trouble::Unreadable)?,
            text: text.to_owned(),
        });
    }
    Ok(texts)
}

/// A command of its own for each field of one form, the same when the form comes twice.
fn part(command: CommandId, name: &str) -> CommandId {
    let digest = Sha256::new().chain_update(command.bytes()).chain_update(name.as_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.iter()).for_each(|(byte, chance)| *byte = *chance);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    CommandId::from_bytes(bytes)
}
