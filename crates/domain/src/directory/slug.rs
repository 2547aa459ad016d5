//! The name of a meeting in an address, unique in its list.

use super::fold;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A part of an address: letters, digits, `-`, `_`, `.` and `~`, at most 64 (Meeting Guide: `slug`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

/// How long a slug may be.
const LONGEST: usize = 64;

impl Slug {
    /// `None` when `text` cannot stand in an address as it is.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=LONGEST).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte))
            && text.bytes().any(|byte| byte != b'.');
        fits.then(|| Self(text.to_owned()))
    }

    /// The nearest slug to some text. The same text always gives the same slug;
    /// what is cut off or cannot be written comes back as eight digits of its hash.
    pub fn make(text: &str) -> Self {
        if let Some(slug) = Self::parse(text) {
            return slug;
        }
        let mut plain: String = fold(text)
            .chars()
            .map(|c| if c == ' ' { '-' } else { c })
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        let whole = plain.len() <= LONGEST && plain.bytes().any(|byte| byte.is_ascii_alphanumeric());
        if !whole {
            plain.truncate(LONGEST - 9);
            let hash = Sha256::digest(text.as_bytes());
            plain = plain.trim_matches('-').to_owned();
            if !plain.is_empty() {
                plain.push('-');
            }
            hash.iter().take(4).for_each(|byte| plain.push_str(&format!("{byte:02x}")));
        }
        Self(plain)
    }

    /// This slug with `tail` at its end, cut in front where it would grow too long.
    #[must_use]
    pub fn with_tail(&self, tail: &str) -> Self {
        Self::make(&format!("{}-{tail}", self.0))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_that_fits_stays() {
        assert_eq!(Slug::make("Nueva_Vida.2").as_str(), "Nueva_Vida.2");
        assert_eq!(Slug::parse("a/b"), None);
        assert_eq!(Slug::parse(".."), None);
        assert_eq!(Slug::parse(""), None);
    }

    #[test]
    fn any_text_gives_a_slug() {
        assert_eq!(Slug::make("Años Nuevos / Sí").as_str(), "anos-nuevos-si");
        for text in ["", "会议", "..", &"long name ".repeat(30), "---"] {
            let slug = Slug::make(text);
            assert_eq!(Slug::parse(slug.as_str()), Some(slug.clone()), "{text:?} gave {slug}");
        }
        assert_ne!(Slug::make(&"a ".repeat(80)), Slug::make(&"a ".repeat(81)));
    }
}
