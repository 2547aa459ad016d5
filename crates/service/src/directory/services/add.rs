//! A service that no list names, added by hand. It stands in the source that its agency keeps by hand, beside the meetings
//! that were added so.

use super::edit::say_right;
use super::form::{Ground, ServiceForm};
use super::ready::ready;
use super::sort::json;
use crate::directory::add_entry::by_hand;
use crate::directory::edit::stir;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params};
use domain::directory::fold;
use domain::directory::offering::{Offering, Provider};
use domain::id::{AgencyId, CommandId, FeedId, OfferingId, ProviderId};
use domain::notice::Notice;
use domain::text::{Line, Prose};
use domain::time::{Date, TimeZone};
use serde::{Deserialize, Serialize};

access::statements! {
    PROVIDER_BY_HAND = "SELECT id FROM provider WHERE feed_id = $1 AND key = $2";

    NEW_PROVIDER = "INSERT INTO provider (id, feed_id, key, name, entry) VALUES ($1, $2, $3, $4, $5)";

    NEW_SERVICE = "
        INSERT INTO offering (id, feed_id, provider_id, key, name, entry, clashes)
        VALUES ($1, $2, $3, $4, $5, $6, FALSE)";
}

/// A service that is not there yet, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewService {
    /// Who offers it; the service itself where nothing is said.
    pub provider: String,
    /// What it says.
    pub form: ServiceForm,
}

/// The service that a form would be, and who offers it.
pub(crate) fn service_of_form(own: &NewService, zone: &TimeZone, today: Date) -> Result<(Provider, Offering), Fault> {
    // A name is told with whatever else is wrong; until then any will do.
    let name = Line::parse(&own.form.name).or_else(|_| Line::parse("-")).map_err(|why| Fault::invalid("name", why))?;
    let ground = Ground { zone: zone.clone(), today };
    let offering = own.form.put_into(Offering::new(name), &ground)?;
    let provider = Line::optional(&own.provider).map_err(|why| Fault::invalid("provider", why))?;
    let name = provider.unwrap_or_else(|| offering.name.clone());
    Ok((Provider { name, about: Prose::default(), website: None, phones: Vec::new() }, offering))
}

/// Puts a service into a source that is kept by hand. Who does that says that it is right.
pub(crate) fn add_by_hand<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (feed, agency): (FeedId, AgencyId),
    own: &NewService,
) -> Result<OfferingId, Fault> {
    let zone = work.zone(agency)?;
    let today = work.now().date(&zone);
    let (provider, offering) = service_of_form(own, &zone, today)?;
    let key = fold(provider.name.as_str());
    let of = match work.row(permit, &PROVIDER_BY_HAND, &params![feed, key.as_str()])? {
        Some(mut row) => row.take()?,
        None => {
            let id: ProviderId = work.ids().next();
            let values = params![id, feed, key.as_str(), provider.name.as_str(), json(&provider)?];
            work.run(permit, &NEW_PROVIDER, &values)?;
            id
        }
    };
    let id: OfferingId = work.ids().next();
    let values = params![id, feed, of, id.to_string(), offering.name.as_str(), json(&offering)?];
    work.run(permit, &NEW_SERVICE, &values)?;
    say_right(work, permit, id)?;
    Ok(id)
}

/// Adds a service. Who adds it says that it is right.
pub fn add_service(
    house: &House,
    session: &Session,
    command: CommandId,
    own: &NewService,
) -> Result<OfferingId, Fault> {
    let (own, ready) = (own.clone(), ready(house)?);
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        let (provider, offering) = service_of_form(&own, &zone, work.now().date(&zone))?;
        if offering.kinds.is_empty() {
            return Err(Fault::invalid("kinds", Notice::new("pick-missing")));
        }
        if ready.lists(&provider, &offering) {
            return Err(Fault::invalid("name", Notice::new("entry-there-already")));
        }
        let feed = by_hand(work, &permit, agency)?;
        let id = add_by_hand(work, &permit, (feed, agency), &own)?;
        stir(work, &permit, feed)?;
        work.detail(&format!("service {id} added by hand"));
        Ok(id)
    })
}
