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
    fn only_the_earth_has_points() {
        assert_eq!(Point::new(91.0, 0.0), Err(OffTheEarth));
        assert_eq!(Point::new(0.0, -180.5), Err(OffTheEarth));
        assert_eq!(Point::new(f64::NAN, 0.0), Err(OffTheEarth));
        assert_eq!(Point::new(-90.0, 180.0).map(Point::latitude), Ok(-90.0));
    }
}
