//! The pocket list: meetings of a search on letter paper that folds into four.

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

fn page(list: &PocketList, words: &dyn Words, ink: &Ink) -> Page {
    let say = |id: &str| ink.line(&words.say(id, &[]));
    let row = |one: &PocketMeeting| [&one.time, &one.name, &one.place, &one.about].map(|text| ink.line(text));
    let more = |count: usize| ink.line(&words.say("pocket-more", &[("count", count.to_string())]));
    let day = |day: &PocketDay| Day {
        heading: ink.line(&day.heading),
        rows: day.meetings.iter().map(row).collect(),
        more: (day.left_out > 0).then(|| more(day.left_out)),
    };
    let printed = words.say("pocket-printed", &[("date", words.date(list.printed))]);
    let days = list.days.iter().map(day).collect();
    Page {
        lang: words.lang().tag(),
        title: say("pocket-title"),
        how: say("pocket-fold"),
        asked: ink.line(&list.asked.join(" · ")),
        none: list.days.is_empty().then(|| say("pocket-none")),
        days,
        foot: vec![ink.line(&printed), say("pocket-call-first"), say("paper-card-988"), say("paper-card-911")],
        stand_in: ink.fell_short().then(|| say("paper-stand-in")),
    }
}
