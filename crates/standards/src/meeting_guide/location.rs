//! Where a row says its meeting is.

use super::row::Row;
use domain::directory::{Place, Point, fold};
use domain::notice::Notice;
use domain::text::Line;

/// Building, address, region and point of a row.
pub fn place(row: &mut Row) -> Place {
    let mut place = Place {
        name: row.line("location"),
        address: row.line("address"),
        city: row.line("city"),
        state: row.line("state"),
        postal_code: row.line("postal_code"),
        country: row.line("country"),
        regions: regions(row),
        notes: row.prose("location_notes"),
        approximate: row.text("approximate").is_some_and(|text| says_yes(&text)),
        point: point(row),
    };
    if let Some(whole) = row.line("formatted_address") {
        fill(&mut place, &whole);
    }
    place
}

fn says_yes(text: &str) -> bool {
    matches!(fold(text).as_str(), "yes" | "true" | "1" | "si")
}

/// `regions` from the widest to the narrowest, or `region` and `sub_region`.
fn regions(row: &mut Row) -> Vec<Line> {
    let mut regions = row.lines("regions");
    if regions.is_empty() {
        regions.extend(row.line("region"));
        regions.extend(row.line("sub_region"));
    }
    regions
}

/// Takes a whole address apart where the row gives no parts: the last part is
/// the country, before it state and postal code, then the city; what is in
/// front is the street. With fewer parts there is no street, and so nothing
/// that says exactly where.
fn fill(place: &mut Place, whole: &Line) {
    let mut parts: Vec<&str> = whole.as_str().split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let country = if parts.last().is_some_and(|last| is_country(last)) { parts.pop() } else { None };
    let state_part = if parts.last().is_some_and(|last| is_state(last)) { parts.pop() } else { None };
    let city = if parts.len() > 1 || state_part.is_some() || country.is_some() { parts.pop() } else { None };
    let street = parts.join(", ");
    let (state, code) = state_part.map_or((None, None), state_and_code);
    let put = |own: &mut Option<Line>, text: Option<&str>| {
        if own.is_none() {
            *own = text.and_then(|text| Line::parse(text).ok());
        }
    };
    put(&mut place.address, Some(street.as_str()).filter(|street| !street.is_empty()));
    put(&mut place.city, city);
    put(&mut place.state, state);
    put(&mut place.postal_code, code);
    put(&mut place.country, country);
}

fn is_country(text: &str) -> bool {
    const NAMES: [&str; 9] = [
        "usa",
        "us",
        "united states",
        "united states of america",
        "canada",
        "mexico",
        "puerto rico",
        "estados unidos",
        "eua",
    ];
    NAMES.contains(&fold(text).as_str())
}

/// `VA`, `VA 23220`, `Virginia 23220`, `23220`: letters, then perhaps a code with digits.
fn is_state(text: &str) -> bool {
    let (state, code) = state_and_code(text);
    let short = state.is_some_and(|state| state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase()));
    short || (code.is_some() && state.is_none_or(|state| state.chars().all(|c| c.is_alphabetic() || c == ' ')))
}

fn state_and_code(text: &str) -> (Option<&str>, Option<&str>) {
    match text.find(|c: char| c.is_ascii_digit()) {
        None => (Some(text), None),
        Some(0) => (None, Some(text)),
        Some(at) => (Some(text[..at].trim()).filter(|state| !state.is_empty()), Some(&text[at..])),
    }
}

/// The point of a row. Coordinates that cannot be are left out with a warning; the row stays.
fn point(row: &mut Row) -> Option<Point> {
    let (latitude, longitude) = (row.text("latitude"), row.text("longitude"));
    if latitude.is_none() && longitude.is_none() {
        return None;
    }
    let read = |text: &Option<String>| text.as_deref().and_then(degrees);
    let found = read(&latitude).zip(read(&longitude)).and_then(|(north, east)| settle(north, east));
    match found {
        Some((point, false)) => Some(point),
        Some((point, true)) => {
            row.warn(Notice::new("meeting-warn-coordinates-swapped"));
            Some(point)
        }
        None => {
            let said =
                |text: Option<String>| text.unwrap_or_else(|| "—".to_owned()).chars().take(40).collect::<String>();
            let notice = Notice::new("meeting-warn-coordinates");
            row.warn(notice.with("latitude", said(latitude)).with("longitude", said(longitude)));
            None
        }
    }
}

/// Degrees as people write them: with a comma, with the sign.
pub fn degrees(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('°').replace(',', ".");
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// The point, and whether its two numbers had to change places: a latitude
/// beyond 90, or one south of the last town (Puerto Toro lies at 55° south) or
/// north of it (Ny-Ålesund lies at 79° north), belongs in the other field.
/// Zero and zero is the sea off Africa, where programs put what they do not know.
pub fn settle(north: f64, east: f64) -> Option<(Point, bool)> {
    const INHABITED: std::ops::RangeInclusive<f64> = -60.0..=80.0;
    let (point, swapped) = if INHABITED.contains(&north) {
        (Point::new(north, east), false)
    } else if INHABITED.contains(&east) {
        (Point::new(east, north), true)
    } else {
        return None;
    };
    // Looked at after rounding: 0.000001 is the same spot.
    let point = point.ok().filter(|point| (point.latitude(), point.longitude()) != (0.0, 0.0))?;
    Some((point, swapped))
}
