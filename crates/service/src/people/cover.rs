//! Somebody stands in while a peer is away, for one member or for all of theirs.

use super::give::{Giving, give, held_from};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AssignmentId, CommandId, MemberId, StaffId};
use domain::notice::Notice;
use domain::people::{AssignmentKind, cover_days};
use domain::time::Date;

/// For how many members one command arranges cover.
const MOST: i64 = 200;

statements! {
    /// Members, still here, whose peer somebody is during some days, as far as the row filter goes.
    MEMBERS_OF_PEER = "
        SELECT DISTINCT a.member_id
        FROM assignment a
        JOIN member m ON m.agency_id = a.agency_id AND m.id = a.member_id
          AND m.state NOT IN ('moved', 'finished', 'died')
        WHERE a.agency_id = $1 AND a.staff_id = $2 AND a.kind = 'primary'
          AND a.from_on <= $4 AND (a.until_on IS NULL OR a.until_on >= $3)
          AND (a.until_on IS NULL OR a.until_on >= a.from_on)
          AND {filter a.agency_id a.member_id}
        ORDER BY a.member_id
        LIMIT $5";
}

/// Somebody stands in for the peer of one member, through the day `until`.
pub fn cover(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    by: StaffId,
    from: Option<Date>,
    until: Option<Date>,
) -> Result<AssignmentId, Fault> {
    house.store().command(&house.call_as(session), command, Operation::AssignPeer, move |work| {
        let permit = work.permit_member(Operation::AssignPeer, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let days = cover_days(from, until, today).map_err(|(field, notice)| Fault::invalid(field, notice))?;
        one(work, &permit, member, by, days)
    })
}

/// Somebody stands in for a peer with all of their members whom the supervisor may reach.
/// Gives for how many. Whom a member barred is not given to that member: they stay without cover and are counted out.
pub fn cover_for(
    house: &House,
    session: &Session,
    command: CommandId,
    away: StaffId,
    by: StaffId,
    from: Option<Date>,
    until: Option<Date>,
) -> Result<u32, Fault> {
    if away == by {
        return Err(Fault::invalid("staff", Notice::new("cover-self")));
    }
    house.store().command(&house.call_as(session), command, Operation::AssignPeer, move |work| {
        let list = work.permit_list(Operation::AssignPeer)?;
        let agency = list.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let days = cover_days(from, until, today).map_err(|(field, notice)| Fault::invalid(field, notice))?;
        let rows = work.rows(&list, &MEMBERS_OF_PEER, &params![agency, away, days.0, days.1, MOST])?;
        let mut covered = 0;
        for mut row in rows {
            let member: MemberId = row.take()?;
            let permit = work.permit_member(Operation::AssignPeer, member)?;
            match one(work, &permit, member, by, days) {
                Ok(_) => covered += 1,
                Err(Fault::Invalid(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        if covered == 0 {
            return Err(Fault::invalid("staff", Notice::new("cover-nobody")));
        }
        Ok(covered)
    })
}

fn one<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    member: MemberId,
    by: StaffId,
    (from, until): (Date, Date),
) -> Result<AssignmentId, Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let peers = held_from(work, permit, (agency, member), AssignmentKind::Primary, from)?;
    let covers = peers.iter().find(|held| held.from <= from).map(|held| held.staff);
    if covers == Some(by) {
        return Err(Fault::invalid("staff", Notice::new("cover-self")));
    }
    give(work, permit, member, &Giving { staff: by, kind: AssignmentKind::Cover, covers, from, until: Some(until) })
}
