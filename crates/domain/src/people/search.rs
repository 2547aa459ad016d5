//! Finding people by name: keys that are looked up by equality, and an order for what they find.
//!
//! The keys of a member are those of everything they are called, stored beside
//! them. A question has keys of the same kinds, word by word, and finds whoever
//! shares one for each word. That works alike on every database.

use super::sounds;
use crate::coded::coded;
use crate::directory::fold;
use std::collections::{BTreeSet, HashMap};

coded! {
    /// What a key is made of. Earlier ones are surer.
    KeyKind {
        /// A word of the name, or two neighbors as one, without case and accents.
        Folded = "folded",
        /// A full name that a word may stand for.
        Nickname = "nickname",
        /// How a word sounds in Spanish.
        PhoneticEs = "phonetic-es",
        /// How a word sounds in English.
        PhoneticEn = "phonetic-en",
        /// The beginning of a word, whole or with one letter left out.
        Deletion = "deletion",
    }
}

/// A key and its kind.
pub type Key = (KeyKind, String);

/// The full names that a folded word may stand for, itself included when it is one.
pub type Fuller<'a> = &'a dyn Fn(&str) -> Vec<String>;

/// Small words inside names. They are no keys of their own.
const PARTICLES: [&str; 18] =
    ["al", "bin", "da", "das", "de", "del", "der", "di", "do", "dos", "e", "la", "las", "los", "mac", "mc", "van", "y"];

/// How many words of a name count, and how many letters of a word.
const MOST_WORDS: usize = 8;
const MOST_LETTERS: usize = 32;

/// Slips are looked for in this many letters from the start; so a long word has no more keys than a short one.
const SLIP_LETTERS: usize = 7;

/// Words shorter than this are too alike for slips.
const SLIP_SHORTEST: usize = 4;

/// A word that counts, with the small words before it.
#[derive(Clone)]
struct Word {
    text: String,
    joined: Option<String>,
}

impl Word {
    /// Tells it from every other one.
    fn key(&self) -> String {
        self.joined.as_ref().map_or_else(|| self.text.clone(), |joined| format!("{} {joined}", self.text))
    }
}

fn words(name: &str) -> Vec<Word> {
    let folded = fold(name);
    let all: Vec<String> = folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(MOST_LETTERS).collect())
        .collect();
    let small = |word: &String| PARTICLES.contains(&word.as_str()) || word.chars().count() == 1;
    let only_small = all.iter().all(small);
    let mut words = Vec::new();
    let mut before = String::new();
    for text in all {
        if small(&text) && !only_small {
            before.push_str(&text);
            continue;
        }
        let joined = (!before.is_empty()).then(|| format!("{before}{text}"));
        before.clear();
        words.push(Word { text, joined });
    }
    words.truncate(MOST_WORDS);
    words
}

fn keys_of_word(word: &Word, fuller: Fuller, keys: &mut BTreeSet<Key>) {
    keys.insert((KeyKind::Folded, word.text.clone()));
    keys.extend(word.joined.iter().map(|joined| (KeyKind::Folded, joined.clone())));
    keys.extend(fuller(&word.text).into_iter().map(|full| (KeyKind::Nickname, full)));
    keys.extend(sounds::spanish(&word.text).map(|code| (KeyKind::PhoneticEs, code)));
    keys.extend(sounds::english(&word.text).into_iter().map(|code| (KeyKind::PhoneticEn, code)));
    let start: Vec<char> = word.text.chars().take(SLIP_LETTERS).collect();
    if start.len() < SLIP_SHORTEST || start.iter().any(char::is_ascii_digit) {
        return;
    }
    keys.insert((KeyKind::Deletion, start.iter().collect()));
    for left_out in 0..start.len() {
        let rest = start.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, letter)| letter);
        keys.insert((KeyKind::Deletion, rest.collect()));
    }
}

/// The keys of a question, one set for each word that counts: a person fits a word when they share
/// one of its keys.
///
/// Whether every word must fit is for the one who asks: two names typed for a person known by one
/// is usual, so who fits most words comes first (see [`rank_with`]).
pub fn search_words(name: &str, fuller: Fuller) -> Vec<BTreeSet<Key>> {
    let words = words(name);
    let mut sets: Vec<BTreeSet<Key>> = Vec::with_capacity(words.len());
    for word in &words {
        let mut keys = BTreeSet::new();
        keys_of_word(word, fuller, &mut keys);
        sets.push(keys);
    }
    // "Mary Ann" and "Maryann" are one name: each of two neighbors answers to both as one word.
    for (at, pair) in words.windows(2).enumerate() {
        let joined: String = pair.iter().map(|word| word.text.as_str()).collect();
        for set in sets.iter_mut().skip(at).take(2) {
            set.insert((KeyKind::Folded, joined.clone()));
        }
    }
    sets
}

/// Every key of `name`, to be stored beside the person.
pub fn search_keys(name: &str, fuller: Fuller) -> BTreeSet<Key> {
    search_words(name, fuller).into_iter().flatten().collect()
}

/// As [`rank_with`], for who has no list of nicknames at hand.
pub fn rank(query: &str, name: &str) -> u32 {
    rank_with(query, name, &|_| Vec::new())
}

/// How well `name` answers `query`: more is better, 0 is somebody else, 1,000 is the very name.
///
/// Words may stand in any order; each word asked counts, each word of the name
/// that nobody asked for costs a little, and so does another order.
pub fn rank_with(query: &str, name: &str, fuller: Fuller) -> u32 {
    AskedName::new(query, fuller).rank(name)
}

/// A name that is looked for among many. Names share their words, so what two words have in common is kept.
pub struct AskedName<'f> {
    asked: Vec<Word>,
    fuller: Fuller<'f>,
    known: HashMap<(String, String), u32>,
}

impl<'f> AskedName<'f> {
    /// The words of `query` that count.
    pub fn new(query: &str, fuller: Fuller<'f>) -> Self {
        Self { asked: words(query), fuller, known: HashMap::new() }
    }

    /// As [`rank_with`].
    pub fn rank(&mut self, name: &str) -> u32 {
        let asked = self.asked.clone();
        score(asked, words(name), |asked, own| {
            let pair = (asked.key(), own.key());
            if let Some(known) = self.known.get(&pair) {
                return *known;
            }
            let found = likeness(asked, own, self.fuller);
            self.known.insert(pair, found);
            found
        })
    }
}

fn score(asked: Vec<Word>, own: Vec<Word>, mut likeness: impl FnMut(&Word, &Word) -> u32) -> u32 {
    let (asked, own) = (one_word(asked, &own), own);
    let own = one_word(own, &asked);
    if asked.is_empty() || own.is_empty() {
        return 0;
    }
    // All pairs, best first: each word is taken once.
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (a, asked) in asked.iter().enumerate() {
        for (o, own) in own.iter().enumerate() {
            pairs.push((likeness(asked, own), a, o));
        }
    }
    pairs.sort_by_key(|(likeness, a, o)| (std::cmp::Reverse(*likeness), a.abs_diff(*o), *a, *o));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut sum = 0;
    for (likeness, a, o) in pairs {
        if likeness > 0 && taken.iter().all(|(other_a, other_o)| *other_a != a && *other_o != o) {
            taken.push((a, o));
            sum += likeness;
        }
    }
    taken.sort_unstable();
    let swapped = taken.windows(2).any(|pair| matches!(pair, [(_, first), (_, second)] if second < first));
    let unasked = count(own.len().saturating_sub(taken.len()));
    let score = sum * 10 / count(asked.len());
    if score == 0 { 0 } else { score.saturating_sub(unasked * 10 + u32::from(swapped) * 5).max(1) }
}

/// `words` with two neighbors made one where the other side writes them as one.
fn one_word(words: Vec<Word>, other: &[Word]) -> Vec<Word> {
    let mut merged: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        if let Some(last) = merged.last_mut() {
            let both = format!("{}{}", last.text, word.text);
            if other.iter().any(|own| own.text == both) {
                *last = Word { text: both, joined: None };
                continue;
            }
        }
        merged.push(word);
    }
    merged
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// From 100 for the same word to 0 for another.
fn likeness(asked: &Word, own: &Word, fuller: Fuller) -> u32 {
    let (a, b) = (asked.text.as_str(), own.text.as_str());
    let joined = |one: &Word, other: &str| one.joined.as_deref() == Some(other);
    if a == b {
        return 100;
    }
    if joined(asked, b) || joined(own, a) {
        return 95;
    }
    let letters = a.chars().count();
    if letters >= 2 && b.starts_with(a) {
        return 80;
    }
    let full = fuller(a);
    if full.iter().any(|name| name == b) || fuller(b).iter().any(|name| name == a || full.contains(name)) {
        return 70;
    }
    let apart = slips(a, b);
    if apart == 1 && letters.min(b.chars().count()) >= SLIP_SHORTEST {
        return 60;
    }
    // Letters without a vowel have no sound to go by: "vbnm" is a hand on the keys, not somebody called Bowman.
    let said = |word: &str| word.chars().any(|letter| "aeiouy".contains(letter));
    if !said(a) || !said(b) {
        return if apart == 2 && letters >= SLIP_LETTERS { 30 } else { 0 };
    }
    let spanish = sounds::spanish(a).is_some_and(|code| sounds::spanish(b) == Some(code));
    if spanish || sounds::english(a).iter().any(|code| sounds::english(b).contains(code)) {
        return 55_u32.saturating_sub(count(apart) * 5).max(20);
    }
    if apart == 2 && letters >= SLIP_LETTERS { 30 } else { 0 }
}

/// How many slips part two words: a letter missing, added, wrong, or two neighbors swapped.
fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let mut best = (at(&last, j) + usize::from(from != to)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(to) && b.get(j - 1) == Some(from) {
                best = best.min(at(&before_last, j - 1) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    at(&last, b.len())
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
