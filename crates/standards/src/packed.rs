//! Files made smaller on their way (gzip, RFC 1952).

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// The bytes as gzip, the same each time; nothing where it cannot be done.
pub fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).ok()?;
    packed.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_is_the_same_when_it_is_unpacked() {
        let text = "BEGIN:VEVENT\r\n".repeat(5000);
        let packed = gzip(text.as_bytes()).expect("packed");
        assert!(packed.len() * 20 < text.len());
        assert_eq!(gzip(text.as_bytes()), Some(packed.clone()), "no time is in it");
        let mut back = String::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut back).expect("unpacked");
        assert_eq!(back, text);
    }
}
