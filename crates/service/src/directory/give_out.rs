//! Giving out what is listed: as a Meeting Guide feed, as calendars, as a table.
//!
//! Nobody's mail address or payment handle goes along, even where a list names one: who wants to say that a listing is
//! wrong says so here.

use super::shelf::{Shelf, Shown, Source, shelf};
use super::{MeetingQuery, meetings};
use crate::House;
use access::Fault;
use domain::directory::{Giving, Meeting, Schedule, WebAddress, fold};
use domain::id::MeetingId;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::text::Line;
use standards::ical::{Calendar, Entry};
use standards::{meeting_guide, sheet};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;
use words::words;

/// A file to give out.
#[derive(Debug, Clone)]
pub struct GivenOut {
    /// What is in it.
    pub body: Arc<[u8]>,
    /// Another as soon as the body may differ.
    pub version: String,
}

/// Which meetings go into a calendar.
#[derive(Debug, Clone, PartialEq)]
pub enum CalendarOf {
    /// One meeting.
    Meeting(MeetingId),
    /// All meetings of the group that holds this one, in its list.
    GroupOf(MeetingId),
    /// What a search finds.
    Search(MeetingQuery),
}

fn bytes(text: String) -> Arc<[u8]> {
    text.into_bytes().into()
}

/// The page of a meeting.
fn page(base: &str, id: MeetingId) -> String {
    format!("{base}/meetings/{id}")
}

/// The meeting as others get it.
fn outward(shown: &Shown<'_>, base: &str) -> Meeting {
    let mut meeting = shown.meeting.clone();
    let page = WebAddress::parse(&page(base, shown.id));
    meeting.feedback_emails.clear();
    meeting.giving = Giving::default();
    meeting.url = meeting.url.or_else(|| page.clone());
    meeting.feedback_url = meeting.feedback_url.or(page);
    if meeting.entity.name.is_none() {
        meeting.entity.name = Line::parse(&shown.source.name).ok();
        meeting.entity.url = meeting.entity.url.or_else(|| shown.source.credit.as_deref().and_then(WebAddress::parse));
    }
    meeting
}

/// Everything that is listed, as a Meeting Guide feed. `base` is where this house is found.
pub fn meeting_guide(house: &House, base: &str) -> Result<GivenOut, Fault> {
    let shelf = shelf(house)?;
    let body = shelf.guide.get_or_init(|| {
        let meetings: Vec<Meeting> = shelf.all().map(|shown| outward(&shown, base)).collect();
        bytes(meeting_guide::write(&meetings))
    });
    Ok(GivenOut { body: Arc::clone(body), version: shelf.version() })
}

/// A calendar; [`Fault::Absent`] where the meeting is not listed or has no fixed time. `address` is where the calendar
/// can be had again.
pub fn calendar(house: &House, which: CalendarOf, lang: Lang, base: &str, address: &str) -> Result<GivenOut, Fault> {
    let shelf = shelf(house)?;
    let (name, shown) = match which {
        CalendarOf::Meeting(id) => {
            let one = shelf.one(id).filter(|one| one.meeting.weekly().is_some()).ok_or(Fault::Absent)?;
            (one.meeting.name.to_string(), vec![one])
        }
        CalendarOf::GroupOf(id) => group(&shelf, id)?,
        CalendarOf::Search(query) => {
            let found = found(house, query)?;
            let shown = shelf.all().filter(|shown| found.contains(&shown.id)).collect();
            (words().say(lang, "out-calendar-name").into_owned(), shown)
        }
    };
    let entry = |shown: Shown<'_>| (shown.id, shown.meeting.clone(), listed_by(lang, shown.source), shown.source.read);
    let kept: Vec<_> = shown.into_iter().map(entry).collect();
    let entries = kept
        .iter()
        .map(|(id, meeting, source, read)| Entry {
            id: *id,
            meeting,
            page: page(base, *id),
            source: source.clone(),
            read: *read,
        })
        .collect();
    let calendar = Calendar { name, address: address.to_owned(), entries };
    let now = house.now();
    // Starts are reckoned from today, so tomorrow it is another file.
    let version = format!("{}-{}", shelf.version(), now.micros() / 86_400_000_000);
    Ok(GivenOut { body: bytes(standards::ical::write(&calendar, now)), version })
}

/// The group's name, and its meetings: those of the same list that name the same group.
fn group<'s>(shelf: &'s Shelf, id: MeetingId) -> Result<(String, Vec<Shown<'s>>), Fault> {
    let one = shelf.one(id).ok_or(Fault::Absent)?;
    let named = one.meeting.group.as_ref().ok_or(Fault::Absent)?;
    let (name, city) = (fold(named.as_str()), one.meeting.place.city.as_ref().map(|city| fold(city.as_str())));
    let same = |shown: &Shown<'_>| {
        let other = &shown.meeting;
        std::ptr::eq(shown.source, one.source)
            && other.group.as_ref().is_some_and(|group| fold(group.as_str()) == name)
            && other.place.city.as_ref().map(|city| fold(city.as_str())) == city
    };
    Ok((named.to_string(), shelf.all().filter(same).collect()))
}

fn found(house: &House, query: MeetingQuery) -> Result<HashSet<MeetingId>, Fault> {
    if query == MeetingQuery::default() {
        return Ok(shelf(house)?.ids().iter().copied().collect());
    }
    let query = MeetingQuery { most: None, ..query };
    Ok(meetings(house, query)?.lines.into_iter().map(|line| line.id).collect())
}

/// "Listed by River Intergroup, kept by Alongside", with the terms where they are known.
pub(super) fn listed_by(lang: Lang, source: &Source) -> String {
    let said = |id: &str, args: &[(&str, Arg)]| words().say_with(lang, id, args);
    let by = said(
        "out-listed-by",
        &[("list", Arg::from(source.name.as_str())), ("agency", Arg::from(source.steward.as_str()))],
    );
    match &source.licence {
        Some(licence) => format!("{by} {}", said("out-terms", &[("terms", Arg::from(licence.as_str()))])),
        None => by,
    }
}

/// Columns of the table. They are the Meeting Guide's names, so that any program that reads those reads it back; the
/// last three are ours.
const COLUMNS: [&str; 27] = [
    "name",
    "slug",
    "day",
    "time",
    "end_time",
    "timezone",
    "location",
    "address",
    "city",
    "state",
    "postal_code",
    "country",
    "region",
    "latitude",
    "longitude",
    "approximate",
    "conference_url",
    "conference_phone",
    "types",
    "notes",
    "group",
    "url",
    "updated",
    "entity",
    "attendance",
    "source",
    "licence",
];

/// What a search finds, as a table for a spreadsheet.
pub fn table(house: &House, query: MeetingQuery, base: &str) -> Result<GivenOut, Fault> {
    let shelf = shelf(house)?;
    let found = found(house, query)?;
    let rows = shelf.all().filter(|shown| found.contains(&shown.id)).map(|shown| row(&shown, base));
    let body = bytes(sheet::write(&COLUMNS, rows));
    Ok(GivenOut { body, version: shelf.version() })
}

fn row(shown: &Shown<'_>, base: &str) -> Vec<Cow<'static, str>> {
    let meeting = outward(shown, base);
    let (days, start, end, zone) = match &meeting.schedule {
        Schedule::Weekly(weekly) => (
            weekly.days.iter().map(|day| day.to_sunday_zero_offset().to_string()).collect::<Vec<_>>().join(","),
            weekly.start.strftime("%H:%M").to_string(),
            weekly.end.map(|end| end.strftime("%H:%M").to_string()).unwrap_or_default(),
            weekly.zone.iana_name().unwrap_or_default().to_owned(),
        ),
        Schedule::ByAppointment => Default::default(),
    };
    let place = &meeting.place;
    let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let regions: Vec<&str> = place.regions.iter().map(Line::as_str).collect();
    let degrees =
        |of: fn(domain::directory::Point) -> f64| place.point.map(|at| of(at).to_string()).unwrap_or_default();
    let updated = meeting.updated.map(|at| at.local(&domain::time::TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S"));
    let cells = [
        meeting.name.to_string(),
        meeting.slug.to_string(),
        days,
        start,
        end,
        zone,
        line(&place.name),
        line(&place.address),
        line(&place.city),
        line(&place.state),
        line(&place.postal_code),
        line(&place.country),
        regions.join(" > "),
        degrees(domain::directory::Point::latitude),
        degrees(domain::directory::Point::longitude),
        if place.approximate { "yes" } else { "no" }.to_owned(),
        meeting.conference.url.as_ref().map(ToString::to_string).unwrap_or_default(),
        meeting.conference.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
        meeting.types.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(","),
        meeting.notes.to_string(),
        line(&meeting.group),
        meeting.url.as_ref().map(ToString::to_string).unwrap_or_default(),
        updated.map(|at| at.to_string()).unwrap_or_default(),
        line(&meeting.entity.name),
        meeting.attendance().code().to_owned(),
        shown.source.name.clone(),
        shown.source.licence.clone().unwrap_or_default(),
    ];
    cells.map(Cow::Owned).into()
}
