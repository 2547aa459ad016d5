#![no_main]
#[path = "../parsers/files.rs"]
#[allow(dead_code, reason = "each target takes one of them")]
mod files;

libfuzzer_sys::fuzz_target!(|data: &[u8]| files::upload(data));
