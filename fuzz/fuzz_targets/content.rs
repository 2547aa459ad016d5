#![no_main]
#[path = "../parsers/content.rs"]
mod content;

use content::FILES;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let folder = std::env::temp_dir().join(format!("alongside-fuzz-{}", std::process::id()));
    content::content(&folder, FILES[usize::from(*first) % FILES.len()], rest);
});
