//! What is offered near here, and who offers it: treatment and recovery centers, residences, places that give out
//! naloxone, food, housing and the rest.
//!
//! Outside the house an offering is called a service (HSDS 3.1, `service`) and a provider an organization. Names,
//! numbers and mail addresses of people have no field here.

mod finder;
mod fit;
mod hours;
mod kind;
mod phone;

pub use finder::{FoundOffering, Listing, OfferingFinder, OfferingIndex};
pub use fit::{Answer, Certainty, Fit, FitFact};
pub use hours::{Hours, OpenNow, Rhythm, Span};
pub use kind::OfferingKind;
pub use phone::{Phone, PhoneKind};

use super::{Place, WebAddress};
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

    /// When it can be had at one of its sites; hours of the offering go before those of the house.
    pub fn hours_at<'a>(&'a self, site: &'a Site) -> Option<&'a Hours> {
        let said = |hours: &&Hours| !hours.spans.is_empty();
        site.hours.as_ref().filter(said).or_else(|| self.hours.as_ref().filter(said))
    }

    /// Every set of hours that counts: of each site, or its own where it has no site.
    pub fn all_hours(&self) -> impl Iterator<Item = &Hours> {
        let own = if self.sites.is_empty() { self.hours.as_ref() } else { None };
        self.sites.iter().filter_map(|site| self.hours_at(site)).chain(own)
    }

    /// Whether it is open somewhere at a moment; none where it does not say when.
    pub fn is_open(&self, now: Moment) -> Option<bool> {
        if self.standing == Standing::Paused {
            return Some(false);
        }
        self.all_hours().filter_map(|hours| hours.is_open(now)).reduce(|one, other| one || other)
    }
}
