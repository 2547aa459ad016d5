//! Blank sheets, for places without devices: the same plan, to be written by hand.

use crate::Error;
use crate::ink::Ink;
use crate::press::{self, Sheet};
use crate::voice::Words;
use serde::Serialize;

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    title: String,
    intro: String,
    name: String,
    date: String,
    page_of: String,
    foot: String,
    copy: String,
    sections: Vec<Asked>,
    goal: GoalSheet,
    often: Asked,
    more: Asked,
    signatures: String,
    signature: String,
    signers: Vec<String>,
}

/// A heading, the question that opens it, and how many lines there are to write on.
#[derive(Serialize)]
struct Asked {
    heading: String,
    question: String,
    lines: u8,
}

#[derive(Serialize)]
struct GoalSheet {
    heading: String,
    statement: Asked,
    why: Asked,
    rulers: Vec<[String; 2]>,
    ends: [String; 2],
    parts: Vec<Asked>,
    strategy: Vec<Asked>,
    steps: String,
    columns: [String; 4],
}

/// The plan as blank sheets in the language of `words`.
pub fn blank_plan(words: &dyn Words) -> Result<Vec<u8>, Error> {
    let ident = format!("blank plan {}", words.lang().tag());
    press::print(Sheet::Blank, &ident, |ink| page(words, ink))
}

fn page(words: &dyn Words, ink: &Ink) -> Page {
    let say = |id: &str| ink.line(&words.say(id, &[]));
    let asked = |heading: &str, question: &str, lines| Asked { heading: say(heading), question: say(question), lines };
    let bare = |heading: &str, lines| Asked { heading: say(heading), question: String::new(), lines };
    let sections = vec![
        asked("plan-field-good-life", "paper-ask-good-life", 7),
        asked("plan-field-strengths", "paper-ask-strengths", 6),
        asked("paper-corner", "paper-ask-corner", 5),
        asked("plan-field-home", "paper-ask-home", 5),
        asked("paper-pathways", "paper-ask-pathways", 5),
    ];
    let goal = GoalSheet {
        heading: say("plan-field-goal-statement"),
        statement: Asked { heading: String::new(), question: say("paper-ask-goal"), lines: 2 },
        why: asked("plan-field-goal-why", "paper-ask-why", 2),
        rulers: vec![
            [say("paper-importance"), say("paper-ask-importance")],
            [say("paper-confidence"), say("paper-ask-confidence")],
        ],
        ends: [say("paper-ruler-low"), say("paper-ruler-high")],
        parts: vec![
            asked("plan-field-goal-specific", "smart-part-specific-question", 1),
            asked("plan-field-goal-measure", "smart-part-measurable-question", 1),
            asked("plan-field-goal-achievable", "smart-part-achievable-question", 1),
            asked("plan-field-goal-relevant", "smart-part-relevant-question", 1),
            asked("paper-by-when", "smart-part-time-bound-question", 1),
        ],
        strategy: vec![
            bare("plan-field-strategy-statement", 1),
            bare("plan-field-strategy-strength", 1),
            bare("plan-field-strategy-barrier", 1),
            bare("plan-field-strategy-support", 1),
        ],
        steps: say("paper-steps"),
        columns: ["paper-step-what", "paper-step-who", "paper-step-when", "paper-step-often"].map(say),
    };
    Page {
        lang: words.lang().tag(),
        title: say("paper-plan-heading"),
        intro: say("paper-blank-intro"),
        name: say("paper-name"),
        date: say("paper-date"),
        page_of: ink.line(&words.say("paper-page", &[("page", "{page}".to_owned()), ("pages", "{pages}".to_owned())])),
        foot: say("paper-blank-foot"),
        copy: say("paper-blank-copy"),
        sections,
        goal,
        often: asked("paper-often", "paper-ask-often", 2),
        more: asked("paper-more", "paper-ask-more", 7),
        signatures: say("paper-signatures"),
        signature: say("paper-signature"),
        signers: vec![say("signer-member"), say("signer-peer")],
    }
}
