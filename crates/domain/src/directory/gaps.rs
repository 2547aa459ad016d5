//! Towns near which nobody meets: what a list of meetings cannot say by itself.

use super::{Point, Town};
use std::collections::{BTreeMap, HashMap};

/// What counts as a town without. Numbers of `content/directory/desk.toml`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// From how many postal codes on a town is looked at: a rough size.
    pub codes: usize,
    /// How far somebody goes, in miles.
    pub miles: f64,
    /// From how many meetings in rooms on a state is one that the lists speak of. A single meeting over the border says
    /// nothing of a state.
    pub of_state: usize,
}

/// A room where people meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Where it is.
    pub point: Point,
    /// The two letters of its state, where the list says.
    pub state: Option<&'static str>,
}

/// A town near which nobody meets in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TownWithout {
    /// The town.
    pub city: String,
    /// The two letters of its state.
    pub state: String,
    /// How many postal codes it has.
    pub codes: usize,
}

/// One degree each way: more than the reach may be, which is checked where the number is read.
type Square = (i32, i32);

fn square(point: Point) -> Square {
    (point.latitude().floor() as i32, point.longitude().floor() as i32)
}

/// The towns without, by state, the largest first.
pub fn towns_without<'t>(towns: impl IntoIterator<Item = &'t Town>, rooms: &[Room], reach: Reach) -> Vec<TownWithout> {
    let mut squares: HashMap<Square, Vec<Point>> = HashMap::new();
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for room in rooms {
        squares.entry(square(room.point)).or_default().push(room.point);
        if let Some(state) = room.state {
            *states.entry(state).or_default() += 1;
        }
    }
    let spoken_of = |state: &str| states.get(state).is_some_and(|count| *count >= reach.of_state);
    let near = |town: &Town| {
        let (north, east) = square(town.point);
        let around = (-1..=1).flat_map(|up| (-1..=1).map(move |right| (north + up, east + right)));
        let mut points = around.filter_map(|square| squares.get(&square)).flatten();
        points.any(|room| town.point.may_reach(*room, reach.miles) && town.point.miles_to(*room) <= reach.miles)
    };
    let large = towns.into_iter().filter(|town| town.codes >= reach.codes && spoken_of(&town.state));
    let mut found: Vec<TownWithout> = large
        .filter(|town| !near(town))
        .map(|town| TownWithout { city: town.name.clone(), state: town.state.clone(), codes: town.codes })
        .collect();
    found.sort_by(|one, other| {
        let order = |town: &TownWithout| (town.state.clone(), std::cmp::Reverse(town.codes), town.city.clone());
        order(one).cmp(&order(other))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const REACH: Reach = Reach { codes: 2, miles: 15.0, of_state: 2 };

    fn town(name: &str, state: &str, (north, east): (f64, f64), codes: usize) -> Town {
        let point = Point::new(north, east).expect("a point");
        Town { name: name.to_owned(), state: state.to_owned(), point, codes }
    }

    fn room((north, east): (f64, f64), state: Option<&'static str>) -> Room {
        Room { point: Point::new(north, east).expect("a point"), state }
    }

    fn names(rooms: &[Room]) -> Vec<String> {
        let towns = [
            town("Richmond", "VA", (37.54, -77.44), 40),
            town("Danville", "VA", (36.59, -79.40), 4),
            town("Emporia", "VA", (36.69, -77.54), 2),
            town("Skippers", "VA", (36.61, -77.54), 1),
            town("Bluefield", "WV", (37.26, -81.22), 3),
        ];
        let found = towns_without(&towns, rooms, REACH);
        found.into_iter().map(|town| format!("{}, {}", town.city, town.state)).collect()
    }

    #[test]
    fn a_town_that_no_list_names_is_named() {
        let rooms = [room((37.55, -77.45), Some("VA")), room((37.50, -77.40), Some("VA"))];
        assert_eq!(names(&rooms), ["Danville, VA", "Emporia, VA"], "the largest first; a hamlet is not looked at");
    }

    #[test]
    fn a_room_over_the_border_counts_for_the_town_and_speaks_for_no_state() {
        let mut rooms = vec![room((37.55, -77.45), Some("VA")), room((37.50, -77.40), Some("VA"))];
        rooms.push(room((36.55, -79.35), None));
        rooms.push(room((38.35, -81.63), Some("WV")));
        assert_eq!(names(&rooms), ["Emporia, VA"], "Danville has one near; of West Virginia the lists hardly speak");
        rooms.push(room((38.36, -81.64), Some("WV")));
        assert_eq!(names(&rooms), ["Emporia, VA", "Bluefield, WV"]);
    }

    #[test]
    fn near_is_near_over_the_edge_of_a_degree() {
        let rooms = [room((37.02, -78.99), Some("VA")), room((37.02, -78.99), Some("VA"))];
        let towns = [town("Edge", "VA", (36.98, -79.01), 2), town("Far", "VA", (36.70, -79.01), 2)];
        let found = towns_without(&towns, &rooms, REACH);
        assert_eq!(found.iter().map(|town| town.city.as_str()).collect::<Vec<_>>(), ["Far"]);
    }

    #[test]
    fn without_meetings_nothing_is_said() {
        assert!(names(&[]).is_empty());
    }
}
