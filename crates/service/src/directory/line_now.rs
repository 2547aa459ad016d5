//! Help lines as they stand now: the content, with what two people agreed on.

use crate::{Fault, House};
use access::{Actor, Operation, Row, params};
use domain::directory::LinePart;
use domain::time::Moment;
use words::content::HelpLine;
use words::crisis::{BUILT_IN, Way, WayKind};

access::statements! {
    IN_FORCE = "
        SELECT line, way, part, says, source, agreed_at FROM help_line_change
        WHERE ended_at IS NULL AND agreed_at IS NOT NULL ORDER BY line, id";
}

/// A change of a help line that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// The key of the line in the content.
    pub line: String,
    /// Which way to reach it, by [`Way::key`]; empty for all of them.
    pub way: String,
    /// What of it.
    pub part: LinePart,
    /// What it says instead.
    pub says: String,
    /// Where that stands.
    pub source: String,
    /// When the second person agreed.
    pub at: Moment,
}

/// A help line as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct LineNow {
    /// The line, with the ways that are answered.
    pub line: HelpLine,
    /// Whether one of its ways is as the content says and nobody called it since: then what the content says of itself
    /// (source, day, how sure) holds for that one.
    pub as_shipped: bool,
    /// What two people agreed on, in the order of its ways: another number, or that this one is right.
    pub changed: Vec<LineChange>,
}

/// Whether a line is part of the program.
pub(super) fn is_built_in(line: &str) -> bool {
    BUILT_IN.iter().any(|own| own.key == line)
}

/// The changes that count now, for whoever shows help lines. Never one of a built-in line.
pub fn help_line_changes(house: &House) -> Result<Vec<LineChange>, Fault> {
    let found: Vec<LineChange> = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let rows = work.rows(&permit, &IN_FORCE, &params![])?;
        let change = |mut row: Row| {
            let (line, way, part) = (row.take()?, row.take()?, row.parse()?);
            Ok(LineChange { line, way, part, says: row.take()?, source: row.take()?, at: row.take()? })
        };
        rows.into_iter().map(change).collect::<Result<_, Fault>>()
    })?;
    Ok(found.into_iter().filter(|change| !is_built_in(&change.line)).collect())
}

/// A line of the content with the changes that count; `None` where nobody answers it any more. A change of a way that
/// the content does not hold (any more) changes nothing.
pub fn line_now(own: &HelpLine, changes: &[LineChange]) -> Option<LineNow> {
    let of_line: Vec<&LineChange> = changes.iter().filter(|change| change.line == own.key).collect();
    let off = |way: &str| of_line.iter().any(|change| change.part == LinePart::Off && change.way == way);
    if off("") {
        return None;
    }
    let (mut ways, mut changed) = (Vec::new(), Vec::new());
    for way in own.ways.iter().filter(|way| !off(&way.key())) {
        let key = way.key();
        let agreed =
            |change: &&&LineChange| matches!(change.part, LinePart::Number | LinePart::Right) && change.way == key;
        match of_line.iter().find(agreed) {
            Some(change) => {
                ways.push(if change.part == LinePart::Right { way.clone() } else { renumbered(way, &change.says) });
                changed.push((*change).clone());
            }
            None => ways.push(way.clone()),
        }
    }
    let as_shipped = ways.len() > changed.len();
    (!ways.is_empty()).then(|| LineNow { line: HelpLine { ways, ..own.clone() }, as_shipped, changed })
}

/// A way with another number. What one writes to a number stays; what one hears after calling the old one does not.
fn renumbered(way: &Way, number: &str) -> Way {
    let hint = way.hint.clone().filter(|_| way.kind == WayKind::Text);
    Way { kind: way.kind, to: number.to_owned(), hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(key: &str) -> &'static HelpLine {
        words::content::help_lines().iter().find(|line| line.key == key).expect("a line of the content")
    }

    fn change(line: &str, way: &str, part: LinePart, says: &str) -> LineChange {
        let at = "2026-11-22T12:00:00Z".parse::<jiff::Timestamp>().expect("a moment").into();
        let text = str::to_owned;
        LineChange { line: text(line), way: text(way), part, says: text(says), source: text("Called it"), at }
    }

    fn numbers(now: &LineNow) -> Vec<(&'static str, &str)> {
        now.line.ways.iter().map(|way| (way.kind.code(), way.to.as_str())).collect()
    }

    #[test]
    fn a_number_takes_the_place_of_the_one_that_was_meant() {
        let text = change("crisis-text-line", "text 741741", LinePart::Number, "55555");
        let now = line_now(own("crisis-text-line"), &[text]).expect("a line");
        assert_eq!(numbers(&now), [("text", "55555")]);
        assert!(now.line.ways[0].hint.is_some() && !now.as_shipped && now.changed.len() == 1);

        let one = change("trevor", "text 678678", LinePart::Number, "55555");
        let now = line_now(own("trevor"), std::slice::from_ref(&one)).expect("a line");
        assert_eq!(numbers(&now), [("call", "1-866-488-7386"), ("text", "55555")]);
        assert!(now.as_shipped, "the other number was looked at by nobody");
        let off = change("trevor", "call 18664887386", LinePart::Off, "off");
        let now = line_now(own("trevor"), &[one, off]).expect("a line");
        assert_eq!(numbers(&now), [("text", "55555")]);
        assert!(!now.as_shipped);
    }

    #[test]
    fn a_number_that_two_people_called_is_as_it_was_and_checked() {
        let right = change("trevor", "text 678678", LinePart::Right, "right");
        let now = line_now(own("trevor"), std::slice::from_ref(&right)).expect("a line");
        assert_eq!(now.line.ways, own("trevor").ways, "its number and what one does there stay");
        assert_eq!((now.as_shipped, now.changed), (true, vec![right.clone()]), "the other was called by nobody");
        let call = change("trevor", "call 18664887386", LinePart::Right, "right");
        let now = line_now(own("trevor"), &[right, call]).expect("a line");
        assert!(!now.as_shipped && now.changed.len() == 2);
    }

    #[test]
    fn what_names_no_way_of_the_line_changes_nothing() {
        for way in ["call 741741", "text 1", "call "] {
            let change = change("crisis-text-line", way, LinePart::Number, "55555");
            let now = line_now(own("crisis-text-line"), &[change]).expect("a line");
            assert_eq!(now, LineNow { line: own("crisis-text-line").clone(), as_shipped: true, changed: Vec::new() });
        }
    }

    #[test]
    fn a_line_that_nobody_answers_is_gone() {
        assert_eq!(line_now(own("trevor"), &[change("trevor", "", LinePart::Off, "off")]), None);
        let text = change("crisis-text-line", "text 741741", LinePart::Off, "off");
        assert_eq!(line_now(own("crisis-text-line"), &[text]), None, "its only way");
    }
}
