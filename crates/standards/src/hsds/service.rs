//! A full service (HSDS 3.1, `service`) and what hangs on it, as an offering.

use super::hours::hours;
use super::{Accepted, Outcome, Reason, Refused, Settings, Summary, fit};
use crate::meeting_guide::location::{degrees, settle};
use crate::meeting_guide::row::{Row, updated};
use domain::directory::offering::{Ages, Offering, OfferingKind, Phone, PhoneKind, Provider, Site, Standing};
use domain::directory::{Place, Point, WebAddress, fold};
use domain::notice::Notice;
use domain::text::{Line, Prose};
use domain::time::Date;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Entries of a list inside a service beyond this are passed over.
const MOST_ENTRIES: usize = 200;

/// Services on their way to whoever asked.
pub struct Reader<'a> {
    settings: &'a Settings,
    each: &'a mut dyn FnMut(Outcome),
    read: usize,
    seen: HashMap<String, usize>,
    /// More came than are read.
    pub full: bool,
}

impl<'a> Reader<'a> {
    pub fn new(settings: &'a Settings, each: &'a mut dyn FnMut(Outcome)) -> Self {
        Self { settings, each, read: 0, seen: HashMap::new(), full: false }
    }

    /// The number of the next service; none when there are too many.
    pub fn next_row(&mut self) -> Option<usize> {
        self.full = self.read >= self.settings.most_rows;
        if self.full {
            return None;
        }
        self.read += 1;
        Some(self.read)
    }

    pub fn refuse(&mut self, refused: Refused) {
        (self.each)(Outcome::Refused(refused));
    }

    /// Takes one service.
    pub fn service(&mut self, row: usize, fields: Map<String, Value>) {
        let service = Row::new(fields, Vec::new());
        let key = service.text("id");
        let name = service.text("name").unwrap_or_default();
        let excerpt: String = [name.as_str(), key.as_deref().unwrap_or_default()].join(" · ");
        let excerpt = excerpt.chars().filter(|c| !c.is_control()).take(120).collect();
        match self.accept(row, key.clone(), service) {
            Ok(accepted) => (self.each)(Outcome::Accepted(Box::new(accepted))),
            Err(reason) => self.refuse(Refused { row, reason, excerpt, key }),
        }
    }

    fn accept(&mut self, row: usize, key: Option<String>, mut service: Row) -> Result<Accepted, Reason> {
        let key = key.ok_or(Reason::NoId)?;
        match self.seen.entry(key.clone()) {
            Entry::Occupied(first) => return Err(Reason::Repeats { row: *first.get() }),
            Entry::Vacant(free) => drop(free.insert(row)),
        }
        let name = service.line("name").ok_or(Reason::NoName)?;
        let standing = standing(&mut service).ok_or(Reason::Ended)?;
        let (provider_key, provider) = provider(&mut service, &name, &key);
        let offering = Builder { settings: self.settings, service }.offering(name, standing);
        let (offering, warnings) = offering;
        Ok(Accepted { row, key, provider_key, provider, offering, warnings })
    }

    /// What is known of the list.
    pub fn finish(self, odd_bytes: bool, licence: Option<String>) -> Summary {
        let warnings = odd_bytes.then(|| Notice::new("offering-list-latin1")).into_iter().collect();
        Summary { read: self.read, licence, warnings }
    }
}

/// None where it is no longer offered.
fn standing(service: &mut Row) -> Option<Standing> {
    let said = service.text("status").unwrap_or_default();
    match fold(&said).as_str() {
        "active" => Some(Standing::Active),
        "temporarily closed" => Some(Standing::Paused),
        "inactive" | "defunct" => None,
        _ => {
            let said: String = said.chars().take(40).collect();
            service.warn(Notice::new("offering-warn-status").with("status", said));
            Some(Standing::Active)
        }
    }
}

/// Who offers it. Where nobody is named the service stands for itself.
fn provider(service: &mut Row, name: &Line, key: &str) -> (String, Provider) {
    let Value::Object(fields) = service.take("organization") else {
        service.warn(Notice::new("offering-warn-no-provider"));
        let alone = Provider { name: name.clone(), about: Prose::default(), website: None, phones: Vec::new() };
        return (format!("service:{key}"), alone);
    };
    let mut own = Row::new(fields, Vec::new());
    let provider_key = own.text("id").unwrap_or_else(|| format!("service:{key}"));
    let provider = Provider {
        name: own.line("name").unwrap_or_else(|| name.clone()),
        about: own.prose("description"),
        website: own.checked(&["website", "url"], WebAddress::parse),
        phones: phones(&mut own),
    };
    own.into_warnings().into_iter().for_each(|notice| service.warn(notice));
    (provider_key, provider)
}

fn objects(value: Value) -> impl Iterator<Item = Map<String, Value>> {
    let list = match value {
        Value::Array(list) => list,
        Value::Object(one) => vec![Value::Object(one)],
        _ => Vec::new(),
    };
    list.into_iter().take(MOST_ENTRIES).filter_map(|entry| match entry {
        Value::Object(fields) => Some(fields),
        _ => None,
    })
}

/// Numbers of an organization, a service or a place; a fax and a pager reach nobody, and a number that hangs on a
/// contact is a person's.
fn phones(row: &mut Row) -> Vec<Phone> {
    let mut phones: Vec<Phone> = Vec::new();
    for fields in objects(row.take("phones")) {
        let mut own = Row::new(fields, Vec::new());
        if own.text("contact_id").is_some() {
            continue;
        }
        let kind = match fold(&own.text("type").unwrap_or_default()).as_str() {
            "fax" | "pager" => continue,
            "text" | "sms" => PhoneKind::Text,
            "textphone" | "tty" | "tdd" => PhoneKind::Tty,
            _ => PhoneKind::Voice,
        };
        let Some(number) = own.text("number") else { continue };
        let note = own.line("description");
        match Phone::parse(&number, own.text("extension").as_deref(), kind, note) {
            Some(phone) if phones.iter().any(|other| other.dialed == phone.dialed) => {}
            Some(phone) => phones.push(phone),
            None => row.unusable("phone", &number),
        }
    }
    phones
}

/// A text of its own, or the first of several fields that hold one.
fn lines(row: &mut Row, list: &str, keys: &[&str]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for fields in objects(row.take(list)) {
        let mut own = Row::new(fields, Vec::new());
        let line = keys.iter().find_map(|key| own.line(key));
        lines.extend(line.filter(|line| !lines.contains(line)));
    }
    lines
}

fn date(text: &str) -> Option<Date> {
    text.get(..10).unwrap_or(text).parse().ok()
}

struct Builder<'a> {
    settings: &'a Settings,
    service: Row,
}

impl Builder<'_> {
    fn offering(mut self, name: Line, standing: Standing) -> (Offering, Vec<Notice>) {
        let terms = fit::terms(objects(self.service.take("attributes")));
        let costs = objects(self.service.take("cost_options")).collect::<Vec<_>>();
        let row = &mut self.service;
        let mut offering = Offering::new(name);
        offering.standing = standing;
        offering.also_called = row.line("alternate_name");
        offering.about = row.prose("description");
        offering.alert = row.prose("alert");
        offering.how = row.prose("application_process");
        offering.whom = row.prose("eligibility_description");
        offering.ages = ages(row);
        offering.bring = lines(row, "required_documents", &["document"]);
        offering.languages = lines(row, "languages", &["name", "code"]);
        offering.interpreting = row.prose("interpretation_services");
        offering.areas = lines(row, "service_areas", &["name", "description"]);
        offering.website = row.checked(&["url"], WebAddress::parse);
        offering.phones = phones(row);
        offering.verified_on = row.checked(&["assured_date"], date);
        offering.updated = row.checked(&["last_modified"], updated);
        offering.costs = fees(row, &costs);
        offering.hours = hours(objects(row.take("schedules")), &self.settings.zone, row);
        let places = self.service.take("service_at_locations");
        for fields in objects(places) {
            offering.sites.extend(self.site(fields, &mut offering.languages));
        }
        let names = [Some(&offering.name), offering.also_called.as_ref()].into_iter().flatten().map(Line::as_str);
        offering.kinds = OfferingKind::in_names(names.chain(terms.iter().map(|term| term.words.as_str())));
        if offering.dates().is_some() {
            offering.kinds.retain(|kind| *kind != OfferingKind::Event);
            offering.kinds.insert(0, OfferingKind::Event);
        }
        offering.fit = fit::facts(&offering, &terms, &costs);
        (offering, self.service.into_warnings())
    }

    /// A place; none where there is nothing to go to or to join.
    fn site(&mut self, fields: Map<String, Value>, languages: &mut Vec<Line>) -> Option<Site> {
        let mut link = Row::new(fields, Vec::new());
        let Value::Object(location) = link.take("location") else { return None };
        let mut own = Row::new(location, Vec::new());
        let kind = fold(&own.text("location_type").unwrap_or_default());
        if kind == "postal" {
            return None;
        }
        let mut site = Site {
            place: place(&mut own),
            online: if kind == "virtual" { own.checked(&["url"], WebAddress::parse) } else { None },
            transport: own.prose("transportation"),
            access: lines(&mut own, "accessibility", &["description", "details"]),
            ..Site::default()
        };
        site.phones = phones(&mut link);
        for phone in phones(&mut own) {
            if !site.phones.iter().any(|known| known.dialed == phone.dialed) {
                site.phones.push(phone);
            }
        }
        let here = hours(objects(link.take("schedules")), &self.settings.zone, &mut link);
        let of_house = hours(objects(own.take("schedules")), &self.settings.zone, &mut own);
        site.hours = here.or(of_house);
        for language in lines(&mut own, "languages", &["name", "code"]) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        let odd = link.into_warnings().into_iter().chain(own.into_warnings());
        odd.for_each(|notice| self.service.warn(notice));
        let somewhere = site.online.is_some()
            || site.place.address.is_some()
            || site.place.city.is_some()
            || site.place.point.is_some()
            || site.place.name.is_some();
        somewhere.then_some(site)
    }
}

fn place(own: &mut Row) -> Place {
    let mut place = Place { name: own.line("name"), notes: own.prose("description"), ..Place::default() };
    place.point = point(own);
    let all: Vec<Map<String, Value>> = objects(own.take("addresses")).collect();
    let of_mail = |fields: &Map<String, Value>| {
        let kind = fields.get("address_type").and_then(Value::as_str).unwrap_or_default();
        fold(kind) == "postal"
    };
    let only_mail = !all.is_empty() && all.iter().all(of_mail);
    let Some(fields) = all.iter().find(|fields| !of_mail(fields)).or(all.first()).cloned() else { return place };
    let mut address = Row::new(fields, Vec::new());
    let street = [address.text("address_1"), address.text("address_2")].into_iter().flatten().collect::<Vec<_>>();
    // What takes mail only is no door.
    place.address = Line::parse(&street.join(", ")).ok().filter(|_| !only_mail);
    place.city = address.line("city");
    place.state = address.line("state_province");
    place.postal_code = address.line("postal_code").filter(|_| !only_mail);
    place.country = address.line("country");
    place.approximate = only_mail;
    place
}

fn point(own: &mut Row) -> Option<Point> {
    let (north, east) = (own.text("latitude"), own.text("longitude"));
    if north.is_none() && east.is_none() {
        return None;
    }
    let read = |text: &Option<String>| text.as_deref().and_then(degrees);
    let found = read(&north).zip(read(&east)).and_then(|(north, east)| settle(north, east));
    if found.is_none() {
        let said = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned()).chars().take(40).collect::<String>();
        let notice = Notice::new("offering-warn-coordinates");
        own.warn(notice.with("latitude", said(north)).with("longitude", said(east)));
    }
    let (point, swapped) = found?;
    if swapped {
        own.warn(Notice::new("offering-warn-coordinates-swapped"));
    }
    Some(point)
}

fn ages(row: &mut Row) -> Ages {
    let years = |text: &str| {
        let years = text.trim().parse::<f64>().ok().filter(|years| (0.0..=130.0).contains(years))?;
        Some(years as u8)
    };
    let ages = Ages { from: row.checked(&["minimum_age"], years), to: row.checked(&["maximum_age"], years) };
    match (ages.from, ages.to) {
        (Some(from), Some(to)) if from > to => {
            row.warn(Notice::new("offering-warn-ages"));
            Ages::default()
        }
        _ => Ages { from: ages.from.filter(|from| *from > 0), to: ages.to.filter(|to| *to < 100) },
    }
}

/// What it costs in words, then the prices. `fees` is the older name of `fees_description`.
fn fees(row: &mut Row, costs: &[Map<String, Value>]) -> Prose {
    let words = row.prose("fees_description");
    let words = if words.is_empty() { row.prose("fees") } else { words };
    let price = |fields: &Map<String, Value>| {
        let own = Row::new(fields.clone(), Vec::new());
        let amount = own.text("amount").map(|amount| {
            let currency = own.text("currency").unwrap_or_else(|| "USD".to_owned()).to_uppercase();
            format!("{amount} {currency}")
        });
        let parts = [own.text("option"), amount, own.text("amount_description")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    let all: Vec<String> = std::iter::once(words.as_str().to_owned())
        .filter(|words| !words.is_empty())
        .chain(costs.iter().filter_map(price))
        .collect();
    Prose::parse(&all.join("\n")).unwrap_or(words)
}
