//! One service, with where, when, for whom, and whose list says so.

use super::find::{OpenLine, open_at, open_of, place};
use super::give_out::{ServiceSource, sources};
use super::ready::ready;
use crate::House;
use crate::directory::{desk, usual_zone};
use access::{Actor, Fault, Operation, params};
use domain::directory::offering::{FitFact, Hours, Listing, Offering, Phone, Provider, Span};
use domain::directory::{Freshness, Point, Verifier};
use domain::id::{OfferingId, ProviderId};
use domain::time::{Date, Moment, Time, Weekday};
use std::collections::HashMap;

access::statements! {
    /// Whose list an offering stands in that is shown now, and who made sure of it.
    ONE_OFFERED = "
        SELECT f.name, f.licence, f.credit, f.seen_at, o.verified_at, o.verified_by, g.name
        FROM offering o
        JOIN feed f ON f.id = o.feed_id
        JOIN agency g ON g.id = f.steward_id
        WHERE o.id = $1 AND o.gone_at IS NULL AND o.hidden IS NULL AND f.state <> 'ended'";
}

/// One service.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceShown {
    /// Its identity: that of the entry that stands for it, whichever was asked for.
    pub id: OfferingId,
    /// Who offers it, by the identity that stands for them.
    pub provider_id: ProviderId,
    /// The service.
    pub offering: Offering,
    /// Who offers it.
    pub provider: Provider,
    /// Its places.
    pub sites: Vec<SiteView>,
    /// How it stands now, where it has no place with hours of its own.
    pub open: OpenLine,
    /// Its hours, where they are not those of a place.
    pub hours: Option<HoursView>,
    /// Numbers of the service, else of who offers it.
    pub phones: Vec<Phone>,
    /// What it says to the questions, each with how sure that is.
    pub facts: Vec<FitFact>,
    /// Whose list says all this.
    pub source: SourceView,
    /// Further lists that name it.
    pub also_in: Vec<ServiceSource>,
}

/// A place of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteView {
    /// Building, street and city.
    pub place: String,
    /// State and postal code.
    pub area: String,
    /// Where it is on the map.
    pub point: Option<Point>,
    /// The room online.
    pub online: Option<String>,
    /// How to get there.
    pub transport: String,
    /// What it has for people with disabilities.
    pub access: Vec<String>,
    /// Its numbers, where they are not those of the service.
    pub phones: Vec<Phone>,
    /// When it is open.
    pub hours: Option<HoursView>,
    /// How it stands now.
    pub open: OpenLine,
}

/// When it is open.
#[derive(Debug, Clone, PartialEq)]
pub struct HoursView {
    /// Each day from Monday with its times.
    pub week: Vec<(Weekday, Vec<(Time, Time)>)>,
    /// Times in another rhythm.
    pub other: Vec<Span>,
    /// What else is said.
    pub note: String,
}

/// Whose list says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView {
    /// What the list is called.
    pub name: String,
    /// Under which licence it is published.
    pub licence: Option<String>,
    /// The page of whoever publishes it.
    pub credit: Option<String>,
    /// The agency that looks after it here.
    pub steward: String,
    /// When it was last read, as a day in UTC.
    pub read_on: Option<Date>,
    /// When its publisher last made sure of this service.
    pub verified_on: Option<Date>,
    /// When an editor here last did.
    pub checked_on: Option<Date>,
    /// And who did: an editor, or its contact.
    pub checked_by: Option<Verifier>,
    /// When it is asked about again, and from when on it is called old.
    pub next_check: Option<(Date, Date)>,
    /// Whether nobody has said for long that it is right.
    pub stale: bool,
}

/// One service that is listed now, with what every list says of it. Anyone may ask. [`Fault::Absent`] where there is
/// none.
pub fn service(house: &House, asked: OfferingId) -> Result<ServiceShown, Fault> {
    let ready = ready(house)?;
    let at = ready.place_of(asked).ok_or(Fault::Absent)?;
    let known = || Some((ready.listing(at)?.clone(), *ready.providers.get(at)?, ready.of_feed.get(at)?));
    let (Listing { provider, offering }, provider_id, (_, also)) = known().ok_or(Fault::Absent)?;
    let id = ready.stands_in(asked);
    let mut row = house
        .store()
        .read(&house.call(Actor::Public), |work| {
            let permit = work.permit_open(Operation::ReadPublic)?;
            work.row(&permit, &ONE_OFFERED, &params![id])
        })?
        .ok_or(Fault::Absent)?;
    let lists = if also.is_empty() { HashMap::new() } else { sources(house)? };
    let also_in = also.iter().filter_map(|feed| lists.get(feed)).cloned().collect();
    let (name, licence, credit) = (row.take()?, row.take()?, row.take()?);
    let (read_at, checked_at): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
    let checked_by = row.parse_option()?;
    let now = house.now();
    let (terms, word) = (desk()?.terms(), read_at.max(checked_at));
    let freshness = terms.freshness(word, now);
    let zone = usual_zone(house);
    let on = |at: Moment| at.date(&zone);
    let source = SourceView {
        name,
        licence,
        credit,
        steward: row.take()?,
        read_on: read_at.map(on),
        verified_on: offering.verified_on,
        checked_on: checked_at.map(on),
        checked_by,
        next_check: word.map(|said| (on(terms.next_check(said)), on(terms.stale_after(said)))),
        stale: freshness >= Freshness::Stale,
    };
    let phones = if offering.phones.is_empty() { provider.phones.clone() } else { offering.phones.clone() };
    let of_sites = offering.sites.iter().any(|site| offering.hours_at(site).is_some());
    Ok(ServiceShown {
        id,
        provider_id,
        also_in,
        sites: offering.sites.iter().map(|site| view(&offering, site, &phones, now)).collect(),
        open: open_of(&offering, now),
        hours: offering.hours.as_ref().filter(|_| !of_sites).map(|own| hours(own, now)),
        facts: offering.fit.clone(),
        phones,
        source,
        provider,
        offering,
    })
}

fn view(offering: &Offering, site: &domain::directory::offering::Site, known: &[Phone], now: Moment) -> SiteView {
    let own = &site.place;
    let area = [&own.state, &own.postal_code].into_iter().flatten().map(|line| line.as_str()).collect::<Vec<_>>();
    let new = |phone: &&Phone| !known.iter().any(|other| other.dialed == phone.dialed);
    SiteView {
        place: place(site),
        area: area.join(" "),
        point: own.point.filter(|_| !own.approximate),
        online: site.online.as_ref().map(ToString::to_string),
        transport: site.transport.to_string(),
        access: site.access.iter().map(ToString::to_string).collect(),
        phones: site.phones.iter().filter(new).cloned().collect(),
        hours: offering.hours_at(site).or(site.hours.as_ref()).map(|own| hours(own, now)),
        open: open_at(offering, site, now),
    }
}

fn hours(hours: &Hours, now: Moment) -> HoursView {
    let today = now.date(&hours.zone);
    // Days that are past help nobody.
    let other = hours.other().filter(|span| span.until.is_none_or(|until| until >= today));
    HoursView { week: hours.week(), other: other.cloned().collect(), note: hours.note.to_string() }
}
