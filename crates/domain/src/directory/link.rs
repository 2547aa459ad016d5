//! Ways to reach something that a list names: web addresses, mail addresses, numbers to dial.

use serde::{Deserialize, Serialize};

/// The longest address that is kept.
const LONGEST: usize = 2000;

macro_rules! checked_text {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self { value.0 }
        }
        impl TryFrom<String> for $name {
            type Error = Unusable;
            fn try_from(text: String) -> Result<Self, Unusable> { Self::parse(&text).ok_or(Unusable) }
        }
    )*};
}

/// A text that is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a usable address or number")]
pub struct Unusable;

checked_text! {
    /// An address that a browser may be sent to: `http` or `https` with a host, nothing else.
    WebAddress,
    /// A mail address, by its outer shape alone.
    Email,
    /// A number to dial into a conference: digits, `+`, `,`, `*` and `#` (Meeting Guide: `conference_phone`).
    ConferencePhone,
}

impl WebAddress {
    /// `None` for anything but a web address; a bare host (`www.example.org/x`) is taken as `https`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let scheme = |name: &str| text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
        let (head, rest) = if scheme("https://") {
            ("https://", &text[8..])
        } else if scheme("http://") {
            ("http://", &text[7..])
        } else {
            ("https://", text)
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        let host_fits = host.contains('.')
            && host.split('.').all(|label| !label.is_empty())
            && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.');
        let fits = host_fits
            && !port.is_empty()
            && port.bytes().all(|byte| byte.is_ascii_digit())
            && text.len() <= LONGEST
            && !rest.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'));
        fits.then(|| Self(format!("{head}{rest}")))
    }
}

impl Email {
    /// `None` unless it has the shape `name@host.tld`, with or without `mailto:`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let (name, host) = text.rsplit_once('@')?;
        let host_fits = host.contains('.')
            && host.split('.').all(|label| !label.is_empty())
            && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.');
        let name_fits = !name.is_empty()
            && !name.chars().any(|c| c.is_whitespace() || c.is_control() || "@,;:<>()[]\"\\&?".contains(c));
        (text.len() <= 254 && host_fits && name_fits).then(|| Self(text.to_owned()))
    }
}

impl ConferencePhone {
    /// Keeps what can be dialed and drops the signs people write between; `None` under five digits or with letters.
    pub fn parse(text: &str) -> Option<Self> {
        let dialed: String = text.chars().filter(|c| c.is_ascii_digit() || "+,*#".contains(*c)).collect();
        let only_signs = text.chars().all(|c| !c.is_alphabetic());
        let digits = dialed.bytes().filter(u8::is_ascii_digit).count();
        (only_signs && digits >= 5 && dialed.len() <= 60).then_some(Self(dialed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        let read = |text| WebAddress::parse(text).map(|link| link.to_string());
        assert_eq!(read(" HTTPS://zoom.us/j/1?pwd=a#b ").as_deref(), Some("https://zoom.us/j/1?pwd=a#b"));
        assert_eq!(read("www.example.org").as_deref(), Some("https://www.example.org"));
        assert_eq!(read("http://example.org:8080/x").as_deref(), Some("http://example.org:8080/x"));
        for bad in [
            "javascript:alert(1)",
            "ftp://example.org",
            "data:text/html,x",
            "ask the group",
            "",
            "https://",
            "http://a b.org",
            "//example.org",
            "https://user@evil.example",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_mail_address_has_a_name_and_a_host() {
        let read = |text| Email::parse(text).map(|mail| mail.to_string());
        assert_eq!(read("mailto:hola@example.org").as_deref(), Some("hola@example.org"));
        assert_eq!(read("hola"), None);
        assert_eq!(read("a@b@example.org"), None);
        assert_eq!(read("a@b..org"), None);
    }

    #[test]
    fn what_is_dialed_stays() {
        let read = |text| ConferencePhone::parse(text).map(|phone| phone.to_string());
        assert_eq!(read("+1 (804) 555-0100,,123456#").as_deref(), Some("+18045550100,,123456#"));
        assert_eq!(read("call Ann"), None);
        assert_eq!(read("911"), None);
    }
}
