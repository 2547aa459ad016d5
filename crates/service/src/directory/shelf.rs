//! What is given out to other programs: the meetings that are shown, each with the list it came from.

use super::find::{Ready, ready};
use crate::House;
use access::{Actor, Fault, Operation, params};
use domain::directory::Meeting;
use domain::id::{FeedId, MeetingId};
use domain::time::Moment;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};

access::statements! {
    /// Every list with the agency that looks after it.
    SOURCES = "
        SELECT f.id, f.name, a.name, COALESCE(f.seen_at, f.changed_at), f.licence, f.credit
        FROM feed f
        JOIN agency a ON a.id = f.steward_id
        WHERE f.state IN ('active', 'paused') AND f.format <> 'hsds'
        ORDER BY f.name, f.id";

    /// Which list each meeting came from.
    FEED_OF = "SELECT id, feed_id FROM meeting WHERE gone_at IS NULL ORDER BY id";
}

/// Where a meeting was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What the list is called.
    pub name: String,
    /// The agency that looks after it here.
    pub steward: String,
    /// Under which terms its publisher lets it be used, where that is known.
    pub licence: Option<String>,
    /// The page of its publisher, where it is known.
    pub credit: Option<String>,
    /// When it was last read.
    pub read: Moment,
    /// How many of its meetings are shown.
    pub meetings: usize,
}

/// What is given out, kept until a list changes.
pub(crate) struct Shelf {
    ready: Arc<Ready>,
    sources: Vec<Source>,
    /// The meetings by identity, whatever order they were put together in.
    ids: Vec<MeetingId>,
    /// By meeting: its place in the list of meetings, and that of its source.
    places: HashMap<MeetingId, (usize, usize)>,
    /// The whole as a feed, made once it is asked for.
    pub(super) guide: OnceLock<Arc<[u8]>>,
}

/// The shelf of a house.
#[derive(Default)]
pub(crate) struct Kept(RwLock<Option<Arc<Shelf>>>);

/// A meeting with what belongs to it.
pub(crate) struct Shown<'a> {
    pub id: MeetingId,
    pub meeting: &'a Meeting,
    pub source: &'a Source,
}

impl Shelf {
    /// A name for what stands here now: another as soon as anything changes.
    pub fn version(&self) -> String {
        let changed = self.ready.feeds.iter().map(|(_, at)| *at).max().unwrap_or_default();
        format!("{:x}-{:x}-{:x}", self.ready.feeds.len(), changed, self.ready.ids.len())
    }

    /// The lists.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Identities of every meeting, in their order.
    pub fn ids(&self) -> &[MeetingId] {
        &self.ids
    }

    /// Every meeting, in the order of identities.
    pub fn all(&self) -> impl Iterator<Item = Shown<'_>> {
        self.ids.iter().filter_map(|id| self.one(*id))
    }

    /// One meeting, if it is shown now.
    pub fn one(&self, id: MeetingId) -> Option<Shown<'_>> {
        let (at, source) = self.places.get(&id)?;
        let meeting = self.ready.index.meeting(*at)?;
        Some(Shown { id, meeting, source: self.sources.get(*source)? })
    }
}

/// What is shown now.
pub(crate) fn shelf(house: &House) -> Result<Arc<Shelf>, Fault> {
    let ready = ready(house)?;
    if let Ok(kept) = house.shelf().0.read()
        && let Some(shelf) = kept.as_ref().filter(|shelf| Arc::ptr_eq(&shelf.ready, &ready))
    {
        return Ok(Arc::clone(shelf));
    }
    let (sources, feeds) = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        Ok((work.rows(&permit, &SOURCES, &params![])?, work.rows(&permit, &FEED_OF, &params![])?))
    })?;
    let mut known: Vec<Source> = Vec::with_capacity(sources.len());
    let mut by_feed: HashMap<FeedId, usize> = HashMap::new();
    for mut row in sources {
        by_feed.insert(row.take()?, known.len());
        let (name, steward) = (row.take()?, row.take()?);
        let read = Moment::from_micros(row.take()?);
        let (licence, credit) = (row.take()?, row.take()?);
        known.push(Source { name, steward, licence, credit, read, meetings: 0 });
    }
    let mut feed_of: HashMap<MeetingId, FeedId> = HashMap::with_capacity(feeds.len());
    for mut row in feeds {
        feed_of.insert(row.take()?, row.take()?);
    }
    let mut places = HashMap::with_capacity(ready.ids.len());
    for (at, id) in ready.ids.iter().enumerate() {
        // A meeting that was taken down this very moment belongs to no list any more; the next request shows it gone.
        let Some(source) = feed_of.get(id).and_then(|feed| by_feed.get(feed)) else { continue };
        places.insert(*id, (at, *source));
        if let Some(source) = known.get_mut(*source) {
            source.meetings += 1;
        }
    }
    let mut ids: Vec<MeetingId> = places.keys().copied().collect();
    ids.sort_unstable();
    let shelf = Arc::new(Shelf { ready, sources: known, ids, places, guide: OnceLock::new() });
    if let Ok(mut kept) = house.shelf().0.write() {
        *kept = Some(Arc::clone(&shelf));
    }
    Ok(shelf)
}

/// The lists that meetings are read from, by name. Anyone may ask.
pub fn sources(house: &House) -> Result<Vec<Source>, Fault> {
    Ok(shelf(house)?.sources().to_vec())
}
