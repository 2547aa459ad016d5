//! The conversation guide: what the two may ask each other, step by step.

use super::PerLang;
use super::read::{Opened, Problem, open, twice};
use crate::source::Source;
use domain::lang::Lang;
use serde::{Deserialize, Serialize};

/// The steps, in the order that usually feels natural. Any order is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Getting to know each other.
    Relationship,
    /// Easy questions.
    Icebreakers,
    /// What has helped, what might.
    Pathways,
    /// Home and the people around.
    Environment,
    /// What the member wants.
    Goals,
    /// Ways to get there.
    Strategies,
    /// Small steps.
    Actions,
    /// Reading it back together.
    ReadBack,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 8] = [
        Self::Relationship,
        Self::Icebreakers,
        Self::Pathways,
        Self::Environment,
        Self::Goals,
        Self::Strategies,
        Self::Actions,
        Self::ReadBack,
    ];

    /// Its code in addresses and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Relationship => "relationship",
            Self::Icebreakers => "icebreakers",
            Self::Pathways => "pathways",
            Self::Environment => "environment",
            Self::Goals => "goals",
            Self::Strategies => "strategies",
            Self::Actions => "actions",
            Self::ReadBack => "read-back",
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// What a prompt does (the skills of motivational interviewing).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromptKind {
    /// A question that cannot be answered by yes or no.
    Open,
    /// Naming something that the member did.
    Affirmation,
    /// Saying back what was heard.
    Reflection,
    /// Gathering what was said.
    Summary,
    /// A mark from 0 to 10, and what is behind it.
    Ruler,
}

impl PromptKind {
    /// Its code; the message is `prompt-kind-CODE`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Affirmation => "affirmation",
            Self::Reflection => "reflection",
            Self::Summary => "summary",
            Self::Ruler => "ruler",
        }
    }
}

/// Something to ask or say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// The same in every language.
    pub key: String,
    /// What it does.
    pub kind: PromptKind,
    /// The words. Dots stand for what the member said.
    pub text: String,
}

/// One step of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideStep {
    /// Which step.
    pub key: Step,
    /// Its heading, seen by both.
    pub title: String,
    /// One or two sentences, seen by both.
    pub intro: String,
    /// What to ask or say.
    #[serde(rename = "prompt")]
    pub prompts: Vec<Prompt>,
}

/// A question that the peer asks themselves. The member does not see it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelfCheck {
    /// The same in every language; stored with the answer.
    pub key: String,
    /// The question.
    pub text: String,
}

/// The guide in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// The steps in order.
    #[serde(rename = "step")]
    pub steps: Vec<GuideStep>,
    /// The peer's own questions.
    pub self_check: Vec<SelfCheck>,
}

impl Guide {
    /// One step.
    pub fn step(&self, step: Step) -> Option<&GuideStep> {
        self.steps.iter().find(|own| own.key == step)
    }
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> PerLang<Guide> {
    let mut read = |lang: Lang| match open::<Guide>(source, &format!("guides/{}.toml", lang.tag())) {
        Ok(opened) => {
            problems.extend(faults(&opened));
            opened.value
        }
        Err(problem) => {
            problems.push(problem);
            Guide::default()
        }
    };
    let guides = PerLang { en: read(Lang::En), es: read(Lang::Es) };
    if outline(&guides.en) != outline(&guides.es) && problems.is_empty() {
        let differ = outline(&guides.en)
            .into_iter()
            .find(|line| !outline(&guides.es).contains(line))
            .unwrap_or_else(|| "the order".to_owned());
        problems.push(Problem {
            file: "guides/es.toml".into(),
            line: None,
            key: differ,
            message: "both languages need the same steps, prompts and kinds, in the same order".into(),
        });
    }
    guides
}

fn outline(guide: &Guide) -> Vec<String> {
    let steps = guide.steps.iter().flat_map(|step| {
        step.prompts.iter().map(|prompt| format!("{} {} {}", step.key.code(), prompt.key, prompt.kind.code()))
    });
    steps.chain(guide.self_check.iter().map(|check| check.key.clone())).collect()
}

fn faults(opened: &Opened<Guide>) -> Vec<Problem> {
    let guide = &opened.value;
    let mut found = Vec::new();
    if guide.steps.iter().map(|step| step.key).ne(Step::ALL) {
        found.push(opened.problem("[[step]]", "step", "every step must stand here once, in the order of the guide"));
    }
    let prompts = guide.steps.iter().flat_map(|step| &step.prompts);
    let keys = prompts.clone().map(|prompt| prompt.key.as_str()).chain(guide.self_check.iter().map(|c| c.key.as_str()));
    for key in twice(keys) {
        found.push(opened.problem(&format!("key = \"{key}\""), key, "this key stands twice"));
    }
    for prompt in prompts.filter(|prompt| prompt.text.trim().is_empty()) {
        found.push(opened.problem(&format!("key = \"{}\"", prompt.key), &prompt.key, "the text is empty"));
    }
    found
}
