//! `GET /meetings`: what is asked, as a form that an address fills; what is found, as a list or as a week.

use super::asked::{ALL_OF, Asked, DAYS, MILES, ONE_OF, WAYS};
use super::line::{Line, line};
use super::map::{Map, of_list};
use super::names::{self, say};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::directory::PartOfDay;
use domain::lang::Lang;
use domain::notice::Arg;
use service::House;
use service::directory::{FacetGroup, MeetingQuery, MeetingsFound, NEAR, When, counts, filters, week};
use words::words;

/// A page shows this many.
const MOST: usize = 25;
/// A day of the week shows this many.
const OF_A_DAY: usize = 6;

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// A list to pick one from.
struct Pick {
    name: &'static str,
    label: String,
    any: String,
    choices: Vec<Choice>,
}

/// Chips of which several may be ticked.
struct Chips {
    label: String,
    choices: Vec<Choice>,
}

struct Link {
    href: String,
    label: String,
}

struct Day {
    name: String,
    count: usize,
    lines: Vec<Line>,
    more: String,
}

#[derive(Template)]
#[template(path = "public/meetings.html")]
struct MeetingsPage {
    page: Page,
    action: String,
    text: String,
    near: String,
    own_zone: String,
    week: bool,
    first: Vec<Pick>,
    second: Vec<Pick>,
    chips: Vec<Chips>,
    /// What narrows the search, each with the address without it.
    summary: Vec<Link>,
    place_known: bool,
    count: usize,
    found: Vec<Line>,
    from: usize,
    days: Vec<Day>,
    wider: Vec<Link>,
    map: Option<Map>,
    as_list: String,
    as_week: String,
    before: String,
    after: String,
    pocket: String,
    /// The same search as a picture for a phone.
    send: String,
    /// The same search as a calendar, and as a table.
    calendar: String,
    table: String,
}

/// What is found, in the form that was asked for.
struct Found {
    list: MeetingsFound,
    days: Vec<(u8, MeetingsFound)>,
    wider: Vec<(Asked, &'static str, usize)>,
}

fn find(house: &House, asked: &Asked) -> Result<Found, service::Fault> {
    let query = asked.query();
    let skip = (asked.page() - 1) * MOST;
    let list = service::directory::meetings(house, MeetingQuery { skip, most: Some(MOST), ..query.clone() })?;
    let one_day = query.weekday.is_some() || query.when != When::ThisWeek;
    let days = if asked.week() && !one_day && list.count > 0 {
        week(house, MeetingQuery { most: Some(OF_A_DAY), ..query })?
    } else {
        Vec::new()
    };
    let wider = if list.count == 0 { wider(house, asked)? } else { Vec::new() };
    Ok(Found { list, days, wider })
}

/// Searches that ask for less, those that find something.
fn wider(house: &House, asked: &Asked) -> Result<Vec<(Asked, &'static str, usize)>, service::Fault> {
    const FILTERS: [&str; 4] = ["pathway", "speaks", "door", "f"];
    let mut all = vec![
        (asked.without(&["when", "part"]), "wider-when"),
        (asked.without(&FILTERS), "wider-filters"),
        (asked.without(&["way"]), "wider-way"),
        (asked.without(&["q"]), "wider-words"),
        (asked.without(&["near", "miles"]), "wider-place"),
        (asked.without(&["when", "part", "way"]).without(&FILTERS), "wider-most"),
    ];
    if !asked.get("near").is_empty() {
        all.insert(0, (asked.with("miles", 50), "wider-miles"));
    }
    let mut seen = vec![asked.without(&[])];
    all.retain(|(wider, _)| {
        let new = !seen.contains(wider);
        seen.push(wider.clone());
        new
    });
    let queries: Vec<MeetingQuery> = all.iter().map(|(asked, _)| asked.query()).collect();
    let counts = counts(house, &queries)?;
    let found = all.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    Ok(found.map(|((asked, id), count)| (asked, id, count)).take(4).collect())
}

/// The search and what it finds.
pub async fn meetings(State(app): State<App>, visit: Visit) -> Reply {
    let asked = Asked::of(&visit);
    let (house, own) = (app.house.clone(), asked.clone());
    let Found { list, days, wider } = ask(move || find(&house, &own)).await?;
    if asked.page() > 1 && list.lines.is_empty() {
        return Err(Trouble::Absent);
    }
    let (lang, action) = (visit.lang, visit.path.clone());
    let page = Page::titled(&app, &visit, Face::Public, "meetings-title");
    let points: Vec<_> = (1..).zip(&list.lines).filter_map(|(number, line)| Some((number, line.point?))).collect();
    let skipped = (asked.page() - 1) * MOST;
    let turn = |to: usize| if to == 1 { asked.without(&[]) } else { asked.with("page", to) }.href(&action);
    let more = |count: usize| words().say_with(lang, "week-more", &[("count", Arg::Number(count as i64))]);
    let day = |(nth, (weekday, found)): (usize, (u8, MeetingsFound))| Day {
        name: day_name(lang, nth, weekday),
        count: found.count,
        lines: found.lines.iter().map(|meeting| line(lang, 0, meeting, &asked)).collect(),
        more: if found.count > OF_A_DAY { more(found.count) } else { String::new() },
    };
    let offered = |(wider, id, count): (Asked, &str, usize)| Link {
        href: wider.href(&action),
        label: words().say_with(lang, id, &[("count", Arg::Number(count as i64))]),
    };
    html(&MeetingsPage {
        text: asked.get("q").to_owned(),
        near: asked.get("near").to_owned(),
        week: !days.is_empty(),
        first: vec![when(lang, &asked), ways(lang, &asked), miles(lang, &asked)],
        second: [parts(lang, &asked)]
            .into_iter()
            .chain(ONE_OF.map(|one| one_of(lang, &asked, one)))
            .chain([zones(lang, &asked, &list.zone)])
            .collect(),
        chips: ALL_OF.map(|group| chips(lang, &asked, group)).into(),
        summary: summary(lang, &asked, &list, &action),
        place_known: list.place_known,
        count: list.count,
        found: (skipped + 1..).zip(&list.lines).map(|(number, meeting)| line(lang, number, meeting, &asked)).collect(),
        from: skipped + 1,
        days: days.into_iter().enumerate().map(day).collect(),
        wider: wider.into_iter().map(offered).collect(),
        map: of_list(
            lang,
            list.place.as_ref(),
            &points.iter().map(|(number, point)| (number + skipped, *point)).collect::<Vec<_>>(),
        ),
        as_list: asked.without(&["view"]).href(&action),
        as_week: asked.with("view", "week").without(&[]).href(&action),
        before: if asked.page() > 1 { turn(asked.page() - 1) } else { String::new() },
        after: if skipped + list.lines.len() < list.count { turn(asked.page() + 1) } else { String::new() },
        calendar: given(lang, &lasting(&asked), "/feeds/meetings.ics"),
        table: given(lang, &asked, "/feeds/meetings.csv"),
        send: asked.without(&["page"]).href(&format!("{}/meetings/send", lang.prefix())),
        pocket: asked.without(&["view"]).href(&format!("{}/meetings/list.pdf", lang.prefix())),
        own_zone: list.zone,
        page,
        action,
    })
}

/// The name of a day of the week that comes; the eighth is today's again.
fn day_name(lang: Lang, nth: usize, weekday: u8) -> String {
    let day = say(lang, &format!("weekday-{}", DAYS.get(usize::from(weekday)).copied().unwrap_or_default()));
    if nth < 7 { day } else { words().say_with(lang, "week-again", &[("day", Arg::from(day))]) }
}

/// A search that goes on for longer than today.
fn lasting(asked: &Asked) -> Asked {
    if DAYS.contains(&asked.get("when")) { asked.clone() } else { asked.without(&["when"]) }
}

/// The address of a search as a file, with the words of this language.
fn given(lang: Lang, asked: &Asked, path: &str) -> String {
    let href = asked.without(&["view"]).href(path);
    let mark = if href.contains('?') { '&' } else { '?' };
    if lang == Lang::En { href } else { format!("{href}{mark}lang={}", lang.tag()) }
}

fn pick(lang: Lang, name: &'static str, label: &str, any: &str, choices: Vec<Choice>) -> Pick {
    Pick { name, label: say(lang, label), any: say(lang, any), choices }
}

fn choice(asked: &Asked, name: &str, value: impl ToString, label: String) -> Choice {
    let value = value.to_string();
    Choice { chosen: asked.has(name, &value), value, label }
}

fn when_label(lang: Lang, value: &str) -> String {
    if DAYS.contains(&value) {
        say(lang, &format!("weekday-{value}"))
    } else {
        say(lang, &format!("meetings-when-{value}"))
    }
}

fn when(lang: Lang, asked: &Asked) -> Pick {
    let soon = When::ALL.into_iter().filter(|when| *when != When::ThisWeek).map(When::code);
    let all = soon.chain(DAYS).map(|value| choice(asked, "when", value, when_label(lang, value)));
    pick(lang, "when", "meetings-when", "meetings-when-week", all.collect())
}

fn ways(lang: Lang, asked: &Asked) -> Pick {
    let all = WAYS.map(|way| choice(asked, "way", way.code(), say(lang, &way.message_id())));
    pick(lang, "way", "meetings-way", "meetings-any-way", all.into())
}

fn miles_label(lang: Lang, miles: u16) -> String {
    words().say_with(lang, "meetings-within", &[("miles", Arg::Number(miles.into()))])
}

fn miles(lang: Lang, asked: &Asked) -> Pick {
    let others = MILES.into_iter().filter(|miles| *miles != NEAR);
    let all = others.map(|miles| choice(asked, "miles", miles, miles_label(lang, miles)));
    let mut own = pick(lang, "miles", "meetings-miles", "meetings-miles", all.collect());
    own.any = miles_label(lang, NEAR);
    own
}

fn parts(lang: Lang, asked: &Asked) -> Pick {
    let all = PartOfDay::ALL.map(|part| choice(asked, "part", part.code(), say(lang, &part.message_id())));
    pick(lang, "part", "meetings-part", "meetings-any-time", all.into())
}

fn one_of(lang: Lang, asked: &Asked, (name, group): (&'static str, FacetGroup)) -> Pick {
    let label = |key: &str, code: &str| names::filter(lang, group, key, code);
    let all = filters(group).map(|(key, code)| choice(asked, name, key, label(key, code)));
    pick(lang, name, &format!("meetings-{name}"), &format!("meetings-any-{name}"), all.collect())
}

fn zones(lang: Lang, asked: &Asked, used: &str) -> Pick {
    let known = names::ZONES.map(|(name, _)| choice(asked, "zone", name, names::zone(lang, name)));
    let mut all: Vec<Choice> = known.into();
    let own = asked.get("zone");
    if !own.is_empty() && !all.iter().any(|one| one.value == own) {
        all.push(choice(asked, "zone", own, names::zone(lang, own)));
    }
    let mut pick = pick(lang, "zone", "meetings-zone", "meetings-zone", all);
    pick.any = names::zone(lang, used);
    if !own.is_empty() {
        pick.any = say(lang, "meetings-zone-theirs");
    }
    pick
}

fn chips(lang: Lang, asked: &Asked, group: FacetGroup) -> Chips {
    let label = |key: &str, code: &str| names::filter(lang, group, key, code);
    let choices = filters(group).map(|(key, code)| choice(asked, "f", key, label(key, code))).collect();
    Chips { label: say(lang, &format!("meetings-for-{}", group.code())), choices }
}

/// What narrows the search, each with the address without it.
fn summary(lang: Lang, asked: &Asked, found: &MeetingsFound, action: &str) -> Vec<Link> {
    let link = |(name, value): (&'static str, &str)| {
        let label = match name {
            "q" => words().say_with(lang, "meetings-with-words", &[("words", Arg::from(value))]),
            "near" => {
                let place = found.place.as_ref().map_or(value, |(name, _)| name.as_str());
                let miles = asked.get("miles").parse().unwrap_or(NEAR);
                let args = [("place", Arg::from(place)), ("miles", Arg::Number(miles.into()))];
                words().say_with(lang, "meetings-near-place", &args)
            }
            "when" => when_label(lang, value),
            "part" => say(lang, &format!("meeting-part-{value}")),
            "way" => say(lang, &format!("meeting-attendance-{value}")),
            "f" | "pathway" | "speaks" | "door" => names::filter_by_key(lang, value),
            _ => return None,
        };
        let rest = if name == "near" { asked.without(&["near", "miles"]) } else { asked.less(name, value) };
        Some(Link { href: rest.href(action), label })
    };
    asked.pairs().filter_map(link).collect()
}

/// What was asked for, in words, for the head of a printed list.
pub(super) fn told(lang: Lang, asked: &Asked, found: &MeetingsFound) -> Vec<String> {
    summary(lang, asked, found, "").into_iter().map(|link| link.label).collect()
}
