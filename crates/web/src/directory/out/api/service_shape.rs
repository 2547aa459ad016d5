//! How a service and its source look in JSON. Every field is always there: what is not known is null or empty.

use super::shape::{PlaceShape, clock, moment, place};
use domain::directory::Days;
use domain::directory::offering::{FitFact, Hours, Phone, Rhythm, Site, Span};
use domain::lang::Lang;
use domain::text::Line;
use serde::Serialize;
use service::directory::services::{ServiceOut, ServiceSource};
use std::borrow::Cow;
use words::words;

/// A service, written straight into the answer.
#[derive(Serialize)]
pub struct ServiceShape<'a> {
    id: String,
    name: &'a str,
    provider: &'a str,
    kinds: Vec<&'static str>,
    standing: &'static str,
    alert: &'a str,
    about: &'a str,
    how: &'a str,
    whom: &'a str,
    ages: AgesShape,
    costs: &'a str,
    bring: Vec<&'a str>,
    languages: Vec<&'a str>,
    areas: Vec<&'a str>,
    website: Option<&'a str>,
    phones: Vec<PhoneShape<'a>>,
    hours: Option<HoursShape<'a>>,
    sites: Vec<SiteShape<'a>>,
    facts: Vec<FactShape<'a>>,
    miles: Option<f64>,
    page: String,
    verified_on: Option<String>,
    updated: Option<String>,
    source: ServiceSourceShape<'a>,
    also_in: Vec<ServiceSourceShape<'a>>,
}

#[derive(Serialize)]
struct AgesShape {
    from: Option<u8>,
    to: Option<u8>,
}

#[derive(Serialize)]
struct PhoneShape<'a> {
    shown: &'a str,
    dialed: &'a str,
    kind: &'static str,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct SiteShape<'a> {
    place: PlaceShape<'a>,
    online: Option<&'a str>,
    phones: Vec<PhoneShape<'a>>,
    hours: Option<HoursShape<'a>>,
}

#[derive(Serialize)]
struct HoursShape<'a> {
    timezone: Option<&'a str>,
    times: Vec<TimesShape>,
    note: &'a str,
}

/// One stretch, with its rhythm in the terms of a recurrence rule (RFC 5545, section 3.3.10).
#[derive(Serialize)]
struct TimesShape {
    rhythm: &'static str,
    days: Vec<&'static str>,
    every: i64,
    which: Vec<i8>,
    opens: String,
    closes: String,
    from: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct FactShape<'a> {
    question: &'static str,
    answer: &'static str,
    certainty: &'static str,
    said: Cow<'a, str>,
}

/// A list of services, and under which terms it may be used.
#[derive(Serialize)]
pub struct ServiceSourceShape<'a> {
    name: &'a str,
    steward: &'a str,
    licence: Option<&'a str>,
    credit: Option<&'a str>,
    read: Option<String>,
}

/// A service.
pub fn service<'a>(one: &'a ServiceOut, lang: Lang, base: &str) -> ServiceShape<'a> {
    let ServiceOut { id, provider, offering, miles, source, also_in } = one;
    let lines = |lines: &'a [Line]| lines.iter().map(Line::as_str).collect::<Vec<_>>();
    let numbers = if offering.phones.is_empty() { &provider.phones } else { &offering.phones };
    let fact = |fact: &FitFact| FactShape {
        question: fact.fit.code(),
        answer: fact.answer.code(),
        certainty: fact.certainty.code(),
        said: words().say(lang, &fact.fit.answer_id(fact.answer)),
    };
    ServiceShape {
        id: id.to_string(),
        name: offering.name.as_str(),
        provider: provider.name.as_str(),
        kinds: offering.kinds.iter().map(|kind| kind.code()).collect(),
        standing: offering.standing.code(),
        alert: offering.alert.as_str(),
        about: offering.about.as_str(),
        how: offering.how.as_str(),
        whom: offering.whom.as_str(),
        ages: AgesShape { from: offering.ages.from, to: offering.ages.to },
        costs: offering.costs.as_str(),
        bring: lines(&offering.bring),
        languages: lines(&offering.languages),
        areas: lines(&offering.areas),
        website: offering.website.as_ref().or(provider.website.as_ref()).map(|page| page.as_str()),
        phones: phones(numbers),
        hours: offering.hours.as_ref().map(hours),
        sites: offering.sites.iter().map(site).collect(),
        facts: offering.fit.iter().map(fact).collect(),
        miles: miles.map(|miles| (miles * 10.0).round() / 10.0),
        page: format!("{base}{}/services/{id}", lang.prefix()),
        verified_on: offering.verified_on.map(|on| on.to_string()),
        updated: offering.updated.map(moment),
        source: self::source(source),
        also_in: also_in.iter().map(self::source).collect(),
    }
}

fn phones(phones: &[Phone]) -> Vec<PhoneShape<'_>> {
    phones.iter().map(phone).collect()
}

fn phone(phone: &Phone) -> PhoneShape<'_> {
    PhoneShape {
        shown: phone.shown.as_str(),
        dialed: &phone.dialed,
        kind: phone.kind.code(),
        note: phone.note.as_ref().map(Line::as_str),
    }
}

fn site(site: &Site) -> SiteShape<'_> {
    SiteShape {
        place: place(&site.place),
        online: site.online.as_ref().map(|room| room.as_str()),
        phones: phones(&site.phones),
        hours: site.hours.as_ref().map(hours),
    }
}

fn hours(hours: &Hours) -> HoursShape<'_> {
    HoursShape {
        timezone: hours.zone.iana_name(),
        times: hours.spans.iter().map(times).collect(),
        note: hours.note.as_str(),
    }
}

fn times(span: &Span) -> TimesShape {
    let english = |days: &Days| days.iter().map(Days::english).collect::<Vec<_>>();
    let (rhythm, days, every, which) = match &span.rhythm {
        Rhythm::Weekly { days } => ("weekly", english(days), 1, Vec::new()),
        Rhythm::EveryWeeks { days, weeks, .. } => ("weekly", english(days), i64::from(*weeks), Vec::new()),
        Rhythm::Monthly { days, which } => ("monthly", english(days), 1, which.clone()),
        Rhythm::Dates { dates } => ("dates", Vec::new(), 1, dates.clone()),
    };
    let since = match &span.rhythm {
        Rhythm::EveryWeeks { since, .. } => Some(*since),
        _ => span.from,
    };
    TimesShape {
        rhythm,
        days,
        every,
        which,
        opens: clock(span.opens),
        closes: clock(span.closes),
        from: since.map(|on| on.to_string()),
        until: span.until.map(|on| on.to_string()),
    }
}

/// A list of services.
pub fn source(source: &ServiceSource) -> ServiceSourceShape<'_> {
    ServiceSourceShape {
        name: &source.name,
        steward: &source.steward,
        licence: source.licence.as_deref(),
        credit: source.credit.as_deref(),
        read: source.read.map(moment),
    }
}
