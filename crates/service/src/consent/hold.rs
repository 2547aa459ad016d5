//! Legal holds: what one covers is neither purged nor erased until somebody lifts it.

use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Row, Work, params, statements};
use domain::id::{AgencyId, CommandId, MemberId, RowId};
use domain::notice::Notice;
use domain::text::Line;
use domain::time::{Date, Moment, TimeZone};

/// Which holds cover a row, as text of a statement: those that stand, of the agency and on it whole or on this member.
/// Without a member any hold of the agency counts: of such a row nobody can say in time whose it is. Whatever purges
/// or erases asks it in these words and no others.
macro_rules! holds_on {
    ($agency:expr, $member:expr) => {
        concat!(
            "SELECT 1 FROM legal_hold h WHERE h.lifted_at IS NULL AND h.agency_id = ",
            $agency,
            " AND (h.member_id IS NULL OR h.member_id = ",
            $member,
            ")"
        )
    };
    ($agency:expr) => {
        concat!("SELECT 1 FROM legal_hold h WHERE h.lifted_at IS NULL AND h.agency_id = ", $agency)
    };
    () => {
        "SELECT 1 FROM legal_hold h WHERE h.lifted_at IS NULL"
    };
}
pub(crate) use holds_on;

statements! {
    /// Holds on the whole agency, and on those charts that the reader may know of.
    HOLDS = "
        SELECT h.id, h.member_id, m.called, h.reason, h.placed_at, p.name, h.lifted_at, l.name, h.lift_reason
        FROM legal_hold h
        LEFT JOIN member m ON m.agency_id = h.agency_id AND m.id = h.member_id
        JOIN staff p ON p.agency_id = h.agency_id AND p.id = h.placed_by
        LEFT JOIN staff l ON l.agency_id = h.agency_id AND l.id = h.lifted_by
        WHERE h.agency_id = $1 AND (h.member_id IS NULL OR {filter m.agency_id m.id})
        ORDER BY CASE WHEN h.lifted_at IS NULL THEN 0 ELSE 1 END, h.placed_at DESC, h.id LIMIT 200";

    WHOSE_HOLD = "SELECT member_id FROM legal_hold WHERE agency_id = $1 AND id = $2 AND lifted_at IS NULL";

    PLACE_HOLD = "
        INSERT INTO legal_hold (agency_id, id, member_id, reason, placed_at, placed_by) VALUES ($1, $2, $3, $4, $5, $6)";

    LIFT_HOLD = "
        UPDATE legal_hold SET lifted_at = $3, lifted_by = $4, lift_reason = $5
        WHERE agency_id = $1 AND id = $2 AND lifted_at IS NULL";

    HELD = concat!(holds_on!("$1", "$2"), " LIMIT 1");

    CALLED_ON_HOLD = "SELECT called FROM member WHERE agency_id = $1 AND id = $2";
}

/// A hold.
#[derive(Debug, Clone)]
pub struct HoldLine {
    /// Which.
    pub id: RowId,
    /// On whose records, and what they like to be called; nothing where it covers the agency.
    pub member: Option<(MemberId, String)>,
    /// Why.
    pub reason: String,
    /// Since when.
    pub placed_on: Date,
    /// Who placed it.
    pub placed_by: String,
    /// When it was lifted, by whom, and why.
    pub lifted: Option<(Date, String, String)>,
}

/// What the page of a hold on one chart shows.
#[derive(Debug, Clone)]
pub struct HoldPage {
    /// What the member likes to be called.
    pub called: String,
    /// Whether a hold covers their records already.
    pub held: bool,
}

/// Holds, those that stand first.
pub fn holds(house: &House, session: &Session) -> Result<Vec<HoldLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::KeepPrivacy)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        let rows = work.rows(&permit, &HOLDS, &params![agency])?;
        rows.into_iter().map(|row| read(row, &zone)).collect()
    })
}

/// The page from which a hold is placed on one chart.
pub fn hold_page(house: &House, session: &Session, member: MemberId) -> Result<HoldPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::KeepPrivacy, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &CALLED_ON_HOLD, &params![agency, member])?.ok_or(Fault::Absent)?;
        Ok(HoldPage { called: row.take()?, held: held(work, &permit, agency, member)? })
    })
}

/// Places a hold on one chart, or on the whole agency.
pub fn place_hold(
    house: &House,
    session: &Session,
    command: CommandId,
    member: Option<MemberId>,
    reason: &str,
) -> Result<RowId, Fault> {
    let reason = Line::parse(reason).map_err(|notice| Fault::invalid("reason", notice))?;
    house.store().command(&house.call_as(session), command, Operation::KeepPrivacy, move |work| {
        let permit = match member {
            Some(member) => work.permit_member(Operation::KeepPrivacy, member)?,
            None => work.permit_agency(Operation::KeepPrivacy)?,
        };
        let hat = work.staff_hat()?;
        let (id, now): (RowId, _) = (work.ids().next(), work.now());
        work.run(&permit, &PLACE_HOLD, &params![hat.agency, id, member, reason.as_str(), now, hat.staff])?;
        work.detail(&format!("hold {id} placed"));
        Ok(id)
    })
}

/// Lifts a hold. What it kept may be purged from now on, so it asks for a fresh proof of who one is.
pub fn lift_hold(house: &House, session: &Session, command: CommandId, id: RowId, reason: &str) -> Result<(), Fault> {
    require_step_up(house, session)?;
    let reason = Line::parse(reason).map_err(|notice| Fault::invalid("reason", notice))?;
    house.store().command(&house.call_as(session), command, Operation::KeepPrivacy, move |work| {
        let first = work.permit_agency(Operation::KeepPrivacy)?;
        let hat = work.staff_hat()?;
        let mut whose = work.row(&first, &WHOSE_HOLD, &params![hat.agency, id])?.ok_or(Fault::Absent)?;
        let permit = match whose.take::<Option<MemberId>>()? {
            Some(member) => work.permit_member(Operation::KeepPrivacy, member)?,
            None => first,
        };
        let now = work.now();
        if work.run(&permit, &LIFT_HOLD, &params![hat.agency, id, now, hat.staff, reason.as_str()])? == 0 {
            return Err(Fault::refused(Notice::new("hold-lifted-already")));
        }
        work.detail(&format!("hold {id} lifted"));
        Ok(())
    })
}

/// Whether a hold covers a chart.
pub(super) fn held<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<bool, Fault> {
    Ok(work.row(permit, &HELD, &params![agency, member])?.is_some())
}

fn read(mut row: Row, zone: &TimeZone) -> Result<HoldLine, Fault> {
    let id = row.take()?;
    let member = row.take::<Option<MemberId>>()?.zip(row.take()?);
    let reason = row.take()?;
    let placed: Moment = row.take()?;
    let placed_by = row.take()?;
    let at: Option<Moment> = row.take()?;
    let by: Option<String> = row.take()?;
    let why: Option<String> = row.take()?;
    let lifted = at.map(|at| (at.date(zone), by.unwrap_or_default(), why.unwrap_or_default()));
    Ok(HoldLine { id, member, reason, placed_on: placed.date(zone), placed_by, lifted })
}
