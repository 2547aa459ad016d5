//! Where content comes from: inside the binary, or a folder that stands in for single files.

use include_dir::{Dir, DirEntry, include_dir};
use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../content");

/// The content files, by paths such as `pathways.toml` or `translations/en/base.ftl`.
///
/// With a folder, a file in it is read instead of the embedded one of the same path.
#[derive(Debug, Clone, Default)]
pub struct Source {
    folder: Option<PathBuf>,
}

impl Source {
    /// Only what is inside the binary.
    pub const fn embedded() -> Self {
        Self { folder: None }
    }

    /// What is inside the binary, with the files of `folder` before it.
    pub fn folder(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()) }
    }

    /// The text of a file. A byte-order mark and Windows line ends are taken off.
    ///
    /// Errors say in words why a file in the folder cannot be read, or that there is none at all.
    pub fn text(&self, path: &str) -> Result<Cow<'static, str>, String> {
        if let Some(folder) = &self.folder {
            match std::fs::read_to_string(folder.join(path)) {
                Ok(text) => return Ok(Cow::Owned(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(format!("cannot be read: {error}")),
            }
        }
        let file = EMBEDDED.get_file(path).ok_or("is not there")?;
        file.contents_utf8().map(Cow::Borrowed).ok_or_else(|| "is not UTF-8 text".to_owned())
    }

    /// The paths of the files directly under `directory` that end in `.ending`, in order.
    pub fn list(&self, directory: &str, ending: &str) -> Vec<String> {
        let mut paths: Vec<String> = EMBEDDED
            .get_dir(directory)
            .into_iter()
            .flat_map(|dir| dir.entries())
            .filter_map(DirEntry::as_file)
            .map(|file| file.path().to_path_buf())
            .chain(self.folder_files(directory))
            .filter(|path| path.extension().is_some_and(|found| found == ending))
            .filter_map(|path| path.to_str().map(|text| text.replace('\\', "/")))
            .collect();
        paths.sort();
        paths.dedup();
        paths
    }

    fn folder_files(&self, directory: &str) -> Vec<PathBuf> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let Ok(entries) = std::fs::read_dir(folder.join(directory)) else { return Vec::new() };
        entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().is_file())
            .map(|entry| Path::new(directory).join(entry.file_name()))
            .collect()
    }
}
