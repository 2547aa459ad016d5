//! Finding an offering: by words, kind, who may come, distance, language, and whether it is open.
//!
//! What does not change from one search to the next is worked out once: kinds and answers as bits, languages folded,
//! points looked up. A search looks at these, and puts in order only as many as are shown.

use super::super::gazetteer::Gazetteer;
use super::super::lexicon::Lexicon;
use super::super::{Place, Point, Query, Words, fold};
use super::{Answer, Fit, Offering, OfferingKind, Provider, Standing};
use crate::text::Line;
use crate::time::{Date, Moment};
use std::ops::Range;

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
    /// Which of its sites that is.
    pub site: Option<usize>,
    /// Whether that is only roughly so: the middle of its postal code or its town.
    pub roughly: bool,
    /// Whether it has no door to go to: by phone, online, or all over a state.
    pub afar: bool,
    /// How well the words match.
    pub score: u32,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferingSearch<'a> {
    /// The part of the list that was asked for, best first.
    pub found: Vec<FoundOffering<'a>>,
    /// How many there are in all.
    pub count: usize,
}

/// Which offerings are open at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenAll(Vec<bool>);

/// Offerings with their words made ready.
#[derive(Debug, Clone, Default)]
pub struct OfferingIndex {
    listings: Vec<Listing>,
    cards: Vec<Card>,
    lexicon: Lexicon,
}

/// What a search asks of every offering, small enough to look at many.
#[derive(Debug, Clone, Default)]
struct Card {
    kinds: u32,
    yes: u16,
    /// Where its sites are: which, where, and whether only roughly so.
    points: Vec<(usize, Point, bool)>,
    afar: bool,
    paused: bool,
    /// Folded names of languages, with a space before and after.
    languages: Vec<Box<str>>,
    /// The first day of an event; the earliest day there is for what goes on.
    first: Option<Date>,
    /// Its place by name.
    rank: u32,
}

/// How an offering stands among those that were found: more words, then what can be had now, then what has a door,
/// then nearer by whole miles (so that a few steps do not outweigh an hour), then events by their day, then by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    unlike: u32,
    paused: bool,
    afar: bool,
    miles: u32,
    first: Option<Date>,
    rank: u32,
    at: u32,
}

const IN_NAME: u32 = 8;
const IN_KIND: u32 = 6;
const IN_PLACE: u32 = 3;
const IN_TEXT: u32 = 1;

fn kind_bit(kind: OfferingKind) -> u32 {
    1 << kind as u32
}

fn fit_bit(fit: Fit) -> u16 {
    1 << fit as u16
}

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

    fn card(&self, gazetteer: &Gazetteer) -> Card {
        let offering = &self.offering;
        let yes = offering.fit.iter().filter(|fact| fact.answer == Answer::Yes);
        let sites = offering.sites.iter().enumerate();
        let points =
            sites.filter_map(|(at, site)| point(&site.place, gazetteer).map(|(point, rough)| (at, point, rough)));
        Card {
            kinds: offering.kinds.iter().fold(0, |bits, kind| bits | kind_bit(*kind)),
            yes: yes.fold(0, |bits, fact| bits | fit_bit(fact.fit)),
            points: points.collect(),
            afar: !offering.sites.iter().any(|site| is_a_door(&site.place)),
            paused: offering.standing == Standing::Paused,
            languages: offering.languages.iter().map(|own| format!(" {} ", fold(own.as_str())).into()).collect(),
            first: offering.dates().map(|(first, _)| first),
            rank: 0,
        }
    }
}

/// Whether one can go there. Where a list names nothing at all of a place nobody can.
fn is_a_door(place: &Place) -> bool {
    place.point.is_some() || place.address.is_some() || place.city.is_some() || place.postal_code.is_some()
}

/// Where a place is: as its list says, else the middle of its postal code, else of its town.
fn point(place: &Place, gazetteer: &Gazetteer) -> Option<(Point, bool)> {
    if let Some(point) = place.point {
        return Some((point, place.approximate));
    }
    let by_code = || gazetteer.code(place.postal_code.as_ref()?.as_str());
    let by_town = || {
        // Without its state a town may be any of several.
        let (city, state) = (place.city.as_ref()?, place.state.as_ref()?);
        gazetteer.town(&format!("{city}, {state}"), None).map(|town| town.point)
    };
    by_code().or_else(by_town).map(|point| (point, true))
}

impl OfferingFinder {
    /// Whether one of the words stands in the name of a language: "es" is no part of "Vietnamese".
    fn speaks(&self, card: &Card) -> bool {
        let named = |own: &str| self.languages.iter().any(|asked| holds_word(own, asked));
        self.languages.is_empty() || card.languages.iter().any(|own| named(own))
    }
}

/// Whether these words stand in a text with a space before and after.
fn holds_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).is_some_and(|before| before.ends_with(' '));
        before && text.get(at + found.len()..).is_some_and(|after| after.starts_with(' '))
    })
}

impl OpenAll {
    fn holds(&self, at: u32) -> bool {
        self.0.get(at as usize).copied().unwrap_or(false)
    }
}

impl OfferingIndex {
    /// Makes the words of each offering ready, without places. `kinds` gives the names of kinds, to search by them.
    pub fn new(listings: Vec<Listing>, kinds: impl Fn(&[OfferingKind]) -> String) -> Self {
        Self::with(listings, kinds, &Gazetteer::default())
    }

    /// The same. A site whose list gives no point lies in the middle of its postal code or its town.
    pub fn with(listings: Vec<Listing>, kinds: impl Fn(&[OfferingKind]) -> String, gazetteer: &Gazetteer) -> Self {
        let words: Vec<Words> = listings.iter().map(|listing| listing.words(&kinds(&listing.offering.kinds))).collect();
        let mut cards: Vec<Card> = listings.iter().map(|listing| listing.card(gazetteer)).collect();
        let mut by_name: Vec<(&Line, usize)> =
            listings.iter().enumerate().map(|(at, listing)| (&listing.offering.name, at)).collect();
        by_name.sort();
        for (rank, (_, at)) in (0u32..).zip(by_name) {
            if let Some(card) = cards.get_mut(at) {
                card.rank = rank;
            }
        }
        Self { lexicon: Lexicon::new(words.iter()), cards, listings }
    }

    /// The offerings, in the order they came.
    pub fn listings(&self) -> &[Listing] {
        &self.listings
    }

    /// Which are open at a moment. To read thousands of hours for each search would be most of it: it is kept for as
    /// long as it holds.
    pub fn open_at(&self, now: Moment) -> OpenAll {
        OpenAll(self.listings.iter().map(|listing| listing.offering.is_open(now) == Some(true)).collect())
    }

    /// Everything that is found, best first.
    pub fn find(&self, finder: &OfferingFinder, now: Moment) -> Vec<FoundOffering<'_>> {
        let open = if finder.open_now { self.open_at(now) } else { OpenAll::default() };
        self.search(finder, &open, now, 0..usize::MAX).found
    }

    /// What is found, best first; of it the part `lines` written out. `open` counts only where that is asked for.
    pub fn search(
        &self,
        finder: &OfferingFinder,
        open: &OpenAll,
        now: Moment,
        lines: Range<usize>,
    ) -> OfferingSearch<'_> {
        let query = Query::parse(&finder.text);
        let (kinds, yes) = (
            finder.kinds.iter().fold(0, |bits, kind| bits | kind_bit(*kind)),
            finder.fits.iter().fold(0, |bits, fit| bits | fit_bit(*fit)),
        );
        let mut orders: Vec<Order> = Vec::new();
        let mut look = |at: u32, score: u32| {
            let Some(card) = self.cards.get(at as usize) else { return };
            let fits = (kinds == 0 || card.kinds & kinds != 0) && card.yes & yes == yes;
            if fits && (!finder.open_now || open.holds(at)) && finder.speaks(card) {
                orders.extend(self.order(finder, card, (at, score), now));
            }
        };
        if query.is_empty() {
            (0u32..).zip(&self.cards).for_each(|(at, _)| look(at, 0));
        } else {
            self.lexicon.find(&query).meetings.into_iter().for_each(|(at, score)| look(at, score));
        }
        let count = orders.len();
        let (from, until) = (lines.start.min(count), lines.end.min(count));
        // Only as many are put in order as are shown.
        if until < count {
            orders.select_nth_unstable(until);
            orders.truncate(until);
        }
        orders.sort_unstable();
        let shown = orders.into_iter().skip(from);
        OfferingSearch { found: shown.filter_map(|order| self.found(finder, &order)).collect(), count }
    }

    fn order(&self, finder: &OfferingFinder, card: &Card, (at, score): (u32, u32), now: Moment) -> Option<Order> {
        let mut miles = u32::MAX;
        if let Some(from) = finder.near {
            let limit = finder.within_miles.unwrap_or(f64::MAX);
            match nearest(card, from, limit) {
                // Miles are counted whole; half the earth is 12,451.
                Some((_, far, _)) => miles = far as u32,
                None if card.afar || finder.within_miles.is_none() => {}
                None => return None,
            }
        }
        if card.first.is_some() && self.listings.get(at as usize)?.offering.is_over(now) {
            return None;
        }
        let afar = card.afar && finder.near.is_some();
        Some(Order {
            unlike: u32::MAX - score,
            paused: card.paused,
            afar,
            miles,
            first: card.first,
            rank: card.rank,
            at,
        })
    }

    /// The offering at a place of the list, as if it had been found there.
    pub fn one(&self, at: usize) -> Option<FoundOffering<'_>> {
        let (listing, card) = (self.listings.get(at)?, self.cards.get(at)?);
        Some(FoundOffering { listing, index: at, miles: None, site: None, roughly: false, afar: card.afar, score: 0 })
    }

    fn found(&self, finder: &OfferingFinder, order: &Order) -> Option<FoundOffering<'_>> {
        let at = order.at as usize;
        let (listing, card) = (self.listings.get(at)?, self.cards.get(at)?);
        let nearest = finder.near.and_then(|from| nearest(card, from, f64::MAX));
        Some(FoundOffering {
            listing,
            index: at,
            miles: nearest.map(|(_, miles, _)| miles),
            site: nearest.map(|(site, _, _)| site),
            roughly: nearest.is_some_and(|(_, _, roughly)| roughly),
            afar: card.afar,
            score: u32::MAX - order.unlike,
        })
    }

    /// Where a site of an offering is, and whether only roughly so.
    pub fn point(&self, at: usize, site: usize) -> Option<(Point, bool)> {
        let points = &self.cards.get(at)?.points;
        points.iter().find(|(own, _, _)| *own == site).map(|(_, point, roughly)| (*point, *roughly))
    }
}

/// The nearest site within so many miles: which, how far, and whether only roughly so.
fn nearest(card: &Card, from: Point, limit: f64) -> Option<(usize, f64, bool)> {
    let near = card.points.iter().filter(|(_, to, _)| limit > 5_000.0 || from.may_reach(*to, limit));
    let far = near.map(|(site, to, roughly)| (*site, from.miles_to(*to), *roughly));
    far.filter(|(_, miles, _)| *miles <= limit).min_by(|one, other| one.1.total_cmp(&other.1))
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
    fn a_site_without_a_point_lies_in_its_postal_code_or_town_and_what_has_no_door_comes_last() {
        let gazetteer = Gazetteer::parse("23220\t37.550\t-77.460\tRichmond\tVA\n").expect("a gazetteer");
        let at = |name: &str, city: Option<&str>, code: Option<&str>| {
            let mut own = listing(name, OfferingKind::Food, Some((37.0, -77.0)), &[]);
            let place = &mut own.offering.sites[0].place;
            *place = Place { city: city.map(line), state: city.map(|_| line("VA")), ..Place::default() };
            place.postal_code = code.map(line);
            own
        };
        let mut by_phone = at("A line to call", None, None);
        by_phone.offering.sites.clear();
        let all = vec![
            by_phone,
            at("By its code", None, Some("23220")),
            at("By its town", Some("Richmond"), None),
            at("Nobody knows", Some("Elsewhere"), None),
        ];
        let index = OfferingIndex::with(all, |_| String::new(), &gazetteer);
        let near = Point::new(37.54, -77.44).ok();
        let finder = OfferingFinder { near, within_miles: Some(5.0), ..OfferingFinder::default() };
        let found = index.find(&finder, Moment::from_micros(0));
        let told: Vec<(&str, bool, bool)> =
            found.iter().map(|one| (one.listing.offering.name.as_str(), one.roughly, one.afar)).collect();
        assert_eq!(told, [("By its code", true, false), ("By its town", true, false), ("A line to call", false, true)]);
    }

    #[test]
    fn a_part_of_what_is_found_is_that_part_of_all_of_it() {
        let index = index();
        let now = Moment::from_micros(0);
        let finder = OfferingFinder::default();
        let all = index.find(&finder, now);
        let part = index.search(&finder, &OpenAll::default(), now, 1..3);
        assert_eq!((part.found.as_slice(), part.count), (&all[1..3], all.len()));
        assert!(index.search(&finder, &OpenAll::default(), now, 9..12).found.is_empty());
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
