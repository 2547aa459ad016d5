//! Who may do what, to whom, on which basis: the only way from `service` to the database.
//!
//! A use case runs as one unit of work ([`Store::read`], [`Store::write`],
//! [`Store::command`]). Inside it, [`Work::permit`] decides from the rows of
//! that very snapshot and gives a [`Permit`], without which no statement runs.
//! A permit is tied to its transaction by a lifetime: it cannot be kept,
//! copied, or used in another one.
//!
//! Decisions and row filters come from one table, [`rules::RULES`].

mod audit;
mod author;
mod basis;
mod call;
mod fault;
mod filters;
mod glass;
mod link;
mod list;
mod open;
mod operation;
mod permit;
pub mod rules;
mod share;
mod statements;
mod store;
mod together;
mod view;
mod work;

pub use audit::{AuditEvent, Subject};
pub use call::{Actor, Call, MemberHat, StaffHat, SupporterHat};
pub use db::{
    Error as StoreError, Filter, FromValue, Integrity, Loader, Row, Scope, Statement, ToValue, Value, id_list, params,
    registry, statements,
};
pub use fault::{Fault, Refusal};
pub use filters::ALL as FILTERS;
pub use link::LinkLeave;
pub use permit::{Permit, Reach};
pub use rules::{Basis, Operation, Relation};
pub use share::{Shared, SharedBy, SharedChart};
pub use store::Store;
pub use together::together;
pub use view::ProgramsOpen;
pub use work::Work;
