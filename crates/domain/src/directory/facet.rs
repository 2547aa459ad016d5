//! What people filter meetings by: a pathway, a language, who it is for, what the place offers.
//!
//! Which codes and words speak for which facet is content (`content/directory/filters.toml`): lists use codes of
//! their own beside those of the Meeting Guide, and a code that nobody mapped is no reason to fail.

use super::{Meeting, MeetingType, fold};
use serde::{Deserialize, Serialize};

/// The most facets that a set can hold.
const MOST: usize = 128;

/// What a filter is about. Within a page each group is asked in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FacetGroup {
    /// A way of recovery, by the code of its [`super::Pathway`].
    Pathway,
    /// The language that is spoken.
    Language,
    /// Who may come: everyone, or only those it is for.
    Door,
    /// Whom it is for.
    People,
    /// What it offers.
    Offer,
}

impl FacetGroup {
    /// Every group, in the order of a page.
    pub const ALL: [Self; 5] = [Self::Pathway, Self::Language, Self::Door, Self::People, Self::Offer];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pathway => "pathway",
            Self::Language => "language",
            Self::Door => "door",
            Self::People => "people",
            Self::Offer => "offer",
        }
    }
}

/// One thing to filter by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its key, as it stands in addresses.
    pub key: String,
    /// What it is about.
    pub group: FacetGroup,
    /// Any of these codes speaks for it.
    pub codes: Vec<MeetingType>,
    /// Any of these words in name, group or publisher speaks for it; in the notes too, unless it is a pathway: notes
    /// speak of other groups ("not an AA meeting", "call the NA line").
    pub words: Vec<String>,
    /// It also holds where none of these codes stands: a meeting that names no language is held in English.
    pub unless: Vec<MeetingType>,
}

/// The facets in use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets(Vec<Facet>);

/// A set of facets, of a meeting or of a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct FacetSet(u128);

/// More facets than a set can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there can be at most {MOST} filters, and there are {0}")]
pub struct TooMany(pub usize);

impl FacetSet {
    /// Whether every facet of `other` is in this set.
    pub const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether it holds none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Facet {
    fn fits(&self, meeting: &Meeting, (named, noted): (&str, &str)) -> bool {
        let has = |code: &MeetingType| meeting.has_type(code.code());
        self.codes.iter().any(has)
            || (!self.unless.is_empty() && !self.unless.iter().any(has))
            || self.words.iter().any(|words| {
                let notes = self.group != FacetGroup::Pathway && noted.contains(words.as_str());
                named.contains(words.as_str()) || notes
            })
    }
}

impl Facets {
    /// From a list; words are folded here.
    pub fn new(facets: impl IntoIterator<Item = Facet>) -> Result<Self, TooMany> {
        let ready = |mut facet: Facet| {
            // With a space at each end, so that only whole words are found.
            let told = facet.words.iter().map(|words| fold(words)).filter(|words| !words.is_empty());
            facet.words = told.map(|words| format!(" {words} ")).collect();
            facet
        };
        let facets: Vec<Facet> = facets.into_iter().map(ready).collect();
        if facets.len() > MOST { Err(TooMany(facets.len())) } else { Ok(Self(facets)) }
    }

    /// What holds of a meeting. One that speaks of no pathway is in that of its list.
    pub fn of(&self, meeting: &Meeting) -> FacetSet {
        let said = self.said(meeting);
        match meeting.pathway {
            Some(pathway) if !self.among(said).any(|facet| facet.group == FacetGroup::Pathway) => {
                FacetSet(said.0 | self.set([pathway.code()]).0)
            }
            _ => said,
        }
    }

    /// What its own words and codes speak for.
    fn said(&self, meeting: &Meeting) -> FacetSet {
        let lines = [Some(&meeting.name), meeting.group.as_ref(), meeting.entity.name.as_ref()];
        let lines = lines.into_iter().flatten().map(|line| line.as_str());
        // Between two parts stands a sign that no word of ours has: words do not join over it.
        let folded = |parts: Vec<String>| format!(" {} ", parts.join(" | "));
        let named = folded(lines.map(fold).collect());
        let noted = folded([meeting.notes.as_str(), meeting.group_notes.as_str()].map(fold).into());
        let holds = |(at, facet): (usize, &Facet)| if facet.fits(meeting, (&named, &noted)) { 1 << at } else { 0 };
        FacetSet(self.0.iter().enumerate().map(holds).fold(0, |set, bit: u128| set | bit))
    }

    /// The set of these keys. One that nobody knows does not matter.
    pub fn set<'a>(&self, keys: impl IntoIterator<Item = &'a str>) -> FacetSet {
        let place = |key: &str| self.0.iter().position(|facet| facet.key == key);
        FacetSet(keys.into_iter().filter_map(place).fold(0, |set, at| set | 1 << at))
    }

    /// The facets of a set, in their order.
    pub fn among(&self, set: FacetSet) -> impl Iterator<Item = &Facet> {
        self.0.iter().enumerate().filter(move |(at, _)| set.0 >> at & 1 == 1).map(|(_, facet)| facet)
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Facet> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Schedule, Slug};
    use super::*;
    use crate::text::{Line, Prose};

    fn code(text: &str) -> MeetingType {
        MeetingType::parse(text).expect("a code")
    }

    fn facet(key: &str, codes: &[&str], words: &[&str], unless: &[&str]) -> Facet {
        Facet {
            key: key.into(),
            group: FacetGroup::People,
            codes: codes.iter().map(|text| code(text)).collect(),
            words: words.iter().map(|text| (*text).to_owned()).collect(),
            unless: unless.iter().map(|text| code(text)).collect(),
        }
    }

    fn facets() -> Facets {
        Facets::new([
            facet("women", &["W"], &["Women's", "mujeres"], &[]),
            facet("english", &["EN"], &[], &["S", "FR"]),
            facet("veterans", &["VET"], &["veterans", "medication is welcome"], &[]),
        ])
        .expect("few")
    }

    fn keys(name: &str, types: &[&str], notes: &str) -> Vec<String> {
        let mut meeting = Meeting::new(Line::parse(name).expect("a name"), Slug::make("x"), Schedule::ByAppointment);
        meeting.types = types.iter().map(|text| code(text)).collect();
        meeting.notes = Prose::parse(notes).expect("notes");
        let facets = facets();
        facets.among(facets.of(&meeting)).map(|facet| facet.key.clone()).collect()
    }

    #[test]
    fn codes_in_any_case_and_whole_words_speak_for_a_facet() {
        assert_eq!(keys("Hope", &["w", "S"], ""), ["women"]);
        assert_eq!(keys("Womens' Hope", &["S"], ""), ["women"], "an apostrophe does not count");
        assert_eq!(keys("Hope", &["vet", "S"], ""), ["veterans"]);
        assert_eq!(keys("Veteransgate", &["S"], ""), Vec::<String>::new(), "a part of a word says nothing");
        assert_eq!(keys("Hope", &["S"], "Medication is WELCOME."), ["veterans"]);
        assert_eq!(keys("Medication is", &["S"], "welcome"), Vec::<String>::new(), "words do not join over two fields");
    }

    #[test]
    fn what_the_notes_say_of_other_groups_is_no_pathway() {
        let steps = Facet { group: FacetGroup::Pathway, ..facet("twelve-step", &[], &["aa"], &[]) };
        let facets = Facets::new([steps]).expect("few");
        let holds = |name: &str, notes: &str| {
            let name = Line::parse(name).expect("a name");
            let mut meeting = Meeting::new(name, Slug::make("x"), Schedule::ByAppointment);
            meeting.notes = Prose::parse(notes).expect("notes");
            !facets.of(&meeting).is_empty()
        };
        assert!(holds("AA at noon", ""));
        assert!(!holds("Hope", "This is not an AA meeting."));
    }

    #[test]
    fn a_meeting_that_names_no_language_is_in_the_one_that_says_so() {
        assert_eq!(keys("Hope", &[], ""), ["english"]);
        assert_eq!(keys("Hope", &["S", "EN"], ""), ["english"]);
        assert_eq!(keys("Hope", &["S"], ""), Vec::<String>::new());
    }

    #[test]
    fn an_unknown_code_or_key_is_no_reason_to_fail() {
        assert_eq!(keys("Hope", &["QQ-9", "S"], ""), Vec::<String>::new());
        let set = facets().set(["women", "nothing"]);
        assert!(!set.is_empty() && facets().set(["nothing"]).is_empty());
        assert!(FacetSet(0b111).covers(set) && !FacetSet(0b110).covers(set));
    }

    #[test]
    fn a_meeting_that_speaks_of_no_pathway_is_in_that_of_its_list() {
        let way = |key: &str, codes: &[&str]| Facet { group: FacetGroup::Pathway, ..facet(key, codes, &[], &[]) };
        let facets = Facets::new([way("twelve-step", &["B"]), way("secular", &["A"])]).expect("few");
        let mut meeting = Meeting::new(Line::parse("Hope").expect("a name"), Slug::make("x"), Schedule::ByAppointment);
        let keys = |meeting: &Meeting| -> Vec<String> {
            facets.among(facets.of(meeting)).map(|facet| facet.key.clone()).collect()
        };
        assert_eq!(keys(&meeting), Vec::<String>::new());
        meeting.pathway = Some(super::super::Pathway::TwelveStep);
        assert_eq!(keys(&meeting), ["twelve-step"]);
        meeting.types = vec![code("A")];
        assert_eq!(keys(&meeting), ["secular"], "what a listing says of itself comes first");
    }

    #[test]
    fn more_than_a_set_holds_is_refused() {
        let many = (0..129).map(|at| facet(&at.to_string(), &[], &[], &[]));
        assert_eq!(Facets::new(many).err(), Some(TooMany(129)));
    }
}
