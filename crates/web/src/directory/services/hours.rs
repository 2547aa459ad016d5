//! Hours and how it stands now, in words.

use domain::directory::Days;
use domain::directory::offering::{Rhythm, Span};
use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::{Date, Time, days_between};
use service::directory::services::{HoursView, OpenLine};
use words::words;

/// Some days and their times.
pub struct Row {
    pub days: String,
    pub times: String,
}

fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

fn with(lang: Lang, id: &str, args: &[(&str, String)]) -> String {
    let args: Vec<(&str, Arg)> = args.iter().map(|(name, text)| (*name, Arg::Text(text.clone()))).collect();
    words().say_with(lang, id, &args)
}

fn clock(lang: Lang, time: Time) -> String {
    words().time_of_day(lang, time)
}

fn stretch(lang: Lang, opens: Time, closes: Time) -> String {
    if opens == closes {
        return say(lang, "service-all-day");
    }
    with(lang, "service-from-to", &[("opens", clock(lang, opens)), ("closes", clock(lang, closes))])
}

/// The week, days with the same times together; then what comes in another rhythm.
pub fn rows(lang: Lang, hours: &HoursView) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut week = hours.week.iter().peekable();
    let anything = hours.week.iter().any(|(_, times)| !times.is_empty());
    while let Some((first, times)) = week.next().filter(|_| anything) {
        let mut last = first;
        while let Some((day, _)) = week.next_if(|(_, other)| other == times) {
            last = day;
        }
        let name = |day| words().weekday(lang, day);
        let days = if first == last {
            name(*first)
        } else {
            with(lang, "service-days", &[("first", name(*first)), ("last", name(*last))])
        };
        let all: Vec<String> = times.iter().map(|(opens, closes)| stretch(lang, *opens, *closes)).collect();
        let times = if all.is_empty() { say(lang, "service-closed-day") } else { all.join(", ") };
        rows.push(Row { days, times });
    }
    rows.extend(hours.other.iter().map(|span| other(lang, span)));
    rows
}

/// The day of something that is on once, or the first and the last.
pub fn days(lang: Lang, first: Date, last: Date) -> String {
    let first_day = words().date_with_year(lang, first);
    if first == last {
        return first_day;
    }
    with(lang, "service-days", &[("first", first_day), ("last", words().date_with_year(lang, last))])
}

fn other(lang: Lang, span: &Span) -> Row {
    if let Some((first, last)) = span.dated() {
        return Row { days: self::days(lang, first, last), times: stretch(lang, span.opens, span.closes) };
    }
    let days = |days: &Days| days.iter().map(|day| say(lang, &Days::message_id(day))).collect::<Vec<_>>().join(", ");
    let days = match &span.rhythm {
        Rhythm::Weekly { days: own } => days(own),
        Rhythm::EveryWeeks { days: own, weeks, .. } => {
            with(lang, "service-every-weeks", &[("weeks", weeks.to_string()), ("days", days(own))])
        }
        Rhythm::Monthly { days: own, which } => {
            let named = |nth: &i8| match nth {
                1..=5 => say(lang, &format!("service-nth-{nth}")),
                -1 => say(lang, "service-nth-last"),
                other => other.to_string(),
            };
            let which = which.iter().map(named).collect::<Vec<_>>().join(", ");
            with(lang, "service-monthly", &[("which", which), ("days", days(own))])
        }
        Rhythm::Dates { dates } => {
            let named = |date: &i8| if *date < 0 { say(lang, "service-nth-last") } else { date.to_string() };
            with(lang, "service-dates", &[("dates", dates.iter().map(named).collect::<Vec<_>>().join(", "))])
        }
    };
    Row { days, times: stretch(lang, span.opens, span.closes) }
}

/// How it stands now: the kind of its badge, and the words. Nothing where the listing does not say when.
pub fn open_now(lang: Lang, open: &OpenLine) -> Option<(&'static str, String)> {
    match open {
        OpenLine::Unknown => None,
        OpenLine::Open { until: None, .. } => Some(("active", say(lang, "service-open-always"))),
        OpenLine::Open { until: Some(until), later_day: false } => {
            Some(("active", with(lang, "service-open-until", &[("time", clock(lang, until.time()))])))
        }
        OpenLine::Open { until: Some(until), later_day: true } => {
            let day = words().weekday(lang, until.date().weekday());
            Some(("active", with(lang, "service-open-until-day", &[("day", day), ("time", clock(lang, until.time()))])))
        }
        OpenLine::Closed { opens: None, .. } => Some(("paused", say(lang, "service-closed"))),
        OpenLine::Closed { opens: Some(opens), today } => {
            Some(("paused", closed(lang, opens.date(), opens.time(), *today)))
        }
    }
}

fn closed(lang: Lang, date: Date, time: Time, today: Date) -> String {
    let day = match days_between(today, date) {
        ahead @ (0 | 1) => say(lang, if ahead == 0 { "day-today" } else { "day-tomorrow" }),
        2..=6 => words().weekday(lang, date.weekday()),
        _ => words().date(lang, date),
    };
    with(lang, "service-closed-until", &[("day", day), ("time", clock(lang, time))])
}
