//! What giving a member somebody who walks beside them shares: who may be given, and the row.

use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::id::{AgencyId, AssignmentId, MemberId, StaffId};
use domain::notice::Notice;
use domain::people::AssignmentKind;
use domain::time::Date;

statements! {
    /// Staff who may walk beside a member on a day: a fitting role, in one of the member's programs or in the
    /// agency, and not barred by the member. Whom the member barred is left out without a word.
    PEOPLE_TO_GIVE = "
        SELECT s.id, s.name, s.title,
          (SELECT count(*) FROM assignment a
           WHERE a.agency_id = s.agency_id AND a.staff_id = s.id AND a.kind = 'primary'
             AND a.from_on <= $3 AND (a.until_on IS NULL OR a.until_on >= $3))
        FROM staff s
        WHERE s.agency_id = $1 AND s.state = 'active'
          AND EXISTS (SELECT 1 FROM role_grant g
                      WHERE g.agency_id = s.agency_id AND g.staff_id = s.id
                        AND g.role IN ('peer-specialist', 'family-partner', 'trainee', 'supervisor')
                        AND g.from_on <= $3 AND (g.until_on IS NULL OR g.until_on >= $3)
                        AND (g.program_id IS NULL OR EXISTS (
                          SELECT 1 FROM enrolment e
                          WHERE e.agency_id = g.agency_id AND e.member_id = $2 AND e.program_id = g.program_id
                            AND e.starts_on <= $3 AND (e.ends_on IS NULL OR e.ends_on >= $3))))
          AND NOT EXISTS (SELECT 1 FROM barred b
                          WHERE b.agency_id = s.agency_id AND b.member_id = $2 AND b.staff_id = s.id)
        ORDER BY s.name, s.id";

    /// Whoever walks beside a member on a day or later, in one way.
    HELD_FROM = "
        SELECT id, staff_id, from_on FROM assignment
        WHERE agency_id = $1 AND member_id = $2 AND kind = $3 AND (until_on IS NULL OR until_on >= $4)
          AND (until_on IS NULL OR until_on >= from_on)
        ORDER BY from_on, id";

    pub(super) INSERT_ASSIGNMENT = "
        INSERT INTO assignment (agency_id, id, member_id, staff_id, kind, covers_id, from_on, until_on, given_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    pub(super) END_ASSIGNMENT = "
        UPDATE assignment SET until_on = $4
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND (until_on IS NULL OR until_on > $4)";
}

/// A staff member who may be given to a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonToGive {
    /// The staff member.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// With how many members they walk as the peer.
    pub members: i64,
}

/// Somebody who walks beside a member.
pub(super) struct Held {
    pub(super) id: AssignmentId,
    pub(super) staff: StaffId,
    pub(super) from: Date,
}

/// One new row.
pub(super) struct Giving {
    pub(super) staff: StaffId,
    pub(super) kind: AssignmentKind,
    pub(super) covers: Option<StaffId>,
    pub(super) from: Date,
    pub(super) until: Option<Date>,
}

/// Everybody who may be given, by name.
pub(super) fn people<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
    day: Date,
) -> Result<Vec<PersonToGive>, Fault> {
    let rows = work.rows(permit, &PEOPLE_TO_GIVE, &params![agency, member, day])?;
    rows.into_iter()
        .map(|mut row| {
            Ok(PersonToGive { id: row.take()?, name: row.take()?, title: row.take()?, members: row.take()? })
        })
        .collect()
}

/// Whoever walks beside a member from a day on, in one way.
pub(super) fn held_from<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    kind: AssignmentKind,
    day: Date,
) -> Result<Vec<Held>, Fault> {
    let rows = work.rows(permit, &HELD_FROM, &params![agency, member, kind.code(), day])?;
    rows.into_iter().map(|mut row| Ok(Held { id: row.take()?, staff: row.take()?, from: row.take()? })).collect()
}

/// Writes the row, after a look at whether this staff member may be given at all.
pub(super) fn give<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    member: MemberId,
    giving: &Giving,
) -> Result<AssignmentId, Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let known = people(work, permit, agency, member, giving.from)?.iter().any(|person| person.id == giving.staff);
    if !known {
        return Err(Fault::invalid("staff", Notice::new("assign-pick")));
    }
    let id: AssignmentId = work.ids().next();
    let by = work.call().staff().map(|hat| hat.staff);
    let row =
        params![agency, id, member, giving.staff, giving.kind.code(), giving.covers, giving.from, giving.until, by];
    work.run(permit, &INSERT_ASSIGNMENT, &row)?;
    work.detail(&format!("{} {} from {}", giving.kind.code(), giving.staff, giving.from));
    Ok(id)
}
