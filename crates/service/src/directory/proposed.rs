//! What one proposed oneself, and what became of it: who speaks up hears the answer.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Row, Statement, Work, params};
use domain::directory::{MissingAnswer, ProposalAnswer};
use domain::id::{Identity, MeetingId, OfferingId, RowId};
use domain::time::{Moment, TimeZone};

/// For how many days one sees what one proposed. House rule: a season.
const SHOWN_DAYS: i64 = 90;

access::statements! {
    MEETINGS_PROPOSED = "
        SELECT m.id, m.name, p.made_at, p.answer, p.answered_at
        FROM meeting_proposal p JOIN meeting m ON m.id = p.meeting_id
        WHERE p.made_by = $1 AND p.made_at >= $2
        ORDER BY p.id DESC LIMIT 50";

    MISSING_PROPOSED = "
        SELECT name, id, answer, answered_at FROM missing_entry
        WHERE made_by = $1 AND made_on >= $2 ORDER BY made_on DESC, id DESC LIMIT 50";

    SERVICES_PROPOSED = "
        SELECT o.id, o.name, p.made_at, p.answer, p.answered_at
        FROM offering_proposal p JOIN offering o ON o.id = p.offering_id
        WHERE p.made_by = $1 AND p.made_at >= $2
        ORDER BY p.id DESC LIMIT 50";
}

/// What a proposal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposedOf {
    /// A meeting.
    Meeting(MeetingId),
    /// A service.
    Service(OfferingId),
    /// An entry that is missing.
    Missing,
}

/// What somebody proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// What it is about.
    pub of: ProposedOf,
    /// What that is called.
    pub name: String,
    /// When it was proposed.
    pub at: Moment,
    /// What came of it, and when; nothing while it waits.
    pub answer: Option<(ProposalAnswer, Moment)>,
    /// Why an entry that is missing was not taken over.
    pub why: Option<MissingAnswer>,
}

/// What the reader proposed in the last season, the newest first.
pub fn own_proposals(house: &House, session: &Session) -> Result<Vec<Proposed>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ProposeEntry)?;
        let mut found = of(work, &permit, &MEETINGS_PROPOSED, |row| Ok(ProposedOf::Meeting(row.take()?)))?;
        found.extend(of(work, &permit, &SERVICES_PROPOSED, |row| Ok(ProposedOf::Service(row.take()?)))?);
        found.extend(missing(work, &permit)?);
        found.sort_by_key(|one| std::cmp::Reverse(one.at));
        Ok(found)
    })
}

/// What the reader said is missing.
fn missing<'w>(work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Vec<Proposed>, Fault> {
    let (staff, since) = (work.staff_hat()?.staff, work.now().plus_seconds(-SHOWN_DAYS * 86_400));
    let rows = work.rows(permit, &MISSING_PROPOSED, &params![staff, since.date(&TimeZone::UTC)])?;
    let line = |mut row: Row| {
        let (name, id): (String, RowId) = (row.take()?, row.take()?);
        let answer: Option<MissingAnswer> = row.parse_option()?;
        let taken = |answer| match answer {
            MissingAnswer::Accepted => ProposalAnswer::Accepted,
            _ => ProposalAnswer::Declined,
        };
        let why = answer.filter(|answer| *answer != MissingAnswer::Accepted);
        let answer = answer.map(taken).zip(row.take::<Option<Moment>>()?);
        Ok(Proposed { of: ProposedOf::Missing, name, at: id.made_at(), answer, why })
    };
    rows.into_iter().map(line).collect()
}

fn of<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    statement: &'static Statement,
    what: impl Fn(&mut Row) -> Result<ProposedOf, Fault>,
) -> Result<Vec<Proposed>, Fault> {
    let (staff, since) = (work.staff_hat()?.staff, work.now().plus_seconds(-SHOWN_DAYS * 86_400));
    let rows = work.rows(permit, statement, &params![staff, since])?;
    let line = |mut row: Row| {
        let (of, name, at) = (what(&mut row)?, row.take()?, row.take()?);
        let answer = row.parse_option::<ProposalAnswer>()?.zip(row.take::<Option<Moment>>()?);
        Ok(Proposed { of, name, at, answer, why: None })
    };
    rows.into_iter().map(line).collect()
}
