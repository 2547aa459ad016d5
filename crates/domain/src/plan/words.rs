//! What changed between two texts, word by word.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Above this many pairs of words the middle is shown as one change: nobody reads it word by word, and it would take long.
const MOST_PAIRS: usize = 4_000_000;

/// A stretch of text in a comparison. Put together, same and gone are the old text, same and come the new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "text")]
pub enum Segment {
    /// In both texts.
    Same(String),
    /// Only in the old text.
    Gone(String),
    /// Only in the new text.
    Come(String),
}

/// Compares two texts by words.
pub fn words(old: &str, new: &str) -> Vec<Segment> {
    let (before, after) = (pieces(old), pieces(new));
    let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&before[head..], &after[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_middle, new_middle) = (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);

    let mut out = Out::default();
    out.same(&before[..head]);
    if old_middle.len().saturating_mul(new_middle.len()) > MOST_PAIRS {
        out.changed(old_middle, new_middle);
    } else {
        for op in capture_diff_slices(Algorithm::Myers, old_middle, new_middle) {
            let (tag, from, to) = op.as_tag_tuple();
            match tag {
                DiffTag::Equal => out.same(&old_middle[from]),
                _ => out.changed(&old_middle[from], &new_middle[to]),
            }
        }
    }
    out.same(&old_rest[old_rest.len() - tail..]);
    out.end()
}

/// Runs of blanks and runs of everything else, in turn.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut blank = None;
    for (at, symbol) in text.char_indices() {
        if blank.is_some_and(|before| before != symbol.is_whitespace()) {
            found.push(&text[start..at]);
            start = at;
        }
        blank = Some(symbol.is_whitespace());
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// Gathers segments. Changes with only blanks between them read better as one, so such blanks wait in `gap`.
#[derive(Default)]
struct Out {
    done: Vec<Segment>,
    same: String,
    gone: String,
    come: String,
    gap: String,
}

impl Out {
    fn same(&mut self, pieces: &[&str]) {
        for piece in pieces {
            let open = !self.gone.is_empty() || !self.come.is_empty();
            if open && self.gap.is_empty() && piece.trim().is_empty() {
                self.gap.push_str(piece);
                continue;
            }
            if open {
                self.close();
            }
            self.same.push_str(piece);
        }
    }

    fn changed(&mut self, old: &[&str], new: &[&str]) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        if !self.same.is_empty() {
            self.done.push(Segment::Same(std::mem::take(&mut self.same)));
        }
        let gap = std::mem::take(&mut self.gap);
        self.gone.push_str(&gap);
        self.come.push_str(&gap);
        self.gone.extend(old.iter().copied());
        self.come.extend(new.iter().copied());
    }

    fn close(&mut self) {
        if !self.gone.is_empty() {
            self.done.push(Segment::Gone(std::mem::take(&mut self.gone)));
        }
        if !self.come.is_empty() {
            self.done.push(Segment::Come(std::mem::take(&mut self.come)));
        }
        self.same = std::mem::take(&mut self.gap);
    }

    fn end(mut self) -> Vec<Segment> {
        if !self.gone.is_empty() || !self.come.is_empty() {
            self.close();
        }
        if !self.same.is_empty() {
            self.done.push(Segment::Same(self.same));
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::Segment::{Come, Gone, Same};
    use super::*;
    use proptest::prelude::*;

    fn sides(segments: &[Segment]) -> (String, String) {
        let mut sides = (String::new(), String::new());
        for segment in segments {
            match segment {
                Same(text) => {
                    sides.0.push_str(text);
                    sides.1.push_str(text);
                }
                Gone(text) => sides.0.push_str(text),
                Come(text) => sides.1.push_str(text),
            }
        }
        sides
    }

    #[test]
    fn a_word_that_changed_stands_alone() {
        let found = words("I walk every day.", "I run every day.");
        assert_eq!(found, [Same("I ".into()), Gone("walk".into()), Come("run".into()), Same(" every day.".into())]);
    }

    #[test]
    fn neighbors_that_changed_are_one_change() {
        let found = words("one two three four", "one dos tres four");
        assert_eq!(
            found,
            [Same("one ".into()), Gone("two three".into()), Come("dos tres".into()), Same(" four".into())]
        );
    }

    #[test]
    fn nothing_written_and_nothing_changed() {
        assert_eq!(words("", ""), []);
        assert_eq!(words("", "paz"), [Come("paz".into())]);
        assert_eq!(words("paz", ""), [Gone("paz".into())]);
        assert_eq!(words("paz y bien", "paz y bien"), [Same("paz y bien".into())]);
    }

    #[test]
    fn two_long_texts_with_nothing_in_common_are_one_change() {
        let old: String = (0..10_000).map(|number| format!("a{number} ")).collect();
        let new: String = (0..10_000).map(|number| format!("b{number}\n")).collect();
        assert_eq!(words(&old, &new), [Gone(old.clone()), Come(new.clone())]);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "[abñ☀ \n]{0,40}", new in "[abñ☀ \n]{0,40}") {
            let found = words(&old, &new);
            prop_assert!(found.iter().all(|part| !matches!(part, Same(text) | Gone(text) | Come(text) if text.is_empty())));
            prop_assert_eq!(sides(&found), (old, new));
        }
    }
}
