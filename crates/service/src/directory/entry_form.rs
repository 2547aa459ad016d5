//! What somebody would put right in an entry: a closed set of fields, none of which names a person.

use super::form_change::{FormChange, form_fields};
use crate::Fault;
use domain::directory::{ConferencePhone, Days, Meeting, MeetingType, Schedule, WebAddress, Weekly};
use domain::notice::{FieldError, Notice};
use domain::text::{Line, Prose};
use domain::time::{Time, TimeZone};
use serde::{Deserialize, Serialize};

/// The fields, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// What it is called.
    pub name: String,
    /// Days by their number, 0 for Sunday; none for a meeting by appointment.
    pub days: Vec<String>,
    /// When it starts.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// The building.
    pub place: String,
    /// Street and number.
    pub address: String,
    /// City or town.
    pub city: String,
    /// State.
    pub state: String,
    /// ZIP or postal code.
    pub postal_code: String,
    /// How to find the door.
    pub door: String,
    /// The room online.
    pub url: String,
    /// What to know about it: a password, a waiting room.
    pub url_notes: String,
    /// The number to dial into it.
    pub phone: String,
    /// What to know about that.
    pub phone_notes: String,
    /// Codes of what kind of meeting it is.
    pub types: Vec<String>,
    /// What else there is to know.
    pub notes: String,
}

/// What somebody would change in a meeting.
pub type EntryChange = FormChange<EntryForm>;

form_fields!(EntryForm: name, days, start, end, place, address, city, state, postal_code, door, url, url_notes, phone,
    phone_notes, types, notes);

impl EntryForm {
    /// What an entry says now.
    pub fn of(meeting: &Meeting) -> Self {
        let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        let clock = |time: Time| time.strftime("%H:%M").to_string();
        let weekly = meeting.weekly();
        let (place, conference) = (&meeting.place, &meeting.conference);
        Self {
            name: meeting.name.to_string(),
            days: weekly
                .map(|weekly| weekly.days.iter().map(|day| day.to_sunday_zero_offset().to_string()).collect())
                .unwrap_or_default(),
            start: weekly.map(|weekly| clock(weekly.start)).unwrap_or_default(),
            end: weekly.and_then(|weekly| weekly.end).map(clock).unwrap_or_default(),
            place: text(&place.name),
            address: text(&place.address),
            city: text(&place.city),
            state: text(&place.state),
            postal_code: text(&place.postal_code),
            door: place.notes.as_str().to_owned(),
            url: conference.url.as_ref().map(ToString::to_string).unwrap_or_default(),
            url_notes: conference.url_notes.as_str().to_owned(),
            phone: conference.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
            phone_notes: conference.phone_notes.as_str().to_owned(),
            types: meeting.types.iter().map(|kind| kind.code().to_owned()).collect(),
            notes: meeting.notes.as_str().to_owned(),
        }
    }

    /// The entry with these fields. Another street or town takes the point on the map away, and another town the
    /// regions: they would show the old place.
    pub fn put_into(&self, mut meeting: Meeting, zone: &TimeZone) -> Result<Meeting, Fault> {
        let mut wrong = Vec::new();
        let mut fault = |field: &str, notice: Notice| wrong.push(FieldError::new(field, notice));
        let before = meeting.place.clone();
        match Line::parse(&self.name) {
            Ok(name) => meeting.name = name,
            Err(why) => fault("name", why),
        }
        let place = &mut meeting.place;
        for (field, text, slot) in [
            ("place", &self.place, &mut place.name),
            ("address", &self.address, &mut place.address),
            ("city", &self.city, &mut place.city),
            ("state", &self.state, &mut place.state),
            ("postal_code", &self.postal_code, &mut place.postal_code),
        ] {
            match Line::optional(text) {
                Ok(line) => *slot = line,
                Err(why) => fault(field, why),
            }
        }
        let conference = &mut meeting.conference;
        for (field, text, slot) in [
            ("door", &self.door, &mut place.notes),
            ("url_notes", &self.url_notes, &mut conference.url_notes),
            ("phone_notes", &self.phone_notes, &mut conference.phone_notes),
            ("notes", &self.notes, &mut meeting.notes),
        ] {
            match Prose::parse(text) {
                Ok(prose) => *slot = prose,
                Err(why) => fault(field, why),
            }
        }
        match self.url.trim() {
            "" => conference.url = None,
            text => match WebAddress::parse(text) {
                Some(url) => conference.url = Some(url),
                None => fault("url", Notice::new("source-address")),
            },
        }
        match self.phone.trim() {
            "" => conference.phone = None,
            text => match ConferencePhone::parse(text) {
                Some(phone) => conference.phone = Some(phone),
                None => fault("phone", Notice::new("entry-phone-wrong")),
            },
        }
        match self.types.iter().map(|code| MeetingType::parse(code)).collect::<Result<Vec<_>, _>>() {
            Ok(mut types) => {
                types.sort();
                types.dedup();
                meeting.types = types;
            }
            Err(_) => fault("types", Notice::new("choice-unknown")),
        }
        let zone = meeting.weekly().map_or(zone, |weekly| &weekly.zone).clone();
        match self.schedule(&zone) {
            Ok(schedule) => meeting.schedule = schedule,
            Err((field, why)) => fault(field, why),
        }
        if !wrong.is_empty() {
            return Err(Fault::Invalid(wrong));
        }
        let place = &mut meeting.place;
        let another_town = place.city != before.city || place.state != before.state;
        if another_town {
            place.regions.clear();
        }
        if another_town || place.address != before.address || place.postal_code != before.postal_code {
            place.point = None;
        }
        Ok(meeting)
    }

    fn schedule(&self, zone: &TimeZone) -> Result<Schedule, (&'static str, Notice)> {
        let mut bits = self.days.iter().map(|day| day.parse::<u8>().ok().filter(|day| *day < 7));
        let bits: Option<u8> = bits.try_fold(0, |bits, day| day.map(|day| bits | (1 << day)));
        let days = Days::from_bits(bits.ok_or_else(|| ("days", Notice::new("choice-unknown")))?);
        let clock = |text: &str| -> Result<Option<Time>, Notice> {
            match text.trim() {
                "" => Ok(None),
                text => text.parse().map(Some).map_err(|_| Notice::new("meeting-refused-time").with("time", text)),
            }
        };
        let (start, end) =
            (clock(&self.start).map_err(|why| ("start", why))?, clock(&self.end).map_err(|why| ("end", why))?);
        match (days.is_empty(), start) {
            (true, None) => Ok(Schedule::ByAppointment),
            (true, Some(_)) => Err(("days", Notice::new("meeting-refused-no-day"))),
            (false, None) => Err(("start", Notice::new("meeting-refused-no-time"))),
            (false, Some(start)) => Ok(Schedule::Weekly(Weekly { days, start, end, zone: zone.clone() })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::directory::{Point, Slug};

    fn meeting() -> Meeting {
        let schedule = Schedule::Weekly(Weekly {
            days: Days::from_bits(0b10),
            start: "19:00".parse().expect("a time"),
            end: None,
            zone: TimeZone::UTC,
        });
        let mut meeting = Meeting::new(Line::parse("Hope").expect("a name"), Slug::make("hope"), schedule);
        meeting.types = ["O", "X", "ONL"].iter().filter_map(|code| MeetingType::parse(code).ok()).collect();
        meeting.notes = Prose::parse("Ring the bell.\nTwice.").expect("notes");
        meeting.conference.phone = ConferencePhone::parse("+18045550100,,1#");
        meeting.place.city = Line::parse("Richmond").ok();
        meeting.place.postal_code = Line::parse("23220").ok();
        meeting.place.regions = Line::parse("Fan").into_iter().collect();
        meeting.place.point = Point::new(37.5, -77.4).ok();
        meeting.types.sort();
        meeting
    }

    #[test]
    fn a_form_that_nobody_touched_changes_nothing() {
        let before = meeting();
        assert_eq!(EntryForm::of(&before).put_into(before.clone(), &TimeZone::UTC), Ok(before));
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let form = EntryForm {
            name: " ".into(),
            days: vec!["7".into()],
            url: "javascript:alert(1)".into(),
            phone: "call Ann".into(),
            ..EntryForm::of(&meeting())
        };
        let Err(Fault::Invalid(wrong)) = form.put_into(meeting(), &TimeZone::UTC) else { unreachable!("it is wrong") };
        let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "url", "phone", "days"]);
        let late = EntryForm { start: "25:99".into(), ..EntryForm::of(&meeting()) };
        assert!(late.put_into(meeting(), &TimeZone::UTC).is_err());
    }

    #[test]
    fn a_meeting_that_moved_keeps_nothing_of_its_old_place() {
        let form = EntryForm { city: "Norfolk".into(), postal_code: "23510".into(), ..EntryForm::of(&meeting()) };
        let moved = form.put_into(meeting(), &TimeZone::UTC).expect("an entry").place;
        assert_eq!((moved.point, moved.regions.len()), (None, 0));
        assert_eq!(moved.postal_code.map(|code| code.to_string()).as_deref(), Some("23510"));
    }

    #[test]
    fn a_change_touches_no_other_field_and_gives_way_where_somebody_was_faster() {
        let was = EntryForm::of(&meeting());
        let change = EntryChange { now: EntryForm { place: "Old mill".into(), ..was.clone() }, was: was.clone() };
        let names: Vec<&str> = change.fields().into_iter().map(|field| field.name).collect();
        assert_eq!(names, ["place"]);
        let later = EntryForm { start: "18:00".into(), ..was.clone() };
        let both = EntryForm { place: "Old mill".into(), ..later.clone() };
        assert_eq!(change.onto(later), Ok(both));
        assert_eq!(change.onto(EntryForm { place: "New mill".into(), ..was.clone() }), Err("place"));
        assert_eq!(change.onto(change.now.clone()), Ok(change.now.clone()), "done already");
    }
}
