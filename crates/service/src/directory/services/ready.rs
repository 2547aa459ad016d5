//! The services made ready for searching, kept until a list of theirs changes.

use super::listed::{Joined, KinOf, LeftOut, joined_now};
use crate::House;
use access::{Actor, Fault, Operation, Work, params};
use domain::directory::fold;
use domain::directory::offering::{
    Listing, Offering, OfferingFinder, OfferingIndex, OfferingKind, OfferingSearch, OpenAll, Provider,
};
use domain::id::{FeedId, OfferingId, ProviderId};
use domain::lang::Lang;
use domain::time::Moment;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, RwLock};

access::statements! {
    /// When the entries of each list last changed: while none has, the services are the same.
    SERVICE_FEEDS = "SELECT id, changed_at FROM feed WHERE format IN ('hsds', 'by-hand') ORDER BY id";
}

/// The services made ready.
pub(crate) struct Ready {
    feeds: Vec<(FeedId, i64)>,
    pub(super) ids: Vec<OfferingId>,
    /// The list of each service, and the others that name it.
    pub(super) of_feed: Vec<(FeedId, Vec<FeedId>)>,
    /// Who offers each, by the identity that stands for them.
    pub(super) providers: Vec<ProviderId>,
    stands_in: HashMap<OfferingId, OfferingId>,
    stands_for: HashMap<ProviderId, ProviderId>,
    pub(super) left_out: Vec<LeftOut>,
    kin: HashMap<OfferingId, Vec<KinOf>>,
    pub(super) index: OfferingIndex,
    open: RwLock<Option<(Moment, Arc<OpenAll>)>>,
}

impl Ready {
    /// When each list was last changed.
    pub(super) fn feeds(&self) -> &[(FeedId, i64)] {
        &self.feeds
    }

    /// The service that an entry is a part of: itself, where it stands for itself.
    pub(super) fn stands_in(&self, id: OfferingId) -> OfferingId {
        self.stands_in.get(&id).copied().unwrap_or(id)
    }

    /// Who stands for a provider: itself, where it is known by one identity.
    pub(super) fn stands_for(&self, mut id: ProviderId) -> ProviderId {
        while let Some(other) = self.stands_for.get(&id) {
            id = *other;
        }
        id
    }

    /// Where a service that is shown stands in the index, whichever of its entries is named.
    pub(super) fn place_of(&self, id: OfferingId) -> Option<usize> {
        self.ids.binary_search(&self.stands_in(id)).ok()
    }

    /// Whether a service that is known by the same is shown.
    pub(crate) fn lists(&self, provider: &Provider, offering: &Offering) -> bool {
        let (name, known_by) = (fold(offering.name.as_str()), offering.alike(provider));
        let same = |own: &Listing| {
            // Most differ by their names: to put together what each is known by would take longer.
            fold(own.offering.name.as_str()) == name && own.offering.alike(&own.provider) == known_by
        };
        self.index.listings().iter().any(same)
    }

    /// The service at a place of the index.
    pub(super) fn listing(&self, at: usize) -> Option<&Listing> {
        self.index.listings().get(at)
    }

    /// Entries of other lists that may be the same service.
    pub(super) fn kin_of(&self, id: OfferingId) -> &[KinOf] {
        self.kin.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// What is open, worked out once for each minute.
    fn open_at(&self, now: Moment) -> Arc<OpenAll> {
        let minute = Moment::from_micros(now.micros() - now.micros().rem_euclid(60_000_000));
        let kept = self.open.read().ok().and_then(|kept| kept.clone());
        if let Some((_, open)) = kept.filter(|(at, _)| *at == minute) {
            return open;
        }
        let open = Arc::new(self.index.open_at(minute));
        if let Ok(mut kept) = self.open.write() {
            *kept = Some((minute, Arc::clone(&open)));
        }
        open
    }

    /// Looks for it.
    pub(super) fn search(&self, finder: &OfferingFinder, now: Moment, lines: Range<usize>) -> OfferingSearch<'_> {
        let open = if finder.open_now { self.open_at(now) } else { Arc::default() };
        self.index.search(finder, &open, now, lines)
    }
}

/// The services that are shown now.
pub(crate) fn ready(house: &House) -> Result<Arc<Ready>, Fault> {
    let call = house.call(Actor::Public);
    let feeds = house.store().read(&call, feeds_now)?;
    house.offered().get(
        |ready| ready.feeds == feeds,
        || {
            // Both in one transaction, so that the services are those of these lists.
            let (feeds, joined) = house.store().read(&call, |work| {
                let feeds = feeds_now(work)?;
                let permit = work.permit_open(Operation::ReadPublic)?;
                Ok((feeds, joined_now(work, &permit)?))
            })?;
            Ok(made(feeds, joined))
        },
    )
}

fn made(feeds: Vec<(FeedId, i64)>, joined: Joined) -> Ready {
    let Joined { shown, stands_in, providers: stands_for, left_out, kin } = joined;
    let (mut ids, mut of_feed) = (Vec::with_capacity(shown.len()), Vec::with_capacity(shown.len()));
    let (mut providers, mut listings) = (Vec::with_capacity(shown.len()), Vec::with_capacity(shown.len()));
    for one in shown {
        ids.push(one.id);
        of_feed.push((one.feed, one.also));
        providers.push(one.provider);
        listings.push(one.listing);
    }
    let index = OfferingIndex::with(listings, names_of_kinds, words::content::places());
    let open = RwLock::default();
    Ready { feeds, ids, of_feed, providers, stands_in, stands_for, left_out, kin, index, open }
}

/// The names of kinds in both languages: who types "comida" finds food.
fn names_of_kinds(kinds: &[OfferingKind]) -> String {
    let say = |kind: &OfferingKind| [Lang::En, Lang::Es].map(|lang| words::words().say(lang, &kind.message_id()));
    kinds.iter().flat_map(say).collect::<Vec<_>>().join(" ")
}

fn feeds_now(work: &mut Work<'_>) -> Result<Vec<(FeedId, i64)>, Fault> {
    let permit = work.permit_open(Operation::ReadPublic)?;
    let rows = work.rows(&permit, &SERVICE_FEEDS, &params![])?;
    rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
}
