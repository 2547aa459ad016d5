//! The plan on paper.

use crate::Error;
use crate::consent::{Accompany, GoesWith};
use crate::ink::{Ink, Paragraph, Wrote};
use crate::press::{self, Sheet};
use crate::voice::Words;
use domain::lang::Lang;
use domain::plan::{Action, ActionLink, ActionWho, Goal, PathwayChoice, PlanDocument, Repeat, Ruler, Strategy};
use domain::time::{Date, Time};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A signature under the plan, in words for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub name: String,
    /// As what: the translated label.
    pub role: String,
    /// How: the translated label.
    pub how: String,
    /// When.
    pub on: Date,
    /// Beside whom, read by whom, in which language: in words for the reader.
    pub story: Vec<String>,
    /// What was drawn.
    pub drawn: Option<DrawnLine>,
}

/// A line drawn by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DrawnLine {
    /// As a picture.
    pub svg: String,
    /// What it is, for who cannot see it.
    pub told: String,
}

/// Somebody who is still to sign. The paper has a line for their hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingSigner {
    /// As what: the translated label.
    pub role: String,
    /// Their name, if it is known.
    pub name: Option<String>,
}

/// What the paper shows beside the plan itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanExtras {
    /// Not signed yet: the paper says so on each page.
    pub draft: bool,
    /// Names of the life areas by key.
    pub life_areas: BTreeMap<String, String>,
    /// Names of the pathways by key.
    pub pathways: BTreeMap<String, String>,
    /// Who signed, in order.
    pub signatures: Vec<Signature>,
    /// Who is still to sign.
    pub missing: Vec<MissingSigner>,
    /// The SHA-256 of the stored version, in hexadecimal. Without it the paper takes that of the document's JSON.
    pub hash: Option<String>,
    /// The program's name, only where the member chose to show it. The recommendation is printed then too.
    pub show_program: Option<String>,
    /// Whether the agency is named: its name may name a condition.
    pub show_agency: bool,
    /// Keys of pathways that are not printed: they tell what people may wish to keep private.
    pub leave_out: BTreeSet<String>,
    /// Translations by the member's own text. Each stands beside the original, never instead.
    pub translations: BTreeMap<String, String>,
    /// What goes with it where it leaves by a consent and the law asks for that: on no other paper.
    pub goes_with: Option<GoesWith>,
}

/// The plan as one tagged PDF.
pub fn plan(doc: &PlanDocument, extras: &PlanExtras, words: &dyn Words) -> Result<Vec<u8>, Error> {
    let hash = match &extras.hash {
        Some(hash) => hash.clone(),
        None => own_hash(doc)?,
    };
    let ident = format!("plan {hash} {} {} {:?}", words.lang().tag(), extras.draft, extras.goes_with);
    press::print(Sheet::Plan, &ident, |ink| Writer { doc, extras, words, ink, hash: &hash }.page())
}

fn own_hash(doc: &PlanDocument) -> Result<String, Error> {
    let json = serde_json::to_vec(doc).map_err(|why| Error::Data(why.to_string()))?;
    Ok(Sha256::digest(&json).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The first 16 digits in groups of four: enough to compare by eye.
pub(crate) fn fingerprint(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().take(16).collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    own_lang: &'static str,
    other_lang: &'static str,
    title: String,
    day: [i16; 3],
    heading: String,
    member: String,
    facts: Vec<String>,
    draft: Option<String>,
    program: Option<Labeled<String>>,
    page_of: String,
    foot: String,
    fingerprint: String,
    translation: String,
    empty: Option<String>,
    stand_in: Option<String>,
    sections: Vec<Section>,
    goals_heading: String,
    goals: Vec<GoalView>,
    closing: Vec<Labeled<Vec<Paragraph>>>,
    signing: Signing,
    goes_with: Option<Accompany>,
}

#[derive(Serialize)]
struct Labeled<T> {
    label: String,
    value: T,
}

#[derive(Serialize)]
struct Section {
    heading: String,
    wrote: Option<Wrote>,
    people: Vec<[String; 2]>,
}

#[derive(Serialize)]
struct GoalView {
    label: String,
    status: String,
    statement: Wrote,
    why: Option<Labeled<Wrote>>,
    areas: Option<Labeled<String>>,
    marks: Vec<Labeled<String>>,
    parts: Vec<Labeled<Wrote>>,
    strategies: Vec<StrategyView>,
}

#[derive(Serialize)]
struct StrategyView {
    label: String,
    statement: Wrote,
    parts: Vec<Labeled<Wrote>>,
    steps: String,
    actions: Vec<ActionView>,
}

#[derive(Serialize)]
struct ActionView {
    what: Wrote,
    facts: Vec<String>,
    meeting: Option<String>,
}

#[derive(Serialize)]
struct SignedRow {
    cells: [String; 4],
    story: Vec<String>,
    drawn: Option<DrawnLine>,
}

#[derive(Serialize)]
struct Signing {
    heading: String,
    columns: [String; 4],
    signed: Vec<SignedRow>,
    lines: Vec<String>,
    hand: String,
    date: String,
}

struct Writer<'a> {
    doc: &'a PlanDocument,
    extras: &'a PlanExtras,
    words: &'a dyn Words,
    ink: &'a Ink,
    hash: &'a str,
}

impl Writer<'_> {
    fn page(&self) -> Page {
        let doc = self.doc;
        let content = &doc.content;
        let member = self.ink.line(&doc.member);
        let version = self.say("paper-version", &[("number", doc.number.to_string())]);
        let agency = self.extras.show_agency.then(|| self.ink.line(&doc.agency));
        let own_lang = doc.lang;
        let other_lang = if own_lang == Lang::En { Lang::Es } else { Lang::En };
        let goals: Vec<_> = content.goals.iter().enumerate().map(|(at, goal)| self.goal(at, goal)).collect();
        let mut page = Page {
            lang: self.words.lang().tag(),
            own_lang: own_lang.tag(),
            other_lang: other_lang.tag(),
            title: self.say("paper-plan-title", &[("member", member.clone())]),
            day: [doc.written_on.year(), i16::from(doc.written_on.month()), i16::from(doc.written_on.day())],
            heading: self.label("paper-plan-heading"),
            facts: [Some(version), Some(self.words.date(doc.written_on)), agency].into_iter().flatten().collect(),
            draft: self.extras.draft.then(|| self.label("paper-draft")),
            program: self
                .extras
                .show_program
                .as_ref()
                .map(|name| Labeled { label: self.label("paper-program"), value: self.ink.line(name) }),
            page_of: self.say("paper-page", &[("page", "{page}".to_owned()), ("pages", "{pages}".to_owned())]),
            foot: self.say("paper-foot", &[("member", member.clone()), ("number", doc.number.to_string())]),
            member,
            fingerprint: self.say("paper-fingerprint", &[("mark", fingerprint(self.hash))]),
            translation: self.label("paper-translation"),
            empty: None,
            stand_in: None,
            sections: self.sections(),
            goals_heading: self.label("paper-goals"),
            goals,
            closing: self.closing(),
            signing: self.signing(),
            goes_with: self.extras.goes_with.as_ref().map(|own| Accompany::of(own, self.words, self.ink)),
        };
        if page.sections.is_empty() && page.goals.is_empty() {
            page.empty = Some(self.label("paper-nothing"));
        }
        // Asked last, when every text has passed through the ink.
        page.stand_in = self.ink.fell_short().then(|| self.label("paper-stand-in"));
        page
    }

    fn sections(&self) -> Vec<Section> {
        let content = &self.doc.content;
        let told = |id: &str, text: &str| {
            (!text.trim().is_empty()).then(|| Section {
                heading: self.label(id),
                wrote: Some(self.wrote(text)),
                people: Vec::new(),
            })
        };
        let listed = |id: &str, people: Vec<[String; 2]>| {
            (!people.is_empty()).then(|| Section { heading: self.label(id), wrote: None, people })
        };
        let corner = content.corner.iter().map(|person| [self.ink.line(&person.name), self.ink.line(&person.relation)]);
        let shown = content.pathways.iter().filter(|choice| !self.extras.leave_out.contains(&choice.key));
        let pathways = shown.map(|choice| self.pathway(choice));
        [
            told("plan-field-good-life", &content.good_life),
            told("plan-field-strengths", &content.strengths),
            listed("paper-corner", corner.collect()),
            told("plan-field-home", &content.home),
            listed("paper-pathways", pathways.collect()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn pathway(&self, choice: &PathwayChoice) -> [String; 2] {
        let name = if choice.custom.is_empty() {
            self.extras.pathways.get(&choice.key).unwrap_or(&choice.key)
        } else {
            &choice.custom
        };
        [self.ink.line(name), self.label(&format!("standing-{}", choice.standing.code()))]
    }

    fn goal(&self, at: usize, goal: &Goal) -> GoalView {
        let areas: Vec<String> =
            goal.life_areas.iter().map(|key| self.ink.line(self.extras.life_areas.get(key).unwrap_or(key))).collect();
        let mark = |id: &str, ruler: Option<Ruler>| ruler.map(|ruler| self.mark(id, ruler));
        let due = goal.due.map(|due| self.words.date(due)).unwrap_or_default();
        let parts = [
            ("plan-field-goal-specific", &goal.specific),
            ("plan-field-goal-measure", &goal.measure.what),
            ("plan-field-goal-baseline", &goal.measure.baseline),
            ("plan-field-goal-target", &goal.measure.target),
            ("plan-field-goal-achievable", &goal.achievable),
            ("plan-field-goal-relevant", &goal.relevant),
            ("paper-by-when", &due),
        ];
        GoalView {
            label: self.say("paper-goal-number", &[("number", (at + 1).to_string())]),
            status: self.label(&format!("goal-status-{}", goal.status.code())),
            statement: self.wrote(&goal.statement),
            why: self.part("plan-field-goal-why", &goal.why),
            areas: (!areas.is_empty())
                .then(|| Labeled { label: self.label("paper-life-areas"), value: areas.join(", ") }),
            marks: [mark("paper-importance", goal.importance), mark("paper-confidence", goal.confidence)]
                .into_iter()
                .flatten()
                .collect(),
            parts: parts.into_iter().filter_map(|(id, text)| self.part(id, text)).collect(),
            strategies: goal.strategies.iter().map(|strategy| self.strategy(strategy)).collect(),
        }
    }

    fn mark(&self, id: &str, ruler: Ruler) -> Labeled<String> {
        let mark = u8::from(ruler).to_string();
        Labeled { label: self.label(id), value: self.say("paper-of-ten", &[("mark", mark)]) }
    }

    fn strategy(&self, strategy: &Strategy) -> StrategyView {
        let parts = [
            ("plan-field-strategy-strength", &strategy.strength),
            ("plan-field-strategy-barrier", &strategy.barrier),
            ("plan-field-strategy-support", &strategy.support_person),
        ];
        StrategyView {
            label: self.label("plan-field-strategy-statement"),
            statement: self.wrote(&strategy.statement),
            parts: parts.into_iter().filter_map(|(id, text)| self.part(id, text)).collect(),
            steps: self.label("paper-steps"),
            actions: strategy.actions.iter().map(|action| self.action(action)).collect(),
        }
    }

    fn action(&self, action: &Action) -> ActionView {
        let who = match action.who {
            ActionWho::Other if !action.who_name.trim().is_empty() => self.ink.line(&action.who_name),
            who => self.label(&format!("who-{}", who.code())),
        };
        let day = action.on.map(|on| match action.repeat {
            Repeat::Once => self.words.date(on),
            _ => self.say("paper-from", &[("date", self.words.date(on))]),
        });
        let often = self.label(&format!("repeat-{}", action.repeat.code()));
        let when = self.ink.line(&action.when);
        let facts = [Some(who), Some(often), day, Some(when)];
        ActionView {
            what: self.wrote(&action.what),
            facts: facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect(),
            meeting: action.link.as_ref().map(|link| self.link(link)),
        }
    }

    fn link(&self, link: &ActionLink) -> String {
        let when = self.link_when(&link.when);
        let parts = [self.ink.line(&link.name), when, self.ink.line(&link.place)];
        let meeting = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        self.say("paper-meeting", &[("meeting", meeting)])
    }

    /// "mon 19:00" as "Monday, 7:00 pm"; what is written otherwise stays as it is.
    fn link_when(&self, when: &str) -> String {
        let Some((day, clock)) = when.split_once(' ') else { return self.ink.line(when) };
        let known = matches!(day, "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun");
        match (known, Time::strptime("%H:%M", clock)) {
            (true, Ok(time)) => {
                let day = self.label(&format!("weekday-{day}"));
                self.say("paper-weekly-at", &[("day", day), ("time", self.words.time(time))])
            }
            _ => self.ink.line(when),
        }
    }

    fn closing(&self) -> Vec<Labeled<Vec<Paragraph>>> {
        let content = &self.doc.content;
        let mut closing = Vec::new();
        if let Some(frequency) = content.frequency {
            let args =
                [("days", frequency.days_per_week.to_string()), ("minutes", frequency.minutes_per_week.to_string())];
            closing.push(Labeled {
                label: self.label("paper-often"),
                value: self.ink.paragraphs(&self.words.say("paper-often-each-week", &args)),
            });
        }
        // A recommendation may name a condition: it goes with the program's name or not at all.
        if self.extras.show_program.is_some() && !content.recommendation.trim().is_empty() {
            closing.push(Labeled {
                label: self.label("plan-field-recommendation"),
                value: self.ink.paragraphs(&content.recommendation),
            });
        }
        closing
    }

    fn signing(&self) -> Signing {
        let signed = |by: &Signature| SignedRow {
            cells: [self.ink.line(&by.name), self.ink.line(&by.role), self.ink.line(&by.how), self.words.date(by.on)],
            story: by.story.iter().map(|fact| self.ink.line(fact)).collect(),
            drawn: by.drawn.clone(),
        };
        let missing = |signer: &MissingSigner| match &signer.name {
            Some(name) => format!("{}, {}", self.ink.line(name), self.ink.line(&signer.role)),
            None => self.ink.line(&signer.role),
        };
        Signing {
            heading: self.label("paper-signatures"),
            columns: ["paper-name", "paper-role", "paper-how", "paper-date"].map(|id| self.label(id)),
            signed: self.extras.signatures.iter().map(signed).collect(),
            lines: self.extras.missing.iter().map(missing).collect(),
            hand: self.label("paper-signature"),
            date: self.label("paper-date"),
        }
    }

    fn part(&self, id: &str, text: &str) -> Option<Labeled<Wrote>> {
        (!text.trim().is_empty()).then(|| Labeled { label: self.label(id), value: self.wrote(text) })
    }

    fn wrote(&self, text: &str) -> Wrote {
        self.ink.wrote(text, self.extras.translations.get(text))
    }

    fn label(&self, id: &str) -> String {
        self.say(id, &[])
    }

    fn say(&self, id: &str, args: &[(&str, String)]) -> String {
        self.ink.line(&self.words.say(id, args))
    }
}
