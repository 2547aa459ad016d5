//! Text with its accents, case and punctuation taken off, for comparing and searching.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` as words of plain small letters and digits with one space between.
///
/// Accents go (`ñ` becomes `n`), apostrophes vanish inside a word (`Michael's`
/// and ``Michael`s`` both become `michaels`), every other sign parts words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut put = |symbol: char, gap: &mut bool| {
        if *gap && !folded.is_empty() {
            folded.push(' ');
        }
        *gap = false;
        folded.push(symbol);
    };
    let mut step = |symbol: char| match symbol {
        '\'' | '`' | '’' | '‘' | 'ʼ' | '´' | '\u{ad}' | '\u{200d}' => {}
        c if is_combining_mark(c) => {}
        'ß' | 'ẞ' => ['s', 's'].into_iter().for_each(|c| put(c, &mut gap)),
        'æ' | 'Æ' => ['a', 'e'].into_iter().for_each(|c| put(c, &mut gap)),
        'ø' | 'Ø' => put('o', &mut gap),
        'ł' | 'Ł' => put('l', &mut gap),
        'ı' => put('i', &mut gap),
        c if c.is_alphanumeric() => c.to_lowercase().filter(|c| !is_combining_mark(*c)).for_each(|c| put(c, &mut gap)),
        _ => gap = true,
    };
    if text.is_ascii() {
        text.chars().for_each(&mut step);
    } else {
        text.nfkd().for_each(&mut step);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_signs_do_not_count() {
        assert_eq!(fold("  Años NUEVOS — ¡Sí! "), "anos nuevos si");
        assert_eq!(fold("St Michael`s Episcopal"), fold("St. Michael’s  episcopal"));
        assert_eq!(fold("Straße İzmir Łódź"), "strasse izmir lodz");
    }

    #[test]
    fn other_scripts_stay() {
        assert_eq!(fold("Встреча 会议"), "встреча 会议");
        assert_eq!(fold("&—?"), "");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Ünïcödé ﬁ ½", "ÅÄÖ'' x", "日本 ½"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
