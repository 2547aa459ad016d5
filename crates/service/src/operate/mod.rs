//! What whoever runs the machine asks of the house. None of it shows a chart.

mod agencies;
mod verify;

pub use crate::people::{AgencyAdded, NewAgency, add_agency};
pub use agencies::{Agency, agencies};
pub use verify::{COUNTED, Verified, verify};
