//! `/agency/{agency}/rules`: what the programs ask, where it stands, and what the agency adopted.

use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::RowId;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::people::Role;
use service::Session;
use service::people::{RuleSays, RuleValue, offers};
use words::words;

/// What a rule says, in words.
pub fn says(lang: Lang, rule: &RuleValue) -> String {
    let say = |id: &str| words().say(lang, id).into_owned();
    let with = |id: &str, args: &[(&str, Arg)]| words().say_with(lang, id, args);
    let number = |days: u16| Arg::from(i64::from(days));
    match rule.says {
        RuleSays::Days(days) => with(&format!("rule-{}", rule.key), &[("days", number(days))]),
        RuleSays::DaysAfter(days, event) => {
            let event = say(&format!("anchor-{}", event.code()));
            with("rule-initial-plan-due", &[("days", number(days)), ("event", Arg::from(event))])
        }
        RuleSays::Signs(signer) => {
            with("rule-signs", &[("signer", Arg::from(say(&format!("signer-{}", signer.code()))))])
        }
        RuleSays::Holds(part) => with("rule-holds", &[("part", Arg::from(say(&format!("plan-part-{}", part.code()))))]),
        RuleSays::Keeps(regime) => {
            with("rule-keeps", &[("regime", Arg::from(say(&format!("regime-{}", regime.code()))))])
        }
    }
}

/// How sure the rule is, and whether the agency adopted it.
pub fn sure(lang: Lang, rule: &RuleValue) -> String {
    let id = if rule.adopted.is_some() {
        "confidence-adopted".to_owned()
    } else {
        format!("confidence-{}", rule.confidence.code())
    };
    words().say(lang, &id).into_owned()
}

struct Value {
    key: String,
    says: String,
    source: String,
    looked: String,
    confidence: String,
    adopted: String,
    adoption: String,
    before: String,
}

struct Pack {
    program: String,
    name: String,
    id: String,
    values: Vec<Value>,
}

#[derive(Template)]
#[template(path = "agency/rules.html")]
struct RulesPage {
    page: Page,
    base: String,
    back: String,
    packs: Vec<Pack>,
    may_adopt: bool,
    typed: Fields,
    wrong: Wrong,
}

/// The rules of every program.
pub async fn rules(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    if !offers(&session).agency {
        return Err(Trouble::Absent);
    }
    show(&app, &visit, session, Fields::default(), Wrong::default()).await
}

/// Adopts a value, or takes an adoption back.
pub async fn adopt(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    match act(&app, session.clone(), &fields).await {
        Ok(said) => Ok(see_saying(&format!("/agency/{}/rules", at.text("agency")), said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn act(app: &App, session: Session, fields: &Fields) -> Result<&'static str, Trouble> {
    let command = fields.command()?;
    let house = app.house.clone();
    if let Some(adoption) = fields.code::<RowId>("adoption")? {
        ask(move || service::people::withdraw_adoption(&house, &session, command, adoption)).await?;
        return Ok("rule-withdrawn");
    }
    let text = |name: &str| fields.text(name).to_owned();
    let (pack, key, page) = (text("pack"), text("key"), text("page"));
    ask(move || service::people::adopt(&house, &session, command, &pack, &key, &page)).await?;
    Ok("rule-adopted")
}

async fn show(app: &App, visit: &Visit, session: Session, typed: Fields, wrong: Wrong) -> Reply {
    let slug = session.agency_slug.clone().unwrap_or_default();
    let may_adopt = session.roles.contains(&Role::ComplianceOfficer);
    let house = app.house.clone();
    let found = ask(move || service::people::rules(&house, &session)).await?;
    let lang = visit.lang;
    let adopted = |adoption: &service::people::Adoption| {
        let day = adoption.at.date(&domain::time::TimeZone::UTC);
        let args = [
            ("name", Arg::from(adoption.by.as_str())),
            ("date", Arg::from(day)),
            ("page", Arg::from(adoption.page.as_str())),
        ];
        words().say_with(lang, "rule-adopted-by", &args)
    };
    let value = |value: &RuleValue| Value {
        key: value.key.to_string(),
        says: says(lang, value),
        source: value.source.clone(),
        looked: words().date_with_year(lang, value.verified_on),
        confidence: sure(lang, value),
        adopted: value.adopted.as_ref().map(adopted).unwrap_or_default(),
        adoption: value.adopted.as_ref().map(|adoption| adoption.id.to_string()).unwrap_or_default(),
        before: value.adopted_before.as_ref().map(adopted).unwrap_or_default(),
    };
    let packs = found.iter().map(|rules| Pack {
        program: rules.name.clone(),
        name: rules.pack.name.get(lang).clone(),
        id: rules.pack.id.clone(),
        values: rules.values.iter().map(value).collect(),
    });
    html_with(
        wrong.status(),
        &RulesPage {
            page: Page::titled(app, visit, Face::Agency, "rules-title"),
            base: format!("/agency/{slug}/rules"),
            back: format!("/agency/{slug}"),
            packs: packs.collect(),
            may_adopt,
            typed,
            wrong,
        },
    )
}

impl RulesPage {
    /// What was typed, in the form that was sent.
    fn typed_in(&self, mine: &bool) -> &str {
        if *mine { self.typed.text("page") } else { "" }
    }

    /// What was wrong, in the form that was sent.
    fn wrong_in(&self, mine: &bool) -> &str {
        if *mine { self.wrong.at("page") } else { "" }
    }
}
