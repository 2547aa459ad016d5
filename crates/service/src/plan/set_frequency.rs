//! How often peer support is planned, where a program asks.

use super::draft::{PLAN_CHANGED, plan_or_new};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, MemberId};
use domain::notice::{FieldError, Notice};
use domain::plan::Frequency;

/// Minutes in a week.
const WEEK: u16 = 7 * 24 * 60;

statements! {
    SET_FREQUENCY = "UPDATE plan SET days_per_week = $3, minutes_per_week = $4 WHERE agency_id = $1 AND id = $2";
}

/// Sets how often, or takes it out.
pub fn set_frequency(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    frequency: Option<Frequency>,
) -> Result<(), Fault> {
    let faults = frequency.map(faults).unwrap_or_default();
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let (agency, plan) = plan_or_new(work, &permit, member)?;
        let days = frequency.map(|often| i64::from(often.days_per_week));
        let minutes = frequency.map(|often| i64::from(often.minutes_per_week));
        let now = work.now();
        work.run(&permit, &SET_FREQUENCY, &params![agency, plan, days, minutes])?;
        work.run(&permit, &PLAN_CHANGED, &params![agency, plan, now])?;
        Ok(())
    })
}

fn faults(often: Frequency) -> Vec<FieldError> {
    let wrong = |field: &str, id: &str| FieldError::new(field, Notice::new(id));
    let mut faults = Vec::new();
    if !(1..=7).contains(&often.days_per_week) {
        faults.push(wrong("days", "often-days"));
    }
    if !(1..=WEEK).contains(&often.minutes_per_week) {
        faults.push(wrong("minutes", "often-minutes"));
    }
    faults
}
