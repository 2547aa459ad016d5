//! Which characters can be printed, and what people wrote made ready for the sheet.

use crate::press::{self, Fonts};
use serde::Serialize;
use std::cell::Cell;

/// Stands where a character could not be printed.
pub(crate) const STAND_IN: char = '\u{25af}';

/// A run of this many characters without a space gets places where it may break.
const LONGEST_RUN: usize = 32;

/// How far the letters reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Every font: other scripts, symbols, emoji.
    Wide,
    /// The main font alone. For the rare text whose letters no one font can join.
    Plain,
}

/// One paragraph: lines, and the direction in which it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Paragraph {
    rtl: bool,
    lines: Vec<String>,
}

/// What somebody wrote, with its translation if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Wrote {
    own: Vec<Paragraph>,
    other: Option<Vec<Paragraph>>,
}

/// Makes text ready for the sheet and remembers whether anything had to be left out.
pub(crate) struct Ink {
    fonts: &'static Fonts,
    reach: Reach,
    short: Cell<bool>,
}

impl Ink {
    /// Ink that reaches this far.
    pub(crate) fn new(reach: Reach) -> Result<Self, crate::Error> {
        Ok(Self { fonts: press::fonts()?, reach, short: Cell::new(false) })
    }

    /// Whether a character was replaced so far.
    pub(crate) fn fell_short(&self) -> bool {
        self.short.get()
    }

    /// Text on one line.
    pub(crate) fn line(&self, text: &str) -> String {
        let clean: String = self.clean(text).chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
        breakable(&clean)
    }

    /// Text in paragraphs, parted where the writer left an empty line.
    pub(crate) fn paragraphs(&self, text: &str) -> Vec<Paragraph> {
        let clean = self.clean(text);
        let mut paragraphs = Vec::new();
        let mut lines = Vec::new();
        for line in clean.lines().chain(std::iter::once("")) {
            let line = breakable(line);
            if !line.is_empty() {
                lines.push(line);
            } else if !lines.is_empty() {
                let rtl = lines.iter().find_map(|line| reads_from_right(line)).unwrap_or(false);
                paragraphs.push(Paragraph { rtl, lines: std::mem::take(&mut lines) });
            }
        }
        paragraphs
    }

    /// Somebody's words with a translation, if one is known.
    pub(crate) fn wrote(&self, own: &str, other: Option<&String>) -> Wrote {
        let other = other.map(|text| self.paragraphs(text)).filter(|text| !text.is_empty());
        Wrote { own: self.paragraphs(own), other }
    }

    fn clean(&self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\r' if chars.peek() == Some(&'\n') => {}
                '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
                // Hyphens that few fonts hold.
                '\u{2010}' | '\u{2011}' => clean.push('-'),
                '\u{a0}' | '\u{202f}' => clean.push('\u{a0}'),
                c if c.is_whitespace() => clean.push(' '),
                c if is_silent(c) => {}
                c if self.can_print(c) => clean.push(c),
                // Marks and joiners belong to the letter before them, which is replaced already.
                c if is_joiner(c) || (self.reach == Reach::Plain && is_mark(c)) => {}
                _ => {
                    self.short.set(true);
                    clean.push(STAND_IN);
                }
            }
        }
        clean
    }

    fn can_print(&self, c: char) -> bool {
        match self.reach {
            Reach::Wide => self.fonts.any_has(c),
            Reach::Plain => !is_joiner(c) && !is_mark(c) && self.fonts.main_has(c),
        }
    }
}

/// Characters that say nothing on paper, or that could turn the order of the text around.
fn is_silent(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Joins or parts the letters around it.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{34f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// The combining blocks of Unicode; an accented letter of Latin rarely needs them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Whether the first letter that has a direction reads from the right (Hebrew, Arabic and their kin).
fn reads_from_right(line: &str) -> Option<bool> {
    line.chars().find_map(|c| match c {
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Some(true),
        c if c.is_alphabetic() => Some(false),
        _ => None,
    })
}

/// One space between words, and places to break in what has none.
fn breakable(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        let mut run = 0;
        for c in word.chars() {
            // A joined letter or mark stays with its letter.
            if run >= LONGEST_RUN && c.is_alphanumeric() && c.is_ascii() {
                text.push('\u{200b}');
                run = 0;
            }
            text.push(c);
            run += 1;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide() -> Ink {
        Ink::new(Reach::Wide).expect("fonts")
    }

    #[test]
    fn paragraphs_part_at_empty_lines_and_keep_single_breaks() {
        let made = wide().paragraphs("One\r\ntwo\n\n\n  three   four \n");
        let lines: Vec<Vec<String>> = made.into_iter().map(|paragraph| paragraph.lines).collect();
        assert_eq!(lines, [vec!["One".to_owned(), "two".to_owned()], vec!["three four".to_owned()]]);
    }

    #[test]
    fn what_no_font_holds_is_replaced_and_remembered() {
        let ink = wide();
        assert_eq!(ink.line("Ana \u{738b}\u{e000}"), format!("Ana {STAND_IN}{STAND_IN}"));
        assert!(ink.fell_short());
        let ink = wide();
        assert_eq!(ink.line("señor — “sí” 👍 ✓ Łódź Привет"), "señor — “sí” 👍 ✓ Łódź Привет");
        assert!(!ink.fell_short());
    }

    #[test]
    fn marks_that_turn_text_around_are_dropped() {
        assert_eq!(wide().line("a\u{202e}b\u{2066}c\u{0}d\u{fe0f}"), "abcd");
    }

    #[test]
    fn plain_reach_keeps_only_what_the_main_font_holds() {
        let ink = Ink::new(Reach::Plain).expect("fonts");
        assert_eq!(ink.line("mañana 👍🏽 Привет"), format!("mañana {STAND_IN} {}", STAND_IN.to_string().repeat(6)));
    }

    #[test]
    fn direction_comes_from_the_first_letter() {
        let rtl = |text: &str| wide().paragraphs(text).iter().map(|p| p.rtl).collect::<Vec<_>>();
        assert_eq!(rtl("محمد Ali\n\n2 Ali محمد\n\n123"), [true, false, false]);
    }

    #[test]
    fn a_long_run_may_break() {
        let made = wide().line(&"x".repeat(100));
        assert_eq!(made.matches('\u{200b}').count(), 3);
        assert_eq!(made.replace('\u{200b}', ""), "x".repeat(100));
    }
}
