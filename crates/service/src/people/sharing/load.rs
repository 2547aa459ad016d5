//! With whom one shares what, as the owner alone sees it.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, MemberId, PersonId, ShareId};
use domain::people::{ASKED_BEFORE, Reader, SharePart};
use domain::time::{Date, Moment};

const DAY: i64 = 86_400;

statements! {
    SHARES_OF_PERSON = "
        SELECT id, reader_kind, name, shown_as, code_until, joined_at FROM share_with
        WHERE person_id = $1 AND ended_at IS NULL ORDER BY made_at, id LIMIT 100";

    GRANTS_OF_PERSON = "
        SELECT with_id, chart_agency_id, member_id, part, until_at, asks_again FROM share_grant
        WHERE person_id = $1 AND ended_at IS NULL ORDER BY with_id, member_id, part";

    NAME_OF_AGENCY = "SELECT name FROM agency WHERE id = $1";
}

/// Somebody with whom one shares.
#[derive(Debug, Clone)]
pub struct ShareLine {
    /// Which.
    pub id: ShareId,
    /// What they are.
    pub reader: Reader,
    /// What one calls them.
    pub name: String,
    /// What one is called there.
    pub shown_as: String,
    /// Whether they came in.
    pub joined: bool,
    /// Until when a code is open for them.
    pub code_until: Option<Moment>,
    /// What they see.
    pub charts: Vec<ShareOfChart>,
}

/// What of one chart is shared with somebody.
#[derive(Debug, Clone)]
pub struct ShareOfChart {
    /// The chart.
    pub member: MemberId,
    /// The agency's name.
    pub agency_name: String,
    /// The parts.
    pub parts: Vec<SharePart>,
    /// The last day that it holds.
    pub last_day: Date,
    /// Whether that day is over, and they see nothing of it.
    pub rests: bool,
    /// Whether it goes on with another word of the owner.
    pub asks_again: bool,
    /// Whether that word is asked for now.
    pub asked_now: bool,
}

/// Everybody with whom one shares, oldest first.
pub fn shares(house: &House, session: &Session) -> Result<Vec<ShareLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let person = work.member_hat()?.person;
        let permit = work.permit_open(Operation::ShareOwn)?;
        load(work, &permit, person)
    })
}

/// Those of them about whom one is asked again now. Nobody while the own space is locked.
pub fn share_questions(house: &House, session: &Session) -> Result<Vec<ShareLine>, Fault> {
    if session.space_locked {
        return Ok(Vec::new());
    }
    let mut lines = shares(house, session)?;
    lines.retain(|line| line.charts.iter().any(|chart| chart.asked_now));
    Ok(lines)
}

fn load<'w>(work: &mut Work<'w>, permit: &Permit<'w>, person: PersonId) -> Result<Vec<ShareLine>, Fault> {
    let now = work.now();
    let mut lines = Vec::new();
    for mut row in work.rows(permit, &SHARES_OF_PERSON, &params![person])? {
        let (id, reader) = (row.take()?, row.parse()?);
        let (name, shown_as) = (row.take()?, row.take()?);
        let code_until: Option<Moment> = row.take()?;
        let joined = row.take::<Option<Moment>>()?.is_some();
        let code_until = code_until.filter(|until| !joined && *until > now);
        lines.push(ShareLine { id, reader, name, shown_as, joined, code_until, charts: Vec::new() });
    }
    for mut row in work.rows(permit, &GRANTS_OF_PERSON, &params![person])? {
        let share: ShareId = row.take()?;
        let (agency, member): (AgencyId, MemberId) = (row.take()?, row.take()?);
        let part: SharePart = row.parse()?;
        let (until, asks_again): (Moment, bool) = (row.take()?, row.take()?);
        let Some(line) = lines.iter_mut().find(|line| line.id == share) else { continue };
        if let Some(chart) = line.charts.iter_mut().find(|chart| chart.member == member) {
            chart.parts.push(part);
            continue;
        }
        let mut name = work.row(permit, &NAME_OF_AGENCY, &params![agency])?.ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        line.charts.push(ShareOfChart {
            member,
            agency_name: name.take()?,
            parts: vec![part],
            last_day: until.plus_seconds(-1).date(&zone),
            rests: until <= now,
            asks_again,
            asked_now: asks_again && until <= now.plus_seconds(ASKED_BEFORE * DAY),
        });
    }
    Ok(lines)
}
