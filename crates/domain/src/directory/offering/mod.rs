//! What is offered near here, and who offers it: treatment and recovery centers, residences, places that give out
//! naloxone, food, housing and the rest.
//!
//! Outside the house an offering is called a service (HSDS 3.1, `service`) and a provider an organization. Names,
//! numbers and mail addresses of people have no field here.

mod days;
mod finder;
mod fit;
mod hours;
mod join;
mod kind;
mod phone;
mod week;

pub use days::Occasion;
pub use finder::{FoundOffering, Listing, OfferingFinder, OfferingIndex, OfferingSearch, OpenAll};
pub use fit::{Answer, Certainty, Fit, FitFact};
pub use hours::{Hours, OpenNow, Rhythm, Span};
pub use kind::OfferingKind;
pub use phone::{Phone, PhoneKind};
pub use week::{Stretches, UsualWeek, WEEK, read_stretches, write_stretches};

use super::{Place, WebAddress, fold};
use crate::coded::coded;
use crate::text::{Line, Prose};
use crate::time::{Date, Moment};
use serde::{Deserialize, Serialize};

/// Who offers something: an organization.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provider {
    /// What it is called.
    pub name: Line,
    /// What it says of itself.
    pub about: Prose,
    /// Its website.
    pub website: Option<WebAddress>,
    /// Its own numbers, never those of a person.
    pub phones: Vec<Phone>,
}

coded! {
    /// Whether an offering can be had now.
    Standing {
        /// Yes.
        Active = "active",
        /// Closed for a while.
        Paused = "paused",
    }
}

/// Something that is offered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offering {
    /// What it is called.
    pub name: Line,
    /// What else it is called.
    pub also_called: Option<Line>,
    /// What kinds of help it is; the first says it best.
    pub kinds: Vec<OfferingKind>,
    /// Whether it can be had now.
    pub standing: Standing,
    /// What is different for now.
    pub alert: Prose,
    /// What it is.
    pub about: Prose,
    /// How to get it.
    pub how: Prose,
    /// Whom it is for.
    pub whom: Prose,
    /// From which age, to which.
    pub ages: Ages,
    /// What it costs.
    pub costs: Prose,
    /// What to bring.
    pub bring: Vec<Line>,
    /// Languages that the people there speak.
    pub languages: Vec<Line>,
    /// Whether somebody interprets.
    pub interpreting: Prose,
    /// Where it can be had from, where it says so.
    pub areas: Vec<Line>,
    /// Its own page.
    pub website: Option<WebAddress>,
    /// Its own numbers.
    pub phones: Vec<Phone>,
    /// When it can be had, wherever.
    pub hours: Option<Hours>,
    /// Where it can be had.
    pub sites: Vec<Site>,
    /// What it says on who may come and how.
    pub fit: Vec<FitFact>,
    /// When its publisher last made sure of it.
    pub verified_on: Option<Date>,
    /// When its publisher last changed it.
    pub updated: Option<Moment>,
}

/// From which age to which somebody may come; both ends may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ages {
    /// The youngest.
    pub from: Option<u8>,
    /// The oldest.
    pub to: Option<u8>,
}

/// Where an offering can be had.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Site {
    /// The place. An address for mail alone is none.
    pub place: Place,
    /// The room online, where the site is one.
    pub online: Option<WebAddress>,
    /// How to get there.
    pub transport: Prose,
    /// What it has for people with disabilities.
    pub access: Vec<Line>,
    /// Its numbers.
    pub phones: Vec<Phone>,
    /// When it is open.
    pub hours: Option<Hours>,
}

impl Offering {
    /// One with no more than a name.
    pub fn new(name: Line) -> Self {
        Self {
            name,
            also_called: None,
            kinds: Vec::new(),
            standing: Standing::Active,
            alert: Prose::default(),
            about: Prose::default(),
            how: Prose::default(),
            whom: Prose::default(),
            ages: Ages::default(),
            costs: Prose::default(),
            bring: Vec::new(),
            languages: Vec::new(),
            interpreting: Prose::default(),
            areas: Vec::new(),
            website: None,
            phones: Vec::new(),
            hours: None,
            sites: Vec::new(),
            fit: Vec::new(),
            verified_on: None,
            updated: None,
        }
    }

    /// What it says to one question.
    pub fn answer(&self, fit: Fit) -> Option<&FitFact> {
        self.fit.iter().find(|fact| fact.fit == fit)
    }

    /// When it can be had at one of its sites. What is on a few days only is not there whenever the house is open.
    pub fn hours_at<'a>(&'a self, site: &'a Site) -> Option<&'a Hours> {
        let said = |hours: &&Hours| !hours.spans.is_empty();
        let dated = |hours: &&Hours| said(hours) && hours.spans.iter().all(|span| span.dated().is_some());
        if let Some(own) = self.hours.as_ref().filter(dated) {
            return Some(own);
        }
        site.hours.as_ref().filter(said).or_else(|| self.hours.as_ref().filter(said))
    }

    /// Every set of hours that counts: of each site, or its own where it has no site.
    pub fn all_hours(&self) -> impl Iterator<Item = &Hours> {
        let own = if self.sites.is_empty() { self.hours.as_ref() } else { None };
        self.sites.iter().filter_map(|site| self.hours_at(site)).chain(own)
    }

    /// The first and the last day of what is on a few days only: an event. None for what goes on.
    pub fn dates(&self) -> Option<(Date, Date)> {
        let mut spans = self.all_hours().flat_map(|hours| hours.spans.iter()).peekable();
        spans.peek()?;
        let (mut first, mut last) = (Date::MAX, Date::MIN);
        for span in spans {
            let (from, until) = span.dated()?;
            (first, last) = (first.min(from), last.max(until));
        }
        Some((first, last))
    }

    /// Whether it was an event, and its days are past on its own clock.
    pub fn is_over(&self, now: Moment) -> bool {
        let zone = self.all_hours().next().map(|hours| &hours.zone);
        self.dates().zip(zone).is_some_and(|((_, last), zone)| last < now.date(zone))
    }

    /// Whether it says the same to people: when its publisher touched it last is not part of that.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let plain = |own: &Self| Self { verified_on: None, updated: None, ..own.clone() };
        plain(self) == plain(other)
    }

    /// Whether what somebody checked still stands: where, when, by which number, and whether it can be had at all.
    pub fn stands_as(&self, other: &Self) -> bool {
        (&self.name, self.standing, &self.hours, &self.sites, &self.phones)
            == (&other.name, other.standing, &other.hours, &other.sites, &other.phones)
    }

    /// Name and first place: what is known again by it under another key is the same service.
    pub fn kin(&self) -> String {
        let place = self.sites.first().map(|site| &site.place);
        let lines = place.map(|place| [&place.address, &place.city]).into_iter().flatten().flatten();
        let place: String = lines.map(|line| fold(line.as_str())).collect::<Vec<_>>().join(" ");
        format!("{}|{place}", fold(self.name.as_str()))
    }

    /// Whether it is open somewhere at a moment; none where it does not say when.
    pub fn is_open(&self, now: Moment) -> Option<bool> {
        if self.standing == Standing::Paused {
            return Some(false);
        }
        self.all_hours().filter_map(|hours| hours.is_open(now)).reduce(|one, other| one || other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::zone;

    fn on(from: &str, until: &str) -> Offering {
        let mut offering = Offering::new(Line::parse("Walk").expect("a line"));
        offering.hours = Some(Hours {
            zone: zone("America/New_York").expect("a zone"),
            spans: vec![Span {
                rhythm: Rhythm::Weekly { days: crate::directory::Days::ALL },
                opens: "10:00".parse().expect("a time"),
                closes: "14:00".parse().expect("a time"),
                from: from.parse().ok(),
                until: until.parse().ok(),
            }],
            note: Prose::default(),
        });
        offering
    }

    #[test]
    fn an_event_ends_with_its_last_day_and_a_season_is_none() {
        let at = |text: &str| Moment::from(text.parse::<jiff::Timestamp>().expect("a timestamp"));
        let fair = on("2026-12-05", "2026-12-06");
        assert!(fair.dates().is_some());
        assert!(!fair.is_over(at("2026-12-07T04:00:00Z")), "it is still Sunday evening there");
        assert!(fair.is_over(at("2026-12-07T06:00:00Z")));
        let winter = on("2026-11-01", "2027-03-31");
        assert_eq!(winter.dates(), None);
        assert!(!winter.is_over(at("2027-06-01T06:00:00Z")));
        assert_eq!(Offering::new(fair.name.clone()).dates(), None, "who does not say when is no event");
    }

    #[test]
    fn when_a_publisher_touched_it_last_changes_nothing() {
        let (one, mut other) = (on("2026-12-05", "2026-12-06"), on("2026-12-05", "2026-12-06"));
        other.verified_on = "2026-11-01".parse().ok();
        assert!(one.says_the_same(&other) && one.stands_as(&other));
        other.about = Prose::parse("New words.").expect("prose");
        assert!(!one.says_the_same(&other) && one.stands_as(&other));
        other.hours = None;
        assert!(!one.stands_as(&other));
    }
}
