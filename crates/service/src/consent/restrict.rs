//! What a member asks us to keep in, and what we answer.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::consent::{Answer, Piece};
use domain::id::{CommandId, MemberId, RowId};
use domain::notice::Notice;
use domain::text::{Line, Prose};
use domain::time::{Date, Moment};

statements! {
    INSERT_RESTRICTION = "
        INSERT INTO restriction (agency_id, id, member_id, piece, recipient, words, answer, asked_at, asked_by_kind,
          asked_by_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    RESTRICTIONS_WAITING = "
        SELECT r.member_id, m.called, r.piece, r.recipient, r.asked_at
        FROM restriction r
        JOIN member m ON m.agency_id = r.agency_id AND m.id = r.member_id
        WHERE r.agency_id = $1 AND r.answer = 'asked' AND {filter m.agency_id m.id}
        ORDER BY r.asked_at, r.id LIMIT 200";
    RESTRICTION_NOW = "SELECT answer FROM restriction WHERE agency_id = $1 AND id = $2 AND member_id = $3";
    ANSWER_RESTRICTION = "
        UPDATE restriction SET answer = $4, answered_at = $5, answered_by = $6, answer_words = $7
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND answer = 'asked'";
    END_RESTRICTION = "
        UPDATE restriction SET answer = 'ended'
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND answer IN ('asked', 'agreed')";
}

/// A restriction that nobody has answered yet, for the privacy desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRestriction {
    /// Whose records.
    pub member: MemberId,
    /// What they like to be called.
    pub called: String,
    /// What is to stay in; nothing where it is everything.
    pub piece: Option<Piece>,
    /// From whom; nobody named where it is everybody.
    pub recipient: Option<String>,
    /// The day it was asked for, in the agency's zone.
    pub asked_on: Date,
}

/// Restrictions that wait for an answer, the oldest first. Until it comes they hold.
pub fn restrictions_waiting(house: &House, session: &Session) -> Result<Vec<WaitingRestriction>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::KeepPrivacy)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        let rows = work.rows(&permit, &RESTRICTIONS_WAITING, &params![agency])?;
        rows.into_iter()
            .map(|mut row| {
                let (member, called) = (row.take()?, row.take()?);
                let (piece, recipient) = (row.parse_option()?, row.take()?);
                let asked: Moment = row.take()?;
                Ok(WaitingRestriction { member, called, piece, recipient, asked_on: asked.date(&zone) })
            })
            .collect()
    })
}

/// Asks that something stays in. It holds from this moment, until it is answered with a no.
pub fn ask_restriction(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    (piece, recipient, words): (Option<Piece>, &str, &str),
) -> Result<(), Fault> {
    let recipient = Line::optional(recipient).map_err(|notice| Fault::invalid("restrict_from", notice))?;
    let words = Prose::parse(words).map_err(|notice| Fault::invalid("restrict_words", notice))?;
    house.store().command(&house.call_as(session), command, Operation::AskRestriction, move |work| {
        let permit = work.permit_member(Operation::AskRestriction, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let (kind, author) = work.author(&permit)?;
        let id: RowId = work.ids().next();
        let now = work.now();
        let words = (!words.is_empty()).then(|| words.as_str());
        let (piece, from) = (piece.map(Piece::code), recipient.as_ref().map(Line::as_str));
        let values = params![agency, id, member, piece, from, words, Answer::Asked.code(), now, kind, author];
        work.run(&permit, &INSERT_RESTRICTION, &values)?;
        work.detail(&format!("restriction {id}"));
        Ok(())
    })
}

/// Answers it, once. A no says why.
pub fn answer_restriction(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, id): (MemberId, RowId),
    agreed: bool,
    words: &str,
) -> Result<(), Fault> {
    let words = Line::optional(words).map_err(|notice| Fault::invalid("answer_words", notice))?;
    if !agreed && words.is_none() {
        return Err(Fault::invalid("answer_words", Notice::new("restrict-say-why")));
    }
    house.store().command(&house.call_as(session), command, Operation::AnswerRestriction, move |work| {
        let permit = work.permit_member(Operation::AnswerRestriction, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let by = work.staff_hat()?.staff;
        let answer = if agreed { Answer::Agreed } else { Answer::Declined };
        let now = work.now();
        let said = words.as_ref().map(Line::as_str);
        let values = params![agency, id, member, answer.code(), now, by, said];
        if work.run(&permit, &ANSWER_RESTRICTION, &values)? == 0 {
            work.row(&permit, &RESTRICTION_NOW, &params![agency, id, member])?.ok_or(Fault::Absent)?;
            return Err(Fault::refused(Notice::new("restrict-answered")));
        }
        work.detail(&format!("restriction {id} {}", answer.code()));
        Ok(())
    })
}

/// Ends it, on the member's word.
pub fn end_restriction(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, id): (MemberId, RowId),
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::AskRestriction, move |work| {
        let permit = work.permit_member(Operation::AskRestriction, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        work.row(&permit, &RESTRICTION_NOW, &params![agency, id, member])?.ok_or(Fault::Absent)?;
        work.run(&permit, &END_RESTRICTION, &params![agency, id, member])?;
        work.detail(&format!("restriction {id} ended"));
        Ok(())
    })
}
