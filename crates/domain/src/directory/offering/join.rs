//! One service that several lists name: how it is known, and what each of them says of it.

use super::super::{Place, fold};
use super::{Offering, Provider, Site};
use crate::text::{Line, Prose};

fn words(line: Option<&Line>) -> String {
    line.map(|line| fold(line.as_str())).unwrap_or_default()
}

/// The street and the town of a place; none where it has no street.
fn street(place: &Place) -> Option<String> {
    place.address.as_ref().map(|address| format!("{}|{}", fold(address.as_str()), words(place.city.as_ref())))
}

impl Offering {
    /// What it is known by in every list: its name and the street of its first place; without a street its name, its
    /// town and who offers it. An event is one only with its first day: next year's walk is another.
    pub fn alike(&self, provider: &Provider) -> String {
        let place = self.sites.first().map(|site| &site.place);
        let at = place.and_then(street).unwrap_or_else(|| {
            let town = place.map(|place| words(place.city.as_ref())).unwrap_or_default();
            format!("{town}|{}", fold(provider.name.as_str()))
        });
        let day = self.dates().map(|(first, _)| format!("|{first}")).unwrap_or_default();
        format!("{}|{at}{day}", fold(self.name.as_str()))
    }

    /// The street of its first place: what stands in two lists there may be one service by two names.
    pub fn street(&self) -> Option<String> {
        self.sites.first().and_then(|site| street(&site.place))
    }

    /// Takes over what another list says of it beside this one. What this one says stays.
    pub fn absorb(&mut self, other: Self) {
        fn fill<T>(own: &mut Option<T>, other: Option<T>) {
            if own.is_none() {
                *own = other;
            }
        }
        fn tell(own: &mut Prose, other: Prose) {
            if own.is_empty() {
                *own = other;
            }
        }
        let no_hours = self.main_hours().is_none_or(|hours| hours.spans.is_empty());
        fill(&mut self.also_called, other.also_called);
        fill(&mut self.website, other.website);
        tell(&mut self.alert, other.alert);
        tell(&mut self.about, other.about);
        tell(&mut self.how, other.how);
        tell(&mut self.whom, other.whom);
        tell(&mut self.costs, other.costs);
        tell(&mut self.interpreting, other.interpreting);
        fill(&mut self.ages.from, other.ages.from);
        fill(&mut self.ages.to, other.ages.to);
        for kind in other.kinds {
            if !self.kinds.contains(&kind) {
                self.kinds.push(kind);
            }
        }
        for fact in other.fit {
            if self.answer(fact.fit).is_none() {
                self.fit.push(fact);
            }
        }
        for (own, lines) in [(&mut self.languages, other.languages), (&mut self.areas, other.areas)] {
            for line in lines {
                if !own.iter().any(|known| fold(known.as_str()) == fold(line.as_str())) {
                    own.push(line);
                }
            }
        }
        if self.bring.is_empty() {
            self.bring = other.bring;
        }
        if self.phones.is_empty() {
            self.phones = other.phones;
        }
        if no_hours && self.hours.is_none() {
            self.hours = other.hours;
        }
        for site in other.sites {
            let at = street(&site.place);
            if let Some(own) = self.sites.iter_mut().find(|own| at.is_some() && street(&own.place) == at) {
                own.absorb(site, no_hours);
            } else if at.is_some() || self.sites.is_empty() {
                self.sites.push(site);
            }
        }
        self.verified_on = self.verified_on.max(other.verified_on);
        self.updated = self.updated.max(other.updated);
    }

    /// What it says of itself that leads nobody anywhere: no number, no address of a page, no words on how to come.
    #[must_use]
    pub fn facts_alone(mut self) -> Self {
        self.phones.clear();
        (self.website, self.alert, self.how) = (None, Prose::default(), Prose::default());
        for site in &mut self.sites {
            site.phones.clear();
            (site.online, site.transport) = (None, Prose::default());
        }
        self
    }
}

impl Site {
    fn absorb(&mut self, other: Self, no_hours: bool) {
        let (own, theirs) = (&mut self.place, other.place);
        for (line, other) in
            [(&mut own.name, theirs.name), (&mut own.state, theirs.state), (&mut own.postal_code, theirs.postal_code)]
        {
            if line.is_none() {
                *line = other;
            }
        }
        if own.point.is_none() {
            (own.point, own.approximate) = (theirs.point, theirs.approximate);
        }
        if self.online.is_none() {
            self.online = other.online;
        }
        if self.transport.is_empty() {
            self.transport = other.transport;
        }
        if self.access.is_empty() {
            self.access = other.access;
        }
        if self.phones.is_empty() {
            self.phones = other.phones;
        }
        if no_hours && self.hours.is_none() {
            self.hours = other.hours;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, Certainty, Fit, FitFact, OfferingKind, Phone, PhoneKind};
    use super::*;

    fn provider(name: &str) -> Provider {
        Provider {
            name: Line::parse(name).expect("a name"),
            about: Prose::default(),
            website: None,
            phones: Vec::new(),
        }
    }

    fn at(name: &str, address: Option<&str>) -> Offering {
        let mut own = Offering::new(Line::parse(name).expect("a name"));
        let mut site = Site::default();
        site.place.address = address.and_then(|address| Line::parse(address).ok());
        site.place.city = Line::parse("Cary").ok();
        own.sites = vec![site];
        own
    }

    #[test]
    fn name_and_street_tell_it_and_without_a_street_who_offers_it() {
        let (one, other) = (provider("Oak House"), provider("Oak House, Inc."));
        let pantry = at("Food Pantry", Some("1 Oak St"));
        assert_eq!(pantry.alike(&one), at("FOOD  pantry", Some("1 oak st")).alike(&other));
        assert_ne!(pantry.alike(&one), at("Food Pantry", Some("2 Oak St")).alike(&one));
        assert_ne!(at("Counseling", None).alike(&one), at("Counseling", None).alike(&other));
        assert_eq!(at("Counseling", None).alike(&one), at("Counseling", None).alike(&one));
    }

    #[test]
    fn what_the_first_list_says_stays_and_the_other_fills_the_gaps() {
        let fact = |fit, answer| FitFact { fit, answer, certainty: Certainty::Stated, verified_on: None };
        let mut own = at("Food Pantry", Some("1 Oak St"));
        own.kinds = vec![OfferingKind::Food];
        own.fit = vec![fact(Fit::Pet, Answer::No)];
        let mut other = at("Food Pantry", Some("1 OAK ST"));
        other.kinds = vec![OfferingKind::Clothing, OfferingKind::Food];
        other.fit = vec![fact(Fit::Pet, Answer::Yes), fact(Fit::WalkIn, Answer::Yes)];
        other.phones = Phone::parse("804 555 0100", None, PhoneKind::Voice, None).into_iter().collect();
        other.sites.extend(at("Pantry", Some("9 Elm St")).sites);
        let mut joined = own.clone();
        joined.absorb(other.clone());
        assert_eq!(joined.kinds, [OfferingKind::Food, OfferingKind::Clothing]);
        assert_eq!(joined.answer(Fit::Pet).map(|fact| fact.answer), Some(Answer::No));
        assert_eq!((joined.fit.len(), joined.phones.len(), joined.sites.len()), (2, 1, 2));
        own.absorb(other.facts_alone());
        assert!(own.phones.is_empty() && own.fit.len() == 2);
    }
}
