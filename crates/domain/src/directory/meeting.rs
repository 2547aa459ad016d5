//! A meeting that anyone may come to.

use super::{ConferencePhone, Days, Email, MeetingType, Pathway, Point, Slug, WebAddress, fold};
use crate::text::{Line, Prose};
use crate::time::{Moment, Time, TimeZone};
use serde::{Deserialize, Serialize};

/// A meeting, as its list publishes it.
///
/// Names, numbers and mail addresses of the people who can be asked about a
/// meeting (`contact_1_name` and so on) are left out: a directory must not
/// become a list of people in recovery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// What it is called.
    pub name: Line,
    /// Its name in addresses, unique in its list.
    pub slug: Slug,
    /// When it is held.
    pub schedule: Schedule,
    /// Where it is held.
    pub place: Place,
    /// How to join from afar.
    pub conference: Conference,
    /// What kind of meeting it is, in the order of the codes, each once.
    pub types: Vec<MeetingType>,
    /// What else there is to know.
    pub notes: Prose,
    /// The group that holds it.
    pub group: Option<Line>,
    /// What else there is to know of the group.
    pub group_notes: Prose,
    /// How to give to the group.
    pub giving: Giving,
    /// Its own page.
    pub url: Option<WebAddress>,
    /// Where to write when something is wrong with the listing.
    pub feedback_emails: Vec<Email>,
    /// Where to say that something is wrong with the listing.
    pub feedback_url: Option<WebAddress>,
    /// Who publishes the listing.
    pub entity: Entity,
    /// When the listing was last changed, to the second.
    pub updated: Option<Moment>,
    /// The pathway of the list that names it, for a listing that speaks of none. No part of the listing itself.
    #[serde(skip)]
    pub pathway: Option<Pathway>,
}

/// When a meeting is held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Schedule {
    /// Every week.
    Weekly(Weekly),
    /// When people agree on it.
    ByAppointment,
}

/// Every week on the same days at the same time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weekly {
    /// On which days; one at least.
    pub days: Days,
    /// When it starts, to the minute, by the clock on the wall.
    pub start: Time,
    /// When it ends; earlier than the start means the next day.
    pub end: Option<Time>,
    /// The zone of that clock.
    #[serde(with = "jiff::fmt::serde::tz::required")]
    pub zone: TimeZone,
}

/// Where a meeting is held.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The building: a church, a center.
    pub name: Option<Line>,
    /// Street and number.
    pub address: Option<Line>,
    /// City or town.
    pub city: Option<Line>,
    /// State or province.
    pub state: Option<Line>,
    /// Postal code.
    pub postal_code: Option<Line>,
    /// Country.
    pub country: Option<Line>,
    /// Regions that the list sorts by, from the widest to the narrowest.
    pub regions: Vec<Line>,
    /// How to find the door.
    pub notes: Prose,
    /// Where it is on the map.
    pub point: Option<Point>,
    /// Whether address and point only say roughly where.
    pub approximate: bool,
}

/// How to join from afar.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Conference {
    /// The video room.
    pub url: Option<WebAddress>,
    /// What to know about it: a password, a waiting room.
    pub url_notes: Prose,
    /// The number to dial.
    pub phone: Option<ConferencePhone>,
    /// What to know about it.
    pub phone_notes: Prose,
}

/// How to give to the group (Meeting Guide: `venmo`, `square`, `paypal`, `homegroup_online`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Giving {
    /// A Venmo handle, with `@`.
    pub venmo: Option<Line>,
    /// A Cash App handle, with `$`.
    pub square: Option<Line>,
    /// A PayPal name.
    pub paypal: Option<Line>,
    /// The group's code at Homegroup Online.
    pub homegroup_online: Option<Line>,
}

/// Who publishes the listing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Entity {
    /// Its name.
    pub name: Option<Line>,
    /// Its mail address.
    pub email: Option<Email>,
    /// Where it serves, in words.
    pub location: Option<Line>,
    /// A picture, on `https`.
    pub logo: Option<WebAddress>,
    /// Its phone number, as written.
    pub phone: Option<Line>,
    /// Its website.
    pub url: Option<WebAddress>,
}

/// How people come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attendance {
    /// In one room.
    InPerson,
    /// In a room and by video at once.
    Hybrid,
    /// By video.
    Online,
    /// By phone.
    Phone,
    /// Not now: the place is closed and there is no other way.
    Paused,
    /// The listing does not say; ask first.
    Unclear,
}

impl Attendance {
    /// Every way.
    pub const ALL: [Self; 6] = [Self::InPerson, Self::Hybrid, Self::Online, Self::Phone, Self::Paused, Self::Unclear];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Hybrid => "hybrid",
            Self::Online => "online",
            Self::Phone => "phone",
            Self::Paused => "paused",
            Self::Unclear => "unclear",
        }
    }

    /// The way with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }

    /// The message that names it.
    pub fn message_id(self) -> String {
        format!("meeting-attendance-{}", self.code())
    }
}

impl Meeting {
    /// A meeting with no more than a name, a slug and a schedule.
    pub fn new(name: Line, slug: Slug, schedule: Schedule) -> Self {
        Self {
            name,
            slug,
            schedule,
            place: Place::default(),
            conference: Conference::default(),
            types: Vec::new(),
            notes: Prose::default(),
            group: None,
            group_notes: Prose::default(),
            giving: Giving::default(),
            url: None,
            feedback_emails: Vec::new(),
            feedback_url: None,
            entity: Entity::default(),
            updated: None,
            pathway: None,
        }
    }

    /// Whether another reading of the same meeting says the same to somebody who would go. When the list was written,
    /// who publishes it and how to give to the group do not count: many lists set them anew at each export.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self {
            name,
            slug,
            schedule,
            place,
            conference,
            types,
            notes,
            group,
            group_notes,
            url,
            giving: _,
            feedback_emails: _,
            feedback_url: _,
            entity: _,
            updated: _,
            pathway: _,
        } = self;
        (name, slug, schedule, place, conference)
            == (&other.name, &other.slug, &other.schedule, &other.place, &other.conference)
            && (types, notes, group, group_notes, url)
                == (&other.types, &other.notes, &other.group, &other.group_notes, &other.url)
    }

    /// Whether another reading says the same of when it is held, where, and how to join it: what somebody who checked
    /// it has checked.
    pub fn is_held_as(&self, other: &Self) -> bool {
        let at = |meeting: &Self| {
            let Place { name, address, city, state, postal_code, approximate, .. } = meeting.place.clone();
            (name, address, city, state, postal_code, approximate)
        };
        let afar = |meeting: &Self| (meeting.conference.url.clone(), meeting.conference.phone.clone());
        self.schedule == other.schedule && at(self) == at(other) && afar(self) == afar(other)
    }

    /// When it is held, if it is held every week.
    pub fn weekly(&self) -> Option<&Weekly> {
        match &self.schedule {
            Schedule::Weekly(weekly) => Some(weekly),
            Schedule::ByAppointment => None,
        }
    }

    /// Whether it has this code, in any case.
    pub fn has_type(&self, code: &str) -> bool {
        self.types.iter().any(|kind| kind.code().eq_ignore_ascii_case(code))
    }

    /// How people come together. In person needs an address that says exactly
    /// where and is not closed for now; afar needs a room, a number, or one of
    /// the codes that real lists use for it (`ONL`, `HY`, `VM`).
    pub fn attendance(&self) -> Attendance {
        let closed = self.types.contains(&MeetingType::PLACE_CLOSED);
        let room = self.place.address.is_some() && !self.place.approximate && !closed;
        let video = self.conference.url.is_some() || ["ONL", "HY", "VM"].iter().any(|code| self.has_type(code));
        match (room, video, self.conference.phone.is_some()) {
            (true, false, false) => Attendance::InPerson,
            (true, _, _) => Attendance::Hybrid,
            (false, true, _) => Attendance::Online,
            (false, false, true) => Attendance::Phone,
            (false, false, false) if closed => Attendance::Paused,
            (false, false, false) => Attendance::Unclear,
        }
    }

    /// Whether two listings, by their words, speak of the same occasion: name,
    /// days, time and place (or the room online). Two lists, or one list twice,
    /// may give them different slugs.
    pub fn occasion(&self) -> String {
        let days = self.weekly().map_or(0, |weekly| weekly.days.bits());
        format!("{days}|{}", self.occasion_on_any_day())
    }

    /// As [`Meeting::occasion`], whatever the days: two lists that agree on it speak of one meeting.
    pub fn occasion_on_any_day(&self) -> String {
        let start =
            self.weekly().map_or(-1, |weekly| i16::from(weekly.start.hour()) * 60 + i16::from(weekly.start.minute()));
        format!("{start}|{}", self.kin())
    }

    /// Name and place, whatever day and time: two lists that agree on it may speak of one meeting.
    pub fn kin(&self) -> String {
        let words = |line: &Option<Line>| line.as_ref().map(|line| fold(line.as_str())).unwrap_or_default();
        let place = match (&self.place.address, &self.conference.url, &self.conference.phone) {
            (Some(_), _, _) => format!("{}|{}", words(&self.place.address), words(&self.place.city)),
            (None, Some(url), _) => url.to_string(),
            (None, None, Some(phone)) => phone.to_string(),
            (None, None, None) => format!("{}|{}", words(&self.place.name), words(&self.place.city)),
        };
        format!("{}|{place}", fold(self.name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting() -> Meeting {
        Meeting::new(Line::parse("Hope").expect("a name"), Slug::make("hope"), Schedule::ByAppointment)
    }

    #[test]
    fn how_people_come_together_follows_from_what_the_listing_says() {
        let mut meeting = meeting();
        assert_eq!(meeting.attendance(), Attendance::Unclear);
        meeting.place.address = Line::parse("1 Main St").ok();
        assert_eq!(meeting.attendance(), Attendance::InPerson);
        meeting.conference.phone = ConferencePhone::parse("+1 804 555 0100");
        assert_eq!(meeting.attendance(), Attendance::Hybrid);
        meeting.types = vec![MeetingType::PLACE_CLOSED];
        assert_eq!(meeting.attendance(), Attendance::Phone);
        meeting.conference.phone = None;
        assert_eq!(meeting.attendance(), Attendance::Paused);
        meeting.conference.url = WebAddress::parse("https://example.org/room");
        assert_eq!(meeting.attendance(), Attendance::Online);
    }

    #[test]
    fn a_rough_address_is_no_room_to_come_to() {
        let mut meeting = meeting();
        meeting.place.address = Line::parse("Downtown").ok();
        meeting.place.approximate = true;
        assert_eq!(meeting.attendance(), Attendance::Unclear);
        meeting.types = MeetingType::parse("onl").into_iter().collect();
        assert_eq!(meeting.attendance(), Attendance::Online);
    }

    #[test]
    fn a_trifle_is_no_change_and_a_new_room_is_one() {
        let before = meeting();
        let mut after = before.clone();
        after.updated = Some(Moment::from_micros(5_000_000));
        after.entity.phone = Line::parse("804 555 0100").ok();
        assert!(after != before && after.says_the_same(&before) && after.is_held_as(&before));
        after.notes = Prose::parse("Ring the bell").expect("notes");
        assert!(!after.says_the_same(&before) && after.is_held_as(&before));
        after.place.address = Line::parse("1 Main St").ok();
        assert!(!after.is_held_as(&before));
    }

    #[test]
    fn a_meeting_reads_back_from_json() {
        let mut meeting = meeting();
        meeting.schedule = Schedule::Weekly(Weekly {
            days: Days::ALL,
            start: "19:00".parse().expect("a time"),
            end: None,
            zone: crate::time::zone("America/New_York").expect("a zone"),
        });
        meeting.place.point = Point::new(37.54071, -77.43605).ok();
        meeting.types = MeetingType::known().collect();
        let json = serde_json::to_string(&meeting).expect("json");
        assert_eq!(serde_json::from_str::<Meeting>(&json).expect("a meeting"), meeting);
    }
}
