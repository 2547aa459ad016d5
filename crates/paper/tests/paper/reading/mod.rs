//! Reads a paper back, and plans to print.

mod plans;
mod text;

pub use plans::*;

use lopdf::{Dictionary, Document, Object};

/// A PDF that was read.
pub struct Paper(pub Document);

impl Paper {
    /// Reads it. With `PAPER_OUT=folder` it is also kept there under the test's name, to be looked at.
    pub fn read(bytes: &[u8]) -> Self {
        if let Ok(folder) = std::env::var("PAPER_OUT") {
            let name = std::thread::current().name().unwrap_or("paper").replace("::", "-");
            std::fs::write(format!("{folder}/{name}.pdf"), bytes).expect("written");
        }
        Self(Document::load_mem(bytes).expect("a PDF"))
    }

    pub fn pages(&self) -> usize {
        self.0.get_pages().len()
    }

    /// The text of every page; spaces and line ends are one space, places to break are taken out.
    pub fn text(&self) -> String {
        let pages = self.0.get_pages();
        let text: Vec<String> = pages.values().map(|page| text::page_text(&self.0, *page)).collect();
        text.join(" ").replace('\u{200b}', "").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn catalog(&self) -> &Dictionary {
        self.0.catalog().expect("a catalog")
    }

    /// The XMP metadata.
    pub fn metadata(&self) -> String {
        let id = self.catalog().get(b"Metadata").and_then(Object::as_reference).expect("metadata");
        let stream = self.0.get_object(id).and_then(Object::as_stream).expect("a stream");
        let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// How many structure elements there are of a kind ("H1", "TH").
    pub fn tagged(&self, kind: &str) -> usize {
        self.0
            .objects
            .values()
            .filter(|object| {
                let Ok(dict) = object.as_dict() else { return false };
                dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes()) && dict.has(b"P")
            })
            .count()
    }

    /// What PDF/UA-1 asks of the file as a whole.
    pub fn assert_accessible(&self, lang: &str, title: &str) {
        let catalog = self.catalog();
        assert!(catalog.has(b"StructTreeRoot"), "no structure tree");
        let marked = catalog.get(b"MarkInfo").and_then(Object::as_dict).and_then(|info| info.get(b"Marked"));
        assert_eq!(marked.and_then(Object::as_bool).ok(), Some(true));
        assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).ok(), Some(lang.as_bytes()));
        let shows_title =
            catalog.get(b"ViewerPreferences").and_then(Object::as_dict).and_then(|p| p.get(b"DisplayDocTitle"));
        assert_eq!(shows_title.and_then(Object::as_bool).ok(), Some(true));
        let metadata = self.metadata();
        assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
        assert!(metadata.contains(title), "{metadata}");
    }
}
