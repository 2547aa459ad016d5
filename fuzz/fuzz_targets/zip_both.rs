#![no_main]

//! Our zip files, opened by another hand.

use standards::zip::Packing;
use std::io::{Cursor, Read};

libfuzzer_sys::fuzz_target!(|files: Vec<(String, Vec<u8>)>| {
    let mut packing = Packing::default();
    let mut kept = Vec::new();
    for (name, bytes) in files {
        // Two files of one name are no folder.
        if !name.is_empty() && kept.iter().all(|(own, _)| *own != name) && packing.add(&name, &bytes).is_ok() {
            kept.push((name, bytes));
        }
    }
    let packed = packing.finish().expect("small");
    let mut other = zip::ZipArchive::new(Cursor::new(packed)).expect("a zip file");
    assert_eq!(other.len(), kept.len());
    for (at, (name, bytes)) in kept.iter().enumerate() {
        let mut file = other.by_index(at).expect("a file");
        assert_eq!(file.name(), name);
        let mut unpacked = Vec::new();
        file.read_to_end(&mut unpacked).expect("unpacked");
        assert_eq!(unpacked, *bytes);
    }
});
