//! What is true: types and rules of peer recovery support.
//!
//! Pure: no input or output, no clock, no randomness. Time, ids and chance
//! come in as arguments. Messages for people leave as [`notice::Notice`]s
//! (a message id with its arguments), never as sentences.
//!
//! The rooms stand in the order of the house: a room knows only those above it.

pub mod coded;
pub mod id;
pub mod lang;
pub mod notice;
pub mod text;
pub mod time;

pub mod consent;
pub mod directory;
pub mod people;
pub mod plan;
