//! Everything an agency keeps about a member, for the member: open JSON, and the files beside it.
//!
//! It is gathered anew at each download, by the rules of that very moment, and nothing of it is kept. Another member
//! who is named in it (somebody whose eligibility a program rests on) is "another member".

use super::open::{PlanView, open};
use crate::people::files::open_file;
use crate::people::{Enrolments, Looker, Reach, enrolments, looked, reach, require_step_up};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{AttachmentId, MemberId, VersionId};
use domain::people::{AttachmentKind, Media};
use domain::time::Moment;
use serde_json::{Value, json};

/// The schema of the JSON. It grows; what is there keeps its meaning.
const SCHEMA: &str = "alongside-export/1";

statements! {
    AGENCY_OF_EXPORT = "SELECT name FROM agency WHERE id = $1";

    VERSIONS_TO_EXPORT = "
        SELECT id, number, document, hash, made_on, signed_on FROM plan_version
        WHERE agency_id = $1 AND member_id = $2 ORDER BY number";

    REVIEWS_TO_EXPORT = "
        SELECT r.reviewed_on, r.words, g.goal_words, g.words, g.status
        FROM plan_review r
        LEFT JOIN plan_review_goal g ON g.agency_id = r.agency_id AND g.review_id = r.id
        WHERE r.agency_id = $1 AND r.member_id = $2 ORDER BY r.reviewed_on, r.id";

    FILES_TO_EXPORT = "
        SELECT id, media_type, kind FROM attachment WHERE agency_id = $1 AND member_id = $2 ORDER BY at, id";

    CONSENTS_TO_EXPORT = "
        SELECT kind, document, hash, made_on, declined_at, revoked_at FROM consent
        WHERE agency_id = $1 AND member_id = $2 ORDER BY made_at, id";

    DISCLOSURES_TO_EXPORT = "
        SELECT at, recipient, recipient_kind, what, purpose, basis, emergency FROM disclosure
        WHERE agency_id = $1 AND member_id = $2 ORDER BY at, id";
}

/// What is given out.
#[derive(Debug, Clone)]
pub struct Export {
    /// The open JSON.
    pub json: Vec<u8>,
    /// Versions of the plan, with their numbers: each goes along on paper too.
    pub versions: Vec<(VersionId, i64)>,
    /// Files that are kept beside the chart, by name.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Gathers everything. The member alone can ask this, with a fresh proof of who they are.
pub fn export(house: &House, session: &Session, member: MemberId) -> Result<Export, Fault> {
    require_step_up(house, session)?;
    if session.is_staff() {
        return Err(Fault::Absent);
    }
    let (told, places) = (reach(house, session, member)?, enrolments(house, session, member)?);
    let view = open(house, session, member)?;
    let kept = kept(house, session, member)?;
    let mut files = Vec::new();
    for (place, (id, media, kind)) in kept.files.iter().enumerate() {
        let reads = if kind.is_of_consent() { Operation::ReadConsents } else { Operation::ReadPlan };
        let file = open_file(house, session, (member, *id), reads)?;
        files.push((format!("files/{}.{}", place + 1, media.ending()), file.bytes().to_vec()));
    }
    let whole = json!({
        "schema": SCHEMA,
        "made_at": at(house.now()),
        "agency": kept.agency,
        "about": about(&told),
        "programs": programs(&places),
        "plan": { "draft": draft(&view)?, "versions": kept.versions, "reviews": kept.reviews },
        "requests": requests(house, session, member)?,
        "opened_in_an_emergency": openings(house, session, member)?,
        "consents": kept.consents,
        "disclosures": kept.disclosures,
        "who_looked": looks(house, session, member)?,
    });
    let json = serde_json::to_vec_pretty(&whole).map_err(|why| Fault::Broken(format!("an export: {why}")))?;
    Ok(Export { json, versions: kept.numbers, files })
}

/// Puts files into one zip file.
pub fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Fault> {
    let broken = |why: std::io::Error| Fault::Broken(format!("an export: {why}"));
    let mut packing = standards::zip::Packing::default();
    for (name, bytes) in files {
        packing.add(name, bytes).map_err(broken)?;
    }
    packing.finish().map_err(broken)
}

fn at(moment: Moment) -> String {
    moment.timestamp().to_string()
}

fn about(told: &Reach) -> Value {
    let channels = told.channels.iter().map(|one| {
        let allowed: Vec<&str> = one.allowed.iter().map(|own| own.code()).collect();
        json!({ "kind": one.kind.code(), "value": one.value, "allowed": allowed, "note": one.note })
    });
    let people = told.allies.iter().map(|one| {
        json!({
            "relation": one.relation.code(), "name": one.name, "words": one.words, "reach": one.reach,
            "basis": one.basis.code(), "since": one.consented_on.map(|day| day.to_string()),
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

fn programs(places: &Enrolments) -> Value {
    let one = |place: &crate::people::Enrolment| {
        let other = place.beneficiary.is_some() || place.beneficiary_hidden;
        json!({
            "program": place.program_name, "regime": place.regime.code(), "mandated_by": place.mandated_by,
            "from": place.starts_on.to_string(), "until": place.ends_on.map(|day| day.to_string()),
            "ended_because": place.end_reason, "rests_on": other.then_some("another member"),
        })
    };
    places.enrolments.iter().map(one).collect()
}

fn draft(view: &PlanView) -> Result<Value, Fault> {
    serde_json::to_value(&view.content).map_err(|why| Fault::Broken(format!("an export: {why}")))
}

fn requests(house: &House, session: &Session, member: MemberId) -> Result<Value, Fault> {
    let one = |one: &crate::consent::RequestLine| {
        let answer = one
            .answer
            .as_ref()
            .map(|(answer, on, words)| json!({ "answer": answer.code(), "on": on.to_string(), "words": words }));
        json!({
            "kind": one.kind.code(), "words": one.words, "asked_on": one.asked_on.to_string(),
            "due_on": one.due_on.to_string(), "answer": answer,
        })
    };
    Ok(crate::consent::requests_of(house, session, member)?.iter().map(one).collect())
}

fn openings(house: &House, session: &Session, member: MemberId) -> Result<Value, Fault> {
    let one = |one: &crate::consent::OpenedForYou| {
        json!({
            "by": one.name, "title": one.title, "why": one.reason.code(), "from": one.at.to_string(),
            "until": one.until.to_string(), "review": one.verdict.map(|verdict| verdict.code()),
        })
    };
    Ok(crate::consent::openings_of(house, session, member)?.iter().map(one).collect())
}

fn looks(house: &House, session: &Session, member: MemberId) -> Result<Value, Fault> {
    let mut lines = Vec::new();
    let mut before = None;
    loop {
        let page = looked(house, session, member, before)?;
        lines.extend(page.lines.iter().map(|line| {
            let who = match &line.who {
                Looker::Staff { name, title } => json!({ "name": name, "title": title }),
                Looker::Link { name, made_by } => json!({ "link_for": name, "made_by": made_by }),
                Looker::Supporter { name } => json!({ "you_share_with": name }),
            };
            json!({ "who": who, "what": line.operation, "on": line.on.to_string(), "times": line.times })
        }));
        match page.older {
            // Each page is older than the one before, so this ends.
            Some(older) if before.is_none_or(|last| older < last) => before = Some(older),
            _ => return Ok(Value::Array(lines)),
        }
    }
}

/// What is read straight from the tables.
struct KeptRows {
    agency: String,
    versions: Vec<Value>,
    numbers: Vec<(VersionId, i64)>,
    reviews: Vec<Value>,
    files: Vec<(AttachmentId, Media, AttachmentKind)>,
    consents: Vec<Value>,
    disclosures: Vec<Value>,
}

fn kept(house: &House, session: &Session, member: MemberId) -> Result<KeptRows, Fault> {
    let document = |bytes: &[u8]| {
        serde_json::from_slice::<Value>(bytes).map_err(|why| Fault::Broken(format!("a frozen document: {why}")))
    };
    let when = |moment: Option<Moment>| moment.map(at);
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        work.detail("export");
        let mut name = work.row(&permit, &AGENCY_OF_EXPORT, &params![agency])?.ok_or(Fault::Absent)?;
        let (mut versions, mut numbers) = (Vec::new(), Vec::new());
        for mut row in work.rows(&permit, &VERSIONS_TO_EXPORT, &params![agency, member])? {
            let (id, number): (VersionId, i64) = (row.take()?, row.take()?);
            let (bytes, hash): (Vec<u8>, String) = (row.take()?, row.take()?);
            let (made, signed): (String, Option<String>) = (row.take()?, row.take()?);
            numbers.push((id, number));
            versions.push(json!({
                "number": number, "made_on": made, "signed_on": signed, "sha256": hash, "document": document(&bytes)?,
            }));
        }
        let mut reviews = Vec::new();
        for mut row in work.rows(&permit, &REVIEWS_TO_EXPORT, &params![agency, member])? {
            let (on, whole): (String, String) = (row.take()?, row.take()?);
            let goal: (Option<String>, Option<String>, Option<String>) = (row.take()?, row.take()?, row.take()?);
            reviews.push(json!({ "on": on, "words": whole, "goal": goal.0, "goal_words": goal.1, "stands": goal.2 }));
        }
        let mut files = Vec::new();
        for mut row in work.rows(&permit, &FILES_TO_EXPORT, &params![agency, member])? {
            files.push((row.take()?, row.parse()?, row.parse()?));
        }
        let mut consents = Vec::new();
        for mut row in work.rows(&permit, &CONSENTS_TO_EXPORT, &params![agency, member])? {
            let kind: String = row.take()?;
            let (bytes, hash, made): (Vec<u8>, String, String) = (row.take()?, row.take()?, row.take()?);
            let (declined, revoked): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
            consents.push(json!({
                "kind": kind, "made_on": made, "declined_at": when(declined), "revoked_at": when(revoked),
                "sha256": hash, "document": document(&bytes)?,
            }));
        }
        let mut disclosures = Vec::new();
        for mut row in work.rows(&permit, &DISCLOSURES_TO_EXPORT, &params![agency, member])? {
            let told: Moment = row.take()?;
            let (to, to_kind): (String, String) = (row.take()?, row.take()?);
            let (what, purpose, basis): (String, String, String) = (row.take()?, row.take()?, row.take()?);
            let emergency: Option<String> = row.take()?;
            let emergency = emergency.map(|text| document(text.as_bytes())).transpose()?;
            disclosures.push(json!({
                "at": at(told), "to": to, "to_kind": to_kind, "what": what, "purpose": purpose, "basis": basis,
                "emergency": emergency,
            }));
        }
        Ok(KeptRows { agency: name.take()?, versions, numbers, reviews, files, consents, disclosures })
    })
}
