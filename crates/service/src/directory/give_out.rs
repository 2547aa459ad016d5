//! Giving out what is listed: as a Meeting Guide feed, as calendars, as a table.
//!
//! Nobody's mail address or payment handle goes along, even where a list names one: who wants to say that a listing is
//! wrong says so here.

use super::find::{Matching, matching};
use super::shelf::{Shelf, Shown, Source, WholeFile, fingerprint, shelf};
use super::{MeetingQuery, When};
use crate::House;
use access::Fault;
use domain::directory::{Giving, Meeting, Schedule, WebAddress, fold};
use domain::id::{Identity, MeetingId};
use domain::lang::Lang;
use domain::notice::Arg;
use domain::text::Line;
use standards::ical::{Calendar, Entry};
use standards::{meeting_guide, sheet};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use words::words;

/// A file to give out.
#[derive(Debug, Clone)]
pub struct GivenOut {
    /// What is in it; nothing for who has this version already.
    pub body: Option<Arc<[u8]>>,
    /// The same as it is kept, where it is everything and not a search: packed once for all.
    pub whole: Option<Arc<WholeFile>>,
    /// Another as soon as the body may differ.
    pub version: String,
}

/// The versions of a file that somebody has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Has(pub Vec<String>);

impl Has {
    /// Whether this version is among them; `*` stands for any (RFC 9110, section 13.1.2).
    pub fn holds(&self, version: &str) -> bool {
        self.0.iter().any(|own| own == version || own == "*")
    }
}

/// A file, made only for who does not have it.
pub(super) fn given(has: &Has, version: String, make: impl FnOnce() -> Arc<[u8]>) -> GivenOut {
    GivenOut { body: if has.holds(&version) { None } else { Some(make()) }, whole: None, version }
}

/// Everything, made only for who does not have it.
fn all(has: &Has, version: String, file: impl FnOnce() -> Arc<WholeFile>) -> GivenOut {
    let whole = if has.holds(&version) { None } else { Some(file()) };
    GivenOut { body: whole.as_ref().map(|whole| whole.plain()), whole, version }
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
pub fn meeting_guide(house: &House, base: &str, has: &Has) -> Result<GivenOut, Fault> {
    let shelf = shelf(house)?;
    let write = || {
        let meetings: Vec<Meeting> = shelf.all().map(|shown| outward(&shown, base)).collect();
        WholeFile::of(bytes(meeting_guide::write(&meetings)))
    };
    Ok(all(has, shelf.version().to_owned(), || Arc::clone(shelf.whole.guide.get_or_init(write))))
}

/// How a calendar is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarAsked {
    /// Which meetings.
    pub which: CalendarOf,
    /// The language of its words.
    pub lang: Lang,
    /// Where this house is found.
    pub base: String,
    /// Where the calendar can be had again.
    pub address: String,
}

/// A calendar; [`Fault::Absent`] where the meeting is not listed or has no fixed time.
pub fn calendar(house: &House, asked: &CalendarAsked, has: &Has) -> Result<GivenOut, Fault> {
    let shelf = shelf(house)?;
    // What is not there is not there, whatever somebody says they have.
    let of_one = match &asked.which {
        CalendarOf::Meeting(id) => {
            let one = shelf.one(*id).filter(|one| one.meeting.weekly().is_some()).ok_or(Fault::Absent)?;
            Some((one.meeting.name.to_string(), vec![one]))
        }
        CalendarOf::GroupOf(id) => Some(group(&shelf, *id)?),
        CalendarOf::Search(_) => None,
    };
    let version = version(house, &shelf, asked);
    if has.holds(&version) {
        return Ok(GivenOut { body: None, whole: None, version });
    }
    let (name, shown) = match (of_one, &asked.which) {
        (Some(of_one), _) => of_one,
        (None, CalendarOf::Search(query)) if *query != MeetingQuery::default() => {
            let found = found(house, query)?;
            let shown = found.iter().filter_map(|id| shelf.one(*id)).collect();
            (words().say(asked.lang, "out-calendar-name").into_owned(), shown)
        }
        _ => {
            let name = || words().say(asked.lang, "out-calendar-name").into_owned();
            let write = || WholeFile::of(written(asked, name(), shelf.all().collect()));
            // Beside the whole there is only one address that it can be had at.
            let kept = Lang::ALL.iter().position(|lang| *lang == asked.lang);
            let kept = kept.and_then(|at| shelf.whole.calendar.get(at));
            return Ok(all(has, version, || kept.map_or_else(write, |kept| Arc::clone(kept.get_or_init(write)))));
        }
    };
    Ok(GivenOut { body: Some(written(asked, name, shown)), whole: None, version })
}

fn written(asked: &CalendarAsked, name: String, shown: Vec<Shown<'_>>) -> Arc<[u8]> {
    // Said once for each list, not for each of its meetings.
    let mut said: Vec<(&Source, String)> = Vec::new();
    let entries = shown.into_iter().map(|shown| {
        let known = said.iter().find(|(source, _)| std::ptr::eq(*source, shown.source)).map(|(_, text)| text.clone());
        let source = known.unwrap_or_else(|| {
            let text = listed_by(asked.lang, shown.source);
            said.push((shown.source, text.clone()));
            text
        });
        Entry {
            id: shown.id,
            meeting: shown.meeting,
            page: page(&asked.base, shown.id),
            source,
            read: shown.source.read,
            since: shown.id.made_at(),
        }
    });
    bytes(standards::ical::write(&Calendar { name, address: asked.address.clone(), entries: entries.collect() }))
}

/// A name for the answer to a question: another as soon as it may differ.
fn version(house: &House, shelf: &Shelf, question: &(impl std::fmt::Debug + Timed)) -> String {
    // "Today" is another answer each minute; what is asked for by weekday or not by time is not.
    let minute = if question.is_timed() { house.now().micros() / 60_000_000 } else { 0 };
    fingerprint(&format!("{} {minute} {question:?}", shelf.version()))
}

/// Whether the answer goes by the clock.
trait Timed {
    fn is_timed(&self) -> bool;
}

impl Timed for MeetingQuery {
    fn is_timed(&self) -> bool {
        self.when != When::ThisWeek
    }
}

impl Timed for CalendarAsked {
    fn is_timed(&self) -> bool {
        matches!(&self.which, CalendarOf::Search(query) if query.is_timed())
    }
}

/// The group's name, and its meetings: those of the same list that name the same group.
fn group<'s>(shelf: &'s Shelf, id: MeetingId) -> Result<(String, Vec<Shown<'s>>), Fault> {
    let one = shelf.one(id).ok_or(Fault::Absent)?;
    let named = one.meeting.group.as_ref().ok_or(Fault::Absent)?;
    let own = group_of(one.meeting);
    let same = |shown: &Shown<'_>| std::ptr::eq(shown.source, one.source) && group_of(shown.meeting) == own;
    let alike = own.as_ref().and_then(|own| groups(shelf).get(&short(own))).into_iter().flatten();
    Ok((named.to_string(), alike.filter_map(|id| shelf.one(*id)).filter(same).collect()))
}

/// Other meetings of the same group, no more than `most`; none where its list names no group. Anyone may ask.
pub fn others_of_group(house: &House, id: MeetingId, most: usize) -> Result<Vec<OfGroup>, Fault> {
    let shelf = shelf(house)?;
    let (_, all) = match group(&shelf, id) {
        Err(Fault::Absent) => return Ok(Vec::new()),
        other => other?,
    };
    let own = shelf.one(id).map(|shown| shown.id);
    let line = |shown: Shown<'_>| OfGroup {
        id: shown.id,
        name: shown.meeting.name.to_string(),
        schedule: shown.meeting.schedule.clone(),
    };
    Ok(all.into_iter().filter(|shown| Some(shown.id) != own).take(most).map(line).collect())
}

/// Every meeting that has a page, with the day on which its list was last read, by identity. Anyone may ask.
pub fn meeting_days(house: &House) -> Result<Vec<(MeetingId, domain::time::Date)>, Fault> {
    let shelf = shelf(house)?;
    let day = |shown: Shown<'_>| (shown.id, shown.source.read.date(&domain::time::TimeZone::UTC));
    Ok(shelf.all().map(day).collect())
}

/// A meeting of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct OfGroup {
    /// Its identity.
    pub id: MeetingId,
    /// What it is called.
    pub name: String,
    /// When it is held.
    pub schedule: Schedule,
}

/// Meetings by what their group is called, each under a short number of it: to fold every name anew for each calendar
/// would be most of its cost.
fn groups(shelf: &Shelf) -> &HashMap<u64, Vec<MeetingId>> {
    shelf.whole.groups.get_or_init(|| {
        let mut groups: HashMap<u64, Vec<MeetingId>> = HashMap::new();
        for shown in shelf.all() {
            if let Some(group) = group_of(shown.meeting) {
                groups.entry(short(&group)).or_default().push(shown.id);
            }
        }
        groups
    })
}

/// What the group of a meeting is called, with its city.
fn group_of(meeting: &Meeting) -> Option<(String, Option<String>)> {
    let city = meeting.place.city.as_ref().map(|city| fold(city.as_str()));
    Some((fold(meeting.group.as_ref()?.as_str()), city))
}

fn short(group: &(String, Option<String>)) -> u64 {
    let mut hasher = DefaultHasher::new();
    group.hash(&mut hasher);
    hasher.finish()
}

/// What a search finds, by identity. Near a place that nobody knows there is nothing: a file cannot say that it holds
/// every place instead.
fn found(house: &House, query: &MeetingQuery) -> Result<Vec<MeetingId>, Fault> {
    let Matching { ready, places, place_known, .. } = matching(house, query)?;
    let ids = places.into_iter().filter(|_| place_known).filter_map(|at| ready.ids.get(at).copied());
    let mut ids: Vec<MeetingId> = ids.collect();
    ids.sort_unstable();
    Ok(ids)
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
pub fn table(house: &House, query: &MeetingQuery, base: &str, has: &Has) -> Result<GivenOut, Fault> {
    let shelf = shelf(house)?;
    let version = version(house, &shelf, query);
    if has.holds(&version) {
        return Ok(GivenOut { body: None, whole: None, version });
    }
    if *query == MeetingQuery::default() {
        let write = || WholeFile::of(bytes(sheet::write(&COLUMNS, shelf.all().map(|shown| row(&shown, base)))));
        return Ok(all(has, version, || Arc::clone(shelf.whole.table.get_or_init(write))));
    }
    let found = found(house, query)?;
    let rows = found.iter().filter_map(|id| shelf.one(*id)).map(|shown| row(&shown, base));
    Ok(GivenOut { body: Some(bytes(sheet::write(&COLUMNS, rows))), whole: None, version })
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
