//! When every meeting starts next, worked out once for all searches of a minute.
//!
//! Thousands of meetings share a few hundred hours of the week: each is asked of the time-zone database once.

use super::progress::Run;
use super::{Days, MeetingIndex, Weekly};
use crate::time::{Moment, Time, TimeZone, Weekday};
use std::collections::BTreeMap;

/// The hours of the week, and which meetings are held then.
#[derive(Debug, Clone, Default)]
pub(super) struct Slots {
    /// Each with one day.
    slots: Vec<Weekly>,
    /// The hours of each meeting; none for one by appointment.
    of_meeting: Vec<Vec<u32>>,
}

/// The hours of the week as they lie around one moment.
#[derive(Debug, Clone)]
pub struct Timeline {
    now: Moment,
    /// For each hour of the week: since when its meetings run, if they do, and when they start next; in seconds.
    at: Vec<(Option<i64>, i64)>,
}

/// When a meeting is held around one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Around {
    /// When it is held, for whoever looks: its start, in the past where it runs.
    pub(super) start: i64,
    /// Which hour of the week that is.
    pub(super) slot: u32,
    /// Whether it runs.
    pub(super) runs: bool,
}

impl Slots {
    /// Of the meetings' schedules, in their order.
    pub(super) fn new<'a>(schedules: impl Iterator<Item = Option<&'a Weekly>>) -> Self {
        let mut places: BTreeMap<(i8, Time, Option<Time>, String), u32> = BTreeMap::new();
        let mut all = Self::default();
        for weekly in schedules {
            let mut own = Vec::new();
            for (weekly, day) in weekly.iter().flat_map(|weekly| weekly.days.iter().map(move |day| (*weekly, day))) {
                let key = (day.to_sunday_zero_offset(), weekly.start, weekly.end, zone_key(&weekly.zone));
                let slots = &mut all.slots;
                own.push(*places.entry(key).or_insert_with(|| {
                    slots.push(Weekly { days: Days::only(day), ..weekly.clone() });
                    u32::try_from(slots.len() - 1).unwrap_or(u32::MAX)
                }));
            }
            all.of_meeting.push(own);
        }
        all
    }

    fn slot(&self, at: u32) -> Option<&Weekly> {
        self.slots.get(at as usize)
    }

    /// Where the hours lie around `now`.
    pub(super) fn timeline(&self, now: Moment) -> Timeline {
        let seconds = |at: jiff::Zoned| at.timestamp().as_second();
        let around = |slot: &Weekly| {
            let next = slot.next_start(slot.days, now).map_or(i64::MAX, seconds);
            (slot.running(slot.days, now).map(|run| seconds(run.start)), next)
        };
        Timeline { now, at: self.slots.iter().map(around).collect() }
    }

    /// When a meeting is held next, or since when it runs: on one of `days` (all where none is named) and within
    /// `window`, seconds from and until, which holds what runs at its beginning.
    pub(super) fn around(
        &self,
        timeline: &Timeline,
        meeting: usize,
        days: Days,
        window: Option<(i64, i64)>,
    ) -> Option<Around> {
        let own = self.of_meeting.get(meeting)?.iter().copied();
        let on_day = own.filter(|at| {
            days.is_empty() || days == Days::ALL || self.slot(*at).is_some_and(|slot| slot.days.meets(days))
        });
        let one = |slot: u32| {
            let (running, next) = *timeline.at.get(slot as usize)?;
            let around = match running {
                Some(start) if window.is_none_or(|(from, _)| from <= timeline.now.timestamp().as_second()) => {
                    Around { start, slot, runs: true }
                }
                _ => Around { start: next, slot, runs: false },
            };
            let within = window.is_none_or(|(from, until)| around.runs || (from <= next && next < until));
            (within && around.start < i64::MAX).then_some(around)
        };
        on_day.filter_map(one).min_by_key(|around| around.start)
    }

    /// The start of an hour of the week, written out; with its run where that goes on.
    pub(super) fn written(&self, slot: u32, now: Moment) -> (Option<Run>, Option<jiff::Zoned>) {
        let Some(slot) = self.slot(slot) else { return (None, None) };
        (slot.running(slot.days, now), slot.next_start(slot.days, now))
    }
}

impl Timeline {
    /// The moment that it was made for.
    pub fn now(&self) -> Moment {
        self.now
    }
}

impl MeetingIndex {
    /// The hours of the week around `now`, for [`MeetingIndex::search`]. It serves every search of the same minute.
    pub fn timeline(&self, now: Moment) -> Timeline {
        self.slots.timeline(now)
    }
}

fn zone_key(zone: &TimeZone) -> String {
    zone.iana_name().map_or_else(|| format!("{zone:?}"), str::to_owned)
}

/// The day of the week as a place in a list, from Sunday.
pub(super) fn place_of(day: Weekday) -> usize {
    usize::from(day.to_sunday_zero_offset().unsigned_abs())
}
