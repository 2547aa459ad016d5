//! Bytes from any reader as UTF-8, a piece at a time.

use crate::meeting_guide::decode::windows;
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Gives UTF-8 whatever comes: bytes that are none are read as Windows-1252, and a mark in front is dropped. Stops
/// with an error where more comes than may.
pub struct Utf8<R> {
    from: R,
    /// What was read and is not given yet; the first `ready` bytes of it are UTF-8.
    held: Vec<u8>,
    given: usize,
    out: Vec<u8>,
    begun: bool,
    left: u64,
    odd: Rc<Cell<bool>>,
}

/// How much is read at a time.
const PIECE: usize = 64 * 1024;

impl<R: Read> Utf8<R> {
    /// Of a reader; `odd` is set where a byte was not UTF-8, and no more than `most` bytes are read.
    pub fn of(from: R, most: u64, odd: Rc<Cell<bool>>) -> Self {
        Self { from, held: Vec::new(), given: 0, out: Vec::new(), begun: false, left: most, odd }
    }

    /// Reads the next piece into `out`; false at the end.
    fn refill(&mut self) -> io::Result<bool> {
        let before = self.held.len();
        let mut piece = (&mut self.from).take(PIECE as u64);
        let read = piece.read_to_end(&mut self.held)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other(TooMuch))?;
        if !self.begun {
            self.begun = true;
            if self.held.starts_with(&[0xef, 0xbb, 0xbf]) {
                self.held.drain(..3);
            }
        }
        let at_end = read == 0;
        if at_end && before == 0 {
            return Ok(false);
        }
        self.given = 0;
        self.out.clear();
        let mut kept = Vec::new();
        let mut chunks = self.held.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.out.extend_from_slice(chunk.valid().as_bytes());
            let last = chunks.peek().is_none();
            if last && !at_end && chunk.invalid().len() < 4 && may_go_on(chunk.invalid()) {
                // A letter that the next piece ends.
                kept = chunk.invalid().to_vec();
                break;
            }
            for byte in chunk.invalid() {
                self.odd.set(true);
                let mut space = [0; 4];
                let symbol = windows(*byte).map(|symbol| symbol.encode_utf8(&mut space).as_bytes().to_vec());
                self.out.extend(symbol.unwrap_or_default());
            }
        }
        self.held = kept;
        Ok(true)
    }
}

/// Whether bytes may be the beginning of a letter of several bytes.
fn may_go_on(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|first| matches!(first, 0xc2..=0xf4))
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.out.len() {
            if !self.refill()? {
                return Ok(0);
            }
        }
        let rest = self.out.get(self.given..).unwrap_or_default();
        let count = rest.len().min(into.len());
        for (slot, byte) in into.iter_mut().zip(rest) {
            *slot = *byte;
        }
        self.given += count;
        Ok(count)
    }
}

/// More came than may.
#[derive(Debug, thiserror::Error)]
#[error("more bytes than are read")]
pub struct TooMuch;

/// Whether an error says that more came than may.
pub fn is_too_much(why: &io::Error) -> bool {
    why.get_ref().is_some_and(|inner| inner.is::<TooMuch>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(1).min(into.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn read(bytes: &[u8]) -> (String, bool) {
        let odd = Rc::new(Cell::new(false));
        let mut text = String::new();
        Utf8::of(Drops(bytes), 1_000_000, Rc::clone(&odd)).read_to_string(&mut text).expect("UTF-8");
        (text, odd.get())
    }

    #[test]
    fn whatever_comes_is_utf8_in_the_end() {
        assert_eq!(read("\u{feff}Años 日本".as_bytes()), ("Años 日本".into(), false));
        assert_eq!(read(b"A\xf1os \x93s\xed\x94"), ("Años “sí”".into(), true));
        assert_eq!(read(b""), (String::new(), false));
        assert_eq!(read(b"\xe6\x97"), ("æ—".into(), true));
    }

    #[test]
    fn a_letter_on_the_edge_of_two_pieces_stays_whole() {
        let text = format!("{}ñ{}", "x".repeat(PIECE - 1), "日".repeat(PIECE));
        assert_eq!(read(text.as_bytes()), (text, false));
    }

    #[test]
    fn too_much_is_an_error() {
        let mut text = String::new();
        let mut small = Utf8::of(&b"123456789"[..], 5, Rc::default());
        let error = small.read_to_string(&mut text).expect_err("too much");
        assert!(is_too_much(&error));
    }
}
