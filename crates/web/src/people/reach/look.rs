//! `GET …/reach` and `/me/information/{member}`: how to reach a member, who stands by them; for the member also
//! who may see what.

use crate::app::App;
use crate::page::Page;
use crate::people::place::Place;
use crate::respond::{Reply, ask, html};
use crate::session::{Params, Visit};
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::people::AllyBasis;
use service::people::{AllyLine, Because, Beside, ChannelLine, Reach};
use words::words;

/// A channel in words.
pub struct ChannelView {
    /// Its identity.
    pub id: String,
    /// What it is, and the number or address.
    pub what: String,
    /// The number, address or name alone.
    pub value: String,
    /// What is allowed.
    pub allowed: String,
    /// Anything else to know.
    pub note: String,
}

/// An ally in words.
pub struct AllyView {
    /// Its identity.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they are to the member.
    pub relation: String,
    /// How to reach them.
    pub reach: String,
    /// On what word.
    pub basis: String,
    /// Whether we may not say who we are.
    pub careful: bool,
    /// Whether the member would like them at the table.
    pub invited: bool,
}

/// Who may see something, in words.
pub struct BesideView {
    /// Their name.
    pub name: String,
    /// Their work title.
    pub title: String,
    /// Why they may.
    pub because: String,
    /// On which basis.
    pub basis: String,
    /// What.
    pub sees: String,
}

/// The facts of the first card, by label and text.
pub struct Fact {
    /// The label.
    pub label: String,
    /// The text.
    pub text: String,
}

#[derive(Template)]
#[template(path = "reach/reach.html")]
struct ReachPage {
    page: Page,
    base: String,
    back: String,
    own: bool,
    heading: String,
    facts: Vec<Fact>,
    state: String,
    state_label: String,
    stops: String,
    may_change: bool,
    channels: Vec<ChannelView>,
    allies: Vec<AllyView>,
    beside: Vec<BesideView>,
    who: String,
}

/// The page.
pub async fn page(State(app): State<App>, visit: Visit, at: Params) -> Reply {
    let place = Place::of_reach(&visit, &at)?;
    let (house, one) = (app.house.clone(), place.clone());
    let (reach, beside) = ask(move || {
        let reach = service::people::reach(&house, &one.session, one.member)?;
        let beside = if one.own() { service::people::beside(&house, &one.session, one.member)? } else { Vec::new() };
        Ok::<_, service::Fault>((reach, beside))
    })
    .await?;
    let lang = visit.lang;
    let own = place.own();
    let title = if own { "information-title" } else { "reach-title" };
    let page = Page::titled(&app, &visit, place.face, title);
    let heading = if own {
        say(lang, "information-title")
    } else {
        words().say_with(lang, "reach-heading", &[("name", Arg::from(reach.called.as_str()))])
    };
    let state = reach.presence.state().code();
    let stops = if reach.presence.stops().messages { say(lang, "state-stops-messages") } else { String::new() };
    let seen_by: Vec<&str> = beside
        .iter()
        .filter(|one| one.sees.iter().any(|own| own.code() == "read-member"))
        .map(|one| one.name.as_str())
        .collect();
    html(&ReachPage {
        who: if seen_by.is_empty() { say(lang, "beside-none") } else { seen_by.join(", ") },
        page,
        own,
        heading,
        facts: all_facts(lang, &reach),
        state: state.to_owned(),
        state_label: state_label(lang, &reach),
        stops,
        may_change: reach.may_change,
        channels: reach.channels.iter().map(|one| channel_view(lang, one)).collect(),
        allies: reach.allies.iter().map(|one| ally_view(lang, one)).collect(),
        beside: beside.iter().map(|one| beside_view(lang, one)).collect(),
        base: place.base,
        back: place.back,
    })
}

/// A message.
pub fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

fn state_label(lang: Lang, reach: &Reach) -> String {
    let state = reach.presence.state().code();
    let name = match reach.presence.away() {
        Some(kind) => say(lang, &format!("away-kind-{}", kind.code())),
        None => say(lang, &format!("member-state-{state}")),
    };
    let since = Arg::from(reach.since);
    match reach.until {
        Some(until) => words().say_with(
            lang,
            "state-since-until",
            &[("state", Arg::from(name)), ("date", since), ("until", Arg::from(until))],
        ),
        None => words().say_with(lang, "state-since-day", &[("state", Arg::from(name)), ("date", since)]),
    }
}

/// What is safe, for the page about a member: hours, who to say it is from, the word, and what else to know.
pub fn safe_facts(lang: Lang, reach: &Reach) -> Vec<Fact> {
    facts_of(lang, reach, false)
}

/// The same with who the member is.
pub fn all_facts(lang: Lang, reach: &Reach) -> Vec<Fact> {
    facts_of(lang, reach, true)
}

fn facts_of(lang: Lang, reach: &Reach, who: bool) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut tell = |label: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            facts.push(Fact { label: say(lang, label), text });
        }
    };
    if who {
        tell("reach-called", Some(reach.called.clone()));
        tell("reach-full-name", reach.full_name.clone());
        tell("reach-pronouns", reach.pronouns.clone());
        tell("reach-lang", Some(say(lang, &format!("reach-lang-{}", reach.lang.tag()))));
    }
    tell("reach-safe", Some(safe(lang, reach)));
    tell("reach-say-from", reach.say_it_is_from.clone());
    tell("reach-safe-word", reach.safe_word.clone());
    tell("reach-note", reach.note.clone());
    facts
}

fn safe(lang: Lang, reach: &Reach) -> String {
    let days: Vec<String> = reach.safe.days.iter().map(|day| words().weekday(lang, *day)).collect();
    let time = |time| words().time_of_day(lang, time);
    let hours = match (reach.safe.from, reach.safe.until) {
        (Some(from), Some(until)) => words().say_with(
            lang,
            "reach-hours-both",
            &[("from", Arg::from(time(from))), ("until", Arg::from(time(until)))],
        ),
        (Some(from), None) => words().say_with(lang, "reach-hours-from", &[("from", Arg::from(time(from)))]),
        (None, Some(until)) => words().say_with(lang, "reach-hours-until", &[("until", Arg::from(time(until)))]),
        (None, None) => String::new(),
    };
    let parts = [days.join(", "), hours];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// A channel in the reader's words.
pub fn channel_view(lang: Lang, one: &ChannelLine) -> ChannelView {
    let allowed: Vec<String> =
        one.allowed.iter().map(|own| say(lang, &format!("channel-use-{}", own.code()))).collect();
    let kind = say(lang, &format!("channel-kind-{}", one.kind.code()));
    ChannelView {
        id: one.id.to_string(),
        what: kind,
        value: one.value.clone(),
        allowed: allowed.join(" · "),
        note: one.note.clone().unwrap_or_default(),
    }
}

/// An ally in the reader's words.
pub fn ally_view(lang: Lang, one: &AllyLine) -> AllyView {
    let basis = match (one.basis, one.consented_on) {
        (AllyBasis::Consent, Some(day)) => words().say_with(lang, "ally-said-yes-on", &[("date", Arg::from(day))]),
        (basis, _) => say(lang, &format!("ally-basis-{}", basis.code())),
    };
    let relation = say(lang, &format!("ally-relation-{}", one.relation.code()));
    AllyView {
        id: one.id.to_string(),
        name: one.name.clone(),
        relation: match &one.words {
            Some(own) => format!("{own} · {relation}"),
            None => relation,
        },
        reach: one.reach.clone().unwrap_or_default(),
        basis,
        careful: one.basis == AllyBasis::NamedOnly,
        invited: one.invited,
    }
}

/// Who may see something, in the reader's words.
pub fn beside_view(lang: Lang, one: &Beside) -> BesideView {
    let sees: Vec<String> = one.sees.iter().map(|own| say(lang, &format!("sees-{}", own.code()))).collect();
    let because = match one.because {
        Because::WalksBeside => "because-walks-beside",
        Because::Supports => "because-supports",
        Because::Work => "because-work",
    };
    let bases: Vec<String> = one.bases.iter().map(|own| say(lang, &format!("seen-by-{}", own.code()))).collect();
    BesideView {
        name: one.name.clone(),
        title: one.title.clone(),
        because: say(lang, because),
        basis: bases.join(" · "),
        sees: sees.join(" · "),
    }
}
