//! Papers, read back.

mod hard;
mod plan;
mod reading;
mod sheets;
