//! What goes wrong, for programs: `application/problem+json` (RFC 9457).

use super::given;
use crate::respond::Trouble;
use axum::body::Body;
use axum::response::Response;
use domain::lang::Lang;
use domain::notice::Arg;
use http::{StatusCode, header};
use serde_json::{Value, json};
use words::words;

/// Why there is no answer.
pub enum Problem {
    /// As on a page.
    Trouble(Trouble),
    /// A parameter that cannot be read: its name, and what would be right.
    Parameter(&'static str, String),
    /// Not a way to ask here.
    Method,
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// The answer to a program.
pub fn answer(problem: &Problem, lang: Lang) -> Response {
    let (status, title, detail, name) = match problem {
        Problem::Parameter(name, fits) => {
            let args = [("name", Arg::from(*name)), ("fits", Arg::from(fits.as_str()))];
            let detail = words().say_with(lang, "api-parameter", &args);
            (StatusCode::BAD_REQUEST, words().say(lang, "api-parameter-title").into_owned(), detail, Some(*name))
        }
        Problem::Method => {
            let title = words().say(lang, "api-method-title").into_owned();
            (StatusCode::METHOD_NOT_ALLOWED, title, words().say(lang, "api-method").into_owned(), None)
        }
        Problem::Trouble(trouble) => {
            if let Trouble::Broken(why) = trouble {
                tracing::error!(why, "broken");
            }
            let (status, key) = match trouble {
                Trouble::Busy | Trouble::Full => (StatusCode::SERVICE_UNAVAILABLE, "trouble-busy"),
                Trouble::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, "trouble-broken"),
                _ => (StatusCode::NOT_FOUND, "trouble-absent"),
            };
            let say = |id: &str| words().say(lang, id).into_owned();
            (status, say(key), say(&format!("{key}-text")), None)
        }
    };
    let mut body = json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail });
    if let (Some(name), Value::Object(fields)) = (name, &mut body) {
        fields.insert("parameter".to_owned(), Value::from(name));
    }
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    given::set(&mut response, header::CONTENT_TYPE, "application/problem+json; charset=utf-8");
    if status == StatusCode::METHOD_NOT_ALLOWED {
        given::set(&mut response, header::ALLOW, "GET, HEAD, OPTIONS");
    }
    crate::respond::come_again(&mut response);
    given::opened(response)
}
