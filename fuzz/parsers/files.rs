//! Files and drawings that people send: kept clean, or refused in words.

use domain::people::{Drawing, FileType, LARGEST_ATTACHMENT, Media};
use service::people::CleanFile;

/// What is uploaded. What is kept is of a type that we name, opens again as what it says, and is within bounds.
pub fn upload(data: &[u8]) {
    let told = FileType::of(data);
    match CleanFile::parse(data.to_vec()) {
        Ok(file) => {
            assert!(told.is_some(), "of a type that we know");
            assert!(!file.bytes().is_empty() && file.bytes().len() <= LARGEST_ATTACHMENT);
            let again = FileType::of(file.bytes());
            let same = matches!(
                (file.media(), again),
                (Media::Pdf, Some(FileType::Pdf))
                    | (Media::Png, Some(FileType::Png))
                    | (Media::Jpeg, Some(FileType::Jpeg))
            );
            assert!(same, "{:?} is {again:?}", file.media());
        }
        Err(why) => assert!(!why.id.is_empty(), "a refusal says why"),
    }
}

/// What a pad for signatures sends. The picture made of it holds strokes and nothing that was typed.
pub fn drawing(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    if let Ok(drawing) = Drawing::parse(&typed) {
        let svg = drawing.svg();
        assert!(svg.starts_with("<svg") && !svg.contains("script") && !svg.contains("href"), "{svg}");
    }
}

/// The smallest picture that there is: one point, in PNG.
pub fn point() -> Vec<u8> {
    let hex = "89504e470d0a1a0a0000000d49484452000000010000000108060000\
               001f15c4890000000b49444154789c63f80f040009fb03fdfb5e6b2b\
               0000000049454e44ae426082";
    (0..hex.len() / 2).filter_map(|at| u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()).collect()
}
