//! The peer's own questions before and after a conversation. Nobody else reads them, and no handed-over device does.

use super::load::{from_json, plan_of, to_json};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, MemberId};
use domain::notice::Notice;
use domain::time::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

statements! {
    OWN_CHECK = "SELECT answers, at FROM self_check WHERE agency_id = $1 AND plan_id = $2 AND staff_id = $3";
    PUT_CHECK = "
        INSERT INTO self_check (agency_id, plan_id, staff_id, answers, at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (agency_id, plan_id, staff_id) DO UPDATE SET answers = excluded.answers, at = excluded.at";
}

/// Answers before and after: what was ticked, and a few words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reflections {
    /// Keys of questions that the peer answered with yes before.
    pub before: Vec<String>,
    /// And after.
    pub after: Vec<String>,
    /// Words to oneself.
    pub words: String,
}

/// The peer's own answers for this plan, and when they were last written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnCheck {
    /// The answers.
    pub reflections: Reflections,
    /// The day, in the agency's zone.
    pub on: Option<Date>,
}

/// The reader's own answers.
pub fn self_check(house: &House, session: &Session, member: MemberId) -> Result<OwnCheck, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_view(Operation::SelfCheck, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let staff = work.staff_hat()?.staff;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let Some(mut row) = work.row(&permit, &OWN_CHECK, &params![agency, plan, staff])? else {
            return Ok(OwnCheck::default());
        };
        let reflections = from_json(&row.take::<String>()?, "self_check.answers")?;
        let at: domain::time::Moment = row.take()?;
        Ok(OwnCheck { reflections, on: Some(at.date(&work.zone(agency)?)) })
    })
}

/// Keeps the peer's answers.
pub fn keep_self_check(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    reflections: Reflections,
) -> Result<(), Fault> {
    let words = domain::text::Prose::parse(&reflections.words).map_err(|notice| Fault::invalid("words", notice))?;
    let asked = &words::content::guide(session.lang).self_check;
    let known: BTreeSet<&str> = asked.iter().map(|check| check.key.as_str()).collect();
    if reflections.before.iter().chain(&reflections.after).any(|key| !known.contains(key.as_str())) {
        return Err(Fault::invalid("words", Notice::new("choice-unknown")));
    }
    let answers = to_json(&Reflections { words: words.to_string(), ..reflections })?;
    house.store().command(&house.call_as(session), command, Operation::SelfCheck, move |work| {
        let permit = work.permit_member(Operation::SelfCheck, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let staff = work.staff_hat()?.staff;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let now = work.now();
        work.run(&permit, &PUT_CHECK, &params![agency, plan, staff, answers.as_str(), now])?;
        Ok(())
    })
}
