//! `/agency/{agency}/privacy`: what waits for the privacy officer.

use super::super::view::stays_in;
use super::rights::badge;
use super::{answered, day, say, when, with};
use crate::app::App;
use crate::form::{Fields, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html_with};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use service::consent::{ComplaintLine, DeclinedLine, DeskRequest, HoldLine, OpeningLine, WaitingRestriction};

struct Row {
    href: String,
    name: String,
    told: String,
    badge: &'static str,
    label: String,
}

struct HoldView {
    id: String,
    who: String,
    reason: String,
    placed: String,
    lifted: String,
    stands: bool,
}

#[derive(Template)]
#[template(path = "privacy/desk.html")]
struct DeskPage {
    page: Page,
    base: String,
    requests: Vec<Row>,
    restrictions: Vec<Row>,
    answered: Vec<Row>,
    openings: Vec<Row>,
    reviewed: Vec<Row>,
    declined: Vec<Row>,
    complaints: Vec<Row>,
    settled: Vec<Row>,
    holds: Vec<HoldView>,
    sent: String,
    typed: Fields,
    wrong: Wrong,
}

/// The desk.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    show(&app, &visit, &at, "", Fields::default(), Wrong::default()).await
}

/// The desk, with a form that came back: `sent` says which.
pub(super) async fn show(app: &App, visit: &Visit, at: &Params, sent: &str, typed: Fields, wrong: Wrong) -> Reply {
    let slug = at.text("agency").to_owned();
    let session = visit.staff(&slug)?;
    let house = app.house.clone();
    let (requests, restrictions, openings, declined, complaints, holds) = ask(move || {
        let requests = service::consent::requests(&house, &session)?;
        let restrictions = service::consent::restrictions_waiting(&house, &session)?;
        let openings = service::consent::openings(&house, &session)?;
        let declined = service::consent::declined_representatives(&house, &session)?;
        let complaints = service::consent::complaints(&house, &session)?;
        let holds = service::consent::holds(&house, &session)?;
        Ok::<_, service::Fault>((requests, restrictions, openings, declined, complaints, holds))
    })
    .await?;
    let (lang, base) = (visit.lang, format!("/agency/{slug}/privacy"));
    let (done, open): (Vec<DeskRequest>, Vec<DeskRequest>) = requests.into_iter().partition(|one| one.answer.is_some());
    let (looked, waits): (Vec<OpeningLine>, Vec<OpeningLine>) =
        openings.into_iter().partition(|one| one.reviewed.is_some());
    let (settled, said): (Vec<ComplaintLine>, Vec<ComplaintLine>) =
        complaints.into_iter().partition(|one| one.answer.is_some());
    html_with(
        wrong.status(),
        &DeskPage {
            page: Page::titled(app, visit, Face::Agency, "privacy-title"),
            requests: open.iter().map(|one| request(lang, &base, one)).collect(),
            restrictions: restrictions.iter().map(|one| restriction(lang, &slug, one)).collect(),
            answered: done.iter().map(|one| request(lang, &base, one)).collect(),
            openings: waits.iter().map(|one| opening(lang, &base, one)).collect(),
            reviewed: looked.iter().map(|one| opening(lang, &base, one)).collect(),
            declined: declined.iter().map(|one| turned_down(lang, &slug, one)).collect(),
            complaints: said.iter().map(|one| complaint(lang, &base, one)).collect(),
            settled: settled.iter().map(|one| complaint(lang, &base, one)).collect(),
            holds: holds.iter().map(|one| hold(lang, one)).collect(),
            sent: sent.to_owned(),
            base,
            typed,
            wrong,
        },
    )
}

fn request(lang: Lang, base: &str, one: &DeskRequest) -> Row {
    let stands = one.stands.code();
    let told = match &one.answer {
        Some((answer, on, _)) => answered(lang, &format!("request-answer-{}", answer.code()), *on),
        None => with(lang, "request-due", "date", day(lang, one.due_on)),
    };
    Row {
        href: format!("{base}/requests/{}", one.id),
        name: one.called.clone(),
        told: format!("{} · {told}", say(lang, &format!("request-kind-{}", one.kind.code()))),
        badge: badge(stands),
        label: say(lang, &format!("request-stands-{stands}")),
    }
}

/// What is to stay in, and since when it waits. It is answered where the member's consents are.
fn restriction(lang: Lang, slug: &str, one: &WaitingRestriction) -> Row {
    let what = stays_in(lang, one.piece, one.recipient.as_deref());
    Row {
        href: format!("/work/{slug}/members/{}/consents", one.member),
        name: one.called.clone(),
        told: format!("{what} · {}", with(lang, "request-asked-on", "date", day(lang, one.asked_on))),
        badge: "soon",
        label: say(lang, "privacy-waits"),
    }
}

fn opening(lang: Lang, base: &str, one: &OpeningLine) -> Row {
    let (badge, label) = match (one.verdict, one.late) {
        (Some(verdict), _) => ("done", say(lang, &format!("glass-verdict-{}", verdict.code()))),
        (None, true) => ("due", say(lang, "glass-late")),
        (None, false) => ("soon", with(lang, "glass-look-by", "date", when(lang, one.review_by))),
    };
    Row {
        href: format!("{base}/openings/{}", one.id),
        name: one.staff.clone(),
        told: format!("{} · {}", one.called, when(lang, one.at)),
        badge,
        label,
    }
}

fn turned_down(lang: Lang, slug: &str, one: &DeclinedLine) -> Row {
    Row {
        href: format!("/work/{slug}/members/{}/representatives", one.member),
        name: one.name.clone(),
        told: format!("{} · {} · {}", one.called, one.by, day(lang, one.on)),
        badge: "soon",
        label: say(lang, "privacy-waits"),
    }
}

fn complaint(lang: Lang, base: &str, one: &ComplaintLine) -> Row {
    let first: String = one.words.chars().take(60).collect();
    let (badge, label) = match &one.answer {
        Some((_, on, _)) => ("done", answered(lang, "privacy-answered", *on)),
        None => ("soon", say(lang, "privacy-waits")),
    };
    Row {
        href: format!("{base}/complaints/{}", one.id),
        name: if one.words.chars().count() > 60 { format!("{first}…") } else { first },
        told: day(lang, one.made_on),
        badge,
        label,
    }
}

fn hold(lang: Lang, one: &HoldLine) -> HoldView {
    let lifted = one.lifted.as_ref().map(|(on, by, why)| format!("{} · {by} · {why}", day(lang, *on)));
    HoldView {
        id: one.id.to_string(),
        who: one.member.as_ref().map_or_else(|| say(lang, "hold-agency"), |(_, called)| called.clone()),
        reason: one.reason.clone(),
        placed: format!("{} · {}", day(lang, one.placed_on), one.placed_by),
        stands: lifted.is_none(),
        lifted: lifted.unwrap_or_default(),
    }
}

impl DeskPage {
    /// What was typed, in the form that was sent.
    fn typed_in(&self, form: &str) -> &str {
        if self.sent == form { self.typed.text("reason") } else { "" }
    }

    /// What was wrong, in the form that was sent.
    fn wrong_in(&self, form: &str) -> &str {
        if self.sent == form { self.wrong.at("reason") } else { "" }
    }

    /// Nothing waits.
    fn calm(&self) -> bool {
        self.requests.is_empty()
            && self.restrictions.is_empty()
            && self.openings.is_empty()
            && self.declined.is_empty()
            && self.complaints.is_empty()
    }
}
