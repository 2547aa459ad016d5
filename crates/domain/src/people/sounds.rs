//! How names sound: one code for what Spanish says alike, and one for English.

use rphonetic::DoubleMetaphone;

/// How long an English code may get. Longer tells more names apart.
const LONGEST_CODE: usize = 6;

/// How a folded word sounds to Spanish ears, or `None` when it has letters that Spanish does not say.
///
/// Own code. B and v, s and z and soft c, y and ll, j and soft g and x, k and qu
/// and hard c are one; h is silent; doubled letters count once; n before b and p is m.
/// Of the vowels e and i are one and o and u are one, since that is how they are misheard.
pub(super) fn spanish(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.is_empty() || !letters.iter().all(char::is_ascii_lowercase) {
        return None;
    }
    let mut code = String::with_capacity(letters.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let next = letters.get(at + 1).copied();
        let after = letters.get(at + 2).copied();
        let soft = |own: Option<char>| matches!(own, Some('e' | 'i' | 'y'));
        let (sound, used) = match (letter, next) {
            ('c' | 's', Some('h')) => ("x", 2),
            ('p', Some('h')) => ("f", 2),
            ('t', Some('h')) => ("t", 2),
            ('l', Some('l')) => ("y", 2),
            ('q', Some('u')) | ('c', Some('k')) => ("k", 2),
            ('g', Some('u')) if soft(after) => ("g", 2),
            ('h', _) => ("", 1),
            ('v', _) => ("b", 1),
            ('z', _) => ("s", 1),
            ('c', next) if soft(next) => ("s", 1),
            ('c' | 'q', _) => ("k", 1),
            ('g', next) if soft(next) => ("j", 1),
            ('x', _) => ("j", 1),
            ('w', next) if soft(next) => ("g", 1),
            ('w', _) => ("go", 1),
            ('y', Some('a' | 'e' | 'i' | 'o' | 'u')) => ("y", 1),
            ('i' | 'y', _) => ("e", 1),
            ('u', _) => ("o", 1),
            ('n', Some('b' | 'p' | 'v' | 'm')) => ("m", 1),
            _ => ("", 0),
        };
        match (used, code.chars().next_back()) {
            (0, last) if last != Some(*letter) => code.push(*letter),
            (0, _) => {}
            (_, last) if sound.is_empty() || sound.chars().next() == last => {}
            _ => code.push_str(sound),
        }
        at += used.max(1);
    }
    (!code.is_empty()).then_some(code)
}

/// How a folded word sounds to English ears, once or in two ways (Lawrence Philips' Double Metaphone).
pub(super) fn english(word: &str) -> Vec<String> {
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let both = DoubleMetaphone::new(Some(LONGEST_CODE)).double_metaphone(word);
    let mut codes = vec![both.primary(), both.alternate()];
    codes.dedup();
    codes.retain(|code| !code.is_empty());
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spanish_says_alike_is_alike() {
        for (a, b) in [
            ("hernandez", "ernandes"),
            ("jimenez", "gimenes"),
            ("jimenez", "ximenez"),
            ("vazquez", "basques"),
            ("guillermo", "guiyermo"),
            ("cecilia", "sesilia"),
            ("villanueva", "biyanueba"),
            ("enriquez", "henrikes"),
            ("wilfredo", "guilfredo"),
            ("amparo", "anparo"),
            ("rosario", "rossario"),
            ("chavez", "chabes"),
            ("mejia", "mexia"),
        ] {
            assert_eq!(spanish(a), spanish(b), "{a} {b}");
        }
    }

    #[test]
    fn what_spanish_tells_apart_stays_apart() {
        for (a, b) in [("maria", "marta"), ("pena", "pera"), ("gomez", "gamez"), ("luna", "lena"), ("cesar", "kesar")] {
            assert_ne!(spanish(a), spanish(b), "{a} {b}");
        }
    }

    #[test]
    fn what_english_says_alike_is_alike() {
        for (a, b) in
            [("stephen", "steven"), ("catherine", "katharine"), ("geoffrey", "jeffrey"), ("philips", "fillips")]
        {
            assert!(english(a).iter().any(|code| english(b).contains(code)), "{a} {b}");
        }
    }

    #[test]
    fn other_scripts_have_no_sound_here() {
        assert_eq!(spanish("анна"), None);
        assert!(english("会议").is_empty() && english("").is_empty());
        assert_eq!(spanish("h"), None);
    }
}
