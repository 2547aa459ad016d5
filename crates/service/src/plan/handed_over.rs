//! Whose plan a handed-over device is open on.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::MemberId;

statements! {
    MEMBER_OF_PLAN = "SELECT member_id FROM plan WHERE agency_id = $1 AND id = $2";
}

/// The member whose plan the session is narrowed to. None: the device is not handed over.
pub fn handed_over_for(house: &House, session: &Session) -> Result<Option<MemberId>, Fault> {
    let Some(plan) = session.narrowed_to else { return Ok(None) };
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let agency = work.staff_hat()?.agency;
        let row = work.row(&permit, &MEMBER_OF_PLAN, &params![agency, plan])?;
        row.map(|mut row| Ok(row.take()?)).transpose()
    })
}
