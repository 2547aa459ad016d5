//! Somebody opened more charts in an hour than is usual: whoever supervises them looks at it and answers.

use crate::{Fault, House, Session};
use access::{Operation, Work, params, statements};
use domain::id::{CommandId, RowId};
use domain::notice::{FieldError, Notice};
use domain::people::{AlertAnswer, Role};
use domain::time::{Date, Moment};

/// The longest note, in letters.
const LONGEST: usize = 2_000;

statements! {
    /// What waits for an answer: of those whom one supervises, and of those whom nobody else does. Never one's own.
    OPEN_ALERTS = "
        SELECT b.id, s.name, b.charts, b.usual, b.raised_at
        FROM browse_alert b
        JOIN staff s ON s.agency_id = b.agency_id AND s.id = b.staff_id
        WHERE b.agency_id = $1 AND b.answered_at IS NULL AND b.staff_id <> $2
          AND ($4 OR EXISTS (SELECT 1 FROM supervision v
                             WHERE v.agency_id = b.agency_id AND v.staff_id = b.staff_id AND v.supervisor_id = $2
                               AND v.from_on <= $3 AND (v.until_on IS NULL OR v.until_on >= $3))
            OR NOT EXISTS (SELECT 1 FROM supervision v
                           WHERE v.agency_id = b.agency_id AND v.staff_id = b.staff_id
                             AND v.supervisor_id <> b.staff_id
                             AND v.from_on <= $3 AND (v.until_on IS NULL OR v.until_on >= $3)))
        ORDER BY b.raised_at, b.id
        LIMIT 100";

    ANSWER_ALERT = "
        UPDATE browse_alert SET answer = $3, note = $4, answered_by = $5, answered_at = $6
        WHERE agency_id = $1 AND id = $2 AND answered_at IS NULL";

    ALERT_ANSWERED = "
        SELECT 1 FROM browse_alert WHERE agency_id = $1 AND id = $2 AND staff_id <> $3 AND answered_at IS NOT NULL";
}

/// What waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The alert.
    pub id: RowId,
    /// Who opened them.
    pub name: String,
    /// How many different charts in an hour.
    pub charts: i64,
    /// How many are usual.
    pub usual: i64,
    /// The day on which it was noticed.
    pub on: Date,
}

fn open<'w>(work: &mut Work<'w>) -> Result<(access::Permit<'w>, Vec<Alert>), Fault> {
    let permit = work.permit_agency(Operation::AnswerBrowse)?;
    let hat = work.staff_hat()?;
    let today = work.today(hat.agency)?;
    let all = work.roles()?.contains(&Role::PrivacyOfficer);
    let rows = work.rows(&permit, &OPEN_ALERTS, &params![hat.agency, hat.staff, today, all])?;
    let zone = work.zone(hat.agency)?;
    let alert = |mut row: access::Row| {
        let (id, name, charts, usual) = (row.take()?, row.take()?, row.take()?, row.take()?);
        Ok(Alert { id, name, charts, usual, on: row.take::<Moment>()?.date(&zone) })
    };
    Ok((permit, rows.into_iter().map(alert).collect::<Result<_, Fault>>()?))
}

/// The alerts that the reader is to answer.
pub fn alerts_to_answer(house: &House, session: &Session) -> Result<Vec<Alert>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let (_, found) = open(work)?;
        if found.is_empty() {
            work.nothing_new();
        }
        Ok(found)
    })
}

/// The same for a desk: empty for everybody who answers none.
pub fn alerts(house: &House, session: &Session) -> Result<Vec<Alert>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        if !work.may_agency(Operation::AnswerBrowse)? {
            return Ok(Vec::new());
        }
        let (_, found) = open(work)?;
        if found.is_empty() {
            work.nothing_new();
        }
        Ok(found)
    })
}

/// Says what came of it. In words: an answer without a reason would be a click.
pub fn answer_alert(
    house: &House,
    session: &Session,
    command: CommandId,
    id: RowId,
    answer: Option<AlertAnswer>,
    note: &str,
) -> Result<(), Fault> {
    let note = note.trim().to_owned();
    let mut wrong = Vec::new();
    if answer.is_none() {
        wrong.push(FieldError::new("answer", Notice::new("watch-answer-missing")));
    }
    if note.is_empty() || note.chars().count() > LONGEST {
        wrong.push(FieldError::new("note", Notice::new("watch-note-wrong")));
    }
    let Some(answer) = answer.filter(|_| wrong.is_empty()) else { return Err(Fault::Invalid(wrong)) };
    house.store().command(&house.call_as(session), command, Operation::AnswerBrowse, move |work| {
        let (permit, found) = open(work)?;
        let hat = work.staff_hat()?;
        if !found.iter().any(|one| one.id == id) {
            return match work.row(&permit, &ALERT_ANSWERED, &params![hat.agency, id, hat.staff])? {
                Some(_) => Err(Fault::refused(Notice::new("watch-answered-already"))),
                None => Err(Fault::Absent),
            };
        }
        let now = work.now();
        let values = params![hat.agency, id, answer.code(), note.as_str(), hat.staff, now];
        work.detail(&format!("alert {id}: {}", answer.code()));
        work.run(&permit, &ANSWER_ALERT, &values).map(drop)
    })
}
