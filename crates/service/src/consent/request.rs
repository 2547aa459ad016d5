//! What a member asks of the agency about their records: a copy, a correction, a restriction, and more.

use super::clocks;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::consent::{RequestAnswer, RequestKind, RequestStands};
use domain::id::{CommandId, MemberId, RowId};
use domain::notice::Notice;
use domain::text::Prose;
use domain::time::{Date, Moment, plus_days};

/// How many requests of one member may be open at once. House rule: enough for anybody, too few to bury the desk.
const MOST_OPEN: i64 = 20;

/// How many letters one request may hold. House rule.
const LONGEST: usize = 4000;

statements! {
    REQUESTS_OF_MEMBER = "
        SELECT id, kind, words, asked_at, due_on, extended_at, extension_words, answered_at, answer, answer_words
        FROM privacy_request
        WHERE agency_id = $1 AND member_id = $2
        ORDER BY asked_at DESC, id DESC LIMIT 200";

    OPEN_REQUESTS = "
        SELECT count(*) FROM privacy_request WHERE agency_id = $1 AND member_id = $2 AND answered_at IS NULL";

    INSERT_REQUEST = "
        INSERT INTO privacy_request (agency_id, id, member_id, kind, words, asked_at, due_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";

    TAKE_BACK = "
        UPDATE privacy_request SET answered_at = $4, answer = 'taken-back'
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND answered_at IS NULL";
}

/// One's own request.
#[derive(Debug, Clone)]
pub struct RequestLine {
    /// Which.
    pub id: RowId,
    /// What was asked.
    pub kind: RequestKind,
    /// In one's own words.
    pub words: String,
    /// The day it was asked, in the agency's zone.
    pub asked_on: Date,
    /// By when it is answered.
    pub due_on: Date,
    /// Why more time was taken.
    pub extended: Option<String>,
    /// The answer, its day and its words.
    pub answer: Option<(RequestAnswer, Date, String)>,
    /// Where it stands.
    pub stands: RequestStands,
}

/// One's own requests, newest first. The member alone can ask this.
pub fn requests_of(house: &House, session: &Session, member: MemberId) -> Result<Vec<RequestLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let (today, zone) = (work.today(agency)?, work.zone(agency)?);
        let rows = work.rows(&permit, &REQUESTS_OF_MEMBER, &params![agency, member])?;
        rows.into_iter()
            .map(|mut row| {
                let (id, kind, words) = (row.take()?, row.parse()?, row.take()?);
                let (asked, due_on): (Moment, Date) = (row.take()?, row.take()?);
                let extended: Option<String> = row.take::<Option<Moment>>()?.and(row.take()?);
                let at: Option<Moment> = row.take()?;
                let answer: Option<RequestAnswer> = row.parse_option()?;
                let said: Option<String> = row.take()?;
                let answer = answer.zip(at).map(|(one, at)| (one, at.date(&zone), said.unwrap_or_default()));
                let stands = RequestStands::on(today, due_on, answer.is_some());
                let asked_on = asked.date(&zone);
                Ok(RequestLine { id, kind, words, asked_on, due_on, extended, answer, stands })
            })
            .collect()
    })
}

/// Asks. Gives the day by which it is answered.
pub fn ask_privacy(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    kind: RequestKind,
    words: &str,
) -> Result<Date, Fault> {
    let words = prose(words, kind != RequestKind::Copy && kind != RequestKind::Leaving)?;
    let days = i64::from(clocks()?.request_days.value);
    house.store().command(&house.call_as(session), command, Operation::AskPrivacy, move |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::AskPrivacy, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut open = work.row(&permit, &OPEN_REQUESTS, &params![agency, member])?.ok_or(Fault::Absent)?;
        if open.take::<i64>()? >= MOST_OPEN {
            return Err(Fault::refused(Notice::new("rights-many-open")));
        }
        let (id, now): (RowId, _) = (work.ids().next(), work.now());
        let due = plus_days(work.today(agency)?, days);
        work.run(&permit, &INSERT_REQUEST, &params![agency, id, member, kind.code(), words.as_str(), now, due])?;
        work.detail(&format!("request {id} {}", kind.code()));
        Ok(due)
    })
}

/// Takes a request back that waits for its answer.
pub fn take_back_request(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    request: RowId,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::AskPrivacy, move |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::AskPrivacy, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let now = work.now();
        if work.run(&permit, &TAKE_BACK, &params![agency, request, member, now])? == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("request {request} taken back"));
        Ok(())
    })
}

/// Words of a request, an answer or a complaint.
pub(super) fn prose(words: &str, needed: bool) -> Result<Prose, Fault> {
    let prose = Prose::parse(words).map_err(|notice| Fault::invalid("words", notice))?;
    let length = prose.as_str().chars().count();
    if length > LONGEST {
        let notice = Notice::new("text-too-long").with("most", LONGEST as i64).with("now", length as i64);
        return Err(Fault::invalid("words", notice));
    }
    if needed && prose.is_empty() {
        return Err(Fault::invalid("words", Notice::new("text-missing")));
    }
    Ok(prose)
}
