//! What somebody would put right in a service: a closed set of fields, none of which names a person.

use crate::Fault;
use domain::directory::WebAddress;
use domain::directory::offering::{Offering, Phone, PhoneKind, Site, Standing};
use domain::notice::{FieldError, Notice};
use domain::text::{Line, Prose};
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
}

/// What somebody would change in a service: its fields as they saw them, and as they would have them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceFormChange {
    /// What stood there.
    pub was: ServiceForm,
    /// What should stand there.
    pub now: ServiceForm,
}

/// Goes through the fields of forms side by side, each with its name.
macro_rules! each_field {
    ($step:ident) => {
        $step!(name, alert, paused, phone, website, place, address, city, state, postal_code);
    };
}

/// A field as a text: what is ticked is `yes`, what is not is empty.
trait Told {
    fn told(&self) -> String;
}

impl Told for String {
    fn told(&self) -> String {
        self.clone()
    }
}

impl Told for bool {
    fn told(&self) -> String {
        if *self { "yes" } else { "" }.to_owned()
    }
}

impl ServiceFormChange {
    /// The fields that differ: the name of each, what stood there and what should.
    pub fn fields(&self) -> Vec<(&'static str, String, String)> {
        let mut found = Vec::new();
        macro_rules! differ {
            ($($field:ident),*) => {$(
                if self.was.$field != self.now.$field {
                    found.push((stringify!($field), self.was.$field.told(), self.now.$field.told()));
                }
            )*};
        }
        each_field!(differ);
        found
    }

    /// The service's fields of today with this change in them; or the name of a field that somebody changed meanwhile.
    pub fn onto(&self, mut today: ServiceForm) -> Result<ServiceForm, &'static str> {
        macro_rules! take {
            ($($field:ident),*) => {$(
                if self.was.$field != self.now.$field && today.$field != self.now.$field {
                    if today.$field != self.was.$field {
                        return Err(stringify!($field));
                    }
                    today.$field.clone_from(&self.now.$field);
                }
            )*};
        }
        each_field!(take);
        Ok(today)
    }
}

impl ServiceForm {
    /// What a service says now.
    pub fn of(offering: &Offering) -> Self {
        let site = offering.sites.first();
        let of_site = |field: fn(&Site) -> &Option<Line>| {
            site.and_then(|site| field(site).as_ref()).map(ToString::to_string).unwrap_or_default()
        };
        Self {
            name: offering.name.to_string(),
            alert: offering.alert.to_string(),
            paused: offering.standing == Standing::Paused,
            phone: offering.phones.first().map(|phone| phone.shown.to_string()).unwrap_or_default(),
            website: offering.website.as_ref().map(ToString::to_string).unwrap_or_default(),
            place: of_site(|site| &site.place.name),
            address: of_site(|site| &site.place.address),
            city: of_site(|site| &site.place.city),
            state: of_site(|site| &site.place.state),
            postal_code: of_site(|site| &site.place.postal_code),
        }
    }

    /// The service with these fields. A new street takes the point on the map away: it would show the old one.
    pub fn put_into(&self, mut offering: Offering) -> Result<Offering, Fault> {
        let before = Self::of(&offering);
        let mut wrong = Vec::new();
        let mut fault = |field: &str, notice: Notice| wrong.push(FieldError::new(field, notice));
        let mut line = |field: &str, text: &str| Line::optional(text).map_err(|why| fault(field, why)).ok().flatten();
        let (name, address) = (line("place", &self.place), line("address", &self.address));
        let (city, state) = (line("city", &self.city), line("state", &self.state));
        let postal_code = line("postal_code", &self.postal_code);
        match Line::parse(&self.name) {
            Ok(name) => offering.name = name,
            Err(why) => fault("name", why),
        }
        match Prose::parse(&self.alert) {
            Ok(alert) => offering.alert = alert,
            Err(why) => fault("alert", why),
        }
        match self.website.trim() {
            "" => offering.website = None,
            text => match WebAddress::parse(text) {
                Some(url) => offering.website = Some(url),
                None => fault("website", Notice::new("source-address")),
            },
        }
        if self.phone.trim() != before.phone {
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
        if !wrong.is_empty() {
            return Err(Fault::Invalid(wrong));
        }
        offering.standing = if self.paused { Standing::Paused } else { Standing::Active };
        if (&self.place, &self.address, &self.city, &self.state, &self.postal_code)
            != (&before.place, &before.address, &before.city, &before.state, &before.postal_code)
        {
            if offering.sites.is_empty() {
                offering.sites.push(Site::default());
            }
            if let Some(site) = offering.sites.first_mut() {
                let own = &mut site.place;
                if own.address != address || own.city != city || own.postal_code != postal_code {
                    own.point = None;
                }
                (own.name, own.address, own.city, own.state, own.postal_code) =
                    (name, address, city, state, postal_code);
            }
        }
        Ok(offering)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::directory::Point;

    fn offering() -> Offering {
        let mut own = Offering::new(Line::parse("Pantry").expect("a name"));
        let mut site = Site::default();
        site.place.address = Line::optional("1 Oak St").expect("a line");
        site.place.point = Point::new(37.5, -77.4).ok();
        own.sites = vec![site];
        own.phones = Phone::parse("804-555-0142", Some("7"), PhoneKind::Voice, None).into_iter().collect();
        own
    }

    #[test]
    fn a_form_that_nobody_touched_changes_nothing() {
        assert_eq!(ServiceForm::of(&offering()).put_into(offering()), Ok(offering()));
    }

    #[test]
    fn a_new_street_takes_the_old_point_away() {
        let form = ServiceForm { address: "9 Elm St".into(), ..ServiceForm::of(&offering()) };
        let moved = form.put_into(offering()).expect("moved");
        assert_eq!(moved.sites[0].place.point, None);
        assert_eq!(moved.phones, offering().phones);
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let form = ServiceForm {
            name: " ".into(),
            phone: "call us".into(),
            website: "javascript:alert(1)".into(),
            ..ServiceForm::of(&offering())
        };
        let Err(Fault::Invalid(wrong)) = form.put_into(offering()) else { unreachable!("it is wrong") };
        let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "website", "phone"]);
    }

    #[test]
    fn a_change_touches_no_other_field_and_gives_way_where_somebody_was_faster() {
        let was = ServiceForm::of(&offering());
        let now = ServiceForm { paused: true, city: "Cary".into(), ..was.clone() };
        let change = ServiceFormChange { was: was.clone(), now };
        let fields = change.fields();
        assert_eq!(fields[0], ("paused", String::new(), "yes".to_owned()));
        assert_eq!((fields.len(), fields[1].0), (2, "city"));
        let later = ServiceForm { alert: "Closed today".into(), ..was.clone() };
        let both = ServiceForm { paused: true, city: "Cary".into(), ..later.clone() };
        assert_eq!(change.onto(later), Ok(both));
        assert_eq!(change.onto(ServiceForm { city: "Apex".into(), ..was }), Err("city"));
        assert_eq!(change.onto(change.now.clone()), Ok(change.now.clone()), "done already");
    }
}
