//! The wallet card: what helps, whom to call, what comes next. It folds to the size of a bank card.

use crate::Error;
use crate::ink::Ink;
use crate::press::{self, Sheet};
use crate::voice::Words;
use serde::Serialize;

/// What stands on a member's card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// What the member likes to be called, if it is to stand there.
    pub name: String,
    /// What helps me.
    pub helps: Vec<String>,
    /// People to call.
    pub people: Vec<CardPerson>,
    /// Lines to call beside 911 and 988.
    pub lines: Vec<HelpLine>,
    /// My next steps.
    pub next: Vec<String>,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPerson {
    /// Their name.
    pub name: String,
    /// What they are to the member, or empty.
    pub relation: String,
    /// Their number.
    pub phone: String,
}

/// A line that anyone may call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// What it is called, in the reader's language.
    pub name: String,
    /// How to reach it.
    pub number: String,
}

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    title: String,
    how: Vec<String>,
    name: String,
    panels: Vec<Panel>,
    stand_in: Option<String>,
}

#[derive(Serialize)]
struct Panel {
    heading: String,
    rows: Vec<[String; 2]>,
    space: bool,
}

/// The card as one tagged PDF, to cut out and fold. Its title and headings tell nothing of why it is carried.
pub fn wallet_card(card: &Card, words: &dyn Words) -> Result<Vec<u8>, Error> {
    let ident = format!("card {} {card:?}", words.lang().tag());
    press::print(Sheet::Card, &ident, |ink| page(card, words, ink))
}

fn page(card: &Card, words: &dyn Words, ink: &Ink) -> Page {
    let say = |id: &str| ink.line(&words.say(id, &[]));
    let written = |texts: &[String]| -> Vec<[String; 2]> {
        let lines = texts.iter().map(|text| ink.line(text)).filter(|text| !text.is_empty());
        lines.map(|text| [text, String::new()]).collect()
    };
    let panel = |id: &str, rows: Vec<[String; 2]>| Panel { heading: say(id), space: rows.is_empty(), rows };
    let person = |person: &CardPerson| {
        let (name, relation) = (ink.line(&person.name), ink.line(&person.relation));
        let name = if relation.is_empty() { name } else { format!("{name}, {relation}") };
        [name, ink.line(&person.phone)]
    };
    let mut anyone =
        vec![[say("paper-card-talk"), say("paper-card-988")], [say("paper-card-danger"), say("paper-card-911")]];
    anyone.splice(1..1, card.lines.iter().map(|line| [ink.line(&line.name), ink.line(&line.number)]));
    let panels = vec![
        panel("paper-card-helps", written(&card.helps)),
        panel("paper-card-people", card.people.iter().map(person).collect()),
        panel("paper-card-anyone", anyone),
        panel("paper-card-next", written(&card.next)),
    ];
    Page {
        lang: words.lang().tag(),
        title: say("paper-card-title"),
        how: vec![say("paper-card-cut"), say("paper-card-fold")],
        name: ink.line(&card.name),
        panels,
        stand_in: ink.fell_short().then(|| say("paper-stand-in")),
    }
}
