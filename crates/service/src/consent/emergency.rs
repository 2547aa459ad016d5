//! What a member decides beforehand about emergencies, and what they are told of afterward.

use super::glass::marks;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::consent::{EmergencySection, GlassReason, Verdict};
use domain::id::{CommandId, MemberId};
use domain::time::{DateTime, Moment};

/// For how many days the first page says that a chart was opened. House rule.
const TOLD_FOR: i64 = 30;

statements! {
    MARK = "
        INSERT INTO emergency_mark (agency_id, member_id, section, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING";

    UNMARK = "DELETE FROM emergency_mark WHERE agency_id = $1 AND member_id = $2 AND section = $3";

    OPENINGS_OF_MEMBER = "
        SELECT s.name, s.title, b.reason, b.at, b.until, b.reviewed_at, b.verdict
        FROM break_glass b
        JOIN staff s ON s.agency_id = b.agency_id AND s.id = b.staff_id
        WHERE b.agency_id = $1 AND b.member_id = $2
        ORDER BY b.at DESC, b.id DESC LIMIT 100";

    OPENED_SINCE = "SELECT max(at) FROM break_glass WHERE agency_id = $1 AND member_id = $2 AND at >= $3";
}

/// An opening of one's own chart.
#[derive(Debug, Clone)]
pub struct OpenedForYou {
    /// Who opened it.
    pub name: String,
    /// Their work title.
    pub title: String,
    /// Why.
    pub reason: GlassReason,
    /// When, in the agency's zone.
    pub at: DateTime,
    /// Until when.
    pub until: DateTime,
    /// Whether somebody else has looked at it.
    pub reviewed: bool,
    /// What they said.
    pub verdict: Option<Verdict>,
}

/// Who opened one's chart in an emergency, newest first. The member alone can ask this.
pub fn openings_of(house: &House, session: &Session, member: MemberId) -> Result<Vec<OpenedForYou>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        let rows = work.rows(&permit, &OPENINGS_OF_MEMBER, &params![agency, member])?;
        rows.into_iter()
            .map(|mut row| {
                let (name, title, reason) = (row.take()?, row.take()?, row.parse()?);
                let (at, until): (Moment, Moment) = (row.take()?, row.take()?);
                let reviewed = row.take::<Option<Moment>>()?.is_some();
                let (at, until) = (at.local(&zone), until.local(&zone));
                Ok(OpenedForYou { name, title, reason, at, until, reviewed, verdict: row.parse_option()? })
            })
            .collect()
    })
}

/// Those of one's own charts that somebody opened in an emergency in the last thirty days, with the moment in the
/// agency's zone: for the first page.
pub fn lately_opened(house: &House, session: &Session) -> Result<Vec<(MemberId, DateTime)>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let mut found = Vec::new();
        for (agency, member) in work.own_charts()? {
            let permit = work.permit_member(Operation::ReadMember, member)?;
            let since = work.now().plus_seconds(-TOLD_FOR * 86_400);
            let row = work.row(&permit, &OPENED_SINCE, &params![agency, member, since])?;
            let at: Option<Moment> = row.map_or(Ok(None), |mut row| row.take())?;
            if let Some(at) = at {
                found.push((member, at.local(&work.zone(agency)?)));
            }
        }
        Ok(found)
    })
}

/// What the member wants to come first.
pub fn emergency_marks(house: &House, session: &Session, member: MemberId) -> Result<Vec<EmergencySection>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        marks(work, &permit, agency, member)
    })
}

/// Says what comes first. The member alone does.
pub fn mark_for_emergency(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    marked: &[EmergencySection],
) -> Result<(), Fault> {
    let marked = marked.to_vec();
    house.store().command(&house.call_as(session), command, Operation::AskPrivacy, move |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::AskPrivacy, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let now = work.now();
        for section in EmergencySection::ALL {
            let values = params![agency, member, section.code()];
            if marked.contains(section) {
                work.run(&permit, &MARK, &params![agency, member, section.code(), now])?;
            } else {
                work.run(&permit, &UNMARK, &values)?;
            }
        }
        work.detail("marked for emergencies");
        Ok(())
    })
}
