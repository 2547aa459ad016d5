//! "Joined just now: is that them?" The agency's yes or no to somebody who used a code.

use super::invite::{Claimed, claimed};
use crate::people::agree::second_yes;
use crate::{Fault, House, Session};
use access::{Operation, Scope, params, statements};
use domain::id::{AgencyId, CommandId, JoinId, MemberId, PersonId, StaffId};
use domain::notice::Notice;

statements! {
    WAITING_JOINS = "
        SELECT j.id, j.member_id, m.called, j.used_at
        FROM join_code j
        JOIN member m ON m.agency_id = j.agency_id AND m.id = j.member_id
        WHERE j.agency_id = $1 AND j.used_at IS NOT NULL AND j.confirmed_at IS NULL AND j.refused_at IS NULL
          AND {filter m.agency_id m.id}
        ORDER BY j.used_at DESC
        LIMIT 50";

    CLAIMED_CODE = "
        SELECT j.confirmed_at IS NOT NULL, j.refused_at IS NOT NULL, m.joined, j.made_by
        FROM join_code j
        JOIN member m ON m.agency_id = j.agency_id AND m.id = j.member_id
        WHERE j.agency_id = $1 AND j.id = $2 AND j.member_id = $3 AND j.used_at IS NOT NULL";

    CONFIRM_CODE = "
        UPDATE join_code SET confirmed_at = $3, confirmed_by = $4
        WHERE agency_id = $1 AND id = $2 AND confirmed_at IS NULL AND refused_at IS NULL";

    REFUSE_CODE = "
        UPDATE join_code SET refused_at = $3
        WHERE agency_id = $1 AND id = $2 AND confirmed_at IS NULL AND refused_at IS NULL";

    MEMBER_HAS_JOINED = "UPDATE member SET joined = $3 WHERE agency_id = $1 AND id = $2";

    CLAIMANT = "SELECT person_id FROM join_claim WHERE code_id = $1";

    LINKED_BEFORE = "
        SELECT person_id FROM person_member WHERE chart_agency_id = $1 AND member_id = $2 AND person_id <> $3";

    TELL_UNLINKED = "UPDATE person SET unlinked_at = $2 WHERE id = $1";

    NOTHING_TO_TELL = "UPDATE person SET unlinked_at = NULL WHERE id = $1";

    UNLINK_OTHERS = "
        DELETE FROM person_member WHERE chart_agency_id = $1 AND member_id = $2 AND person_id <> $3";

    LINK_CLAIMANT = "
        INSERT INTO person_member (person_id, chart_agency_id, member_id, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING";

    END_CLAIM = "DELETE FROM join_claim WHERE code_id = $1";

    REFUSE_CLAIM = "UPDATE join_claim SET refused_at = $2 WHERE code_id = $1";
}

/// Somebody who waits for a yes.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Whose chart the code is for.
    pub member: MemberId,
    /// What they like to be called.
    pub called: String,
    /// The claim.
    pub claimed: Claimed,
}

/// Those of one's own caseload who joined and wait for a yes. Empty for who cannot invite.
pub fn waiting_joins(house: &House, session: &Session) -> Result<Vec<Waiting>, Fault> {
    let waiting = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_caseload(Operation::InviteMember)?;
        let agency: AgencyId = permit.agency().ok_or(Fault::Absent)?;
        let rows = work.rows(&permit, &WAITING_JOINS, &params![agency])?;
        rows.into_iter()
            .map(|mut row| {
                let code: JoinId = row.take()?;
                let (member, called) = (row.take()?, row.take()?);
                Ok(Waiting { member, called, claimed: claimed(code, row.take()?) })
            })
            .collect()
    });
    match waiting {
        Err(Fault::Absent) => Ok(Vec::new()),
        other => other,
    }
}

/// Yes: the chart is theirs to see, and nobody else's sign-in is linked to it. No: nothing is linked.
///
/// Where somebody had joined already, the yes takes the chart from their sign-in: it is for somebody else than who
/// made the code, as a new start is, and their space tells them.
pub fn confirm_join(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    code: JoinId,
    yes: bool,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::InviteMember, move |work| {
        let permit = work.permit_member(Operation::InviteMember, member)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        let found = work.row(&permit, &CLAIMED_CODE, &params![hat.agency, code, member])?;
        let mut row = found.ok_or(Fault::Absent)?;
        let (confirmed, refused, joined): (bool, bool, bool) = (row.take()?, row.take()?, row.take()?);
        let made_by: StaffId = row.take()?;
        if confirmed || refused {
            // Somebody else answered first. The same answer is no news; another one comes too late.
            return if confirmed == yes { Ok(()) } else { Err(Fault::refused(Notice::new("join-answered-already"))) };
        }
        if yes && joined && made_by == hat.staff {
            return Err(Fault::refused(Notice::new("join-needs-another")));
        }
        if yes && joined {
            second_yes(work, &permit, hat.agency, made_by, hat.staff)?;
        }
        work.detail(if yes { "join yes" } else { "join no" });
        if yes {
            work.run(&permit, &CONFIRM_CODE, &params![hat.agency, code, now, hat.staff])?;
            work.run(&permit, &MEMBER_HAS_JOINED, &params![hat.agency, member, true])?;
        } else {
            work.run(&permit, &REFUSE_CODE, &params![hat.agency, code, now])?;
        }
        work.cross(&permit, &Scope::system())?;
        let Some(mut row) = work.row(&permit, &CLAIMANT, &params![code])? else { return Ok(()) };
        let person: PersonId = row.take()?;
        if yes {
            if hat.person == Some(person) {
                return Err(Fault::refused(Notice::new("join-not-oneself")));
            }
            for mut row in work.rows(&permit, &LINKED_BEFORE, &params![hat.agency, member, person])? {
                let before: PersonId = row.take()?;
                work.run(&permit, &TELL_UNLINKED, &params![before, now])?;
                work.note_in_space(&permit, before, "unlinked");
            }
            work.run(&permit, &NOTHING_TO_TELL, &params![person])?;
            work.run(&permit, &UNLINK_OTHERS, &params![hat.agency, member, person])?;
            work.run(&permit, &LINK_CLAIMANT, &params![person, hat.agency, member, now])?;
            work.run(&permit, &END_CLAIM, &params![code])?;
        } else {
            work.run(&permit, &REFUSE_CLAIM, &params![code, now])?;
        }
        Ok(())
    })
}
