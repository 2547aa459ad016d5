//! What is given out to other programs: the meetings that are shown, each with the list it came from.

use super::find::{Ready, ready};
use super::numbers::Numbers;
use crate::House;
use access::{Actor, Fault, Operation, Row, Work, params};
use domain::directory::Meeting;
use domain::id::{FeedId, MeetingId};
use domain::lang::Lang;
use domain::time::Moment;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

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
    pub(super) ready: Arc<Ready>,
    /// The lists as they were read when this was put together, before anything was counted.
    listed: Vec<(FeedId, Source)>,
    /// A name for all of it.
    version: String,
    sources: Vec<Source>,
    /// The meetings by identity, whatever order they were put together in.
    ids: Vec<MeetingId>,
    /// By meeting: its place in the list of meetings, and that of its source.
    places: HashMap<MeetingId, (usize, usize)>,
    /// What everybody asks for, each made once it is asked for.
    pub(super) whole: Whole,
}

/// A file that everybody asks for: as it is, and packed, once for all who read that.
#[derive(Debug)]
pub struct WholeFile {
    plain: Arc<[u8]>,
    packed: OnceLock<Option<Arc<[u8]>>>,
}

impl WholeFile {
    pub(super) fn of(plain: Arc<[u8]>) -> Arc<Self> {
        Arc::new(Self { plain, packed: OnceLock::new() })
    }

    pub(super) fn plain(&self) -> Arc<[u8]> {
        Arc::clone(&self.plain)
    }

    /// The same as gzip; nothing where it cannot be packed.
    pub fn gzip(&self) -> Option<Arc<[u8]>> {
        self.packed.get_or_init(|| standards::packed::gzip(&self.plain).map(Arc::from)).clone()
    }
}

/// Everything, as each kind of file.
#[derive(Default)]
pub(super) struct Whole {
    /// As a feed.
    pub guide: OnceLock<Arc<WholeFile>>,
    /// As a table.
    pub table: OnceLock<Arc<WholeFile>>,
    /// As a calendar, in each language.
    pub calendar: [OnceLock<Arc<WholeFile>>; Lang::ALL.len()],
    /// In numbers.
    pub numbers: OnceLock<Arc<Numbers>>,
    /// The numbers as a table.
    pub numbers_table: OnceLock<Arc<[u8]>>,
    /// Meetings by a short number of what their group is called.
    pub groups: OnceLock<HashMap<u64, Vec<MeetingId>>>,
}

/// A meeting with what belongs to it.
pub(crate) struct Shown<'a> {
    pub id: MeetingId,
    pub meeting: &'a Meeting,
    pub source: &'a Source,
}

impl Shelf {
    /// A name for what stands here now: another as soon as anything changes.
    pub fn version(&self) -> &str {
        &self.version
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

    /// One meeting, if it is shown now; of an entry that is a part of another, that one.
    pub fn one(&self, id: MeetingId) -> Option<Shown<'_>> {
        let id = self.ready.stands_in(id);
        let (at, source) = self.places.get(&id)?;
        let meeting = self.ready.index.meeting(*at)?;
        Some(Shown { id, meeting, source: self.sources.get(*source)? })
    }
}

/// What is shown now.
pub(crate) fn shelf(house: &House) -> Result<Arc<Shelf>, Fault> {
    let ready = ready(house)?;
    let call = house.call(Actor::Public);
    // Terms and the day of the last reading change without any entry: they are few, and read each time.
    let listed = house.store().read(&call, sources_now)?;
    let same = |shelf: &Shelf| Arc::ptr_eq(&shelf.ready, &ready) && shelf.listed == listed;
    let make = || {
        let feeds = house.store().read(&call, |work| {
            let permit = work.permit_open(Operation::ReadPublic)?;
            work.rows(&permit, &FEED_OF, &params![])
        })?;
        put_together(&ready, &listed, feeds)
    };
    house.shelf().get(same, make)
}

fn sources_now(work: &mut Work<'_>) -> Result<Vec<(FeedId, Source)>, Fault> {
    let permit = work.permit_open(Operation::ReadPublic)?;
    let rows = work.rows(&permit, &SOURCES, &params![])?;
    let source = |mut row: Row| {
        let id = row.take()?;
        let (name, steward) = (row.take()?, row.take()?);
        let read = Moment::from_micros(row.take()?);
        let (licence, credit) = (row.take()?, row.take()?);
        Ok((id, Source { name, steward, licence, credit, read, meetings: 0 }))
    };
    rows.into_iter().map(source).collect()
}

fn put_together(ready: &Arc<Ready>, listed: &[(FeedId, Source)], feeds: Vec<Row>) -> Result<Shelf, Fault> {
    let mut sources: Vec<Source> = listed.iter().map(|(_, source)| source.clone()).collect();
    let by_feed: HashMap<FeedId, usize> = (0..).zip(listed).map(|(at, (id, _))| (*id, at)).collect();
    let mut feed_of: HashMap<MeetingId, FeedId> = HashMap::with_capacity(feeds.len());
    for mut row in feeds {
        feed_of.insert(row.take()?, row.take()?);
    }
    let mut places = HashMap::with_capacity(ready.ids.len());
    for (at, id) in ready.ids.iter().enumerate() {
        // A meeting that was taken down this very moment belongs to no list any more; the next request shows it gone.
        let Some(source) = feed_of.get(id).and_then(|feed| by_feed.get(feed)) else { continue };
        places.insert(*id, (at, *source));
        if let Some(source) = sources.get_mut(*source) {
            source.meetings += 1;
        }
    }
    let mut ids: Vec<MeetingId> = places.keys().copied().collect();
    ids.sort_unstable();
    // Another program may write the same lists in another way.
    let told = format!("{} {:?} {listed:?} {}", env!("CARGO_PKG_VERSION"), ready.feeds, ids.len());
    let version = fingerprint(&told);
    let ready = Arc::clone(ready);
    Ok(Shelf { ready, listed: listed.to_vec(), version, sources, ids, places, whole: Whole::default() })
}

/// A short name for a text.
pub(super) fn fingerprint(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    crate::house::hex(hash.get(..12).unwrap_or_default())
}

/// The lists that meetings are read from, by name. Anyone may ask.
pub fn sources(house: &House) -> Result<Vec<Source>, Fault> {
    Ok(shelf(house)?.sources().to_vec())
}
