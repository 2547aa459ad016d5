//! Which charts may answer a name, from the table of keys alone: bounded work, however many people there are.
//!
//! Every key is counted first, but never further than [`COMMON`]. Keys that few people share bring their people in.
//! When both words of a name are common, the people who share a key of each are looked up directly.

use super::names::stored_key;
use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::id::{AgencyId, MemberId};
use domain::people::{Key, KeyKind};
use std::collections::{BTreeMap, BTreeSet};

/// A key that this many people share is common: it does not bring them in by itself.
const COMMON: i64 = 400;

/// How many entries of rarer keys are read.
const MOST_ENTRIES: i64 = 3_000;

/// How many people with a common key are looked at for a second one, and how many of them are kept.
const MOST_LOOKED_AT: i64 = 3_000;
const MOST_PAIRS: i64 = 200;

/// How many people go on to be compared by name.
const MOST_COMPARED: usize = 150;

statements! {
    /// How many people share each key, counted no further than $3.
    KEYS_COUNTED = "
        SELECT w.value, (SELECT count(*) FROM (
                           SELECT 1 FROM member_key k WHERE k.agency_id = $1 AND k.key = w.value LIMIT $3) few)
        FROM json_each($2) w";

    /// Who shares any of the keys, and which. `CROSS JOIN` keeps SQLite from reading the keys of the whole agency first.
    MEMBERS_BY_KEY = "
        SELECT k.key, k.member_id
        FROM json_each($2) w
        CROSS JOIN member_key k
        WHERE k.agency_id = $1 AND k.key = w.value
        LIMIT $3";

    /// Who shares one of the first keys and one of the next four.
    MEMBERS_BY_TWO = "
        SELECT a.member_id
        FROM (SELECT k.member_id FROM json_each($2) w
              CROSS JOIN member_key k
              WHERE k.agency_id = $1 AND k.key = w.value
              LIMIT $7) a
        WHERE EXISTS (SELECT 1 FROM member_key b
                      WHERE b.agency_id = $1 AND b.member_id = a.member_id AND b.key IN ($3, $4, $5, $6))
        LIMIT $8";
}

/// A word of the question: its keys, surest first, with how many people share each.
struct Word {
    keys: Vec<(KeyKind, String, i64)>,
}

impl Word {
    /// How many people share its rarest sure key.
    fn size(&self) -> i64 {
        self.keys.iter().filter(|key| sure(key.0)).map(|key| key.2).sum()
    }

    /// The keys through which a common word is looked at: the word itself, or what stands in for a slip in it.
    fn common(&self) -> Vec<&str> {
        let common = |key: &&(KeyKind, String, i64)| key.2 >= COMMON;
        let itself: Vec<&str> =
            self.keys.iter().filter(common).filter(|key| sure(key.0)).map(|key| key.1.as_str()).collect();
        if itself.is_empty() { self.keys.iter().filter(common).map(|key| key.1.as_str()).collect() } else { itself }
    }

    /// Up to four keys that somebody who fits the word is sure to share one of.
    fn surest(&self) -> [&str; 4] {
        let mut four = [""; 4];
        for (place, key) in four.iter_mut().zip(&self.keys) {
            *place = key.1.as_str();
        }
        four
    }
}

fn sure(kind: KeyKind) -> bool {
    matches!(kind, KeyKind::Folded | KeyKind::Nickname)
}

/// How much a shared key of a kind says.
const fn weight(kind: KeyKind) -> u32 {
    match kind {
        KeyKind::Folded => 10,
        KeyKind::Nickname => 7,
        KeyKind::PhoneticEs | KeyKind::PhoneticEn => 5,
        KeyKind::Deletion => 4,
    }
}

/// The charts worth comparing, likeliest first. `words` is the question, a set of keys for each word.
pub(super) fn candidates<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    words: &[BTreeSet<Key>],
) -> Result<Vec<MemberId>, Fault> {
    let mut words = counted(work, permit, agency, words)?;
    words.sort_by_key(Word::size);
    let mut rare: Vec<(&str, i64)> = words
        .iter()
        .flat_map(|word| word.keys.iter().filter(|key| key.2 > 0 && key.2 < COMMON))
        .map(|key| (key.1.as_str(), key.2))
        .collect();
    rare.sort_by_key(|(_, count)| *count);
    let mut sum = 0;
    rare.retain(|(_, count)| {
        sum += count;
        sum <= MOST_ENTRIES
    });
    // For each person the best shared key of each word.
    let mut shared: BTreeMap<MemberId, Vec<u32>> = BTreeMap::new();
    let mut tally = |member: MemberId, word: usize, weight: u32| {
        let words = shared.entry(member).or_insert_with(|| vec![0; 8]);
        if let Some(best) = words.get_mut(word) {
            *best = weight.max(*best);
        }
    };
    let keys: Vec<&str> = rare.iter().map(|(key, _)| *key).collect();
    for mut row in by_key(work, permit, agency, &keys, MOST_ENTRIES)? {
        let (key, member): (String, MemberId) = (row.take()?, row.take()?);
        for (at, word) in words.iter().enumerate() {
            if let Some(found) = word.keys.iter().find(|own| own.1 == key) {
                tally(member, at, weight(found.0));
            }
        }
    }
    match words.as_slice() {
        [only] => {
            for mut row in by_key(work, permit, agency, &only.common(), COMMON)? {
                row.skip()?;
                tally(row.take()?, 0, weight(KeyKind::Folded));
            }
        }
        [first, second, ..] => {
            for (one, other) in [(first, second), (second, first)] {
                let common = one.common();
                if common.is_empty() {
                    continue;
                }
                let [a, b, c, d] = other.surest();
                let values = params![agency, json(&common)?, a, b, c, d, MOST_LOOKED_AT, MOST_PAIRS];
                for mut row in work.rows(permit, &MEMBERS_BY_TWO, &values)? {
                    let member = row.take()?;
                    tally(member, 0, weight(KeyKind::Nickname));
                    tally(member, 1, weight(KeyKind::Nickname));
                }
            }
        }
        [] => {}
    }
    let mut found: Vec<(u32, MemberId)> =
        shared.into_iter().map(|(member, words)| (words.iter().sum(), member)).collect();
    found.sort_by_key(|(score, member)| (std::cmp::Reverse(*score), *member));
    found.truncate(MOST_COMPARED);
    Ok(found.into_iter().map(|(_, member)| member).collect())
}

fn counted<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    words: &[BTreeSet<Key>],
) -> Result<Vec<Word>, Fault> {
    let all: BTreeSet<String> = words.iter().flatten().map(stored_key).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let rows = work.rows(permit, &KEYS_COUNTED, &params![agency, json(&all)?, COMMON])?;
    let counts: BTreeMap<String, i64> =
        rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect::<Result<_, Fault>>()?;
    let word = |keys: &BTreeSet<Key>| Word {
        keys: keys
            .iter()
            .map(|key| {
                let stored = stored_key(key);
                let count = counts.get(&stored).copied().unwrap_or(0);
                (key.0, stored, count)
            })
            .collect(),
    };
    Ok(words.iter().map(word).collect())
}

fn by_key<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    keys: &[&str],
    most: i64,
) -> Result<Vec<access::Row>, Fault> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    work.rows(permit, &MEMBERS_BY_KEY, &params![agency, json(keys)?, most])
}

fn json(keys: &[&str]) -> Result<String, Fault> {
    serde_json::to_string(keys).map_err(|why| Fault::Broken(why.to_string()))
}
