//! What is due, as cards: why, by which rule, from where, and how sure it is.

use super::view::say;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::plan::{DueItem, DueKind, DueState, ExpectedBy, RuleValue};
use service::plan::{Card, DueLine, DueWhat};
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
        DueWhat::Dated { item, anchor, held_up } => {
            let (mut why, rule) = reason(lang, item, anchor.map(|anchor| anchor.code()));
            if let Some(late) = held_up {
                let reason = say(lang, &format!("late-reason-{}", late.code()));
                why = format!("{why} {}", said(lang, "due-held-up", &[("reason", Arg::from(reason))]));
            }
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
        DueWhat::Signatures { version, since, signers, by } => {
            let names: Vec<String> = signers.iter().map(|one| say(lang, &format!("signer-{}", one.code()))).collect();
            let (told, rule) = match by {
                ExpectedBy::Product => ("due-signature-own-rule", None),
                ExpectedBy::Rule(rule) => ("due-signature-rule", Some(rule)),
                ExpectedBy::Untold => ("due-signature-other-rule", None),
            };
            DueCard {
                kind: "soon",
                title: said(lang, "signer-missing", &[("signer", Arg::from(names.join(", ")))]),
                why: said(lang, "due-signature-why", &[("date", Arg::from(*since))]),
                rule: say(lang, told),
                source: rule.map(|rule| source(lang, rule)).unwrap_or_default(),
                confidence: rule.map(|rule| sure(lang, rule)).unwrap_or_default(),
                href: format!("{base}/versions/{version}#signatures"),
                action: say(lang, "due-open-version"),
            }
        }
        DueWhat::NoRecommendation { rule, card } => recommendation(
            lang,
            base,
            card,
            rule,
            ("soon", say(lang, "due-no-recommendation"), "due-no-recommendation-why"),
        ),
        DueWhat::Recommendation { until, state, rule, card } => {
            let ended = *state == DueState::Late;
            let id = if ended { "due-recommendation-ended" } else { "due-recommendation" };
            let title = said(lang, id, &[("date", Arg::from(*until))]);
            recommendation(lang, base, card, rule, (look(*state), title, "due-recommendation-why"))
        }
    };
    if named {
        card.title = format!("{}: {}", line.called, card.title);
    }
    card
}

/// Whoever may write on the enrolment's card is led there; everybody else is told who may.
fn recommendation(
    lang: Lang,
    base: &str,
    card: &Card,
    rule: &RuleValue<i64>,
    (kind, title, why): (&'static str, String, &str),
) -> DueCard {
    let member = base.strip_suffix("/plan").unwrap_or(base);
    let mut why = say(lang, why);
    let (href, action) = if card.may_write {
        (format!("{member}/programs/{}#card", card.enrolment), say(lang, "due-write-card"))
    } else {
        why = format!("{why} {}", say(lang, "due-write-card-who"));
        (String::new(), String::new())
    };
    let days = Arg::Number(rule.value);
    DueCard {
        kind,
        title,
        why,
        rule: said(lang, "due-recommendation-rule", &[("days", days)]),
        source: source(lang, rule),
        confidence: sure(lang, rule),
        href,
        action,
    }
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
