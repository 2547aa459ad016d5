//! How a consent ends: taken back, whole or for one recipient; a no; an event that happened.

use super::load::{ConsentLine, consents, facts};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::consent::{ConsentState, End, Expiry, HowRevoked, Shut};
use domain::id::{AgencyId, CommandId, ConsentId, MemberId, RowId};
use domain::notice::Notice;

statements! {
    REVOKE_CONSENT = "
        UPDATE consent SET revoked_at = $4, revoked_how = $5, ended_by_kind = $6, ended_by_id = $7
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND revoked_at IS NULL";
    REVOKE_RECIPIENT = "
        UPDATE consent_recipient SET revoked_at = $5, revoked_how = $6, revoked_by_kind = $7, revoked_by_id = $8
        WHERE agency_id = $1 AND id = $2 AND consent_id = $3 AND member_id = $4 AND revoked_at IS NULL";
    DECLINE_CONSENT = "
        UPDATE consent SET declined_at = $4, ended_by_kind = $5, ended_by_id = $6
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND declined_at IS NULL";
    CONSENT_HAPPENED = "
        UPDATE consent SET happened_on = $4, ended_by_kind = $5, ended_by_id = $6
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND happened_on IS NULL";
}

fn found<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member, id): (AgencyId, MemberId, ConsentId),
) -> Result<ConsentLine, Fault> {
    let facts = facts(work, permit, (agency, member))?;
    let all = consents(work, permit, (agency, member), &facts)?;
    all.into_iter().find(|line| line.id == id).ok_or(Fault::Absent)
}

/// Takes a consent back: for one recipient, or whole. It counts from this moment. Taking back what was taken back
/// before changes nothing: the first word stands.
pub fn revoke_consent(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, id): (MemberId, ConsentId),
    recipient: Option<RowId>,
    how: HowRevoked,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::RevokeConsent, move |work| {
        let permit = work.permit_member(Operation::RevokeConsent, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        // What the member does in their own session is their own; anybody else writes down what the member said.
        let how = match (work.call().member().is_some(), how) {
            (true, _) => HowRevoked::Own,
            (false, HowRevoked::Own) => HowRevoked::Said,
            (false, other) => other,
        };
        let line = found(work, &permit, (agency, member, id))?;
        if let (Some(event), false) = (line.terms.irrevocable_until(), line.state == ConsentState::Expired) {
            return Err(Fault::refused(Notice::new("consent-holds-until").with("event", event.as_str())));
        }
        let others_open = |one: RowId| line.recipients.iter().any(|to| to.id != one && !to.withdrawn);
        let (kind, author) = work.author(&permit)?;
        let now = work.now();
        if let Some(one) = recipient {
            if line.recipients.iter().all(|to| to.id != one) {
                return Err(Fault::Absent);
            }
            let values = params![agency, one, id, member, now, how.code(), kind, author];
            work.run(&permit, &REVOKE_RECIPIENT, &values)?;
        }
        // With its last recipient gone there is nothing left of it.
        if recipient.is_none_or(|one| !others_open(one)) {
            work.run(&permit, &REVOKE_CONSENT, &params![agency, id, member, now, how.code(), kind, author])?;
        }
        work.detail(&format!("consent {id} taken back, {}", how.code()));
        Ok(())
    })
}

/// Ends a consent that nobody took back: the member said no before it was signed, or its event happened.
pub fn end_consent(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, id): (MemberId, ConsentId),
    end: End,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::RevokeConsent, move |work| {
        let permit = work.permit_member(Operation::RevokeConsent, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let line = found(work, &permit, (agency, member, id))?;
        let (kind, author) = work.author(&permit)?;
        match (end, line.state) {
            (End::Declined, ConsentState::Waiting) => {
                let now = work.now();
                work.run(&permit, &DECLINE_CONSENT, &params![agency, id, member, now, kind, author])?;
            }
            (End::Happened, ConsentState::Waiting | ConsentState::Live)
                if matches!(line.terms.expiry(), Expiry::Event(_)) =>
            {
                let today = work.today(agency)?;
                work.run(&permit, &CONSENT_HAPPENED, &params![agency, id, member, today, kind, author])?;
            }
            // Sent again, it has the end that was asked for.
            (End::Declined, ConsentState::Declined) | (End::Happened, ConsentState::Expired) => {}
            (_, state) => return Err(Fault::refused(Notice::new(Shut::Consent(state).notice()))),
        }
        work.detail(&format!("consent {id} ended, {}", end.code()));
        Ok(())
    })
}
