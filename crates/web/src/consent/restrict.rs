//! What a member asks us to keep in, and what we answer.

use super::list::show;
use crate::app::App;
use crate::form::{Posted, Wrong};
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, see_saying};
use crate::session::Params;
use axum::extract::State;
use domain::consent::Piece;
use domain::id::RowId;

/// `POST …/restrictions`
pub async fn make(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_consents(&visit, &at)?;
    let command = fields.command()?;
    let piece: Option<Piece> = fields.code("restrict_piece")?;
    let (from, words) = (fields.text("restrict_from").to_owned(), fields.text("restrict_words").to_owned());
    let (house, one) = (app.house.clone(), place.clone());
    let asked = ask(move || {
        service::consent::ask_restriction(&house, &one.session, command, one.member, (piece, &from, &words))
    });
    match asked.await {
        Ok(()) => Ok(see_saying(&format!("{}#kept", place.base), "restrict-asked")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &place, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

/// `POST …/restrictions/{restriction}/answer`
pub async fn answer(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_consents(&visit, &at)?;
    let id: RowId = at.id("restriction")?;
    let command = fields.command()?;
    let agreed = match fields.text("answer") {
        "agreed" => true,
        "declined" => false,
        _ => return Err(Trouble::Unreadable),
    };
    let (house, one, words) = (app.house.clone(), place.clone(), fields.text("answer_words").to_owned());
    let answered = ask(move || {
        service::consent::answer_restriction(&house, &one.session, command, (one.member, id), agreed, &words)
    });
    match answered.await {
        Ok(()) => Ok(see_saying(&format!("{}#kept", place.base), "saved")),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, &place, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

/// `POST …/restrictions/{restriction}/end`
pub async fn end(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let place = Place::of_consents(&posted.visit, &at)?;
    let id: RowId = at.id("restriction")?;
    let command = posted.fields.command()?;
    let to = format!("{}#kept", place.base);
    ask(move || service::consent::end_restriction(&app.house, &place.session, command, (place.member, id))).await?;
    Ok(see_saying(&to, "saved"))
}
