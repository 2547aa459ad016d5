//! `/agency/{agency}/directory/entries/{meeting}`: an entry with its history, and everything that is done with it.

use super::coded;
use super::form::{EntryFields, posted as posted_entry};
use crate::app::App;
use crate::form::{Fields, Posted, Wrong};
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, html_with, see_saying};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::directory::Meeting;
use domain::id::{MeetingId, RowId};
use domain::notice::Arg;
use service::Session;
use service::directory::{
    ChangeLine, Deed, EntryForm, EntryPage as Found, FieldChange, Freshness, Kin, LeftOutBy, LinkLine, Proposal,
    ReportAnswer, ReportKind, Said, Standing,
};
use words::words;

/// The code of a freshness.
pub const fn fresh(freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::Fresh => "fresh",
        Freshness::CheckDue => "check-due",
        Freshness::Stale => "stale",
        Freshness::TooOld => "too-old",
    }
}

pub(super) struct KinRow {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) source: String,
    pub(super) told: String,
    pub(super) open: bool,
}

pub(super) struct SaidRow {
    pub(super) kind: &'static str,
    pub(super) label: String,
    pub(super) told: String,
    pub(super) answer: String,
    pub(super) open: bool,
}

pub(super) struct LinkRow {
    pub(super) made: String,
    pub(super) told: String,
}

pub(super) struct ProposalRow {
    pub(super) id: String,
    pub(super) from: String,
    pub(super) changes: Vec<Differs>,
    pub(super) overtaken: bool,
}

pub(super) struct Differs {
    pub(super) field: String,
    pub(super) was: String,
    pub(super) now: String,
}

pub(super) struct ChangeRow {
    pub(super) id: String,
    pub(super) when: String,
    pub(super) what: String,
    pub(super) before: String,
}

pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) label: String,
}

#[derive(Template)]
#[template(path = "desk/entry.html")]
struct EntryPage {
    page: Page,
    base: String,
    here: String,
    own: bool,
    name: String,
    told: Vec<String>,
    hidden: String,
    /// Why it is not shown though nothing here took it off.
    left_out: String,
    gone: bool,
    opted_out: bool,
    facts: Vec<(String, String)>,
    same_as: Option<(String, String)>,
    apart: bool,
    theirs: Vec<String>,
    clashes: bool,
    kin: Vec<KinRow>,
    said: Vec<SaidRow>,
    answers: Vec<Choice>,
    links: Vec<LinkRow>,
    proposals: Vec<ProposalRow>,
    /// What the reader proposed lately, here and elsewhere, and what came of it; empty for who looks after it.
    proposed: Vec<super::queue::Row>,
    history: Vec<ChangeRow>,
    came: Option<(String, String)>,
    entry: EntryFields,
    wrong: Wrong,
}

/// The entry.
pub async fn entry(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let session = visit.staff(at.text("agency"))?;
    show(&app, &visit, session, at.id("meeting")?, None, Wrong::default()).await
}

/// Does something with it.
pub async fn change(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let meeting: MeetingId = at.id("meeting")?;
    match act(&app, session.clone(), meeting, &fields).await {
        Ok(said) => Ok(see_saying(&visit.path, said)),
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, meeting, Some(fields), wrong).await
        }
        Err(other) => Err(other),
    }
}

async fn act(app: &App, session: Session, meeting: MeetingId, fields: &Fields) -> Result<&'static str, Trouble> {
    let (house, command) = (app.house.clone(), fields.command()?);
    let id = |name: &str| -> Result<RowId, Trouble> { fields.text(name).parse().map_err(|_| Trouble::Unreadable) };
    let deed = match fields.text("do") {
        "verify" => Deed::Verify,
        "hide" => Deed::TakeOff,
        "show" => Deed::Show,
        "leave-out" => Deed::LeaveOut,
        "keep-ours" => Deed::KeepOurs,
        "take-theirs" => Deed::TakeTheirs,
        "part" => Deed::Part,
        "join" => Deed::JoinWith(fields.text("other").parse().map_err(|_| Trouble::Unreadable)?),
        "put-back" => Deed::PutBack(id("change")?),
        "save" => {
            let form = posted_entry(fields);
            ask(move || service::directory::correct_entry(&house, &session, command, meeting, &form)).await?;
            return Ok("entry-saved");
        }
        "answer" => {
            let kind: ReportKind = fields.text("kind").parse().map_err(|_| Trouble::Unreadable)?;
            let answer: ReportAnswer = fields.text("answer").parse().map_err(|_| Trouble::Unreadable)?;
            ask(move || service::directory::answer_reports(&house, &session, command, meeting, kind, answer)).await?;
            return Ok("entry-answered");
        }
        "proposal" => {
            let (proposal, accept) = (id("proposal")?, fields.text("answer") == "accept");
            ask(move || service::directory::answer_proposal(&house, &session, command, proposal, accept)).await?;
            return Ok("entry-saved");
        }
        _ => return Err(Trouble::Unreadable),
    };
    ask(move || service::directory::do_with_entry(&house, &session, command, meeting, deed)).await?;
    Ok("entry-done")
}

/// Says what should be put right, for who looks after it.
pub async fn propose(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let meeting: MeetingId = at.id("meeting")?;
    let (house, who, command, form) = (app.house.clone(), session.clone(), fields.command()?, posted_entry(&fields));
    match ask(move || service::directory::propose_entry(&house, &who, command, meeting, &form)).await {
        Ok(_) => {
            let path = format!("/agency/{}/directory/entries/{meeting}", at.text("agency"));
            Ok(see_saying(&path, "entry-proposed"))
        }
        Err(Trouble::Invalid(errors)) => {
            let wrong = Wrong::of(&visit, &errors);
            show(&app, &visit, session, meeting, Some(fields), wrong).await
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "desk/link.html")]
struct LinkPage {
    page: Page,
    back: String,
    link: String,
}

/// Makes a link for the contact, and shows it once.
pub async fn link(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let session = visit.staff(at.text("agency"))?;
    let (house, meeting): (_, MeetingId) = (app.house.clone(), at.id("meeting")?);
    let command = fields.command()?;
    let token = ask(move || service::directory::make_listing_link(&house, &session, command, meeting)).await?;
    let back = format!("/agency/{}/directory/entries/{meeting}", at.text("agency"));
    shown_once(&app, &visit, back, format!("{}/listing/{token}", app.public_url))
}

/// The page that shows a link once.
pub(super) fn shown_once(app: &App, visit: &Visit, back: String, link: String) -> Reply {
    html(&LinkPage { page: Page::titled(app, visit, Face::Agency, "entry-link"), back, link })
}

/// What an entry says, in a few lines.
fn told(visit: &Visit, meeting: &Meeting) -> Vec<String> {
    let place = [&meeting.place.name, &meeting.place.address, &meeting.place.city];
    let place = place.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let url = meeting.conference.url.as_ref().map(ToString::to_string).unwrap_or_default();
    let when = words().schedule(visit.lang, &meeting.schedule);
    [when, place, url].into_iter().filter(|line| !line.is_empty()).collect()
}

fn facts(visit: &Visit, standing: &Standing) -> Vec<(String, String)> {
    let say = |id: &str| words().say(visit.lang, id).into_owned();
    let verified = match &standing.verified {
        Some((by, at)) => {
            let id = format!("entry-verified-{}", by.code());
            words().say_with(visit.lang, &id, &[("date", visit.day(*at).into())])
        }
        None => say("entry-verified-never"),
    };
    let both = standing.next_check.map(|(next, stale)| (visit.day(next), visit.day(stale)));
    let month = standing.confirmed_in.map(|first| super::month(visit, first));
    let all = [
        ("entry-facts", Some(coded(visit, "entry-fresh", fresh(standing.freshness)))),
        ("entry-steward", Some(standing.steward.clone())),
        ("entry-source", Some(standing.source.clone())),
        ("entry-also-in", Some(standing.also_in.join(", ")).filter(|text| !text.is_empty())),
        ("entry-licence", standing.licence.clone()),
        ("entry-read", standing.read_at.map(|at| visit.day(at))),
        ("entry-verified", Some(verified)),
        ("entry-next", both.clone().map(|(next, _)| next)),
        ("entry-stale-after", both.map(|(_, stale)| stale)),
        ("entry-confirmed", month),
    ];
    all.into_iter().filter_map(|(id, text)| text.map(|text| (say(id), text))).collect()
}

fn kin_row(visit: &Visit, base: &str, kin: &Kin) -> KinRow {
    let how = if kin.joined {
        "kin-joined"
    } else if kin.alike {
        "kin-alike"
    } else {
        "kin-other"
    };
    let when = words().schedule(visit.lang, &kin.schedule);
    KinRow {
        id: kin.id.to_string(),
        href: format!("{base}/entries/{}", kin.id),
        source: kin.source.clone(),
        told: format!("{when} · {}", coded(visit, "entry", how)),
        open: !kin.joined && !kin.alike,
    }
}

/// What people said, of one kind; `start` is where the messages of the kinds begin.
pub(super) fn said_row(visit: &Visit, said: &Said, start: &str) -> SaidRow {
    let date = words().date_with_year(visit.lang, said.days.1);
    let args = [("count", Arg::from(said.people)), ("date", date.into())];
    SaidRow {
        kind: said.kind.code(),
        label: coded(visit, start, said.kind.code()),
        told: words().say_with(visit.lang, "entry-said-people", &args),
        answer: match said.answer {
            Some(answer) => coded(visit, "report-answer", answer.code()),
            None => words().say(visit.lang, "entry-said-open").into_owned(),
        },
        open: said.answer.is_none(),
    }
}

/// What an editor may answer to what people said.
pub(super) fn answers(visit: &Visit) -> Vec<Choice> {
    let answer =
        |answer: &ReportAnswer| Choice { value: answer.code(), label: coded(visit, "report-answer", answer.code()) };
    ReportAnswer::ALL.iter().map(answer).collect()
}

pub(super) fn link_row(visit: &Visit, link: &LinkLine, now: domain::time::Moment) -> LinkRow {
    let told = match &link.used {
        Some((_, used_for)) => coded(visit, "entry-link", used_for),
        None if link.withdrawn || link.until <= now => coded(visit, "entry-link", "over"),
        None => coded(visit, "entry-link", "open"),
    };
    let made = words().say_with(visit.lang, "entry-link-line", &[("date", visit.day(link.made_at).into())]);
    LinkRow { made, told }
}

pub(super) fn left_out(visit: &Visit, by: &LeftOutBy) -> String {
    let args = [("agency", Arg::from(by.agency.as_str())), ("source", Arg::from(by.source.as_str()))];
    words().say_with(visit.lang, "entry-left-out-by", &args)
}

fn proposal_row(visit: &Visit, proposal: &Proposal) -> ProposalRow {
    let args = [("agency", Arg::from(proposal.from.as_str())), ("date", visit.day(proposal.at).into())];
    let differs = |one: FieldChange| Differs {
        field: coded(visit, "entry", &one.name.replace('_', "-")),
        was: super::form::told(visit, one.name, &one.was),
        now: super::form::told(visit, one.name, &one.now),
    };
    ProposalRow {
        id: proposal.id.to_string(),
        from: words().say_with(visit.lang, "entry-proposal-from", &args),
        changes: proposal.change.fields().into_iter().map(differs).collect(),
        overtaken: proposal.overtaken,
    }
}

fn change_row(visit: &Visit, line: &ChangeLine) -> ChangeRow {
    let by = line.name.clone().unwrap_or_else(|| coded(visit, "entry-by", &line.by));
    let before = told(visit, &line.before).join(" · ");
    ChangeRow {
        id: line.id.to_string(),
        when: visit.day(line.at),
        what: format!("{} · {by}", coded(visit, "entry-change", line.kind.code())),
        before: words().say_with(visit.lang, "entry-before", &[("what", before.into())]),
    }
}

async fn show(
    app: &App,
    visit: &Visit,
    session: Session,
    meeting: MeetingId,
    typed: Option<Fields>,
    wrong: Wrong,
) -> Reply {
    let base = format!("/agency/{}/directory", session.agency_slug.as_deref().unwrap_or_default());
    let house = app.house.clone();
    let look = move || {
        let found: Found = service::directory::entry(&house, &session, meeting)?;
        // Who looks after it reads that on the desk's page.
        let proposed = if found.own { Vec::new() } else { service::directory::own_proposals(&house, &session)? };
        Ok::<_, service::Fault>((found, proposed))
    };
    let (found, proposed) = ask(look).await?;
    let now = app.house.now();
    let fields = match &typed {
        Some(fields) => posted_entry(fields),
        None => EntryForm::of(&found.meeting),
    };
    let came = found.came.map(|(at, run)| {
        let when = words().say_with(visit.lang, "entry-came", &[("date", visit.day(at).into())]);
        (when, format!("{base}/readings/{run}"))
    });
    let page = EntryPage {
        page: Page::titled(app, visit, Face::Agency, "desk-title"),
        here: format!("{base}/entries/{meeting}"),
        own: found.own,
        name: found.meeting.name.to_string(),
        told: told(visit, &found.meeting),
        hidden: found.hidden.map(|hidden| coded(visit, "entry-hidden", hidden.code())).unwrap_or_default(),
        left_out: found.left_out.as_ref().map(|by| left_out(visit, by)).unwrap_or_default(),
        gone: found.gone_at.is_some(),
        opted_out: found.hidden == Some(service::directory::Hidden::OptedOut),
        facts: found.standing.as_ref().map(|standing| facts(visit, standing)).unwrap_or_default(),
        same_as: found.same_as.map(|(id, name)| (format!("{base}/entries/{id}"), name)),
        apart: found.apart,
        theirs: found.listed.as_ref().map(|listed| told(visit, listed)).unwrap_or_default(),
        clashes: found.clashes,
        kin: found.kin.iter().map(|kin| kin_row(visit, &base, kin)).collect(),
        said: found.said.iter().map(|said| said_row(visit, said, "report-kind")).collect(),
        answers: answers(visit),
        links: found.links.iter().map(|link| link_row(visit, link, now)).collect(),
        proposals: found.proposals.iter().map(|one| proposal_row(visit, one)).collect(),
        proposed: super::look_again::proposed(visit, &base, &proposed),
        history: found.history.iter().map(|line| change_row(visit, line)).collect(),
        came,
        entry: EntryFields::of(visit, fields),
        base,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}
