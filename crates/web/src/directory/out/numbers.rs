//! `GET /meetings/statistics`: the directory in numbers, and where there are none.

use super::charts::{Cell, Chart, lying, squares, standing};
use super::given;
use crate::app::App;
use crate::directory::finder::names::filter_by_key;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask_heavy, html};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::directory::gaps::TownWithout;
use domain::directory::statistics::{Kinds, PlaceCount, Statistics, WEEK};
use domain::directory::{Days, PartOfDay};
use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::{Time, Weekday};
use http::HeaderMap;
use service::directory::{Attendance, Numbers};
use words::{weekday_code, words};

/// Towns in the chart, and in the list of gaps; the file has them all.
const TOWNS: usize = 12;
const GAPS: usize = 60;

/// Languages that are shown even where there is no meeting in them yet. House rule: those that most people near here
/// ask for.
const ALWAYS: [&str; 3] = ["english", "spanish", "asl"];

struct Row {
    label: String,
    cells: Vec<String>,
}

struct Gap {
    place: String,
    meetings: String,
    days: String,
    parts: String,
    pathways: String,
    languages: String,
}

#[derive(Template)]
#[template(path = "public/statistics.html")]
struct StatisticsPage {
    page: Page,
    meetings: usize,
    summary: String,
    lying: Vec<Chart>,
    hours: Chart,
    week_reading: String,
    cells: Vec<Cell>,
    days: Vec<(usize, String)>,
    parts: Vec<(usize, String)>,
    day_names: Vec<String>,
    week: Vec<Row>,
    gaps: Vec<Gap>,
    more_gaps: usize,
    gaps_reading: String,
    /// States with towns near which nobody meets: which, how many towns, the largest of them.
    without: Vec<(String, String, String)>,
    without_reading: String,
}

/// Names of things in one language.
struct Names(Lang);

impl Names {
    fn say(&self, id: &str) -> String {
        words().say(self.0, id).into_owned()
    }

    fn with(&self, id: &str, args: &[(&str, Arg)]) -> String {
        words().say_with(self.0, id, args)
    }

    fn count(&self, count: usize) -> String {
        words().number(self.0, i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn day(&self, day: Weekday) -> String {
        self.say(&Days::message_id(day))
    }

    fn part(&self, part: PartOfDay) -> String {
        self.say(&part.message_id())
    }

    fn hour(&self, hour: usize) -> String {
        let time = i8::try_from(hour % 24).ok().and_then(|hour| Time::new(hour, 0, 0, 0).ok()).unwrap_or_default();
        words().time_of_day(self.0, time)
    }

    /// "a, b, c"; a word for nothing where there is nothing.
    fn all(&self, names: Vec<String>) -> String {
        if names.is_empty() { self.say("stats-nothing-missing") } else { names.join(", ") }
    }
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit) -> Reply {
    let house = app.house.clone();
    let numbers = ask_heavy(move || service::directory::statistics(&house)).await?;
    let Numbers { counts, kinds, without } = &*numbers;
    let names = Names(visit.lang);
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let summary = names.with(
        "stats-summary",
        &[("meetings", number(counts.meetings)), ("groups", number(counts.groups)), ("starts", number(counts.starts))],
    );
    let charts = vec![
        sorts(&names, counts, &kinds.sorts),
        languages(&names, counts, &kinds.languages),
        ways(&names, counts),
        towns(&names, counts),
    ];
    let empty = counts.empty_parts().len();
    let missing: Vec<&PlaceCount> = counts
        .places
        .iter()
        .filter(|place| !place.days_without().is_empty() || !place.parts_without().is_empty())
        .collect();
    let gap = |place: &&PlaceCount| gap(&names, place, kinds);
    html(&StatisticsPage {
        meetings: counts.meetings,
        summary,
        lying: charts,
        hours: hours(&names, counts),
        week_reading: names.with("stats-week-reading", &[("empty", number(empty))]),
        cells: squares(&counts.week),
        days: WEEK.into_iter().enumerate().map(|(x, day)| (112 + x * 46, short(&names, day))).collect(),
        parts: PartOfDay::ALL.into_iter().enumerate().map(|(y, part)| (50 + y * 34, names.part(part))).collect(),
        day_names: WEEK.into_iter().map(|day| names.day(day)).collect(),
        week: week(&names, counts),
        gaps: missing.iter().take(GAPS).map(gap).collect(),
        more_gaps: missing.len().saturating_sub(GAPS),
        gaps_reading: names
            .with("stats-gaps-reading", &[("places", number(counts.places.len())), ("without", number(missing.len()))]),
        without: by_state(&names, without),
        without_reading: without_reading(&names, without.len()),
        page: Page::titled(&app, &visit, Face::Public, "stats-title"),
    })
}

/// Towns without, each state in one line.
fn by_state(names: &Names, without: &[TownWithout]) -> Vec<(String, String, String)> {
    let state = |towns: &[TownWithout]| {
        let mut named: Vec<String> = towns.iter().take(TOWNS).map(|town| town.city.clone()).collect();
        let more = i64::try_from(towns.len().saturating_sub(TOWNS)).unwrap_or(i64::MAX);
        if more > 0 {
            named.push(names.with("stats-without-more", &[("count", Arg::Number(more))]));
        }
        let state = towns.first().map(|town| town.state.clone()).unwrap_or_default();
        (state, names.count(towns.len()), named.join(", "))
    };
    without.chunk_by(|one, other| one.state == other.state).map(state).collect()
}

/// What was counted and how, with the numbers that it goes by.
fn without_reading(names: &Names, count: usize) -> String {
    let Some(reach) = words::content::desk_rules().map(|rules| rules.reach()) else { return String::new() };
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let args = [
        ("count", number(count)),
        ("miles", Arg::Number(reach.miles as i64)),
        ("codes", number(reach.codes)),
        ("least", number(reach.of_state)),
    ];
    names.with("stats-without-reading", &args)
}

/// `/meetings/statistics.csv`
pub async fn file(State(app): State<App>, headers: HeaderMap) -> Reply {
    let has = given::has(&headers);
    let table = ask_heavy(move || service::directory::statistics_table(&app.house, &has)).await?;
    Ok(given::out(given::NUMBERS, table))
}

/// The first letters of a day, for a narrow column.
fn short(names: &Names, day: Weekday) -> String {
    names.say(&format!("weekday-{}", weekday_code(day))).chars().take(3).collect()
}

fn chart(names: &Names, id: &'static str, reading: String, rows: &[(String, usize)]) -> Chart {
    let (bars, height) = lying(rows, |count| names.count(count));
    Chart {
        title: names.say(&format!("stats-{id}")),
        column: names.say(&format!("stats-{id}-column")),
        id,
        reading,
        bars,
        height,
    }
}

/// A sentence that names what there is none of; another where nothing is missing.
fn missing(names: &Names, id: &str, rows: &[(String, usize)]) -> String {
    let none: Vec<String> = rows.iter().filter(|(_, count)| *count == 0).map(|(label, _)| label.clone()).collect();
    if none.is_empty() {
        names.say(&format!("stats-{id}-all"))
    } else {
        names.with(&format!("stats-{id}-none"), &[("names", Arg::from(none.join(", ")))])
    }
}

fn sorts(names: &Names, counts: &Statistics, keys: &[String]) -> Chart {
    let rows: Vec<(String, usize)> =
        keys.iter().zip(&counts.sorts).map(|(key, count)| (filter_by_key(names.0, key), *count)).collect();
    chart(names, "pathways", missing(names, "pathways", &rows), &rows)
}

fn languages(names: &Names, counts: &Statistics, keys: &[String]) -> Chart {
    let rows: Vec<(String, usize)> = keys
        .iter()
        .zip(&counts.languages)
        .filter(|(key, count)| **count > 0 || ALWAYS.contains(&key.as_str()))
        .map(|(key, count)| (filter_by_key(names.0, key), *count))
        .collect();
    chart(names, "languages", missing(names, "languages", &rows), &rows)
}

fn ways(names: &Names, counts: &Statistics) -> Chart {
    let rows: Vec<(String, usize)> = Attendance::ALL
        .into_iter()
        .zip(counts.ways)
        .filter(|(way, count)| *count > 0 || !matches!(way, Attendance::Paused | Attendance::Unclear))
        .map(|(way, count)| (names.say(&way.message_id()), count))
        .collect();
    chart(names, "ways", missing(names, "ways", &rows), &rows)
}

fn towns(names: &Names, counts: &Statistics) -> Chart {
    let rows: Vec<(String, usize)> =
        counts.largest_places(TOWNS).into_iter().map(|place| (place_name(place), place.meetings)).collect();
    let shown = Arg::Number(i64::try_from(rows.len()).unwrap_or(i64::MAX));
    let all = Arg::Number(i64::try_from(counts.places.len()).unwrap_or(i64::MAX));
    chart(names, "towns", names.with("stats-towns-reading", &[("shown", shown), ("all", all)]), &rows)
}

fn place_name(place: &PlaceCount) -> String {
    if place.state.is_empty() { place.city.clone() } else { format!("{}, {}", place.city, place.state) }
}

fn hours(names: &Names, counts: &Statistics) -> Chart {
    let rows: Vec<(String, usize)> =
        counts.hours.iter().enumerate().map(|(hour, count)| (names.hour(hour), *count)).collect();
    let (bars, height) = standing(&rows, |count| names.count(count));
    let reading = match counts.fullest_hour() {
        Some(hour) => {
            let (from, to) = (Arg::from(names.hour(hour)), Arg::from(names.hour(hour + 1)));
            let none = counts.hours.iter().filter(|count| **count == 0).count();
            let none = Arg::Number(i64::try_from(none).unwrap_or_default());
            names.with("stats-hours-reading", &[("from", from), ("to", to), ("none", none)])
        }
        None => names.say("stats-hours-none"),
    };
    Chart {
        id: "hours",
        title: names.say("stats-hours"),
        column: names.say("stats-hours-column"),
        reading,
        bars,
        height,
    }
}

fn week(names: &Names, counts: &Statistics) -> Vec<Row> {
    let row = |(at, part): (usize, PartOfDay)| Row {
        label: names.part(part),
        cells: counts.week.iter().map(|day| names.count(day.get(at).copied().unwrap_or_default())).collect(),
    };
    PartOfDay::ALL.into_iter().enumerate().map(row).collect()
}

fn gap(names: &Names, place: &PlaceCount, kinds: &Kinds) -> Gap {
    let none = |key: &&&str| {
        let at = kinds.languages.iter().position(|own| own.as_str() == **key);
        at.is_some_and(|at| PlaceCount::is_without(&place.languages, at))
    };
    Gap {
        place: place_name(place),
        meetings: names.count(place.meetings),
        days: names.all(place.days_without().iter().map(|day| names.day(day)).collect()),
        parts: names.all(place.parts_without().into_iter().map(|part| names.part(part)).collect()),
        pathways: names.all(
            kinds
                .sorts
                .iter()
                .enumerate()
                .filter(|(at, _)| PlaceCount::is_without(&place.sorts, *at))
                .map(|(_, key)| filter_by_key(names.0, key))
                .collect(),
        ),
        languages: names.all(ALWAYS.iter().filter(none).map(|key| filter_by_key(names.0, key)).collect()),
    }
}
