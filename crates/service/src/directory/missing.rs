//! A meeting or a service that is missing: anyone says so, and somebody who works here may. It waits at the desks of all
//! agencies, since nobody looks after it yet; the first editor who takes it over has it in a list of their own. Nothing
//! of it is shown before.
//!
//! A visitor has fields of a closed kind alone, none for words about it: nobody can be named or described there.

use super::add_entry::{add_meeting, by_hand, meeting_of_form};
use super::edit::{SAY_RIGHT, stir};
use super::entry_form::EntryForm;
use super::services::{NewService, Ready, add_by_hand, ready, service_of_form};
use super::tell::{by_code, code_of, limits, take_one};
use crate::secret::token_hash;
use crate::tries::Limit;
use crate::{Fault, House, Session};
use access::{Actor, Operation, Permit, Work, params};
use domain::directory::{MissingAnswer, MissingKind};
use domain::id::{CommandId, MeetingId, OfferingId, RowId, StaffId};
use domain::notice::Notice;
use domain::time::{Date, TimeZone};
use serde::{Deserialize, Serialize};

access::statements! {
    INSERT_MISSING = "
        INSERT INTO missing_entry (id, kind, name, form, from_agency, made_by, made_on, code_hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The oldest first: who said it first has waited longest.
    MISSING_NOW = "
        SELECT e.id, e.kind, e.name, e.made_on, a.name
        FROM missing_entry e LEFT JOIN agency a ON a.id = e.from_agency
        WHERE e.answered_at IS NULL ORDER BY e.id LIMIT 51";

    ONE_MISSING = "
        SELECT e.kind, e.form, e.made_on, a.name
        FROM missing_entry e LEFT JOIN agency a ON a.id = e.from_agency
        WHERE e.id = $1 AND e.answered_at IS NULL";

    MISSING_BY_CODE = "SELECT kind, answer, answered_at FROM missing_entry WHERE code_hash = $1";

    ANSWER_MISSING = "
        UPDATE missing_entry SET answer = $2, answered_at = $3, answered_agency = $4, answered_by = $5
        WHERE id = $1 AND answered_at IS NULL";

    /// The same name, time and place is listed already.
    LISTED_ALIKE = "
        SELECT m.id FROM meeting m JOIN feed f ON f.id = m.feed_id
        WHERE m.kin = $1 AND m.alike = $2 AND m.gone_at IS NULL AND m.hidden IS NULL AND f.state <> 'ended' LIMIT 1";
}

/// What is missing, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// A meeting.
    Meeting(EntryForm),
    /// A service.
    Service(NewService),
}

/// An entry that somebody says is missing, in a list of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingLine {
    /// What was said.
    pub id: RowId,
    /// What it is.
    pub kind: MissingKind,
    /// What it is called.
    pub name: String,
    /// On which day.
    pub on: Date,
    /// The agency of who said it; nothing for a visitor.
    pub from: Option<String>,
}

/// The same with everything that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingPage {
    /// What is missing.
    pub missing: Missing,
    /// On which day it was said.
    pub on: Date,
    /// The agency of who said it; nothing for a visitor.
    pub from: Option<String>,
}

/// What became of it, for who has the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingStands {
    /// What it is.
    pub kind: MissingKind,
    /// The answer, and the day it was given.
    pub answer: Option<(MissingAnswer, Date)>,
}

/// An entry that was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TakenOver {
    /// A meeting.
    Meeting(MeetingId),
    /// A service.
    Service(OfferingId),
}

/// How many a visitor may leave on one day, all of them together. House rule: as many as two people look through.
const OF_A_DAY: u16 = 200;

impl Missing {
    /// What it is.
    pub const fn kind(&self) -> MissingKind {
        match self {
            Self::Meeting(_) => MissingKind::Meeting,
            Self::Service(_) => MissingKind::Service,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Meeting(form) => form.name.trim(),
            Self::Service(form) => form.form.name.trim(),
        }
    }

    /// Without the fields that hold words: a visitor has none.
    fn without_words(self) -> Self {
        let none = String::new;
        match self {
            Self::Meeting(form) => {
                Self::Meeting(EntryForm { door: none(), url_notes: none(), phone_notes: none(), notes: none(), ..form })
            }
            Self::Service(own) => {
                let form = super::services::ServiceForm {
                    alert: none(),
                    about: none(),
                    hours_note: none(),
                    paused: false,
                    ..own.form
                };
                Self::Service(NewService { form, ..own })
            }
        }
    }

    /// Refuses what could not become an entry, what says nowhere how to get there, and what is listed already.
    fn check<'w>(&self, ready: &Ready, work: &mut Work<'w>, permit: &Permit<'w>, zone: &TimeZone) -> Result<(), Fault> {
        let nowhere = |texts: &[&String]| texts.iter().all(|text| text.trim().is_empty());
        let there = match self {
            Self::Meeting(form) => {
                let meeting = meeting_of_form(form, zone, "missing")?;
                if nowhere(&[&form.address, &form.place, &form.url, &form.phone]) {
                    return Err(Fault::invalid("address", Notice::new("missing-where")));
                }
                let (kin, alike) = (meeting.kin(), meeting.occasion_on_any_day());
                work.row(permit, &LISTED_ALIKE, &params![kin, alike])?.is_some()
            }
            Self::Service(own) => {
                let today = work.now().date(zone);
                let (provider, offering) = service_of_form(own, zone, today)?;
                if nowhere(&[&own.form.address, &own.form.place, &own.form.website, &own.form.phone]) {
                    return Err(Fault::invalid("address", Notice::new("missing-where")));
                }
                if offering.kinds.is_empty() {
                    return Err(Fault::invalid("kinds", Notice::new("pick-missing")));
                }
                ready.lists(&provider, &offering)
            }
        };
        if there { Err(Fault::invalid("name", Notice::new("entry-there-already"))) } else { Ok(()) }
    }

    fn json(&self) -> Result<String, Fault> {
        super::keep_run::as_json(self)
    }
}

fn read(text: &str) -> Result<Missing, Fault> {
    serde_json::from_str(text).map_err(|why| Fault::Broken(format!("a missing entry: {why}")))
}

/// Says that an entry is missing. Gives a code to look up the answer with, shown once. `from` is where the visitor comes
/// from (`Visit::from`); it is hashed and not kept.
pub fn tell_missing(house: &House, command: CommandId, missing: &Missing, from: &str) -> Result<String, Fault> {
    let code = code_of(house, "missing", command);
    let hash = token_hash(&code);
    let mut limits = limits(house, from);
    limits.push(Limit::new("missing entries", OF_A_DAY.into(), f64::from(OF_A_DAY) / 86_400.0));
    let (missing, zone, ready) = (missing.clone().without_words(), super::usual_zone(house), ready(house)?);
    house.store().command(&house.call(Actor::Public), command, Operation::TellDirectory, move |work| {
        let permit = work.permit_open(Operation::TellDirectory)?;
        missing.check(&ready, work, &permit, &zone)?;
        take_one(work, &permit, &limits)?;
        let (id, today): (RowId, _) = (work.ids().next(), work.now().date(&TimeZone::UTC));
        let nobody: Option<StaffId> = None;
        let (kind, name) = (missing.kind().code(), missing.name());
        let values = params![id, kind, name, missing.json()?, nobody, nobody, today, hash.clone()];
        work.run(&permit, &INSERT_MISSING, &values).map(drop)
    })?;
    Ok(code)
}

/// The same from inside: who says it hears the answer at the desk.
pub fn tell_missing_as(
    house: &House,
    session: &Session,
    command: CommandId,
    missing: &Missing,
) -> Result<RowId, Fault> {
    let (missing, ready) = (missing.clone(), ready(house)?);
    house.store().command(&house.call_as(session), command, Operation::ProposeEntry, move |work| {
        let permit = work.permit_agency(Operation::ProposeEntry)?;
        let hat = work.staff_hat()?;
        let zone = work.zone(hat.agency)?;
        missing.check(&ready, work, &permit, &zone)?;
        let (id, today): (RowId, _) = (work.ids().next(), work.now().date(&TimeZone::UTC));
        let no_code: Option<Vec<u8>> = None;
        let (kind, name) = (missing.kind().code(), missing.name());
        let values = params![id, kind, name, missing.json()?, hat.agency, hat.staff, today, no_code];
        work.run(&permit, &INSERT_MISSING, &values)?;
        work.detail(&format!("missing {kind} {id}"));
        Ok(id)
    })
}

/// What is said to be missing and waits for an answer: fifty, and one more where there are more.
pub fn missing_entries(house: &House, session: &Session) -> Result<Vec<MissingLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        let rows = work.rows(&permit, &MISSING_NOW, &params![])?;
        let line = |mut row: access::Row| {
            let (id, kind, name) = (row.take()?, row.parse()?, row.take()?);
            Ok(MissingLine { id, kind, name, on: row.take()?, from: row.take()? })
        };
        rows.into_iter().map(line).collect()
    })
}

/// One of them. [`Fault::Absent`] once it is answered.
pub fn missing_entry(house: &House, session: &Session, id: RowId) -> Result<MissingPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        one(work, &permit, id)
    })
}

fn one<'w>(work: &mut Work<'w>, permit: &Permit<'w>, id: RowId) -> Result<MissingPage, Fault> {
    let mut row = work.row(permit, &ONE_MISSING, &params![id])?.ok_or(Fault::Absent)?;
    let _: MissingKind = row.parse()?;
    let missing = read(&row.take::<String>()?)?;
    Ok(MissingPage { missing, on: row.take()?, from: row.take()? })
}

/// Takes it over, as an editor has put it right: it is an entry of their agency's own list from now on, and they say that
/// it is right.
pub fn take_missing(
    house: &House,
    session: &Session,
    command: CommandId,
    id: RowId,
    right: &Missing,
) -> Result<TakenOver, Fault> {
    let (right, ready) = (right.clone(), ready(house)?);
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let hat = work.staff_hat()?;
        let waits = work.row(&permit, &ONE_MISSING, &params![id])?;
        let mut waits = waits.ok_or_else(|| Fault::refused(Notice::new("missing-answered-already")))?;
        if waits.parse::<MissingKind>()? != right.kind() {
            return Err(Fault::Absent);
        }
        let zone = work.zone(hat.agency)?;
        right.check(&ready, work, &permit, &zone)?;
        let feed = by_hand(work, &permit, hat.agency)?;
        let taken = match &right {
            Missing::Meeting(form) => {
                let meeting = add_meeting(work, &permit, (feed, hat.agency), form)?;
                let now = work.now();
                work.run(&permit, &SAY_RIGHT, &params![meeting, now, "editor", hat.staff])?;
                TakenOver::Meeting(meeting)
            }
            Missing::Service(form) => TakenOver::Service(add_by_hand(work, &permit, (feed, hat.agency), form)?),
        };
        answer(work, &permit, id, MissingAnswer::Accepted)?;
        stir(work, &permit, feed)?;
        Ok(taken)
    })
}

/// Says why it is not taken over.
pub fn decline_missing(
    house: &House,
    session: &Session,
    command: CommandId,
    id: RowId,
    why: MissingAnswer,
) -> Result<(), Fault> {
    if why == MissingAnswer::Accepted {
        return Err(Fault::invalid("answer", Notice::new("pick-missing")));
    }
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        answer(work, &permit, id, why)
    })
}

fn answer<'w>(work: &mut Work<'w>, permit: &Permit<'w>, id: RowId, answer: MissingAnswer) -> Result<(), Fault> {
    let (now, hat) = (work.now(), work.staff_hat()?);
    if work.run(permit, &ANSWER_MISSING, &params![id, answer.code(), now, hat.agency, hat.staff])? == 0 {
        return Err(Fault::refused(Notice::new("missing-answered-already")));
    }
    work.detail(&format!("missing entry {id} {}", answer.code()));
    Ok(())
}

/// What became of it, by the code that a visitor was given.
pub fn missing_stands(house: &House, code: &str) -> Result<MissingStands, Fault> {
    let (kind, answer) = by_code(house, code, &MISSING_BY_CODE)?;
    Ok(MissingStands { kind, answer })
}
