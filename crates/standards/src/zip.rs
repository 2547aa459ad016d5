//! Writes a zip file: names in UTF-8, each file packed by itself.
//!
//! Facts: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end of central
//! directory), 4.4.4 (bit 11: names are UTF-8). Nothing says when a file was made: every date is the first one there is.

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use std::io::{self, Write};

/// The format's first day, 1980-01-01 (4.4.6).
const NO_DATE: u16 = 0x21;
/// What a reader must understand: 2.0, for packed files.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// How a file is packed: deflate.
const DEFLATE: u16 = 8;

/// A zip file under way.
#[derive(Default)]
pub struct Packing {
    out: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "more than a zip file of this kind holds")
}

impl Packing {
    /// Adds a file. An error where it, or all together, would be larger than 4 GB.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
        packer.write_all(bytes)?;
        let packed = packer.finish()?;
        let small = |length: usize| u32::try_from(length).map_err(|_| too_large());
        let (at, whole, short) = (small(self.out.len())?, small(bytes.len())?, small(packed.len())?);
        let name_length = u16::try_from(name.len()).map_err(|_| too_large())?;
        self.count = self.count.checked_add(1).ok_or_else(too_large)?;

        let mut facts = Vec::new();
        for two in [VERSION, FLAGS, DEFLATE, 0, NO_DATE] {
            facts.extend(two.to_le_bytes());
        }
        for four in [crc.sum(), short, whole] {
            facts.extend(four.to_le_bytes());
        }
        facts.extend(name_length.to_le_bytes());
        facts.extend(0_u16.to_le_bytes());

        self.out.extend(b"PK\x03\x04");
        self.out.extend(&facts);
        self.out.extend(name.as_bytes());
        self.out.extend(packed);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&facts);
        // No comment, the first disk, no attributes inside or outside.
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        Ok(())
    }

    /// The whole file.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        let small = |length: usize| u32::try_from(length).map_err(|_| too_large());
        let (at, size) = (small(self.out.len())?, small(self.directory.len())?);
        self.out.append(&mut self.directory);
        self.out.extend(b"PK\x05\x06");
        self.out.extend([0; 4]);
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(size.to_le_bytes());
        self.out.extend(at.to_le_bytes());
        self.out.extend([0; 2]);
        Ok(self.out)
    }
}
