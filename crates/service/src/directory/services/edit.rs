//! What an editor does with a service of the lists that their agency looks after. Each deed can be taken back.

use super::form::ServiceForm;
use super::ground;
use super::ready::ready;
use super::sort::json;
use super::undo::PUT_OFFERING_BACK;
use super::write::keep_before;
use crate::directory::edit::stir;
use crate::directory::{by_steward, desk, who};
use crate::{Fault, House, Session};
use access::{Actor, Operation, Permit, Work, params};
use domain::directory::offering::Offering;
use domain::directory::{ChangeKind, Hidden, ReportAnswer, ReportKind, Verifier};
use domain::id::{AgencyId, CommandId, FeedId, OfferingId, RowId};
use domain::notice::Notice;
use domain::time::Moment;

access::statements! {
    OWN_SERVICE = "
        SELECT o.feed_id, o.entry, o.listed FROM offering o JOIN feed f ON f.id = o.feed_id
        WHERE o.id = $1 AND f.steward_id = $2";

    /// Put right here: what the list says is kept beside it.
    PUT_SERVICE_RIGHT = "
        UPDATE offering SET name = $2, entry = $3, listed = COALESCE(listed, entry), clashes = FALSE WHERE id = $1";

    TAKE_LIST = "UPDATE offering SET name = $2, entry = $3, listed = NULL, clashes = FALSE WHERE id = $1";

    KEEP_OWN = "UPDATE offering SET clashes = FALSE WHERE id = $1";

    pub(super) SERVICE_IS_RIGHT = "
        UPDATE offering SET verified_at = $2, verified_by = $3, verified_staff = $4,
          hidden = CASE WHEN hidden IN ('too-old', 'reported') THEN NULL ELSE hidden END
        WHERE id = $1";

    pub(super) HIDE_SERVICE = "UPDATE offering SET hidden = $2 WHERE id = $1";

    /// Nothing takes the place of a wish to be left out.
    TAKE_OFF_UNLESS_OUT = "
        UPDATE offering SET hidden = $2 WHERE id = $1 AND hidden IS DISTINCT FROM 'opted-out'";

    /// Asked to be left out under this very identity. One that only came in like another that asked is for an editor to
    /// look at.
    SERVICE_ASKED_OUT = "
        SELECT 1 FROM offering o
        WHERE o.id = $1 AND o.hidden = 'opted-out'
          AND EXISTS (SELECT 1 FROM offering_change c WHERE c.offering_id = o.id AND c.kind = 'opted-out')";

    JOIN_SERVICE = "UPDATE offering SET same_as = $2, apart = FALSE WHERE id = $1";

    PART_SERVICE = "UPDATE offering SET same_as = NULL, apart = TRUE WHERE id = $1";

    CHANGE_OF_SERVICE = "SELECT kind FROM offering_change WHERE id = $1 AND offering_id = $2";

    ANSWER_SERVICE_REPORTS = "
        UPDATE offering_report SET answer = $3, answered_at = $4, answered_by = $5
        WHERE offering_id = $1 AND kind = $2 AND answered_at IS NULL";

    /// Shown, and nobody has said for too long that it is right: neither its list nor a person.
    SERVICES_TOO_OLD = "
        SELECT f.steward_id, f.id, o.id
        FROM feed f JOIN offering o ON o.feed_id = f.id
        WHERE f.state IN ('active', 'paused') AND COALESCE(f.seen_at, 0) < $1
          AND o.gone_at IS NULL AND o.hidden IS NULL AND COALESCE(o.verified_at, 0) < $1
        ORDER BY f.id, o.id LIMIT 500";

    /// Taken off for its age, and said to be right since.
    SERVICES_YOUNG_AGAIN = "
        SELECT f.steward_id, f.id, o.id
        FROM feed f JOIN offering o ON o.feed_id = f.id
        WHERE f.state IN ('active', 'paused') AND o.gone_at IS NULL AND o.hidden = 'too-old'
          AND (f.seen_at >= $1 OR o.verified_at >= $1)
        ORDER BY f.id, o.id LIMIT 500";
}

/// What an editor does with a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceDeed {
    /// Says that it is right.
    Verify,
    /// Takes it off.
    TakeOff,
    /// Shows it again.
    Show,
    /// Its provider asked that it be left out: no reading brings it back.
    LeaveOut,
    /// Keeps what was put right here over what the list says now.
    KeepOurs,
    /// Takes what the list says now.
    TakeTheirs,
    /// Says that it is the same service as that entry of another list.
    JoinWith(OfferingId),
    /// Says that it is a service of its own.
    Part,
    /// Puts it back to what it was before a change.
    PutBack(RowId),
}

/// A service of the actor's own agency: its list, what it says, and what its list says.
pub(super) fn own<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    offering: OfferingId,
) -> Result<(FeedId, Offering, Option<Offering>), Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let mut row = work.row(permit, &OWN_SERVICE, &params![offering, agency])?.ok_or(Fault::Absent)?;
    let (feed, entry) = (row.take()?, super::entry(&mut row)?);
    let listed = row.take::<Option<String>>()?;
    Ok((feed, entry, listed.map(|text| super::parsed(&text)).transpose()?))
}

/// Does it.
pub fn do_with_service(
    house: &House,
    session: &Session,
    command: CommandId,
    offering: OfferingId,
    deed: ServiceDeed,
) -> Result<(), Fault> {
    if let ServiceDeed::JoinWith(other) = deed
        && !ready(house)?.kin_of(offering).iter().any(|kin| kin.id == other && !kin.joined)
    {
        return Err(Fault::Absent);
    }
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let (feed, _, listed) = own(work, &permit, offering)?;
        let kind = match deed {
            ServiceDeed::Verify => ChangeKind::Verified,
            ServiceDeed::TakeOff => ChangeKind::Hidden,
            ServiceDeed::Show => ChangeKind::Shown,
            ServiceDeed::LeaveOut => ChangeKind::OptedOut,
            ServiceDeed::KeepOurs | ServiceDeed::TakeTheirs => ChangeKind::Corrected,
            ServiceDeed::JoinWith(_) => ChangeKind::Joined,
            ServiceDeed::Part => ChangeKind::Parted,
            ServiceDeed::PutBack(_) => ChangeKind::Undone,
        };
        heed_left_out(work, &permit, offering, deed)?;
        let by = who(work);
        keep_before(work, &permit, (offering, None, kind), by)?;
        let hide = |hidden: Option<Hidden>| params![offering, hidden.map(Hidden::code)];
        match deed {
            ServiceDeed::Verify => say_right(work, &permit, offering)?,
            ServiceDeed::TakeOff => drop(work.run(&permit, &HIDE_SERVICE, &hide(Some(Hidden::Editor)))?),
            ServiceDeed::Show => drop(work.run(&permit, &HIDE_SERVICE, &hide(None))?),
            ServiceDeed::LeaveOut => drop(work.run(&permit, &HIDE_SERVICE, &hide(Some(Hidden::OptedOut)))?),
            ServiceDeed::KeepOurs => drop(work.run(&permit, &KEEP_OWN, &params![offering])?),
            ServiceDeed::TakeTheirs => {
                let theirs = listed.ok_or_else(|| Fault::refused(Notice::new("entry-nothing-theirs")))?;
                work.run(&permit, &TAKE_LIST, &params![offering, theirs.name.as_str(), json(&theirs)?])?;
            }
            ServiceDeed::JoinWith(other) => drop(work.run(&permit, &JOIN_SERVICE, &params![offering, other])?),
            ServiceDeed::Part => drop(work.run(&permit, &PART_SERVICE, &params![offering])?),
            ServiceDeed::PutBack(change) => {
                work.row(&permit, &CHANGE_OF_SERVICE, &params![change, offering])?.ok_or(Fault::Absent)?;
                work.run(&permit, &PUT_OFFERING_BACK, &params![change])?;
            }
        }
        work.detail(&format!("service {offering} {}", kind.code()));
        stir(work, &permit, feed)
    })
}

/// Who asked to be left out stays left out until that very change is put back: no other deed shows them again.
fn heed_left_out<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    offering: OfferingId,
    deed: ServiceDeed,
) -> Result<(), Fault> {
    if work.row(permit, &SERVICE_ASKED_OUT, &params![offering])?.is_none() {
        return Ok(());
    }
    let shows = match deed {
        ServiceDeed::Show | ServiceDeed::TakeOff => true,
        ServiceDeed::PutBack(change) => {
            let mut row = work.row(permit, &CHANGE_OF_SERVICE, &params![change, offering])?.ok_or(Fault::Absent)?;
            row.parse::<ChangeKind>()? != ChangeKind::OptedOut
        }
        _ => false,
    };
    if shows { Err(Fault::refused(Notice::new("entry-asked-out"))) } else { Ok(()) }
}

/// An editor says that it is right.
pub(super) fn say_right<'w>(work: &mut Work<'w>, permit: &Permit<'w>, offering: OfferingId) -> Result<(), Fault> {
    let (now, staff) = (work.now(), work.staff_hat()?.staff);
    work.run(permit, &SERVICE_IS_RIGHT, &params![offering, now, Verifier::Editor.code(), staff]).map(drop)
}

/// Puts a service right. The list does not overwrite it; where the list says something new later, somebody picks.
pub fn correct_service(
    house: &House,
    session: &Session,
    command: CommandId,
    offering: OfferingId,
    form: &ServiceForm,
) -> Result<(), Fault> {
    let form = form.clone();
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let (feed, entry, _) = own(work, &permit, offering)?;
        let ground = ground(work, permit.agency().ok_or(Fault::Absent)?)?;
        let right = form.put_into(entry, &ground)?;
        let by = who(work);
        keep_before(work, &permit, (offering, None, ChangeKind::Corrected), by)?;
        put_right(work, &permit, offering, &right)?;
        say_right(work, &permit, offering)?;
        work.detail(&format!("service {offering} corrected"));
        stir(work, &permit, feed)
    })
}

/// Writes a service that somebody put right.
pub(super) fn put_right<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    offering: OfferingId,
    right: &Offering,
) -> Result<(), Fault> {
    work.run(permit, &PUT_SERVICE_RIGHT, &params![offering, right.name.as_str(), json(right)?]).map(drop)
}

/// Answers what people said of a service: all of one kind at once. "Taken off" takes it off; "it is right" shows it
/// again where it was off for what people said, and says that it is right.
pub fn answer_service_reports(
    house: &House,
    session: &Session,
    command: CommandId,
    offering: OfferingId,
    (kind, answer): (ReportKind, ReportAnswer),
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        let (feed, _, _) = own(work, &permit, offering)?;
        let (now, staff, by) = (work.now(), work.staff_hat()?.staff, who(work));
        let answered = params![offering, kind.code(), answer.code(), now, staff];
        if work.run(&permit, &ANSWER_SERVICE_REPORTS, &answered)? == 0 {
            return Err(Fault::refused(Notice::new("report-answered-already")));
        }
        match answer {
            ReportAnswer::TakenOff => {
                keep_before(work, &permit, (offering, None, ChangeKind::Hidden), by)?;
                work.run(&permit, &TAKE_OFF_UNLESS_OUT, &params![offering, Hidden::Editor.code()])?;
            }
            ReportAnswer::IsRight | ReportAnswer::PutRight => {
                keep_before(work, &permit, (offering, None, ChangeKind::Verified), by)?;
                say_right(work, &permit, offering)?;
            }
            ReportAnswer::Spoken | ReportAnswer::Unknown => {}
        }
        work.detail(&format!("service {offering} reports {} {}", kind.code(), answer.code()));
        stir(work, &permit, feed)
    })
}

/// Takes off what is too old, and shows again what is not any more: each list in one unit of work.
pub(crate) fn age_services(house: &House, now: Moment) -> Result<(), Fault> {
    type Aged = Vec<(AgencyId, FeedId, OfferingId)>;
    let before = now.plus_seconds(-desk()?.terms().hide * 86_400);
    let (old, young): (Aged, Aged) = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let mut of = |statement| -> Result<Aged, Fault> {
            let rows = work.rows(&permit, statement, &params![before])?;
            rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?, row.take()?))).collect()
        };
        Ok((of(&SERVICES_TOO_OLD)?, of(&SERVICES_YOUNG_AGAIN)?))
    })?;
    for (aged, hidden, kind) in [(old, Some(Hidden::TooOld), ChangeKind::Hidden), (young, None, ChangeKind::Shown)] {
        for of_list in aged.chunk_by(|one, other| one.1 == other.1) {
            let Some((steward, feed, _)) = of_list.first().copied() else { continue };
            let offerings: Vec<OfferingId> = of_list.iter().map(|(_, _, offering)| *offering).collect();
            house.store().write(&house.call(Actor::Job(steward)), move |work| {
                let permit = by_steward(work, Operation::ImportMeetings, steward)?;
                let by = who(work);
                for offering in &offerings {
                    keep_before(work, &permit, (*offering, None, kind), by)?;
                    work.run(&permit, &HIDE_SERVICE, &params![*offering, hidden.map(Hidden::code)])?;
                }
                stir(work, &permit, feed)
            })?;
        }
    }
    Ok(())
}
