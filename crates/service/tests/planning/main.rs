//! Rules around a plan that is signed, due, translated or told, on both engines.

#![expect(clippy::expect_used, reason = "this is how a test ends")]

mod due;
mod house;
mod signing;
mod translation;
