//! Where a place is, as far as the lists of meetings tell: no map and no other service is asked.

use super::{Meeting, MeetingIndex, Point, fold};

/// The point of a place that somebody named.
///
/// `35.78, -78.64` is a point. Anything else is looked for among the towns,
/// parts of town, postal codes and houses of the meetings; the middle of those
/// that bear the name is the place. `None` where nobody meets there.
pub fn place_named(meetings: &MeetingIndex, text: &str) -> Option<Point> {
    point(text).or_else(|| middle(meetings, &fold(text), |own, asked| own == asked)).or_else(|| {
        let asked = fold(text);
        // A few letters are in every name.
        if asked.chars().count() < 4 { None } else { middle(meetings, &asked, |own, asked| own.contains(asked)) }
    })
}

fn point(text: &str) -> Option<Point> {
    let (latitude, longitude) = text.trim().split_once([',', ' '])?;
    let number = |text: &str| text.trim().trim_end_matches('°').parse::<f64>().ok().filter(|number| number.is_finite());
    Point::new(number(latitude)?, number(longitude)?).ok()
}

/// The middle of the meetings that bear the name. The median is not moved by one meeting in the wrong place.
fn middle(meetings: &MeetingIndex, asked: &str, same: impl Fn(&str, &str) -> bool) -> Option<Point> {
    if asked.is_empty() {
        return None;
    }
    let bears = |meeting: &&Meeting| {
        let place = &meeting.place;
        let names = [&place.city, &place.postal_code, &place.name].into_iter().flatten().chain(&place.regions);
        names.map(|name| fold(name.as_str())).any(|name| same(&name, asked))
    };
    let points: Vec<Point> = meetings.meetings().filter(bears).filter_map(|meeting| meeting.place.point).collect();
    let median = |mut degrees: Vec<f64>| {
        degrees.sort_by(f64::total_cmp);
        degrees.get(degrees.len() / 2).copied()
    };
    let latitude = median(points.iter().map(|point| point.latitude()).collect())?;
    let longitude = median(points.iter().map(|point| point.longitude()).collect())?;
    Point::new(latitude, longitude).ok()
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

    #[test]
    fn coordinates_are_a_place() {
        assert_eq!(place_named(&MeetingIndex::default(), " 35.78, -78.64 "), Point::new(35.78, -78.64).ok());
        assert_eq!(place_named(&MeetingIndex::default(), "135, 300"), None);
        assert_eq!(place_named(&MeetingIndex::default(), "NaN inf"), None);
    }

    #[test]
    fn a_town_or_a_part_of_it_is_the_middle_of_its_meetings() {
        assert_eq!(place_named(&list(), "raleigh"), Point::new(35.79, -78.64).ok());
        assert_eq!(place_named(&list(), "CARY"), Point::new(35.79, -78.78).ok());
        assert_eq!(place_named(&list(), "north ral"), Point::new(35.90, -78.64).ok());
    }

    #[test]
    fn what_nobody_knows_is_no_place() {
        assert_eq!(place_named(&list(), "Durham"), None);
        assert_eq!(place_named(&list(), "ra"), None);
        assert_eq!(place_named(&list(), " - "), None);
    }
}
