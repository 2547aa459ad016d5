//! `GET /meetings/{meeting}`: one meeting at its lasting address.

use super::asked::Asked;
use super::map::{Map, of_one};
use super::names::{self, say};
use crate::app::App;
use crate::directory::{Qr, qr};
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html_with, see};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::directory::{Attendance, Pathway, Place};
use domain::id::MeetingId;
use domain::lang::Lang;
use domain::notice::Arg;
use http::StatusCode;
use service::directory::{MeetingPage, OfGroup, Progress, Standing, meeting_page};
use words::words;

struct Link {
    href: String,
    label: String,
}

#[derive(Template)]
#[template(path = "public/meeting.html")]
struct OnePage {
    page: Page,
    name: String,
    group: String,
    gone: bool,
    off: bool,
    desk: String,
    when: String,
    until: String,
    next: String,
    there: String,
    progress: String,
    look: &'static str,
    way: String,
    building: String,
    street: String,
    door: String,
    roughly: bool,
    map: Option<Map>,
    outside: String,
    video: String,
    video_notes: String,
    phone: String,
    dial: String,
    phone_notes: String,
    kinds: Vec<String>,
    notes: String,
    expect: Vec<Link>,
    calendar: String,
    /// The calendar of all meetings of its group.
    of_group: String,
    /// Other meetings of its group.
    others: Vec<Link>,
    /// Where to look for another one nearby.
    near_by: String,
    qr: Option<Qr>,
    address: String,
    steward: String,
    list: String,
    checked: String,
    updated: String,
    publisher: String,
    /// Who checked the entry, when it is checked next, under which terms its list may be used: each with its words.
    listed: Vec<(String, String)>,
    credit: String,
    data: String,
    tell: String,
    said: Vec<String>,
    fit: Vec<String>,
    people: usize,
}

/// How many other meetings of its group a page names.
const OF_GROUP: usize = 5;

/// Everything that its list says, where it is, and when it is held next.
pub async fn meeting(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let id: MeetingId = at.id("meeting")?;
    let zone = visit.asked("zone").to_owned();
    let house = app.house.clone();
    let (shown, standing, others) = ask(move || {
        let shown = meeting_page(&house, id, &zone)?;
        let others = service::directory::others_of_group(&house, id, OF_GROUP)?;
        Ok::<_, service::Fault>((shown, crate::directory::tell::of(&house, id)?, others))
    })
    .await?;
    if let Some(whole) = shown.stands_in {
        return Ok(see(&Asked::of(&visit).only(&["zone"]).href(&format!("{}/meetings/{whole}", visit.lang.prefix()))));
    }
    let status = if shown.gone { StatusCode::GONE } else { StatusCode::OK };
    let mut page = page(&app, &visit, id, &shown);
    if let Some(standing) = standing.filter(|_| !shown.gone) {
        page.tell = format!("{}/meetings/{id}/tell", visit.lang.prefix());
        page.said = crate::directory::tell::said(&visit, &standing);
        (page.fit, page.people) = crate::directory::tell::fit(&visit, &standing);
        page.listed = listed(&visit, &standing);
        page.credit = standing.credit.unwrap_or_default();
        let one = |one: &OfGroup| Link {
            href: format!("{}/meetings/{}", visit.lang.prefix(), one.id),
            label: format!("{}: {}", one.name, words().schedule(visit.lang, &one.schedule)),
        };
        page.others = others.iter().map(one).collect();
    }
    html_with(status, &page)
}

fn page(app: &App, visit: &Visit, id: MeetingId, shown: &MeetingPage) -> OnePage {
    let lang = visit.lang;
    let (meeting, place) = (&shown.meeting, &shown.meeting.place);
    let text = |line: &Option<domain::text::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let with = |id: &str, name: &str, value: String| words().say_with(lang, id, &[(name, Arg::from(value))]);
    let address = format!("{}{}/meetings/{id}", app.public_url, lang.prefix());
    let way = meeting.attendance();
    let room = matches!(way, Attendance::InPerson | Attendance::Hybrid);
    let town: Vec<String> =
        [&place.city, &place.state, &place.postal_code].into_iter().flatten().map(ToString::to_string).collect();
    let street: Vec<String> =
        [text(&place.address), town.join(" ")].into_iter().filter(|part| !part.is_empty()).collect();
    let point = shown.point.filter(|_| !shown.gone);
    let stood = shown.stood.as_ref();
    let zoned = |at, zone: &str| {
        let args = [("moment", Arg::from(names::moment(lang, at))), ("zone", Arg::from(names::zone(lang, zone)))];
        words().say_with(lang, "meeting-next-start", &args)
    };
    let in_lang = if lang == Lang::En { "" } else { "?lang=es" };
    let day = |moment: domain::time::Moment| visit.day(moment);
    let title = meeting.name.to_string();
    OnePage {
        page: Page::new(app, visit, Face::Public, title.clone()),
        name: title,
        group: text(&meeting.group),
        gone: shown.gone,
        off: shown.off,
        desk: desk(visit, id),
        when: words().schedule(lang, &meeting.schedule),
        until: meeting
            .weekly()
            .and_then(|weekly| weekly.end)
            .map(|end| with("meeting-until", "time", names::time(lang, end)))
            .unwrap_or_default(),
        next: stood.map(|stood| zoned(stood.next, &stood.zone)).unwrap_or_default(),
        there: stood
            .and_then(|stood| stood.there)
            .map(|there| with("meeting-there", "time", names::moment(lang, there)))
            .unwrap_or_default(),
        progress: stood.map(|stood| names::progress(lang, stood.progress)).unwrap_or_default(),
        look: if stood.is_some_and(|stood| matches!(stood.progress, Progress::Running { .. })) {
            "active"
        } else {
            "soon"
        },
        way: say(lang, &way.message_id()),
        building: text(&place.name),
        street: street.join(", "),
        door: place.notes.as_str().to_owned(),
        roughly: place.approximate || (room && point.is_some_and(|(_, roughly)| roughly)),
        map: point.map(|(point, _)| of_one(lang, point)),
        outside: point.filter(|(_, roughly)| !roughly).map(|(point, _)| outside(point)).unwrap_or_default(),
        video: meeting.conference.url.as_ref().map(ToString::to_string).unwrap_or_default(),
        video_notes: meeting.conference.url_notes.as_str().to_owned(),
        phone: meeting.conference.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
        // A "#" would end the address.
        dial: meeting.conference.phone.as_ref().map(|phone| phone.to_string().replace('#', "%23")).unwrap_or_default(),
        phone_notes: meeting.conference.phone_notes.as_str().to_owned(),
        kinds: names::kinds(lang, meeting.types.iter().map(|kind| kind.code())),
        notes: meeting.notes.as_str().to_owned(),
        expect: expect(lang, shown),
        calendar: if stood.is_some() { format!("/meetings/{id}/calendar.ics{in_lang}") } else { String::new() },
        of_group: if shown.gone || meeting.group.is_none() {
            String::new()
        } else {
            format!("/meetings/{id}/group.ics{in_lang}")
        },
        others: Vec::new(),
        near_by: near_by(lang, place),
        qr: qr(&address),
        steward: shown.steward.clone(),
        list: shown.list.clone(),
        checked: day(shown.read_at),
        updated: meeting.updated.map(day).unwrap_or_default(),
        publisher: text(&meeting.entity.name),
        listed: Vec::new(),
        credit: String::new(),
        data: if shown.gone {
            String::new()
        } else {
            super::data::of(meeting, &address, stood.map(|stood| stood.starts.as_str()))
        },
        address,
        tell: String::new(),
        said: Vec::new(),
        fit: Vec::new(),
        people: 0,
    }
}

/// The map of another site, where the visitor asks for it.
fn outside(point: service::directory::Point) -> String {
    let (north, east) = (point.latitude(), point.longitude());
    format!("https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=17/{north}/{east}")
}

/// The entry at the desk of whoever may put it right, or say what should be; empty for everyone else.
fn desk(visit: &Visit, id: MeetingId) -> String {
    let session = visit.session.as_ref().filter(|session| service::people::offers(session).propose);
    let slug = session.and_then(|session| session.agency_slug.as_deref());
    slug.map(|slug| format!("/agency/{slug}/directory/entries/{id}")).unwrap_or_default()
}

/// What else is to be known of the entry: who checked it and when, when it is checked next, and the terms of its list.
fn listed(visit: &Visit, standing: &Standing) -> Vec<(String, String)> {
    let lang = visit.lang;
    let day = |moment: domain::time::Moment| visit.day(moment);
    let checked = standing.verified.map(|(by, at)| {
        let id = format!("meeting-checked-by-{}", by.code());
        ("meeting-checked-here", words().say_with(lang, &id, &[("date", Arg::from(day(at)))]))
    });
    let next = standing.next_check.map(|(next, _)| ("meeting-next-check", day(next)));
    let old = standing.next_check.map(|(_, stale)| ("entry-stale-after", day(stale)));
    let terms = standing.licence.clone().map(|licence| ("meeting-terms", licence));
    [checked, next, old, terms].into_iter().flatten().map(|(id, text)| (say(lang, id), text)).collect()
}

/// The search for meetings around a place; all of them where nothing is known of it.
fn near_by(lang: Lang, place: &Place) -> String {
    let town: Vec<&str> = [&place.city, &place.state].into_iter().flatten().map(|line| line.as_str()).collect();
    let near = match (&place.postal_code, place.city.is_some()) {
        (Some(code), _) => code.to_string(),
        (None, true) => town.join(", "),
        (None, false) => String::new(),
    };
    let asked = if near.is_empty() { Asked::default() } else { Asked::default().with("near", near) };
    asked.href(&format!("{}/meetings", lang.prefix()))
}

/// What a first meeting of its pathway is like: guides of the library, those that there are.
fn expect(lang: Lang, shown: &MeetingPage) -> Vec<Link> {
    let prefix = lang.prefix();
    let library = words::content::library();
    let of_pathway = |pathway: Pathway| {
        let guide = library.first_meeting(lang, pathway)?;
        Some(Link {
            href: format!("{prefix}/library/{}", guide.key),
            label: words().say_with(
                lang,
                "meeting-expect",
                &[("pathway", Arg::from(say(lang, &pathway.message_id())))],
            ),
        })
    };
    let mut all: Vec<Link> = shown.pathways().filter_map(of_pathway).collect();
    if all.is_empty() && library.article(lang, "first-meeting").is_some() {
        all.push(Link { href: format!("{prefix}/library/first-meeting"), label: say(lang, "meeting-expect-any") });
    }
    all
}
