//! The privacy desk: requests with their days, and the answers.

use super::clocks;
use super::hold::held;
use super::request::prose;
use crate::{Fault, House, Session};
use access::{Operation, Row, params, statements};
use domain::consent::{RequestAnswer, RequestKind, RequestStands};
use domain::id::{AgencyId, CommandId, MemberId, RowId};
use domain::notice::Notice;
use domain::time::{Date, Moment, TimeZone, plus_days};

statements! {
    REQUESTS = "
        SELECT q.id, q.member_id, m.called, q.kind, q.words, q.asked_at, q.due_on, q.extended_at, q.extension_words,
          q.answered_at, q.answer, q.answer_words, s.name
        FROM privacy_request q
        JOIN member m ON m.agency_id = q.agency_id AND m.id = q.member_id
        LEFT JOIN staff s ON s.agency_id = q.agency_id AND s.id = q.answered_by
        WHERE q.agency_id = $1 AND {filter m.agency_id m.id}
        ORDER BY CASE WHEN q.answered_at IS NULL THEN 0 ELSE 1 END, q.due_on, q.id
        LIMIT 200";

    ONE_REQUEST = "
        SELECT q.id, q.member_id, m.called, q.kind, q.words, q.asked_at, q.due_on, q.extended_at, q.extension_words,
          q.answered_at, q.answer, q.answer_words, s.name
        FROM privacy_request q
        JOIN member m ON m.agency_id = q.agency_id AND m.id = q.member_id
        LEFT JOIN staff s ON s.agency_id = q.agency_id AND s.id = q.answered_by
        WHERE q.agency_id = $1 AND q.id = $2";

    WHOSE_REQUEST = "SELECT member_id FROM privacy_request WHERE agency_id = $1 AND id = $2";

    ANSWER = "
        UPDATE privacy_request SET answered_at = $3, answered_by = $4, answer = $5, answer_words = $6
        WHERE agency_id = $1 AND id = $2 AND answered_at IS NULL";

    EXTEND = "
        UPDATE privacy_request SET due_on = $5, extended_at = $3, extended_by = $4, extension_words = $6
        WHERE agency_id = $1 AND id = $2 AND answered_at IS NULL AND extended_at IS NULL";
}

/// A request on the desk.
#[derive(Debug, Clone)]
pub struct DeskRequest {
    /// Which.
    pub id: RowId,
    /// Whose.
    pub member: MemberId,
    /// What they like to be called.
    pub called: String,
    /// What they ask.
    pub kind: RequestKind,
    /// In their words.
    pub words: String,
    /// The day it was asked.
    pub asked_on: Date,
    /// By when it is answered.
    pub due_on: Date,
    /// Why more time was taken.
    pub extended: Option<String>,
    /// The answer, its day and its words.
    pub answer: Option<(RequestAnswer, Date, String)>,
    /// Who answered.
    pub answered_by: Option<String>,
    /// Where it stands.
    pub stands: RequestStands,
}

/// One request, for whoever answers it.
#[derive(Debug, Clone)]
pub struct RequestPage {
    /// The request.
    pub line: DeskRequest,
    /// Whether a legal hold covers this member's records.
    pub held: bool,
    /// By how many days more, once.
    pub extension_days: u16,
}

/// Requests, those that wait first, the next one due on top.
pub fn requests(house: &House, session: &Session) -> Result<Vec<DeskRequest>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::KeepPrivacy)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let (today, zone) = (work.today(agency)?, work.zone(agency)?);
        let rows = work.rows(&permit, &REQUESTS, &params![agency])?;
        rows.into_iter().map(|row| read(row, today, &zone)).collect()
    })
}

/// One request.
pub fn request_page(house: &House, session: &Session, id: RowId) -> Result<RequestPage, Fault> {
    let extension_days = clocks()?.extension_days.value;
    house.store().read(&house.call_as(session), |work| {
        let first = work.permit_agency(Operation::KeepPrivacy)?;
        let agency: AgencyId = first.agency().ok_or(Fault::Absent)?;
        let mut whose = work.row(&first, &WHOSE_REQUEST, &params![agency, id])?.ok_or(Fault::Absent)?;
        let member: MemberId = whose.take()?;
        let permit = work.permit_member(Operation::KeepPrivacy, member)?;
        let (today, zone) = (work.today(agency)?, work.zone(agency)?);
        let row = work.row(&permit, &ONE_REQUEST, &params![agency, id])?.ok_or(Fault::Absent)?;
        let held = held(work, &permit, agency, member)?;
        Ok(RequestPage { line: read(row, today, &zone)?, held, extension_days })
    })
}

/// Answers a request, with words for the member.
pub fn answer_request(
    house: &House,
    session: &Session,
    command: CommandId,
    id: RowId,
    answer: RequestAnswer,
    words: &str,
) -> Result<(), Fault> {
    if !RequestAnswer::GIVEN.contains(&answer) {
        return Err(Fault::invalid("answer", Notice::new("choice-unknown")));
    }
    let words = prose(words, true)?;
    house.store().command(&house.call_as(session), command, Operation::KeepPrivacy, move |work| {
        let first = work.permit_agency(Operation::KeepPrivacy)?;
        let hat = work.staff_hat()?;
        let mut whose = work.row(&first, &WHOSE_REQUEST, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let permit = work.permit_member(Operation::KeepPrivacy, whose.take()?)?;
        let now = work.now();
        let row = params![hat.agency, id, now, hat.staff, answer.code(), words.as_str()];
        if work.run(&permit, &ANSWER, &row)? == 0 {
            return Err(Fault::refused(Notice::new("privacy-answered-already")));
        }
        work.detail(&format!("request {id} {}", answer.code()));
        Ok(())
    })
}

/// Takes more time, once, and tells the member why (45 CFR 164.524(b)(2)(iii)).
pub fn extend_request(
    house: &House,
    session: &Session,
    command: CommandId,
    id: RowId,
    words: &str,
) -> Result<Date, Fault> {
    let words = prose(words, true)?;
    let days = i64::from(clocks()?.extension_days.value);
    house.store().command(&house.call_as(session), command, Operation::KeepPrivacy, move |work| {
        let first = work.permit_agency(Operation::KeepPrivacy)?;
        let hat = work.staff_hat()?;
        let mut whose = work.row(&first, &WHOSE_REQUEST, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let permit = work.permit_member(Operation::KeepPrivacy, whose.take()?)?;
        let (now, today, zone) = (work.now(), work.today(hat.agency)?, work.zone(hat.agency)?);
        let row = work.row(&permit, &ONE_REQUEST, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let found = read(row, today, &zone)?;
        if found.answer.is_some() {
            return Err(Fault::refused(Notice::new("privacy-answered-already")));
        }
        if found.extended.is_some() || found.stands == RequestStands::Late {
            return Err(Fault::refused(Notice::new("privacy-extended-already")));
        }
        let due = plus_days(found.due_on, days);
        work.run(&permit, &EXTEND, &params![hat.agency, id, now, hat.staff, due, words.as_str()])?;
        work.detail(&format!("request {id} extended"));
        Ok(due)
    })
}

fn read(mut row: Row, today: Date, zone: &TimeZone) -> Result<DeskRequest, Fault> {
    let (id, member, called) = (row.take()?, row.take()?, row.take()?);
    let (kind, words) = (row.parse()?, row.take()?);
    let (asked, due_on): (Moment, Date) = (row.take()?, row.take()?);
    let extended: Option<String> = row.take::<Option<Moment>>()?.and(row.take()?);
    let at: Option<Moment> = row.take()?;
    let answer: Option<RequestAnswer> = row.parse_option()?;
    let said: Option<String> = row.take()?;
    let answer = answer.zip(at).map(|(one, at)| (one, at.date(zone), said.unwrap_or_default()));
    let stands = RequestStands::on(today, due_on, answer.is_some());
    let (asked_on, answered_by) = (asked.date(zone), row.take()?);
    Ok(DeskRequest { id, member, called, kind, words, asked_on, due_on, extended, answer, answered_by, stands })
}
