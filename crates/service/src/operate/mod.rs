//! What whoever runs the machine asks of the house. None of it shows a chart.

mod agencies;
mod purge;
mod record;
mod verify;
mod watch;

pub use crate::people::{AgencyAdded, NewAgency, add_agency};
pub use agencies::{Agency, agencies};
pub use purge::{Purged, purge};
pub use record::{Bad, Chain, Checkpoint, CheckpointFault, Link, Walked, let_go, seal};
pub use verify::{COUNTED, Verified, verify};
pub use watch::watch_charts;
