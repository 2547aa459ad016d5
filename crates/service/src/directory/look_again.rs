//! What of the content somebody should look at again: help lines that nobody has called, guides whose day has come,
//! addresses on other sites that nobody has opened.

use super::desk;
use super::line_now::{help_line_changes, line_now};
use super::new_line::known_lines;
use crate::{Fault, House};
use domain::lang::Lang;
use domain::plan::Confidence;
use domain::time::{Date, TimeZone, plus_days};
use std::collections::BTreeMap;

/// A way of a help line that waits to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineToCheck {
    /// The key of the line in the content.
    pub line: String,
    /// Which of its ways, by [`words::crisis::Way::key`].
    pub way: String,
    /// Whether nobody has ever checked it.
    pub never: bool,
    /// When somebody last looked at it.
    pub since: Date,
}

/// A text of the library that waits for another look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextToCheck {
    /// Whether it is a guide; else an address on another site.
    pub guide: bool,
    /// Its key in the content.
    pub key: String,
    /// Who answers for it, where the content says.
    pub owner: Option<String>,
    /// A guide: by when somebody was to look at it. An address: when somebody last did.
    pub day: Date,
}

/// Ways of help lines that nobody has checked yet, and those that were last checked too long ago; the oldest first.
pub fn lines_to_check(house: &House) -> Result<Vec<LineToCheck>, Fault> {
    let old = plus_days(today(house), -desk()?.terms().stale);
    let changes = help_line_changes(house)?;
    let mut found = Vec::new();
    for own in &known_lines(&changes) {
        // Nobody answers it any more: there is nothing to call.
        let Some(now) = line_now(own, &changes) else { continue };
        for way in &own.ways {
            let key = way.key();
            let off = changes.iter().any(|change| {
                change.line == own.key && change.way == key && change.part == domain::directory::LinePart::Off
            });
            let agreed = now.changed.iter().find(|change| change.way == key);
            let (never, since) = match agreed {
                Some(change) => (false, change.at.date(&TimeZone::UTC)),
                None => (own.confidence == Confidence::Unverified, own.verified_on),
            };
            if !off && (never || since < old) {
                found.push(LineToCheck { line: own.key.clone(), way: key, never, since });
            }
        }
    }
    found.sort_by_key(|one| one.since);
    Ok(found)
}

/// Guides whose day has come, and addresses that nobody has opened yet or for too long; the oldest first.
pub fn texts_to_check(house: &House) -> Result<Vec<TextToCheck>, Fault> {
    let today = today(house);
    let old = plus_days(today, -desk()?.terms().stale);
    let library = words::content::library();
    // Both languages are one guide: the earlier day counts.
    let mut due: BTreeMap<&str, (&str, Date)> = BTreeMap::new();
    for article in Lang::ALL.into_iter().flat_map(|lang| library.articles(lang)) {
        let about = &article.about;
        let day = due.entry(article.key.as_str()).or_insert((about.owner.as_str(), about.next_review));
        day.1 = day.1.min(about.next_review);
    }
    let guides = due.into_iter().filter(|(_, (_, day))| *day < today).map(|(key, (owner, day))| TextToCheck {
        guide: true,
        key: key.to_owned(),
        owner: Some(owner.to_owned()),
        day,
    });
    let unread =
        library.links.iter().filter(|link| link.confidence == Confidence::Unverified || link.verified_on < old);
    let links =
        unread.map(|link| TextToCheck { guide: false, key: link.key.clone(), owner: None, day: link.verified_on });
    let mut found: Vec<TextToCheck> = guides.chain(links).collect();
    found.sort_by_key(|one| (!one.guide, one.day));
    Ok(found)
}

fn today(house: &House) -> Date {
    house.now().date(&TimeZone::UTC)
}
