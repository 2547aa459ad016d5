//! What somebody signed, word by word, as bytes: the page, the paper and the copy come from these.

use super::{Element, Terms};
use crate::lang::Lang;
use crate::notice::Notice;
use crate::time::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The version of this layout.
pub const SCHEMA: u32 = 1;

/// The form that it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRef {
    /// Its version.
    pub version: u32,
    /// Its hash.
    pub hash: String,
}

/// A part of the form in its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Which part.
    pub element: Element,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub text: String,
}

/// A consent as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentDocument {
    /// The version of the layout.
    pub schema: u32,
    /// The form.
    pub form: FormRef,
    /// The day on which it was made.
    pub made_on: Date,
    /// The language.
    pub lang: Lang,
    /// The agency's name.
    pub agency: String,
    /// Whose records.
    pub member: String,
    /// What it is called.
    pub title: String,
    /// What was agreed to.
    pub terms: Terms,
    /// The words, part by part.
    pub said: Vec<Said>,
}

impl ConsentDocument {
    /// As bytes: fields in their order, no layout.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Nothing in it can fail to be written: texts, numbers and lists.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// From bytes; errors where a newer program wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Notice> {
        serde_json::from_slice::<Self>(bytes)
            .ok()
            .filter(|document| document.schema == SCHEMA)
            .ok_or_else(|| Notice::new("consent-unreadable"))
    }

    /// SHA-256 of the bytes, in hexadecimal.
    pub fn hash(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
