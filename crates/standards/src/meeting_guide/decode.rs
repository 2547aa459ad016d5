//! Bytes to text, whatever wrote them.

use domain::notice::Notice;
use std::borrow::Cow;

/// What Windows-1252 has where Latin-1 has control signs (0x80 to 0x9F); a NUL stands for the five that it leaves open.
const WINDOWS: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// The text, and what was odd about its encoding.
///
/// UTF-8 with or without a mark in front; UTF-16 with one; and where a byte is
/// not UTF-8 it is read as Windows-1252, the rest staying as it is: lists are
/// glued together from several sources.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Notice>) {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(_) => single_bytes(bytes),
    }
}

fn utf16(bytes: &[u8], join: fn([u8; 2]) -> u16) -> (Cow<'_, str>, Option<Notice>) {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| join(*pair));
    let text = char::decode_utf16(units).map(|symbol| symbol.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    (Cow::Owned(text), Some(Notice::new("meeting-feed-utf16")))
}

fn single_bytes(bytes: &[u8]) -> (Cow<'_, str>, Option<Notice>) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let (mut odd, mut has_utf8) = (0i64, false);
    for chunk in bytes.utf8_chunks() {
        has_utf8 |= !chunk.valid().is_ascii();
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            odd += 1;
            text.extend(windows(*byte));
        }
    }
    let notice = if has_utf8 {
        Notice::new("meeting-feed-mixed").with("count", odd)
    } else {
        Notice::new("meeting-feed-latin1")
    };
    (Cow::Owned(text), Some(notice))
}

/// The sign of a byte in Windows-1252, if it has one.
pub fn windows(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => WINDOWS.chars().nth(usize::from(byte - 0x80)).filter(|symbol| *symbol != '\0'),
        other => Some(char::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<String>) {
        let (text, notice) = decode(bytes);
        (text.into_owned(), notice.map(|notice| notice.id))
    }

    #[test]
    fn utf8_with_or_without_a_mark() {
        assert_eq!(read("Años".as_bytes()), ("Años".into(), None));
        assert_eq!(read("\u{feff}Años".as_bytes()), ("Años".into(), None));
    }

    #[test]
    fn one_byte_encodings_are_seen_and_said() {
        assert_eq!(read(b"A\xf1os \x93s\xed!\x94\x81"), ("Años “sí!”".into(), Some("meeting-feed-latin1".into())));
        assert_eq!(read(b"A\xc3\xb1os s\xed"), ("Años sí".into(), Some("meeting-feed-mixed".into())));
    }

    #[test]
    fn two_byte_encodings_need_their_mark() {
        assert_eq!(read(b"\xff\xfe[\0\xf1\0"), ("[ñ".into(), Some("meeting-feed-utf16".into())));
        assert_eq!(read(b"\xfe\xff\0[\xd8\0"), ("[\u{fffd}".into(), Some("meeting-feed-utf16".into())));
    }
}
