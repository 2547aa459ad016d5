//! Taking a consent back, saying no to it, and the event that ends it.

use crate::app::App;
use crate::form::Posted;
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, see_saying};
use crate::session::Params;
use axum::extract::State;
use domain::consent::{End, HowRevoked};
use domain::id::{ConsentId, RowId};

/// `POST …/revoke`: whole, or for one recipient.
pub async fn revoke(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let place = Place::of_consents(&posted.visit, &at)?;
    let id: ConsentId = at.id("consent")?;
    let command = posted.fields.command()?;
    let recipient: Option<RowId> = posted.fields.code("recipient")?;
    let how: HowRevoked = posted.fields.code("how")?.unwrap_or(HowRevoked::Said);
    let to = format!("{}/{id}", place.base);
    ask(move || {
        service::consent::revoke_consent(&app.house, &place.session, command, (place.member, id), recipient, how)
    })
    .await?;
    Ok(see_saying(&to, "consent-revoked"))
}

/// `POST …/end`: a no before it was signed, or an event that happened.
pub async fn end(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let place = Place::of_consents(&posted.visit, &at)?;
    let id: ConsentId = at.id("consent")?;
    let command = posted.fields.command()?;
    let end: End = posted.fields.code("end")?.ok_or(Trouble::Unreadable)?;
    let to = format!("{}/{id}", place.base);
    ask(move || service::consent::end_consent(&app.house, &place.session, command, (place.member, id), end)).await?;
    Ok(see_saying(&to, "saved"))
}
