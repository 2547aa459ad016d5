//! `GET …/actions/{action}/meetings`: finding a meeting for a step; `POST …/meeting`: putting it in, or taking it out.

use super::chart::Chart;
use super::goal::Choice;
use super::open::look;
use super::pieces::choices;
use super::view::{meeting_next, say};
use crate::app::App;
use crate::form::Posted;
use crate::page::Page;
use crate::respond::{Reply, Trouble, ask, html, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::ActionId;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::{Date, Weekday};
use service::directory::{Attendance, MeetingLine, MeetingQuery, PartOfDay};
use service::plan::MeetingPick;
use words::words;

/// The weekdays by their number in a list of meetings, from Sunday.
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// A page shows this many; more words find the rest.
const MOST: usize = 25;

struct Line {
    id: String,
    name: String,
    next: String,
    weekday: String,
    place: String,
    more: String,
}

#[derive(Template)]
#[template(path = "plan/pick.html")]
struct PickPage {
    page: Page,
    base: String,
    id: String,
    what: String,
    now: String,
    text: String,
    near: String,
    place_known: bool,
    days: Vec<Choice>,
    parts: Vec<Choice>,
    ways: Vec<Choice>,
    count: usize,
    found: Vec<Line>,
}

/// The search and what it finds: everybody's meetings, and nothing of who looks.
pub async fn meetings(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let chart = Chart::of(&visit, &at)?;
    let id: ActionId = at.id("action")?;
    let view = look(&app, &chart).await?;
    let lang = visit.lang;
    if !view.may_write {
        return Err(Trouble::Absent);
    }
    let (_, action) = view.content.action(id).ok_or(Trouble::Absent)?;
    let typed = |name: &str| -> String { visit.asked(name).chars().take(200).collect() };
    let query = MeetingQuery {
        text: typed("q"),
        weekday: visit.asked("day").parse::<u8>().ok().filter(|day| *day < 7),
        part: PartOfDay::from_code(visit.asked("part")),
        way: Attendance::from_code(visit.asked("way")),
        near: typed("near"),
        most: Some(MOST),
        ..MeetingQuery::default()
    };
    let house = app.house.clone();
    let asked = query.clone();
    let found = ask(move || service::directory::meetings(&house, asked)).await?;
    let days = (0..).zip(DAYS).map(|(number, code)| Choice {
        value: u8::to_string(&number),
        label: say(lang, &format!("weekday-{code}")),
        chosen: query.weekday == Some(number),
    });
    let mut page = Page::titled(&app, &visit, chart.face, "pick-title");
    // Two people look at it together, as at the conversation that it belongs to.
    page.conversation = true;
    html(&PickPage {
        page,
        base: chart.base.clone(),
        id: id.to_string(),
        what: action.what.clone(),
        now: action.link.as_ref().map(|link| meeting_next(lang, view.today, link)).unwrap_or_default(),
        days: days.collect(),
        parts: choices(
            lang,
            "meeting-part",
            PartOfDay::ALL.iter().map(|part| part.code()),
            query.part.map_or("", PartOfDay::code),
        ),
        ways: choices(
            lang,
            "meeting-attendance",
            [Attendance::InPerson, Attendance::Online, Attendance::Phone].iter().map(|way| way.code()),
            query.way.map_or("", Attendance::code),
        ),
        text: query.text,
        near: query.near,
        place_known: found.place_known,
        count: found.count,
        found: found.lines.into_iter().map(|meeting| line(lang, view.today, meeting)).collect(),
    })
}

fn line(lang: Lang, today: Date, meeting: MeetingLine) -> Line {
    let named = |code: &String| {
        let id = format!("meeting-type-{}", code.to_lowercase());
        words().has(lang, &id).then(|| say(lang, &id))
    };
    let next = meeting.next.map(|next| {
        let (day, time) = (words().date(lang, next.date()), words().time_of_day(lang, next.time()));
        let told = words().say_with(lang, "pick-next", &[("day", Arg::from(day)), ("time", Arg::from(time))]);
        let ahead = domain::time::days_between(today, next.date());
        if (0..2).contains(&ahead) {
            format!("{told} ({})", words().relative_day(lang, today, next.date()))
        } else {
            told
        }
    });
    let miles = meeting.miles.map(|miles| {
        let tenths = (miles * 10.0).round() / 10.0;
        words().say_with(lang, "pick-miles", &[("miles", Arg::from(format!("{tenths:.1}")))])
    });
    let way =
        (meeting.attendance != "in-person").then(|| say(lang, &format!("meeting-attendance-{}", meeting.attendance)));
    let more: Vec<String> =
        miles.into_iter().chain(way).chain(meeting.types.iter().filter_map(named).take(6)).collect();
    Line {
        id: meeting.id.to_string(),
        name: meeting.name,
        weekday: meeting.next.map(|next| next.date().weekday().to_sunday_zero_offset().to_string()).unwrap_or_default(),
        next: next.unwrap_or_else(|| say(lang, "meeting-by-appointment")),
        place: meeting.place,
        more: more.join(" · "),
    }
}

/// Puts a meeting into the step, or takes it out.
pub async fn put(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let chart = Chart::of(&visit, &at)?;
    let id: ActionId = at.id("action")?;
    let command = fields.command()?;
    let day: Option<i8> = fields.code("day")?;
    let pick = fields
        .code("meeting")?
        .map(|meeting| MeetingPick { meeting, day: day.and_then(|day| Weekday::from_sunday_zero_offset(day).ok()) });
    let said = if pick.is_some() { "meeting-in-plan" } else { "saved" };
    let (house, one) = (app.house.clone(), chart.clone());
    ask(move || service::plan::link_meeting(&house, &one.session, command, one.member, id, pick)).await?;
    Ok(see_saying(&format!("{}/actions/{id}", chart.base), said))
}
