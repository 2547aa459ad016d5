//! Whether the house can be asked at all: for those who run the machine.

use crate::{Fault, House};
use access::{Actor, Operation, params, statements};

statements! {
    ANY_AGENCY = "SELECT 1 FROM agency LIMIT 1";
}

/// Asks the database one small question.
pub fn ready(house: &House) -> Result<(), Fault> {
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        work.row(&permit, &ANY_AGENCY, &params![]).map(drop)
    })
}
