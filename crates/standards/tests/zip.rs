//! What is packed unpacks again, byte by byte.

#![expect(clippy::expect_used, reason = "this is how a test ends")]

use flate2::Crc;
use flate2::read::DeflateDecoder;
use standards::zip::Packing;
use std::io::Read;

fn u16_at(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Reads by the central directory, as every unpacker does.
fn unpack(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let end = zip.windows(4).rposition(|four| four == b"PK\x05\x06").expect("an end");
    let mut at = u32_at(zip, end + 16) as usize;
    let mut files = Vec::new();
    for _ in 0..u16_at(zip, end + 10) {
        assert_eq!(&zip[at..at + 4], b"PK\x01\x02");
        let (crc, packed, whole) = (u32_at(zip, at + 16), u32_at(zip, at + 20) as usize, u32_at(zip, at + 24));
        let (name, local) = (u16_at(zip, at + 28), u32_at(zip, at + 42) as usize);
        assert_eq!(&zip[local..local + 4], b"PK\x03\x04");
        assert_eq!(zip[local + 4..local + 30], zip[at + 6..at + 32], "both headers say the same");
        let from = local + 30 + name;
        let mut bytes = Vec::new();
        DeflateDecoder::new(&zip[from..from + packed]).read_to_end(&mut bytes).expect("unpacked");
        let mut sum = Crc::new();
        sum.update(&bytes);
        assert_eq!((sum.sum(), bytes.len()), (crc, whole as usize));
        files.push((String::from_utf8(zip[at + 46..at + 46 + name].to_vec()).expect("a name"), bytes));
        at += 46 + name;
    }
    assert_eq!(at, end, "nothing else stands between");
    files
}

#[test]
fn what_is_packed_unpacks_again() {
    let files = [
        ("leeme.txt", b"hola".to_vec()),
        ("años/plan.pdf", (0..=255).cycle().take(100_000).collect()),
        ("empty.json", Vec::new()),
    ];
    let mut packing = Packing::default();
    for (name, bytes) in &files {
        packing.add(name, bytes).expect("added");
    }
    let zip = packing.finish().expect("a zip");
    let found = unpack(&zip);
    assert_eq!(found.len(), files.len());
    for ((name, bytes), (own_name, own)) in found.iter().zip(&files) {
        assert_eq!((name.as_str(), bytes), (*own_name, own));
    }
    assert!(unpack(&Packing::default().finish().expect("an empty zip")).is_empty());
}
