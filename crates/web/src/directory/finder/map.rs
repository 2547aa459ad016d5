//! A drawing of where meetings are: rings of distance, towns around, no map of anybody else.

use super::names;
use domain::lang::Lang;
use domain::notice::Arg;
use service::directory::Point;
use words::words;

/// The side of the drawing, in its own steps.
const SIDE: f64 = 400.0;
/// How far from the middle the outer ring lies.
const REACH: f64 = 178.0;
/// Miles from one degree of latitude to the next (mean meridian, WGS 84).
const MILES_A_DEGREE: f64 = 69.05;

/// What the page draws.
pub struct Map {
    /// Rings, by radius, with their miles.
    pub rings: Vec<(i32, String)>,
    /// Towns: where their names stand.
    pub towns: Vec<(i32, i32, String)>,
    /// Meetings: where, and their numbers.
    pub dots: Vec<(i32, i32, String)>,
    /// The drawing in words.
    pub told: String,
}

struct View {
    middle: Point,
    miles: f64,
}

impl View {
    fn place(&self, point: Point) -> (i32, i32) {
        let scale = REACH / self.miles;
        let mut turn = point.longitude() - self.middle.longitude();
        if turn.abs() > 180.0 {
            turn -= 360.0_f64.copysign(turn);
        }
        let east = turn * MILES_A_DEGREE * self.middle.latitude().to_radians().cos();
        let north = (point.latitude() - self.middle.latitude()) * MILES_A_DEGREE;
        let half = SIDE / 2.0;
        ((half + east * scale).round() as i32, (half - north * scale).round() as i32)
    }

    fn rings(&self, lang: Lang) -> Vec<(i32, String)> {
        let miles = |miles: f64| words().say_with(lang, "map-miles", &[("miles", Arg::Number(miles as i64))]);
        let half = self.miles / 2.0;
        let inner = (half >= 1.0).then(|| ((REACH / 2.0).round() as i32, miles(half)));
        inner.into_iter().chain([(REACH as i32, miles(self.miles))]).collect()
    }

    /// Towns that lie inside, none on top of another.
    fn towns(&self) -> Vec<(i32, i32, String)> {
        let mut shown: Vec<(i32, i32, String)> = Vec::new();
        for town in service::directory::around(self.middle, self.miles, 24) {
            let (x, y) = self.place(town.point);
            let apart = |other: &(i32, i32, String)| (other.1 - y).abs() > 24 || (other.0 - x).abs() > 150;
            // A name at the edge would be cut.
            if shown.len() < 6 && (60..=340).contains(&x) && (24..=385).contains(&y) && shown.iter().all(apart) {
                shown.push((x, y, town.name.clone()));
            }
        }
        shown
    }
}

/// An even number of miles that holds so many: its half is whole, too.
fn round_up(miles: f64) -> f64 {
    [2.0, 4.0, 6.0, 10.0, 20.0, 30.0, 50.0, 100.0, 200.0, 500.0]
        .into_iter()
        .find(|step| miles <= *step)
        .unwrap_or(4_000.0)
}

/// Meetings around a place. `None` where none of them has a point.
pub fn of_list(lang: Lang, place: Option<&(String, Point)>, points: &[(usize, Point)]) -> Option<Map> {
    let sum = |part: fn(Point) -> f64| points.iter().map(|(_, point)| part(*point)).sum::<f64>() / points.len() as f64;
    let middle = match place {
        Some((_, point)) => *point,
        None => Point::new(sum(Point::latitude), sum(Point::longitude)).ok()?,
    };
    let farthest = points.iter().map(|(_, point)| middle.miles_to(*point)).max_by(f64::total_cmp)?;
    let view = View { middle, miles: round_up(farthest) };
    // Those in one spot share a dot.
    let mut dots: Vec<(i32, i32, Vec<usize>)> = Vec::new();
    for (number, point) in points {
        let (x, y) = view.place(*point);
        match dots.iter_mut().find(|dot| (dot.0 - x).abs() < 16 && (dot.1 - y).abs() < 16) {
            Some(dot) => dot.2.push(*number),
            None => dots.push((x, y, vec![*number])),
        }
    }
    let label = |numbers: Vec<usize>| match numbers.as_slice() {
        [one] => one.to_string(),
        [first, ..] => format!("{first}+"),
        [] => String::new(),
    };
    let args = [("count", Arg::Number(points.len() as i64)), ("miles", Arg::Number(view.miles as i64))];
    Some(Map {
        rings: view.rings(lang),
        towns: view.towns(),
        dots: dots.into_iter().map(|(x, y, numbers)| (x, y, label(numbers))).collect(),
        told: words().say_with(lang, "map-list-told", &args),
    })
}

/// One meeting, with the towns around it.
pub fn of_one(lang: Lang, point: Point) -> Map {
    let view = View { middle: point, miles: 10.0 };
    let nearest = words::content::places().nearest_town(point);
    let told = match nearest {
        Some(town) if town.point.miles_to(point) >= 1.0 => {
            let away = names::miles(lang, town.point.miles_to(point), true);
            let way = names::say(lang, &format!("map-way-{}", town.point.way_to(point)));
            let args = [("far", Arg::from(away)), ("way", Arg::from(way)), ("town", Arg::from(town.name.as_str()))];
            words().say_with(lang, "map-one-told", &args)
        }
        Some(town) => words().say_with(lang, "map-one-middle", &[("town", Arg::from(town.name.as_str()))]),
        None => names::say(lang, "map-one-alone"),
    };
    let half = (SIDE / 2.0) as i32;
    Map { rings: view.rings(lang), towns: view.towns(), dots: vec![(half, half, String::new())], told }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::new(latitude, longitude).expect("a point")
    }

    #[test]
    fn north_is_up_and_the_ring_holds_the_farthest() {
        let place = ("Richmond".to_owned(), point(37.54, -77.44));
        let map =
            of_list(Lang::En, Some(&place), &[(1, point(37.60, -77.44)), (2, point(37.54, -77.30))]).expect("a map");
        let at = |number: &str| map.dots.iter().find(|dot| dot.2 == number).map(|dot| (dot.0, dot.1)).expect("a dot");
        assert!(at("1").1 < 200 && (at("1").0 - 200).abs() < 2, "north");
        assert!(at("2").0 > 300 && (at("2").1 - 200).abs() < 2, "east");
        assert_eq!(map.rings.len(), 2);
        assert!(map.told.contains('2') && map.told.contains("10"), "{}", map.told);
    }

    #[test]
    fn those_in_one_house_share_a_dot_and_nothing_gives_no_map() {
        let here = point(37.54, -77.44);
        let map = of_list(Lang::En, None, &[(3, here), (7, here)]).expect("a map");
        assert_eq!(map.dots.iter().map(|dot| dot.2.as_str()).collect::<Vec<_>>(), ["3+"]);
        assert!(of_list(Lang::En, None, &[]).is_none());
    }

    #[test]
    fn one_meeting_is_told_from_its_town() {
        let map = of_one(Lang::En, point(37.62, -77.47));
        assert!(map.told.contains("mile") || map.told.contains("middle"), "{}", map.told);
        assert!(!map.towns.is_empty());
    }
}
