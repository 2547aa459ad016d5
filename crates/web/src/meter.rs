//! What is counted of requests: method, route pattern, status, time. Never a path, which may hold an identity.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use metrics::{counter, gauge, histogram};
use std::time::Instant;

/// Counts a request when it is answered.
pub async fn measure(request: Request, next: Next) -> Response {
    let route =
        request.extensions().get::<MatchedPath>().map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = match request.method().as_str() {
        known @ ("GET" | "HEAD" | "POST") => known.to_owned(),
        // Whatever else a stranger makes up is one word.
        _ => "OTHER".to_owned(),
    };
    let under_way = UnderWay::begin();
    let began = now();
    let response = next.run(request).await;
    drop(under_way);
    let labels = [("method", method), ("route", route), ("status", response.status().as_u16().to_string())];
    counter!("alongside_requests_total", &labels).increment(1);
    histogram!("alongside_request_seconds", &labels).record(began.elapsed().as_secs_f64());
    response
}

/// A request under way; one that is given up is counted down as well.
struct UnderWay;

impl UnderWay {
    fn begin() -> Self {
        gauge!("alongside_requests_under_way").increment(1.0);
        Self
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        gauge!("alongside_requests_under_way").decrement(1.0);
    }
}

#[expect(clippy::disallowed_methods, reason = "measures how long an answer takes, nothing else")]
fn now() -> Instant {
    Instant::now()
}
