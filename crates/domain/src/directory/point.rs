//! A place on the earth.

use serde::{Deserialize, Serialize};

/// Latitude and longitude in hundred-thousandths of a degree, about a meter
/// (Meeting Guide: five decimals).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(f64, f64)", into = "(f64, f64)")]
pub struct Point {
    latitude: i32,
    longitude: i32,
}

/// Coordinates that are not on the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a latitude lies between -90 and 90, a longitude between -180 and 180")]
pub struct OffTheEarth;

const STEPS: f64 = 100_000.0;

/// The earth's mean radius in miles (6371.0088 km, IUGG).
const RADIUS: f64 = 3958.7613;

impl Point {
    /// From degrees, rounded to five decimals.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, OffTheEarth> {
        if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 {
            Ok(Self { latitude: (latitude * STEPS).round() as i32, longitude: (longitude * STEPS).round() as i32 })
        } else {
            Err(OffTheEarth)
        }
    }

    /// Degrees north.
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / STEPS
    }

    /// Degrees east.
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / STEPS
    }

    /// Whether another point may lie within so many miles: a quick look at a box around this one, which lets a few
    /// through that lie in its corners and none out that lies within.
    pub fn may_reach(self, other: Self, miles: f64) -> bool {
        // A degree of latitude is never shorter than this (WGS 84, at the equator: 68.70 miles).
        let degrees = miles / 68.0;
        let rise = (self.latitude() - other.latitude()).abs();
        if rise > degrees {
            return false;
        }
        let turn = (self.longitude() - other.longitude()).abs();
        let turn = turn.min(360.0 - turn);
        // Meridians draw together toward the poles: by the cosine of the end that lies nearer to one.
        let narrow = (self.latitude().abs() + degrees).min(90.0).to_radians().cos();
        turn * narrow <= degrees
    }

    /// The way to another point, as one of eight: 0 is north, 2 east, 4 south, 6 west.
    pub fn way_to(self, other: Self) -> u8 {
        let (from, to) = (self.latitude().to_radians(), other.latitude().to_radians());
        let turn = (other.longitude() - self.longitude()).to_radians();
        let east = turn.sin() * to.cos();
        let north = from.cos() * to.sin() - from.sin() * to.cos() * turn.cos();
        let eighths = (east.atan2(north).to_degrees() / 45.0).round() as i32;
        u8::try_from(eighths.rem_euclid(8)).unwrap_or(0)
    }

    /// Miles along the surface (haversine formula).
    pub fn miles_to(self, other: Self) -> f64 {
        let (from, to) = (self.latitude().to_radians(), other.latitude().to_radians());
        let rise = ((to - from) / 2.0).sin();
        let turn = ((other.longitude() - self.longitude()).to_radians() / 2.0).sin();
        let chord = rise * rise + from.cos() * to.cos() * turn * turn;
        2.0 * RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()
    }
}

impl TryFrom<(f64, f64)> for Point {
    type Error = OffTheEarth;
    fn try_from((latitude, longitude): (f64, f64)) -> Result<Self, OffTheEarth> {
        Self::new(latitude, longitude)
    }
}

impl From<Point> for (f64, f64) {
    fn from(point: Point) -> Self {
        (point.latitude(), point.longitude())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::new(latitude, longitude).expect("on the earth")
    }

    #[test]
    fn richmond_to_raleigh_is_about_140_miles() {
        let miles = point(37.5407, -77.4360).miles_to(point(35.7796, -78.6382));
        assert!((137.0..141.0).contains(&miles), "{miles}");
        assert!(point(10.0, 179.9).miles_to(point(10.0, -179.9)) < 15.0, "across the date line");
        let half = point(0.0, 0.0).miles_to(point(0.0, 180.0));
        assert!((half - std::f64::consts::PI * RADIUS).abs() < 0.01);
    }

    #[test]
    fn the_box_around_a_point_leaves_nothing_out() {
        let from = point(37.54, -77.44);
        for (north, east) in [(0.1, 0.1), (0.14, 0.0), (0.0, 0.18), (-0.1, 0.12), (1.0, 0.0), (0.0, 1.5), (-7.0, 3.0)] {
            let other = point(37.54 + north, -77.44 + east);
            let miles = from.miles_to(other);
            assert!(from.may_reach(other, miles * 1.0001), "{north} {east}");
        }
        assert!(!from.may_reach(point(38.54, -77.44), 50.0) && !from.may_reach(point(37.54, -76.0), 50.0));
        assert!(point(10.0, 179.9).may_reach(point(10.0, -179.9), 15.0), "across the date line");
    }

    #[test]
    fn the_eight_ways_of_the_wind() {
        let from = point(37.54, -77.44);
        let way = |north: f64, east: f64| from.way_to(point(37.54 + north, -77.44 + east));
        assert_eq!([way(1.0, 0.0), way(0.1, 0.13), way(0.0, 1.0), way(-0.1, 0.13)], [0, 1, 2, 3]);
        assert_eq!([way(-1.0, 0.0), way(-0.1, -0.13), way(0.0, -1.0), way(0.1, -0.13)], [4, 5, 6, 7]);
    }

    #[test]
    fn only_the_earth_has_points() {
        assert_eq!(Point::new(91.0, 0.0), Err(OffTheEarth));
        assert_eq!(Point::new(0.0, -180.5), Err(OffTheEarth));
        assert_eq!(Point::new(f64::NAN, 0.0), Err(OffTheEarth));
        assert_eq!(Point::new(-90.0, 180.0).map(Point::latitude), Ok(-90.0));
    }
}
