//! Finding an offering: by words, kind, who may come, distance, language, and whether it is open now.

use super::both;
use crate::House;
use access::{Actor, Fault, Operation, Work, params};
use domain::directory::Point;
use domain::directory::offering::{
    Answer, Fit, FoundOffering, Listing, Offering, OfferingFinder, OfferingIndex, OfferingKind, OpenNow, Site, Standing,
};
use domain::id::{CatalogId, OfferingId};
use domain::lang::Lang;
use domain::time::Moment;
use jiff::civil::{Date, DateTime};
use std::sync::{Arc, RwLock};

access::statements! {
    /// Every offering that is listed now, with who offers it.
    OFFERED = "
        SELECT o.id, p.entry, o.entry FROM offering o
        JOIN provider p ON p.id = o.provider_id
        WHERE o.gone_at IS NULL ORDER BY o.id";

    /// When each list was last read: while none has been read again, the offerings are the same.
    CATALOGS_READ = "SELECT id, read_at FROM catalog ORDER BY id";
}

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
const NEAR: f64 = 15.0;

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
    /// How far it is from the place that was asked for.
    pub miles: Option<f64>,
    /// How it stands now.
    pub open: OpenLine,
    /// Whether it is closed for a while.
    pub paused: bool,
    /// The questions it says yes to.
    pub says_yes: Vec<Fit>,
}

/// The offerings with their words made ready, kept until a list is read again.
#[derive(Default)]
pub(crate) struct Offered(RwLock<Option<Arc<Ready>>>);

struct Ready {
    read: Vec<(CatalogId, i64)>,
    ids: Vec<OfferingId>,
    index: OfferingIndex,
}

impl Offered {
    fn of(&self, read: &[(CatalogId, i64)]) -> Option<Arc<Ready>> {
        // A lock that a panic left behind is as good as nothing kept.
        let kept = self.0.read().ok()?;
        kept.as_ref().filter(|ready| ready.read == read).cloned()
    }

    fn keep(&self, ready: &Arc<Ready>) {
        if let Ok(mut kept) = self.0.write() {
            *kept = Some(Arc::clone(ready));
        }
    }
}

fn ready(house: &House) -> Result<Arc<Ready>, Fault> {
    let call = house.call(Actor::Public);
    let read = house.store().read(&call, read_now)?;
    if let Some(ready) = house.offered().of(&read) {
        return Ok(ready);
    }
    // Both in one transaction, so that the offerings are those of these lists.
    let (read, rows) = house.store().read(&call, |work| {
        let read = read_now(work)?;
        let permit = work.permit_open(Operation::ReadPublic)?;
        Ok((read, work.rows(&permit, &OFFERED, &params![])?))
    })?;
    let (mut ids, mut listings) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for mut row in rows {
        ids.push(row.take()?);
        let (provider, offering) = both(&mut row)?;
        listings.push(Listing { provider, offering });
    }
    let ready = Arc::new(Ready { read, ids, index: OfferingIndex::new(listings, names_of_kinds) });
    house.offered().keep(&ready);
    Ok(ready)
}

/// The names of kinds in both languages: who types "comida" finds food.
fn names_of_kinds(kinds: &[OfferingKind]) -> String {
    let say = |kind: &OfferingKind| [Lang::En, Lang::Es].map(|lang| words::words().say(lang, &kind.message_id()));
    kinds.iter().flat_map(say).collect::<Vec<_>>().join(" ")
}

fn read_now(work: &mut Work<'_>) -> Result<Vec<(CatalogId, i64)>, Fault> {
    let permit = work.permit_open(Operation::ReadPublic)?;
    let rows = work.rows(&permit, &CATALOGS_READ, &params![])?;
    rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
}

/// Services that answer the query: the best words first, then the nearest. Anyone may ask.
pub fn services(house: &House, query: ServiceQuery) -> Result<ServicesFound, Fault> {
    let Ready { ids, index, .. } = &*ready(house)?;
    let near = crate::directory::place_point(house, &query.near)?;
    let languages = LANGUAGES.iter().find(|(code, _)| *code == query.language);
    let finder = OfferingFinder {
        text: query.text,
        kinds: query.kinds,
        fits: query.fits,
        open_now: query.open_now,
        languages: languages.map(|(_, names)| names.to_vec()).unwrap_or_default(),
        near,
        within_miles: near.map(|_| query.miles.unwrap_or(NEAR)),
    };
    let now = house.now();
    let found = index.find(&finder, now);
    let shown = found.iter().skip(query.skip).take(query.most);
    Ok(ServicesFound {
        count: found.len(),
        lines: shown.filter_map(|found| Some(line(*ids.get(found.index)?, found, near, now))).collect(),
        place_known: near.is_some() || query.near.trim().is_empty(),
    })
}

fn line(id: OfferingId, found: &FoundOffering<'_>, near: Option<Point>, now: Moment) -> ServiceLine {
    let Listing { provider, offering } = found.listing;
    let nearest = nearest(offering, near);
    let yes = offering.fit.iter().filter(|fact| fact.answer == Answer::Yes);
    ServiceLine {
        id,
        name: offering.name.to_string(),
        provider: provider.name.to_string(),
        kinds: offering.kinds.clone(),
        place: nearest.map(place).unwrap_or_default(),
        more_places: offering.sites.len().saturating_sub(1),
        miles: found.miles,
        open: nearest.map_or_else(|| open_of(offering, now), |site| open_at(offering, site, now)),
        paused: offering.standing == Standing::Paused,
        says_yes: yes.map(|fact| fact.fit).collect(),
    }
}

fn nearest(offering: &Offering, near: Option<Point>) -> Option<&Site> {
    let far = |site: &&Site| near.zip(site.place.point).map_or(f64::MAX, |(from, to)| from.miles_to(to));
    offering.sites.iter().min_by(|one, other| far(one).total_cmp(&far(other)))
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
