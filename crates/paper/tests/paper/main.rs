//! Papers, read back.
#![expect(clippy::expect_used, reason = "the helpers of tests fail like tests")]

mod consent;
mod hard;
mod plan;
mod reading;
mod record;
mod sheets;
