//! Who may come and how, read out of what a service says.
//!
//! The standard has no field for these questions. Publishers say them by terms of
//! a taxonomy (`attributes`), by documents that are required, by prices, and most
//! of all in words. Words are read with care: a sentence that says "no" in front
//! turns them around, and where a text says both nothing is taken from it.

use crate::meeting_guide::row::Row;
use domain::directory::fold;
use domain::directory::offering::{Answer, Certainty, Fit, FitFact, Offering, OfferingKind};
use domain::text::Line;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A term that hangs on a service.
pub struct Term {
    /// Its name, label and code.
    pub words: String,
    /// It is there to say no.
    says_no: bool,
}

/// The terms of a service (HSDS 3.1, `attribute` and `taxonomy_term`).
pub fn terms(attributes: impl Iterator<Item = Map<String, Value>>) -> Vec<Term> {
    let term = |fields: Map<String, Value>| {
        let mut own = Row::new(fields, Vec::new());
        let mut words: Vec<String> = own.text("label").into_iter().collect();
        if let Value::Object(term) = own.take("taxonomy_term") {
            let term = Row::new(term, Vec::new());
            words.extend(["name", "code"].into_iter().filter_map(|key| term.text(key)));
        }
        let value = fold(&own.text("value").unwrap_or_default());
        let says_no = matches!(value.as_str(), "no" | "false" | "0" | "none");
        // One text for each, so that the end of one and the beginning of the next say nothing together.
        Term { words: words.join(" . "), says_no }
    };
    attributes.map(term).filter(|term| !term.words.is_empty()).collect()
}

use Answer::{No, Yes};

/// What is said, in folded words.
const PHRASES: [(Fit, Answer, &[&str]); 16] = [
    (
        Fit::Medicaid,
        Yes,
        &[
            "accept medicaid",
            "accepts medicaid",
            "accepting medicaid",
            "take medicaid",
            "takes medicaid",
            "medicaid accepted",
            "medicaid is accepted",
            "medicaid welcome",
            "covered by medicaid",
            "aceptamos medicaid",
            "acepta medicaid",
        ],
    ),
    (Fit::Medicaid, No, &["medicaid not accepted", "medicaid is not accepted"]),
    (
        Fit::NoInsurance,
        Yes,
        &[
            "insurance not required",
            "insurance is not required",
            "no insurance needed",
            "no insurance required",
            "without insurance",
            "uninsured",
            "sliding scale",
            "sliding fee",
            "free of charge",
            "at no cost",
            "no cost to",
            "no charge",
            "no fee",
            "sin seguro",
            "sin costo",
            "gratis",
        ],
    ),
    (Fit::NoInsurance, No, &["insurance required", "must have insurance", "insurance is required"]),
    (
        Fit::Medication,
        Yes,
        &[
            "mat friendly",
            "moud friendly",
            "mat welcome",
            "moud welcome",
            "mat accepted",
            "moud accepted",
            "medication welcome",
            "medications welcome",
            "medication friendly",
            "medication assisted treatment accepted",
            "people on methadone",
            "methadone accepted",
            "suboxone accepted",
            "buprenorphine accepted",
        ],
    ),
    (
        Fit::Children,
        Yes,
        &[
            "children welcome",
            "children are welcome",
            "kids welcome",
            "bring your children",
            "women with children",
            "mothers with children",
            "parents with children",
            "families with children",
            "ninos bienvenidos",
        ],
    ),
    (Fit::Children, No, &["children not allowed", "children are not allowed", "adults only", "no children"]),
    (Fit::Partner, Yes, &["couples welcome", "couples are welcome", "couples accepted", "partners welcome"]),
    (Fit::Partner, No, &["no couples", "couples not accepted"]),
    (
        Fit::Pet,
        Yes,
        &["pets welcome", "pets are welcome", "pets allowed", "pets are allowed", "pet friendly", "dogs welcome"],
    ),
    (Fit::Pet, No, &["no pets", "pets not allowed", "pets are not allowed"]),
    (
        Fit::NoId,
        Yes,
        &["no id", "no identification", "id not required", "id is not required", "without an id", "without id"],
    ),
    (
        Fit::NoId,
        No,
        &["id required", "id is required", "photo id", "valid id", "identification required", "must show id"],
    ),
    (
        Fit::Record,
        Yes,
        &[
            "felony friendly",
            "with criminal records",
            "with a criminal record",
            "with a record",
            "criminal record accepted",
            "criminal history accepted",
            "returning citizens",
            "formerly incarcerated",
            "justice involved",
        ],
    ),
    (
        Fit::WalkIn,
        Yes,
        &[
            "walk in",
            "walk ins",
            "walkins",
            "no appointment needed",
            "no appointment necessary",
            "no appointment required",
            "no appointment is needed",
            "drop in",
            "sin cita",
        ],
    ),
    (
        Fit::WalkIn,
        No,
        &["appointment required", "appointment is required", "by appointment only", "referral required", "no walk ins"],
    ),
];

/// Words that turn around what follows them within a few words.
const TURNING: [&str; 8] = ["no", "not", "cannot", "cant", "never", "dont", "doesnt", "unable"];

/// How many words a "no" reaches.
const REACH: usize = 3;

/// A phrase, and what it says.
type Phrase = (Fit, Answer, &'static str);

/// The phrases by their first word: a long text is read once, not once for each phrase.
static BY_FIRST_WORD: LazyLock<HashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut by_word: HashMap<&str, Vec<Phrase>> = HashMap::new();
    for (fit, answer, phrases) in PHRASES {
        for phrase in phrases {
            let first = phrase.split(' ').next().unwrap_or(phrase);
            by_word.entry(first).or_default().push((fit, answer, *phrase));
        }
    }
    by_word
});

/// What a text says, each question with its answers.
fn said(text: &str) -> Vec<(Fit, Answer)> {
    // Signs that end a sentence stay, so that a "no" does not reach over them.
    let sentences = text.split(['.', ';', '!', '?', '\n', ':']);
    let mut said = Vec::new();
    for sentence in sentences {
        let folded = fold(sentence);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        for (at, word) in words.iter().enumerate() {
            let rest = words.get(at..).unwrap_or_default();
            let stands = |phrase: &str| {
                rest.len() >= phrase.split(' ').count() && phrase.split(' ').zip(rest).all(|(own, word)| own == *word)
            };
            for (fit, answer, phrase) in BY_FIRST_WORD.get(word).into_iter().flatten() {
                if stands(phrase) {
                    said.push((*fit, if turned(&words, at) { other(*answer) } else { *answer }));
                }
            }
        }
    }
    said
}

/// Whether something in front of this place turns around what stands there.
fn turned(words: &[&str], at: usize) -> bool {
    words.get(at.saturating_sub(REACH)..at).unwrap_or_default().iter().any(|word| TURNING.contains(word))
}

const fn other(answer: Answer) -> Answer {
    match answer {
        Yes => No,
        No => Yes,
    }
}

/// The answers of a service, one to a question. What a field says goes before what words say.
pub fn facts(offering: &Offering, terms: &[Term], costs: &[Map<String, Value>]) -> Vec<FitFact> {
    let mut stated: Vec<(Fit, Answer)> = Vec::new();
    for term in terms {
        let mut own = said(&term.words);
        let folded = fold(&term.words);
        // As a term the bare word is an answer.
        if folded.split(' ').any(|word| word == "medicaid") && !own.iter().any(|(fit, _)| *fit == Fit::Medicaid) {
            own.push((Fit::Medicaid, Yes));
        }
        stated.extend(own.into_iter().map(|(fit, answer)| (fit, if term.says_no { other(answer) } else { answer })));
    }
    stated.extend(by_papers(&offering.bring));
    stated.extend(by_costs(costs));
    let texts = [&offering.whom, &offering.how, &offering.costs, &offering.about, &offering.alert];
    let mut words: Vec<(Fit, Answer)> = texts.into_iter().flat_map(|text| said(text.as_str())).collect();
    if offering.kinds.contains(&OfferingKind::Medication) {
        words.push((Fit::Medication, Yes));
    }
    let fact = |fit: &Fit| {
        let (answer, certainty) = match agreed(&stated, *fit) {
            Some(answer) => (answer, Certainty::Stated),
            None if stated.iter().any(|(own, _)| own == fit) => return None,
            None => (agreed(&words, *fit)?, Certainty::Words),
        };
        Some(FitFact { fit: *fit, answer, certainty, verified_on: offering.verified_on })
    };
    Fit::ALL.iter().filter_map(fact).collect()
}

/// The answer that all agree on.
fn agreed(said: &[(Fit, Answer)], fit: Fit) -> Option<Answer> {
    let mut answers = said.iter().filter(|(own, _)| *own == fit).map(|(_, answer)| *answer);
    let first = answers.next()?;
    answers.all(|answer| answer == first).then_some(first)
}

/// A paper that shows who one is keeps out who has none.
fn by_papers(papers: &[Line]) -> Option<(Fit, Answer)> {
    let words: Vec<String> = papers.iter().map(|paper| fold(paper.as_str())).collect();
    if words.iter().any(|paper| matches!(paper.as_str(), "none" | "no documents" | "no documents required")) {
        return Some((Fit::NoId, Yes));
    }
    let shows = |word: &str| matches!(word, "id" | "identification" | "passport" | "license" | "licence" | "ids");
    words.iter().any(|paper| paper.split(' ').any(shows)).then_some((Fit::NoId, No))
}

/// A price of nothing for everyone, or one for who has Medicaid.
fn by_costs(costs: &[Map<String, Value>]) -> Vec<(Fit, Answer)> {
    let mut said = Vec::new();
    for fields in costs {
        let own = Row::new(fields.clone(), Vec::new());
        let option = fold(&own.text("option").unwrap_or_default());
        let nothing = own.text("amount").and_then(|amount| amount.parse::<f64>().ok()) == Some(0.0);
        if nothing && matches!(option.as_str(), "" | "free" | "all" | "everyone") {
            said.push((Fit::NoInsurance, Yes));
        }
        if option.split(' ').any(|word| word == "medicaid") {
            said.push((Fit::Medicaid, Yes));
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Fit, Answer)> {
        let mut own = said(text);
        own.sort();
        own.dedup();
        own
    }

    #[test]
    fn words_say_yes_and_no() {
        assert_eq!(read("Walk-ins welcome. We accept Medicaid!"), [(Fit::Medicaid, Yes), (Fit::WalkIn, Yes)]);
        assert_eq!(read("We do not accept Medicaid."), [(Fit::Medicaid, No)]);
        assert_eq!(read("Sorry, no walk-ins; by appointment only"), [(Fit::WalkIn, No)]);
        assert_eq!(read("No ID required"), [(Fit::NoId, Yes)]);
        assert_eq!(read("Bring a photo ID"), [(Fit::NoId, No)]);
        assert_eq!(read("Se atiende sin cita y sin seguro"), [(Fit::NoInsurance, Yes), (Fit::WalkIn, Yes)]);
    }

    #[test]
    fn a_no_does_not_reach_into_the_next_sentence() {
        assert_eq!(read("There is no gym. Pets welcome."), [(Fit::Pet, Yes)]);
        assert_eq!(read("Pets are not allowed."), [(Fit::Pet, No)]);
        assert_eq!(read("A solid idea, current rent, wandering"), []);
    }
}
