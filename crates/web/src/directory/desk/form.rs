//! The fields of an entry as a form, for editors, colleagues and the meeting's contact alike.

use crate::form::Fields;
use crate::session::Visit;
use domain::time::Weekday;
use service::directory::EntryForm;
use words::words;

/// A day to tick.
pub struct DayChoice {
    /// Its number.
    pub value: String,
    /// Its name.
    pub label: String,
    /// Whether it is ticked.
    pub chosen: bool,
}

/// What stands in the fields.
pub struct EntryFields {
    /// The texts.
    pub now: EntryForm,
    /// The days.
    pub days: Vec<DayChoice>,
}

const WEEK: [Weekday; 7] = [
    Weekday::Sunday,
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
];

impl EntryFields {
    /// The fields with these values.
    pub fn of(visit: &Visit, now: EntryForm) -> Self {
        let day = |(number, weekday): (usize, &Weekday)| {
            let value = number.to_string();
            DayChoice { chosen: now.days.contains(&value), label: words().weekday(visit.lang, *weekday), value }
        };
        Self { days: WEEK.iter().enumerate().map(day).collect(), now }
    }
}

/// What was posted.
pub fn posted(fields: &Fields) -> EntryForm {
    let text = |name: &str| fields.text(name).to_owned();
    EntryForm {
        name: text("name"),
        days: fields.all("days"),
        start: text("start"),
        end: text("end"),
        place: text("place"),
        address: text("address"),
        city: text("city"),
        url: text("url"),
    }
}
