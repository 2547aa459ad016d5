//! What kind of meeting it is: the codes of the Meeting Guide, and others as they come.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The 87 codes of the Meeting Guide specification 1.1.9.
const KNOWN: [&str; 87] = [
    "11", "12x12", "A", "ABSI", "AF", "AL", "AL-AN", "AM", "AR", "ASL", "B", "BA", "BE", "BG", "BI", "BRK", "C", "CAN",
    "CF", "D", "DA", "DB", "DD", "DE", "DR", "EL", "EN", "FA", "FF", "FI", "FR", "G", "GR", "H", "HE", "HI", "HR",
    "HU", "IS", "ITA", "JA", "KA", "KOR", "L", "LGBTQ", "LIT", "LS", "LT", "M", "MED", "ML", "MT", "N", "NB", "NDG",
    "NE", "NL", "NO", "O", "OUT", "P", "POA", "POC", "POL", "POR", "PUN", "RUS", "S", "SEN", "SK", "SL", "SM", "SP",
    "ST", "SV", "T", "TC", "TH", "TL", "TR", "TUR", "UK", "W", "X", "XB", "XT", "Y",
];

/// How long a code that we do not know may be.
const LONGEST: usize = 40;

/// A kind of meeting, by its code. Codes that the specification does not name
/// are kept as they came; people see the code itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MeetingType(Cow<'static, str>);

/// A text that cannot be a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code has between 1 and {LONGEST} letters, digits or signs")]
pub struct NotACode;

impl MeetingType {
    /// The place is closed for now.
    pub const PLACE_CLOSED: Self = Self(Cow::Borrowed("TC"));

    /// Known codes in any case; others as they are, without spaces around.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let text = text.trim();
        if let Some(known) = KNOWN.iter().find(|code| code.eq_ignore_ascii_case(text)) {
            return Ok(Self(Cow::Borrowed(known)));
        }
        let fits = (1..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if fits { Ok(Self(Cow::Owned(text.to_owned()))) } else { Err(NotACode) }
    }

    /// Every code that has a name.
    pub fn known() -> impl Iterator<Item = Self> {
        KNOWN.into_iter().map(|code| Self(Cow::Borrowed(code)))
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Whether the specification names it.
    pub fn is_known(&self) -> bool {
        matches!(self.0, Cow::Borrowed(_))
    }

    /// The message that names it; `None` when there is only the code to show.
    pub fn message_id(&self) -> Option<String> {
        self.is_known().then(|| format!("meeting-type-{}", self.0.to_ascii_lowercase()))
    }
}

impl TryFrom<String> for MeetingType {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Self, NotACode> {
        Self::parse(&text)
    }
}

impl From<MeetingType> for String {
    fn from(kind: MeetingType) -> Self {
        kind.0.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_codes_are_found_in_any_case() {
        let code = |text| MeetingType::parse(text).map(|kind| (kind.code().to_owned(), kind.is_known()));
        assert_eq!(code(" lgbtq "), Ok(("LGBTQ".into(), true)));
        assert_eq!(code("12X12"), Ok(("12x12".into(), true)));
        assert_eq!(code("ONL"), Ok(("ONL".into(), false)));
        assert_eq!(code(" "), Err(NotACode));
        assert_eq!(code(&"x".repeat(41)), Err(NotACode));
    }

    #[test]
    fn names_belong_to_known_codes() {
        let id = |text| MeetingType::parse(text).ok().and_then(|kind| kind.message_id());
        assert_eq!(id("AL-AN").as_deref(), Some("meeting-type-al-an"));
        assert_eq!(id("ONL"), None);
        let ids: std::collections::BTreeSet<_> = MeetingType::known().filter_map(|kind| kind.message_id()).collect();
        assert_eq!(ids.len(), 87);
    }
}
