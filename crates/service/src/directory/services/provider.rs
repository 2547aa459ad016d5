//! Who offers something, with everything that they offer, where, and whose lists say so.

use super::find::{ServiceLine, line, place};
use super::give_out::{ServiceSource, sources};
use super::ready::ready;
use crate::House;
use access::Fault;
use domain::directory::offering::{Provider, Site};
use domain::id::{FeedId, OfferingId, ProviderId};

/// An organization.
#[derive(Debug, Clone, PartialEq)]
pub struct ProviderShown {
    /// The identity that stands for it: lists that name the same service of it speak of one organization.
    pub id: ProviderId,
    /// What it says of itself.
    pub provider: Provider,
    /// What it offers, by name; what is over is left out.
    pub services: Vec<ServiceLine>,
    /// Where that can be had: each place once, with its state and postal code.
    pub places: Vec<(String, String)>,
    /// The lists that say so, by name.
    pub sources: Vec<ServiceSource>,
}

/// An organization that offers something now, by any identity that a list gave it. Anyone may ask. [`Fault::Absent`]
/// where there is none, or nothing of it is shown.
pub fn provider(house: &House, asked: ProviderId) -> Result<ProviderShown, Fault> {
    let (ready, now) = (ready(house)?, house.now());
    let id = ready.stands_for(asked);
    let own = (0..).zip(&ready.providers).filter(|(_, of)| **of == id).map(|(at, _)| at);
    let listed = own.filter_map(|at| Some((at, ready.listing(at)?)));
    let listed: Vec<(usize, _)> = listed.filter(|(_, listing)| !listing.offering.is_over(now)).collect();
    let provider = listed.first().map(|(_, listing)| listing.provider.clone()).ok_or(Fault::Absent)?;
    let mut services: Vec<ServiceLine> = Vec::with_capacity(listed.len());
    let (mut places, mut lists): (Vec<(String, String)>, Vec<FeedId>) = (Vec::new(), Vec::new());
    for (at, listing) in listed {
        let known = || Some((*ready.ids.get(at)?, ready.index.one(at)?, ready.of_feed.get(at)?));
        let Some((service, found, (feed, also))) = known() else { continue };
        services.push(line(&ready, service, &found, now));
        lists.extend(also.iter().chain([feed]));
        for site in &listing.offering.sites {
            let there = (place(site), area(site));
            if !there.0.is_empty() && !places.contains(&there) {
                places.push(there);
            }
        }
    }
    services.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    places.sort();
    let mut sources: Vec<ServiceSource> =
        sources(house)?.into_iter().filter(|(feed, _)| lists.contains(feed)).map(|(_, source)| source).collect();
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(ProviderShown { id, provider, services, places, sources })
}

fn area(site: &Site) -> String {
    let parts = [&site.place.state, &site.place.postal_code];
    parts.into_iter().flatten().map(|line| line.as_str()).collect::<Vec<_>>().join(" ")
}

/// Every service that is shown, and everybody who offers one, by identity: for programs that look for all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EveryService {
    /// The services.
    pub services: Vec<OfferingId>,
    /// Those who offer them.
    pub providers: Vec<ProviderId>,
}

/// All of them, what is over left out. Anyone may ask.
pub fn every_service(house: &House) -> Result<EveryService, Fault> {
    let (ready, now) = (ready(house)?, house.now());
    let on = |at: &usize| ready.listing(*at).is_some_and(|listing| !listing.offering.is_over(now));
    let places: Vec<usize> = (0..ready.ids.len()).filter(on).collect();
    let services = places.iter().filter_map(|at| ready.ids.get(*at).copied()).collect();
    let mut providers: Vec<ProviderId> = places.iter().filter_map(|at| ready.providers.get(*at).copied()).collect();
    providers.sort_unstable();
    providers.dedup();
    Ok(EveryService { services, providers })
}
