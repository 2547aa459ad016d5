#![no_main]
#[path = "../parsers/lists.rs"]
#[allow(dead_code, reason = "each target takes one of them")]
mod lists;

libfuzzer_sys::fuzz_target!(|data: &[u8]| lists::bmlt(data));
