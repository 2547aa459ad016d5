//! Joining: the code that a peer hands to a member, and the username that the member is offered.

use crate::notice::Notice;

/// Digits and capital letters without I, L, O and U: what is easily misread is read as its twin.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 8;

/// Eight signs that let somebody join: 40 random bits, short-lived, behind a token bucket.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct JoinCode([u8; LENGTH]);

impl JoinCode {
    /// From random bytes, of which each gives five bits.
    pub fn from_chance(chance: [u8; LENGTH]) -> Self {
        Self(chance.map(|byte| SIGNS.get(usize::from(byte & 31)).copied().unwrap_or(b'0')))
    }

    /// As somebody typed or said it: in small letters, with or without the dash, `o` for `0`, `i` or `l` for `1`.
    pub fn parse(text: &str) -> Result<Self, Notice> {
        let mut signs = [0; LENGTH];
        let mut count = 0;
        for symbol in text.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation() && *c != '-' && *c != '.')
        {
            let sign = match symbol.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                'U' => 'V',
                other => other,
            };
            let sign = u8::try_from(sign).ok().filter(|sign| SIGNS.contains(sign));
            let (Some(sign), Some(place)) = (sign, signs.get_mut(count)) else {
                return Err(Notice::new("join-code-wrong"));
            };
            *place = sign;
            count += 1;
        }
        if count == LENGTH { Ok(Self(signs)) } else { Err(Notice::new("join-code-wrong")) }
    }

    /// The eight signs without the dash, for hashing.
    pub fn bytes(&self) -> [u8; LENGTH] {
        self.0
    }
}

/// In two groups: `ABCD-EFGH`.
impl std::fmt::Display for JoinCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, sign) in self.0.iter().enumerate() {
            let dash = if place == LENGTH / 2 { "-" } else { "" };
            write!(f, "{dash}{}", char::from(*sign))?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for JoinCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JoinCode(…)")
    }
}

/// A username such as `calm-river-42`: a word of each list and a number from 10 to 999.
///
/// The same `chance` gives the same username; when it is taken, ask with another.
/// It is never made from a person's name.
pub fn suggest_username(first: &[&str], second: &[&str], chance: u64) -> String {
    let mut left = chance;
    let mut draw = |of: u64| {
        let drawn = left % of.max(1);
        left /= of.max(1);
        drawn
    };
    let number = 10 + draw(990);
    let mut word = |list: &[&str]| {
        usize::try_from(draw(list.len() as u64)).ok().and_then(|at| list.get(at).map(|word| (*word).to_owned()))
    };
    let words: Vec<String> = [word(first), word(second)].into_iter().flatten().collect();
    if words.is_empty() { format!("name-{number}") } else { format!("{}-{number}", words.join("-")) }
}

#[cfg(test)]
mod tests {
    use super::super::Username;
    use super::*;

    #[test]
    fn a_code_is_read_back_however_it_is_written() {
        let code = JoinCode::from_chance([0, 1, 10, 31, 17, 255, 64, 33]);
        assert_eq!(code.to_string(), "01AZ-HZ01");
        for written in ["01AZ-HZ01", "oiaz hzol", " O1az–hZ0L\n", "01AZHZ01."] {
            assert_eq!(JoinCode::parse(written).as_ref(), Ok(&code), "{written}");
        }
        for wrong in ["", "01AZ-HZ0", "01AZ-HZ012", "01AZ-HZ0!", "01AZ-HZ0ñ"] {
            assert_eq!(JoinCode::parse(wrong).map_err(|notice| notice.id), Err("join-code-wrong".into()), "{wrong}");
        }
    }

    #[test]
    fn every_byte_counts_and_no_sign_is_likelier() {
        let mut seen = std::collections::BTreeMap::new();
        for byte in 0..=255 {
            *seen.entry(JoinCode::from_chance([byte; 8]).to_string()).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 32);
        assert!(seen.values().all(|count| *count == 8));
        assert_eq!(format!("{:?}", JoinCode::from_chance([7; 8])), "JoinCode(…)");
    }

    #[test]
    fn a_suggested_username_is_a_username() {
        let (first, second) = (["calm", "brave"], ["river", "lake", "hill"]);
        let all: std::collections::BTreeSet<_> =
            (0..5940).map(|chance| suggest_username(&first, &second, chance)).collect();
        assert_eq!(all.len(), 5940, "every word with every word and every number");
        assert!(all.contains("calm-river-42"));
        assert!(all.iter().all(|name| Username::parse(name).is_ok()));
        assert!(Username::parse(&suggest_username(&[], &[], u64::MAX)).is_ok());
    }
}
