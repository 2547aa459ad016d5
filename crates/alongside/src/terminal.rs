//! What the program says to whoever started it.

use std::io::Write;

/// Says a line. A reader who went away is no failure.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Says what went wrong.
pub fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Says how far it is, on one line of standard error that is written over; where that is no terminal, on lines of their own.
pub fn progress(line: &str) {
    use std::io::IsTerminal;
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let _ = write!(out, "\r{line:<60}");
        let _ = out.flush();
    } else {
        let _ = writeln!(out, "{line}");
    }
}

/// Ends the line of [`progress`].
pub fn progress_end() {
    use std::io::IsTerminal;
    if std::io::stderr().is_terminal() {
        let _ = writeln!(std::io::stderr());
    }
}

/// Says a table, its columns as wide as they need to be.
pub fn table<const N: usize>(head: [&str; N], rows: &[[&str; N]]) {
    let mut widths = head.map(|cell| cell.chars().count());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for row in std::iter::once(&head).chain(rows) {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        say(cells.join("  ").trim_end());
    }
}
