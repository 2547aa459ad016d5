//! The directory in numbers, for coalitions: how many meetings of which kind, when and where, and where there are none.

use super::give_out::{GivenOut, Has, given};
use super::shelf::{Shelf, shelf};
use crate::House;
use access::Fault;
use domain::directory::gaps::{Room, TownWithout, towns_without};
use domain::directory::statistics::{Kinds, PlaceCount, Sample, Statistics, WEEK};
use domain::directory::{Attendance, Days, FacetGroup, Meeting, PartOfDay, state_code};
use standards::sheet;
use std::borrow::Cow;
use std::sync::Arc;

/// The counts, and the keys that they go by.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// The counts.
    pub counts: Statistics,
    /// The keys of sorts and languages, in the order of the counts.
    pub kinds: Kinds,
    /// Towns near which nobody meets in a room, by state, the largest first.
    pub without: Vec<TownWithout>,
}

/// Counts what is listed now; once for everybody, until a list changes. Anyone may ask.
pub fn statistics(house: &House) -> Result<Arc<Numbers>, Fault> {
    let shelf = shelf(house)?;
    Ok(counted(&shelf))
}

fn counted(shelf: &Shelf) -> Arc<Numbers> {
    Arc::clone(shelf.whole.numbers.get_or_init(|| Arc::new(count(shelf))))
}

fn count(shelf: &Shelf) -> Numbers {
    let index = &shelf.ready.index;
    let of = |group: FacetGroup| {
        let own = index.facets().iter().filter(move |facet| facet.group == group);
        own.map(|facet| facet.key.clone()).collect::<Vec<_>>()
    };
    let kinds = Kinds { sorts: of(FacetGroup::Pathway), languages: of(FacetGroup::Language) };
    let samples = index.meetings().enumerate().map(|(at, meeting)| {
        let (mut sorts, mut languages) = (Vec::new(), Vec::new());
        for facet in index.facets().among(index.facets_of(at)) {
            match facet.group {
                FacetGroup::Pathway => sorts.push(facet.key.as_str()),
                FacetGroup::Language => languages.push(facet.key.as_str()),
                _ => {}
            }
        }
        Sample { meeting, sorts, languages }
    });
    let reach = words::content::desk_rules().map(|rules| rules.reach());
    let without = reach.map(|reach| towns_without(words::content::places().towns(), &rooms(shelf), reach));
    Numbers { counts: Statistics::count(&kinds, samples), kinds, without: without.unwrap_or_default() }
}

/// Where people meet in a room.
fn rooms(shelf: &Shelf) -> Vec<Room> {
    let index = &shelf.ready.index;
    let in_a_room = |meeting: &Meeting| matches!(meeting.attendance(), Attendance::InPerson | Attendance::Hybrid);
    let rooms = index.meetings().enumerate().filter(|(_, meeting)| in_a_room(meeting));
    let room = |(at, meeting): (usize, &Meeting)| {
        let state = meeting.place.state.as_ref().and_then(|state| state_code(state.as_str()));
        index.point(at).map(|(point, _)| Room { point, state })
    };
    rooms.filter_map(room).collect()
}

/// Columns of the table: what is counted, where, by which key, and how many. Rows with zero say where there is none.
const COLUMNS: [&str; 8] = ["count_of", "city", "state", "key", "day", "hour", "part_of_day", "count"];

/// The same as a table for a spreadsheet: one count in each row, so that it can be turned and summed.
pub fn statistics_table(house: &House, has: &Has) -> Result<GivenOut, Fault> {
    let shelf = shelf(house)?;
    let make = || Arc::clone(shelf.whole.numbers_table.get_or_init(|| table(&counted(&shelf)).into()));
    Ok(given(has, shelf.version().to_owned(), make))
}

fn table(numbers: &Numbers) -> Vec<u8> {
    let Numbers { counts, kinds, without } = numbers;
    let mut rows: Vec<Vec<Cow<'static, str>>> = Vec::new();
    let mut put = |cells: [String; 7], count: usize| {
        let mut row: Vec<Cow<'static, str>> = cells.map(Cow::Owned).into();
        row.push(Cow::Owned(count.to_string()));
        rows.push(row);
    };
    let none = String::new;
    let whole = [("meetings", counts.meetings), ("groups", counts.groups), ("starts_in_a_week", counts.starts)];
    for (of, count) in whole.into_iter().chain([("by_appointment", counts.by_appointment)]) {
        put([of.into(), none(), none(), none(), none(), none(), none()], count);
    }
    for (of, keys, own) in [("pathway", &kinds.sorts, &counts.sorts), ("language", &kinds.languages, &counts.languages)]
    {
        for (key, count) in keys.iter().zip(own) {
            put([of.into(), none(), none(), key.clone(), none(), none(), none()], *count);
        }
    }
    for (way, count) in Attendance::ALL.into_iter().zip(counts.ways) {
        put(["attendance".into(), none(), none(), way.code().into(), none(), none(), none()], count);
    }
    for (hour, count) in counts.hours.iter().enumerate() {
        put(["starts_by_hour".into(), none(), none(), none(), none(), hour.to_string(), none()], *count);
    }
    for (day, parts) in WEEK.into_iter().zip(&counts.week) {
        for (part, count) in PartOfDay::ALL.into_iter().zip(parts) {
            let day = Days::english(day).to_owned();
            put(["starts_by_part".into(), none(), none(), none(), day, none(), part.code().into()], *count);
        }
    }
    for place in &counts.places {
        place_rows(place, kinds, &mut put);
    }
    for town in without {
        put(["meetings".into(), town.city.clone(), town.state.clone(), none(), none(), none(), none()], 0);
    }
    sheet::write(&COLUMNS, rows).into_bytes()
}

fn place_rows(place: &PlaceCount, kinds: &Kinds, put: &mut impl FnMut([String; 7], usize)) {
    let at = |of: &str, key: String, day: String, part: String| {
        [of.to_owned(), place.city.clone(), place.state.clone(), key, day, String::new(), part]
    };
    for (hour, count) in place.hours.iter().enumerate() {
        let [of, city, state, key, day, _, part] = at("starts_by_hour", String::new(), String::new(), String::new());
        put([of, city, state, key, day, hour.to_string(), part], *count);
    }
    put(at("meetings", String::new(), String::new(), String::new()), place.meetings);
    for (of, keys, own) in [("pathway", &kinds.sorts, &place.sorts), ("language", &kinds.languages, &place.languages)] {
        for (key, count) in keys.iter().zip(own) {
            put(at(of, key.clone(), String::new(), String::new()), *count);
        }
    }
    for (day, parts) in WEEK.into_iter().zip(&place.week) {
        for (part, count) in PartOfDay::ALL.into_iter().zip(parts) {
            put(at("starts_by_part", String::new(), Days::english(day).to_owned(), part.code().to_owned()), *count);
        }
    }
}
