//! The language helper: finds words for which person-first ones exist. It never changes a text.

use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words or phrases, and what might be said instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordPair {
    /// Words or phrases to find.
    pub says: Vec<String>,
    /// What might be said instead, best first.
    pub instead: Vec<String>,
}

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Which bytes of the text.
    pub range: Range<usize>,
    /// Which pair, counted from 0 in the list that the helper was made of.
    pub pair: usize,
}

/// How far a single mark looks for its other half, in characters, so that many apostrophes cost little time.
const SINGLE_REACH: usize = 2_000;

/// What a phrase stands for.
#[derive(Debug, Clone, Copy)]
enum Means {
    Pair(usize),
    Allowed,
}

/// A word list, made ready for searching.
#[derive(Debug, Clone, Default)]
pub struct LanguageHelper {
    /// Phrases by their first word, the longest first.
    phrases: HashMap<String, Vec<(Vec<String>, Means)>>,
}

impl LanguageHelper {
    /// `allow` are phrases that are never flagged, nor anything inside them.
    pub fn new(pairs: &[WordPair], allow: &[String]) -> Self {
        let mut helper = Self::default();
        for (at, pair) in pairs.iter().enumerate() {
            pair.says.iter().for_each(|phrase| helper.add(phrase, Means::Pair(at)));
        }
        allow.iter().for_each(|phrase| helper.add(phrase, Means::Allowed));
        for list in helper.phrases.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        helper
    }

    fn add(&mut self, phrase: &str, means: Means) {
        let words: Vec<String> = split(phrase).into_iter().map(|word| word.folded).collect();
        if let Some(first) = words.first() {
            self.phrases.entry(first.clone()).or_default().push((words, means));
        }
    }

    /// Places that a pair names, in order and apart: whole words in any case, the longest
    /// phrase first, never inside quotation marks, whose words are somebody's own.
    pub fn find(&self, text: &str) -> Vec<Hint> {
        let words = split(text);
        let quoted = quotations(text);
        let all = |allowed: bool| -> Vec<(Range<usize>, Means)> {
            (0..words.len())
                .filter_map(|at| self.longest(text, &words, at, allowed))
                .filter(|(range, _)| allowed || !quoted.iter().any(|quote| overlap(quote, range)))
                .collect()
        };
        let allowed = all(true);
        let mut hints: Vec<Hint> = Vec::new();
        for (range, means) in all(false) {
            let Means::Pair(pair) = means else { continue };
            let inside = allowed.iter().any(|(wide, _)| wide.start <= range.start && range.end <= wide.end);
            let apart = hints.last().is_none_or(|last| last.range.end <= range.start);
            if !inside && apart {
                hints.push(Hint { range, pair });
            }
        }
        hints
    }

    fn longest(&self, text: &str, words: &[Word], at: usize, allowed: bool) -> Option<(Range<usize>, Means)> {
        let candidates = self.phrases.get(&words.get(at)?.folded)?;
        candidates.iter().filter(|(_, means)| matches!(means, Means::Allowed) == allowed).find_map(|(phrase, means)| {
            let found = words.get(at..at + phrase.len())?;
            let same = found.iter().zip(phrase).all(|(word, wanted)| word.folded == *wanted);
            let joined = found.windows(2).all(|pair| joins(&text[pair[0].range.end..pair[1].range.start]));
            (same && joined).then(|| (found[0].range.start..found[phrase.len() - 1].range.end, *means))
        })
    }
}

/// A word of a text: its bytes, and how it is compared.
struct Word {
    range: Range<usize>,
    folded: String,
}

/// Words are runs of letters, figures and the accents on them.
fn split(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, symbol) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, symbol.is_alphanumeric() || is_combining_mark(symbol)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(Word { range: from..at, folded: text[from..at].nfc().collect::<String>().to_lowercase() });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether what stands between two words leaves them one phrase: blanks, hyphens and apostrophes, no other marks.
fn joins(between: &str) -> bool {
    between.chars().all(|symbol| symbol.is_whitespace() || matches!(symbol, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’'))
        && !between.contains("\n\n")
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// What closes a quotation that `open` opens. A single mark quotes when no letter stands before it.
fn closing(open: char, before: Option<char>) -> Option<char> {
    match open {
        '"' if !before.is_some_and(|symbol| symbol.is_ascii_digit()) => Some('"'), // 6" is a length
        '“' => Some('”'),
        '«' => Some('»'),
        '‹' => Some('›'),
        '‘' => Some('’'),
        '\'' if !before.is_some_and(char::is_alphanumeric) => Some('\''),
        _ => None,
    }
}

/// The bytes inside quotation marks. A double mark that nobody closed quotes to the end of
/// the text: rather silent than inside a quotation. A single one alone is an apostrophe.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let symbols: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, open)) = symbols.get(at).copied() {
        let before = at.checked_sub(1).and_then(|index| symbols.get(index)).map(|(_, symbol)| *symbol);
        at += 1;
        let Some(close) = closing(open, before) else { continue };
        match closed_at(&symbols, at, open, close) {
            Some(end) => {
                found.push(start..symbols.get(end).map_or(text.len(), |(byte, _)| *byte));
                at = end + 1;
            }
            None if matches!(open, '\'' | '‘') => {}
            None => {
                found.push(start..text.len());
                break;
            }
        }
    }
    found
}

/// Where the quotation that was opened just before `from` ends. The same marks may nest.
fn closed_at(symbols: &[(usize, char)], from: usize, open: char, close: char) -> Option<usize> {
    let single = matches!(close, '\'' | '’');
    let mut depth = 0_usize;
    for (at, (_, symbol)) in symbols.iter().enumerate().skip(from) {
        if single && (*symbol == '\n' || at - from > SINGLE_REACH) {
            return None;
        }
        let letter_follows = symbols.get(at + 1).is_some_and(|(_, next)| next.is_alphanumeric());
        if *symbol == close && !(single && letter_follows) {
            match depth {
                0 => return Some(at),
                _ => depth -= 1,
            }
        } else if *symbol == open && open != close {
            depth += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn helper() -> LanguageHelper {
        let pair = |says: &[&str]| WordPair {
            says: says.iter().map(|phrase| (*phrase).to_owned()).collect(),
            instead: vec!["a person".into()],
        };
        let pairs = [pair(&["addict", "addicts", "adicción"]), pair(&["substance abuse"]), pair(&["abuse", "clean"])];
        let allow = ["Families of Addicts", "substance abuse and mental health services administration", "clean time"];
        LanguageHelper::new(&pairs, &allow.map(str::to_owned))
    }

    fn found(text: &str) -> Vec<(&str, usize)> {
        helper().find(text).into_iter().map(|hint| (&text[hint.range], hint.pair)).collect()
    }

    #[test]
    fn whole_words_are_found_in_any_case() {
        assert_eq!(found("An ADDICT, two addicts."), [("ADDICT", 0), ("addicts", 0)]);
        assert_eq!(found("addiction, addicted, unclean"), []);
        assert_eq!(found("☀ La ADICCIÓN y la adiccio\u{301}n"), [("ADICCIÓN", 0), ("adiccio\u{301}n", 0)]);
    }

    #[test]
    fn the_longest_phrase_wins_and_may_break_over_a_line() {
        assert_eq!(found("substance\n abuse"), [("substance\n abuse", 1)]);
        assert_eq!(found("substance-abuse"), [("substance-abuse", 1)]);
        assert_eq!(found("substance. Abuse"), [("Abuse", 2)]);
    }

    #[test]
    fn allowed_phrases_are_left_alone_and_nothing_else() {
        assert_eq!(found("Families of Addicts and addicts"), [("addicts", 0)]);
        assert_eq!(found("The Substance Abuse and Mental Health Services Administration"), []);
        assert_eq!(found("clean time, clean"), [("clean", 2)]);
    }

    #[test]
    fn quotations_are_somebodys_own_words() {
        for text in [
            "She said \"I am an addict\".",
            "She said “I am an addict”.",
            "Dijo «soy addict» ayer.",
            "‹an addict›",
            "She said ‘I’m an addict’ and left",
            "She said 'I'm an addict' and left",
            "“She said ‘an addict’, “an addict” — an addict”",
            "“a quotation\n\nover paragraphs, an addict”",
            "\"an addict with no end",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("\"addict\" addict “addict” addict «addict»").len(), 2);
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotations() {
        assert_eq!(found("the '90s addict"), [("addict", 0)]);
        assert_eq!(found("don't say addict, it's rude"), [("addict", 0)]);
        assert_eq!(found("a 6\" addict"), [("addict", 0)]);
        assert_eq!(found("the addict’s and addicts’ words"), [("addict", 0), ("addicts", 0)]);
    }

    proptest! {
        #[test]
        fn hints_are_in_order_apart_and_outside_of_straight_quotations(text in "(addict|clean|time|substance|abuse|[ \"“”ñ.'\n]){0,20}") {
            let hints = helper().find(&text);
            prop_assert!(hints.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
            for hint in hints {
                prop_assert!(text.get(hint.range.clone()).is_some_and(|found| !found.contains(['"', '“', '”'])));
                if !text.contains(['“', '”', '\'']) {
                    prop_assert_eq!(text[..hint.range.start].matches('"').count() % 2, 0, "in {:?}", text);
                }
            }
        }
    }
}
