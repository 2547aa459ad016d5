//! The audit record made tamper-evident: events are linked, links are signed, and what is signed can be held against
//! a copy that was kept elsewhere (decision 0018).

mod chain;
mod checkpoint;
mod event;
mod let_go;
mod seal;
mod sign;
mod walk;

pub use chain::{Bad, Chain, Link};
pub use checkpoint::{Checkpoint, CheckpointFault};
pub use let_go::let_go;
pub use seal::seal;
pub(super) use sign::RecordKey;
pub use walk::Walked;
pub(super) use walk::walk;
