//! Meetings for other programs: one, or a list that is read on from where one stopped.

use super::find::{Matching, matching};
use super::shelf::{Shelf, Source, shelf};
use super::{MeetingQuery, meetings};
use crate::House;
use access::Fault;
use domain::directory::Meeting;
use domain::id::MeetingId;

/// A meeting as it is given out, with where it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingOut {
    /// Its identity.
    pub id: MeetingId,
    /// The meeting.
    pub meeting: Meeting,
    /// When it starts next, in its own zone.
    pub next: Option<jiff::Zoned>,
    /// How far it is from the place that was asked for.
    pub miles: Option<f64>,
    /// Its list.
    pub source: Source,
}

/// In which order meetings come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By identity, which never changes: on from this one, if one is named.
    After(Option<MeetingId>),
    /// The best first, as on the page; only the first part can be had.
    Best,
}

/// A part of what was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The meetings.
    pub meetings: Vec<MeetingOut>,
    /// How many there are in all.
    pub count: usize,
    /// Whether there are more after these.
    pub more: bool,
    /// Whether the place that was asked for is known; true where none was asked for.
    pub place_known: bool,
}

/// What a search finds, `most` at a time. Anyone may ask.
pub fn meetings_out(house: &House, query: MeetingQuery, order: Order, most: usize) -> Result<Part, Fault> {
    let shelf = shelf(house)?;
    let after = match order {
        Order::Best => {
            let found = meetings(house, MeetingQuery { most: Some(most), ..query })?;
            let part = found.lines.iter().filter_map(|line| out(house, &shelf, line.id, line.miles)).collect();
            return Ok(Part { meetings: part, count: found.count, more: false, place_known: found.place_known });
        }
        // Who wants all of them reads on for long: nothing is searched for.
        Order::After(after) if query == MeetingQuery::default() => return Ok(all_after(house, &shelf, after, most)),
        Order::After(after) => after,
    };
    let Matching { ready, places, near, place_known } = matching(house, &query)?;
    let count = places.len();
    let mut ids: Vec<(MeetingId, usize)> =
        places.into_iter().filter_map(|at| Some((*ready.ids.get(at)?, at))).collect();
    ids.retain(|(id, _)| after.is_none_or(|after| *id > after));
    // Only as many are put in order and written out as are asked for.
    let more = ids.len() > most;
    if more {
        ids.select_nth_unstable(most);
        ids.truncate(most);
    }
    ids.sort_unstable();
    let miles = |at: usize| near.zip(ready.index.point(at)).map(|(from, (to, _))| from.miles_to(to));
    let part = ids.into_iter().filter_map(|(id, at)| out(house, &shelf, id, miles(at)));
    Ok(Part { meetings: part.collect(), count, more, place_known })
}

fn all_after(house: &House, shelf: &Shelf, after: Option<MeetingId>, most: usize) -> Part {
    let ids = shelf.ids();
    let rest = ids.get(ids.partition_point(|id| after.is_some_and(|after| *id <= after))..).unwrap_or_default();
    let part = rest.iter().take(most).filter_map(|id| out(house, shelf, *id, None));
    Part { meetings: part.collect(), count: ids.len(), more: rest.len() > most, place_known: true }
}

/// One meeting that is listed now. Anyone may ask.
pub fn meeting_out(house: &House, id: MeetingId) -> Result<MeetingOut, Fault> {
    out(house, &*shelf(house)?, id, None).ok_or(Fault::Absent)
}

fn out(house: &House, shelf: &Shelf, id: MeetingId, miles: Option<f64>) -> Option<MeetingOut> {
    let shown = shelf.one(id)?;
    let id = shown.id;
    let mut meeting = shown.meeting.clone();
    // Nobody's mail address or payment handle is given out.
    meeting.feedback_emails.clear();
    meeting.giving = Default::default();
    let next = meeting.next_start(house.now());
    Some(MeetingOut { id, meeting, next, miles, source: shown.source.clone() })
}
