//! Where it is kept: one SQL text on SQLite and on PostgreSQL.
//!
//! The only crate that names a driver. A [`Statement`] is static text with
//! `$1` parameters; a unit of work ([`Db::read`], [`Db::write`]) runs
//! statements in one transaction, under a [`Scope`] that says whose rows may
//! be seen. Units may be run again, so ids, times and chance are fixed before
//! they start, and they do nothing but talk to the database.
//!
//! Everything here blocks: call it from a thread that may wait, never
//! directly from an asynchronous task.

mod bulk;
mod error;
mod faults;
mod ids;
mod integrity;
mod migrate;
mod pg;
mod pool;
mod row;
mod scope;
mod settings;
mod sqlite;
mod statement;
mod store;
mod tx;
mod value;

pub use bulk::Loader;
pub use error::Error;
pub use faults::{Fault, Faults};
pub use integrity::Integrity;
pub use migrate::{Migration, migrations};
pub use row::Row;
pub use scope::Scope;
pub use settings::{DbUrl, Key, Settings};
pub use statement::{Filter, Statement, registry};
pub use store::{Db, Engine};
pub use tx::Tx;
pub use value::{FromValue, ToValue, Value, id_list};

/// What the macros of this crate need in the crates that use them.
#[doc(hidden)]
pub mod private {
    pub use crate::statement::Entry;
    pub use inventory;
}

/// The values of a statement's parameters, in order: `params![agency, name, &note]`.
#[macro_export]
macro_rules! params {
    () => {{
        let none: [$crate::Value; 0] = [];
        none
    }};
    ($($value:expr),+ $(,)?) => {
        [$($crate::ToValue::to_value(&$value)),+]
    };
}

/// Declares statements and lists them in the [`registry`].
///
/// ```
/// db::statements! {
///     /// One member's name.
///     pub(crate) NAME_OF = "SELECT name FROM member WHERE agency_id = $1 AND id = $2";
/// }
/// # fn main() { assert!(db::registry().any(|it| it.name.ends_with("::NAME_OF"))); }
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $sql:expr;)*) => {$(
        $(#[$meta])*
        $vis static $name: $crate::Statement =
            $crate::Statement { name: concat!(module_path!(), "::", stringify!($name)), sql: $sql };
        $crate::private::inventory::submit! { $crate::private::Entry(&$name) }
    )*};
}
