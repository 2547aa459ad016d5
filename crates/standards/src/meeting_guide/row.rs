//! One row of a list, and how it becomes a meeting.

use super::clean::plain;
use super::{day_time, location};
use domain::directory::{
    Attendance, Conference, ConferencePhone, Email, Entity, Giving, Meeting, MeetingType, Schedule, Slug, WebAddress,
    Weekly,
};
use domain::notice::Notice;
use domain::text::{LONGEST_ANSWER, LONGEST_LINE, Line, Prose};
use domain::time::{Moment, TimeZone};
use serde_json::{Map, Value};

/// How many entries of a list inside a row are read.
const MOST_ENTRIES: usize = 100;

/// A row, with what was odd in it so far.
pub struct Row {
    fields: Map<String, Value>,
    warnings: Vec<Notice>,
}

impl Row {
    pub fn new(fields: Map<String, Value>, warnings: Vec<Notice>) -> Self {
        Self { fields, warnings }
    }

    pub fn warn(&mut self, notice: Notice) {
        self.warnings.push(notice);
    }

    /// What was odd in it.
    pub fn into_warnings(self) -> Vec<Notice> {
        self.warnings
    }

    /// Takes a field out as it is.
    pub fn take(&mut self, key: &str) -> Value {
        self.fields.remove(key).unwrap_or_default()
    }

    fn value(&self, key: &str) -> &Value {
        self.fields.get(key).unwrap_or(&Value::Null)
    }

    /// A field as text, whatever it was; `None` when there is nothing in it.
    pub fn text(&self, key: &str) -> Option<String> {
        as_text(self.value(key))
    }

    /// A field as one line; what is too long is cut with a warning.
    pub fn line(&mut self, key: &str) -> Option<Line> {
        let text = self.text(key)?;
        match Line::parse(&text) {
            Ok(line) => Some(line),
            Err(_) => {
                // A short text that is no line has nothing to be seen in it.
                let cut = cut_line(&text)?;
                self.warn(Notice::new("meeting-warn-cut").with("field", key));
                Some(cut)
            }
        }
    }

    /// A field as several lines; what is too long is cut with a warning.
    pub fn prose(&mut self, key: &str) -> Prose {
        let Some(text) = self.text(key) else { return Prose::default() };
        Prose::parse(&text).unwrap_or_else(|_| {
            self.warn(Notice::new("meeting-warn-cut").with("field", key));
            Prose::parse(&text.chars().take(LONGEST_ANSWER).collect::<String>()).unwrap_or_default()
        })
    }

    /// A list, or a single text, as lines.
    pub fn lines(&mut self, key: &str) -> Vec<Line> {
        texts(self.value(key)).iter().filter_map(|text| Line::parse(text).ok().or_else(|| cut_line(text))).collect()
    }

    /// The first of `keys` that can be read by `parse`; what cannot is left out with a warning.
    pub fn checked<T>(&mut self, keys: &[&str], parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        for key in keys {
            let Some(text) = self.text(key) else { continue };
            match parse(&text) {
                Some(value) => return Some(value),
                None => self.unusable(key, &text),
            }
        }
        None
    }

    pub fn unusable(&mut self, key: &str, text: &str) {
        let value: String = text.chars().take(60).collect();
        self.warn(Notice::new("meeting-warn-unusable").with("field", key).with("value", value));
    }

    /// A few words by which somebody finds the row again; nothing about people.
    pub fn excerpt(&self) -> String {
        let words = ["name", "day", "time", "slug"].into_iter().filter_map(|key| self.text(key));
        let words: Vec<String> = words.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        words.join(" · ").chars().filter(|c| !c.is_control()).take(120).collect()
    }

    /// The slug as it stands, or the nearest that can stand in an address.
    pub fn slug(&self) -> Option<Slug> {
        self.text("slug").map(|text| Slug::make(&text))
    }

    /// The meeting with what was odd, or why there is none.
    pub fn into_meeting(mut self, zone: &TimeZone) -> Result<(Meeting, Vec<Notice>), Notice> {
        let name = self.line("name").ok_or_else(|| Notice::new("meeting-refused-no-name"))?;
        let schedule = self.schedule(zone)?;
        let mut meeting = Meeting::new(name, Slug::make("-"), schedule);
        meeting.place = location::place(&mut self);
        meeting.conference = self.conference();
        meeting.types = self.types();
        meeting.notes = self.prose("notes");
        meeting.group = self.line("group");
        meeting.group_notes = self.prose("group_notes");
        meeting.giving = Giving {
            venmo: self.line("venmo"),
            square: self.line("square"),
            paypal: self.line("paypal"),
            homegroup_online: self.line("homegroup_online"),
        };
        meeting.url = self.checked(&["url"], WebAddress::parse);
        meeting.feedback_emails = self.feedback_emails();
        meeting.feedback_url = self.checked(&["feedback_url"], WebAddress::parse);
        meeting.entity = self.entity();
        meeting.updated = self.checked(&["updated"], updated);
        meeting.slug = self.slug_of(&meeting);
        if meeting.attendance() == Attendance::Unclear {
            self.warn(Notice::new("meeting-warn-nowhere"));
        }
        Ok((meeting, self.warnings))
    }

    fn schedule(&mut self, default: &TimeZone) -> Result<Schedule, Notice> {
        let read = day_time::days(self.value("day"));
        let start = self.text("time");
        let (days, odd) = (read.days, read.odd);
        if days.is_empty() {
            if let Some(day) = odd.into_iter().next() {
                return Err(Notice::new("meeting-refused-day").with("day", day));
            }
            return if start.is_none() {
                Ok(Schedule::ByAppointment)
            } else {
                Err(Notice::new("meeting-refused-no-day"))
            };
        }
        let text = start.ok_or_else(|| Notice::new("meeting-refused-no-time"))?;
        let start = day_time::time(&text).ok_or_else(|| {
            Notice::new("meeting-refused-time").with("time", text.chars().take(40).collect::<String>())
        })?;
        for day in odd {
            self.warn(Notice::new("meeting-warn-day-skipped").with("day", day));
        }
        let end = self.text("end_time").and_then(|text| {
            // A day ends at 24:00, which is the next day's 0:00.
            let clock = if matches!(text.as_str(), "24:00" | "24:00:00") { "0:00" } else { &text };
            let end = day_time::time(clock).filter(|end| *end != start);
            if end.is_none() {
                let text: String = text.chars().take(40).collect();
                self.warn(Notice::new("meeting-warn-end-time").with("time", text));
            }
            end
        });
        let zone = self.zone(default);
        Ok(Schedule::Weekly(Weekly { days, start, end, zone }))
    }

    fn zone(&mut self, default: &TimeZone) -> TimeZone {
        let Some(name) = self.text("timezone") else { return default.clone() };
        domain::time::zone(name.trim()).unwrap_or_else(|_| {
            let name: String = name.chars().take(60).collect();
            let used = default.iana_name().unwrap_or("UTC");
            self.warn(Notice::new("meeting-warn-zone").with("zone", name).with("used", used));
            default.clone()
        })
    }

    fn conference(&mut self) -> Conference {
        Conference {
            url: self.checked(&["conference_url"], WebAddress::parse),
            url_notes: self.prose("conference_url_notes"),
            phone: self.checked(&["conference_phone"], ConferencePhone::parse),
            phone_notes: self.prose("conference_phone_notes"),
        }
    }

    /// Both spellings of the publisher's website are found in the wild.
    fn entity(&mut self) -> Entity {
        Entity {
            name: self.line("entity"),
            email: self.checked(&["entity_email"], Email::parse),
            location: self.line("entity_location"),
            logo: self.checked(&["entity_logo"], |text| {
                WebAddress::parse(text).filter(|logo| logo.as_str().starts_with("https://"))
            }),
            phone: self.line("entity_phone"),
            url: self.checked(&["entity_website_url", "entity_url"], WebAddress::parse),
        }
    }

    fn types(&mut self) -> Vec<MeetingType> {
        let mut kinds = Vec::new();
        for text in split_texts(self.value("types")) {
            match MeetingType::parse(&text) {
                Ok(kind) => kinds.push(kind),
                Err(_) => self.unusable("types", &text),
            }
        }
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// A list, a single text with commas, or an object with the addresses as its values.
    fn feedback_emails(&mut self) -> Vec<Email> {
        let mut emails: Vec<Email> = Vec::new();
        for text in split_texts(self.value("feedback_emails")) {
            match Email::parse(&text) {
                Some(email) if emails.contains(&email) => {}
                Some(email) => emails.push(email),
                None => self.unusable("feedback_emails", &text),
            }
        }
        emails
    }

    /// The slug that the row gives, else one made of name, days and time.
    fn slug_of(&mut self, meeting: &Meeting) -> Slug {
        if let Some(text) = self.text("slug") {
            let slug = Slug::make(&text);
            if slug.as_str() != text {
                let from: String = text.chars().take(60).collect();
                self.warn(Notice::new("meeting-warn-slug-changed").with("from", from).with("slug", slug.as_str()));
            }
            return slug;
        }
        let when = meeting.weekly().map_or_else(String::new, |weekly| {
            let days: Vec<&str> = weekly.days.iter().map(domain::directory::Days::english).collect();
            format!(" {} {}", days.join(" "), weekly.start.strftime("%H%M"))
        });
        let slug = Slug::make(&format!("{}{when}", meeting.name));
        self.warn(Notice::new("meeting-warn-slug-made").with("slug", slug.as_str()));
        slug
    }
}

/// `2017-04-28 22:46:58` in UTC, also with `T` and a zone, or a day alone; not before 1970.
pub fn updated(text: &str) -> Option<Moment> {
    let text = text.trim();
    let at = text.parse::<jiff::Timestamp>().ok().or_else(|| {
        let at = text.parse::<jiff::civil::DateTime>().ok()?;
        at.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp())
    })?;
    (at.as_second() >= 0).then(|| Moment::from_micros(0).plus_seconds(at.as_second()))
}

/// As much of a text as fits into a line; `None` when nothing is left to be seen.
fn cut_line(text: &str) -> Option<Line> {
    let clean: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    let clean = clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    Line::parse(&clean.chars().take(LONGEST_LINE).collect::<String>()).ok()
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = plain(text);
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some("yes".to_owned()),
        _ => None,
    }
}

/// The texts in a list or in the values of an object, or the text itself.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().take(MOST_ENTRIES).filter_map(as_text).collect(),
        Value::Object(fields) => fields.values().take(MOST_ENTRIES).filter_map(as_text).collect(),
        single => as_text(single).into_iter().collect(),
    }
}

/// As [`texts`], each taken apart at commas and semicolons.
fn split_texts(value: &Value) -> Vec<String> {
    let apart = |text: &String| text.split([',', ';']).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    texts(value).iter().flat_map(apart).filter(|part| !part.is_empty()).take(MOST_ENTRIES).collect()
}
