//! Where a place is, by what is shipped and what the lists of meetings tell: no map and no other service is asked.

use super::gazetteer::{Gazetteer, middle};
use super::{Meeting, MeetingIndex, Point, fold};
use std::collections::BTreeMap;

/// The places that the lists themselves name: towns, parts of town, postal codes, houses.
#[derive(Debug, Clone, Default)]
pub(super) struct PlaceNames {
    /// By folded name: how it is written, and the middle of the meetings that bear it.
    names: BTreeMap<String, (String, Point)>,
    /// The middle of all meetings.
    middle: Option<Point>,
}

/// A place that somebody named.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// How it is called.
    pub name: String,
    /// Where it is.
    pub point: Point,
}

impl PlaceNames {
    /// Of meetings with their points.
    pub(super) fn new<'a>(meetings: impl Iterator<Item = (&'a Meeting, Option<Point>)>) -> Self {
        let mut gathered: BTreeMap<String, (String, Vec<Point>)> = BTreeMap::new();
        let mut all = Vec::new();
        for (meeting, point) in meetings {
            let Some(point) = point else { continue };
            all.push(point);
            let place = &meeting.place;
            let names = [&place.city, &place.postal_code, &place.name].into_iter().flatten().chain(&place.regions);
            for name in names {
                let folded = fold(name.as_str());
                if !folded.is_empty() {
                    gathered.entry(folded).or_insert_with(|| (name.to_string(), Vec::new())).1.push(point);
                }
            }
        }
        let one = |(folded, (name, points)): (String, (String, Vec<Point>))| Some((folded, (name, middle(&points)?)));
        Self { names: gathered.into_iter().filter_map(one).collect(), middle: middle(&all) }
    }

    fn same(&self, asked: &str) -> Option<Named> {
        self.names.get(asked).map(|(name, point)| Named { name: name.clone(), point: *point })
    }

    fn holding(&self, asked: &str) -> Option<Named> {
        // A few letters are in every name.
        let mut all = self.names.iter().filter(|(own, _)| asked.chars().count() >= 4 && own.contains(asked));
        all.next().map(|(_, (name, point))| Named { name: name.clone(), point: *point })
    }
}

/// The place that somebody named.
///
/// `35.78, -78.64` is a point. A postal code lies where the gazetteer says. Anything else is looked for among the
/// towns, parts of town and houses of the meetings, where the middle of those that bear the name is the place; then
/// among all towns, of several with one name the one nearest to the meetings; then among the meetings' places by a
/// part of the name.
pub fn place_named(meetings: &MeetingIndex, gazetteer: &Gazetteer, text: &str) -> Option<Named> {
    let text = text.trim();
    let named = |point: Point| Named { name: text.to_owned(), point };
    let names = &meetings.names;
    let asked = fold(text);
    let town = || {
        let town = gazetteer.town(text, names.middle)?;
        Some(Named { name: format!("{}, {}", town.name, town.state), point: town.point })
    };
    point(text)
        .or_else(|| gazetteer.code(text))
        .map(named)
        .or_else(|| names.same(&asked))
        .or_else(town)
        .or_else(|| names.holding(&asked))
}

fn point(text: &str) -> Option<Point> {
    let (latitude, longitude) = text.split_once([',', ' '])?;
    let number = |text: &str| text.trim().trim_end_matches('°').parse::<f64>().ok().filter(|number| number.is_finite());
    Point::new(number(latitude)?, number(longitude)?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::{Schedule, Slug};
    use super::*;
    use crate::text::Line;

    fn meeting(city: &str, region: &str, at: (f64, f64)) -> Meeting {
        let line = |text: &str| Line::parse(text).expect("a line");
        let mut meeting = Meeting::new(line("Hope"), Slug::make("hope"), Schedule::ByAppointment);
        meeting.place.city = Some(line(city));
        meeting.place.regions = vec![line(region)];
        meeting.place.point = Point::new(at.0, at.1).ok();
        meeting
    }

    fn list() -> MeetingIndex {
        MeetingIndex::new([
            meeting("Raleigh", "Downtown", (35.78, -78.64)),
            meeting("Raleigh", "North Raleigh", (35.90, -78.64)),
            meeting("Raleigh", "Downtown", (35.79, -78.65)),
            meeting("Cáry", "West", (35.79, -78.78)),
        ])
    }

    fn gazetteer() -> Gazetteer {
        let text = "27513\t35.800\t-78.800\tCary\tNC\n27701\t35.996\t-78.897\tDurham\tNC\n03824\t43.120\t-70.920\tDurham\tNH\n\
                    03825\t43.120\t-70.920\tDurham\tNH\n";
        Gazetteer::parse(text).expect("a gazetteer")
    }

    fn found(meetings: &MeetingIndex, text: &str) -> Option<(String, Point)> {
        place_named(meetings, &gazetteer(), text).map(|named| (named.name, named.point))
    }

    fn at(latitude: f64, longitude: f64) -> Point {
        Point::new(latitude, longitude).expect("a point")
    }

    #[test]
    fn coordinates_and_postal_codes_are_places() {
        let none = MeetingIndex::default();
        assert_eq!(found(&none, " 35.78, -78.64 ").map(|found| found.1), Some(at(35.78, -78.64)));
        assert_eq!(found(&none, "135, 300"), None);
        assert_eq!(found(&none, "NaN inf"), None);
        assert_eq!(found(&none, "27513"), Some(("27513".into(), at(35.80, -78.80))));
    }

    #[test]
    fn a_town_or_a_part_of_it_is_the_middle_of_its_meetings() {
        assert_eq!(found(&list(), "raleigh"), Some(("Raleigh".into(), at(35.79, -78.64))));
        assert_eq!(found(&list(), "CARY"), Some(("Cáry".into(), at(35.79, -78.78))));
        assert_eq!(found(&list(), "north ral"), Some(("North Raleigh".into(), at(35.90, -78.64))));
    }

    #[test]
    fn a_town_without_meetings_is_where_it_lies_and_the_nearer_of_two() {
        assert_eq!(found(&list(), "durham"), Some(("Durham, NC".into(), at(35.996, -78.897))));
        assert_eq!(found(&list(), "Durham, NH"), Some(("Durham, NH".into(), at(43.12, -70.92))));
    }

    #[test]
    fn what_nobody_knows_is_no_place() {
        assert_eq!(found(&list(), "Atlantis"), None);
        assert_eq!(found(&list(), "ra"), None);
        assert_eq!(found(&list(), " - "), None);
    }
}
