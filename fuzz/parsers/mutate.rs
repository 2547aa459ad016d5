//! Real examples, spoiled a little: what a parser meets more often than noise.

/// Pieces that parsers trip over.
const PIECES: [&[u8]; 20] = [
    b"",
    b"\0",
    b"\"",
    b"\\",
    b"\r\n\r\n",
    b"{",
    b"[[[[[[[[[[[[[[[[",
    b"}",
    b",",
    b";",
    b"=",
    b"&",
    b"%00",
    b"%",
    b"-1",
    b"99999999999999999999",
    b"1e309",
    b"\xff\xfe",
    b"\xf0\x9f\x92\x99",
    b"PK\x05\x06",
];

/// One change: where (as a share of the whole), which kind, and with what.
pub type Change = (u16, u8, u8);

/// An example after some changes: bytes turned, taken out, doubled, cut off, or pieces put in.
pub fn mutated(example: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = example.to_vec();
    for &(place, kind, with) in changes {
        let at = bytes.len() * usize::from(place) / (usize::from(u16::MAX) + 1);
        let end = (at + 1 + usize::from(with)).min(bytes.len());
        match kind % 6 {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= with | 1;
                }
            }
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes.get(at..end).unwrap_or_default().to_vec();
                bytes.splice(at..at, again);
            }
            3 if with > 200 => bytes.truncate(at),
            _ => {
                let piece = PIECES[usize::from(with) % PIECES.len()];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}
