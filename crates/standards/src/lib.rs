//! How others say it: codecs of the standards that we speak.
//!
//! Pure: bytes in, values of the domain out, and back. Nothing here reads a
//! file, a clock or the network.

pub mod bmlt;
pub mod hsds;
pub mod ical;
pub mod list;
pub mod meeting_guide;
pub mod packed;
pub mod sheet;
pub mod table;
pub mod zip;
