//! Answers for other programs and other sites: open to all, kept for a while, and not sent again while nothing changed.

use crate::security::Door;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use service::directory::{GivenOut, Has};
use sha2::{Digest, Sha256};

/// For how long others may keep an answer before they ask whether it is still so.
const KEEP: &str = "public, max-age=300";

/// What a file is.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Its media type.
    pub media: &'static str,
    /// Under which name a browser saves it; empty for what is shown.
    pub name: &'static str,
}

pub const JSON: Kind = Kind { media: "application/json; charset=utf-8", name: "" };
pub const CALENDAR: Kind = Kind { media: "text/calendar; charset=utf-8", name: "meetings.ics" };
pub const EVENTS: Kind = Kind { media: "text/calendar; charset=utf-8", name: "events.ics" };
pub const TABLE: Kind = Kind { media: "text/csv; charset=utf-8", name: "meetings.csv" };
pub const SERVICES: Kind = Kind { media: "text/csv; charset=utf-8", name: "services.csv" };
pub const NUMBERS: Kind = Kind { media: "text/csv; charset=utf-8", name: "statistics.csv" };
pub const SCRIPT: Kind = Kind { media: "text/javascript; charset=utf-8", name: "" };

/// The versions of a file that the request says somebody has. The tags are weak: the same file goes out compressed and
/// not (RFC 9110, section 8.8.1).
pub fn has(asked: &HeaderMap) -> Has {
    let known = asked.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    let tags = known.flat_map(|value| value.split(',')).map(str::trim);
    Has(tags.map(|tag| tag.trim_start_matches("W/").trim_matches('"').to_owned()).collect())
}

/// Whether whoever asks reads gzip: named, and not with a weight of zero (RFC 9110, section 12.5.3).
fn reads_gzip(asked: &HeaderMap) -> bool {
    let named = asked.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let weight = |part: &str| part.strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"))
            && parts.find_map(weight).is_none_or(|weight| weight > 0.0)
    })
}

/// Packs what is packed once for all, in the turn of who makes it.
pub fn packed(made: GivenOut, asked: &HeaderMap) -> GivenOut {
    if let Some(whole) = made.whole.as_ref().filter(|_| reads_gzip(asked)) {
        drop(whole.gzip());
    }
    made
}

/// The same for who may ask for everything: that is packed once, and not for each who asks.
pub fn out_to(asked: &HeaderMap, kind: Kind, given: GivenOut) -> Response {
    let packed = given.whole.as_ref().filter(|_| reads_gzip(asked)).and_then(|whole| whole.gzip());
    let whole = given.whole.is_some();
    let mut response = match packed {
        Some(packed) => {
            let mut response = sent_as(kind, Some(Bytes::from_owner(packed)), &given.version);
            set(&mut response, header::CONTENT_ENCODING, "gzip");
            response
        }
        None => out(kind, given),
    };
    if whole {
        set(&mut response, header::VARY, "accept-encoding");
    }
    response
}

/// A file as it was given out; without a body it is not sent again.
pub fn out(kind: Kind, given: GivenOut) -> Response {
    let GivenOut { body, version, .. } = given;
    sent_as(kind, body.map(Bytes::from_owner), &version)
}

fn sent_as(kind: Kind, body: Option<Bytes>, version: &str) -> Response {
    let mut response = match body {
        None => StatusCode::NOT_MODIFIED.into_response(),
        Some(body) => sent(kind, body),
    };
    set(&mut response, header::ETAG, &format!("W/\"{version}\""));
    set(&mut response, header::CACHE_CONTROL, KEEP);
    opened(response)
}

fn sent(kind: Kind, body: Bytes) -> Response {
    let mut response = Response::new(Body::from(body));
    set(&mut response, header::CONTENT_TYPE, kind.media);
    if !kind.name.is_empty() {
        set(&mut response, header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{}\"", kind.name));
    }
    response
}

/// A small file that is named by what is in it.
pub fn named(kind: Kind, asked: &HeaderMap, body: impl Into<Bytes>) -> Response {
    let body: Bytes = body.into();
    let hash = Sha256::digest(&body);
    let version: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let body = if has(asked).holds(&version) { None } else { Some(body) };
    sent_as(kind, body, &version)
}

/// Lets every site read the answer (Fetch standard, CORS protocol). Nothing about the reader is in it: browsers send
/// no cookie with such a request, and none would change it.
pub fn opened(mut response: Response) -> Response {
    set(&mut response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    set(&mut response, header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag");
    response.extensions_mut().insert(Door::Shared);
    response
}

/// `OPTIONS`: a browser asks first when a script sends a header of its own.
pub async fn asked_first() -> Response {
    let mut response = opened(StatusCode::NO_CONTENT.into_response());
    set(&mut response, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS");
    set(&mut response, header::ACCESS_CONTROL_ALLOW_HEADERS, "Accept, If-None-Match");
    set(&mut response, header::ACCESS_CONTROL_MAX_AGE, "86400");
    response
}

pub fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
