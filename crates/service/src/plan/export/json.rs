//! Everything as open JSON. It grows; what is there keeps its meaning.

use super::whole::{ConsentKept, GivenKept, ProgramKept, ReviewKept, VersionKept, Whole};
use crate::Fault;
use crate::consent::{NoticeLine, OpenedForYou, RequestLine, RestrictionLine, StartLine};
use crate::people::{Beside, Coverage, Looked, Looker, Reach};
use domain::time::{Date, Moment};
use serde::Serialize;
use serde_json::{Value, json};

/// The schema.
const SCHEMA: &str = "alongside-export/1";

/// The bytes of it.
pub(super) fn bytes(whole: &Whole) -> Result<Vec<u8>, Fault> {
    let versions: Result<Vec<Value>, Fault> = whole.versions.iter().map(version).collect();
    let given: Result<Vec<Value>, Fault> = whole.given.iter().map(gave).collect();
    let consents: Result<Vec<Value>, Fault> = whole.consents.iter().map(consent).collect();
    let all = json!({
        "schema": SCHEMA,
        "made_at": at(whole.made_at),
        "agency": whole.agency,
        "about": about(&whole.about),
        "programs": list(&whole.programs, program),
        "who_works_with_me": list(&whole.beside, worker),
        "kept_out": whole.kept_out,
        "plan": {
            "draft": value(&whole.plan.content)?, "versions": versions?, "reviews": list(&whole.reviews, review),
        },
        "yes_to_peer_support": whole.start.as_ref().map(start),
        "notice_of_rights": whole.notice.as_ref().map(notice),
        "consents": consents?,
        "what_stays_in": list(&whole.restrictions, restriction),
        "disclosures": given?,
        "requests": list(&whole.requests, request),
        "opened_in_an_emergency": list(&whole.openings, opening),
        "who_looked": list(&whole.looks, look),
    });
    serde_json::to_vec_pretty(&all).map_err(broken)
}

fn broken(why: serde_json::Error) -> Fault {
    Fault::Broken(format!("an export: {why}"))
}

fn value(told: &impl Serialize) -> Result<Value, Fault> {
    serde_json::to_value(told).map_err(broken)
}

fn list<T>(all: &[T], one: impl Fn(&T) -> Value) -> Value {
    all.iter().map(one).collect()
}

fn at(moment: Moment) -> String {
    moment.timestamp().to_string()
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn about(told: &Reach) -> Value {
    let channels = told.channels.iter().map(|one| {
        let allowed: Vec<&str> = one.allowed.iter().map(|own| own.code()).collect();
        json!({ "kind": one.kind.code(), "value": one.value, "allowed": allowed, "note": one.note })
    });
    let people = told.allies.iter().map(|one| {
        json!({
            "relation": one.relation.code(), "name": one.name, "words": one.words, "reach": one.reach,
            "basis": one.basis.code(), "since": day(one.consented_on),
        })
    });
    let days: Vec<&str> = told.safe.days.iter().map(|day| words::weekday_code(*day)).collect();
    json!({
        "called": told.called, "full_name": told.full_name, "pronouns": told.pronouns, "language": told.lang.tag(),
        "say_it_is_from": told.say_it_is_from, "safe_word": told.safe_word, "note": told.note,
        "safe": {
            "days": days,
            "from": told.safe.from.map(|time| time.to_string()),
            "until": told.safe.until.map(|time| time.to_string()),
        },
        "state": told.presence.state().code(), "since": told.since.to_string(),
        "channels": channels.collect::<Vec<_>>(), "people": people.collect::<Vec<_>>(),
    })
}

fn program(one: &ProgramKept) -> Value {
    let place = &one.enrolment;
    let other = place.beneficiary.is_some() || place.beneficiary_hidden;
    json!({
        "program": place.program_name, "regime": place.regime.code(), "mandated_by": place.mandated_by,
        "from": place.starts_on.to_string(), "until": day(place.ends_on),
        "ended_because": place.end_reason, "rests_on": other.then_some("another member"),
        "why_it_pays": card(&one.card),
    })
}

fn card(card: &Coverage) -> Value {
    let span = |(from, until): (Option<Date>, Option<Date>)| json!({ "from": day(from), "until": day(until) });
    json!({
        "need": card.need_domain, "payer": card.payer, "coverage": span(card.coverage),
        "diagnosis": card.diagnosis, "diagnosed_by": card.diagnosed_by, "diagnosed_on": day(card.diagnosed_on),
        "assessed_by": card.assessed_by, "assessed_on": day(card.assessed_on),
        "recommended_by": card.recommended_by, "recommended": span(card.recommended),
        "authorization_kind": card.authorization_kind, "authorization_number": card.authorization_number,
        "authorized": span(card.authorized),
    })
}

fn worker(one: &Beside) -> Value {
    let sees: Vec<&str> = one.sees.iter().map(|own| own.code()).collect();
    json!({ "name": one.name, "title": one.title, "because": one.because.code(), "sees": sees })
}

fn version(one: &VersionKept) -> Result<Value, Fault> {
    let document: Value = serde_json::from_slice(&one.document).map_err(broken)?;
    Ok(json!({
        "number": one.number, "made_on": one.made_on.to_string(), "signed_on": day(one.signed_on), "sha256": one.hash,
        "document": document,
    }))
}

fn review(one: &ReviewKept) -> Value {
    let goal = one.goal.as_ref();
    json!({
        "on": one.on.to_string(), "words": one.words, "goal": goal.map(|goal| &goal.0),
        "goal_words": goal.map(|goal| &goal.1), "stands": goal.map(|goal| goal.2.code()),
    })
}

fn start(one: &StartLine) -> Value {
    json!({ "how": one.how.code(), "name": one.name, "on": one.on.to_string() })
}

fn notice(one: &NoticeLine) -> Value {
    json!({
        "version": one.version, "how": one.how.code(), "on": one.on.to_string(),
        "acknowledged_at": one.acknowledged.map(at),
    })
}

fn consent(one: &ConsentKept) -> Result<Value, Fault> {
    Ok(json!({
        "kind": one.kind.code(), "made_on": one.made_on.to_string(), "declined_at": one.declined_at.map(at),
        "revoked_at": one.revoked_at.map(at), "sha256": one.hash, "document": value(&one.document)?,
    }))
}

fn restriction(one: &RestrictionLine) -> Value {
    let own = &one.restriction;
    json!({
        "what": own.piece.map(|piece| piece.code()), "from": own.recipient.as_ref().map(|name| name.as_str()),
        "words": one.words, "asked_at": at(one.asked_at), "answer": own.answer.code(),
        "answered_at": one.answered_at.map(at), "answer_words": one.answer_words,
    })
}

fn gave(one: &GivenKept) -> Result<Value, Fault> {
    let emergency: Option<Value> =
        one.emergency.as_ref().map(|text| serde_json::from_str(text)).transpose().map_err(broken)?;
    Ok(json!({
        "at": at(one.at), "to": one.to, "to_kind": one.to_kind, "what": one.what, "purpose": one.purpose,
        "basis": one.basis, "emergency": emergency,
    }))
}

fn request(one: &RequestLine) -> Value {
    let answer = one
        .answer
        .as_ref()
        .map(|(answer, on, words)| json!({ "answer": answer.code(), "on": on.to_string(), "words": words }));
    json!({
        "kind": one.kind.code(), "words": one.words, "asked_on": one.asked_on.to_string(),
        "due_on": one.due_on.to_string(), "more_time": one.extended, "answer": answer,
    })
}

fn opening(one: &OpenedForYou) -> Value {
    json!({
        "by": one.name, "title": one.title, "why": one.reason.code(), "from": one.at.to_string(),
        "until": one.until.to_string(), "review": one.verdict.map(|verdict| verdict.code()),
    })
}

fn look(one: &Looked) -> Value {
    let who = match &one.who {
        Looker::Staff { name, title } => json!({ "name": name, "title": title }),
        Looker::Link { name, made_by } => json!({ "link_for": name, "made_by": made_by }),
        Looker::Supporter { name } => json!({ "you_share_with": name }),
    };
    json!({ "who": who, "what": one.operation, "on": one.on.to_string(), "times": one.times })
}
