//! Structured logs on standard error, by an allow-list: a line holds nothing of a person.
//!
//! From our own floors the sentence and the fields named below are written;
//! from anything else only the level and where it came from, because a library
//! does not know what must not be told.

use std::fmt::{Debug, Write as _};
use std::io::Write as _;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// Fields that may be written.
const FIELDS: [&str; 14] = [
    "message",
    "method",
    "route",
    "status",
    "millis",
    "operation",
    "outcome",
    "kind",
    "count",
    "port",
    "code",
    "lang",
    "id",
    "signal",
];

/// Crates whose sentences are written.
const OURS: [&str; 9] = ["alongside", "web", "service", "access", "db", "words", "paper", "standards", "domain"];

struct Lines;

/// Writes logs from here on.
pub fn start() {
    // A second start, in a test, changes nothing.
    let _ = tracing_subscriber::registry().with(Lines).try_init();
}

impl<S: Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let meta = event.metadata();
        let ours = OURS.contains(&meta.target().split("::").next().unwrap_or_default());
        let least = if ours { Level::INFO } else { Level::WARN };
        if *meta.level() > least {
            return;
        }
        let at = now();
        let mut line = format!("{at} {} {}", meta.level(), meta.target());
        if ours {
            event.record(&mut Allowed(&mut line));
        }
        line.push('\n');
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
}

#[expect(clippy::disallowed_methods, reason = "a line of the log says when it was written; nothing is decided by it")]
fn now() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let micros = i64::try_from(since.as_micros()).unwrap_or_default();
    domain::time::Moment::from_micros(micros).timestamp().to_string()
}

/// Appends the fields that may be written, each on the same line.
struct Allowed<'l>(&'l mut String);

impl Visit for Allowed<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if FIELDS.contains(&field.name()) {
            let text = format!("{value:?}").replace(['\n', '\r'], " ");
            let _ = write!(self.0, " {}={text}", field.name());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<String>>);

    impl<S: Subscriber> Layer<S> for Kept {
        fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
            event.record(&mut Allowed(&mut self.0.lock().expect("the line")));
        }
    }

    #[test]
    fn a_field_that_is_not_on_the_list_is_not_written() {
        let kept = Kept::default();
        tracing::subscriber::with_default(tracing_subscriber::registry().with(kept.clone()), || {
            tracing::info!(status = 200, username = "warm-river-42", "answered");
        });
        assert_eq!(*kept.0.lock().expect("the line"), " message=answered status=200");
    }
}
