//! `/work/{agency}/members/{member}/programs/{enrolment}`: one enrolment, and why the program pays.
//! It is a staff page: a conversation never shows it.

use super::head::{Head, head};
use super::pick::{Pick, day, pick, span};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{EnrolmentId, MemberId};
use domain::notice::Arg;
use domain::people::Regime;
use service::Session;
use service::people::{Coverage, EnrolmentTerms};
use words::words;

struct Warning {
    title: String,
    why: String,
    rule: String,
    source: String,
    confidence: String,
}

#[derive(Template)]
#[template(path = "work/enrolment.html")]
struct EnrolmentPage {
    page: Page,
    head: Head,
    base: String,
    program: String,
    days: String,
    ended: bool,
    reason: String,
    regime: String,
    regime_note: String,
    mandated_by: String,
    beneficiary: String,
    has_card: bool,
    warnings: Vec<Warning>,
    revision: i64,
    card: Vec<(String, String)>,
    kinds: Vec<Pick>,
    counted_until: String,
    regimes: Vec<Pick>,
    beneficiaries: Vec<Pick>,
    sought: String,
    may_enrol: bool,
    may_change: bool,
    typed: Fields,
    wrong: Wrong,
}

impl EnrolmentPage {
    /// A value of the card: what was typed, else what is written.
    fn at(&self, field: &str) -> &str {
        if self.typed.text("what") == "card" {
            return self.typed.text(field);
        }
        self.card.iter().find(|(own, _)| own == field).map_or("", |(_, value)| value)
    }
}

/// One enrolment.
pub async fn enrolment(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    let which = (at.id("member")?, at.id("enrolment")?);
    show(&app, &visit, session, which, Fields::default(), Wrong::default()).await
}

/// Decides about it, writes on the card, or ends it.
pub async fn change_enrolment(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let which: (MemberId, EnrolmentId) = (at.id("member")?, at.id("enrolment")?);
    match act(&app, session.clone(), which, &fields).await {
        Ok(said) => {
            let place = format!("/work/{}/members/{}/programs/{}", at.text("agency"), which.0, which.1);
            Ok(see_saying(&place, said))
        }
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, which, fields, wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn act(
    app: &App,
    session: Session,
    (member, id): (MemberId, EnrolmentId),
    fields: &Fields,
) -> Result<&'static str, Trouble> {
    let command = fields.command()?;
    let house = app.house.clone();
    match fields.text("what") {
        "end" => {
            let (ends, reason) = (day(fields, "ends_on")?, fields.text("end_reason").to_owned());
            ask(move || service::people::end_enrolment(&house, &session, command, member, id, ends, &reason)).await?;
            Ok("enrol-ended")
        }
        "terms" => {
            let terms = EnrolmentTerms {
                regime: fields.code("regime")?.unwrap_or(Regime::Undecided),
                mandated_by: fields.text("mandated_by").to_owned(),
                beneficiary: fields.code("beneficiary")?.unwrap_or(member),
            };
            ask(move || service::people::change_enrolment(&house, &session, command, member, id, terms)).await?;
            Ok("saved")
        }
        "card" => {
            let text = |name: &str| fields.text(name).to_owned();
            let coverage = Coverage {
                need_domain: text("need_domain"),
                payer: text("payer"),
                diagnosis: text("diagnosis"),
                diagnosed_by: text("diagnosed_by"),
                assessed_by: text("assessed_by"),
                recommended_by: text("recommended_by"),
                authorization_kind: text("authorization_kind"),
                authorization_number: text("authorization_number"),
                coverage: (day(fields, "coverage_from")?, day(fields, "coverage_until")?),
                diagnosed_on: day(fields, "diagnosed_on")?,
                assessed_on: day(fields, "assessed_on")?,
                recommended: (day(fields, "recommended_on")?, day(fields, "recommended_until")?),
                authorized: (day(fields, "authorized_from")?, day(fields, "authorized_until")?),
            };
            let revision = fields.text("revision").parse().map_err(|_| Trouble::Unreadable)?;
            ask(move || service::people::change_coverage(&house, &session, command, member, id, revision, coverage))
                .await?;
            Ok("saved")
        }
        _ => Err(Trouble::Unreadable),
    }
}

fn written(coverage: &Coverage) -> Vec<(String, String)> {
    let date = |date: Option<domain::time::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    [
        ("need_domain", coverage.need_domain.clone()),
        ("payer", coverage.payer.clone()),
        ("diagnosis", coverage.diagnosis.clone()),
        ("diagnosed_by", coverage.diagnosed_by.clone()),
        ("assessed_by", coverage.assessed_by.clone()),
        ("recommended_by", coverage.recommended_by.clone()),
        ("authorization_kind", coverage.authorization_kind.clone()),
        ("authorization_number", coverage.authorization_number.clone()),
        ("coverage_from", date(coverage.coverage.0)),
        ("coverage_until", date(coverage.coverage.1)),
        ("diagnosed_on", date(coverage.diagnosed_on)),
        ("assessed_on", date(coverage.assessed_on)),
        ("recommended_on", date(coverage.recommended.0)),
        ("recommended_until", date(coverage.recommended.1)),
        ("authorized_from", date(coverage.authorized.0)),
        ("authorized_until", date(coverage.authorized.1)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

async fn show(
    app: &App,
    visit: &Visit,
    session: Session,
    (member, id): (MemberId, EnrolmentId),
    typed: Fields,
    wrong: Wrong,
) -> Reply {
    let slug = session.agency_slug.clone().unwrap_or_default();
    let sought: String = visit.asked("q").trim().chars().take(200).collect();
    let (house, query) = (app.house.clone(), sought.clone());
    let (found, charts) = ask(move || {
        let found = service::people::enrolment(&house, &session, member, id)?;
        let charts = if found.all.may_enrol && !query.is_empty() {
            service::people::find_members(&house, &session, &query)?.matches
        } else {
            Vec::new()
        };
        Ok::<_, service::Fault>((found, charts))
    })
    .await?;
    let say = |id: &str| words().say(visit.lang, id).into_owned();
    let one = &found.enrolment;
    let card = found.card.as_ref();
    let warning = |warning: &service::people::CardWarning| Warning {
        title: format!(
            "{}: {}",
            say(&format!("card-part-{}", warning.part.code())),
            words().notice(visit.lang, &warning.notice)
        ),
        why: say("card-why"),
        rule: warning.rule.as_ref().map(|rule| super::rules::says(visit.lang, rule)).unwrap_or_default(),
        source: warning.rule.as_ref().map(|rule| rule.source.clone()).unwrap_or_default(),
        confidence: warning.rule.as_ref().map(|rule| super::rules::sure(visit.lang, rule)).unwrap_or_default(),
    };
    let kind = card.map(|card| card.written.authorization_kind.clone()).unwrap_or_default();
    let kind = if typed.text("what") == "card" { typed.text("authorization_kind").to_owned() } else { kind };
    let now = one.beneficiary.as_ref().map_or(member, |chart| chart.id).to_string();
    let mut beneficiaries = vec![pick(member, found.all.called.clone(), &now)];
    if let Some(chart) = &one.beneficiary {
        beneficiaries.push(pick(chart.id, chart.called.clone(), &now));
    }
    for chart in charts.iter().filter(|chart| chart.may_open) {
        if beneficiaries.iter().all(|known| known.value != chart.id.to_string()) {
            beneficiaries.push(pick(chart.id, chart.called.clone(), &now));
        }
    }
    let counted = card.filter(|card| card.written.recommended.1.is_none()).and_then(|card| card.recommended_until);
    html_with(
        wrong.status(),
        &EnrolmentPage {
            page: Page::titled(app, visit, Face::Work, "enrol-page-title"),
            head: head(visit, &slug, member, &found.all.called, "programs", found.all.may_read_member),
            base: format!("/work/{slug}/members/{member}/programs/{id}"),
            program: one.program_name.clone(),
            days: span(visit, one.starts_on, one.ends_on),
            ended: one.ends_on.is_some(),
            reason: one.end_reason.clone(),
            regime: say(&format!("regime-{}", one.regime.code())),
            regime_note: if one.regime == Regime::Undecided { say("regime-treated") } else { String::new() },
            mandated_by: one.mandated_by.clone(),
            beneficiary: match &one.beneficiary {
                Some(chart) => chart.called.clone(),
                None if one.beneficiary_hidden => say("beneficiary-hidden"),
                None => found.all.called.clone(),
            },
            has_card: card.is_some(),
            warnings: card.map(|card| card.warnings.iter().map(warning).collect()).unwrap_or_default(),
            revision: card.map_or(0, |card| card.revision),
            card: card.map(|card| written(&card.written)).unwrap_or_default(),
            kinds: ["authorization", "registration"]
                .map(|code| pick(code, say(&format!("card-kind-{code}")), &kind))
                .into(),
            counted_until: counted
                .map(|day| words().say_with(visit.lang, "card-counted", &[("date", Arg::from(day))]))
                .unwrap_or_default(),
            regimes: Regime::ALL
                .iter()
                .map(|regime| pick(regime.code(), say(&format!("regime-{}", regime.code())), one.regime.code()))
                .collect(),
            beneficiaries,
            sought,
            may_enrol: found.all.may_enrol,
            may_change: found.may_change_coverage,
            typed,
            wrong,
        },
    )
}
