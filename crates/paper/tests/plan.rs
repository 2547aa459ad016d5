//! The plan on paper, read back.
