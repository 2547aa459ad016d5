//! The languages that people read here.

use serde::{Deserialize, Serialize};

/// A language of the interface, by its BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// American English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The start of public addresses in it: the default has none.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::En => "",
            Self::Es => "/es",
        }
    }

    /// The language of a tag, if it is one of ours; region and script are passed over.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }
}
