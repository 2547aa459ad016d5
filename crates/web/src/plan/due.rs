//! What is due, as cards: why, by which rule, from where, and how sure it is.

use super::view::say;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::plan::{DueItem, DueKind, DueState, RuleValue};
use service::plan::{DueLine, DueWhat};
use words::words;

/// Something due, in the reader's words.
pub struct DueCard {
    /// How near: `later`, `soon` or `due`. There is no other look for what is late.
    pub kind: &'static str,
    /// Whose and what.
    pub title: String,
    /// Why.
    pub why: String,
    /// The rule.
    pub rule: String,
    /// Its source.
    pub source: String,
    /// How sure it is.
    pub confidence: String,
    /// Where it is done.
    pub href: String,
    /// What is done there.
    pub action: String,
}

fn said(lang: Lang, id: &str, args: &[(&str, Arg)]) -> String {
    words().say_with(lang, id, args)
}

fn look(state: DueState) -> &'static str {
    match state {
        DueState::Later => "later",
        DueState::Soon => "soon",
        DueState::Due | DueState::Late => "due",
    }
}

/// Where a rule stands, and when somebody last looked.
pub fn source<T>(lang: Lang, rule: &RuleValue<T>) -> String {
    match rule.verified_on {
        Some(on) => said(lang, "rule-source", &[("source", Arg::from(rule.source.as_str())), ("date", Arg::from(on))]),
        None => rule.source.clone(),
    }
}

/// How sure a rule is.
pub fn sure<T>(lang: Lang, rule: &RuleValue<T>) -> String {
    let told = say(lang, &format!("confidence-{}", rule.standing()));
    if rule.is_sure() { told } else { format!("{told}. {}", say(lang, "due-reminds")) }
}

/// A card for staff. `named` puts the member's name in front, where the list holds several.
pub fn card(lang: Lang, line: &DueLine, base: &str, named: bool) -> DueCard {
    let mut card = match &line.what {
        DueWhat::Dated { item, anchor } => {
            let (why, rule) = reason(lang, item, anchor.map(|anchor| anchor.code()));
            let (href, action) = match item.kind {
                DueKind::Plan => (base.to_owned(), "due-open-plan"),
                DueKind::Review => (format!("{base}/review"), "due-review-now"),
            };
            DueCard {
                kind: look(item.state),
                title: title(lang, item),
                why,
                rule,
                source: source(lang, &item.rule),
                confidence: sure(lang, &item.rule),
                href,
                action: say(lang, action),
            }
        }
        DueWhat::Signatures { version, since, signers, rule } => {
            let names: Vec<String> = signers.iter().map(|one| say(lang, &format!("signer-{}", one.code()))).collect();
            DueCard {
                kind: "soon",
                title: said(lang, "signer-missing", &[("signer", Arg::from(names.join(", ")))]),
                why: said(lang, "due-signature-why", &[("date", Arg::from(*since))]),
                rule: if rule.is_some() {
                    say(lang, "due-signature-rule")
                } else {
                    say(lang, "due-signature-own-rule")
                },
                source: rule.as_ref().map(|rule| source(lang, rule)).unwrap_or_default(),
                confidence: rule.as_ref().map(|rule| sure(lang, rule)).unwrap_or_default(),
                href: format!("{base}/versions/{version}#signatures"),
                action: say(lang, "due-open-version"),
            }
        }
        DueWhat::NoRecommendation(rule) => DueCard {
            kind: "soon",
            title: say(lang, "due-no-recommendation"),
            why: say(lang, "due-no-recommendation-why"),
            rule: said(lang, "due-recommendation-rule", &[("days", Arg::Number(rule.value))]),
            source: source(lang, rule),
            confidence: sure(lang, rule),
            href: String::new(),
            action: String::new(),
        },
        DueWhat::Recommendation { until, state, rule } => {
            let ended = *state == DueState::Late;
            let id = if ended { "due-recommendation-ended" } else { "due-recommendation" };
            DueCard {
                kind: look(*state),
                title: said(lang, id, &[("date", Arg::from(*until))]),
                why: say(lang, "due-recommendation-why"),
                rule: said(lang, "due-recommendation-rule", &[("days", Arg::Number(rule.value))]),
                source: source(lang, rule),
                confidence: sure(lang, rule),
                href: String::new(),
                action: String::new(),
            }
        }
    };
    if named {
        card.title = format!("{}: {}", line.called, card.title);
    }
    card
}

fn title(lang: Lang, item: &DueItem) -> String {
    let kind = item.kind.code();
    let id = match item.state {
        DueState::Due => format!("due-{kind}-today"),
        DueState::Late => format!("due-{kind}-was"),
        DueState::Later | DueState::Soon => format!("due-{kind}"),
    };
    said(lang, &id, &[("date", Arg::from(item.due))])
}

fn reason(lang: Lang, item: &DueItem, anchor: Option<&str>) -> (String, String) {
    let from = [("date", Arg::from(item.counted_from))];
    let days = Arg::Number(item.rule.value);
    let (counted, rule) = match item.kind {
        DueKind::Plan => {
            let event = say(lang, &format!("anchor-{}", anchor.unwrap_or("enrolment-start")));
            let args = [("days", days), ("event", Arg::from(event))];
            (said(lang, "due-plan-counted", &from), said(lang, "due-plan-rule", &args))
        }
        DueKind::Review => (said(lang, "due-review-counted", &from), said(lang, "due-review-rule", &[("days", days)])),
    };
    let late = match (item.state, item.kind) {
        (DueState::Late, DueKind::Plan) => say(lang, "due-plan-late-why"),
        (DueState::Late, DueKind::Review) => say(lang, "due-review-late-why"),
        (_, DueKind::Plan) => say(lang, "due-plan-normal"),
        (_, DueKind::Review) => String::new(),
    };
    (format!("{counted} {late}").trim().to_owned(), rule)
}

/// What is near, in soft words for the member: no rule, no date that has passed.
pub fn soft(lang: Lang, lines: &[DueLine]) -> Vec<String> {
    let near = lines.iter().filter(|line| line.what.is_the_members());
    near.filter_map(|line| match &line.what {
        DueWhat::Dated { item, .. } => {
            let kind = item.kind.code();
            match item.state {
                DueState::Later => None,
                DueState::Soon => Some(said(lang, &format!("me-due-{kind}-soon"), &[("date", Arg::from(item.due))])),
                DueState::Due | DueState::Late => Some(say(lang, &format!("me-due-{kind}"))),
            }
        }
        _ => None,
    })
    .collect()
}
