//! Members, staff and the people beside them.

mod role;

pub use role::Role;
