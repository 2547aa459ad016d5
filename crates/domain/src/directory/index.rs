//! Thousands of meetings made ready for searching: nothing that is known beforehand is worked out by a search.

use super::facet::{FacetSet, Facets};
use super::gazetteer::Gazetteer;
use super::lexicon::Lexicon;
use super::near::PlaceNames;
use super::timeline::{Slots, Timeline, place_of};
use super::{Attendance, Days, Finder, Found, KindNames, Meeting, PartOfDay, Point, Query, Words};
use crate::time::Moment;
use std::ops::Range;

/// Meetings made ready for searching.
#[derive(Debug, Clone, Default)]
pub struct MeetingIndex {
    meetings: Vec<Meeting>,
    cards: Vec<Card>,
    pub(super) slots: Slots,
    lexicon: Lexicon,
    /// The meetings of each day, from Sunday.
    by_day: [Vec<u32>; 7],
    pub(super) names: PlaceNames,
    facets: Facets,
}

/// What a search asks of every meeting, small enough to look at many.
#[derive(Debug, Clone, Copy)]
struct Card {
    facets: FacetSet,
    days: Days,
    ways: u8,
    part: Option<PartOfDay>,
    point: Option<Point>,
    roughly: bool,
    /// Its place by name.
    rank: u32,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Search<'a> {
    /// The part of the list that was asked for, best first.
    pub found: Vec<Found<'a>>,
    /// How many there are in all.
    pub count: usize,
    /// How many meetings were looked at.
    pub looked_at: usize,
    /// How many words were compared letter by letter.
    pub compared: usize,
}

/// How a meeting stands among those that were found: by the hour where that was asked for; more words, then nearer by whole miles (so that a few steps do
/// not outweigh an hour), then sooner, then by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    hour: i64,
    unlike: u32,
    miles: u32,
    start: i64,
    rank: u32,
    at: u32,
}

fn way_bit(way: Attendance) -> u8 {
    1 << way as u8
}

impl MeetingIndex {
    /// Without filters and places: for lists that nobody filters.
    pub fn new(meetings: impl IntoIterator<Item = Meeting>) -> Self {
        Self::with(meetings, &Facets::default(), &Gazetteer::default())
    }

    /// With filters and places, found by their own words alone.
    pub fn with(meetings: impl IntoIterator<Item = Meeting>, facets: &Facets, gazetteer: &Gazetteer) -> Self {
        Self::told(meetings, facets, gazetteer, &KindNames::default())
    }

    /// Makes meetings ready. A meeting whose list gives no point lies in the middle of its postal code, or else of its
    /// town. It is found by what its kinds are called, too.
    pub fn told(
        meetings: impl IntoIterator<Item = Meeting>,
        facets: &Facets,
        gazetteer: &Gazetteer,
        names: &KindNames,
    ) -> Self {
        let meetings: Vec<Meeting> = meetings.into_iter().collect();
        let mut cards: Vec<Card> = meetings.iter().map(|meeting| card(meeting, facets, gazetteer)).collect();
        let words: Vec<Words> = meetings
            .iter()
            .zip(&cards)
            .map(|(meeting, card)| Words::with_kinds(meeting, facets.among(card.facets), names))
            .collect();
        let mut by_name: Vec<usize> = (0..meetings.len()).collect();
        by_name.sort_by(|a, b| meetings.get(*a).map(|one| &one.name).cmp(&meetings.get(*b).map(|one| &one.name)));
        for (rank, at) in (0u32..).zip(by_name) {
            if let Some(card) = cards.get_mut(at) {
                card.rank = rank;
            }
        }
        let mut by_day: [Vec<u32>; 7] = Default::default();
        for (at, card) in (0u32..).zip(&cards) {
            for day in card.days.iter() {
                if let Some(list) = by_day.get_mut(place_of(day)) {
                    list.push(at);
                }
            }
        }
        let points = cards.iter().map(|card| card.point);
        Self {
            names: PlaceNames::new(meetings.iter().zip(points)),
            lexicon: Lexicon::new(words.iter()),
            slots: Slots::new(meetings.iter().map(Meeting::weekly)),
            facets: facets.clone(),
            meetings,
            cards,
            by_day,
        }
    }

    /// The meetings, in the order they came.
    pub fn meetings(&self) -> impl ExactSizeIterator<Item = &Meeting> {
        self.meetings.iter()
    }

    /// One meeting by its place in the list.
    pub fn meeting(&self, at: usize) -> Option<&Meeting> {
        self.meetings.get(at)
    }

    /// Where a meeting is, and whether only roughly so.
    pub fn point(&self, at: usize) -> Option<(Point, bool)> {
        self.cards.get(at).and_then(|card| Some((card.point?, card.roughly)))
    }

    /// What can be filtered by.
    pub fn facets(&self) -> &Facets {
        &self.facets
    }

    /// What holds of a meeting.
    pub fn facets_of(&self, at: usize) -> FacetSet {
        self.cards.get(at).map(|card| card.facets).unwrap_or_default()
    }

    /// Everything that is found, best first.
    pub fn find(&self, finder: &Finder, now: Moment) -> Vec<Found<'_>> {
        self.search(finder, &self.timeline(now), 0..usize::MAX).found
    }

    /// What is found, best first; of it the part `lines` written out.
    pub fn search(&self, finder: &Finder, timeline: &Timeline, lines: Range<usize>) -> Search<'_> {
        let (mut orders, looked_at, compared) = self.orders(finder, timeline);
        let count = orders.len();
        let (from, until) = (lines.start.min(count), lines.end.min(count));
        // Only as many are put in order as are shown.
        if until < count {
            orders.select_nth_unstable(until);
            orders.truncate(until);
        }
        orders.sort_unstable();
        let shown = orders.into_iter().skip(from);
        Search {
            found: shown.filter_map(|order| self.found(finder, timeline, &order)).collect(),
            count,
            looked_at,
            compared,
        }
    }

    /// The places in the list of all that is found, in no order, with nothing written out.
    pub fn places(&self, finder: &Finder, timeline: &Timeline) -> Vec<usize> {
        self.orders(finder, timeline).0.into_iter().map(|order| order.at as usize).collect()
    }

    /// All that is found; how many meetings were looked at, and how many words compared.
    fn orders(&self, finder: &Finder, timeline: &Timeline) -> (Vec<Order>, usize, usize) {
        let query = Query::parse(&finder.text);
        let (mut looked_at, mut compared) = (0, 0);
        let mut orders: Vec<Order> = Vec::new();
        let mut look = |at: u32, score: u32| {
            looked_at += 1;
            orders.extend(self.order(finder, timeline, at, score));
        };
        let one_day =
            Some(finder.days).filter(|days| days.bits().count_ones() == 1).and_then(|days| days.iter().next());
        if !query.is_empty() {
            let borne = self.lexicon.find(&query);
            compared = borne.compared;
            borne.meetings.into_iter().for_each(|(at, score)| look(at, score));
        } else if let Some(day) = one_day {
            self.by_day.get(place_of(day)).into_iter().flatten().for_each(|at| look(*at, 0));
        } else {
            (0u32..).zip(&self.cards).for_each(|(at, _)| look(at, 0));
        }
        (orders, looked_at, compared)
    }

    /// Where a meeting stands, if it is what is looked for.
    fn order(&self, finder: &Finder, timeline: &Timeline, at: u32, score: u32) -> Option<Order> {
        let place = at as usize;
        let card = self.cards.get(place)?;
        let asked = finder.attendance.iter().fold(0, |bits, way| bits | way_bit(*way));
        let fits = card.facets.covers(finder.facets)
            && (finder.days.is_empty() || card.days.meets(finder.days))
            && (finder.part.is_none() || card.part == finder.part)
            && (asked == 0 || card.ways & asked != 0);
        if !fits {
            return None;
        }
        let mut miles = self.miles(finder, card);
        if miles.is_none() && finder.near.is_some() && finder.within_miles.is_some() {
            let afar = finder.afar().fold(0, |bits, way| bits | way_bit(way));
            if card.ways & afar == 0 {
                return None;
            }
            miles = finder.near.zip(card.point).map(|(from, to)| from.miles_to(to));
        }
        if !finder.types.is_empty() {
            let own = &self.meetings.get(place)?.types;
            if !finder.types.iter().all(|kind| own.contains(kind)) {
                return None;
            }
        }
        let seconds = |moment: Moment| moment.timestamp().as_second();
        let window = finder.window.map(|(from, until)| (seconds(from), seconds(until)));
        let around = self.slots.around(timeline, place, finder.days, window);
        if around.is_none() && window.is_some() {
            return None;
        }
        let start = around.map_or(i64::MAX, |around| around.start);
        // Miles are counted whole; half the earth is 12,451.
        let miles = miles.map_or(u32::MAX, |miles| miles as u32);
        let hour = if finder.by_hour { start } else { 0 };
        Some(Order { hour, unlike: u32::MAX - score, miles, start, rank: card.rank, at })
    }

    /// How far it is, where that is no farther than was asked for.
    fn miles(&self, finder: &Finder, card: &Card) -> Option<f64> {
        let (from, to) = (finder.near?, card.point?);
        match finder.within_miles {
            Some(limit) => Some(from)
                .filter(|from| from.may_reach(to, limit))
                .map(|from| from.miles_to(to))
                .filter(|miles| *miles <= limit),
            None => Some(from.miles_to(to)),
        }
    }

    fn found(&self, finder: &Finder, timeline: &Timeline, order: &Order) -> Option<Found<'_>> {
        let place = order.at as usize;
        let (meeting, card) = (self.meetings.get(place)?, self.cards.get(place)?);
        let seconds = |moment: Moment| moment.timestamp().as_second();
        let window = finder.window.map(|(from, until)| (seconds(from), seconds(until)));
        let around = self.slots.around(timeline, place, finder.days, window);
        let (running, next) = around.map_or((None, None), |around| self.slots.written(around.slot, timeline.now()));
        Some(Found {
            meeting,
            index: place,
            miles: finder.near.zip(card.point).map(|(from, to)| from.miles_to(to)),
            roughly: card.roughly,
            running: running.filter(|_| around.is_some_and(|around| around.runs)),
            next,
            score: u32::MAX - order.unlike,
        })
    }
}

fn card(meeting: &Meeting, facets: &Facets, gazetteer: &Gazetteer) -> Card {
    let told = meeting.place.point;
    let by_code = || gazetteer.code(meeting.place.postal_code.as_ref()?.as_str());
    // There are many towns of one name: without its state a town is not known.
    let by_town = || {
        let (city, state) = meeting.place.city.as_ref().zip(meeting.place.state.as_ref())?;
        gazetteer.town(&format!("{city}, {state}"), None).map(|town| town.point)
    };
    // Who only meets from afar is nowhere, whatever address the list gives for its office.
    let room = matches!(meeting.attendance(), Attendance::InPerson | Attendance::Hybrid);
    let point = told.or_else(|| if room { by_code().or_else(by_town) } else { None });
    Card {
        facets: facets.of(meeting),
        days: meeting.weekly().map_or(Days::NONE, |weekly| weekly.days),
        ways: meeting.ways().fold(0, |bits, way| bits | way_bit(way)),
        part: meeting.part_of_day(),
        point,
        roughly: told.is_none() || meeting.place.approximate,
        rank: 0,
    }
}
