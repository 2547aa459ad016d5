//! Whose rows a unit of work may see.

use domain::id::{AgencyId, PersonId};

/// The walls that a transaction stands behind.
///
/// PostgreSQL enforces them by row-level security. SQLite has no such thing:
/// there the decoder refuses a row whose `agency_id` is another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scope {
    /// Rows of this agency.
    pub agency: Option<AgencyId>,
    /// Rows of this person's own space.
    pub person: Option<PersonId>,
    /// Every row: for jobs and command-line tools, never for a request.
    pub system: bool,
}

impl Scope {
    /// Behind one agency's wall.
    pub const fn agency(id: AgencyId) -> Self {
        Self { agency: Some(id), person: None, system: false }
    }

    /// In one person's own space.
    pub const fn person(id: PersonId) -> Self {
        Self { agency: None, person: Some(id), system: false }
    }

    /// Only what belongs to nobody.
    pub const fn none() -> Self {
        Self { agency: None, person: None, system: false }
    }

    /// Everything.
    pub const fn system() -> Self {
        Self { agency: None, person: None, system: true }
    }
}
