//! Events: what is on a few days only, or comes again once in a while. By day, and as a calendar.

use super::find::{ServiceQuery, finder, place};
use super::ready::{Ready, ready};
use crate::House;
use crate::directory::give_out::{GivenOut, Has, given};
use crate::directory::shelf::fingerprint;
use access::Fault;
use domain::directory::offering::{Listing, Occasion};
use domain::id::{Identity, OfferingId};
use domain::time::{Date, Moment};
use standards::ical::{Dated, DatedCalendar, write_dated};
use std::sync::Arc;

/// An event on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct EventLine {
    /// The service that it is.
    pub id: OfferingId,
    /// What it is called.
    pub name: String,
    /// Who holds it.
    pub provider: String,
    /// Where.
    pub place: String,
    /// When, by the clock there.
    pub on: Occasion,
    /// How far it is from the place that was asked for.
    pub miles: Option<f64>,
    /// Whether it was called off for now.
    pub paused: bool,
}

/// Events by day.
#[derive(Debug, Clone, PartialEq)]
pub struct EventsFound {
    /// The days on which something is on, the soonest first.
    pub days: Vec<(Date, Vec<EventLine>)>,
    /// How many events there are, each counted once.
    pub count: usize,
    /// Whether there are more days than are named.
    pub more: bool,
    /// Whether the place that was asked for is known; true where none was asked for.
    pub place_known: bool,
}

/// So many lines stand on a page.
const MOST: usize = 200;

/// Where events stand in the index, each with how far it is.
type Places = Vec<(usize, Option<f64>)>;

/// What a search finds of events, and whether its place is known.
fn found(ready: &Ready, house: &House, query: &ServiceQuery) -> Result<(Places, bool), Fault> {
    let (finder, place_known) = finder(house, query)?;
    let all = ready.search(&finder, house.now(), 0..usize::MAX).found;
    let events = all.iter().filter(|one| one.listing.offering.is_event());
    Ok((events.map(|one| (one.index, one.miles)).collect(), place_known))
}

/// Events from now on, by day: near a place, or with some words, as services are searched. Anyone may ask.
pub fn events(house: &House, query: &ServiceQuery) -> Result<EventsFound, Fault> {
    let (ready, now) = (ready(house)?, house.now());
    let (found, place_known) = found(&ready, house, query)?;
    let mut lines: Vec<EventLine> = Vec::new();
    let mut count = 0;
    for (at, miles) in found {
        let Some((id, listing)) = ready.ids.get(at).zip(ready.listing(at)) else { continue };
        let occasions = listing.offering.occasions(now);
        count += usize::from(!occasions.is_empty());
        lines.extend(occasions.into_iter().map(|on| line(*id, listing, on, miles)));
    }
    lines.sort_by(|one, other| (one.on, &one.name, one.id).cmp(&(other.on, &other.name, other.id)));
    let more = lines.len() > MOST;
    lines.truncate(MOST);
    let mut days: Vec<(Date, Vec<EventLine>)> = Vec::new();
    for line in lines {
        let day = line.on.opens.date();
        match days.last_mut().filter(|(own, _)| *own == day) {
            Some((_, of_day)) => of_day.push(line),
            None => days.push((day, vec![line])),
        }
    }
    Ok(EventsFound { days, count, more, place_known })
}

fn line(id: OfferingId, listing: &Listing, on: Occasion, miles: Option<f64>) -> EventLine {
    let Listing { provider, offering } = listing;
    let provider = Some(provider.name.to_string()).filter(|name| name != offering.name.as_str());
    EventLine {
        id,
        name: offering.name.to_string(),
        provider: provider.unwrap_or_default(),
        place: offering.sites.first().map(place).unwrap_or_default(),
        on,
        miles,
        paused: offering.standing == domain::directory::offering::Standing::Paused,
    }
}

/// Which events go into a calendar.
#[derive(Debug, Clone, PartialEq)]
pub enum EventsOf {
    /// One.
    Event(OfferingId),
    /// What a search finds.
    Search(ServiceQuery),
}

/// How a calendar of events is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct EventsAsked {
    /// Which events.
    pub which: EventsOf,
    /// What the calendar is called, where it is not that of one event.
    pub name: String,
    /// The page of a service, without its identity.
    pub page: String,
    /// Where the calendar can be had again.
    pub address: String,
}

/// A calendar of events; [`Fault::Absent`] where a service is not listed or is none.
pub fn events_calendar(house: &House, asked: &EventsAsked, has: &Has) -> Result<GivenOut, Fault> {
    let (ready, now) = (ready(house)?, house.now());
    let places: Vec<usize> = match &asked.which {
        EventsOf::Event(id) => {
            let at = ready.place_of(*id).ok_or(Fault::Absent)?;
            let own = ready.listing(at).map(|own| &own.offering).ok_or(Fault::Absent)?;
            if !own.is_event() || own.occasions(now).is_empty() {
                return Err(Fault::Absent);
            }
            vec![at]
        }
        EventsOf::Search(query) => {
            let (found, place_known) = found(&ready, house, query)?;
            // A file cannot say that it holds every place instead.
            if place_known { found.into_iter().map(|(at, _)| at).collect() } else { Vec::new() }
        }
    };
    // What is over leaves the calendar with the day.
    let today = now.micros() / 86_400_000_000;
    let version = fingerprint(&format!("{} {today} {:?} {asked:?}", env!("CARGO_PKG_VERSION"), ready.feeds()));
    Ok(given(has, version, || written(&ready, asked, &places, now)))
}

fn written(ready: &Ready, asked: &EventsAsked, places: &[usize], now: Moment) -> Arc<[u8]> {
    let known = |at: &usize| Some((*ready.ids.get(*at)?, ready.listing(*at)?));
    let all: Vec<(OfferingId, &Listing)> = places.iter().filter_map(known).collect();
    let entries = all.iter().flat_map(|(id, listing)| {
        let occasions = listing.offering.occasions(now);
        let zone = listing.offering.main_hours().map(|hours| hours.zone.clone());
        occasions.into_iter().filter_map(move |on| {
            Some(Dated {
                uid: format!("{id}-{}", on.opens.date()),
                name: listing.offering.name.to_string(),
                about: listing.offering.about.to_string(),
                place: listing.offering.sites.first().map(place).unwrap_or_default(),
                zone: zone.clone()?,
                opens: on.opens,
                closes: on.closes,
                paused: listing.offering.standing == domain::directory::offering::Standing::Paused,
                page: format!("{}/{id}", asked.page),
                read: listing.offering.updated.unwrap_or_else(|| id.made_at()),
            })
        })
    });
    let name = match (&asked.which, all.first()) {
        (EventsOf::Event(_), Some((_, listing))) => listing.offering.name.to_string(),
        _ => asked.name.clone(),
    };
    let calendar = DatedCalendar { name, address: asked.address.clone(), entries: entries.collect() };
    Arc::from(write_dated(&calendar).into_bytes())
}
