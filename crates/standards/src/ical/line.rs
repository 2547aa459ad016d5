//! Content lines: names, values, escapes and folds.

/// The most octets in a line, its end left out (RFC 5545, section 3.1).
const LONGEST: usize = 75;

/// Content lines as they are written.
#[derive(Debug, Default)]
pub struct Lines(String);

impl Lines {
    /// A line as it is, folded where it is too long. A fold is a line end and one
    /// space (RFC 5545, section 3.1); no letter is cut in two.
    pub fn put(&mut self, line: &str) {
        let mut used = 0;
        for letter in line.chars() {
            let size = letter.len_utf8();
            if used + size > LONGEST {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(letter);
            used += size;
        }
        self.0.push_str("\r\n");
    }

    /// A property whose value is TEXT; nothing where there is none.
    pub fn text(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() {
            self.put(&format!("{name}:{}", escaped(value)));
        }
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }
}

/// A TEXT value: backslash, semicolon, comma and line end are escaped (RFC 5545,
/// section 3.3.11); other control signs have no place in one (section 3.1).
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len() + 8);
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' | '\r' => value.push_str("\\n"),
            '\t' => value.push(' '),
            letter if letter.is_control() => {}
            letter => value.push(letter),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_letter_is_cut() {
        for text in ["x".repeat(400), "ñ".repeat(200), "a😀".repeat(90), "x".repeat(75), "x".repeat(76)] {
            let mut lines = Lines::default();
            lines.put(&text);
            let written = lines.finish();
            assert!(written.split("\r\n").all(|line| line.len() <= LONGEST), "{written}");
            assert_eq!(written.replace("\r\n ", "").trim_end_matches("\r\n"), text);
        }
    }

    #[test]
    fn what_would_end_a_value_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\nf\u{7}\tg: \"h\""), "a\\,b\\;c\\\\d\\ne\\nf g: \"h\"");
        let mut lines = Lines::default();
        lines.text("SUMMARY", "Hope\r\nEND:VEVENT");
        lines.text("COMMENT", " \n");
        assert_eq!(lines.finish(), "SUMMARY:Hope\\nEND:VEVENT\r\n");
    }
}
