//! The pocket list: meetings or services of a search on letter paper that folds into four.

use crate::Error;
use crate::ink::Ink;
use crate::press::{self, Sheet};
use crate::voice::Words;
use domain::time::Date;
use serde::Serialize;

/// What stands on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PocketList {
    /// What was asked for, in the reader's language.
    pub asked: Vec<String>,
    /// The days, in their order.
    pub days: Vec<PocketDay>,
    /// The day it was printed.
    pub printed: Date,
}

/// A day of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PocketDay {
    /// What the day is called.
    pub heading: String,
    /// Its meetings, by the hour.
    pub meetings: Vec<PocketMeeting>,
    /// How many more there are.
    pub left_out: usize,
}

/// A meeting of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PocketMeeting {
    /// When it starts.
    pub time: String,
    /// What it is called.
    pub name: String,
    /// Where it is held.
    pub place: String,
    /// What kind it is.
    pub about: String,
}

/// What stands on a list of services.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceList {
    /// What was asked for, in the reader's language.
    pub asked: Vec<String>,
    /// The kinds of help, in their order.
    pub kinds: Vec<ServiceKind>,
    /// How many services were found that are not on the list.
    pub left_out: usize,
    /// The day it was printed.
    pub printed: Date,
}

/// Services of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceKind {
    /// What the kind is called.
    pub heading: String,
    /// Its services.
    pub services: Vec<PocketService>,
}

/// A service of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PocketService {
    /// What it is called.
    pub name: String,
    /// The number to call.
    pub phone: String,
    /// Where it is.
    pub place: String,
    /// What else it says.
    pub about: String,
}

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    title: String,
    how: String,
    asked: String,
    none: Option<String>,
    days: Vec<Day>,
    foot: Vec<String>,
    stand_in: Option<String>,
}

#[derive(Serialize)]
struct Day {
    heading: String,
    rows: Vec<[String; 4]>,
    more: Option<String>,
}

/// The list as one tagged PDF. Its title names no program, law or condition.
pub fn pocket_list(list: &PocketList, words: &dyn Words) -> Result<Vec<u8>, Error> {
    let ident = format!("pocket list {} {list:?}", words.lang().tag());
    press::print(Sheet::Pocket, &ident, |ink| page(list, words, ink))
}

/// A list of services as one tagged PDF. Its title names no program, law or condition.
pub fn service_list(list: &ServiceList, words: &dyn Words) -> Result<Vec<u8>, Error> {
    let ident = format!("service list {} {list:?}", words.lang().tag());
    press::print(Sheet::Pocket, &ident, |ink| services(list, words, ink))
}

fn page(list: &PocketList, words: &dyn Words, ink: &Ink) -> Page {
    let say = |id: &str| ink.line(&words.say(id, &[]));
    let row = |one: &PocketMeeting| [&one.time, &one.name, &one.place, &one.about].map(|text| ink.line(text));
    let more = |count: usize| ink.line(&words.say("pocket-more", &[("count", count.to_string())]));
    let day = |day: &PocketDay| Day {
        heading: ink.line(&day.heading),
        rows: day.meetings.iter().map(row).collect(),
        more: (day.left_out > 0).then(|| more(day.left_out)),
    };
    let days = list.days.iter().map(day).collect();
    framed(say("pocket-title"), &list.asked, days, list.printed, (words, ink))
}

fn services(list: &ServiceList, words: &dyn Words, ink: &Ink) -> Page {
    let row = |one: &PocketService| [&one.name, &one.phone, &one.place, &one.about].map(|text| ink.line(text));
    let kind = |kind: &ServiceKind| Day {
        heading: ink.line(&kind.heading),
        rows: kind.services.iter().map(row).collect(),
        more: None,
    };
    let mut kinds: Vec<Day> = list.kinds.iter().map(kind).collect();
    if let Some(last) = kinds.last_mut().filter(|_| list.left_out > 0) {
        last.more = Some(ink.line(&words.say("services-list-more", &[("count", list.left_out.to_string())])));
    }
    framed(ink.line(&words.say("services-list-title", &[])), &list.asked, kinds, list.printed, (words, ink))
}

/// What every list has around it.
fn framed(title: String, asked: &[String], days: Vec<Day>, printed: Date, (words, ink): (&dyn Words, &Ink)) -> Page {
    let say = |id: &str| ink.line(&words.say(id, &[]));
    let printed = words.say("pocket-printed", &[("date", words.date(printed))]);
    Page {
        lang: words.lang().tag(),
        title,
        how: say("pocket-fold"),
        asked: ink.line(&asked.join(" · ")),
        none: days.is_empty().then(|| say("pocket-none")),
        days,
        foot: vec![ink.line(&printed), say("pocket-call-first"), say("paper-card-988"), say("paper-card-911")],
        stand_in: ink.fell_short().then(|| say("paper-stand-in")),
    }
}
