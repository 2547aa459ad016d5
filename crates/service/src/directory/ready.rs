//! The meetings made ready for searching, kept until a list is read again.

use super::find::{feeds_now, listed_now};
use super::kinds::names_of_kinds;
use super::listed::Shown;
use crate::House;
use access::{Actor, Fault};
use domain::directory::{Meeting, MeetingIndex, Timeline};
use domain::id::{FeedId, MeetingId};
use domain::time::{Moment, TimeZone};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, RwLock};

/// Meetings made ready. To read and index thousands of them anew for every search would be the whole cost of it.
pub(crate) struct Ready {
    /// When each list was last read.
    pub(crate) feeds: Vec<(FeedId, i64)>,
    /// Their ids, in the order of the index.
    pub(crate) ids: Vec<MeetingId>,
    places: HashMap<MeetingId, usize>,
    /// Entries of other lists that are one of these meetings.
    stands_in: HashMap<MeetingId, MeetingId>,
    /// The index.
    pub(crate) index: MeetingIndex,
    /// The zone that most of them are in.
    pub(crate) zone: TimeZone,
    timeline: RwLock<Option<Arc<Timeline>>>,
}

impl Ready {
    /// Where a meeting stands in the index.
    pub(crate) fn place_of(&self, id: MeetingId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// The meeting that an entry is a part of: itself, where it stands for itself.
    pub(crate) fn stands_in(&self, id: MeetingId) -> MeetingId {
        self.stands_in.get(&id).copied().unwrap_or(id)
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
    house.listed().get(
        |ready| ready.feeds == feeds,
        || {
            // Both in one transaction, so that the meetings are those of these lists.
            let (feeds, shown) = house.store().read(&call, |work| Ok((feeds_now(work)?, listed_now(work)?)))?;
            let Shown { meetings, stands_in } = shown;
            let (ids, listed): (Vec<MeetingId>, Vec<Meeting>) = meetings.into_iter().unzip();
            let (filters, places) = (words::content::filters(), words::content::places());
            Ok(Ready {
                feeds,
                places: (0..).zip(&ids).map(|(at, id)| (*id, at)).collect(),
                ids,
                stands_in,
                zone: zone_of_most(&listed),
                index: MeetingIndex::told(listed, filters, places, &names_of_kinds()),
                timeline: RwLock::default(),
            })
        },
    )
}

/// Makes the meetings ready, so that nobody who searches has to wait for it.
pub fn prepare(house: &House) -> Result<(), Fault> {
    ready(house).map(|_| ())
}

/// The zone in which a day is named to somebody of whom no zone is known: that of most meetings, UTC until they are ready.
pub fn usual_zone(house: &House) -> TimeZone {
    house.listed().last().map_or(TimeZone::UTC, |ready| ready.zone.clone())
}

/// The zone of most meetings; UTC where there is none.
fn zone_of_most(meetings: &[Meeting]) -> TimeZone {
    let mut counted: BTreeMap<&str, (usize, &TimeZone)> = BTreeMap::new();
    for weekly in meetings.iter().filter_map(Meeting::weekly) {
        counted.entry(weekly.zone.iana_name().unwrap_or_default()).or_insert((0, &weekly.zone)).0 += 1;
    }
    counted.into_values().max_by_key(|(count, _)| *count).map_or(TimeZone::UTC, |(_, zone)| zone.clone())
}
