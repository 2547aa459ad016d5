//! The press: fonts and sheets are read once, then each paper is laid out from its data.

use crate::Error;
use crate::ink::{Ink, Reach};
use serde::Serialize;
use std::sync::OnceLock;
use typst::comemo;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The sheets, by what they print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// The plan.
    Plan,
    /// The wallet card.
    Card,
    /// The blank plan.
    Blank,
    /// The pocket list.
    Pocket,
    /// A consent or a notice.
    Consent,
    /// Everything that is kept about somebody.
    Record,
}

impl Sheet {
    const ALL: [Self; 6] = [Self::Plan, Self::Card, Self::Blank, Self::Pocket, Self::Consent, Self::Record];

    const fn path(self) -> &'static str {
        match self {
            Self::Plan => "/plan.typ",
            Self::Card => "/card.typ",
            Self::Blank => "/blank.typ",
            Self::Pocket => "/pocket.typ",
            Self::Consent => "/consent.typ",
            Self::Record => "/record.typ",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Plan => include_str!("sheets/plan.typ"),
            Self::Card => include_str!("sheets/card.typ"),
            Self::Blank => include_str!("sheets/blank.typ"),
            Self::Pocket => include_str!("sheets/pocket.typ"),
            Self::Consent => include_str!("sheets/consent.typ"),
            Self::Record => include_str!("sheets/record.typ"),
        }
    }
}

const LOOK: (&str, &str) = ("/look.typ", include_str!("sheets/look.typ"));
const DATA: &str = "/data.json";

/// Name and bytes of each font. The first three are the main family; a letter comes from the first that has it.
static FONT_FILES: [(&str, &[u8]); 9] = [
    ("AtkinsonHyperlegibleNext-Regular", include_bytes!("../fonts/AtkinsonHyperlegibleNext-Regular.ttf")),
    ("AtkinsonHyperlegibleNext-Bold", include_bytes!("../fonts/AtkinsonHyperlegibleNext-Bold.ttf")),
    ("AtkinsonHyperlegibleNext-Italic", include_bytes!("../fonts/AtkinsonHyperlegibleNext-Italic.ttf")),
    ("NotoSans-Regular", include_bytes!("../fonts/NotoSans-Regular.ttf")),
    ("NotoSans-Bold", include_bytes!("../fonts/NotoSans-Bold.ttf")),
    ("Vazirmatn-Regular", include_bytes!("../fonts/Vazirmatn-Regular.ttf")),
    ("NotoSansHebrew-Regular", include_bytes!("../fonts/NotoSansHebrew-Regular.ttf")),
    ("NotoSansSymbols2-Regular", include_bytes!("../fonts/NotoSansSymbols2-Regular.ttf")),
    ("NotoEmoji-Regular", include_bytes!("../fonts/NotoEmoji-Regular.ttf")),
];
const MAIN_FONTS: usize = 3;

/// The fonts, read once, and the letters of the main family as a class of a regular expression.
pub(crate) struct Fonts {
    all: Vec<Font>,
    main_class: String,
}

impl Fonts {
    /// Whether some font has the character.
    pub(crate) fn any_has(&self, c: char) -> bool {
        self.all.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }

    /// Whether every style of the main family has it.
    pub(crate) fn main_has(&self, c: char) -> bool {
        in_main(&self.all, u32::from(c))
    }

    /// The letters of the main family, for the sheet: a letter that it would have to build from a
    /// base and a mark comes whole from another font, so that it is read back as one letter.
    pub(crate) fn main_class(&self) -> &str {
        &self.main_class
    }
}

fn in_main(fonts: &[Font], code: u32) -> bool {
    fonts.iter().take(MAIN_FONTS).all(|font| font.info().coverage.contains(code))
}

fn main_class(fonts: &[Font]) -> String {
    let mut class = "[".to_owned();
    let mut from = None;
    // The main family ends long before the last code of the basic plane.
    for code in 0x20..=0x1_0000_u32 {
        match (in_main(fonts, code), from) {
            (true, None) => from = Some(code),
            (false, Some(first)) => {
                class.push_str(&format!("\\x{{{first:x}}}-\\x{{{:x}}}", code - 1));
                from = None;
            }
            _ => {}
        }
    }
    class.push(']');
    class
}

/// The fonts of the program.
pub(crate) fn fonts() -> Result<&'static Fonts, Error> {
    static FONTS: OnceLock<Result<Fonts, Error>> = OnceLock::new();
    let read = || {
        let font =
            |(name, bytes): &(&'static str, &'static [u8])| Font::new(Bytes::new(*bytes), 0).ok_or(Error::Font(name));
        let all = FONT_FILES.iter().map(font).collect::<Result<Vec<_>, _>>()?;
        Ok(Fonts { main_class: main_class(&all), all })
    };
    FONTS.get_or_init(read).as_ref().map_err(Clone::clone)
}

/// What stays the same from paper to paper.
struct Workshop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: &'static Fonts,
    sources: Vec<Source>,
    data: FileId,
    standards: PdfStandards,
}

fn workshop() -> Result<&'static Workshop, Error> {
    static WORKSHOP: OnceLock<Result<Workshop, Error>> = OnceLock::new();
    WORKSHOP.get_or_init(open_workshop).as_ref().map_err(Clone::clone)
}

fn open_workshop() -> Result<Workshop, Error> {
    let fonts = fonts()?;
    let sheets = Sheet::ALL.map(|sheet| (sheet.path(), sheet.text()));
    let source = |(path, text): &(&str, &str)| Ok(Source::new(file(path)?, (*text).to_owned()));
    Ok(Workshop {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts.all)),
        fonts,
        sources: sheets.iter().chain([&LOOK]).map(source).collect::<Result<_, Error>>()?,
        data: file(DATA)?,
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|why| Error::Press(why.message().to_string()))?,
    })
}

fn file(path: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(path).map_err(|why| Error::Press(why.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The world of one paper: the workshop and its data. It has no clock and no disk.
struct Desk {
    workshop: &'static Workshop,
    main: FileId,
    data: Bytes,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.workshop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.workshop.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.workshop.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| FileError::Other(None))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.workshop.data {
            return Ok(self.data.clone());
        }
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.workshop.fonts.all.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What a sheet reads.
#[derive(Serialize)]
struct View<'a, T> {
    main: &'a str,
    #[serde(flatten)]
    data: T,
}

/// Prints a sheet. `prepare` makes its data with the ink it is given, and is asked again with a
/// plainer ink when the letters of the first cannot be joined into a PDF that reads aloud.
pub(crate) fn print<T: Serialize>(sheet: Sheet, ident: &str, prepare: impl Fn(&Ink) -> T) -> Result<Vec<u8>, Error> {
    let attempt = |reach| {
        let view = View { main: fonts()?.main_class(), data: prepare(&Ink::new(reach)?) };
        let data = serde_json::to_vec(&view).map_err(|why| Error::Data(why.to_string()))?;
        set(sheet, ident, data)
    };
    attempt(Reach::Wide).or_else(|_| attempt(Reach::Plain))
}

fn set(sheet: Sheet, ident: &str, data: Vec<u8>) -> Result<Vec<u8>, Error> {
    let workshop = workshop()?;
    let desk = Desk { workshop, main: file(sheet.path())?, data: Bytes::new(data) };
    let made = typst::compile::<PagedDocument>(&desk).output.and_then(|document| {
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            creator: Smart::Custom(Some("Alongside".to_owned())),
            standards: workshop.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options)
    });
    // What was laid out is kept in memory for the next paper; a member's words are not to stay there.
    comemo::evict(0);
    made.map_err(|problems| Error::Press(problems.first().map(reason).unwrap_or_default()))
}

/// The first reason, without what it quotes: that may be a member's word.
fn reason(problem: &SourceDiagnostic) -> String {
    let mut parts = problem.message.split('`');
    let mut reason = parts.next().unwrap_or_default().to_owned();
    while let (Some(_quoted), Some(rest)) = (parts.next(), parts.next()) {
        reason.push('…');
        reason.push_str(rest);
    }
    reason
}
