//! Which agencies there are.

use crate::{Fault, House};
use access::{Actor, Operation, params, statements};

statements! {
    /// Every agency, the oldest first.
    AGENCIES = "SELECT slug, demo FROM agency ORDER BY created_at, id";
}

/// An agency, as an operator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its part of addresses.
    pub slug: String,
    /// Whether it is invented.
    pub demo: bool,
}

/// Every agency, the oldest first.
pub fn agencies(house: &House) -> Result<Vec<Agency>, Fault> {
    house.store().read(&house.call(Actor::Operator), |work| {
        // Slugs stand in addresses: they are public.
        let permit = work.permit_open(Operation::ReadPublic)?;
        let rows = work.rows(&permit, &AGENCIES, &params![])?;
        rows.into_iter().map(|mut row| Ok(Agency { slug: row.take()?, demo: row.take()? })).collect()
    })
}
