//! Searching meetings by words: accents do not count, and one slip of the finger is forgiven.

use super::{Facet, Meeting, fold};
use std::collections::HashMap;

/// The words of a meeting, folded, each with the weight of where it stands.
#[derive(Debug, Clone)]
pub struct Words(Vec<(Box<str>, u32)>);

/// What kinds of meetings are called, in every language that people search in.
#[derive(Debug, Clone, Default)]
pub struct KindNames {
    /// By the code of a type, as the Meeting Guide writes it.
    pub types: HashMap<String, String>,
    /// By the key of a filter.
    pub filters: HashMap<String, String>,
}

/// What somebody typed, as words that must all be found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query(Vec<String>);

/// Words so common that they say nothing, in both languages.
const COMMON: [&str; 16] =
    ["a", "and", "at", "de", "del", "el", "en", "in", "la", "las", "los", "near", "of", "on", "the", "y"];

const IN_NAME: u32 = 8;
const IN_PLACE: u32 = 4;
const IN_AREA: u32 = 3;
const IN_KIND: u32 = 2;
const IN_NOTES: u32 = 1;

impl Words {
    /// Of name and group; building and street; city, postal code and regions; notes.
    pub fn of(meeting: &Meeting) -> Self {
        let place = &meeting.place;
        let mut words = Vec::new();
        let mut add = |text: &str, weight: u32| {
            for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
                words.push((Box::from(word), weight));
            }
        };
        add(meeting.name.as_str(), IN_NAME);
        meeting.group.iter().for_each(|line| add(line.as_str(), IN_NAME));
        [&place.name, &place.address].into_iter().flatten().for_each(|line| add(line.as_str(), IN_PLACE));
        [&place.city, &place.postal_code].into_iter().flatten().for_each(|line| add(line.as_str(), IN_AREA));
        place.regions.iter().for_each(|line| add(line.as_str(), IN_AREA));
        add(meeting.notes.as_str(), IN_NOTES);
        add(place.notes.as_str(), IN_NOTES);
        Self(words)
    }

    /// The same with what its kinds are called, and who publishes it: who types "women", "big book" or "principiantes"
    /// means a kind of meeting.
    pub fn with_kinds<'a>(meeting: &Meeting, filters: impl Iterator<Item = &'a Facet>, names: &KindNames) -> Self {
        let mut words = Self::of(meeting);
        let types = meeting.types.iter().filter_map(|kind| names.types.get(kind.code()));
        let filters = filters.filter_map(|facet| names.filters.get(&facet.key));
        let told =
            types.chain(filters).map(String::as_str).chain(meeting.entity.name.as_ref().map(|name| name.as_str()));
        for text in told {
            let folded = fold(text);
            let telling = folded.split(' ').filter(|word| !word.is_empty() && !COMMON.contains(word));
            words.0.extend(telling.map(|word| (Box::from(word), IN_KIND)));
        }
        words
    }

    /// Of one text, all of the same weight.
    #[cfg(test)]
    pub(super) fn of_text(text: &str) -> Self {
        Self(fold(text).split(' ').filter(|word| !word.is_empty()).map(|word| (Box::from(word), 1)).collect())
    }

    /// The words with their weights.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(word, weight)| (word.as_ref(), *weight))
    }
}

impl Words {
    /// Of texts, each with the weight of where it stands.
    pub fn of_texts<'a>(texts: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let words = |(text, weight): (&str, u32)| {
            let folded = fold(text);
            let split = folded.split(' ').filter(|word| !word.is_empty());
            split.map(|word| (Box::from(word), weight)).collect::<Vec<(Box<str>, u32)>>()
        };
        Self(texts.into_iter().flat_map(words).collect())
    }
}

impl Query {
    /// From what was typed. Common words are left out unless there is nothing else.
    pub fn parse(text: &str) -> Self {
        let folded = fold(text);
        let all = || folded.split(' ').filter(|word| !word.is_empty()).take(12);
        let telling: Vec<String> = all().filter(|word| !COMMON.contains(word)).map(str::to_owned).collect();
        Self(if telling.is_empty() { all().map(str::to_owned).collect() } else { telling })
    }

    /// The words that were asked for.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How well the words answer: more is better, `None` when one was not found.
    pub fn score(&self, words: &Words) -> Option<u32> {
        self.0.iter().try_fold(0, |sum, asked| {
            let best = words.0.iter().map(|(word, weight)| likeness(asked, word) * weight).max().unwrap_or(0);
            (best > 0).then_some(sum + best)
        })
    }
}

/// 6 for the same word, 4 for its beginning, 1 for one slip, 0 for another word.
fn likeness(asked: &str, word: &str) -> u32 {
    match same_or_beginning(asked, word) {
        0 => u32::from(one_slip(asked, word)),
        much => much,
    }
}

/// 6 for the same word, 4 for its beginning, 0 for another word.
pub(super) fn same_or_beginning(asked: &str, word: &str) -> u32 {
    if asked == word {
        6
    } else if asked.len() >= 2 && word.starts_with(asked) {
        4
    } else {
        0
    }
}

/// Whether one letter is missing, added, wrong or swapped with its neighbor.
///
/// Short words are too alike for that; words with digits (a postal code, a
/// street number) mean what they say; and a word of four letters keeps its first.
pub(super) fn one_slip(asked: &str, word: &str) -> bool {
    if asked.len().abs_diff(word.len()) > 4 || !may_slip(asked) {
        return false;
    }
    if asked.chars().count() == 4 && asked.chars().next() != word.chars().next() {
        return false;
    }
    let same: usize = asked.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (asked.get(same..).unwrap_or_default(), word.get(same..).unwrap_or_default());
    let ((first_a, rest_a), (first_b, rest_b)) = (split_first(a), split_first(b));
    let ((second_a, last_a), (second_b, last_b)) = (split_first(rest_a), split_first(rest_b));
    rest_a == b
        || a == rest_b
        || rest_a == rest_b
        || (first_a == second_b && second_a == first_b && first_a.is_some() && last_a == last_b)
}

/// Whether a slip in this word is forgiven at all.
pub(super) fn may_slip(asked: &str) -> bool {
    asked.chars().count() >= 4 && !asked.bytes().any(|byte| byte.is_ascii_digit())
}

fn split_first(text: &str) -> (Option<char>, &str) {
    let mut rest = text.chars();
    (rest.next(), rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::{Schedule, Slug};
    use super::*;
    use crate::text::{Line, Prose};

    fn meeting() -> Meeting {
        let line = |text: &str| Line::parse(text).expect("a line");
        let mut meeting = Meeting::new(line("Años de Serenidad"), Slug::make("x"), Schedule::ByAppointment);
        meeting.place.name = Some(line("St Michael`s Church"));
        meeting.place.city = Some(line("Richmond"));
        meeting.place.postal_code = Some(line("23220"));
        meeting.notes = Prose::parse("Ring the bell").expect("notes");
        meeting
    }

    fn score(text: &str) -> Option<u32> {
        Query::parse(text).score(&Words::of(&meeting()))
    }

    #[test]
    fn accents_case_and_order_do_not_count() {
        assert!(score("SERENIDAD anos").is_some());
        assert!(score("st. michael's").is_some());
        assert!(score("Church of Michigan").is_none(), "every telling word must be found");
    }

    #[test]
    fn one_slip_is_forgiven_two_are_not() {
        for slip in ["serenidda", "serendad", "serrenidad", "serenitad", "richmnod"] {
            assert!(score(slip).is_some(), "{slip}");
        }
        for wrong in ["serendda", "23221", "rich mond x", "xong", "srenidda"] {
            assert!(score(wrong).is_none(), "{wrong}");
        }
        assert!(score("ball").is_some(), "one letter off a word of the notes");
        assert!(score("hell").is_none(), "a short word keeps its first letter");
    }

    #[test]
    fn the_name_weighs_more_than_a_note_and_a_whole_word_more_than_a_slip() {
        assert!(score("serenidad") > score("bell"));
        assert!(score("serenidad") > score("seren"));
        assert!(score("seren") > score("serenidat"));
    }

    #[test]
    fn a_kind_is_found_by_its_name_and_a_list_by_its_publisher() {
        let mut meeting = meeting();
        meeting.types = super::super::MeetingType::parse("W").into_iter().collect();
        meeting.entity.name = Line::parse("River AA").ok();
        let named = |code: &str, name: &str| [(code.to_owned(), name.to_owned())].into_iter().collect();
        let names = KindNames { types: named("W", "Women Mujeres"), filters: HashMap::default() };
        let words = Words::with_kinds(&meeting, [].iter(), &names);
        for asked in ["women", "mujeres", "aa richmond", "mujerse"] {
            assert!(Query::parse(asked).score(&words).is_some(), "{asked}");
        }
        assert!(Query::parse("men").score(&words).is_none());
        assert!(Query::parse("serenidad").score(&words) > Query::parse("women").score(&words));
    }

    #[test]
    fn nothing_asked_finds_everything() {
        assert!(Query::parse(" — ").is_empty());
        assert_eq!(score(""), Some(0));
        assert!(!Query::parse("la").is_empty(), "a common word alone is still a question");
    }
}
