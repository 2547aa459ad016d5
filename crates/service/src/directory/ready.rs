//! The meetings made ready for searching, kept until a list is read again.

use super::find::{feeds_now, listed_now};
use crate::House;
use access::{Actor, Fault};
use domain::directory::{Meeting, MeetingIndex, Timeline};
use domain::id::{FeedId, MeetingId};
use domain::time::{Moment, TimeZone};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, RwLock};

/// To read and index thousands of meetings anew for every search would be the whole cost of it.
#[derive(Default)]
pub(crate) struct Listed(RwLock<Option<Arc<Ready>>>);

/// Meetings made ready.
pub(crate) struct Ready {
    /// When each list was last read.
    pub(crate) feeds: Vec<(FeedId, i64)>,
    /// Their ids, in the order of the index.
    pub(crate) ids: Vec<MeetingId>,
    places: HashMap<MeetingId, usize>,
    /// The index.
    pub(crate) index: MeetingIndex,
    /// The zone that most of them are in.
    pub(crate) zone: TimeZone,
    timeline: RwLock<Option<Arc<Timeline>>>,
}

impl Listed {
    fn of(&self, feeds: &[(FeedId, i64)]) -> Option<Arc<Ready>> {
        // A lock that a panic left behind is as good as nothing kept.
        let kept = self.0.read().ok()?;
        kept.as_ref().filter(|ready| ready.feeds == feeds).cloned()
    }

    fn keep(&self, ready: &Arc<Ready>) {
        if let Ok(mut kept) = self.0.write() {
            *kept = Some(Arc::clone(ready));
        }
    }
}

impl Ready {
    /// Where a meeting stands in the index.
    pub(crate) fn place_of(&self, id: MeetingId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// The hours of the week around a moment, worked out once for each minute.
    pub(crate) fn timeline(&self, now: Moment) -> Arc<Timeline> {
        let minute = Moment::from_micros(now.micros() - now.micros().rem_euclid(60_000_000));
        let kept = self.timeline.read().ok().and_then(|kept| kept.clone());
        if let Some(kept) = kept.filter(|kept| kept.now() == minute) {
            return kept;
        }
        let timeline = Arc::new(self.index.timeline(minute));
        if let Ok(mut kept) = self.timeline.write() {
            *kept = Some(Arc::clone(&timeline));
        }
        timeline
    }
}

/// The meetings that are listed now.
pub(crate) fn ready(house: &House) -> Result<Arc<Ready>, Fault> {
    let call = house.call(Actor::Public);
    let feeds = house.store().read(&call, feeds_now)?;
    if let Some(ready) = house.listed().of(&feeds) {
        return Ok(ready);
    }
    // Both in one transaction, so that the meetings are those of these lists.
    let (feeds, listed) = house.store().read(&call, |work| Ok((feeds_now(work)?, listed_now(work)?)))?;
    let (ids, listed): (Vec<MeetingId>, Vec<Meeting>) = listed.into_iter().unzip();
    let ready = Arc::new(Ready {
        feeds,
        places: ids.iter().enumerate().map(|(at, id)| (*id, at)).collect(),
        ids,
        zone: usual_zone(&listed),
        index: MeetingIndex::with(listed, words::content::filters(), words::content::places()),
        timeline: RwLock::default(),
    });
    house.listed().keep(&ready);
    Ok(ready)
}

/// The zone of most meetings; UTC where there is none.
fn usual_zone(meetings: &[Meeting]) -> TimeZone {
    let mut counted: BTreeMap<&str, (usize, &TimeZone)> = BTreeMap::new();
    for weekly in meetings.iter().filter_map(Meeting::weekly) {
        counted.entry(weekly.zone.iana_name().unwrap_or_default()).or_insert((0, &weekly.zone)).0 += 1;
    }
    counted.into_values().max_by_key(|(count, _)| *count).map_or(TimeZone::UTC, |(_, zone)| zone.clone())
}
