//! `…/representatives`: who may sign for a member, until when and on which paper; who was turned down, and the look
//! at it. The member reads it; staff keep it.

use super::say::{day, say};
use crate::app::App;
use crate::form::{Choice, Fields, Posted, Wrong, choices};
use crate::page::{Face, Page};
use crate::people::place::Place;
use crate::respond::{Reply, Trouble, ask, html_with, see_saying};
use crate::routes::{Route, act, read};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use axum::routing::{get, post};
use domain::consent::{DeclineVerdict, RepresentativeKind};
use domain::id::RowId;
use domain::lang::Lang;
use domain::notice::{Arg, FieldError};
use service::consent::{NewRepresentative, RepresentativeLine};

struct Row {
    id: String,
    name: String,
    kind: String,
    paper: String,
    span: String,
    seen: String,
    badge: &'static str,
    today: String,
    declined: String,
    verdict: String,
    ended: bool,
    /// Whether the reader may turn them down.
    may_decline: bool,
    /// Whether the reader may look at it.
    may_review: bool,
}

#[derive(Template)]
#[template(path = "consent/representatives.html")]
struct RepresentativesPage {
    page: Page,
    base: String,
    back: String,
    own: bool,
    called: String,
    rows: Vec<Row>,
    may_keep: bool,
    kinds: Vec<Choice>,
    /// The form that came back: `new`, or the line of a reason or a verdict.
    sent: String,
    typed: Fields,
    wrong: Wrong,
}

/// The doors.
pub fn routes() -> Vec<Route> {
    macro_rules! work {
        ($end:literal, $sample:literal) => {
            (
                concat!("/work/{agency}/members/{member}/representatives", $end),
                concat!("/work/river/members/00000000000070008000000000000000/representatives", $sample),
            )
        };
    }
    let own = "/me/information/{member}/representatives";
    let own_sample = "/me/information/00000000000070008000000000000000/representatives";
    let (list, sample) = work!("", "");
    let (end, end_sample) = work!("/{paper}/end", "/00000000000070008000000000000000/end");
    let (no, no_sample) = work!("/{paper}/decline", "/00000000000070008000000000000000/decline");
    let (look, look_sample) = work!("/{paper}/review", "/00000000000070008000000000000000/review");
    vec![
        read(Face::Member, own, "read-consents", own_sample, get(page)),
        read(Face::Work, list, "read-consents", sample, get(page)),
        act(Face::Work, list, "keep-representative", sample, post(add)),
        act(Face::Work, end, "keep-representative", end_sample, post(stop)),
        act(Face::Work, no, "keep-representative", no_sample, post(decline)),
        act(Face::Work, look, "review-representative", look_sample, post(review)),
    ]
}

fn address(place: &Place) -> String {
    format!("{}/representatives", place.back)
}

/// Who may sign.
async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_consents(&visit, &at)?;
    show(&app, &visit, &place, "", Fields::default(), Wrong::default()).await
}

async fn show(app: &App, visit: &Visit, place: &Place, sent: &str, typed: Fields, wrong: Wrong) -> Reply {
    let (house, one) = (app.house.clone(), place.clone());
    let found = ask(move || service::consent::representatives(&house, &one.session, one.member)).await?;
    let lang = visit.lang;
    let rows = found.lines.iter().map(|line| {
        let mine = line.declined.as_ref().is_some_and(|(by, ..)| Some(*by) == found.reader);
        let open = line.declined.is_some() && line.verdict.is_none();
        let reversed = matches!(line.verdict, Some((DeclineVerdict::Reversed, ..)));
        Row {
            may_decline: found.may_keep && !line.ended && (line.declined.is_none() || reversed),
            may_review: found.may_review && open && !mine && !line.ended,
            ..row(lang, line)
        }
    });
    let page = RepresentativesPage {
        page: Page::titled(app, visit, place.face, "representatives-title"),
        base: address(place),
        back: place.back.clone(),
        own: place.own(),
        rows: rows.collect(),
        may_keep: found.may_keep,
        kinds: choices(lang, "representative-kind", RepresentativeKind::ALL.iter().map(|one| one.code()), |code| {
            typed.text("kind") == code
        }),
        called: found.called,
        sent: sent.to_owned(),
        typed,
        wrong,
    };
    html_with(page.wrong.status(), &page)
}

fn row(lang: Lang, line: &RepresentativeLine) -> Row {
    let args = |from: &RepresentativeLine| {
        let mut args = vec![("from", Arg::from(day(lang, from.from_on)))];
        args.extend(from.until_on.map(|until| ("until", Arg::from(day(lang, until)))));
        args
    };
    let span = if line.until_on.is_some() { "representative-span" } else { "representative-since" };
    let seen = [("name", Arg::from(line.seen.0.as_str())), ("date", Arg::from(day(lang, line.seen.1)))];
    let (badge, today) = match line.today {
        Ok(signs) => ("active", say(lang, &format!("representative-signs-{}", signs.code()))),
        Err(why) => ("changed", say(lang, &format!("representative-not-{}", why.code()))),
    };
    let declined = line.declined.as_ref().map(|(_, by, reason)| {
        let args = [("name", Arg::from(by.as_str())), ("reason", Arg::from(reason.as_str()))];
        words::words().say_with(lang, "representative-declined-by", &args)
    });
    let verdict = line.verdict.as_ref().map(|(verdict, by, words)| {
        let args = [("name", Arg::from(by.as_str())), ("words", Arg::from(words.as_str()))];
        words::words().say_with(lang, &format!("representative-verdict-{}", verdict.code()), &args)
    });
    Row {
        id: line.id.to_string(),
        name: line.name.clone(),
        kind: say(lang, &format!("representative-kind-{}", line.kind.code())),
        paper: line.paper.clone(),
        span: words::words().say_with(lang, span, &args(line)),
        seen: words::words().say_with(lang, "representative-seen", &seen),
        badge,
        today,
        declined: declined.unwrap_or_default(),
        verdict: verdict.unwrap_or_default(),
        ended: line.ended,
        may_decline: false,
        may_review: false,
    }
}

/// Writes a paper down.
async fn add(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_consents(&visit, &at)?;
    let command = fields.command()?;
    let new = match entry(&fields) {
        Ok(new) => new,
        Err(Trouble::Invalid(errors)) => return again(&app, &visit, &place, "new", fields, &errors).await,
        Err(other) => return Err(other),
    };
    let (house, one) = (app.house.clone(), place.clone());
    let done = ask(move || service::consent::add_representative(&house, &one.session, command, one.member, new)).await;
    finish(&app, &visit, &place, "new", fields, done).await
}

fn entry(fields: &Fields) -> Result<NewRepresentative, Trouble> {
    let date = |name: &str| fields.date(name).map_err(|wrong| Trouble::Invalid(vec![wrong]));
    Ok(NewRepresentative {
        kind: fields.code("kind")?.ok_or(Trouble::Unreadable)?,
        name: fields.text("name").to_owned(),
        paper: fields.text("paper").to_owned(),
        from_on: date("from_on")?,
        until_on: date("until_on")?,
    })
}

/// Ends a paper.
async fn stop(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_consents(&visit, &at)?;
    let id: RowId = at.id("paper")?;
    let command = fields.command()?;
    let (house, one) = (app.house.clone(), place.clone());
    ask(move || service::consent::end_representative(&house, &one.session, command, (one.member, id))).await?;
    Ok(see_saying(&address(&place), "saved"))
}

/// Turns somebody down.
async fn decline(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_consents(&visit, &at)?;
    let id: RowId = at.id("paper")?;
    let command = fields.command()?;
    let (house, one, reason) = (app.house.clone(), place.clone(), fields.text("reason").to_owned());
    let done =
        ask(move || service::consent::decline_representative(&house, &one.session, command, (one.member, id), &reason))
            .await;
    finish(&app, &visit, &place, &id.to_string(), fields, done).await
}

/// Looks at it.
async fn review(State(app): State<App>, at: Params, posted: Posted) -> Reply {
    let Posted { visit, fields } = posted;
    let place = Place::of_consents(&visit, &at)?;
    let id: RowId = at.id("paper")?;
    let command = fields.command()?;
    let verdict: DeclineVerdict = fields.code("verdict")?.ok_or(Trouble::Unreadable)?;
    let (house, one, words) = (app.house.clone(), place.clone(), fields.text("words").to_owned());
    let done = ask(move || {
        service::consent::review_decline(&house, &one.session, command, (one.member, id), (verdict, &words))
    })
    .await;
    finish(&app, &visit, &place, &id.to_string(), fields, done).await
}

async fn finish(
    app: &App,
    visit: &Visit,
    place: &Place,
    sent: &str,
    fields: Fields,
    done: Result<(), Trouble>,
) -> Reply {
    match done {
        Ok(()) => Ok(see_saying(&address(place), "saved")),
        Err(Trouble::Invalid(errors)) => again(app, visit, place, sent, fields, &errors).await,
        Err(other) => Err(other),
    }
}

async fn again(app: &App, visit: &Visit, place: &Place, sent: &str, fields: Fields, errors: &[FieldError]) -> Reply {
    show(app, visit, place, sent, fields, Wrong::of(visit, errors)).await
}

impl RepresentativesPage {
    /// What was typed, in the form that was sent.
    fn typed_in(&self, form: &str, field: &str) -> &str {
        if self.sent == form { self.typed.text(field) } else { "" }
    }

    /// What was wrong, in the form that was sent.
    fn wrong_in(&self, form: &str, field: &str) -> &str {
        if self.sent == form { self.wrong.at(field) } else { "" }
    }
}
