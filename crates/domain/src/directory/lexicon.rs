//! The words of many meetings, so that a search looks only at those that bear what was asked.
//!
//! A word is found by itself and by its beginning in the sorted list of words. One with a slip of the finger shares a
//! key with what was meant: the word itself, or the word with one letter taken out (symmetric deletion). Words that
//! share a key are then compared letter by letter, and only those.

use super::search::{Query, Words, may_slip, one_slip, same_or_beginning};
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Every word with the meetings that bear it.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    words: Vec<Box<str>>,
    /// For each word the meetings, with the weight of the best place where it stands.
    borne: Vec<Vec<(u32, u32)>>,
    /// The keys of each word, sorted.
    keys: Vec<(u64, u32)>,
    meetings: usize,
}

/// What a search by words found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Borne {
    /// Meetings that bear every word, with their scores, in the order of the list.
    pub(super) meetings: Vec<(u32, u32)>,
    /// How many words were compared letter by letter.
    pub(super) compared: usize,
}

fn key(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// The word itself and the word with each one letter taken out.
fn keys(word: &str) -> impl Iterator<Item = u64> {
    let shorter = word.char_indices().map(|(at, letter)| {
        let rest = word.get(at + letter.len_utf8()..).unwrap_or_default();
        key(&format!("{}{rest}", word.get(..at).unwrap_or_default()))
    });
    std::iter::once(key(word)).chain(shorter)
}

impl Lexicon {
    /// Of the words of each meeting, in their order.
    pub(super) fn new<'a>(meetings: impl Iterator<Item = &'a Words>) -> Self {
        let mut by_word: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
        let mut count = 0;
        for (at, words) in (0u32..).zip(meetings) {
            count += 1;
            for (word, weight) in words.iter() {
                let borne = by_word.entry(word).or_default();
                match borne.last_mut().filter(|(last, _)| *last == at) {
                    Some((_, best)) => *best = weight.max(*best),
                    None => borne.push((at, weight)),
                }
            }
        }
        let mut lexicon = Self { meetings: count, ..Self::default() };
        for (word, borne) in by_word {
            let at = u32::try_from(lexicon.words.len()).unwrap_or(u32::MAX);
            // A number means what it says, and a word of two letters is too short to slip in.
            if word.chars().count() >= 3 && !word.bytes().all(|byte| byte.is_ascii_digit()) {
                lexicon.keys.extend(keys(word).map(|key| (key, at)));
            }
            lexicon.words.push(word.into());
            lexicon.borne.push(borne);
        }
        lexicon.keys.sort_unstable();
        lexicon.keys.dedup();
        lexicon
    }

    /// Meetings that bear all words of a question.
    pub(super) fn find(&self, query: &Query) -> Borne {
        let mut compared = 0;
        let mut found: Option<Vec<(u32, u32)>> = None;
        for asked in query.words() {
            let mut best = vec![0u32; self.meetings];
            for (word, likeness) in self.like(asked, &mut compared) {
                for (at, weight) in self.borne.get(word).into_iter().flatten() {
                    if let Some(score) = best.get_mut(*at as usize) {
                        *score = (*score).max(likeness * weight);
                    }
                }
            }
            let score = |at: u32| best.get(at as usize).copied().unwrap_or(0);
            found = Some(match found {
                None => (0u32..).zip(&best).filter(|(_, score)| **score > 0).map(|(at, score)| (at, *score)).collect(),
                Some(before) => {
                    let both = before.into_iter().map(|(at, sum)| (at, sum, score(at)));
                    both.filter(|(_, _, more)| *more > 0).map(|(at, sum, more)| (at, sum + more)).collect()
                }
            });
            if found.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        Borne { meetings: found.unwrap_or_default(), compared }
    }

    /// The words that what was asked may mean, by their place, with how well they do.
    fn like(&self, asked: &str, compared: &mut usize) -> Vec<(usize, u32)> {
        let from = self.words.partition_point(|word| word.as_ref() < asked);
        let begins = self.words.iter().enumerate().skip(from).take_while(|(_, word)| word.starts_with(asked));
        let mut like: Vec<(usize, u32)> =
            begins.map(|(at, word)| (at, same_or_beginning(asked, word))).filter(|(_, much)| *much > 0).collect();
        if !may_slip(asked) {
            return like;
        }
        let known: HashSet<usize> = like.iter().map(|(at, _)| *at).collect();
        let mut seen = HashSet::new();
        for key in keys(asked) {
            let first = self.keys.partition_point(|(own, _)| *own < key);
            let sharing = self.keys.iter().skip(first).take_while(|(own, _)| *own == key);
            for at in sharing.map(|(_, at)| *at as usize) {
                if !known.contains(&at) && seen.insert(at) {
                    *compared += 1;
                    if self.words.get(at).is_some_and(|word| one_slip(asked, word)) {
                        like.push((at, 1));
                    }
                }
            }
        }
        like
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scan(words: &[Words], query: &Query) -> Vec<(u32, u32)> {
        (0u32..).zip(words).filter_map(|(at, words)| Some((at, query.score(words)?))).collect()
    }

    proptest! {
        #[test]
        fn the_lexicon_finds_what_reading_every_word_finds(
            texts in prop::collection::vec("[abcñ1]{1,6}( [abc]{1,6}){0,3}", 1..12),
            asked in "[abcñ1]{1,6}( [abc]{1,5}){0,2}",
        ) {
            let words: Vec<Words> = texts.iter().map(|text| Words::of_text(text)).collect();
            let query = Query::parse(&asked);
            prop_assert_eq!(Lexicon::new(words.iter()).find(&query).meetings, scan(&words, &query));
        }
    }

    #[test]
    fn few_words_are_compared_letter_by_letter() {
        let names: Vec<Words> = (0..20_000u32)
            .map(|n| {
                let letters: String = (0..7)
                    .map(|at| char::from(b'a' + (n.wrapping_mul(2_654_435_761) >> (at * 4) & 15) as u8))
                    .collect();
                Words::of_text(&format!("{letters} group"))
            })
            .collect();
        let lexicon = Lexicon::new(names.iter());
        let asked = Query::parse("gruop abcdefg");
        let found = lexicon.find(&asked);
        assert!(found.compared < 200, "{} of {} words", found.compared, lexicon.words.len());
        assert_eq!(found.meetings, scan(&names, &asked));
    }
}
