//! Files and drawings on whatever may come: the targets of `fuzz/`, as properties.

#[path = "../../../fuzz/parsers/files.rs"]
mod files;
#[path = "../../../fuzz/parsers/mutate.rs"]
mod mutate;

use mutate::mutated;
use proptest::prelude::*;
use service::people::CleanFile;

#[test]
fn the_example_is_a_picture() {
    assert!(CleanFile::parse(files::point()).is_ok());
    files::upload(b"%PDF-1.7 signed by hand");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_uploaded_is_kept_clean_or_refused(
        head in prop::sample::select(vec![&b""[..], b"%PDF-1.", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8 "]),
        rest in prop::collection::vec(any::<u8>(), 0..400),
        changes in prop::collection::vec(any::<(u16, u8, u8)>(), 1..6),
    ) {
        files::upload(&[head, &rest].concat());
        files::upload(&mutated(&files::point(), &changes));
    }

    #[test]
    fn whatever_a_pad_sends_becomes_strokes_or_nothing(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        changes in prop::collection::vec(any::<(u16, u8, u8)>(), 1..6),
    ) {
        files::drawing(&bytes);
        files::drawing(&mutated(b"M10 10L20 20L30 15M40 40L50 50", &changes));
    }
}
