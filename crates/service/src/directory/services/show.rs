//! One service, with where, when, for whom, and whose list says so.

use super::both;
use super::find::{OpenLine, open_at, open_of, place};
use crate::House;
use crate::directory::{desk, usual_zone};
use access::{Actor, Fault, Operation, params};
use domain::directory::offering::{FitFact, Hours, Offering, Phone, Provider, Span};
use domain::directory::{Freshness, Point};
use domain::id::OfferingId;
use domain::time::{Date, Moment, Time, Weekday};

access::statements! {
    /// One offering that is shown now, with who offers it and whose list it stands in.
    ONE_OFFERED = "
        SELECT p.entry, o.entry, f.name, f.licence, f.credit, f.seen_at, o.verified_at, g.name
        FROM offering o
        JOIN provider p ON p.id = o.provider_id
        JOIN feed f ON f.id = o.feed_id
        JOIN agency g ON g.id = f.steward_id
        WHERE o.id = $1 AND o.gone_at IS NULL AND o.hidden IS NULL AND f.state <> 'ended'";
}

/// One service.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceShown {
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
    /// Whether nobody has said for long that it is right.
    pub stale: bool,
}

/// One service that is listed now. Anyone may ask. [`Fault::Absent`] where there is none.
pub fn service(house: &House, id: OfferingId) -> Result<ServiceShown, Fault> {
    let mut row = house
        .store()
        .read(&house.call(Actor::Public), |work| {
            let permit = work.permit_open(Operation::ReadPublic)?;
            work.row(&permit, &ONE_OFFERED, &params![id])
        })?
        .ok_or(Fault::Absent)?;
    let (provider, offering) = both(&mut row)?;
    let (name, licence, credit) = (row.take()?, row.take()?, row.take()?);
    let (read_at, checked_at): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
    let now = house.now();
    let freshness = desk()?.terms().freshness(read_at.max(checked_at), now);
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
        stale: freshness >= Freshness::Stale,
    };
    let phones = if offering.phones.is_empty() { provider.phones.clone() } else { offering.phones.clone() };
    let of_sites = offering.sites.iter().any(|site| offering.hours_at(site).is_some());
    Ok(ServiceShown {
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
