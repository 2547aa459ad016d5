//! What of the content waits for somebody, as parts of the desk's page; and what the reader proposed.

use super::coded;
use super::lines::{Known, named};
use super::queue::{Part, Row};
use crate::session::Visit;
use domain::notice::Arg;
use service::directory::{LineToCheck, Proposed, ProposedOf, TextToCheck};
use words::words;

/// How many of each stand on the page.
const MOST: usize = 25;

fn part(visit: &Visit, id: &'static str, rows: Vec<Row>) -> Part {
    let (title, text) = (coded(visit, "desk", id), coded(visit, "desk", &format!("{id}-text")));
    let more = rows.len() > MOST;
    Part { id, title, text, rows: rows.into_iter().take(MOST).collect(), more }
}

/// Help lines that nobody has called, and texts whose day has come.
pub fn parts(visit: &Visit, base: &str, (lines, known): (&[LineToCheck], &Known), texts: &[TextToCheck]) -> Vec<Part> {
    let said = |id: &str, day: String| words().say_with(visit.lang, id, &[("date", Arg::from(day))]);
    let line = |one: &LineToCheck| {
        let day = words().date_with_year(visit.lang, one.since);
        Row {
            href: format!("{base}/help-lines"),
            name: named(visit.lang, known, &one.line, &one.way),
            told: said(if one.never { "desk-line-never" } else { "desk-line-checked" }, day),
            urgent: false,
        }
    };
    let text = |one: &TextToCheck| {
        let day = words().date_with_year(visit.lang, one.day);
        let start = visit.lang.prefix();
        let library = words::content::library();
        let told = match &one.owner {
            Some(owner) => format!("{owner} · {}", said("desk-text-due", day)),
            None => said("desk-link-seen", day),
        };
        let (href, name) = if one.guide {
            let title = library.article(visit.lang, &one.key).map(|article| article.about.title.clone());
            (format!("{start}/library/{}", one.key), title)
        } else {
            let name = library.link(&one.key).map(|link| link.name.get(visit.lang).clone());
            (format!("{start}/library/leave/{}", one.key), name)
        };
        Row { href, name: name.unwrap_or_else(|| one.key.clone()), told, urgent: false }
    };
    let all = [
        part(visit, "lines", lines.iter().map(line).collect()),
        part(visit, "texts", texts.iter().map(text).collect()),
    ];
    all.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

/// What the reader proposed, and what came of it.
pub fn proposed(visit: &Visit, base: &str, own: &[Proposed]) -> Vec<Row> {
    let row = |one: &Proposed| {
        let at = words().say_with(visit.lang, "proposed-on", &[("date", visit.day(one.at).into())]);
        let came = match one.answer {
            Some((_, at)) if one.why.is_some() => {
                let why = one.why.map(|why| coded(visit, "missing-answer", why.code())).unwrap_or_default();
                format!("{why} · {}", visit.day(at))
            }
            Some((answer, at)) => {
                let id = format!("proposed-{}", answer.code());
                words().say_with(visit.lang, &id, &[("date", visit.day(at).into())])
            }
            None => words().say(visit.lang, "proposed-waits").into_owned(),
        };
        let href = match one.of {
            ProposedOf::Meeting(id) => format!("{base}/entries/{id}"),
            ProposedOf::Service(id) => format!("{base}/services/{id}"),
            ProposedOf::Missing => String::new(),
        };
        Row { href, name: one.name.clone(), told: format!("{at} · {came}"), urgent: false }
    };
    own.iter().map(row).collect()
}

/// The same as a part of the desk's page.
pub fn own_part(visit: &Visit, base: &str, own: &[Proposed]) -> Option<Part> {
    let rows = proposed(visit, base, own);
    (!rows.is_empty()).then(|| Part { text: String::new(), ..part(visit, "own-proposals", rows) })
}
