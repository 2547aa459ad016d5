//! What somebody would put right in a service: a closed set of fields, none of which names a person.

use crate::Fault;
use crate::directory::form_change::{FormChange, form_fields};
use domain::directory::WebAddress;
use domain::directory::offering::{
    Answer, Certainty, Fit, FitFact, Hours, Offering, OfferingKind, Phone, PhoneKind, Site, Standing, UsualWeek,
    read_stretches, write_stretches,
};
use domain::notice::{FieldError, Notice};
use domain::text::{Line, Prose};
use domain::time::{Date, TimeZone};
use serde::{Deserialize, Serialize};

/// The fields, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceForm {
    /// What it is called.
    pub name: String,
    /// What is different for now.
    pub alert: String,
    /// Whether it is closed for a while.
    pub paused: bool,
    /// What it is.
    pub about: String,
    /// Codes of the kinds of help.
    pub kinds: Vec<String>,
    /// Languages spoken there, with commas between.
    pub languages: String,
    /// Its number, the first of them.
    pub phone: String,
    /// Its page.
    pub website: String,
    /// The building of its first place.
    pub place: String,
    /// Street and number there.
    pub address: String,
    /// City or town.
    pub city: String,
    /// State.
    pub state: String,
    /// Postal code.
    pub postal_code: String,
    /// When it is open in its usual week, for each day from Monday: `09:00-12:00, 13:00-17:00`.
    pub hours: Vec<String>,
    /// The first day that these hours hold, and that an event is on.
    pub hours_from: String,
    /// The last.
    pub hours_until: String,
    /// What else is said about the hours.
    pub hours_note: String,
    /// What it says on who may come: a question and its answer, such as `medicaid-yes`.
    pub fits: Vec<String>,
}

/// What somebody would change in a service.
pub type ServiceFormChange = FormChange<ServiceForm>;

form_fields!(ServiceForm: name, alert, paused, about, kinds, languages, phone, website, place, address, city, state,
    postal_code, hours, hours_from, hours_until, hours_note, fits);

/// What a form does not say itself.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The clock of a service that had no hours.
    pub zone: TimeZone,
    /// The day on which somebody said it.
    pub today: Date,
}

/// Notes what is wrong with a field.
type Told<'a> = &'a mut dyn FnMut(&str, Notice);

impl ServiceForm {
    /// What a service says now.
    pub fn of(offering: &Offering) -> Self {
        let site = offering.sites.first();
        let of_site = |field: fn(&Site) -> &Option<Line>| {
            site.and_then(|site| field(site).as_ref()).map(ToString::to_string).unwrap_or_default()
        };
        let hours = offering.main_hours();
        let week = hours.map(UsualWeek::of).unwrap_or_default();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            name: offering.name.to_string(),
            alert: offering.alert.to_string(),
            paused: offering.standing == Standing::Paused,
            about: offering.about.to_string(),
            kinds: offering.kinds.iter().map(|kind| kind.code().to_owned()).collect(),
            languages: offering.languages.iter().map(Line::as_str).collect::<Vec<_>>().join(", "),
            phone: offering.phones.first().map(|phone| phone.shown.to_string()).unwrap_or_default(),
            website: offering.website.as_ref().map(ToString::to_string).unwrap_or_default(),
            place: of_site(|site| &site.place.name),
            address: of_site(|site| &site.place.address),
            city: of_site(|site| &site.place.city),
            state: of_site(|site| &site.place.state),
            postal_code: of_site(|site| &site.place.postal_code),
            hours: week.days.iter().map(|times| write_stretches(times)).collect(),
            hours_from: day(week.from),
            hours_until: day(week.until),
            hours_note: hours.map(|hours| hours.note.to_string()).unwrap_or_default(),
            fits: Fit::ALL.iter().filter_map(|fit| offering.answer(*fit)).map(said).collect(),
        }
    }

    /// The service with these fields. A new street takes the point on the map away: it would show the old one.
    pub fn put_into(&self, mut offering: Offering, ground: &Ground) -> Result<Offering, Fault> {
        let before = Self::of(&offering);
        let mut wrong = Vec::new();
        let mut fault = |field: &str, notice: Notice| wrong.push(FieldError::new(field, notice));
        match Line::parse(&self.name) {
            Ok(name) => offering.name = name,
            Err(why) => fault("name", why),
        }
        for (field, text, slot) in
            [("alert", &self.alert, &mut offering.alert), ("about", &self.about, &mut offering.about)]
        {
            match Prose::parse(text) {
                Ok(prose) => *slot = prose,
                Err(why) => fault(field, why),
            }
        }
        match self.website.trim() {
            "" => offering.website = None,
            text => match WebAddress::parse(text) {
                Some(url) => offering.website = Some(url),
                None => fault("website", Notice::new("source-address")),
            },
        }
        offering.standing = if self.paused { Standing::Paused } else { Standing::Active };
        if self.languages.trim() != before.languages {
            let lines = self
                .languages
                .split([',', '\n'])
                .map(|name| Line::optional(name).map_err(|why| fault("languages", why)));
            offering.languages = lines.flatten().flatten().collect();
        }
        self.put_phone(&before, &mut offering, &mut fault);
        self.put_place(&before, &mut offering, &mut fault);
        self.put_kinds(&mut offering, &mut fault);
        self.put_hours(&before, &mut offering, ground, &mut fault);
        self.put_fits(&mut offering, ground.today, &mut fault);
        if wrong.is_empty() { Ok(offering) } else { Err(Fault::Invalid(wrong)) }
    }

    fn put_phone(&self, before: &Self, offering: &mut Offering, fault: Told<'_>) {
        if self.phone.trim() == before.phone {
            return;
        }
        match self.phone.trim() {
            "" => drop(offering.phones.drain(..1.min(offering.phones.len()))),
            text => match Phone::parse(text, None, PhoneKind::Voice, None) {
                Some(phone) => match offering.phones.first_mut() {
                    Some(first) => *first = phone,
                    None => offering.phones.push(phone),
                },
                None => fault("phone", Notice::new("service-phone-wrong")),
            },
        }
    }

    fn put_place(&self, before: &Self, offering: &mut Offering, fault: Told<'_>) {
        let mut line = |field: &str, text: &str| Line::optional(text).map_err(|why| fault(field, why)).ok().flatten();
        let (name, address) = (line("place", &self.place), line("address", &self.address));
        let (city, state) = (line("city", &self.city), line("state", &self.state));
        let postal_code = line("postal_code", &self.postal_code);
        if (&self.place, &self.address, &self.city, &self.state, &self.postal_code)
            == (&before.place, &before.address, &before.city, &before.state, &before.postal_code)
        {
            return;
        }
        if offering.sites.is_empty() {
            offering.sites.push(Site::default());
        }
        if let Some(site) = offering.sites.first_mut() {
            let own = &mut site.place;
            if own.address != address || own.city != city || own.postal_code != postal_code {
                own.point = None;
            }
            (own.name, own.address, own.city, own.state, own.postal_code) = (name, address, city, state, postal_code);
        }
    }

    /// Kinds that were there keep their order: the first says it best.
    fn put_kinds(&self, offering: &mut Offering, fault: Told<'_>) {
        match self.kinds.iter().map(|code| code.parse::<OfferingKind>()).collect::<Result<Vec<_>, _>>() {
            Ok(ticked) => {
                offering.kinds.retain(|kind| ticked.contains(kind));
                for kind in ticked {
                    if !offering.kinds.contains(&kind) {
                        offering.kinds.push(kind);
                    }
                }
            }
            Err(_) => fault("kinds", Notice::new("choice-unknown")),
        }
    }

    fn put_hours(&self, before: &Self, offering: &mut Offering, ground: &Ground, fault: Told<'_>) {
        let own = (&self.hours, &self.hours_from, &self.hours_until, &self.hours_note);
        if own == (&before.hours, &before.hours_from, &before.hours_until, &before.hours_note) {
            return;
        }
        let mut day = |field: &str, text: &str| match text.trim() {
            "" => None,
            text => text.parse::<Date>().map_err(|_| fault(field, Notice::new("form-not-a-day"))).ok(),
        };
        let mut week = UsualWeek {
            from: day("hours_from", &self.hours_from),
            until: day("hours_until", &self.hours_until),
            ..UsualWeek::default()
        };
        if week.from.zip(week.until).is_some_and(|(from, until)| until < from) {
            fault("hours_until", Notice::new("service-desk-until-wrong"));
        }
        for (number, (text, times)) in self.hours.iter().zip(&mut week.days).enumerate() {
            match read_stretches(text) {
                Some(read) => *times = read,
                None => fault(&format!("hours-{number}"), Notice::new("service-desk-hours-wrong")),
            }
        }
        let note = Prose::parse(&self.hours_note).map_err(|why| fault("hours_note", why)).unwrap_or_default();
        let none = || Hours { zone: ground.zone.clone(), spans: Vec::new(), note: Prose::default() };
        if week.days.iter().all(Vec::is_empty) {
            // Without times there is nothing that could hold from a day on.
            (week.from, week.until) = (None, None);
        }
        let hours = offering.main_hours_mut(none);
        week.put_into(hours);
        hours.note = note;
        if offering.hours.as_ref().is_some_and(is_empty) {
            offering.hours = None;
        }
    }

    /// Who changes an answer has asked there: the listing alone, and what was read out of its words, say less.
    fn put_fits(&self, offering: &mut Offering, today: Date, fault: Told<'_>) {
        let mut said: Vec<(Fit, Answer)> = Vec::new();
        for code in &self.fits {
            let parts = code.rsplit_once('-').and_then(|(fit, answer)| fit.parse().ok().zip(answer.parse().ok()));
            match parts {
                Some((fit, answer)) if !said.iter().any(|(own, _)| *own == fit) => said.push((fit, answer)),
                _ => return fault("fits", Notice::new("choice-unknown")),
            }
        }
        let asked = |(fit, answer): (Fit, Answer)| FitFact {
            fit,
            answer,
            certainty: Certainty::Confirmed,
            verified_on: Some(today),
        };
        let answer = |fit: Fit| said.iter().find(|(own, _)| *own == fit).copied();
        let before = std::mem::take(&mut offering.fit);
        let known: Vec<Fit> = before.iter().map(|fact| fact.fit).collect();
        let kept = before.into_iter().filter_map(|fact| match answer(fact.fit) {
            Some((_, same)) if same == fact.answer => Some(fact),
            other => other.map(asked),
        });
        offering.fit = kept.collect();
        offering.fit.extend(said.iter().filter(|(fit, _)| !known.contains(fit)).copied().map(asked));
    }
}

fn said(fact: &FitFact) -> String {
    format!("{}-{}", fact.fit.code(), fact.answer.code())
}

fn is_empty(hours: &Hours) -> bool {
    hours.spans.is_empty() && hours.note.as_str().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::directory::Point;

    fn ground() -> Ground {
        Ground { zone: TimeZone::UTC, today: "2026-11-23".parse().expect("a day") }
    }

    fn offering() -> Offering {
        let mut own = Offering::new(Line::parse("Pantry").expect("a name"));
        let mut site = Site::default();
        site.place.address = Line::optional("1 Oak St").expect("a line");
        site.place.point = Point::new(37.5, -77.4).ok();
        own.sites = vec![site];
        own.phones = Phone::parse("804-555-0142", Some("7"), PhoneKind::Voice, None).into_iter().collect();
        own.kinds = vec![OfferingKind::Food, OfferingKind::Center];
        let fact = |fit, answer| FitFact { fit, answer, certainty: Certainty::Words, verified_on: None };
        own.fit = vec![fact(Fit::WalkIn, Answer::Yes), fact(Fit::Medicaid, Answer::No)];
        own.languages = ["English", "Spanish"].iter().filter_map(|name| Line::parse(name).ok()).collect();
        own
    }

    #[test]
    fn a_form_that_nobody_touched_changes_nothing() {
        assert_eq!(ServiceForm::of(&offering()).put_into(offering(), &ground()), Ok(offering()));
    }

    #[test]
    fn a_new_street_takes_the_old_point_away() {
        let form = ServiceForm { address: "9 Elm St".into(), ..ServiceForm::of(&offering()) };
        let moved = form.put_into(offering(), &ground()).expect("moved");
        assert_eq!(moved.sites[0].place.point, None);
        assert_eq!(moved.phones, offering().phones);
    }

    #[test]
    fn hours_kinds_and_facts_are_put_right() {
        let form = ServiceForm {
            hours: ["9 am-5 pm", "", "", "", "", "", ""].map(str::to_owned).to_vec(),
            kinds: vec!["naloxone".into(), "center".into()],
            fits: vec!["walk-in-yes".into(), "medicaid-yes".into(), "pet-no".into()],
            languages: "English, ASL".into(),
            ..ServiceForm::of(&offering())
        };
        let right = form.put_into(offering(), &ground()).expect("right");
        assert_eq!(right.kinds, [OfferingKind::Center, OfferingKind::Naloxone], "what was there keeps its order");
        let said: Vec<_> = right.fit.iter().map(|fact| (fact.fit, fact.answer, fact.certainty)).collect();
        assert_eq!(
            said,
            [
                (Fit::WalkIn, Answer::Yes, Certainty::Words),
                (Fit::Medicaid, Answer::Yes, Certainty::Confirmed),
                (Fit::Pet, Answer::No, Certainty::Confirmed)
            ]
        );
        let again = ServiceForm::of(&right);
        assert_eq!((again.hours[0].as_str(), again.languages.as_str()), ("09:00-17:00", "English, ASL"));
        let closed = ServiceForm { hours: vec![String::new(); 7], ..again }.put_into(right, &ground()).expect("closed");
        assert_eq!(closed.hours, None);
    }

    #[test]
    fn an_event_has_its_day() {
        let mut hours = vec![String::new(); 7];
        hours[5] = "10:00-14:00".into();
        let day = "2027-09-18".to_owned();
        let form = ServiceForm { hours, hours_from: day.clone(), hours_until: day, ..ServiceForm::of(&offering()) };
        let right = form.put_into(offering(), &ground()).expect("right");
        assert!(right.dates().is_some_and(|(first, last)| first == last));
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let form = ServiceForm {
            name: " ".into(),
            phone: "call us".into(),
            website: "javascript:alert(1)".into(),
            kinds: vec!["magic".into()],
            hours: ["9-5", "", "", "", "", "", "noon"].map(str::to_owned).to_vec(),
            hours_from: "2027-09-18".into(),
            hours_until: "2027-09-17".into(),
            fits: vec!["pet-maybe".into()],
            ..ServiceForm::of(&offering())
        };
        let Err(Fault::Invalid(wrong)) = form.put_into(offering(), &ground()) else { unreachable!("it is wrong") };
        let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "website", "phone", "kinds", "hours_until", "hours-0", "hours-6", "fits"]);
    }

    #[test]
    fn a_change_touches_no_other_field_and_gives_way_where_somebody_was_faster() {
        let was = ServiceForm::of(&offering());
        let now = ServiceForm { paused: true, city: "Cary".into(), ..was.clone() };
        let change = ServiceFormChange { was: was.clone(), now };
        let fields = change.fields();
        assert_eq!((fields[0].name, fields[0].now.as_slice()), ("paused", ["yes".to_owned()].as_slice()));
        assert_eq!((fields.len(), fields[1].name), (2, "city"));
        let later = ServiceForm { alert: "Closed today".into(), ..was.clone() };
        let both = ServiceForm { paused: true, city: "Cary".into(), ..later.clone() };
        assert_eq!(change.onto(later), Ok(both));
        assert_eq!(change.onto(ServiceForm { city: "Apex".into(), ..was }), Err("city"));
        assert_eq!(change.onto(change.now.clone()), Ok(change.now.clone()), "done already");
    }
}
