//! Where postal codes and towns lie, from a file that is shipped: no map service is asked.

use super::{Point, fold};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Postal codes and towns with their points.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    codes: HashMap<u32, Point>,
    towns: Vec<Town>,
    by_name: HashMap<String, Vec<usize>>,
    /// Their places in `towns`, the largest first.
    by_size: Vec<usize>,
}

/// A town.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Its name.
    pub name: String,
    /// The two letters of its state.
    pub state: String,
    /// Its middle: that of its postal codes.
    pub point: Point,
    /// How many postal codes it has: a rough size.
    pub codes: usize,
}

/// A line that is none of a gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {0} should hold five columns with a tab between: code, degrees north, degrees east, town, state")]
pub struct BadLine(pub usize);

/// The states by name, for "Richmond, Virginia"; postal abbreviations (USPS Publication 28, appendix B).
const STATES: [(&str, &str); 52] = [
    ("alabama", "AL"),
    ("alaska", "AK"),
    ("arizona", "AZ"),
    ("arkansas", "AR"),
    ("california", "CA"),
    ("colorado", "CO"),
    ("connecticut", "CT"),
    ("delaware", "DE"),
    ("district of columbia", "DC"),
    ("florida", "FL"),
    ("georgia", "GA"),
    ("hawaii", "HI"),
    ("idaho", "ID"),
    ("illinois", "IL"),
    ("indiana", "IN"),
    ("iowa", "IA"),
    ("kansas", "KS"),
    ("kentucky", "KY"),
    ("louisiana", "LA"),
    ("maine", "ME"),
    ("maryland", "MD"),
    ("massachusetts", "MA"),
    ("michigan", "MI"),
    ("minnesota", "MN"),
    ("mississippi", "MS"),
    ("missouri", "MO"),
    ("montana", "MT"),
    ("nebraska", "NE"),
    ("nevada", "NV"),
    ("new hampshire", "NH"),
    ("new jersey", "NJ"),
    ("new mexico", "NM"),
    ("new york", "NY"),
    ("north carolina", "NC"),
    ("north dakota", "ND"),
    ("ohio", "OH"),
    ("oklahoma", "OK"),
    ("oregon", "OR"),
    ("pennsylvania", "PA"),
    ("puerto rico", "PR"),
    ("rhode island", "RI"),
    ("south carolina", "SC"),
    ("south dakota", "SD"),
    ("tennessee", "TN"),
    ("texas", "TX"),
    ("utah", "UT"),
    ("vermont", "VT"),
    ("virginia", "VA"),
    ("washington", "WA"),
    ("west virginia", "WV"),
    ("wisconsin", "WI"),
    ("wyoming", "WY"),
];

impl Gazetteer {
    /// From lines of five columns; those that begin with `#` are notes.
    pub fn parse(text: &str) -> Result<Self, BadLine> {
        let mut gazetteer = Self::default();
        let mut of_town: HashMap<(&str, &str), Vec<Point>> = HashMap::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let bad = || BadLine(at + 1);
            let mut columns = line.split('\t');
            let mut next = || columns.next().ok_or_else(bad);
            let (code, north, east, town, state) = (next()?, next()?, next()?, next()?, next()?);
            let code = postal_code(code).filter(|_| code.len() == 5).ok_or_else(bad)?;
            let degrees = |text: &str| text.parse::<f64>().map_err(|_| bad());
            let point = Point::new(degrees(north)?, degrees(east)?).map_err(|_| bad())?;
            gazetteer.codes.insert(code, point);
            if !town.is_empty() {
                of_town.entry((town, state)).or_default().push(point);
            }
        }
        let mut towns: Vec<_> = of_town.into_iter().collect();
        towns.sort_unstable_by_key(|(name, _)| *name);
        for ((name, state), points) in towns {
            let Some(point) = middle(&points) else { continue };
            gazetteer.by_name.entry(fold(name)).or_default().push(gazetteer.towns.len());
            let (name, state) = (name.to_owned(), state.to_owned());
            gazetteer.towns.push(Town { name, state, point, codes: points.len() });
        }
        gazetteer.by_size = (0..gazetteer.towns.len()).collect();
        // Their names are in order already.
        gazetteer.by_size.sort_by_key(|at| gazetteer.towns.get(*at).map(|town| Reverse(town.codes)));
        Ok(gazetteer)
    }

    /// The middle of a postal code; of nine digits the first five count.
    pub fn code(&self, text: &str) -> Option<Point> {
        self.codes.get(&postal_code(text)?).copied()
    }

    /// A town by its name, with or without its state. Of several the one nearest to `around`, else the largest.
    pub fn town(&self, text: &str, around: Option<Point>) -> Option<&Town> {
        let folded = fold(text);
        let all = |name: &str| self.by_name.get(name).into_iter().flatten().filter_map(|at| self.towns.get(*at));
        let in_state = |(name, state): (&str, &str)| all(name).find(|town| town.state == state);
        let nearest = || match around {
            Some(from) => all(&folded).min_by(|a, b| from.miles_to(a.point).total_cmp(&from.miles_to(b.point))),
            None => all(&folded).max_by_key(|town| town.codes),
        };
        split_state(&folded).and_then(in_state).or_else(nearest)
    }

    /// The largest towns no farther than `miles`, at most so many, the largest first.
    pub fn towns_near(&self, from: Point, miles: f64, most: usize) -> Vec<&Town> {
        let by_size = self.by_size.iter().filter_map(|at| self.towns.get(*at));
        let near = by_size.filter(|town| from.may_reach(town.point, miles) && from.miles_to(town.point) <= miles);
        near.take(most).collect()
    }

    /// Every town.
    pub fn towns(&self) -> impl Iterator<Item = &Town> {
        self.towns.iter()
    }

    /// The town whose middle is nearest.
    pub fn nearest_town(&self, from: Point) -> Option<&Town> {
        let near = |miles: f64| self.towns.iter().filter(move |town| from.may_reach(town.point, miles));
        let nearest = |miles: f64| near(miles).min_by(|a, b| from.miles_to(a.point).total_cmp(&from.miles_to(b.point)));
        nearest(15.0).or_else(|| nearest(60.0))
    }
}

/// The two letters of a state, by them or by its name.
pub fn state_code(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let own = |(long, short): &&(&str, &'static str)| *long == folded || short.eq_ignore_ascii_case(&folded);
    STATES.iter().find(own).map(|(_, short)| *short)
}

/// The name and the state of `richmond va` or `richmond virginia`.
fn split_state(folded: &str) -> Option<(&str, &'static str)> {
    let named = STATES.iter().filter_map(|(long, short)| {
        let name = folded.strip_suffix(long).or_else(|| folded.strip_suffix(short.to_lowercase().as_str()))?;
        let name = name.strip_suffix(' ').filter(|name| !name.is_empty())?;
        Some((name, *short))
    });
    // The longest name of a state is meant: "Elkins, West Virginia" is no town of the name Elkins West.
    named.min_by_key(|(name, _)| name.len())
}

/// Five digits, or nine with a dash.
fn postal_code(text: &str) -> Option<u32> {
    let text = text.trim();
    let five = match text.split_once('-') {
        Some((five, four)) if four.len() == 4 && four.bytes().all(|byte| byte.is_ascii_digit()) => five,
        Some(_) => return None,
        None => text,
    };
    let fits = five.len() == 5 && five.bytes().all(|byte| byte.is_ascii_digit());
    five.parse().ok().filter(|_| fits)
}

/// The middle of some points. The median is not moved by one that lies far off.
pub(super) fn middle(points: &[Point]) -> Option<Point> {
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
    use super::*;

    fn gazetteer() -> Gazetteer {
        let text = "# a note\n23220\t37.549\t-77.461\tRichmond\tVA\n23219\t37.541\t-77.435\tRichmond\tVA\n\
                    94801\t37.940\t-122.362\tRichmond\tCA\n26241\t38.922\t-79.851\tElkins\tWV\n\
                    23059\t37.716\t-77.563\tGlen Allen\tVA\n00601\t18.181\t-66.750\t\t\n";
        Gazetteer::parse(text).expect("a gazetteer")
    }

    fn town(text: &str, around: Option<Point>) -> Option<String> {
        gazetteer().town(text, around).map(|town| format!("{}, {}", town.name, town.state))
    }

    #[test]
    fn a_postal_code_has_a_point() {
        let places = gazetteer();
        assert_eq!(places.code("23220"), Point::new(37.549, -77.461).ok());
        assert_eq!(places.code(" 23220-1234 "), places.code("23220"));
        assert_eq!(places.code("00601"), Point::new(18.181, -66.75).ok());
        for none in ["2322", "601", "99999", "23220-12", "2322O", "", "-23220"] {
            assert_eq!(places.code(none), None, "{none}");
        }
    }

    #[test]
    fn of_two_towns_of_one_name_the_state_or_the_nearness_tells() {
        let oakland = Point::new(37.80, -122.27).ok();
        assert_eq!(town("RICHMOND", None).as_deref(), Some("Richmond, VA"), "the one with more codes");
        assert_eq!(town("richmond", oakland).as_deref(), Some("Richmond, CA"));
        assert_eq!(town("Richmond, VA", oakland).as_deref(), Some("Richmond, VA"));
        assert_eq!(town("richmond virginia", oakland).as_deref(), Some("Richmond, VA"));
        assert_eq!(town("Elkins, West Virginia", None).as_deref(), Some("Elkins, WV"));
        assert_eq!(town("Richmond, TX", None), None);
        assert_eq!(town("Virginia", None), None);
    }

    #[test]
    fn towns_around_a_place() {
        let places = gazetteer();
        let richmond = places.town("Richmond, VA", None).expect("a town").point;
        let names = |towns: Vec<&Town>| towns.into_iter().map(|town| town.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(places.towns_near(richmond, 20.0, 5)), ["Richmond", "Glen Allen"]);
        assert_eq!(names(places.towns_near(richmond, 20.0, 1)), ["Richmond"]);
        assert_eq!(places.nearest_town(richmond).map(|town| town.name.as_str()), Some("Richmond"));
        assert_eq!(places.nearest_town(Point::new(0.0, 0.0).expect("a point")), None);
    }

    #[test]
    fn a_state_goes_by_its_letters_or_its_name() {
        assert_eq!(
            ["VA", "va", "Virginia", " north carolina "].map(state_code),
            [Some("VA"), Some("VA"), Some("VA"), Some("NC")]
        );
        assert_eq!(["", "Ontario", "V"].map(state_code), [None; 3]);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        for bad in ["23220\t37.5\t-77.4\tRichmond", "2322\t1\t1\t\t", "23220\t137\t1\t\t", "23220\tx\t1\t\t"] {
            assert_eq!(Gazetteer::parse(&format!("# note\n{bad}\n")).err(), Some(BadLine(2)), "{bad}");
        }
    }
}
