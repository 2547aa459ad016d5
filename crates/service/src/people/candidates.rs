//! Which charts may answer a name, from the table of keys alone: bounded work, however many people there are.
//!
//! Every key is counted first, but never further than [`COMMON`]. Keys that few people share bring their people in.
//! When both words of a name are common, the people who share a key of each are looked up directly: first those who have
//! both words as they were typed, then, where they do not fill a page, those who have something like one of them.

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
const MOST_LOOKED_AT: i64 = 10_000;
const MOST_PAIRS: i64 = 200;

/// With so many who have both words as they were typed, nobody looks for who has only something like them.
const ENOUGH: usize = 12;

/// Through how many keys something like a word is looked for.
const MOST_LIKE: usize = 6;

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

    /// Who shares one of the first keys and one of the second. Each list of people is read once, in the order in which
    /// it is kept.
    MEMBERS_BY_TWO = "
        SELECT a.member_id
        FROM (SELECT k.member_id FROM json_each($2) w
              CROSS JOIN member_key k
              WHERE k.agency_id = $1 AND k.key = w.value
              LIMIT $4) a
        WHERE a.member_id IN (SELECT k.member_id FROM json_each($3) w
                              CROSS JOIN member_key k
                              WHERE k.agency_id = $1 AND k.key = w.value
                              LIMIT $4)
        LIMIT $5";
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

    /// The word itself, if anybody has it, or what stands in for a slip in it.
    fn itself(&self) -> Vec<&str> {
        let own: Vec<&str> = self.held().filter(|key| sure(key.0)).map(|key| key.1.as_str()).collect();
        if own.is_empty() { self.like() } else { own }
    }

    /// The word and what is like it, surest first.
    fn like(&self) -> Vec<&str> {
        self.held().map(|key| key.1.as_str()).take(MOST_LIKE).collect()
    }

    /// Whether more people have it than are brought in by it alone.
    fn is_common(&self) -> bool {
        self.keys.iter().any(|key| key.2 >= COMMON)
    }

    /// Keys that somebody has.
    fn held(&self) -> impl Iterator<Item = &(KeyKind, String, i64)> {
        self.keys.iter().filter(|key| key.2 > 0)
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
            let common: Vec<&str> = if only.is_common() { only.itself() } else { Vec::new() };
            for mut row in by_key(work, permit, agency, &common, COMMON)? {
                row.skip()?;
                tally(row.take()?, 0, weight(KeyKind::Folded));
            }
        }
        [first, second, ..] if first.is_common() || second.is_common() => {
            for member in both(work, permit, agency, (first, second))? {
                tally(member, 0, weight(KeyKind::Nickname));
                tally(member, 1, weight(KeyKind::Nickname));
            }
        }
        [..] => {}
    }
    let mut found: Vec<(u32, MemberId)> =
        shared.into_iter().map(|(member, words)| (words.iter().sum(), member)).collect();
    found.sort_by_key(|(score, member)| (std::cmp::Reverse(*score), *member));
    found.truncate(MOST_COMPARED);
    Ok(found.into_iter().map(|(_, member)| member).collect())
}

/// Who has both words, or something like one of them.
fn both<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    (first, second): (&Word, &Word),
) -> Result<BTreeSet<MemberId>, Fault> {
    let mut pairs =
        vec![(first.itself(), second.itself()), (first.itself(), second.like()), (first.like(), second.itself())];
    pairs.dedup();
    let mut found = BTreeSet::new();
    for (one, other) in pairs {
        if found.len() >= ENOUGH || one.is_empty() || other.is_empty() {
            continue;
        }
        let values = params![agency, json(&one)?, json(&other)?, MOST_LOOKED_AT, MOST_PAIRS];
        for mut row in work.rows(permit, &MEMBERS_BY_TWO, &values)? {
            found.insert(row.take()?);
        }
    }
    Ok(found)
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
