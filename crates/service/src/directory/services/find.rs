//! Finding an offering: by words, kind, who may come, distance, language, and whether it is open now.

use super::ready::{Ready, ready};
use crate::House;
use access::Fault;
use domain::directory::Point;
use domain::directory::offering::{
    Answer, Fit, FoundOffering, Listing, Offering, OfferingFinder, OfferingKind, OpenNow, Site, Standing,
};
use domain::id::OfferingId;
use domain::time::Moment;
use jiff::civil::{Date, DateTime};

/// What somebody looks for. What is left empty does not matter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ServiceQuery {
    /// With these words, one slip each forgiven.
    pub text: String,
    /// Of one of these kinds.
    pub kinds: Vec<OfferingKind>,
    /// With a yes to each of these.
    pub fits: Vec<Fit>,
    /// Open now, by the clock of the place.
    pub open_now: bool,
    /// Where this language is spoken, by its code in [`LANGUAGES`].
    pub language: String,
    /// Near this place.
    pub near: String,
    /// How many miles "near" reaches; 15 where nothing is said.
    pub miles: Option<f64>,
    /// Past so many of them.
    pub skip: usize,
    /// No more than this.
    pub most: usize,
}

/// How far "near" reaches, in miles. House rule: half an hour by bus or car.
pub const NEAR: f64 = 15.0;

/// Languages that one can ask for, with the words by which lists name them.
pub const LANGUAGES: [(&str, &[&str]); 8] = [
    ("es", &["spanish", "espanol", "es", "spa"]),
    ("asl", &["american sign language", "asl", "sign language", "ase"]),
    ("vi", &["vietnamese", "vi", "vie"]),
    ("ar", &["arabic", "ar", "ara"]),
    ("zh", &["chinese", "mandarin", "cantonese", "zh", "zho"]),
    ("ko", &["korean", "ko", "kor"]),
    ("fr", &["french", "fr", "fra"]),
    ("pt", &["portuguese", "pt", "por"]),
];

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct ServicesFound {
    /// The services asked for, the best first.
    pub lines: Vec<ServiceLine>,
    /// How many there are in all.
    pub count: usize,
    /// Where the place lies that was asked for.
    pub near: Option<Point>,
    /// Whether the place that was asked for is known; true where none was asked for.
    pub place_known: bool,
}

/// How it stands now, by the clock on the place's own wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenLine {
    /// Open; without an end it never closes.
    Open {
        /// When it closes.
        until: Option<DateTime>,
        /// Whether that is on another day than today there.
        later_day: bool,
    },
    /// Closed; without an opening none is known.
    Closed {
        /// When it opens.
        opens: Option<DateTime>,
        /// The day it is there.
        today: Date,
    },
    /// It does not say.
    Unknown,
}

/// A service in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceLine {
    /// The service.
    pub id: OfferingId,
    /// What it is called.
    pub name: String,
    /// Who offers it.
    pub provider: String,
    /// What kinds of help it is.
    pub kinds: Vec<OfferingKind>,
    /// Building, street and city of the nearest place; empty where there is none.
    pub place: String,
    /// How many places there are besides.
    pub more_places: usize,
    /// Where that place is, and whether only roughly so.
    pub point: Option<(Point, bool)>,
    /// How far it is from the place that was asked for.
    pub miles: Option<f64>,
    /// Whether it has no door to go to: by phone, online, or all over a state.
    pub afar: bool,
    /// The first and the last day of an event.
    pub on: Option<(Date, Date)>,
    /// How it stands now.
    pub open: OpenLine,
    /// Whether it is closed for a while.
    pub paused: bool,
    /// Its number, or that of who offers it; empty where there is none.
    pub phone: String,
    /// The questions it says yes to.
    pub says_yes: Vec<Fit>,
}

/// What the query asks of the index, and whether its place is known.
pub(super) fn finder(house: &House, query: &ServiceQuery) -> Result<(OfferingFinder, bool), Fault> {
    let near = crate::directory::place_point(house, &query.near)?;
    let languages = LANGUAGES.iter().find(|(code, _)| *code == query.language);
    let finder = OfferingFinder {
        text: query.text.clone(),
        kinds: query.kinds.clone(),
        fits: query.fits.clone(),
        open_now: query.open_now,
        languages: languages.map(|(_, names)| names.to_vec()).unwrap_or_default(),
        near,
        within_miles: near.map(|_| query.miles.unwrap_or(NEAR)),
    };
    Ok((finder, near.is_some() || query.near.trim().is_empty()))
}

/// Services that answer the query: the best words first, then the nearest. Anyone may ask.
pub fn services(house: &House, query: ServiceQuery) -> Result<ServicesFound, Fault> {
    let ready = ready(house)?;
    let (finder, place_known) = finder(house, &query)?;
    let now = house.now();
    let found = ready.search(&finder, now, query.skip..query.skip.saturating_add(query.most));
    Ok(ServicesFound {
        count: found.count,
        lines: found
            .found
            .iter()
            .filter_map(|found| Some(line(&ready, *ready.ids.get(found.index)?, found, now)))
            .collect(),
        near: finder.near,
        place_known,
    })
}

pub(super) fn line(ready: &Ready, id: OfferingId, found: &FoundOffering<'_>, now: Moment) -> ServiceLine {
    let Listing { provider, offering } = found.listing;
    let at = found.site.unwrap_or(0);
    let nearest = offering.sites.get(at);
    let phone = nearest.and_then(|site| site.phones.first());
    let phone = phone.or(offering.phones.first()).or(provider.phones.first());
    let yes = offering.fit.iter().filter(|fact| fact.answer == Answer::Yes);
    ServiceLine {
        id,
        name: offering.name.to_string(),
        provider: provider.name.to_string(),
        kinds: offering.kinds.clone(),
        place: nearest.map(place).unwrap_or_default(),
        more_places: offering.sites.len().saturating_sub(1),
        point: ready.index.point(found.index, at),
        miles: found.miles,
        afar: found.afar,
        on: offering.dates(),
        open: nearest.map_or_else(|| open_of(offering, now), |site| open_at(offering, site, now)),
        paused: offering.standing == Standing::Paused,
        phone: phone.map(|phone| phone.shown.to_string()).unwrap_or_default(),
        says_yes: yes.map(|fact| fact.fit).collect(),
    }
}

/// Building, street and city on one line.
pub(super) fn place(site: &Site) -> String {
    let place = &site.place;
    let parts = [&place.name, &place.address, &place.city];
    parts.into_iter().flatten().map(|line| line.as_str()).collect::<Vec<_>>().join(", ")
}

pub(super) fn open_at(offering: &Offering, site: &Site, now: Moment) -> OpenLine {
    offering.hours_at(site).map_or(OpenLine::Unknown, |hours| OpenLine::of(hours, now))
}

pub(super) fn open_of(offering: &Offering, now: Moment) -> OpenLine {
    offering.hours.as_ref().map_or(OpenLine::Unknown, |hours| OpenLine::of(hours, now))
}

impl OpenLine {
    fn of(hours: &domain::directory::offering::Hours, now: Moment) -> Self {
        let today = now.date(&hours.zone);
        match hours.at(now) {
            OpenNow::Unknown => Self::Unknown,
            OpenNow::Open { until } => {
                let until = until.map(|until| until.datetime());
                // Midnight ends today.
                let later_day = until.is_some_and(|until| until > domain::time::plus_days(today, 1).into());
                Self::Open { until, later_day }
            }
            OpenNow::Closed { opens } => Self::Closed { opens: opens.map(|opens| opens.datetime()), today },
        }
    }
}
