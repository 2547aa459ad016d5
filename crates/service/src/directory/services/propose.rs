//! What colleagues would put right in services that they do not look after.

use super::edit::{own, put_right, say_right};
use super::form::{ServiceForm, ServiceFormChange};
use super::ground;
use super::write::keep_before;
use crate::directory::edit::stir;
use crate::directory::keep_run::as_json;
use crate::directory::who;
use crate::{Fault, House, Session};
use access::{Operation, params};
use domain::directory::ChangeKind;
use domain::directory::offering::Offering;
use domain::id::{CommandId, OfferingId, RowId};
use domain::notice::Notice;

access::statements! {
    SHOWN_SERVICE = "
        SELECT o.entry FROM offering o JOIN feed f ON f.id = o.feed_id
        WHERE o.id = $1 AND o.gone_at IS NULL AND o.hidden IS NULL AND f.state <> 'ended'";

    INSERT_SERVICE_PROPOSAL = "
        INSERT INTO offering_proposal (id, offering_id, from_agency, made_by, made_at, change)
        VALUES ($1, $2, $3, $4, $5, $6)";

    OPEN_SERVICE_PROPOSAL = "SELECT offering_id, change FROM offering_proposal WHERE id = $1 AND answered_at IS NULL";

    ANSWER_SERVICE_PROPOSAL = "
        UPDATE offering_proposal SET answer = $2, answered_at = $3, answered_by = $4
        WHERE id = $1 AND answered_at IS NULL";
}

/// Says how a service could be put right. Who looks after it decides.
pub fn propose_service(
    house: &House,
    session: &Session,
    command: CommandId,
    offering: OfferingId,
    form: &ServiceForm,
) -> Result<RowId, Fault> {
    let form = form.clone();
    house.store().command(&house.call_as(session), command, Operation::ProposeEntry, move |work| {
        let permit = work.permit_agency(Operation::ProposeEntry)?;
        let hat = work.staff_hat()?;
        let mut row = work.row(&permit, &SHOWN_SERVICE, &params![offering])?.ok_or(Fault::Absent)?;
        let before: Offering = super::entry(&mut row)?;
        let ground = ground(work, hat.agency)?;
        let right = form.put_into(before.clone(), &ground)?;
        if right == before {
            return Err(Fault::invalid("name", Notice::new("propose-nothing")));
        }
        let change = ServiceFormChange { was: ServiceForm::of(&before), now: ServiceForm::of(&right) };
        let (id, now): (RowId, _) = (work.ids().next(), work.now());
        let proposal = params![id, offering, hat.agency, hat.staff, now, as_json(&change)?];
        work.run(&permit, &INSERT_SERVICE_PROPOSAL, &proposal)?;
        work.detail(&format!("service {offering} proposal {id}"));
        Ok(id)
    })
}

/// Takes a proposal over, or lets it be. What it would change is put into the service of today: whatever else its list
/// or an editor changed since stays. Where both changed the same field, a person puts it right by hand.
pub fn answer_service_proposal(
    house: &House,
    session: &Session,
    command: CommandId,
    proposal: RowId,
    accept: bool,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let row = work.row(&permit, &OPEN_SERVICE_PROPOSAL, &params![proposal])?;
        let mut row = row.ok_or_else(|| Fault::refused(Notice::new("proposal-answered-already")))?;
        let offering: OfferingId = row.take()?;
        let change: ServiceFormChange = super::entry(&mut row)?;
        let (feed, now_says, _) = own(work, &permit, offering)?;
        let (now, staff) = (work.now(), work.staff_hat()?.staff);
        let answer = if accept { "accepted" } else { "declined" };
        work.run(&permit, &ANSWER_SERVICE_PROPOSAL, &params![proposal, answer, now, staff])?;
        if accept {
            let form = change.onto(ServiceForm::of(&now_says));
            let form = form.map_err(|_| Fault::refused(Notice::new("proposal-overtaken")))?;
            let ground = ground(work, permit.agency().ok_or(Fault::Absent)?)?;
            let right = form.put_into(now_says, &ground)?;
            let by = who(work);
            keep_before(work, &permit, (offering, None, ChangeKind::Corrected), by)?;
            put_right(work, &permit, offering, &right)?;
            say_right(work, &permit, offering)?;
            stir(work, &permit, feed)?;
        }
        work.detail(&format!("service {offering} proposal {proposal} {answer}"));
        Ok(())
    })
}
