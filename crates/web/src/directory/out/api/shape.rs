//! How a meeting and its source look in JSON. Every field is always there: what is not known is null or empty.

use domain::directory::offering::{Hours, Phone, Rhythm, Site, Span};
use domain::directory::{Days, Place, Schedule};
use domain::lang::Lang;
use domain::text::Line;
use domain::time::{Moment, Time};
use serde::Serialize;
use serde_json::{Value, json};
use service::directory::services::{ServiceOut, ServiceSource};
use service::directory::{MeetingOut, Source};
use std::borrow::Cow;
use words::words;

/// A meeting. It is written straight into the answer: a tree of values in between would be most of its cost.
#[derive(Serialize)]
pub struct MeetingShape<'a> {
    id: String,
    name: &'a str,
    slug: &'a str,
    group: Option<&'a str>,
    schedule: ScheduleShape,
    next_start: Option<String>,
    attendance: &'static str,
    types: Vec<&'a str>,
    place: PlaceShape<'a>,
    conference: ConferenceShape<'a>,
    notes: &'a str,
    miles: Option<f64>,
    said: SaidShape<'a>,
    page: String,
    calendar: Option<String>,
    updated: Option<String>,
    source: SourceShape<'a>,
}

#[derive(Serialize)]
struct ScheduleShape {
    kind: &'static str,
    days: Vec<&'static str>,
    start: Option<String>,
    end: Option<String>,
    timezone: Option<String>,
}

#[derive(Serialize)]
struct PlaceShape<'a> {
    name: Option<&'a str>,
    address: Option<&'a str>,
    city: Option<&'a str>,
    state: Option<&'a str>,
    postal_code: Option<&'a str>,
    country: Option<&'a str>,
    regions: Vec<&'a str>,
    notes: &'a str,
    latitude: Option<f64>,
    longitude: Option<f64>,
    approximate: bool,
}

#[derive(Serialize)]
struct ConferenceShape<'a> {
    url: Option<&'a str>,
    url_notes: &'a str,
    phone: Option<&'a str>,
    phone_notes: &'a str,
}

/// The same in words.
#[derive(Serialize)]
struct SaidShape<'a> {
    lang: &'static str,
    when: String,
    way: Cow<'a, str>,
    types: Vec<Cow<'a, str>>,
}

/// A list of meetings, and under which terms it may be used.
#[derive(Serialize)]
pub struct SourceShape<'a> {
    name: &'a str,
    steward: &'a str,
    licence: Option<&'a str>,
    credit: Option<&'a str>,
    read: String,
    meetings: usize,
}

/// A meeting.
pub fn meeting<'a>(one: &'a MeetingOut, lang: Lang, base: &str) -> MeetingShape<'a> {
    let meeting = &one.meeting;
    let conference = &meeting.conference;
    let named = |kind: &'a domain::directory::MeetingType| match kind.message_id() {
        Some(id) => words().say(lang, &id),
        None => Cow::Borrowed(kind.code()),
    };
    let way = meeting.attendance();
    MeetingShape {
        id: one.id.to_string(),
        name: meeting.name.as_str(),
        slug: meeting.slug.as_str(),
        group: line(&meeting.group),
        schedule: schedule(&meeting.schedule),
        next_start: one.next.as_ref().map(|next| next.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
        attendance: way.code(),
        types: meeting.types.iter().map(|kind| kind.code()).collect(),
        place: place(&meeting.place),
        conference: ConferenceShape {
            url: conference.url.as_ref().map(|url| url.as_str()),
            url_notes: conference.url_notes.as_str(),
            phone: conference.phone.as_ref().map(|phone| phone.as_str()),
            phone_notes: conference.phone_notes.as_str(),
        },
        notes: meeting.notes.as_str(),
        miles: one.miles.map(|miles| (miles * 10.0).round() / 10.0),
        said: SaidShape {
            lang: lang.tag(),
            when: words().schedule(lang, &meeting.schedule),
            way: words().say(lang, &way.message_id()),
            types: meeting.types.iter().map(named).collect(),
        },
        page: format!("{base}{}/meetings/{}", lang.prefix(), one.id),
        calendar: meeting.weekly().map(|_| format!("{base}/meetings/{}/calendar.ics", one.id)),
        updated: meeting.updated.map(moment),
        source: source(&one.source),
    }
}

fn line(line: &Option<Line>) -> Option<&str> {
    line.as_ref().map(Line::as_str)
}

fn place(place: &Place) -> PlaceShape<'_> {
    PlaceShape {
        name: line(&place.name),
        address: line(&place.address),
        city: line(&place.city),
        state: line(&place.state),
        postal_code: line(&place.postal_code),
        country: line(&place.country),
        regions: place.regions.iter().map(Line::as_str).collect(),
        notes: place.notes.as_str(),
        latitude: place.point.map(domain::directory::Point::latitude),
        longitude: place.point.map(domain::directory::Point::longitude),
        approximate: place.approximate,
    }
}

/// A service.
pub fn service(one: &ServiceOut, lang: Lang, base: &str) -> Value {
    let ServiceOut { id, provider, offering, miles, source } = one;
    let lines = |lines: &[Line]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
    let numbers = if offering.phones.is_empty() { &provider.phones } else { &offering.phones };
    let fact = |fact: &domain::directory::offering::FitFact| {
        json!({
            "question": fact.fit.code(),
            "answer": fact.answer.code(),
            "certainty": fact.certainty.code(),
            "said": words().say(lang, &fact.fit.answer_id(fact.answer)),
        })
    };
    json!({
        "id": id.to_string(),
        "name": offering.name.as_str(),
        "provider": provider.name.as_str(),
        "kinds": offering.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>(),
        "standing": offering.standing.code(),
        "alert": offering.alert.as_str(),
        "about": offering.about.as_str(),
        "how": offering.how.as_str(),
        "whom": offering.whom.as_str(),
        "ages": { "from": offering.ages.from, "to": offering.ages.to },
        "costs": offering.costs.as_str(),
        "bring": lines(&offering.bring),
        "languages": lines(&offering.languages),
        "areas": lines(&offering.areas),
        "website": offering.website.as_ref().or(provider.website.as_ref()).map(ToString::to_string),
        "phones": phones(numbers),
        "hours": offering.hours.as_ref().map(hours),
        "sites": offering.sites.iter().map(site).collect::<Vec<_>>(),
        "facts": offering.fit.iter().map(fact).collect::<Vec<_>>(),
        "miles": miles.map(|miles| (miles * 10.0).round() / 10.0),
        "page": format!("{base}{}/services/{id}", lang.prefix()),
        "verified_on": offering.verified_on.map(|on| on.to_string()),
        "updated": offering.updated.map(moment),
        "source": service_source(source),
    })
}

fn phones(phones: &[Phone]) -> Vec<Value> {
    let one = |phone: &Phone| {
        let note = phone.note.as_ref().map(ToString::to_string);
        json!({ "shown": phone.shown.as_str(), "dialed": phone.dialed, "kind": phone.kind.code(), "note": note })
    };
    phones.iter().map(one).collect()
}

fn site(site: &Site) -> Value {
    json!({
        "place": place(&site.place),
        "online": site.online.as_ref().map(ToString::to_string),
        "phones": phones(&site.phones),
        "hours": site.hours.as_ref().map(hours),
    })
}

fn hours(hours: &Hours) -> Value {
    json!({
        "timezone": hours.zone.iana_name(),
        "times": hours.spans.iter().map(times).collect::<Vec<_>>(),
        "note": hours.note.as_str(),
    })
}

/// One stretch, with its rhythm in the terms of a recurrence rule (RFC 5545, section 3.3.10).
fn times(span: &Span) -> Value {
    let english = |days: &Days| days.iter().map(Days::english).collect::<Vec<_>>();
    let (rhythm, days, every, which) = match &span.rhythm {
        Rhythm::Weekly { days } => ("weekly", english(days), 1, Vec::new()),
        Rhythm::EveryWeeks { days, weeks, .. } => ("weekly", english(days), *weeks, Vec::new()),
        Rhythm::Monthly { days, which } => ("monthly", english(days), 1, which.clone()),
        Rhythm::Dates { dates } => ("dates", Vec::new(), 1, dates.clone()),
    };
    let since = match &span.rhythm {
        Rhythm::EveryWeeks { since, .. } => Some(*since),
        _ => span.from,
    };
    json!({
        "rhythm": rhythm,
        "days": days,
        "every": every,
        "which": which,
        "opens": span.opens.strftime("%H:%M").to_string(),
        "closes": span.closes.strftime("%H:%M").to_string(),
        "from": since.map(|on| on.to_string()),
        "until": span.until.map(|on| on.to_string()),
    })
}

/// A list of services, and under which terms it may be used.
pub fn service_source(source: &ServiceSource) -> Value {
    json!({
        "name": source.name,
        "steward": source.steward,
        "licence": source.licence,
        "credit": source.credit,
        "read": source.read.map(moment),
    })
}

fn schedule(schedule: &Schedule) -> ScheduleShape {
    match schedule {
        Schedule::Weekly(weekly) => ScheduleShape {
            kind: "weekly",
            days: weekly.days.iter().map(Days::english).collect(),
            start: Some(clock(weekly.start)),
            end: weekly.end.map(clock),
            timezone: weekly.zone.iana_name().map(str::to_owned),
        },
        Schedule::ByAppointment => {
            ScheduleShape { kind: "by-appointment", days: Vec::new(), start: None, end: None, timezone: None }
        }
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A list of meetings, and under which terms it may be used.
pub fn source(source: &Source) -> SourceShape<'_> {
    SourceShape {
        name: &source.name,
        steward: &source.steward,
        licence: source.licence.as_deref(),
        credit: source.credit.as_deref(),
        read: moment(source.read),
        meetings: source.meetings,
    }
}

fn moment(at: Moment) -> String {
    at.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
