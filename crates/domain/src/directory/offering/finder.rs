//! Finding an offering: by words, kind, who may come, distance, language, and whether it is open.

use super::super::lexicon::Lexicon;
use super::super::{Point, Query, Words, fold};
use super::{Answer, Fit, Offering, OfferingKind, Provider, Standing};
use crate::text::Line;
use crate::time::Moment;
use std::cmp::Ordering;

/// An offering with who offers it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Who offers it.
    pub provider: Provider,
    /// What is offered.
    pub offering: Offering,
}

/// What somebody looks for. What is left empty does not matter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OfferingFinder {
    /// With all of these words.
    pub text: String,
    /// Of one of these kinds.
    pub kinds: Vec<OfferingKind>,
    /// With a yes to each of these questions.
    pub fits: Vec<Fit>,
    /// Open at this moment.
    pub open_now: bool,
    /// Where a language is spoken that one of these folded words names.
    pub languages: Vec<&'static str>,
    /// From here.
    pub near: Option<Point>,
    /// No farther than this; counts only with `near`.
    pub within_miles: Option<f64>,
}

/// An offering that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundOffering<'a> {
    /// The offering.
    pub listing: &'a Listing,
    /// Its place in the list that was searched.
    pub index: usize,
    /// How far its nearest site is, if both ends are known.
    pub miles: Option<f64>,
    /// Whether it is open, where it says when.
    pub open: Option<bool>,
    /// How well the words match.
    pub score: u32,
}

/// Offerings with their words made ready.
#[derive(Debug, Clone, Default)]
pub struct OfferingIndex {
    listings: Vec<Listing>,
    lexicon: Lexicon,
}

const IN_NAME: u32 = 8;
const IN_KIND: u32 = 6;
const IN_PLACE: u32 = 3;
const IN_TEXT: u32 = 1;

impl Listing {
    /// The words it is found by; `kinds` are the names of its kinds in the languages that people search in.
    fn words(&self, kinds: &str) -> Words {
        let offering = &self.offering;
        let mut texts: Vec<(&str, u32)> = vec![
            (offering.name.as_str(), IN_NAME),
            (self.provider.name.as_str(), IN_NAME),
            (kinds, IN_KIND),
            (offering.about.as_str(), IN_TEXT),
            (offering.whom.as_str(), IN_TEXT),
        ];
        texts.extend(offering.also_called.iter().map(|name| (name.as_str(), IN_NAME)));
        let lines = offering.languages.iter().chain(&offering.areas).map(Line::as_str);
        texts.extend(lines.map(|line| (line, IN_PLACE)));
        for site in &offering.sites {
            let place = &site.place;
            let parts = [&place.name, &place.address, &place.city, &place.postal_code];
            texts.extend(parts.into_iter().flatten().map(|line| (line.as_str(), IN_PLACE)));
        }
        Words::of_texts(texts)
    }

    fn miles(&self, from: Point) -> Option<f64> {
        let points = self.offering.sites.iter().filter_map(|site| site.place.point);
        points.map(|point| from.miles_to(point)).min_by(f64::total_cmp)
    }
}

impl OfferingFinder {
    fn fits(&self, offering: &Offering) -> bool {
        let of_kind = self.kinds.is_empty() || self.kinds.iter().any(|kind| offering.kinds.contains(kind));
        let yes = |fit: &Fit| offering.answer(*fit).is_some_and(|fact| fact.answer == Answer::Yes);
        let speaks = self.languages.is_empty()
            || offering.languages.iter().map(|own| fold(own.as_str())).any(|own| self.names(&own));
        of_kind && self.fits.iter().all(yes) && speaks
    }

    /// Whether one of the words stands in the name of a language: "es" is no part of "Vietnamese".
    fn names(&self, own: &str) -> bool {
        let own = format!(" {own} ");
        self.languages.iter().any(|asked| own.contains(&format!(" {asked} ")))
    }
}

impl OfferingIndex {
    /// Makes the words of each offering ready. `kinds` gives the names of kinds, for searching by them.
    pub fn new(listings: Vec<Listing>, kinds: impl Fn(&[OfferingKind]) -> String) -> Self {
        let words: Vec<Words> = listings.iter().map(|listing| listing.words(&kinds(&listing.offering.kinds))).collect();
        Self { lexicon: Lexicon::new(words.iter()), listings }
    }

    /// The offerings, in the order they came.
    pub fn listings(&self) -> &[Listing] {
        &self.listings
    }

    /// What is found, best first: the words that match best, then what can be had now, then the nearest (by whole
    /// miles), then by name.
    pub fn find(&self, finder: &OfferingFinder, now: Moment) -> Vec<FoundOffering<'_>> {
        let query = Query::parse(&finder.text);
        let by_words: Vec<(usize, u32)> = if query.is_empty() {
            (0..self.listings.len()).map(|index| (index, 0)).collect()
        } else {
            self.lexicon.find(&query).meetings.into_iter().map(|(index, score)| (index as usize, score)).collect()
        };
        let found = by_words.into_iter().filter_map(|(index, score)| self.found(index, score, finder, now));
        let mut found: Vec<FoundOffering<'_>> = found.collect();
        found.sort_by(FoundOffering::order);
        found
    }

    fn found(&self, index: usize, score: u32, finder: &OfferingFinder, now: Moment) -> Option<FoundOffering<'_>> {
        let listing = self.listings.get(index).filter(|listing| finder.fits(&listing.offering))?;
        let miles = finder.near.and_then(|from| listing.miles(from));
        let near_enough = match (finder.near, finder.within_miles) {
            (Some(_), Some(limit)) => miles.is_some_and(|miles| miles <= limit),
            _ => true,
        };
        if !near_enough {
            return None;
        }
        let open = listing.offering.is_open(now);
        (!finder.open_now || open == Some(true)).then_some(FoundOffering { listing, index, miles, open, score })
    }
}

impl FoundOffering<'_> {
    fn order(&self, other: &Self) -> Ordering {
        let paused = |found: &Self| found.listing.offering.standing == Standing::Paused;
        let miles = |found: &Self| found.miles.map_or(i64::MAX, |miles| miles.floor() as i64);
        (other.score.cmp(&self.score))
            .then_with(|| paused(self).cmp(&paused(other)))
            .then_with(|| miles(self).cmp(&miles(other)))
            .then_with(|| self.listing.offering.name.cmp(&other.listing.offering.name))
            .then_with(|| self.index.cmp(&other.index))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Certainty, FitFact, Hours, Rhythm, Site, Span};
    use super::*;
    use crate::directory::{Days, Place};
    use crate::text::Prose;
    use crate::time::zone;

    fn line(text: &str) -> Line {
        Line::parse(text).expect("a line")
    }

    fn listing(name: &str, kind: OfferingKind, at: Option<(f64, f64)>, fits: &[(Fit, Answer)]) -> Listing {
        let mut offering = Offering::new(line(name));
        offering.kinds = vec![kind];
        let fact = |(fit, answer): &(Fit, Answer)| FitFact {
            fit: *fit,
            answer: *answer,
            certainty: Certainty::Stated,
            verified_on: None,
        };
        offering.fit = fits.iter().map(fact).collect();
        offering.sites = at
            .map(|(north, east)| Site {
                place: Place { city: Some(line("Richmond")), point: Point::new(north, east).ok(), ..Place::default() },
                ..Site::default()
            })
            .into_iter()
            .collect();
        let provider =
            Provider { name: line("River House"), about: Prose::default(), website: None, phones: Vec::new() };
        Listing { provider, offering }
    }

    fn index() -> OfferingIndex {
        let near = Some((37.55, -77.46));
        let mut spanish = listing("Comedor", OfferingKind::Food, near, &[(Fit::WalkIn, Answer::Yes)]);
        spanish.offering.languages = vec![line("Español"), line("English")];
        let mut night = listing("Night Shelter", OfferingKind::Housing, near, &[(Fit::Pet, Answer::No)]);
        night.offering.hours = Some(Hours {
            zone: zone("America/New_York").expect("a zone"),
            spans: vec![Span {
                rhythm: Rhythm::Weekly { days: Days::ALL },
                opens: "18:00".parse().expect("a time"),
                closes: "07:00".parse().expect("a time"),
                from: None,
                until: None,
            }],
            note: Prose::default(),
        });
        let mut paused = listing("Annex", OfferingKind::Food, near, &[]);
        paused.offering.standing = Standing::Paused;
        OfferingIndex::new(
            vec![
                paused,
                spanish,
                night,
                listing("Dog Friendly House", OfferingKind::Residence, Some((38.9, -77.0)), &[(Fit::Pet, Answer::Yes)]),
            ],
            |kinds| kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(" "),
        )
    }

    fn names(finder: &OfferingFinder) -> Vec<String> {
        // Nine in the evening in Richmond.
        let now: jiff::Timestamp = "2026-11-24T02:00:00Z".parse().expect("a timestamp");
        index().find(finder, now.into()).iter().map(|found| found.listing.offering.name.to_string()).collect()
    }

    #[test]
    fn nothing_asked_gives_all_by_name_and_what_is_paused_last() {
        assert_eq!(names(&OfferingFinder::default()), ["Comedor", "Dog Friendly House", "Night Shelter", "Annex"]);
    }

    #[test]
    fn each_question_leaves_only_those_that_say_yes() {
        let pets = OfferingFinder { fits: vec![Fit::Pet], ..OfferingFinder::default() };
        assert_eq!(names(&pets), ["Dog Friendly House"]);
        let both = OfferingFinder { fits: vec![Fit::Pet, Fit::WalkIn], ..OfferingFinder::default() };
        assert_eq!(names(&both), Vec::<String>::new());
        let open = OfferingFinder { open_now: true, ..OfferingFinder::default() };
        assert_eq!(names(&open), ["Night Shelter"]);
        let spanish = OfferingFinder { languages: vec!["es", "espanol"], ..OfferingFinder::default() };
        assert_eq!(names(&spanish), ["Comedor"]);
    }

    #[test]
    fn near_is_by_the_nearest_site_and_kinds_are_searched_too() {
        let near = OfferingFinder {
            near: Point::new(37.54, -77.44).ok(),
            within_miles: Some(10.0),
            kinds: vec![OfferingKind::Housing, OfferingKind::Residence],
            ..OfferingFinder::default()
        };
        assert_eq!(names(&near), ["Night Shelter"]);
        let words = OfferingFinder { text: "residance".into(), ..OfferingFinder::default() };
        assert_eq!(names(&words), ["Dog Friendly House"]);
    }
}
