//! A picture of an address that a phone can read.

use qrcode::{Color, QrCode};

/// What an inlined drawing needs.
pub struct Qr {
    /// How many squares a side has.
    pub side: usize,
    /// The dark squares, as the path of a drawing.
    pub path: String,
}

/// Draws an address; nothing when it is too long for that.
pub fn qr(address: &str) -> Option<Qr> {
    use std::fmt::Write;
    let code = QrCode::new(address.as_bytes()).ok()?;
    let side = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", place % side, place / side);
        }
    }
    Some(Qr { side, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_squares() {
        let qr = qr("http://localhost:8080/join#ABCD-EFGH").expect("a picture");
        assert!(qr.side >= 21);
        assert!(qr.path.starts_with("M0 0h1v1h-1z"));
    }
}
