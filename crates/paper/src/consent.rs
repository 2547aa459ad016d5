//! A consent, or a notice of rights, on paper: its words part by part, who signed, and lines for who has not.

use crate::Error;
use crate::ink::{Ink, Paragraph};
use crate::plan::DrawnLine;
use crate::press::{self, Sheet};
use crate::voice::Words;
use domain::time::Date;
use serde::Serialize;

/// A signature, in words for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentSigned {
    /// Who signed.
    pub name: String,
    /// As what, how, beside whom.
    pub facts: String,
    /// When.
    pub on: Date,
    /// What was drawn.
    pub drawn: Option<DrawnLine>,
}

/// What the paper says. Its title names no program, law or condition; its parts do where the law asks a consent or a
/// notice to (42 CFR 2.31, 2.22).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsentPaper {
    /// What it is called.
    pub title: String,
    /// How it stands, where somebody could take it for more than it is.
    pub note: Option<String>,
    /// Headings and words.
    pub parts: Vec<(String, String)>,
    /// Who signed.
    pub signed: Vec<ConsentSigned>,
    /// Who is still to sign: a line each.
    pub lines: Vec<String>,
    /// SHA-256 of the words, in hexadecimal; empty where there is none.
    pub hash: String,
}

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    title: String,
    note: Option<String>,
    parts: Vec<Part>,
    signatures: String,
    signed: Vec<Signed>,
    lines: Vec<String>,
    hand: String,
    date: String,
    page_of: String,
    fingerprint: Option<String>,
    stand_in: Option<String>,
}

#[derive(Serialize)]
struct Part {
    heading: String,
    text: Vec<Paragraph>,
}

#[derive(Serialize)]
struct Signed {
    name: String,
    facts: String,
    on: String,
    drawn: Option<DrawnLine>,
}

/// The paper as one tagged PDF.
pub fn consent(paper: &ConsentPaper, words: &dyn Words) -> Result<Vec<u8>, Error> {
    let ident = format!("consent {} {} {paper:?}", paper.hash, words.lang().tag());
    press::print(Sheet::Consent, &ident, |ink| page(paper, words, ink))
}

fn page(paper: &ConsentPaper, words: &dyn Words, ink: &Ink) -> Page {
    let say = |id: &str| ink.line(&words.say(id, &[]));
    let mark = crate::plan::fingerprint(&paper.hash);
    let mut page = Page {
        lang: words.lang().tag(),
        title: ink.line(&paper.title),
        note: paper.note.as_ref().map(|note| ink.line(note)),
        parts: parts(&paper.parts, ink),
        signatures: say("paper-signatures"),
        signed: paper.signed.iter().map(|one| signed(one, words, ink)).collect(),
        lines: paper.lines.iter().map(|line| ink.line(line)).collect(),
        hand: say("paper-signature"),
        date: say("paper-date"),
        page_of: ink.line(&words.say("paper-page", &[("page", "{page}".to_owned()), ("pages", "{pages}".to_owned())])),
        fingerprint: (!mark.is_empty()).then(|| ink.line(&words.say("paper-fingerprint", &[("mark", mark)]))),
        stand_in: None,
    };
    page.stand_in = ink.fell_short().then(|| say("paper-stand-in"));
    page
}

fn parts(parts: &[(String, String)], ink: &Ink) -> Vec<Part> {
    parts.iter().map(|(heading, text)| Part { heading: ink.line(heading), text: ink.paragraphs(text) }).collect()
}

fn signed(one: &ConsentSigned, words: &dyn Words, ink: &Ink) -> Signed {
    Signed { name: ink.line(&one.name), facts: ink.line(&one.facts), on: words.date(one.on), drawn: one.drawn.clone() }
}

/// What goes with a plan that leaves by a consent, where 42 CFR 2.32 asks for it: the exact notice, what helps to
/// understand it, and a copy of the consent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoesWith {
    /// For whom.
    pub to: String,
    /// The words of the law.
    pub notice: String,
    /// What stands beside them in the reader's language; empty where they are in it.
    pub beside: String,
    /// The consent.
    pub consent: ConsentPaper,
}

/// The same in the ink of a sheet.
#[derive(Serialize)]
pub(crate) struct Accompany {
    to: String,
    notice: String,
    beside: String,
    title: String,
    parts: Vec<Part>,
    signed: Vec<Signed>,
}

impl Accompany {
    pub(crate) fn of(goes_with: &GoesWith, words: &dyn Words, ink: &Ink) -> Self {
        Self {
            to: ink.line(&words.say("paper-for", &[("name", goes_with.to.clone())])),
            notice: ink.line(&goes_with.notice),
            beside: ink.line(&goes_with.beside),
            title: ink.line(&goes_with.consent.title),
            parts: parts(&goes_with.consent.parts, ink),
            signed: goes_with.consent.signed.iter().map(|one| signed(one, words, ink)).collect(),
        }
    }
}
