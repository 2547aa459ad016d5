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
        let (mut rest, mut room) = (line, LONGEST);
        while rest.len() > room {
            let (now, later) = rest.split_at(rest.floor_char_boundary(room));
            self.0.push_str(now);
            self.0.push_str("\r\n ");
            // The space counts.
            (rest, room) = (later, LONGEST - 1);
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }

    /// A property whose value is TEXT; nothing where there is none.
    pub fn text(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() {
            let mut line = String::with_capacity(name.len() + value.len() + 16);
            line.push_str(name);
            line.push(':');
            escape(&mut line, value);
            self.put(&line);
        }
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }
}

/// A TEXT value: backslash, semicolon, comma and line end are escaped (RFC 5545,
/// section 3.3.11); other control signs have no place in one (section 3.1).
fn escape(line: &mut String, text: &str) {
    let special = |letter: char| matches!(letter, '\\' | ';' | ',') || letter.is_control();
    let mut plain = text;
    while let Some((before, rest)) = plain.find(special).and_then(|at| plain.split_at_checked(at)) {
        line.push_str(before);
        let mut letters = rest.chars();
        match letters.next() {
            Some(letter @ ('\\' | ';' | ',')) => line.extend(['\\', letter]),
            // Both together are one line end.
            Some('\r') if letters.as_str().starts_with('\n') => {}
            Some('\n' | '\r') => line.push_str("\\n"),
            Some('\t') => line.push(' '),
            _ => {}
        }
        plain = letters.as_str();
    }
    line.push_str(plain);
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
        let mut value = String::new();
        escape(&mut value, "a,b;c\\d\r\ne\nf\u{7}\tg\ri: \"h\"");
        assert_eq!(value, "a\\,b\\;c\\\\d\\ne\\nf g\\ni: \"h\"");
        let mut lines = Lines::default();
        lines.text("SUMMARY", "Hope\r\nEND:VEVENT");
        lines.text("COMMENT", " \n");
        assert_eq!(lines.finish(), "SUMMARY:Hope\\nEND:VEVENT\r\n");
    }
}
