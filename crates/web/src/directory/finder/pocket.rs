//! `GET /meetings/list.pdf`: what a search finds, to fold and put into a pocket. `GET /meetings/send`: the same search as a
//! picture for a phone.

use super::asked::{Asked, DAYS};
use super::list::told;
use super::names::{self, say};
use crate::app::App;
use crate::respond::{Reply, Trouble, ask_heavy};
use crate::session::Visit;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::lang::Lang;
use domain::time::zone;
use http::header;
use paper::{House, PocketDay, PocketList, PocketMeeting, pocket_list};
use service::directory::{MeetingLine, MeetingQuery, Schedule, weekdays};

/// A list holds this many entries of each day: more is no pocket list.
const OF_A_DAY: usize = 40;

/// The list as a PDF.
pub async fn pocket(State(app): State<App>, visit: Visit) -> Reply {
    let asked = Asked::of(&visit);
    let (house, lang) = (app.house.clone(), visit.lang);
    let bytes = ask_heavy(move || {
        let query = asked.query();
        let whole = service::directory::meetings(&house, MeetingQuery { most: Some(OF_A_DAY), ..query.clone() })
            .map_err(Trouble::from)?;
        // One day, or some hours, is one heading; a week has seven.
        let one = query.weekday.is_some() || !query.when.code().is_empty();
        let days = if one {
            vec![(heading(lang, &asked, query.weekday), whole.lines.clone(), whole.count)]
        } else {
            let of_day = |(day, found): (u8, service::directory::MeetingsFound)| {
                (heading(lang, &asked, Some(day)), found.lines, found.count)
            };
            weekdays(&house, MeetingQuery { most: Some(OF_A_DAY), ..query })
                .map_err(Trouble::from)?
                .into_iter()
                .map(of_day)
                .collect()
        };
        let day = |(heading, mut lines, count): (String, Vec<MeetingLine>, usize)| {
            lines.sort_by_key(|line| match &line.schedule {
                Schedule::Weekly(weekly) => (weekly.start, line.name.clone()),
                Schedule::ByAppointment => (domain::time::Time::MAX, line.name.clone()),
            });
            let left_out = count.saturating_sub(lines.len());
            PocketDay { heading, meetings: lines.iter().map(|line| entry(lang, line)).collect(), left_out }
        };
        let own = zone(&whole.zone).unwrap_or(domain::time::TimeZone::UTC);
        let list = PocketList {
            asked: told(lang, &asked, &whole),
            // Near a place that nobody knows there is nothing: paper cannot say that it lists every place instead.
            days: days
                .into_iter()
                .filter(|_| whole.place_known)
                .map(day)
                .filter(|day| !day.meetings.is_empty())
                .collect(),
            printed: house.now().date(&own),
        };
        pocket_list(&list, &House(lang)).map_err(|why| Trouble::Broken(why.to_string()))
    })
    .await?;
    let kind = (header::CONTENT_TYPE, "application/pdf");
    Ok(([kind, (header::CONTENT_DISPOSITION, "inline; filename=\"list.pdf\"")], bytes).into_response())
}

/// The search as a picture: with the zone it was asked in, from its first page on.
pub async fn send(State(app): State<App>, visit: Visit) -> Reply {
    let back = Asked::of(&visit).without(&["page"]).href(&format!("{}/meetings", visit.lang.prefix()));
    crate::directory::send_page(&app, &visit, back)
}

fn heading(lang: Lang, asked: &Asked, day: Option<u8>) -> String {
    match day.and_then(|day| DAYS.get(usize::from(day))) {
        Some(day) => say(lang, &format!("weekday-{day}")),
        None => say(lang, &format!("meetings-when-{}", asked.get("when"))),
    }
}

fn entry(lang: Lang, line: &MeetingLine) -> PocketMeeting {
    let time = match &line.schedule {
        Schedule::Weekly(weekly) => names::time(lang, weekly.start),
        Schedule::ByAppointment => say(lang, "meeting-by-appointment"),
    };
    let way = if line.attendance == "in-person" {
        String::new()
    } else {
        say(lang, &format!("meeting-attendance-{}", line.attendance))
    };
    let about: Vec<String> = [way]
        .into_iter()
        .filter(|way| !way.is_empty())
        .chain(names::kinds(lang, line.types.iter().map(String::as_str)))
        .collect();
    PocketMeeting { time, name: line.name.clone(), place: line.place.clone(), about: about.join(" · ") }
}
