//! A member in one line: what a list may show, and no more.

use access::{Fault, Row};
use domain::id::MemberId;
use domain::lang::Lang;
use domain::time::Date;

/// Where a member's plan stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanStanding {
    /// The day the newest version was complete.
    pub signed_on: Option<Date>,
    /// The day of the newest review.
    pub reviewed_on: Option<Date>,
    /// Whether a draft exists.
    pub draft: bool,
}

/// A member in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    /// The chart.
    pub id: MemberId,
    /// What they like to be called.
    pub called: String,
    /// Their pronouns.
    pub pronouns: Option<String>,
    /// Their state, by its code.
    pub state: String,
    /// The language they read.
    pub lang: Lang,
    /// Where their plan stands.
    pub plan: PlanStanding,
}

/// A program, as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramLine {
    /// Its name.
    pub name: String,
    /// Its rule pack.
    pub rule_pack: String,
    /// When it, or the enrolment in it, started.
    pub starts_on: Date,
}

impl MemberLine {
    /// From the columns of [`super::caseload`]'s and its neighbors' statements.
    pub(super) fn from_row(mut row: Row) -> Result<Self, Fault> {
        Self::read(&mut row)
    }

    /// The same from a row that has more to give.
    pub(super) fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            called: row.take()?,
            pronouns: row.take()?,
            state: row.take()?,
            lang: row.take()?,
            plan: PlanStanding { draft: row.take()?, signed_on: row.take()?, reviewed_on: row.take()? },
        })
    }
}
