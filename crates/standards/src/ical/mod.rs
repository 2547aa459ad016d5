//! Calendars that people subscribe to or keep (RFC 5545 and RFC 7986).
//!
//! A weekly meeting is one event that comes again, by the clock on its own
//! wall: `DTSTART` is local with a `TZID`, and each zone that is named has its
//! rules beside it (section 3.6.5), so that seven in the evening stays seven in
//! the evening when clocks change. A local time that a change skips means what
//! section 3.3.5 says: the same distance from the hour before.
//!
//! No name, number or mail address of a person is written. Events are marked
//! private (section 3.8.1.3): a calendar that colleagues see shows them as busy
//! time alone.

mod dated;
mod line;
mod zone;

pub use dated::{Dated, DatedCalendar, write_dated};
use domain::directory::{Attendance, Meeting, Weekly};
use domain::id::MeetingId;
use domain::time::{Date, Moment, TimeZone, plus_days};
use jiff::civil::DateTime;
use line::Lines;

/// How long a meeting is taken to last that does not say. House rule: an hour.
const USUAL_MINUTES: i64 = 60;

/// A meeting on its way into a calendar.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Its identity: the event keeps it for good.
    pub id: MeetingId,
    /// The meeting.
    pub meeting: &'a Meeting,
    /// Its lasting page.
    pub page: String,
    /// Who lists it, in words.
    pub source: String,
    /// When the list was last read.
    pub read: Moment,
    /// Since when it is listed: its first time in the calendar, which stays where it is however often it is fetched.
    pub since: Moment,
}

/// A calendar.
#[derive(Debug, Clone)]
pub struct Calendar<'a> {
    /// What it is called.
    pub name: String,
    /// Where it can be had again; what is subscribed to is asked for once a day.
    pub address: String,
    /// Its meetings.
    pub entries: Vec<Entry<'a>>,
}

/// The calendar as text, with each meeting from the day on that it was first listed: what is past stays in the
/// calendars of those who subscribed. A meeting by appointment has no time and is left out.
pub fn write(calendar: &Calendar<'_>) -> String {
    let mut lines = Lines::default();
    head(&mut lines, &calendar.name, &calendar.address);
    let weekly: Vec<(&Entry<'_>, &Weekly)> =
        calendar.entries.iter().filter_map(|entry| Some((entry, entry.meeting.weekly()?))).collect();
    zones(&mut lines, weekly.iter().map(|(entry, weekly)| (&weekly.zone, entry.since)));
    for (entry, weekly) in weekly {
        event(&mut lines, entry, weekly);
    }
    foot(lines)
}

/// What every calendar begins with.
fn head(lines: &mut Lines, name: &str, address: &str) {
    lines.put("BEGIN:VCALENDAR");
    lines.put("VERSION:2.0");
    lines.put("PRODID:-//Alongside//Directory//EN");
    lines.put("CALSCALE:GREGORIAN");
    // RFC 7986, sections 5.1, 5.7 and 5.8; older programs read the names with an X.
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    lines.put("REFRESH-INTERVAL;VALUE=DURATION:P1D");
    lines.put("X-PUBLISHED-TTL:P1D");
    lines.put(&format!("SOURCE;VALUE=URI:{address}"));
}

/// And ends with.
fn foot(mut lines: Lines) -> String {
    lines.put("END:VCALENDAR");
    lines.finish()
}

/// Each zone once, from the day on that its rules are needed. A calendar holds one component at least (section 3.4), so one without events names UTC.
fn zones<'a>(lines: &mut Lines, entries: impl Iterator<Item = (&'a TimeZone, Moment)>) {
    let utc = TimeZone::UTC;
    let mut seen: Vec<(&TimeZone, Moment)> = Vec::new();
    for (of_entry, from) in entries {
        match seen.iter_mut().find(|(zone, _)| *zone == of_entry) {
            Some((_, since)) => *since = from.min(*since),
            None => seen.push((of_entry, from)),
        }
    }
    if seen.is_empty() {
        seen.push((&utc, Moment::from_micros(0)));
    }
    for (zone, since) in seen {
        zone::write(lines, zone, since.date(zone));
    }
}

fn event(lines: &mut Lines, entry: &Entry<'_>, weekly: &Weekly) {
    let Some(first) = first_day(weekly, entry.since.date(&weekly.zone)) else { return };
    let meeting = entry.meeting;
    let tzid = zone::tzid(&weekly.zone);
    lines.put("BEGIN:VEVENT");
    lines.put(&format!("UID:{}", entry.id));
    // Without a METHOD it says when the entry was last revised (section 3.8.7.2).
    lines.put(&format!("DTSTAMP:{}", utc(entry.read)));
    if let Some(updated) = meeting.updated {
        lines.put(&format!("LAST-MODIFIED:{}", utc(updated)));
    }
    lines.put(&format!("DTSTART;TZID={tzid}:{}", local(first.to_datetime(weekly.start))));
    lines.put(&format!("DTEND;TZID={tzid}:{}", local(end(first, weekly))));
    let days: Vec<&str> = weekly.days.iter().map(zone::day_code).collect();
    lines.put(&format!("RRULE:FREQ=WEEKLY;BYDAY={}", days.join(",")));
    lines.text("SUMMARY", meeting.name.as_str());
    lines.text("LOCATION", &location(meeting));
    if let Some(point) = meeting.place.point {
        lines.put(&format!("GEO:{};{}", point.latitude(), point.longitude()));
    }
    lines.text("DESCRIPTION", &description(entry));
    lines.put(&format!("URL:{}", entry.page));
    conference(lines, meeting);
    lines.put("CLASS:PRIVATE");
    lines.put(if meeting.attendance() == Attendance::Paused { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    lines.put("END:VEVENT");
}

/// The first day on which it is held, then or later; `None` where it has no day at all.
fn first_day(weekly: &Weekly, from: Date) -> Option<Date> {
    (0..7).map(|ahead| plus_days(from, ahead)).find(|day| weekly.days.contains(day.weekday()))
}

fn end(first: Date, weekly: &Weekly) -> DateTime {
    let start = first.to_datetime(weekly.start);
    match weekly.end {
        Some(end) if end > weekly.start => first.to_datetime(end),
        Some(end) => plus_days(first, 1).to_datetime(end),
        None => start.saturating_add(jiff::Span::new().minutes(USUAL_MINUTES)),
    }
}

fn location(meeting: &Meeting) -> String {
    let place = &meeting.place;
    let parts = [&place.name, &place.address, &place.city, &place.state, &place.postal_code];
    parts.into_iter().flatten().map(|line| line.as_str()).collect::<Vec<_>>().join(", ")
}

fn description(entry: &Entry<'_>) -> String {
    let meeting = entry.meeting;
    let conference = &meeting.conference;
    let room = conference.url.as_ref().map(ToString::to_string).unwrap_or_default();
    let number = conference.phone.as_ref().map(ToString::to_string).unwrap_or_default();
    let parts = [
        meeting.notes.as_str(),
        meeting.place.notes.as_str(),
        &room,
        conference.url_notes.as_str(),
        &number,
        conference.phone_notes.as_str(),
        &entry.page,
        &entry.source,
    ];
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Rooms and numbers that a program can open (RFC 7986, section 5.11).
fn conference(lines: &mut Lines, meeting: &Meeting) {
    if let Some(url) = &meeting.conference.url {
        lines.put(&format!("CONFERENCE;VALUE=URI;FEATURE=VIDEO:{url}"));
    }
    if let Some(phone) = &meeting.conference.phone {
        // What is typed after the call is taken has no place in a tel address (RFC 3966, section 3).
        let number = phone.as_str().split([',', '*', '#']).next().unwrap_or_default();
        if !number.is_empty() {
            lines.put(&format!("CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:{number}"));
        }
    }
}

/// A local time (section 3.3.5, form 1).
fn local(at: DateTime) -> String {
    let (year, month, day) = (at.year(), at.month(), at.day());
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}", at.hour(), at.minute(), at.second())
}

/// A time in UTC (section 3.3.5, form 2).
fn utc(at: Moment) -> String {
    format!("{}Z", local(at.local(&TimeZone::UTC)))
}
