//! `GET /meetings`: find a meeting by words, day and part of the day.

use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::directory::PartOfDay;
use domain::lang::Lang;
use service::directory::{MeetingLine, MeetingQuery};
use words::words;

/// A page shows this many; more words find the rest.
const MOST: usize = 25;

/// The weekdays by their number in a list of meetings, from Sunday.
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

struct Line {
    name: String,
    when: String,
    place: String,
    types: String,
    way: String,
}

#[derive(Template)]
#[template(path = "public/meetings.html")]
struct MeetingsPage {
    page: Page,
    text: String,
    days: Vec<Choice>,
    parts: Vec<Choice>,
    count: usize,
    found: Vec<Line>,
}

/// The search and what it finds.
pub async fn meetings(State(app): State<App>, visit: Visit) -> Reply {
    let text: String = visit.asked("q").chars().take(200).collect();
    let weekday = visit.asked("day").parse::<u8>().ok().filter(|day| *day < 7);
    let part = PartOfDay::from_code(visit.asked("part"));
    let query = MeetingQuery { text: text.clone(), weekday, part, most: Some(MOST), ..MeetingQuery::default() };
    let house = app.house.clone();
    let found = ask(move || service::directory::meetings(&house, query)).await?;
    let page = Page::titled(&app, &visit, Face::Public, "meetings-title");
    let lang = visit.lang;
    let day = |(number, code): (usize, &&str)| Choice {
        value: number.to_string(),
        label: words().say(lang, &format!("weekday-{code}")).into_owned(),
        chosen: weekday.is_some_and(|day| usize::from(day) == number),
    };
    let of_day = |own: PartOfDay| Choice {
        value: own.code().to_owned(),
        label: words().say(lang, &own.message_id()).into_owned(),
        chosen: part == Some(own),
    };
    html(&MeetingsPage {
        page,
        text,
        days: DAYS.iter().enumerate().map(day).collect(),
        parts: PartOfDay::ALL.into_iter().map(of_day).collect(),
        count: found.count,
        found: found.lines.into_iter().map(|meeting| line(lang, meeting)).collect(),
    })
}

fn line(lang: Lang, meeting: MeetingLine) -> Line {
    let named = |code: &String| {
        let id = format!("meeting-type-{}", code.to_lowercase());
        if words().has(lang, &id) { words().say(lang, &id).into_owned() } else { code.clone() }
    };
    let types: Vec<String> = meeting.types.iter().map(named).collect();
    // Where people come together in a room nothing needs to be said.
    let way = match meeting.attendance {
        "in-person" => String::new(),
        other => words().say(lang, &format!("meeting-attendance-{other}")).into_owned(),
    };
    let when = words().schedule(lang, &meeting.schedule);
    Line { name: meeting.name, when, place: meeting.place, types: types.join(" · "), way }
}
