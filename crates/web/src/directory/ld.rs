//! Structured data for search engines: schema.org as JSON-LD.
//!
//! A `script` of type `application/ld+json` is a data block: a browser does not run it, so the policy that forbids
//! script in a page has nothing to stop (HTML, "prepare the script element", step 8 ends before the policy is asked).

use domain::directory::{Days, Place};
use domain::text::Line;
use domain::time::Weekday;
use serde_json::{Value, json};

/// The data, safe to stand in a page: what is not known is not said.
pub fn block(value: Value) -> String {
    // "<" could end the block; as an escape it is the same letter (JSON, RFC 8259, section 7).
    without_null(value).to_string().replace('<', "\\u003c")
}

/// A place where one can go.
pub fn place(place: &Place) -> Value {
    let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
    let mut spot = json!({
        "@type": "Place",
        "name": line(&place.name).or_else(|| line(&place.address)).or_else(|| line(&place.city)),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": line(&place.address),
            "addressLocality": line(&place.city),
            "addressRegion": line(&place.state),
            "postalCode": line(&place.postal_code),
            "addressCountry": line(&place.country),
        },
    });
    if let (Some(point), Some(fields)) = (place.point.filter(|_| !place.approximate), spot.as_object_mut()) {
        let geo = json!({ "@type": "GeoCoordinates", "latitude": point.latitude(), "longitude": point.longitude() });
        fields.insert("geo".into(), geo);
    }
    spot
}

/// The address of a day of the week.
pub fn day(day: Weekday) -> String {
    let english = Days::english(day);
    let mut letters = english.chars();
    let capital = letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str());
    format!("https://schema.org/{}", capital.unwrap_or_default())
}

fn without_null(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields.into_iter().filter(|(_, own)| !own.is_null()).map(|(name, own)| (name, without_null(own))).collect(),
        ),
        Value::Array(all) => Value::Array(all.into_iter().map(without_null).collect()),
        other => other,
    }
}
