//! Complaints from anyone, without a name (42 CFR 2.4: a program takes them, and nobody is worse off for it).
//!
//! Nothing is kept of who complained but what they wrote. Where they come from is counted, hashed, for a day, so that
//! nobody buries the desk.

use super::request::prose;
use crate::secret::token_hash;
use crate::tries::Limit;
use crate::{Fault, House, Session};
use access::{Actor, Operation, Row, Scope, params, statements};
use domain::id::{AgencyId, CommandId, RowId};
use domain::notice::Notice;
use domain::time::{Date, Moment, TimeZone};

/// How many complaints a day one place may send. House rule: enough for a whole center.
const A_DAY: f64 = 10.0;

statements! {
    AGENCIES_BY_SLUG = "SELECT slug, name FROM agency ORDER BY slug LIMIT 500";

    AGENCY_OF_SLUG = "SELECT id FROM agency WHERE slug = $1";

    INSERT_COMPLAINT = "
        INSERT INTO complaint (agency_id, id, words, made_on, code_hash) VALUES ($1, $2, $3, $4, $5)";

    COMPLAINT_BY_CODE = "
        SELECT a.name, a.zone, c.made_on, c.answered_at, c.answer_words
        FROM complaint c JOIN agency a ON a.id = c.agency_id
        WHERE c.code_hash = $1";

    COMPLAINTS = "
        SELECT c.id, c.words, c.made_on, c.answered_at, s.name, c.answer_words
        FROM complaint c
        LEFT JOIN staff s ON s.agency_id = c.agency_id AND s.id = c.answered_by
        WHERE c.agency_id = $1
        ORDER BY CASE WHEN c.answered_at IS NULL THEN 0 ELSE 1 END, c.made_on, c.id LIMIT 200";

    ONE_COMPLAINT = "
        SELECT c.id, c.words, c.made_on, c.answered_at, s.name, c.answer_words
        FROM complaint c
        LEFT JOIN staff s ON s.agency_id = c.agency_id AND s.id = c.answered_by
        WHERE c.agency_id = $1 AND c.id = $2";

    ANSWER_COMPLAINT = "
        UPDATE complaint SET answered_at = $3, answered_by = $4, answer_words = $5
        WHERE agency_id = $1 AND id = $2 AND answered_at IS NULL";
}

/// An agency that a complaint can go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyChoice {
    /// Its part of addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// What became of a complaint, for who has its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintStands {
    /// The agency's name.
    pub agency: String,
    /// The day it was made.
    pub made_on: Date,
    /// The answer and its day.
    pub answer: Option<(String, Date)>,
}

/// A complaint on the desk.
#[derive(Debug, Clone)]
pub struct ComplaintLine {
    /// Which.
    pub id: RowId,
    /// What was written.
    pub words: String,
    /// The day it was made.
    pub made_on: Date,
    /// The answer, its day, and who gave it.
    pub answer: Option<(String, Date, String)>,
}

/// The agencies of this house, by name.
pub fn agencies_to_complain_to(house: &House) -> Result<Vec<AgencyChoice>, Fault> {
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::Complain)?;
        let rows = work.rows(&permit, &AGENCIES_BY_SLUG, &params![])?;
        let mut found = rows
            .into_iter()
            .map(|mut row| Ok(AgencyChoice { slug: row.take()?, name: row.take()? }))
            .collect::<Result<Vec<_>, Fault>>()?;
        found.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    })
}

/// Takes a complaint. Gives a code to look up the answer with, shown once; sent twice, it is the same one.
///
/// `from` is where the visitor comes from; it is hashed and kept for a day at most, with nothing beside it.
pub fn complain(house: &House, command: CommandId, slug: &str, words: &str, from: &str) -> Result<String, Fault> {
    let words = prose(words, true)?;
    let seal = house.seal_mac(&format!("complaint {command}"));
    let code: String = seal.chars().take(16).collect::<String>().to_uppercase();
    let hash = token_hash(&code);
    let limit = Limit::new(&house.seal_mac(&format!("complain {from}")), A_DAY, A_DAY / 86_400.0);
    let slug = slug.to_owned();
    house.store().command(&house.call(Actor::Public), command, Operation::Complain, move |work| {
        let permit = work.permit_open(Operation::Complain)?;
        let found = work.row(&permit, &AGENCY_OF_SLUG, &params![slug.as_str()])?;
        let mut row = found.ok_or_else(|| Fault::invalid("agency", Notice::new("pick-missing")))?;
        let agency: AgencyId = row.take()?;
        if limit.wait(work, &permit)?.is_some() {
            return Err(Fault::refused(Notice::new("complaint-enough-today")));
        }
        limit.wrong(work, &permit)?;
        let id: RowId = work.ids().next();
        work.cross(&permit, &Scope::agency(agency))?;
        // The day alone: a moment would say who was online then.
        let today = work.today(agency)?;
        work.run(&permit, &INSERT_COMPLAINT, &params![agency, id, words.as_str(), today, hash.clone()]).map(drop)
    })?;
    Ok(code)
}

/// What became of a complaint, by its code. The same answer for a code that is wrong and one that never was.
pub fn complaint_stands(house: &House, code: &str) -> Result<ComplaintStands, Fault> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    let hash = token_hash(&plain);
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::Complain)?;
        // Nobody knows yet behind which wall the complaint lies; the code alone finds it.
        work.cross(&permit, &Scope::system())?;
        let mut row = work.row(&permit, &COMPLAINT_BY_CODE, &params![hash.clone()])?.ok_or(Fault::Absent)?;
        let agency = row.take()?;
        let zone = domain::time::zone(&row.take::<String>()?).map_err(|why| Fault::Broken(why.to_string()))?;
        let made_on = row.take()?;
        let at: Option<Moment> = row.take()?;
        let words: Option<String> = row.take()?;
        let answer = words.zip(at).map(|(words, at)| (words, at.date(&zone)));
        Ok(ComplaintStands { agency, made_on, answer })
    })
}

/// Complaints, those that wait first.
pub fn complaints(house: &House, session: &Session) -> Result<Vec<ComplaintLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::KeepPrivacy)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        let rows = work.rows(&permit, &COMPLAINTS, &params![agency])?;
        rows.into_iter().map(|row| read(row, &zone)).collect()
    })
}

/// One complaint.
pub fn complaint(house: &House, session: &Session, id: RowId) -> Result<ComplaintLine, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::KeepPrivacy)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        read(work.row(&permit, &ONE_COMPLAINT, &params![agency, id])?.ok_or(Fault::Absent)?, &zone)
    })
}

/// Answers a complaint. Who has its code reads the words.
pub fn answer_complaint(
    house: &House,
    session: &Session,
    command: CommandId,
    id: RowId,
    words: &str,
) -> Result<(), Fault> {
    let words = prose(words, true)?;
    house.store().command(&house.call_as(session), command, Operation::KeepPrivacy, move |work| {
        let permit = work.permit_agency(Operation::KeepPrivacy)?;
        let hat = work.staff_hat()?;
        work.row(&permit, &ONE_COMPLAINT, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let now = work.now();
        let row = params![hat.agency, id, now, hat.staff, words.as_str()];
        if work.run(&permit, &ANSWER_COMPLAINT, &row)? == 0 {
            return Err(Fault::refused(Notice::new("privacy-answered-already")));
        }
        work.detail(&format!("complaint {id} answered"));
        Ok(())
    })
}

fn read(mut row: Row, zone: &TimeZone) -> Result<ComplaintLine, Fault> {
    let (id, words, made_on) = (row.take()?, row.take()?, row.take()?);
    let at: Option<Moment> = row.take()?;
    let by: Option<String> = row.take()?;
    let said: Option<String> = row.take()?;
    let answer = said.zip(at).map(|(said, at)| (said, at.date(zone), by.unwrap_or_default()));
    Ok(ComplaintLine { id, words, made_on, answer })
}
