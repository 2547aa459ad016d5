//! A text as a picture that a phone can read.

use qrcode::{Color, QrCode};

/// A drawing for a page: the sides, quiet edge included, and the dark squares as a path.
pub struct Qr {
    /// How many squares a side has.
    pub side: usize,
    /// The dark squares.
    pub path: String,
}

/// The edge that ISO/IEC 18004, section 6.3.8 asks for, in squares.
const EDGE: usize = 4;

/// Draws a text. Nothing when it is too long: then it is typed by hand.
pub fn qr(text: &str) -> Option<Qr> {
    use std::fmt::Write;
    let code = QrCode::new(text.as_bytes()).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", place % width + EDGE, place / width + EDGE);
        }
    }
    Some(Qr { side: width + 2 * EDGE, path })
}
