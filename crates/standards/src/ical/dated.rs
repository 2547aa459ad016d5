//! Events that are held on days of their own: each time is one event (section 3.6.1).

use super::line::Lines;
use super::{foot, head, local, utc, zone, zones};
use domain::time::{Moment, TimeZone};
use jiff::civil::DateTime;

/// One time that an event is held.
#[derive(Debug, Clone)]
pub struct Dated {
    /// Its identity: the event and the day.
    pub uid: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Where it is held.
    pub place: String,
    /// The zone of its clock.
    pub zone: TimeZone,
    /// When it begins.
    pub opens: DateTime,
    /// When it ends.
    pub closes: DateTime,
    /// Whether it was called off for now.
    pub paused: bool,
    /// Its lasting page.
    pub page: String,
    /// When its listing was last changed.
    pub read: Moment,
}

/// A calendar of events.
#[derive(Debug, Clone)]
pub struct DatedCalendar {
    /// What it is called.
    pub name: String,
    /// Where it can be had again.
    pub address: String,
    /// Its events.
    pub entries: Vec<Dated>,
}

/// The calendar as text.
pub fn write_dated(calendar: &DatedCalendar) -> String {
    let mut lines = Lines::default();
    head(&mut lines, &calendar.name, &calendar.address);
    let since = |entry: &Dated| entry.zone.to_timestamp(entry.opens).map(Moment::from).unwrap_or(entry.read);
    zones(&mut lines, calendar.entries.iter().map(|entry| (&entry.zone, since(entry))));
    for entry in &calendar.entries {
        event(&mut lines, entry);
    }
    foot(lines)
}

fn event(lines: &mut Lines, entry: &Dated) {
    let tzid = zone::tzid(&entry.zone);
    lines.put("BEGIN:VEVENT");
    lines.put(&format!("UID:{}", entry.uid));
    lines.put(&format!("DTSTAMP:{}", utc(entry.read)));
    lines.put(&format!("DTSTART;TZID={tzid}:{}", local(entry.opens)));
    lines.put(&format!("DTEND;TZID={tzid}:{}", local(entry.closes)));
    lines.text("SUMMARY", &entry.name);
    lines.text("LOCATION", &entry.place);
    let told = [entry.about.trim(), &entry.page];
    lines.text("DESCRIPTION", &told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"));
    lines.put(&format!("URL:{}", entry.page));
    lines.put("CLASS:PRIVATE");
    lines.put(if entry.paused { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    lines.put("END:VEVENT");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_time_is_one_event_by_the_clock_there() {
        let at = |text: &str| text.parse::<DateTime>().expect("a time");
        let entry = Dated {
            uid: "x-2027-09-18".into(),
            name: "Walk, run; roll".into(),
            about: "For all.".into(),
            place: "River Park".into(),
            zone: domain::time::zone("America/New_York").expect("a zone"),
            opens: at("2027-09-18T10:00"),
            closes: at("2027-09-18T14:00"),
            paused: false,
            page: "https://h.example/services/x".into(),
            read: Moment::from_micros(1_790_000_000_000_000),
        };
        let text = write_dated(&DatedCalendar {
            name: "Events".into(),
            address: "https://h.example".into(),
            entries: vec![entry],
        });
        for part in [
            "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\n",
            "UID:x-2027-09-18\r\n",
            "DTSTART;TZID=America/New_York:20270918T100000\r\n",
            "DTEND;TZID=America/New_York:20270918T140000\r\n",
            "SUMMARY:Walk\\, run\\; roll\r\n",
            "END:VEVENT\r\nEND:VCALENDAR\r\n",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
