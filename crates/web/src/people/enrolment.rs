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
    sent: &'static str,
    typed: Fields,
    wrong: Wrong,
}

impl EnrolmentPage {
    /// A value of the card: what was typed, else what is written.
    fn at(&self, field: &str) -> &str {
        if self.sent == "card" {
            return self.typed.text(field);
        }
        self.card.iter().find(|(own, _)| own == field).map_or("", |(_, value)| value)
    }
}

/// Which enrolment, and who asks.
#[derive(Clone)]
struct Which {
    session: Session,
    member: MemberId,
    id: EnrolmentId,
    base: String,
}

impl Which {
    fn of(visit: &Visit, at: &Params) -> Result<Self, Trouble> {
        let slug = at.text("agency");
        let session = visit.staff(slug)?;
        let (member, id) = (at.id("member")?, at.id("enrolment")?);
        Ok(Self { session, member, id, base: format!("/work/{slug}/members/{member}/programs/{id}") })
    }
}

/// What came with the request: the form that was sent, what stood in it, and what was wrong with it.
#[derive(Default)]
struct Came {
    sent: &'static str,
    typed: Fields,
    wrong: Wrong,
    sought: String,
}

/// One enrolment.
pub async fn enrolment(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let which = Which::of(&visit, &at)?;
    show(&app, &visit, &which, Came::default()).await
}

/// `POST …/beneficiary`: charts that a name may mean, for whom the enrolment is. The name stands in no address.
pub async fn find_beneficiary(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let which = Which::of(&visit, &at)?;
    let sought = fields.text("q").trim().chars().take(200).collect();
    show(&app, &visit, &which, Came { sent: "beneficiary", sought, ..Came::default() }).await
}

/// `POST …/terms`: for whom it is, who mandated it, under which rule of confidentiality.
pub async fn change_terms(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let which = Which::of(&visit, &at)?;
    let (house, one, command) = (app.house.clone(), which.clone(), fields.command()?);
    let terms = EnrolmentTerms {
        regime: fields.code("regime")?.unwrap_or(Regime::Undecided),
        mandated_by: fields.text("mandated_by").to_owned(),
        beneficiary: fields.code("beneficiary")?.unwrap_or(which.member),
    };
    let done =
        ask(move || service::people::change_enrolment(&house, &one.session, command, one.member, one.id, terms)).await;
    finish(&app, &visit, &which, ("terms", fields), done.map(|()| "saved")).await
}

/// `POST …/card`: why the program pays.
pub async fn change_card(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let which = Which::of(&visit, &at)?;
    let (house, one, command) = (app.house.clone(), which.clone(), fields.command()?);
    let revision = fields.text("revision").parse().map_err(|_| Trouble::Unreadable)?;
    let done = match coverage(&fields) {
        Err(trouble) => Err(trouble),
        Ok(coverage) => {
            ask(move || {
                let Which { session, member, id, .. } = &one;
                service::people::change_coverage(&house, session, command, *member, *id, revision, coverage)
            })
            .await
        }
    };
    finish(&app, &visit, &which, ("card", fields), done.map(|()| "saved")).await
}

/// `POST …/end`: the last day and the reason.
pub async fn end(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let which = Which::of(&visit, &at)?;
    let (house, one, command) = (app.house.clone(), which.clone(), fields.command()?);
    let reason = fields.text("end_reason").to_owned();
    let done = match day(&fields, "ends_on") {
        Err(trouble) => Err(trouble),
        Ok(ends) => {
            ask(move || {
                let Which { session, member, id, .. } = &one;
                service::people::end_enrolment(&house, session, command, *member, *id, ends, &reason)
            })
            .await
        }
    };
    finish(&app, &visit, &which, ("end", fields), done.map(|()| "enrol-ended")).await
}

/// Back to the page that says what was done, or the same form with what was wrong.
async fn finish(
    app: &App,
    visit: &Visit,
    which: &Which,
    (sent, typed): (&'static str, Fields),
    done: Result<&'static str, Trouble>,
) -> Reply {
    match done {
        Ok(said) => Ok(see_saying(&which.base, said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(visit, &errors);
            show(app, visit, which, Came { sent, typed, wrong, ..Came::default() }).await
        }
        Err(other) => Err(other),
    }
}

fn coverage(fields: &Fields) -> Result<Coverage, Trouble> {
    let text = |name: &str| fields.text(name).to_owned();
    Ok(Coverage {
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
    })
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

async fn show(app: &App, visit: &Visit, which: &Which, came: Came) -> Reply {
    let Which { session, member, id, base } = which.clone();
    let Came { sent, typed, wrong, sought } = came;
    let slug = session.agency_slug.clone().unwrap_or_default();
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
    if sent == "beneficiary" && !found.all.may_enrol {
        return Err(Trouble::Absent);
    }
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
    let kind = if sent == "card" { typed.text("authorization_kind").to_owned() } else { kind };
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
            base,
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
            sent,
            typed,
            wrong,
        },
    )
}
