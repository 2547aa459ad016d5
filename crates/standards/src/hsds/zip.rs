//! A zip file as far as a data package needs it: its files by name, each unpacked as it is read.
//!
//! Facts: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central
//! directory), 4.3.16 (end of central directory). Files of more than 4 GB and
//! locked ones are not read.

use super::package::Tables;
use flate2::read::DeflateDecoder;
use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};

/// An opened zip file.
pub struct Zip<R> {
    from: R,
    files: HashMap<String, File>,
}

#[derive(Clone, Copy)]
struct File {
    method: u16,
    locked: bool,
    packed: u64,
    at: u64,
}

/// The longest comment that may stand at the end, and what stands before it.
const LONGEST_END: u64 = 65_535 + 22;

/// More files than any package has.
const MOST_FILES: usize = 1_000;

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a zip file that can be unpacked")
}

fn u16_at(bytes: &[u8], at: usize) -> io::Result<u16> {
    let bytes = bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).ok_or_else(broken)?;
    Ok(u16::from_le_bytes(bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> io::Result<u32> {
    let bytes = bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).ok_or_else(broken)?;
    Ok(u32::from_le_bytes(bytes))
}

impl<R: Read + Seek> Zip<R> {
    /// Reads what is in it; an error of the kind `InvalidData` where it is no zip file or breaks off.
    pub fn open(mut from: R) -> io::Result<Self> {
        let length = from.seek(SeekFrom::End(0))?;
        let tail = length.min(LONGEST_END);
        from.seek(SeekFrom::Start(length - tail))?;
        let mut end = Vec::new();
        (&mut from).take(tail).read_to_end(&mut end)?;
        let at = end.windows(4).rposition(|four| four == b"PK\x05\x06").ok_or_else(broken)?;
        let end = end.get(at..).unwrap_or_default();
        let (count, size, start) = (u16_at(end, 10)?, u32_at(end, 12)?, u32_at(end, 16)?);
        if u64::from(start) + u64::from(size) > length || usize::from(count) > MOST_FILES {
            return Err(broken());
        }
        from.seek(SeekFrom::Start(start.into()))?;
        let mut directory = Vec::new();
        (&mut from).take(size.into()).read_to_end(&mut directory)?;
        let mut files = HashMap::new();
        let mut rest = directory.as_slice();
        for _ in 0..count {
            if rest.get(..4) != Some(b"PK\x01\x02") {
                return Err(broken());
            }
            let (name, extra, comment) = (u16_at(rest, 28)?, u16_at(rest, 30)?, u16_at(rest, 32)?);
            let file = File {
                method: u16_at(rest, 10)?,
                locked: u16_at(rest, 8)? & 1 == 1,
                packed: u32_at(rest, 20)?.into(),
                at: u32_at(rest, 42)?.into(),
            };
            let whole = 46 + usize::from(name) + usize::from(extra) + usize::from(comment);
            let name = rest.get(46..46 + usize::from(name)).ok_or_else(broken)?;
            files.insert(String::from_utf8_lossy(name).into_owned(), file);
            rest = rest.get(whole..).ok_or_else(broken)?;
        }
        Ok(Self { from, files })
    }

    /// The file of a path; packages are often packed with the folder around them.
    fn find(&self, path: &str) -> Option<File> {
        if let Some(file) = self.files.get(path) {
            return Some(*file);
        }
        let below = format!("/{path}");
        let mut inside: Vec<&String> =
            self.files.keys().filter(|name| name.ends_with(&below) && !name.starts_with("__MACOSX/")).collect();
        inside.sort_by_key(|name| (name.len(), name.as_str()));
        inside.first().and_then(|name| self.files.get(*name)).copied()
    }
}

impl<R: Read + Seek> Tables for Zip<R> {
    fn open(&mut self, path: &str) -> io::Result<Option<Box<dyn Read + '_>>> {
        let Some(file) = self.find(path) else { return Ok(None) };
        if file.locked {
            return Err(broken());
        }
        self.from.seek(SeekFrom::Start(file.at))?;
        let mut header = [0; 30];
        self.from.read_exact(&mut header).map_err(|_| broken())?;
        if header.get(..4) != Some(b"PK\x03\x04") {
            return Err(broken());
        }
        let skip = i64::from(u16_at(&header, 26)?) + i64::from(u16_at(&header, 28)?);
        self.from.seek(SeekFrom::Current(skip))?;
        let packed = (&mut self.from).take(file.packed);
        match file.method {
            0 => Ok(Some(Box::new(packed))),
            8 => Ok(Some(Box::new(DeflateDecoder::new(packed)))),
            _ => Err(broken()),
        }
    }
}
