//! `GET /meetings/{meeting}`: one meeting at its lasting address.

use super::map::{Map, of_one};
use super::names::{self, say};
use crate::app::App;
use crate::directory::{Qr, qr};
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html_with};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::directory::{Attendance, Pathway};
use domain::id::MeetingId;
use domain::notice::Arg;
use http::StatusCode;
use service::directory::{MeetingPage, Progress, meeting_page};
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
    qr: Option<Qr>,
    address: String,
    steward: String,
    list: String,
    checked: String,
    updated: String,
    publisher: String,
    data: String,
    tell: String,
    said: Vec<String>,
    fit: Vec<String>,
    people: usize,
}

/// The first door of these that stands.
fn standing_door(paths: &[String]) -> String {
    paths.iter().find(|path| crate::routes::has_a_page(path)).cloned().unwrap_or_default()
}

/// Everything that its list says, where it is, and when it is held next.
pub async fn meeting(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let id: MeetingId = at.id("meeting")?;
    let zone = visit.asked("zone").to_owned();
    let house = app.house.clone();
    let (shown, standing) = ask(move || {
        let shown = meeting_page(&house, id, &zone)?;
        Ok::<_, service::Fault>((shown, crate::directory::tell::of(&house, id)?))
    })
    .await?;
    let status = if shown.gone { StatusCode::GONE } else { StatusCode::OK };
    let mut page = page(&app, &visit, id, &shown);
    if let Some(standing) = standing.filter(|_| !shown.gone) {
        page.tell = format!("{}/meetings/{id}/tell", visit.lang.prefix());
        page.said = crate::directory::tell::said(&visit, &standing);
        (page.fit, page.people) = crate::directory::tell::fit(&visit, &standing);
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
    let day = |moment: domain::time::Moment| words().date_with_year(lang, moment.date(&domain::time::TimeZone::UTC));
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
        outside: point
            .filter(|(_, roughly)| !roughly)
            .map(|(point, _)| {
                let (north, east) = (point.latitude(), point.longitude());
                format!("https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=17/{north}/{east}")
            })
            .unwrap_or_default(),
        video: meeting.conference.url.as_ref().map(ToString::to_string).unwrap_or_default(),
        video_notes: meeting.conference.url_notes.as_str().to_owned(),
        phone: meeting.conference.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
        // A "#" would end the address.
        dial: meeting.conference.phone.as_ref().map(|phone| phone.to_string().replace('#', "%23")).unwrap_or_default(),
        phone_notes: meeting.conference.phone_notes.as_str().to_owned(),
        kinds: meeting.types.iter().map(|kind| names::kind(lang, kind.code())).collect(),
        notes: meeting.notes.as_str().to_owned(),
        expect: expect(lang, shown),
        calendar: standing_door(&[format!("/feeds/meetings/{id}.ics"), format!("/meetings/{id}/calendar.ics")]),
        qr: qr(&address),
        steward: shown.steward.clone(),
        list: shown.list.clone(),
        checked: day(shown.read_at),
        updated: meeting.updated.map(day).unwrap_or_default(),
        publisher: text(&meeting.entity.name),
        data: if shown.gone { String::new() } else { super::data::of(meeting, &address) },
        address,
        tell: String::new(),
        said: Vec::new(),
        fit: Vec::new(),
        people: 0,
    }
}

/// The entry at the desk of whoever may put it right, or say what should be; empty for everyone else.
fn desk(visit: &Visit, id: MeetingId) -> String {
    let session = visit.session.as_ref().filter(|session| service::people::offers(session).propose);
    let slug = session.and_then(|session| session.agency_slug.as_deref());
    slug.map(|slug| format!("/agency/{slug}/directory/entries/{id}")).unwrap_or_default()
}

/// What a first meeting of its pathway is like: guides of the library, those that stand there.
fn expect(lang: domain::lang::Lang, shown: &MeetingPage) -> Vec<Link> {
    let prefix = lang.prefix();
    let guide = |name: String| format!("{prefix}/library/{name}");
    let of_pathway = |pathway: Pathway| Link {
        href: standing_door(&[guide(format!("first-meeting-{}", pathway.code()))]),
        label: words().say_with(lang, "meeting-expect", &[("pathway", Arg::from(say(lang, &pathway.message_id())))]),
    };
    let mut all: Vec<Link> = shown.pathways().map(of_pathway).filter(|link| !link.href.is_empty()).collect();
    if all.is_empty() {
        let href = standing_door(&[guide("first-meeting".to_owned())]);
        all.extend(
            Some(href)
                .filter(|href| !href.is_empty())
                .map(|href| Link { href, label: say(lang, "meeting-expect-any") }),
        );
    }
    all
}
