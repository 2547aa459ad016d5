//! Files of a chart: a drawn signature, a signed sheet. Types are told by content, never by name.

use crate::coded::coded;
use crate::notice::Notice;

/// The most that one attachment may hold, in bytes: docs/decisions/0009-attachments.md.
pub const LARGEST_ATTACHMENT: usize = 10 * 1024 * 1024;

/// The longest line of a drawn signature, in bytes of its path.
const LONGEST_DRAWING: usize = 60_000;

/// The widest pad that a signature is drawn on, in its own units.
const WIDEST: u32 = 4_096;

coded! {
    /// As what an attachment is kept.
    Media {
        /// A document.
        Pdf = "application/pdf",
        /// A picture without loss.
        Png = "image/png",
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A drawn line.
        Svg = "image/svg+xml",
    }
}

impl Media {
    /// How a file of this type ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Svg => "svg",
        }
    }
}

coded! {
    /// What an attachment is.
    AttachmentKind {
        /// A signature drawn by hand.
        Drawing = "drawing",
        /// A sheet that was signed on paper.
        Sheet = "sheet",
        /// A signature under a consent.
        ConsentDrawing = "consent-drawing",
        /// A consent that was signed on paper.
        ConsentSheet = "consent-sheet",
    }
}

impl AttachmentKind {
    /// Whether it belongs to a consent: who may read a plan need not read those.
    pub const fn is_of_consent(self) -> bool {
        matches!(self, Self::ConsentDrawing | Self::ConsentSheet)
    }
}

/// What a file begins like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileType {
    /// `%PDF-`.
    Pdf,
    /// The eight bytes of PNG.
    Png,
    /// A JPEG's start and first marker.
    Jpeg,
    /// RIFF with WEBP in it.
    Webp,
}

impl FileType {
    /// By the first bytes. A PDF may have a few bytes before its mark (ISO 32000-1, annex H.3.4.1).
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        match head {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => head.windows(5).any(|window| window == b"%PDF-").then_some(Self::Pdf),
        }
    }
}

/// A signature drawn by hand: strokes of straight lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    strokes: Vec<Vec<(u32, u32)>>,
}

impl Drawing {
    /// From SVG path data that holds nothing but "M" and "L" with whole numbers. A dot or a tap is no signature.
    pub fn parse(path: &str) -> Result<Self, Notice> {
        let wrong = || Notice::new("sign-drawing-unreadable");
        if path.len() > LONGEST_DRAWING {
            return Err(Notice::new("sign-drawing-long"));
        }
        let mut strokes: Vec<Vec<(u32, u32)>> = Vec::new();
        let mut rest = path.trim();
        while let Some(mark) = rest.chars().next() {
            let body = rest.get(1..).ok_or_else(wrong)?;
            let end = body.find(['M', 'L']).unwrap_or(body.len());
            let (numbers, next) = body.split_at(end);
            let mut pair = numbers.split_whitespace().map(|number| number.parse::<u32>().ok().filter(|n| *n <= WIDEST));
            let (Some(Some(x)), Some(Some(y)), None) = (pair.next(), pair.next(), pair.next()) else {
                return Err(wrong());
            };
            match (mark, strokes.last_mut()) {
                ('M', _) => strokes.push(vec![(x, y)]),
                ('L', Some(stroke)) => stroke.push((x, y)),
                _ => return Err(wrong()),
            }
            rest = next;
        }
        let lines: usize = strokes.iter().map(|stroke| stroke.len() - 1).sum();
        if lines < 3 { Err(Notice::new("sign-drawing-empty")) } else { Ok(Self { strokes }) }
    }

    /// As a picture of its own.
    pub fn svg(&self) -> String {
        use std::fmt::Write;
        let points = || self.strokes.iter().flatten();
        let (left, top) = (points().map(|p| p.0).min().unwrap_or(0), points().map(|p| p.1).min().unwrap_or(0));
        let (right, bottom) = (points().map(|p| p.0).max().unwrap_or(0), points().map(|p| p.1).max().unwrap_or(0));
        let mut path = String::new();
        for stroke in &self.strokes {
            for (at, (x, y)) in stroke.iter().enumerate() {
                let _ = write!(path, "{}{} {}", if at == 0 { 'M' } else { 'L' }, x - left + 4, y - top + 4);
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"{path}\" fill=\"none\" \
             stroke=\"#1d3557\" stroke-width=\"2.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>",
            right - left + 8,
            bottom - top + 8
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_like() {
        assert_eq!(FileType::of(b"\x89PNG\r\n\x1a\nrest"), Some(FileType::Png));
        assert_eq!(FileType::of(b"\xff\xd8\xff\xe0"), Some(FileType::Jpeg));
        assert_eq!(FileType::of(b"RIFF....WEBPVP8 "), Some(FileType::Webp));
        assert_eq!(FileType::of(b"\n%PDF-1.7"), Some(FileType::Pdf));
        for other in [&b""[..], b"<svg>", b"MZ\x90", b"PK\x03\x04", b"<html>%PD"] {
            assert_eq!(FileType::of(other), None);
        }
    }

    #[test]
    fn a_drawing_is_lines_and_nothing_else() {
        let drawn = Drawing::parse("M10 10L20 15L30 5L40 40M1 2L3 4").expect("a drawing");
        assert!(drawn.svg().contains("viewBox=\"0 0 47 46\""), "{}", drawn.svg());
        let id = |path: &str| Drawing::parse(path).map_err(|notice| notice.id);
        assert_eq!(id(""), Err("sign-drawing-empty".into()));
        assert_eq!(id("M1 1L2 2"), Err("sign-drawing-empty".into()));
        for bad in ["L1 1L2 2L3 3L4 4", "M1 1\"/><script>", "M1 1C2 2 3 3", "M1", "M1 99999L1 1", "é1 1", "M-1 1L1 1"]
        {
            assert_eq!(id(bad), Err("sign-drawing-unreadable".into()), "{bad}");
        }
        assert_eq!(id(&"M1 1".repeat(20_000)), Err("sign-drawing-long".into()));
    }
}
