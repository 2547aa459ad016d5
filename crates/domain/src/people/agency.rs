//! What an agency is called in addresses, and where it is.

use crate::notice::Notice;

/// The shortest name in addresses.
pub const SHORTEST_SLUG: usize = 2;
/// The longest one.
pub const LONGEST_SLUG: usize = 40;

/// An agency's part of addresses: `james-river`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AgencySlug(String);

impl AgencySlug {
    /// Small letters, digits and dashes, 2 to 40 of them, beginning with a letter and not ending with a dash.
    pub fn parse(text: &str) -> Result<Self, Notice> {
        let text = text.trim();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let fits = (SHORTEST_SLUG..=LONGEST_SLUG).contains(&text.len())
            && text.chars().all(|c| plain(c) || c == '-')
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.ends_with(plain)
            // A fixed address under /work.
            && text != "members";
        if fits { Ok(Self(text.to_owned())) } else { Err(Notice::new("agency-slug-letters")) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The two letters of a state or territory: `VA`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateCode(String);

impl StateCode {
    /// Two letters, in any case. Which of them are states is not for a table here: they name no rule by themselves.
    pub fn parse(text: &str) -> Result<Self, Notice> {
        let text = text.trim().to_ascii_uppercase();
        let fits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if fits { Ok(Self(text)) } else { Err(Notice::new("agency-state-letters")) }
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_can_stand_in_an_address() {
        assert_eq!(
            AgencySlug::parse(" james-river-2 ").map(|slug| slug.as_str().to_owned()),
            Ok("james-river-2".into())
        );
        for wrong in ["", "a", "Big", "2nd", "-x", "x-", "a b", "a/b", "ñandú", "members", &"a".repeat(41)] {
            assert!(AgencySlug::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_state_is_two_letters() {
        assert_eq!(StateCode::parse("va").map(|state| state.as_str().to_owned()), Ok("VA".into()));
        for wrong in ["", "V", "VAA", "V1", "ÑÑ"] {
            assert!(StateCode::parse(wrong).is_err(), "{wrong}");
        }
    }
}
