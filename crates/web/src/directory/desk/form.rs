//! The fields of an entry as a form, for editors, colleagues and the meeting's contact alike.

use crate::directory::finder::names::{further_kinds, kind};
use crate::form::Fields;
use crate::session::Visit;
use domain::directory::{MeetingType, fold};
use domain::time::Weekday;
use service::directory::EntryForm;
use words::words;

/// Something to tick.
pub struct Tick {
    /// Its number or code.
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
    pub days: Vec<Tick>,
    /// What kind of meeting it is, by name: those that are ticked first.
    pub kinds: Vec<Tick>,
    /// Whether there are fields for words about it. A visitor has none.
    pub words: bool,
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
            Tick { chosen: now.days.contains(&value), label: words().weekday(visit.lang, *weekday), value }
        };
        Self { days: WEEK.iter().enumerate().map(day).collect(), kinds: kinds(visit, &now.types), words: true, now }
    }
}

/// Every kind that has a name: those of the Meeting Guide, and what visitors filter by besides (medication, veterans,
/// families), for which it has no code; and those of the entry that have none.
fn kinds(visit: &Visit, own: &[String]) -> Vec<Tick> {
    let mut codes: Vec<String> = MeetingType::known().map(|own| own.code().to_owned()).collect();
    let named: Vec<String> = codes.iter().map(|code| kind(visit.lang, code)).collect();
    codes.extend(further_kinds().filter(|code| !named.contains(&kind(visit.lang, code))));
    let unknown: Vec<String> = own.iter().filter(|code| !codes.contains(code)).cloned().collect();
    codes.extend(unknown);
    let tick = |value: String| Tick { chosen: own.contains(&value), label: kind(visit.lang, &value), value };
    let mut kinds: Vec<Tick> = codes.into_iter().map(tick).collect();
    kinds.sort_by_cached_key(|one| (!one.chosen, fold(&one.label)));
    kinds
}

/// A field of an entry as one text: days and kinds by their names.
pub fn told(visit: &Visit, name: &str, texts: &[String]) -> String {
    let one = |text: &String| match name {
        "days" => {
            let day = text.parse::<usize>().ok().and_then(|number| WEEK.get(number));
            day.map_or_else(|| text.clone(), |day| words().weekday(visit.lang, *day))
        }
        "types" => kind(visit.lang, text),
        _ => text.clone(),
    };
    let all: Vec<String> = texts.iter().filter(|text| !text.is_empty()).map(one).collect();
    if all.is_empty() { words().say(visit.lang, "entry-nothing").into_owned() } else { all.join(", ") }
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
        state: text("state"),
        postal_code: text("postal_code"),
        door: text("door"),
        url: text("url"),
        url_notes: text("url_notes"),
        phone: text("phone"),
        phone_notes: text("phone_notes"),
        types: fields.all("types"),
        notes: text("notes"),
    }
}
