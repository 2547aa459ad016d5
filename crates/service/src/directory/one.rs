//! One meeting at its lasting address.

use super::find::{elsewhere, zone_name};
use super::ready::ready;
use crate::House;
use access::{Actor, Fault, Operation, params};
use domain::directory::{FacetGroup, Meeting, Pathway, Point, Progress, Schedule, Town};
use domain::id::MeetingId;
use domain::time::{Moment, zone};
use jiff::civil::DateTime;

access::statements! {
    /// A meeting, whether it is still listed or not, with who lists it and when that list was last read. One that is
    /// taken off, or whose list is left out, counts as gone and says no more than its name; one whose contact asked to
    /// be left out is nowhere.
    ONE = "
        SELECT m.entry,
          CASE WHEN m.hidden IS NOT NULL OR f.state = 'ended' THEN COALESCE(m.gone_at, 0) ELSE m.gone_at END,
          f.name, COALESCE(f.seen_at, f.changed_at), g.name, m.hidden IS NOT NULL OR f.state = 'ended'
        FROM meeting m
        JOIN feed f ON f.id = m.feed_id
        JOIN agency g ON g.id = f.steward_id
        WHERE m.id = $1 AND m.hidden IS DISTINCT FROM 'opted-out'";
}

/// A meeting with all that a page says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingPage {
    /// The meeting as it is shown, with what other lists say of it; as it was last, where it has gone.
    pub meeting: Meeting,
    /// Whether its list no longer names it.
    pub gone: bool,
    /// Whether it was taken off here, or its whole list was: then nothing of it is left but its name.
    pub off: bool,
    /// The meeting that this entry is a part of, where it is not one of its own.
    pub stands_in: Option<MeetingId>,
    /// The list that names it.
    pub list: String,
    /// Who looks after that list.
    pub steward: String,
    /// When that list was last read.
    pub read_at: Moment,
    /// Where it is, and whether only about so.
    pub point: Option<(Point, bool)>,
    /// Its filters, by group, key and first code.
    pub filters: Vec<(FacetGroup, String, String)>,
    /// When it is held, around now; `None` by appointment and for one that has gone.
    pub stood: Option<Stood>,
}

/// How a meeting stands to now.
#[derive(Debug, Clone, PartialEq)]
pub struct Stood {
    /// Whether it goes on or starts soon.
    pub progress: Progress,
    /// When it starts next, by the clock on its own wall.
    pub next: DateTime,
    /// The same as a moment, for programs: `2026-11-24T19:00:00-05:00`.
    pub starts: String,
    /// The zone of that clock, by its IANA name.
    pub zone: String,
    /// The same by the visitor's clock, where that shows another time.
    pub there: Option<DateTime>,
}

impl MeetingPage {
    /// The pathways that the listing speaks of.
    pub fn pathways(&self) -> impl Iterator<Item = Pathway> {
        let own = self.filters.iter().filter(|(group, ..)| *group == FacetGroup::Pathway);
        own.filter_map(|(_, key, _)| key.parse().ok())
    }
}

/// A meeting, for anyone. `own` is the visitor's zone by its IANA name, or empty.
pub fn meeting_page(house: &House, id: MeetingId, own: &str) -> Result<MeetingPage, Fault> {
    let row = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        work.row(&permit, &ONE, &params![id])
    })?;
    let mut row = row.ok_or(Fault::Absent)?;
    let (entry, gone): (String, Option<i64>) = (row.take()?, row.take()?);
    let mut entry: Meeting =
        serde_json::from_str(&entry).map_err(|why| Fault::Broken(format!("meeting {id}: {why}")))?;
    let (list, read_at, steward) = (row.take()?, row.take()?, row.take()?);
    let off: bool = row.take()?;
    if off {
        // Why it was taken off may be its link or its door.
        entry = Meeting::new(entry.name, entry.slug, Schedule::ByAppointment);
    }
    let (ready, now) = (ready(house)?, house.now());
    let at = ready.place_of(id).filter(|_| gone.is_none());
    let stands_in = Some(ready.stands_in(id)).filter(|into| *into != id && gone.is_none());
    // Its contact asked to be left out, in another list: then it is nowhere.
    if gone.is_none() && !off && at.is_none() && stands_in.is_none() {
        return Err(Fault::Absent);
    }
    // As in every list: what other lists say of it belongs to it.
    let meeting = at.and_then(|at| ready.index.meeting(at)).cloned().unwrap_or(entry);
    let facets = ready.index.facets().among(at.map(|at| ready.index.facets_of(at)).unwrap_or_default());
    let named = |facet: &domain::directory::Facet| {
        (facet.group, facet.key.clone(), facet.codes.first().map_or("", |code| code.code()).to_owned())
    };
    let own = zone(own).ok().filter(|_| !own.is_empty());
    let stood = meeting.next_start(now).filter(|_| gone.is_none()).map(|next| {
        let running = meeting.running(now);
        let shown = running.as_ref().map_or(&next, |run| &run.start);
        Stood {
            progress: Progress::of(running.as_ref(), Some(&next), now),
            there: own.as_ref().and_then(|own| elsewhere(shown, own)),
            zone: zone_name(next.time_zone()),
            starts: next.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            next: next.datetime(),
        }
    });
    Ok(MeetingPage {
        gone: gone.is_some(),
        off,
        stands_in,
        list,
        steward,
        read_at: Moment::from_micros(read_at),
        point: at.and_then(|at| ready.index.point(at)).or(meeting.place.point.map(|point| (point, false))),
        filters: facets.map(named).collect(),
        stood,
        meeting,
    })
}

/// Towns around a place, the largest first: for a drawing of where it is.
pub fn around(from: Point, miles: f64, most: usize) -> Vec<&'static Town> {
    words::content::places().towns_near(from, miles, most)
}
