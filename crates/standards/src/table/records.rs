//! Lines of a table, one at a time from any reader: nothing is held but the line itself.

use std::io::BufRead;

/// A quotation that is never closed: the table breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// The line in which it begins, from 1.
    pub line: usize,
}

/// How much one record may hold. A quotation mark out of place would else swallow the rest of a file.
const LONGEST: usize = 1024 * 1024;

/// The marks that part values.
const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The records of a table, the names of its columns first.
pub struct Records<R> {
    from: R,
    parted_by: Option<u8>,
    line: usize,
    done: bool,
    trouble: Option<std::io::Error>,
}

impl<R: BufRead> Records<R> {
    /// Of bytes in UTF-8; what is not is replaced.
    pub const fn of(from: R) -> Self {
        Self { from, parted_by: None, line: 0, done: false, trouble: None }
    }

    /// Why reading stopped, where it was not the end.
    pub fn trouble(&mut self) -> Option<std::io::Error> {
        self.trouble.take()
    }

    /// The bytes of the next record that is not empty.
    fn raw(&mut self) -> Result<Option<Vec<u8>>, Broken> {
        let mut raw = Vec::new();
        loop {
            let began = self.line + 1;
            let mut quoting = Quoting::default();
            loop {
                let before = raw.len();
                let read = match self.from.read_until(b'\n', &mut raw) {
                    Ok(read) => read,
                    Err(why) => {
                        self.trouble = Some(why);
                        return Ok(None);
                    }
                };
                self.line += usize::from(read > 0);
                for byte in raw.iter().skip(before) {
                    let parts = self.parted_by.map_or(MARKS.contains(byte), |mark| mark == *byte);
                    quoting.step(*byte, parts);
                }
                if !quoting.quoted {
                    break;
                }
                if read == 0 || raw.len() > LONGEST {
                    return Err(Broken { line: began });
                }
            }
            if raw.is_empty() {
                return Ok(None);
            }
            while raw.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
                raw.pop();
            }
            if !raw.trim_ascii().is_empty() {
                return Ok(Some(raw));
            }
            raw.clear();
        }
    }
}

/// Whether a byte stands inside a quotation, which begins only where a value begins.
struct Quoting {
    quoted: bool,
    fresh: bool,
    closed: bool,
}

impl Default for Quoting {
    fn default() -> Self {
        Self { quoted: false, fresh: true, closed: false }
    }
}

/// What a byte does to a value.
enum Step {
    Keep,
    Drop,
    Open,
    End,
}

impl Quoting {
    /// `parts` says whether the byte would part values. Within a quotation a doubled mark is one mark.
    fn step(&mut self, byte: u8, parts: bool) -> Step {
        let mark = byte == b'"';
        let again = std::mem::take(&mut self.closed) && mark;
        if self.quoted && mark {
            (self.quoted, self.closed) = (false, true);
            return Step::Drop;
        }
        if self.quoted {
            return Step::Keep;
        }
        if again {
            self.quoted = true;
            return Step::Keep;
        }
        if mark && self.fresh {
            (self.quoted, self.fresh) = (true, false);
            return Step::Open;
        }
        if parts {
            self.fresh = true;
            return Step::End;
        }
        self.fresh &= byte.is_ascii_whitespace();
        Step::Keep
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Vec<String>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let raw = match self.raw() {
            Ok(Some(raw)) => raw,
            Ok(None) => {
                self.done = true;
                return None;
            }
            Err(broken) => {
                self.done = true;
                return Some(Err(broken));
            }
        };
        let mark = *self.parted_by.get_or_insert_with(|| most_used(&raw));
        Some(Ok(split(&raw, mark)))
    }
}

/// The mark that parts the names of the columns: the one that stands most often outside quotations, of equals the first.
fn most_used(header: &[u8]) -> u8 {
    let mut counts = MARKS.map(|mark| (mark, 0u32));
    let mut quoting = Quoting::default();
    for byte in header {
        if matches!(quoting.step(*byte, MARKS.contains(byte)), Step::End) {
            counts.iter_mut().filter(|(mark, _)| mark == byte).for_each(|(_, count)| *count += 1);
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

fn split(raw: &[u8], mark: u8) -> Vec<String> {
    let mut values = Vec::new();
    let mut value = Vec::new();
    let mut quoting = Quoting::default();
    for byte in raw {
        match quoting.step(*byte, *byte == mark) {
            Step::Keep => value.push(*byte),
            Step::Drop => {}
            Step::Open => value.clear(),
            Step::End => values.push(text(&std::mem::take(&mut value))),
        }
    }
    values.push(text(&value));
    values
}

fn text(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}

/// How many values a record has; empty ones at its end, which programs for tables leave there, are none.
pub fn filled(record: &[String]) -> usize {
    record.iter().rposition(|value| !value.trim().is_empty()).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Vec<String>, Broken>> {
        Records::of(text.as_bytes()).collect()
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        read(text).into_iter().filter_map(Result::ok).collect()
    }

    #[test]
    fn quoted_values_keep_commas_line_ends_and_marks() {
        let rows = rows("name,notes\r\n\"Hope, \"\"daily\"\"\",\"Ring\r\nthe bell\"\r\n\r\nNoon,\r\n");
        assert_eq!(rows, [["name", "notes"], ["Hope, \"daily\"", "Ring\r\nthe bell"], ["Noon", ""]]);
    }

    #[test]
    fn other_marks_part_values_too() {
        assert_eq!(rows("a;b;c, d\n1;2;3"), [["a", "b", "c, d"], ["1", "2", "3"]]);
        assert_eq!(rows("a\tb\n1,5\t2"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(rows("name\nHope"), [["name"], ["Hope"]]);
    }

    #[test]
    fn a_quotation_that_never_ends_is_said_with_its_line() {
        let read = read("a,b\n1,2\n3,\"four\nfive\n");
        assert_eq!(read.last(), Some(&Err(Broken { line: 3 })));
        assert_eq!(read.len(), 3);
    }

    #[test]
    fn a_lone_mark_inside_a_value_is_kept() {
        assert_eq!(rows("a,b\n6\" pipe 2\" wide,x"), [["a", "b"], ["6\" pipe 2\" wide", "x"]]);
    }
}
