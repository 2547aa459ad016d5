//! Openings in an emergency, looked at by somebody else: what was seen, and what comes of it.

use crate::{Fault, House, Session};
use access::{Operation, Row, params, statements};
use domain::consent::{GlassReason, Verdict};
use domain::id::{CommandId, MemberId, RowId, StaffId};
use domain::notice::Notice;
use domain::text::Line;
use domain::time::{DateTime, Moment, TimeZone};

statements! {
    OPENINGS = "
        SELECT b.id, b.member_id, m.called, b.staff_id, s.name, s.title, b.reason, b.words, b.at, b.until, b.review_by,
          b.reviewed_at, r.name, b.verdict, b.verdict_words, b.lifted_at
        FROM break_glass b
        JOIN member m ON m.agency_id = b.agency_id AND m.id = b.member_id
        JOIN staff s ON s.agency_id = b.agency_id AND s.id = b.staff_id
        LEFT JOIN staff r ON r.agency_id = b.agency_id AND r.id = b.reviewed_by
        WHERE b.agency_id = $1 AND {filter m.agency_id m.id}
        ORDER BY CASE WHEN b.reviewed_at IS NULL THEN 0 ELSE 1 END, b.at DESC, b.id DESC
        LIMIT 100";

    OPENING = "
        SELECT b.id, b.member_id, m.called, b.staff_id, s.name, s.title, b.reason, b.words, b.at, b.until, b.review_by,
          b.reviewed_at, r.name, b.verdict, b.verdict_words, b.lifted_at
        FROM break_glass b
        JOIN member m ON m.agency_id = b.agency_id AND m.id = b.member_id
        JOIN staff s ON s.agency_id = b.agency_id AND s.id = b.staff_id
        LEFT JOIN staff r ON r.agency_id = b.agency_id AND r.id = b.reviewed_by
        WHERE b.agency_id = $1 AND b.id = $2";

    WHOSE_OPENING = "SELECT member_id FROM break_glass WHERE agency_id = $1 AND id = $2";

    /// What was done while it was open, on the strength of it.
    SEEN_MEANWHILE = "
        SELECT operation, count(*), max(at) FROM audit_event
        WHERE agency_id = $1 AND member_id = $2 AND at >= $3 AND at <= $4 AND actor_id = $5
          AND basis = 'emergency' AND outcome = 'allowed' AND operation <> 'break-glass'
        GROUP BY operation ORDER BY max(at), operation";

    REVIEW_OPENING = "
        UPDATE break_glass
        SET reviewed_at = $3, reviewed_by = $4, verdict = $5, verdict_words = $6,
          until = CASE WHEN $5 = 'not-right' AND until > $3 THEN $3 ELSE until END
        WHERE agency_id = $1 AND id = $2 AND reviewed_at IS NULL AND staff_id <> $4";

    GIVE_BACK = "
        UPDATE break_glass SET lifted_at = $3, lifted_by = $4
        WHERE agency_id = $1 AND id = $2 AND verdict = 'not-right' AND lifted_at IS NULL AND staff_id <> $4";
}

/// An opening.
#[derive(Debug, Clone)]
pub struct OpeningLine {
    /// Which.
    pub id: RowId,
    /// Whose chart.
    pub member: MemberId,
    /// What they like to be called.
    pub called: String,
    /// Who opened it.
    pub staff: String,
    /// Their work title.
    pub title: String,
    /// Whether that was the reader.
    pub mine: bool,
    /// Why.
    pub reason: GlassReason,
    /// Why, in words.
    pub words: String,
    /// When, in the agency's zone.
    pub at: DateTime,
    /// By when somebody else looks at it.
    pub review_by: DateTime,
    /// Whether that time is over without a look.
    pub late: bool,
    /// When somebody looked, and who.
    pub reviewed: Option<(DateTime, String)>,
    /// What they said.
    pub verdict: Option<Verdict>,
    /// The same in words.
    pub verdict_words: Option<String>,
    /// Whether the right was given back.
    pub given_back: bool,
}

/// What was done while it was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What, by the code of the operation.
    pub operation: String,
    /// How often.
    pub times: i64,
    /// The last time.
    pub at: DateTime,
}

/// One opening, with what was seen.
#[derive(Debug, Clone)]
pub struct OpeningPage {
    /// The opening.
    pub line: OpeningLine,
    /// What was seen.
    pub seen: Vec<Looked>,
}

/// Openings, those that wait first.
pub fn openings(house: &House, session: &Session) -> Result<Vec<OpeningLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::ReviewGlass)?;
        let hat = work.staff_hat()?;
        let (now, zone) = (work.now(), work.zone(hat.agency)?);
        let rows = work.rows(&permit, &OPENINGS, &params![hat.agency])?;
        rows.into_iter().map(|row| Ok(Read::row(row, hat.staff, now, &zone)?.line)).collect()
    })
}

/// One opening.
pub fn opening(house: &House, session: &Session, id: RowId) -> Result<OpeningPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let first = work.permit_agency(Operation::ReviewGlass)?;
        let hat = work.staff_hat()?;
        let mut whose = work.row(&first, &WHOSE_OPENING, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let member: MemberId = whose.take()?;
        let permit = work.permit_member(Operation::ReviewGlass, member)?;
        let (now, zone) = (work.now(), work.zone(hat.agency)?);
        let row = work.row(&permit, &OPENING, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let read = Read::row(row, hat.staff, now, &zone)?;
        let values = params![hat.agency, member, read.at, read.until, read.staff];
        let seen = work.rows(&permit, &SEEN_MEANWHILE, &values)?;
        let seen = seen
            .into_iter()
            .map(|mut row| {
                let (operation, times) = (row.take()?, row.take()?);
                Ok(Looked { operation, times, at: row.take::<Moment>()?.local(&zone) })
            })
            .collect::<Result<_, Fault>>()?;
        Ok(OpeningPage { line: read.line, seen })
    })
}

/// Says what comes of it. Nobody reviews their own; an opening that was not right ends now.
pub fn review(
    house: &House,
    session: &Session,
    command: CommandId,
    id: RowId,
    verdict: Verdict,
    words: &str,
) -> Result<(), Fault> {
    let words = Line::parse(words).map_err(|notice| Fault::invalid("words", notice))?;
    house.store().command(&house.call_as(session), command, Operation::ReviewGlass, move |work| {
        let first = work.permit_agency(Operation::ReviewGlass)?;
        let hat = work.staff_hat()?;
        let mut whose = work.row(&first, &WHOSE_OPENING, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let permit = work.permit_member(Operation::ReviewGlass, whose.take()?)?;
        let (now, zone) = (work.now(), work.zone(hat.agency)?);
        let row = work.row(&permit, &OPENING, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let found = Read::row(row, hat.staff, now, &zone)?.line;
        if found.mine {
            return Err(Fault::refused(Notice::new("glass-review-not-oneself")));
        }
        let row = params![hat.agency, id, now, hat.staff, verdict.code(), words.as_str()];
        if work.run(&permit, &REVIEW_OPENING, &row)? == 0 {
            return Err(Fault::refused(Notice::new("glass-review-done")));
        }
        work.detail(&format!("opening {id} {}", verdict.code()));
        Ok(())
    })
}

/// Gives somebody the right back to open charts in an emergency.
pub fn give_back(house: &House, session: &Session, command: CommandId, id: RowId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ReviewGlass, move |work| {
        let first = work.permit_agency(Operation::ReviewGlass)?;
        let hat = work.staff_hat()?;
        let mut whose = work.row(&first, &WHOSE_OPENING, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let permit = work.permit_member(Operation::ReviewGlass, whose.take()?)?;
        let now = work.now();
        if work.run(&permit, &GIVE_BACK, &params![hat.agency, id, now, hat.staff])? == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("opening {id} given back"));
        Ok(())
    })
}

/// An opening as it was read, with its moments.
struct Read {
    line: OpeningLine,
    staff: StaffId,
    at: Moment,
    until: Moment,
}

impl Read {
    fn row(mut row: Row, reader: StaffId, now: Moment, zone: &TimeZone) -> Result<Self, Fault> {
        let (id, member, called) = (row.take()?, row.take()?, row.take()?);
        let who: StaffId = row.take()?;
        let (staff, title) = (row.take()?, row.take()?);
        let (reason, words) = (row.parse()?, row.take()?);
        let (at, until, review_by): (Moment, Moment, Moment) = (row.take()?, row.take()?, row.take()?);
        let reviewed: Option<(Moment, String)> = row.take::<Option<Moment>>()?.zip(row.take()?);
        let (verdict, verdict_words) = (row.parse_option()?, row.take()?);
        let line = OpeningLine {
            id,
            member,
            called,
            staff,
            title,
            mine: who == reader,
            reason,
            words,
            at: at.local(zone),
            review_by: review_by.local(zone),
            late: reviewed.is_none() && review_by <= now,
            reviewed: reviewed.map(|(at, by)| (at.local(zone), by)),
            verdict,
            verdict_words,
            given_back: row.take::<Option<Moment>>()?.is_some(),
        };
        Ok(Self { line, staff: who, at, until })
    }
}
