//! What people sign in with: a username, and a passphrase or a PIN.

use crate::directory::fold;
use crate::notice::Notice;
use unicode_normalization::UnicodeNormalization;

/// The shortest username, in letters.
pub const SHORTEST_USERNAME: usize = 3;
/// The longest username, in letters.
pub const LONGEST_USERNAME: usize = 40;
/// The shortest passphrase, in letters.
pub const SHORTEST_PASSPHRASE: usize = 12;
/// The longest passphrase, in letters: room for any sentence, and an end to the work of hashing it.
pub const LONGEST_PASSPHRASE: usize = 256;

/// A name to sign in with. It is given, never made from a person's name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Username {
    written: String,
    folded: String,
}

impl Username {
    /// Letters, digits, dash and dot, 3 to 40 of them, beginning and ending with a letter or digit.
    pub fn parse(text: &str) -> Result<Self, Notice> {
        let written: String = text.trim().nfc().collect();
        let length = written.chars().count();
        if !(SHORTEST_USERNAME..=LONGEST_USERNAME).contains(&length) {
            let notice = Notice::new("username-length");
            return Err(notice.with("least", SHORTEST_USERNAME as i64).with("most", LONGEST_USERNAME as i64));
        }
        let plain = |c: char| c.is_alphanumeric();
        let fits = written.chars().all(|c| plain(c) || c == '-' || c == '.');
        if !fits || !written.starts_with(plain) || !written.ends_with(plain) {
            return Err(Notice::new("username-letters"));
        }
        let folded = fold(&written).replace(' ', "-");
        Ok(Self { written, folded })
    }

    /// As the person wrote it.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// As it is looked up: without case and accents, and dash and dot are the same.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

impl std::fmt::Display for Username {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.written)
    }
}

/// A passphrase as it goes into the hash, so that two keyboards that write `é` in two ways agree.
///
/// Rule: RFC 8265, section 4.2 (other spaces become a space, then normalization form C).
pub fn prepare_passphrase(passphrase: &str) -> String {
    passphrase.chars().map(|c| if c.is_whitespace() && !c.is_control() { ' ' } else { c }).nfc().collect()
}

/// What is wrong with a new passphrase, if anything. `is_common` is asked in lower case.
///
/// Rule: NIST SP 800-63B-4, section 3.1.1.2: length and a list of known ones,
/// no rules about kinds of letters.
pub fn passphrase_fault(passphrase: &str, username: &Username, is_common: &dyn Fn(&str) -> bool) -> Option<Notice> {
    let prepared = prepare_passphrase(passphrase);
    let length = prepared.chars().count();
    if length < SHORTEST_PASSPHRASE {
        return Some(
            Notice::new("passphrase-short").with("least", SHORTEST_PASSPHRASE as i64).with("now", length as i64),
        );
    }
    if length > LONGEST_PASSPHRASE {
        return Some(Notice::new("passphrase-long").with("most", LONGEST_PASSPHRASE as i64));
    }
    let lower = prepared.trim().to_lowercase();
    let squeezed = fold(&prepared).replace(' ', "");
    let name = username.folded().replace('-', "");
    // A three-letter name stands in many good sentences: it counts when little else is left.
    let without_name = squeezed.replace(&name, "").chars().count();
    if squeezed.contains(&name) && (name.chars().count() > 5 || without_name < SHORTEST_PASSPHRASE) {
        return Some(Notice::new("passphrase-has-username"));
    }
    if is_plain(&lower) {
        return Some(Notice::new("passphrase-plain"));
    }
    (is_common(&lower) || is_common(&squeezed)).then(|| Notice::new("passphrase-common"))
}

/// Whether `text` is one step after another (`abcdef`, `987654`), a piece again and again, or of very few signs.
fn is_plain(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    let distinct: std::collections::BTreeSet<_> = signs.iter().collect();
    let step = |way: i64| signs.windows(2).all(|pair| stands_next(pair, way));
    let again = |piece: usize| {
        signs.len().is_multiple_of(piece) && signs.iter().zip(signs.iter().skip(piece)).all(|(a, b)| a == b)
    };
    distinct.len() < 3 || step(1) || step(-1) || (1..=signs.len() / 2).any(again)
}

fn stands_next(pair: &[char], way: i64) -> bool {
    let &[a, b] = pair else { return true };
    match (a.to_digit(10), b.to_digit(10)) {
        (Some(a), Some(b)) => (i64::from(a) + way).rem_euclid(10) == i64::from(b),
        _ => i64::from(u32::from(a)) + way == i64::from(u32::from(b)),
    }
}

/// Six digits that open a device somebody has signed in on before. Never enough alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

impl Pin {
    /// Six digits, spaces and dashes aside; no `123456`, `111111`, `121212` or `123123`.
    pub fn parse(text: &str) -> Result<Self, Notice> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Notice::new("pin-digits"));
        }
        if is_plain(&digits) { Err(Notice::new("pin-plain")) } else { Ok(Self(digits)) }
    }

    /// The digits, for hashing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(passphrase: &str) -> Option<String> {
        let username = Username::parse("calm-river-42").expect("a username");
        let common = |text: &str| text == "letmein letmein please" || text == "iloveyouforever";
        passphrase_fault(passphrase, &username, &common).map(|notice| notice.id)
    }

    #[test]
    fn a_username_is_found_however_it_is_typed() {
        let username = Username::parse(" Calm.River-42 ").expect("a username");
        assert_eq!((username.as_str(), username.folded()), ("Calm.River-42", "calm-river-42"));
        assert_eq!(Username::parse("JOSE\u{301}").map(|own| own.folded().to_owned()), Ok("jose".to_owned()));
    }

    #[test]
    fn what_is_no_username_is_explained() {
        let id = |text: &str| Username::parse(text).map_err(|notice| notice.id);
        for text in ["", "ab", &"x".repeat(41)] {
            assert_eq!(id(text), Err("username-length".into()), "{text}");
        }
        for text in ["calm river", "me@home.org", "---", "-abc", "abc.", "a\0bc"] {
            assert_eq!(id(text), Err("username-letters".into()), "{text}");
        }
        assert!(Username::parse(&"x".repeat(40)).is_ok());
    }

    #[test]
    fn a_long_passphrase_that_nobody_guesses_is_enough() {
        for good in
            ["three boats on the lake", "mañana será otro día", "кошка на тёплой крыше", "rivers run to the sea"]
        {
            assert_eq!(fault(good), None, "{good}");
        }
    }

    #[test]
    fn a_weak_passphrase_is_refused_with_the_reason() {
        for (weak, id) in [
            ("elevenchars", "passphrase-short"),
            ("Calm River 42!!", "passphrase-has-username"),
            ("aaaaaaaaaaaaa", "passphrase-plain"),
            ("passwordpassword", "passphrase-plain"),
            ("345678901234", "passphrase-plain"),
            ("I love you forever", "passphrase-common"),
            ("LETMEIN letmein please", "passphrase-common"),
        ] {
            assert_eq!(fault(weak).as_deref(), Some(id), "{weak}");
        }
        assert_eq!(fault(&"long ".repeat(60)).as_deref(), Some("passphrase-long"));
        let ana = Username::parse("ana").expect("a username");
        assert_eq!(passphrase_fault("bananas at the market", &ana, &|_| false), None, "a short name inside a word");
    }

    #[test]
    fn two_keyboards_write_one_passphrase() {
        assert_eq!(prepare_passphrase("cafe\u{301}\u{a0}con leche"), prepare_passphrase("café con leche"));
    }

    #[test]
    fn a_pin_is_six_digits_that_are_not_the_first_ones_tried() {
        assert_eq!(Pin::parse("40 71-93").map(|pin| pin.as_str().to_owned()), Ok("407193".into()));
        for text in ["12345", "1234567", "12345a", "٤٠٧١٩٣"] {
            assert_eq!(Pin::parse(text).map_err(|notice| notice.id), Err("pin-digits".into()), "{text}");
        }
        for text in ["123456", "654321", "890123", "000000", "121212", "123123", "110110", "511151"] {
            assert_eq!(Pin::parse(text).map_err(|notice| notice.id), Err("pin-plain".into()), "{text}");
        }
        assert_eq!(format!("{:?}", Pin::parse("407193")), "Ok(Pin(…))");
    }
}
