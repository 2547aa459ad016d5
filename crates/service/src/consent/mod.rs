//! What may leave the agency, and on which word: consents, restrictions, disclosures.

pub mod disclosed;
