//! Opening one chart in an emergency, for an hour. Somebody else looks at it afterward, and the member is told.
//!
//! What it opens stands in [`access::rules::IN_EMERGENCY`]: reading alone, and telling medical personnel. A chart whose
//! member keeps this worker out, one's own, and a restricted one stay closed.

use super::clocks;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::consent::{EmergencySection, GlassPast, GlassReason, RightClosed, right_closed};
use domain::id::{AgencyId, CommandId, MemberId, RowId, StaffId};
use domain::notice::Notice;
use domain::text::Line;
use domain::time::{DateTime, Moment};

statements! {
    CALLED_IN_EMERGENCY = "SELECT called, pronouns FROM member WHERE agency_id = $1 AND id = $2";

    OPEN_UNTIL = "
        SELECT max(until) FROM break_glass
        WHERE agency_id = $1 AND member_id = $2 AND staff_id = $3 AND until > $4";

    /// The openings that somebody's right hangs on.
    PAST_OPENINGS = "
        SELECT review_by, verdict, lifted_at FROM break_glass
        WHERE agency_id = $1 AND staff_id = $2
          AND (reviewed_at IS NULL OR (verdict = 'not-right' AND lifted_at IS NULL))";

    INSERT_OPENING = "
        INSERT INTO break_glass (agency_id, id, member_id, staff_id, reason, words, at, until, review_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    pub(super) MARKS_OF_MEMBER = "SELECT section FROM emergency_mark WHERE agency_id = $1 AND member_id = $2";
}

/// What the page of an opening shows.
#[derive(Debug, Clone)]
pub struct GlassPage {
    /// What they like to be called.
    pub called: String,
    /// Their pronouns.
    pub pronouns: Option<String>,
    /// Whether the reader's work opens the chart anyway.
    pub opens_anyway: bool,
    /// Until when it is open for the reader, in the agency's zone.
    pub open_until: Option<DateTime>,
    /// What is open then: what the member marked comes first.
    pub sections: Vec<EmergencySection>,
    /// Why the reader may open no chart this way.
    pub closed: Option<RightClosed>,
    /// For how many minutes it would be open.
    pub minutes: u16,
    /// Within how many hours somebody else looks at it.
    pub review_hours: u16,
}

/// The page from which one chart is opened in an emergency.
pub fn glass_page(house: &House, session: &Session, member: MemberId) -> Result<GlassPage, Fault> {
    let clocks = clocks()?;
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_view(Operation::BreakGlass, member)?;
        let hat = work.staff_hat()?;
        let (now, zone) = (work.now(), work.zone(hat.agency)?);
        let mut row = work.row(&permit, &CALLED_IN_EMERGENCY, &params![hat.agency, member])?.ok_or(Fault::Absent)?;
        let (called, pronouns) = (row.take()?, row.take()?);
        let open = open_until(work, &permit, (hat.agency, member, hat.staff))?;
        let marked = marks(work, &permit, hat.agency, member)?;
        let past = past(work, &permit, hat.agency, hat.staff)?;
        let opens_anyway = open.is_none() && work.could(Operation::ReadMember, member)?;
        if opens_anyway {
            // The reader is sent on to the chart, which is their work: this page shows them nothing.
            work.nothing_new();
        }
        Ok(GlassPage {
            called,
            pronouns,
            opens_anyway,
            open_until: open.map(|until| until.local(&zone)),
            sections: EmergencySection::in_order(&marked),
            closed: right_closed(&past, now),
            minutes: clocks.glass_minutes.value,
            review_hours: clocks.glass_review_hours.value,
        })
    })
}

/// Opens the chart. Says whether it had to be: who may read it anyway, or has it open, opens nothing.
pub fn break_glass(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    reason: GlassReason,
    words: &str,
) -> Result<bool, Fault> {
    let words = Line::parse(words).map_err(|notice| Fault::invalid("words", notice))?;
    let clocks = clocks()?;
    let lasts = i64::from(clocks.glass_minutes.value) * 60;
    let review = i64::from(clocks.glass_review_hours.value) * 3600;
    house.store().command(&house.call_as(session), command, Operation::BreakGlass, move |work| {
        let permit = work.permit_member(Operation::BreakGlass, member)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        if work.could(Operation::ReadMember, member)? {
            // Nothing was opened: the member's record does not say so.
            work.nothing_new();
            return Ok(false);
        }
        let past = past(work, &permit, hat.agency, hat.staff)?;
        match right_closed(&past, now) {
            Some(RightClosed::NotReviewed) => return Err(Fault::refused(Notice::new("glass-closed-not-reviewed"))),
            Some(RightClosed::NotRight) => return Err(Fault::refused(Notice::new("glass-closed-not-right"))),
            None => {}
        }
        let id: RowId = work.ids().next();
        let until = now.plus_seconds(lasts);
        let row = params![
            hat.agency,
            id,
            member,
            hat.staff,
            reason.code(),
            words.as_str(),
            now,
            until,
            now.plus_seconds(review)
        ];
        work.run(&permit, &INSERT_OPENING, &row)?;
        work.detail(&format!("opening {id}"));
        Ok(true)
    })
}

fn open_until<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member, staff): (AgencyId, MemberId, StaffId),
) -> Result<Option<Moment>, Fault> {
    let now = work.now();
    let row = work.row(permit, &OPEN_UNTIL, &params![agency, member, staff, now])?;
    row.map_or(Ok(None), |mut row| Ok(row.take()?))
}

fn past<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    staff: StaffId,
) -> Result<Vec<GlassPast>, Fault> {
    let rows = work.rows(permit, &PAST_OPENINGS, &params![agency, staff])?;
    rows.into_iter()
        .map(|mut row| {
            let (review_by, verdict) = (row.take()?, row.parse_option()?);
            Ok(GlassPast { review_by, verdict, lifted: row.take::<Option<Moment>>()?.is_some() })
        })
        .collect()
}

/// What the member wants to come first.
pub(super) fn marks<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<EmergencySection>, Fault> {
    let rows = work.rows(permit, &MARKS_OF_MEMBER, &params![agency, member])?;
    rows.into_iter().map(|mut row| Ok(row.parse()?)).collect()
}
