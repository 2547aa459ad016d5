//! A permit: the decision that something is allowed, good for one transaction.

use crate::filters::RowFilter;
use crate::rules::{Basis, Operation};
use domain::id::{AgencyId, MemberId};
use std::cell::Cell;
use std::marker::PhantomData;

/// What a permit opens.
#[derive(Debug, Clone, PartialEq)]
pub enum Reach {
    /// One chart at one agency.
    Chart(AgencyId, MemberId),
    /// Rows of an agency, some charts among them only through a filter.
    Agency(AgencyId),
    /// Nothing that belongs to an agency.
    Open,
}

/// Leave to run statements for one operation, inside the transaction that it was made in.
///
/// It can be neither copied nor stored: `'tx` is the transaction.
#[derive(Debug)]
pub struct Permit<'tx> {
    pub(crate) operation: Operation,
    pub(crate) basis: Basis,
    pub(crate) reach: Reach,
    pub(crate) filter: Option<RowFilter>,
    pub(crate) brand: PhantomData<Cell<&'tx ()>>,
}

impl Permit<'_> {
    /// What it is for.
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// On which basis.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The agency whose rows it opens.
    pub fn agency(&self) -> Option<AgencyId> {
        match self.reach {
            Reach::Chart(agency, _) | Reach::Agency(agency) => Some(agency),
            Reach::Open => None,
        }
    }

    /// The one chart it opens.
    pub fn member(&self) -> Option<MemberId> {
        match self.reach {
            Reach::Chart(_, member) => Some(member),
            _ => None,
        }
    }
}
