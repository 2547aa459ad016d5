//! Everything that is kept about somebody, to be read from front to back.

use crate::Error;
use crate::ink::{Ink, Paragraph};
use crate::press::{self, Sheet};
use crate::voice::Words;
use serde::Serialize;

/// One thing in a section: a person, a goal, a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordEntry {
    /// What it is called; empty where the facts say it.
    pub heading: String,
    /// Labels and what stands by them. Empty ones are left out.
    pub facts: Vec<(String, String)>,
    /// What somebody wrote, as they wrote it.
    pub words: String,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordSection {
    /// What it is called.
    pub heading: String,
    /// What is said first: what the section is, or that nothing is there.
    pub note: String,
    /// What it holds.
    pub entries: Vec<RecordEntry>,
    /// What is many and short: one line each.
    pub lines: Vec<String>,
}

/// What the paper says. Its title names no program, law or condition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordPaper {
    /// What it is called.
    pub title: String,
    /// From whom, and of which day.
    pub note: String,
    /// Its sections.
    pub sections: Vec<RecordSection>,
}

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    title: String,
    note: String,
    sections: Vec<Section>,
    page_of: String,
    stand_in: Option<String>,
}

#[derive(Serialize)]
struct Section {
    heading: String,
    note: Vec<Paragraph>,
    entries: Vec<Entry>,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct Entry {
    heading: String,
    facts: Vec<Fact>,
    words: Vec<Paragraph>,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    text: Vec<Paragraph>,
}

/// The paper as one tagged PDF.
pub fn record(paper: &RecordPaper, words: &dyn Words) -> Result<Vec<u8>, Error> {
    let ident = format!("record {} {paper:?}", words.lang().tag());
    press::print(Sheet::Record, &ident, |ink| page(paper, words, ink))
}

fn page(paper: &RecordPaper, words: &dyn Words, ink: &Ink) -> Page {
    let mut page = Page {
        lang: words.lang().tag(),
        title: ink.line(&paper.title),
        note: ink.line(&paper.note),
        sections: paper.sections.iter().map(|one| section(one, ink)).collect(),
        page_of: ink.line(&words.say("paper-page", &[("page", "{page}".to_owned()), ("pages", "{pages}".to_owned())])),
        stand_in: None,
    };
    page.stand_in = ink.fell_short().then(|| ink.line(&words.say("paper-stand-in", &[])));
    page
}

fn section(one: &RecordSection, ink: &Ink) -> Section {
    Section {
        heading: ink.line(&one.heading),
        note: ink.paragraphs(&one.note),
        entries: one.entries.iter().map(|one| entry(one, ink)).collect(),
        lines: one.lines.iter().map(|line| ink.line(line)).collect(),
    }
}

fn entry(one: &RecordEntry, ink: &Ink) -> Entry {
    let told = one.facts.iter().filter(|(_, text)| !text.trim().is_empty());
    Entry {
        heading: ink.line(&one.heading),
        facts: told.map(|(label, text)| Fact { label: ink.line(label), text: ink.paragraphs(text) }).collect(),
        words: ink.paragraphs(&one.words),
    }
}
