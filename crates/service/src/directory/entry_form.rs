//! What somebody would put right in an entry: a closed set of fields, none of which names a person.

use crate::Fault;
use domain::directory::{Days, Meeting, Schedule, WebAddress, Weekly};
use domain::notice::{FieldError, Notice};
use domain::text::Line;
use domain::time::{Time, TimeZone};

/// The fields, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// The room online.
    pub url: String,
}

impl EntryForm {
    /// What an entry says now.
    pub fn of(meeting: &Meeting) -> Self {
        let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        let clock = |time: Time| time.strftime("%H:%M").to_string();
        let weekly = meeting.weekly();
        Self {
            name: meeting.name.to_string(),
            days: weekly
                .map(|weekly| weekly.days.iter().map(|day| day.to_sunday_zero_offset().to_string()).collect())
                .unwrap_or_default(),
            start: weekly.map(|weekly| clock(weekly.start)).unwrap_or_default(),
            end: weekly.and_then(|weekly| weekly.end).map(clock).unwrap_or_default(),
            place: text(&meeting.place.name),
            address: text(&meeting.place.address),
            city: text(&meeting.place.city),
            url: meeting.conference.url.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// The entry with these fields. A new street takes the point on the map away: it would show the old one.
    pub fn put_into(&self, mut meeting: Meeting, zone: &TimeZone) -> Result<Meeting, Fault> {
        let mut wrong = Vec::new();
        let mut fault = |field: &str, notice: Notice| wrong.push(FieldError::new(field, notice));
        let mut line = |field: &str, text: &str| Line::optional(text).map_err(|why| fault(field, why)).ok().flatten();
        let (place, address, city) =
            (line("place", &self.place), line("address", &self.address), line("city", &self.city));
        match Line::parse(&self.name) {
            Ok(name) => meeting.name = name,
            Err(why) => fault("name", why),
        }
        match self.url.trim() {
            "" => meeting.conference.url = None,
            text => match WebAddress::parse(text) {
                Some(url) => meeting.conference.url = Some(url),
                None => fault("url", Notice::new("source-address")),
            },
        }
        let zone = meeting.weekly().map_or(zone, |weekly| &weekly.zone).clone();
        match self.schedule(&zone) {
            Ok(schedule) => meeting.schedule = schedule,
            Err((field, why)) => fault(field, why),
        }
        if !wrong.is_empty() {
            return Err(Fault::Invalid(wrong));
        }
        if meeting.place.address != address || meeting.place.city != city {
            meeting.place.point = None;
        }
        (meeting.place.name, meeting.place.address, meeting.place.city) = (place, address, city);
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
    use domain::directory::Slug;

    fn meeting() -> Meeting {
        let schedule = Schedule::Weekly(Weekly {
            days: Days::from_bits(0b10),
            start: "19:00".parse().expect("a time"),
            end: None,
            zone: TimeZone::UTC,
        });
        Meeting::new(Line::parse("Hope").expect("a name"), Slug::make("hope"), schedule)
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
            ..EntryForm::of(&meeting())
        };
        let Err(Fault::Invalid(wrong)) = form.put_into(meeting(), &TimeZone::UTC) else { unreachable!("it is wrong") };
        let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "url", "days"]);
        let late = EntryForm { start: "25:99".into(), ..EntryForm::of(&meeting()) };
        assert!(late.put_into(meeting(), &TimeZone::UTC).is_err());
    }
}
