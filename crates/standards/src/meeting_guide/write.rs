//! Writing a list that keeps to the specification.

use domain::directory::import::part_slugs;
use domain::directory::{Meeting, Schedule, Slug};
use domain::text::{Line, Prose};
use domain::time::TimeZone;
use serde_json::{Map, Value};
use std::fmt::Display;

/// The list as a JSON array, one meeting a line.
///
/// Empty fields are left out. A slug that stands twice is written with day and
/// time at its end, for slugs must be unique. The publisher's website is written
/// under both names, `entity_website_url` (the specification's list of fields)
/// and `entity_url` (its example, and what clients read).
pub fn write(meetings: &[Meeting]) -> String {
    let mut json = String::with_capacity(meetings.len() * 512 + 4);
    json.push('[');
    for (at, (meeting, slug)) in meetings.iter().zip(slugs(meetings)).enumerate() {
        json.push_str(if at == 0 { "\n" } else { ",\n" });
        json.push_str(&object(meeting, &slug).to_string());
    }
    json.push_str("\n]\n");
    json
}

fn slugs(meetings: &[Meeting]) -> Vec<Slug> {
    let mut bare: Vec<Meeting> = meetings
        .iter()
        .map(|meeting| Meeting::new(meeting.name.clone(), meeting.slug.clone(), meeting.schedule.clone()))
        .collect();
    part_slugs(&mut bare);
    bare.into_iter().map(|meeting| meeting.slug).collect()
}

fn object(meeting: &Meeting, slug: &Slug) -> Value {
    let mut fields = Fields(Map::new());
    fields.text("name", Some(&meeting.name));
    fields.text("slug", Some(slug));
    schedule(&mut fields, &meeting.schedule);
    place(&mut fields, meeting);
    let conference = &meeting.conference;
    fields.text("conference_url", conference.url.as_ref());
    fields.prose("conference_url_notes", &conference.url_notes);
    fields.text("conference_phone", conference.phone.as_ref());
    fields.prose("conference_phone_notes", &conference.phone_notes);
    fields.list("types", meeting.types.iter().map(|kind| kind.code()));
    fields.prose("notes", &meeting.notes);
    fields.text("group", meeting.group.as_ref());
    fields.prose("group_notes", &meeting.group_notes);
    fields.text("venmo", meeting.giving.venmo.as_ref());
    fields.text("square", meeting.giving.square.as_ref());
    fields.text("paypal", meeting.giving.paypal.as_ref());
    fields.text("homegroup_online", meeting.giving.homegroup_online.as_ref());
    fields.text("url", meeting.url.as_ref());
    fields.list("feedback_emails", meeting.feedback_emails.iter().map(|email| email.as_str()));
    fields.text("feedback_url", meeting.feedback_url.as_ref());
    entity(&mut fields, meeting);
    let updated = meeting.updated.map(|at| at.local(&TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S"));
    fields.text("updated", updated.as_ref());
    Value::Object(fields.0)
}

fn schedule(fields: &mut Fields, schedule: &Schedule) {
    let Schedule::Weekly(weekly) = schedule else { return };
    if weekly.days.is_empty() {
        return;
    }
    let mut days: Vec<Value> = weekly.days.iter().map(|day| Value::from(day.to_sunday_zero_offset())).collect();
    let one = weekly.days.bits().is_power_of_two();
    let day = if one { days.pop().unwrap_or(Value::Null) } else { Value::Array(days) };
    fields.put("day", day);
    fields.text("time", Some(&weekly.start.strftime("%H:%M")));
    fields.text("end_time", weekly.end.as_ref().map(|end| end.strftime("%H:%M")).as_ref());
    fields.text("timezone", weekly.zone.iana_name());
}

fn place(fields: &mut Fields, meeting: &Meeting) {
    let place = &meeting.place;
    fields.text("location", place.name.as_ref());
    fields.text("address", place.address.as_ref());
    fields.text("city", place.city.as_ref());
    fields.text("state", place.state.as_ref());
    fields.text("postal_code", place.postal_code.as_ref());
    fields.text("country", place.country.as_ref());
    fields.prose("location_notes", &place.notes);
    match place.regions.as_slice() {
        [] => {}
        [region] => fields.text("region", Some(region)),
        several => fields.list("regions", several.iter().map(Line::as_str)),
    }
    if let Some(point) = place.point {
        fields.put("latitude", Value::from(point.latitude()));
        fields.put("longitude", Value::from(point.longitude()));
    }
    if place.approximate || place.point.is_some() {
        fields.text("approximate", Some(if place.approximate { "yes" } else { "no" }));
    }
}

fn entity(fields: &mut Fields, meeting: &Meeting) {
    let entity = &meeting.entity;
    fields.text("entity", entity.name.as_ref());
    fields.text("entity_email", entity.email.as_ref());
    fields.text("entity_location", entity.location.as_ref());
    fields.text("entity_logo", entity.logo.as_ref());
    fields.text("entity_phone", entity.phone.as_ref());
    fields.text("entity_website_url", entity.url.as_ref());
    fields.text("entity_url", entity.url.as_ref());
}

struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    fn text<T: Display + ?Sized>(&mut self, key: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.put(key, Value::String(value.to_string()));
        }
    }

    fn prose(&mut self, key: &str, prose: &Prose) {
        if !prose.is_empty() {
            self.text(key, Some(prose));
        }
    }

    fn list<'a>(&mut self, key: &str, values: impl Iterator<Item = &'a str>) {
        let values: Vec<Value> = values.map(Value::from).collect();
        if !values.is_empty() {
            self.put(key, Value::Array(values));
        }
    }
}
