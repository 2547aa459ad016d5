//! Tables for a spreadsheet: comma-separated values (RFC 4180).

/// A table as text: a mark that it is UTF-8 (without it spreadsheets guess
/// another encoding), the names of the columns, the rows.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in
/// front: whoever opens the file must not run what a stranger wrote into a
/// listing (OWASP, CSV injection). Numbers stay numbers.
pub fn write<'a>(columns: &[&str], rows: impl IntoIterator<Item = Vec<std::borrow::Cow<'a, str>>>) -> String {
    let mut text = String::from("\u{feff}");
    line(&mut text, columns.iter().copied());
    for row in rows {
        line(&mut text, row.iter().map(AsRef::as_ref));
    }
    text
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, value) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        cell(text, value);
    }
    text.push_str("\r\n");
}

fn cell(text: &mut String, value: &str) {
    let formula = value.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
        || value.starts_with(['\t', '\r', '\n']);
    let mark = if formula && !is_number(value) { "'" } else { "" };
    if value.contains(['"', ',', '\r', '\n']) || !mark.is_empty() {
        text.push('"');
        text.push_str(mark);
        text.push_str(&value.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(value);
    }
}

/// Digits with at most one point and a minus in front, and nothing else.
fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, rest].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&'static str]) -> String {
        let text = write(&["a"], [cells.iter().map(|cell| (*cell).into()).collect()]);
        text.strip_prefix("\u{feff}a\r\n").and_then(|rest| rest.strip_suffix("\r\n")).unwrap_or_default().to_owned()
    }

    #[test]
    fn what_parts_cells_is_quoted() {
        assert_eq!(
            row(&["plain", "a,b", "say \"hi\"", "two\nlines", ""]),
            "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\","
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        for bad in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "--1", "-"] {
            let written = row(&[bad]);
            assert!(written.starts_with("\"'"), "{bad:?} becomes {written:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(row(&["-78.63", "35.7", "-5", "1"]), "-78.63,35.7,-5,1");
    }
}
