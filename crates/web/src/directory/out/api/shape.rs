//! How a meeting and its source look in JSON. Every field is always there: what is not known is null or empty.

use domain::directory::{Days, Place, Schedule};
use domain::lang::Lang;
use domain::text::Line;
use domain::time::{Moment, Time};
use serde::Serialize;
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
pub(super) struct PlaceShape<'a> {
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

pub(super) fn place(place: &Place) -> PlaceShape<'_> {
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

pub(super) fn clock(time: Time) -> String {
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

pub(super) fn moment(at: Moment) -> String {
    at.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
