//! Services for other programs: one, or a list that is read on from where one stopped.

use super::find::{ServiceQuery, finder};
use super::ready::{Ready, ready};
use crate::House;
use access::{Actor, Fault, Operation, params};
use domain::directory::offering::{Offering, Provider};
use domain::id::{FeedId, OfferingId};
use domain::time::Moment;
use std::collections::{HashMap, HashSet};

access::statements! {
    /// Every list of services with the agency that looks after it.
    SERVICE_SOURCES = "
        SELECT f.id, f.name, a.name, f.licence, f.credit, f.seen_at
        FROM feed f
        JOIN agency a ON a.id = f.steward_id
        WHERE f.state IN ('active', 'paused') AND f.format IN ('hsds', 'by-hand')
        ORDER BY f.name, f.id";
}

/// Where a service was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceSource {
    /// What the list is called.
    pub name: String,
    /// The agency that looks after it here.
    pub steward: String,
    /// Under which terms its publisher lets it be used, where that is known.
    pub licence: Option<String>,
    /// The page of its publisher, where it is known.
    pub credit: Option<String>,
    /// When it was last read.
    pub read: Option<Moment>,
}

/// A service as it is given out, with where it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceOut {
    /// Its identity.
    pub id: OfferingId,
    /// Who offers it.
    pub provider: Provider,
    /// The service.
    pub offering: Offering,
    /// How far it is from the place that was asked for.
    pub miles: Option<f64>,
    /// Its list.
    pub source: ServiceSource,
    /// Further lists that name it.
    pub also_in: Vec<ServiceSource>,
}

/// A part of what was found, by identity.
#[derive(Debug, Clone, PartialEq)]
pub struct ServicePart {
    /// The services.
    pub services: Vec<ServiceOut>,
    /// How many there are in all.
    pub count: usize,
    /// Whether there are more after these.
    pub more: bool,
    /// Whether the place that was asked for is known; true where none was asked for.
    pub place_known: bool,
}

pub(super) fn sources(house: &House) -> Result<HashMap<FeedId, ServiceSource>, Fault> {
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let rows = work.rows(&permit, &SERVICE_SOURCES, &params![])?;
        let source = |mut row: access::Row| {
            let id = row.take()?;
            let (name, steward) = (row.take()?, row.take()?);
            Ok((id, ServiceSource { name, steward, licence: row.take()?, credit: row.take()?, read: row.take()? }))
        };
        rows.into_iter().map(source).collect()
    })
}

fn out(ready: &Ready, sources: &HashMap<FeedId, ServiceSource>, at: usize, miles: Option<f64>) -> Option<ServiceOut> {
    let listing = ready.listing(at)?;
    let (feed, also) = ready.of_feed.get(at)?;
    Some(ServiceOut {
        id: *ready.ids.get(at)?,
        provider: listing.provider.clone(),
        offering: listing.offering.clone(),
        miles,
        source: sources.get(feed)?.clone(),
        also_in: also.iter().filter_map(|feed| sources.get(feed)).cloned().collect(),
    })
}

/// What a search finds, `most` at a time by identity, which never changes: on after this one, if one is named. Anyone
/// may ask.
pub fn services_out(
    house: &House,
    query: &ServiceQuery,
    after: Option<OfferingId>,
    most: usize,
) -> Result<ServicePart, Fault> {
    let ready = ready(house)?;
    let (finder, place_known) = finder(house, query)?;
    let sources = sources(house)?;
    let found = ready.search(&finder, house.now(), 0..usize::MAX);
    // The index holds them in the order of their identities.
    let from = after.map_or(0, |after| ready.ids.partition_point(|id| *id <= after));
    let mut rest: Vec<(usize, Option<f64>)> = found.found.iter().map(|one| (one.index, one.miles)).collect();
    rest.retain(|(at, _)| *at >= from);
    rest.sort_unstable_by_key(|(at, _)| *at);
    let services = rest.iter().take(most).filter_map(|(at, miles)| out(&ready, &sources, *at, *miles)).collect();
    Ok(ServicePart { services, count: found.count, more: rest.len() > most, place_known })
}

/// One service that is shown now, by any of its entries. Anyone may ask.
pub fn service_out(house: &House, id: OfferingId) -> Result<ServiceOut, Fault> {
    let ready = ready(house)?;
    let at = ready.place_of(id).ok_or(Fault::Absent)?;
    out(&ready, &sources(house)?, at, None).ok_or(Fault::Absent)
}

/// The lists that services are read from, by name. Anyone may ask.
pub fn service_sources(house: &House) -> Result<Vec<ServiceSource>, Fault> {
    let ready = ready(house)?;
    let shown: HashSet<FeedId> =
        ready.of_feed.iter().flat_map(|(feed, also)| also.iter().chain([feed])).copied().collect();
    let known = sources(house)?.into_iter().filter(|(feed, _)| shown.contains(feed));
    let mut known: Vec<ServiceSource> = known.map(|(_, source)| source).collect();
    known.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(known)
}
