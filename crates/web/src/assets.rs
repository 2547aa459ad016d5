//! Styles, scripts, fonts and icons, embedded. Their address holds a hash of them all, so browsers may keep them for good.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use include_dir::{Dir, DirEntry, include_dir};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets");
static HASH: OnceLock<String> = OnceLock::new();

/// One hash over every file: modules and sheets name each other by relative paths.
fn hash() -> &'static str {
    HASH.get_or_init(|| {
        let mut digest = Sha256::new();
        feed(&FILES, &mut digest);
        digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    })
}

fn feed(folder: &Dir<'static>, digest: &mut Sha256) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => feed(inner, digest),
            DirEntry::File(file) => {
                digest.update(file.path().to_string_lossy().as_bytes());
                digest.update(file.contents());
            }
        }
    }
}

/// The address of a file of `assets/`.
pub fn address(path: &str) -> String {
    format!("/assets/{}/{path}", hash())
}

/// `GET /assets/{hash}/{file}`
pub async fn file(Path((asked, path)): Path<(String, String)>) -> Response {
    // A page of an older build may ask for its own files: they get today's, but must not keep them.
    let keep = if asked == hash() { "public, max-age=31536000, immutable" } else { "no-cache" };
    serve(&path, keep)
}

/// `GET /sw.js`: at the root, so that it may answer for every page.
pub async fn worker() -> Response {
    serve("js/sw.js", "no-cache")
}

/// `GET /favicon.svg`
pub async fn favicon() -> Response {
    serve("favicon.svg", "public, max-age=86400")
}

fn serve(path: &str, keep: &'static str) -> Response {
    match FILES.get_file(path) {
        Some(file) => {
            let kind = kind(path);
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], file.contents()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}
