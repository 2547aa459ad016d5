//! `/agency/{agency}/directory/services/{service}`: a service with its history, and everything that is done with it; and
//! what of the services waits for an editor. Who looks after another list says what should be put right.

use super::coded;
use super::entry::{
    ChangeRow, Choice, Differs, KinRow, LinkRow, ProposalRow, SaidRow, answers, fresh, left_out, link_row, said_row,
    shown_once,
};
use super::queue::{Part, Row};
use super::service_form::{ServiceFields, form_of, label, text_of, told};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::id::{OfferingId, RowId};
use domain::notice::Arg;
use service::Session;
use service::directory::services::{
    ServiceChange, ServiceDeed, ServiceEntry, ServiceForm, ServiceKin, ServiceProposal, ServiceQueue, ServiceReported,
    answer_service_proposal, answer_service_reports, correct_service, do_with_service, make_service_link,
    propose_service, service_entry,
};
use service::directory::{ChangeKind, FieldChange, Hidden, ReportAnswer, ReportKind};
use words::words;

#[derive(Template)]
#[template(path = "desk/service.html")]
struct ServicePage {
    page: Page,
    base: String,
    here: String,
    public: String,
    own: bool,
    name: String,
    told: Vec<String>,
    hidden: String,
    /// Why it is not shown though nothing here took it off.
    left_out: String,
    gone: bool,
    same_as: Option<(String, String)>,
    apart: bool,
    kin: Vec<KinRow>,
    opted_out: bool,
    /// Left out at the wish of its contact: only that wish taken back shows it again.
    asked_out: bool,
    facts: Vec<(String, String)>,
    theirs: Vec<String>,
    clashes: bool,
    said: Vec<SaidRow>,
    answers: Vec<Choice>,
    links: Vec<LinkRow>,
    proposals: Vec<ProposalRow>,
    /// What the reader proposed lately, here and elsewhere, and what came of it; empty for who looks after it.
    proposed: Vec<Row>,
    history: Vec<ChangeRow>,
    came: Option<(String, String)>,
    fields: ServiceFields,
    wrong: Wrong,
}

/// The service.
pub async fn service(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show(&app, &visit, session, at.id("service")?, None, Wrong::default()).await
}

/// Does something with it.
pub async fn change(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let service: OfferingId = at.id("service")?;
    match act(&app, session.clone(), service, &fields).await {
        Ok(said) => Ok(see_saying(&visit.path, said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, service, Some(form_of(&fields)), wrong).await
        }
        Err(other) => Err(other),
    }
}

/// Says what should be put right, for who looks after it.
pub async fn propose(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let service: OfferingId = at.id("service")?;
    let (house, who, command, form) = (app.house.clone(), session.clone(), fields.command()?, form_of(&fields));
    match ask(move || propose_service(&house, &who, command, service, &form)).await {
        Ok(_) => {
            let path = format!("/agency/{}/directory/services/{service}", at.text("agency"));
            Ok(see_saying(&path, "entry-proposed"))
        }
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, service, Some(form_of(&fields)), wrong).await
        }
        Err(other) => Err(other),
    }
}

/// Makes a link for the contact, and shows it once.
pub async fn link(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let (house, service): (_, OfferingId) = (app.house.clone(), at.id("service")?);
    let command = fields.command()?;
    let token = ask(move || make_service_link(&house, &session, command, service)).await?;
    let back = format!("/agency/{}/directory/services/{service}", at.text("agency"));
    shown_once(&app, &visit, back, format!("{}/listing/service/{token}", app.public_url))
}

async fn act(app: &App, session: Session, service: OfferingId, fields: &Fields) -> Result<&'static str, Trouble> {
    let (house, command) = (app.house.clone(), fields.command()?);
    let deed = match fields.text("do") {
        "verify" => ServiceDeed::Verify,
        "hide" => ServiceDeed::TakeOff,
        "show" => ServiceDeed::Show,
        "leave-out" => ServiceDeed::LeaveOut,
        "keep-ours" => ServiceDeed::KeepOurs,
        "take-theirs" => ServiceDeed::TakeTheirs,
        "part" => ServiceDeed::Part,
        "join" => ServiceDeed::JoinWith(fields.text("other").parse().map_err(|_| Trouble::Unreadable)?),
        "put-back" => ServiceDeed::PutBack(fields.text("change").parse().map_err(|_| Trouble::Unreadable)?),
        "save" => {
            let form = form_of(fields);
            ask(move || correct_service(&house, &session, command, service, &form)).await?;
            return Ok("entry-saved");
        }
        "answer" => {
            let kind: ReportKind = fields.text("kind").parse().map_err(|_| Trouble::Unreadable)?;
            let answer: ReportAnswer = fields.text("answer").parse().map_err(|_| Trouble::Unreadable)?;
            ask(move || answer_service_reports(&house, &session, command, service, (kind, answer))).await?;
            return Ok("entry-answered");
        }
        "proposal" => {
            let proposal: RowId = fields.text("proposal").parse().map_err(|_| Trouble::Unreadable)?;
            let accept = fields.text("answer") == "accept";
            ask(move || answer_service_proposal(&house, &session, command, proposal, accept)).await?;
            return Ok("entry-saved");
        }
        _ => return Err(Trouble::Unreadable),
    };
    ask(move || do_with_service(&house, &session, command, service, deed)).await?;
    Ok("entry-done")
}

fn facts(visit: &Visit, found: &ServiceEntry) -> Vec<(String, String)> {
    let say = |id: &str| words().say(visit.lang, id).into_owned();
    let verified = match &found.verified {
        Some((by, at)) => {
            let id = format!("entry-verified-{}", by.code());
            words().say_with(visit.lang, &id, &[("date", visit.day(*at).into())])
        }
        None => say("entry-verified-never"),
    };
    let both = found.next_check.map(|(next, stale)| (visit.day(next), visit.day(stale)));
    let publisher = found.offering.verified_on.map(|on| words().date_with_year(visit.lang, on));
    let all = [
        ("entry-facts", Some(coded(visit, "entry-fresh", fresh(found.freshness)))),
        ("service-provider", Some(found.provider.name.to_string())),
        ("entry-source", Some(found.feed.1.clone())),
        ("entry-licence", found.licence.clone()),
        ("entry-read", found.read_at.map(|at| visit.day(at))),
        ("service-source-verified", publisher),
        ("entry-verified", Some(verified)),
        ("entry-next", both.clone().map(|(next, _)| next)),
        ("entry-stale-after", both.map(|(_, stale)| stale)),
    ];
    all.into_iter().filter_map(|(id, text)| text.map(|text| (say(id), text))).collect()
}

fn proposal_row(visit: &Visit, proposal: &ServiceProposal) -> ProposalRow {
    let args = [("agency", Arg::from(proposal.from.as_str())), ("date", visit.day(proposal.at).into())];
    let differs = |one: FieldChange| Differs {
        field: words().say(visit.lang, label(one.name)).into_owned(),
        was: text_of(visit, one.name, &one.was),
        now: text_of(visit, one.name, &one.now),
    };
    ProposalRow {
        id: proposal.id.to_string(),
        from: words().say_with(visit.lang, "entry-proposal-from", &args),
        changes: proposal.change.fields().into_iter().map(differs).collect(),
        overtaken: proposal.overtaken,
    }
}

fn kin_row(visit: &Visit, base: &str, kin: &ServiceKin) -> KinRow {
    let how = if kin.joined {
        "entry-kin-joined"
    } else if kin.alike {
        "service-kin-alike"
    } else {
        "service-kin-street"
    };
    KinRow {
        id: kin.id.to_string(),
        href: format!("{base}/services/{}", kin.id),
        source: kin.source.clone(),
        told: format!("{} · {}", kin.name, words().say(visit.lang, how)),
        open: !kin.joined && !kin.alike,
    }
}

fn change_row(visit: &Visit, line: &ServiceChange) -> ChangeRow {
    let by = line.name.clone().unwrap_or_else(|| coded(visit, "entry-by", &line.by));
    let mut before = vec![line.before.name.to_string()];
    before.extend(told(visit, &line.before));
    ChangeRow {
        id: line.id.to_string(),
        when: visit.day(line.at),
        what: format!("{} · {by}", coded(visit, "entry-change", line.kind.code())),
        before: words().say_with(visit.lang, "entry-before", &[("what", before.join(" · ").into())]),
    }
}

async fn show(
    app: &App,
    visit: &Visit,
    session: Session,
    service: OfferingId,
    typed: Option<ServiceForm>,
    wrong: Wrong,
) -> Reply {
    let base = format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default());
    let (house, now) = (app.house.clone(), app.house.now());
    let look = move || {
        let found: ServiceEntry = service_entry(&house, &session, service)?;
        let proposed = if found.own { Vec::new() } else { service::directory::own_proposals(&house, &session)? };
        Ok::<_, service::Fault>((found, proposed))
    };
    let (found, proposed) = ask(look).await?;
    let came = found.came.map(|(at, run)| {
        let when = words().say_with(visit.lang, "entry-came", &[("date", visit.day(at).into())]);
        (when, format!("{base}/readings/{run}"))
    });
    let shown = found.hidden.is_none() && found.gone_at.is_none();
    let page = ServicePage {
        page: Page::titled(app, visit, Face::Agency, "desk-title"),
        here: format!("{base}/services/{service}"),
        public: if shown { format!("{}/services/{service}", visit.lang.prefix()) } else { String::new() },
        own: found.own,
        name: found.offering.name.to_string(),
        told: told(visit, &found.offering),
        hidden: found.hidden.map(|hidden| coded(visit, "service-hidden", hidden.code())).unwrap_or_default(),
        left_out: found.left_out.as_ref().map(|by| left_out(visit, by)).unwrap_or_default(),
        gone: found.gone_at.is_some(),
        same_as: found.same_as.as_ref().map(|(id, name)| (format!("{base}/services/{id}"), name.clone())),
        apart: found.apart,
        kin: found.kin.iter().map(|kin| kin_row(visit, &base, kin)).collect(),
        opted_out: found.hidden == Some(Hidden::OptedOut),
        asked_out: found.hidden == Some(Hidden::OptedOut)
            && found.history.iter().any(|line| line.kind == ChangeKind::OptedOut),
        facts: facts(visit, &found),
        theirs: found.listed.as_ref().map(|listed| told(visit, listed)).unwrap_or_default(),
        clashes: found.clashes,
        said: found.said.iter().map(|said| said_row(visit, said, "service-report")).collect(),
        answers: answers(visit),
        links: found.links.iter().map(|link| link_row(visit, link, now)).collect(),
        proposals: found.proposals.iter().map(|one| proposal_row(visit, one)).collect(),
        proposed: super::look_again::proposed(visit, &base, &proposed),
        history: found.history.iter().map(|line| change_row(visit, line)).collect(),
        came,
        fields: ServiceFields::of(visit, typed.unwrap_or_else(|| ServiceForm::of(&found.offering))),
        base,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn reported_row(visit: &Visit, base: &str, one: &ServiceReported) -> Row {
    let since = words().date_with_year(visit.lang, one.since);
    let args = [("count", Arg::from(one.people)), ("date", since.into())];
    let people = words().say_with(visit.lang, "desk-reported-people", &args);
    let kind = coded(visit, "service-report", one.kind.code());
    Row {
        href: format!("{base}/services/{}", one.service.0),
        name: one.service.1.clone(),
        told: format!("{kind} · {people}"),
        urgent: one.kind == ReportKind::Unsafe,
    }
}

/// Services where somebody was not safe.
pub fn danger(visit: &Visit, base: &str, found: &ServiceQueue) -> Vec<Row> {
    found.danger.iter().map(|one| reported_row(visit, base, one)).collect()
}

/// What else of the services waits, as parts of the desk's page.
pub fn parts(visit: &Visit, base: &str, found: &ServiceQueue) -> Vec<Part> {
    let row = |id: OfferingId, name: &str, told: String| Row {
        href: format!("{base}/services/{id}"),
        name: name.to_owned(),
        told,
        urgent: false,
    };
    let plain = |list: &[(OfferingId, String)], most: usize| {
        list.iter().take(most).map(|(id, name)| row(*id, name, String::new())).collect::<Vec<_>>()
    };
    let reported = found.reported.iter().take(50).map(|one| reported_row(visit, base, one));
    let proposed = found
        .proposed
        .iter()
        .take(50)
        .map(|((id, name), agency, at)| row(*id, name, format!("{agency} · {}", visit.day(*at))));
    let off = found.off.iter().take(50).map(|(id, name, why)| row(*id, name, coded(visit, "service-hidden", why)));
    let left_out = found.left_out.iter().take(50);
    let left_out = left_out.map(|((id, name), by)| row(*id, name, format!("{} · {}", by.agency, by.source)));
    let part = |id: &'static str, rows: Vec<Row>, all: usize| Part {
        id,
        title: coded(visit, "desk", id),
        text: String::new(),
        more: all > rows.len(),
        rows,
    };
    let all = [
        part("services-reported", reported.collect(), found.reported.len()),
        part("services-clashing", plain(&found.clashing, 50), found.clashing.len()),
        part("services-proposed", proposed.collect(), found.proposed.len()),
        part("services-left-out", left_out.collect(), found.left_out.len()),
        part("services-stale", plain(&found.stale, 50), found.stale.len()),
        part("services-unverified", plain(&found.unverified, 25), found.unverified.len()),
        part("services-off", off.collect(), found.off.len()),
    ];
    all.into_iter().filter(|part| !part.rows.is_empty()).collect()
}
