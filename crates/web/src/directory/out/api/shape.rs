//! How a meeting and its source look in JSON. Every field is always there: what is not known is null or empty.

use domain::directory::{Days, Schedule};
use domain::lang::Lang;
use domain::text::Line;
use domain::time::Moment;
use serde_json::{Value, json};
use service::directory::{MeetingOut, Source};
use words::words;

/// A meeting.
pub fn meeting(one: &MeetingOut, lang: Lang, base: &str) -> Value {
    let meeting = &one.meeting;
    let (place, conference) = (&meeting.place, &meeting.conference);
    let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
    let page = format!("{base}{}/meetings/{}", lang.prefix(), one.id);
    let named = |kind: &domain::directory::MeetingType| match kind.message_id() {
        Some(id) => words().say(lang, &id).into_owned(),
        None => kind.code().to_owned(),
    };
    json!({
        "id": one.id.to_string(),
        "name": meeting.name.as_str(),
        "slug": meeting.slug.to_string(),
        "group": line(&meeting.group),
        "schedule": schedule(&meeting.schedule),
        "next_start": one.next.as_ref().map(|next| next.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
        "attendance": meeting.attendance().code(),
        "types": meeting.types.iter().map(|kind| kind.code()).collect::<Vec<_>>(),
        "place": {
            "name": line(&place.name),
            "address": line(&place.address),
            "city": line(&place.city),
            "state": line(&place.state),
            "postal_code": line(&place.postal_code),
            "country": line(&place.country),
            "regions": place.regions.iter().map(Line::as_str).collect::<Vec<_>>(),
            "notes": place.notes.as_str(),
            "latitude": place.point.map(domain::directory::Point::latitude),
            "longitude": place.point.map(domain::directory::Point::longitude),
            "approximate": place.approximate,
        },
        "conference": {
            "url": conference.url.as_ref().map(ToString::to_string),
            "url_notes": conference.url_notes.as_str(),
            "phone": conference.phone.as_ref().map(ToString::to_string),
            "phone_notes": conference.phone_notes.as_str(),
        },
        "notes": meeting.notes.as_str(),
        "miles": one.miles.map(|miles| (miles * 10.0).round() / 10.0),
        "said": {
            "lang": lang.tag(),
            "when": words().schedule(lang, &meeting.schedule),
            "way": words().say(lang, &meeting.attendance().message_id()),
            "types": meeting.types.iter().map(named).collect::<Vec<_>>(),
        },
        "page": page,
        "calendar": meeting.weekly().map(|_| format!("{base}/meetings/{}/calendar.ics", one.id)),
        "updated": meeting.updated.map(moment),
        "source": source(&one.source),
    })
}

fn schedule(schedule: &Schedule) -> Value {
    match schedule {
        Schedule::Weekly(weekly) => json!({
            "kind": "weekly",
            "days": weekly.days.iter().map(Days::english).collect::<Vec<_>>(),
            "start": weekly.start.strftime("%H:%M").to_string(),
            "end": weekly.end.map(|end| end.strftime("%H:%M").to_string()),
            "timezone": weekly.zone.iana_name(),
        }),
        Schedule::ByAppointment => {
            json!({ "kind": "by-appointment", "days": [], "start": null, "end": null, "timezone": null })
        }
    }
}

/// A list of meetings, and under which terms it may be used.
pub fn source(source: &Source) -> Value {
    json!({
        "name": source.name,
        "steward": source.steward,
        "licence": source.licence,
        "credit": source.credit,
        "read": moment(source.read),
        "meetings": source.meetings,
    })
}

fn moment(at: Moment) -> String {
    at.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
