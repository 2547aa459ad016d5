//! What people do: one function per use case, with its statements beside it.
//!
//! Nothing here knows of HTTP or of paper. Every function blocks: call it from
//! a thread that may wait.

mod house;
mod ready;
mod secret;
mod session;
mod tries;

pub mod consent;
pub mod directory;
pub mod operate;
pub mod people;
pub mod plan;

pub mod demo;

pub use access::{Fault, Refusal, Store, together};
pub use house::House;
pub use ready::ready;
pub use session::Session;
