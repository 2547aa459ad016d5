//! Schedules (HSDS 3.1, `schedule`) as hours: parts of a recurrence rule, with times to open and close.

use crate::meeting_guide::day_time;
use crate::meeting_guide::row::Row;
use domain::directory::Days;
use domain::directory::offering::{Hours, Rhythm, Span};
use domain::notice::Notice;
use domain::text::Prose;
use domain::time::{Date, Time, TimeZone, Weekday};
use jiff::tz::Offset;
use serde_json::{Map, Value};

/// The hours of all schedules; none where there is nothing in them. What was odd is said of `whole`.
pub fn hours(schedules: impl Iterator<Item = Map<String, Value>>, list: &TimeZone, whole: &mut Row) -> Option<Hours> {
    let mut zone: Option<TimeZone> = None;
    let mut spans: Vec<Span> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for fields in schedules {
        let mut own = Row::new(fields, Vec::new());
        for key in ["description", "notes"] {
            notes.extend(own.text(key).filter(|text| !notes.contains(text)));
        }
        let at = zone_of(&mut own, list);
        let first = zone.get_or_insert_with(|| at.clone());
        if *first != at {
            own.warn(Notice::new("offering-warn-zones"));
        }
        spans.extend(span(&mut own).filter(|span| !spans.contains(span)));
        own.into_warnings().into_iter().for_each(|notice| whole.warn(notice));
    }
    let note = notes.join("\n");
    let note = Prose::parse(&note).unwrap_or_default();
    let anything = !spans.is_empty() || !note.is_empty();
    anything.then(|| Hours { zone: zone.unwrap_or_else(|| list.clone()), spans, note })
}

/// The zone, which the standard gives as hours from UTC. Where the list's own zone stands at those hours in winter
/// or in summer it is meant, for a place keeps its clock over the year.
fn zone_of(own: &mut Row, list: &TimeZone) -> TimeZone {
    let Some(said) = own.text("timezone") else { return list.clone() };
    if let Ok(zone) = domain::time::zone(said.trim()) {
        return zone;
    }
    let hours = said.trim().parse::<f64>().ok().filter(|hours| hours.abs() <= 15.0);
    let offset = hours.and_then(|hours| Offset::from_seconds((hours * 3600.0) as i32).ok());
    let Some(offset) = offset else {
        let said: String = said.chars().take(60).collect();
        let used = list.iana_name().unwrap_or("UTC");
        own.warn(Notice::new("meeting-warn-zone").with("zone", said).with("used", used));
        return list.clone();
    };
    // One moment in winter and one in summer.
    let keeps = [1_736_942_400, 1_752_580_800]
        .into_iter()
        .any(|second| jiff::Timestamp::from_second(second).is_ok_and(|at| list.to_offset(at) == offset));
    if keeps { list.clone() } else { TimeZone::fixed(offset) }
}

fn span(own: &mut Row) -> Option<Span> {
    let (opens, closes) = (clock(own, "opens_at"), clock(own, "closes_at"));
    let (opens, closes) = match (opens, closes) {
        (Some(opens), Some(closes)) => (opens, closes),
        (None, None) => return None,
        _ => {
            own.warn(Notice::new("offering-warn-half-hours"));
            return None;
        }
    };
    // The last minute of a day stands for its end.
    let closes = if (closes.hour(), closes.minute()) == (23, 59) { Time::midnight() } else { closes };
    if opens == closes && opens != Time::midnight() {
        own.warn(Notice::new("offering-warn-no-hours"));
        return None;
    }
    let start = own.checked(&["dtstart"], day);
    // Once, on the day it begins (RFC 5545, section 3.3.10: a COUNT of 1).
    if let Some(start) = start.filter(|_| own.text("count").is_some_and(|count| count.trim() == "1")) {
        let rhythm = Rhythm::Weekly { days: Days::only(start.weekday()) };
        return Some(Span { rhythm, opens, closes, from: Some(start), until: Some(start) });
    }
    let rhythm = rhythm(own, start)?;
    let from = own.checked(&["valid_from"], day).max(start);
    let until = [own.checked(&["valid_to"], day), own.checked(&["until"], day)].into_iter().flatten().min();
    Some(Span { rhythm, opens, closes, from, until })
}

/// A time of day; a mark of UTC behind it says nothing, for the zone stands in a field of its own.
fn clock(own: &mut Row, key: &str) -> Option<Time> {
    own.checked(&[key], |text| {
        let text = text.trim().trim_end_matches(['Z', 'z']);
        let text = text.split_once('+').map_or(text, |(clock, _)| clock);
        match text {
            "24:00" | "24:00:00" => Some(Time::midnight()),
            text => day_time::time(text.split_once('.').map_or(text, |(clock, _)| clock)),
        }
    })
}

fn day(text: &str) -> Option<Date> {
    text.get(..10).unwrap_or(text).trim().parse().ok()
}

fn rhythm(own: &mut Row, start: Option<Date>) -> Option<Rhythm> {
    // Rules that we cannot follow are left to the words of the schedule.
    if ["byyearday", "byweekno", "count"].iter().any(|key| own.text(key).is_some()) && own.text("byday").is_none() {
        own.warn(Notice::new("offering-warn-rule"));
        return None;
    }
    let said = own.text("byday").unwrap_or_default();
    let (mut days, which) = by_day(own, &said)?;
    let monthly = own.text("freq").is_some_and(|freq| freq.trim().eq_ignore_ascii_case("monthly"));
    if monthly {
        let dates = own.text("bymonthday").unwrap_or_default();
        let dates: Vec<i8> = dates.split(',').filter_map(|date| date.trim().parse().ok()).collect();
        if days.is_empty() && dates.iter().all(|date| (1..=31).contains(&date.abs())) && !dates.is_empty() {
            return Some(Rhythm::Dates { dates });
        }
        if !days.is_empty() {
            return Some(Rhythm::Monthly { days, which });
        }
    }
    if days.is_empty() {
        days = match start {
            Some(start) => Days::only(start.weekday()),
            None => {
                own.warn(Notice::new("offering-warn-every-day"));
                Days::ALL
            }
        };
    }
    let weeks = own.text("interval").and_then(|weeks| weeks.trim().parse::<u8>().ok()).unwrap_or(1);
    match (weeks, start) {
        (0 | 1, _) => Some(Rhythm::Weekly { days }),
        (weeks, Some(since)) => Some(Rhythm::EveryWeeks { days, weeks, since }),
        (_, None) => {
            own.warn(Notice::new("offering-warn-rule"));
            None
        }
    }
}

/// `MO,TU`, `1MO,-1FR`, and full names, which are not of the standard but found; none where one is no day.
fn by_day(own: &mut Row, said: &str) -> Option<(Days, Vec<i8>)> {
    const NAMES: [(&str, Weekday); 7] = [
        ("su", Weekday::Sunday),
        ("mo", Weekday::Monday),
        ("tu", Weekday::Tuesday),
        ("we", Weekday::Wednesday),
        ("th", Weekday::Thursday),
        ("fr", Weekday::Friday),
        ("sa", Weekday::Saturday),
    ];
    let mut days = Days::NONE;
    let mut which: Vec<i8> = Vec::new();
    for part in said.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty()).take(20) {
        let name = part.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
        let count = part.get(..part.len() - name.len()).unwrap_or_default().trim_start_matches('+');
        let short = name.to_lowercase();
        let day = NAMES.iter().find(|(own, _)| short.starts_with(own)).map(|(_, day)| *day);
        let nth = if count.is_empty() { Some(None) } else { count.parse::<i8>().ok().map(Some) };
        match (day, nth) {
            (Some(day), Some(nth)) => {
                days = days.union(Days::only(day));
                which.extend(nth.filter(|nth| !which.contains(nth)));
            }
            _ => {
                let said: String = part.chars().take(40).collect();
                own.warn(Notice::new("offering-warn-day").with("day", said));
                return None;
            }
        }
    }
    Some((days, which))
}
