//! A number to call, of an organization or a place.

use super::super::ConferencePhone;
use crate::coded::coded;
use crate::text::Line;
use serde::{Deserialize, Serialize};

coded! {
    /// What answers.
    PhoneKind {
        /// A voice.
        Voice = "voice",
        /// A message.
        Text = "text",
        /// A device for people who are deaf.
        Tty = "tty",
    }
}

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// As it was written.
    pub shown: Line,
    /// What is dialed.
    pub dialed: String,
    /// What answers.
    pub kind: PhoneKind,
    /// What to know about it.
    pub note: Option<Line>,
}

impl Phone {
    /// `None` when there is nothing to dial. Three digits are enough (211), letters are not.
    pub fn parse(text: &str, extension: Option<&str>, kind: PhoneKind, note: Option<Line>) -> Option<Self> {
        let text = text.trim().trim_matches(['"', '\'']).trim();
        let short = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let digits = if short { text.to_owned() } else { ConferencePhone::parse(text)?.as_str().to_owned() };
        let extension = extension
            .map(str::trim)
            .filter(|digits| (1..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
        let (shown, dialed) = match extension {
            Some(more) => (format!("{text}, ext. {more}"), format!("{digits},{more}")),
            None => (text.to_owned(), digits),
        };
        Some(Self { shown: Line::parse(&shown).ok()?, dialed, kind, note })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, extension: Option<&str>) -> Option<(String, String)> {
        Phone::parse(text, extension, PhoneKind::Voice, None).map(|phone| (phone.shown.to_string(), phone.dialed))
    }

    #[test]
    fn what_is_dialed_and_what_is_shown() {
        assert_eq!(read(" (804) 555-0100 ", None), Some(("(804) 555-0100".into(), "8045550100".into())));
        assert_eq!(
            read("\"+1 804 555 0100\"", Some("12")),
            Some(("+1 804 555 0100, ext. 12".into(), "+18045550100,12".into()))
        );
        assert_eq!(read("211", None), Some(("211".into(), "211".into())));
        assert_eq!(read("804 555 0100", Some("Ann")), Some(("804 555 0100".into(), "8045550100".into())));
        for none in ["", "ask Ann", "12", "n/a"] {
            assert_eq!(read(none, None), None, "{none}");
        }
    }
}
