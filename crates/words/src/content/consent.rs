//! Forms of consents, the notices that go with records, and what a state says of young people: `consents/*.toml`.

use super::PerLang;
use super::read::{Opened, Problem, open, twice};
use crate::source::Source;
use domain::consent::{
    Blank, ConsentKind, Element, FormRef, MinorRule, RepresentativeKind, RepresentativeRule, Said, Signs,
};
use domain::lang::Lang;
use domain::plan::Confidence;
use domain::time::Date;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A part of a form, with where it comes from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormPart {
    /// Which part.
    pub element: Element,
    /// Its heading.
    pub heading: PerLang<String>,
    /// Its words, with places to fill.
    pub text: PerLang<String>,
    /// Where the law asks for it.
    pub source: String,
    /// The day on which it was last held against its source.
    pub verified_on: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

/// The form of one kind of consent.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentForm {
    /// Which kind.
    pub kind: ConsentKind,
    /// Its version. What was signed keeps the words of its own.
    pub version: u32,
    /// What it is called.
    pub title: PerLang<String>,
    /// Its parts, in the order of the paper.
    #[serde(rename = "part")]
    pub parts: Vec<FormPart>,
    /// SHA-256 of the file, in hexadecimal.
    #[serde(skip)]
    pub hash: String,
}

impl ConsentForm {
    /// Whether it may be used: a form with a part that nobody checked is shown and opens nothing. Peers write no notes of
    /// the kind that a counselor keeps apart, so that one opens nothing either.
    pub fn is_open(&self) -> bool {
        self.kind != ConsentKind::CounselingNotes
            && self.parts.iter().all(|part| part.confidence != Confidence::Unverified)
    }

    /// Its words with their places filled.
    pub fn said(&self, lang: Lang, blank: &Blank) -> Vec<Said> {
        let said = |part: &FormPart| Said {
            element: part.element,
            heading: part.heading.get(lang).clone(),
            text: blank.fill(part.text.get(lang)),
        };
        self.parts.iter().map(said).collect()
    }

    /// What a consent remembers of it.
    pub fn reference(&self) -> FormRef {
        FormRef { version: self.version, hash: self.hash.clone() }
    }
}

/// The text of 42 CFR 2.32.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedisclosureText {
    /// Its version.
    pub version: String,
    /// The words of the law, in the language of the law.
    pub text: String,
    /// What helps to understand them.
    pub beside: PerLang<String>,
    /// Where it stands.
    pub source: String,
    /// The day on which it was last held against its source.
    pub verified_on: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

/// A part of the notice of a member's rights.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticePart {
    /// Its heading.
    pub heading: PerLang<String>,
    /// Its words.
    pub text: PerLang<String>,
}

/// The notice of a member's rights, 42 CFR 2.22.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatientNotice {
    /// Its version.
    pub version: String,
    /// What it is called.
    pub title: PerLang<String>,
    /// Its parts.
    #[serde(rename = "part")]
    pub parts: Vec<NoticePart>,
    /// Where it comes from.
    pub source: String,
    /// The day on which it was last held against its source.
    pub verified_on: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Minor {
    state: String,
    rule: MinorRule,
    source: String,
    verified_on: Date,
    confidence: Confidence,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Representative {
    state: String,
    kind: RepresentativeKind,
    signs: Signs,
    #[serde(default)]
    until_age: Option<i16>,
    source: String,
    verified_on: Date,
    confidence: Confidence,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    redisclosure: RedisclosureText,
    patient_notice: PatientNotice,
    #[serde(default, rename = "minor")]
    minors: Vec<Minor>,
    #[serde(default, rename = "representative")]
    representatives: Vec<Representative>,
}

/// Everything that is written about consents.
#[derive(Debug, Clone, PartialEq)]
pub struct Consents {
    forms: Vec<ConsentForm>,
    texts: Texts,
}

impl Consents {
    /// The newest form of a kind. There is one for each: loading refuses a folder without it.
    pub fn form(&self, kind: ConsentKind) -> Option<&ConsentForm> {
        self.forms.iter().filter(|form| form.kind == kind).max_by_key(|form| form.version)
    }

    /// The text of 42 CFR 2.32.
    pub fn redisclosure(&self) -> &RedisclosureText {
        &self.texts.redisclosure
    }

    /// The notice of a member's rights.
    pub fn patient_notice(&self) -> &PatientNotice {
        &self.texts.patient_notice
    }

    /// What a state says of young people, where somebody has read it.
    pub fn minor_rule(&self, state: &str) -> Option<MinorRule> {
        let known = self.texts.minors.iter().find(|minor| minor.state == state);
        known.filter(|minor| minor.confidence != Confidence::Unverified).map(|minor| minor.rule)
    }

    /// What a state says of who may sign for somebody else, where somebody has read it.
    pub fn representative_rule(&self, state: &str, kind: RepresentativeKind) -> Option<RepresentativeRule> {
        let known = self.texts.representatives.iter().find(|one| one.state == state && one.kind == kind);
        let known = known.filter(|one| one.confidence != Confidence::Unverified);
        known.map(|one| RepresentativeRule { signs: one.signs, until_age: one.until_age })
    }
}

/// The file that holds no form.
const TEXTS: &str = "consents/texts.toml";

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Option<Consents> {
    let before = problems.len();
    let mut forms: Vec<ConsentForm> = Vec::new();
    for file in source.list("consents", "toml").into_iter().filter(|file| file != TEXTS) {
        match open::<ConsentForm>(source, &file) {
            Ok(mut opened) => {
                problems.extend(faults(&opened));
                let twin = |form: &ConsentForm| form.kind == opened.value.kind && form.version == opened.value.version;
                if forms.iter().any(twin) {
                    problems.push(opened.problem("version", "version", "another file has this kind and version"));
                }
                opened.value.hash =
                    Sha256::digest(opened.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
                forms.push(opened.value);
            }
            Err(problem) => problems.push(problem),
        }
    }
    let texts = match open::<Texts>(source, TEXTS) {
        Ok(opened) => {
            problems.extend(faults_of_texts(&opened));
            for kind in ConsentKind::ALL.iter().filter(|kind| !forms.iter().any(|form| form.kind == **kind)) {
                problems.push(opened.problem("", "kind", format!("no file has a form for {}", kind.code())));
            }
            Some(opened.value)
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    // Half a set of forms opens doors that nobody meant to open.
    texts.filter(|_| problems.len() == before).map(|texts| Consents { forms, texts })
}

fn faults(opened: &Opened<ConsentForm>) -> Vec<Problem> {
    let form = &opened.value;
    let mut found = super::both_written(opened, "title", "title", &form.title);
    for element in form.kind.elements() {
        if !form.parts.iter().any(|part| part.element == *element) {
            let message = format!("the part {:?} is required by law and may not be left out", element.code());
            found.push(opened.problem("kind", "part.element", message));
        }
    }
    for element in twice(form.parts.iter().map(|part| part.element.code())) {
        found.push(opened.problem(element, "part.element", "stands twice"));
    }
    for part in &form.parts {
        let needle = format!("\"{}\"", part.element.code());
        found.extend(super::both_written(opened, &needle, "part.heading", &part.heading));
        found.extend(super::both_written(opened, &needle, "part.text", &part.text));
        if part.source.trim().is_empty() {
            found.push(opened.problem(&needle, "part.source", "say where the law asks for this"));
        }
        if let Some(place) = part.element.place() {
            let name = format!("{{{}}}", place.code());
            for lang in Lang::ALL.into_iter().filter(|lang| !part.text.get(*lang).contains(&name)) {
                let message = format!("{} must hold {name}, in {}", part.element.code(), lang.tag());
                found.push(opened.problem(&needle, "part.text", message));
            }
        }
    }
    found
}

fn faults_of_texts(opened: &Opened<Texts>) -> Vec<Problem> {
    let texts = &opened.value;
    let mut found =
        super::both_written(opened, "[patient_notice]", "patient_notice.title", &texts.patient_notice.title);
    if texts.redisclosure.text.trim().is_empty() || texts.redisclosure.confidence == Confidence::Unverified {
        found.push(opened.problem("[redisclosure]", "redisclosure", "must be the exact text of the law, verified"));
    }
    if texts.patient_notice.parts.is_empty() {
        found.push(opened.problem("[patient_notice]", "patient_notice.part", "must have parts"));
    }
    for part in &texts.patient_notice.parts {
        found.extend(super::both_written(opened, "[[patient_notice.part]]", "heading", &part.heading));
        found.extend(super::both_written(opened, "[[patient_notice.part]]", "text", &part.text));
    }
    for minor in texts.minors.iter().filter(|minor| minor.source.trim().is_empty()) {
        found.push(opened.problem(&minor.state, "minor.source", "say where this value comes from"));
    }
    for one in &texts.representatives {
        if one.source.trim().is_empty() {
            found.push(opened.problem(&one.state, "representative.source", "say where this value comes from"));
        }
        if one.kind.of_the_young() && one.until_age.is_none() {
            found.push(opened.problem(&one.state, "representative.until_age", "say at which age it is over"));
        }
    }
    found
}
