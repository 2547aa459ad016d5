//! Somebody opened many charts: how a supervisor answers.

use crate::coded::coded;

coded! {
    /// How somebody who looked at it answers.
    AlertAnswer {
        /// Their work explains it.
        Work = "work",
        /// They talked, and it is settled.
        Talked = "talked",
        /// The privacy officer knows and goes on with it.
        Privacy = "privacy",
    }
}
