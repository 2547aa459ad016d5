//! A form with a file: read as it streams in, and refused as soon as it is larger than its door allows.

use crate::app::App;
use crate::form::{Fields, Posted};
use crate::respond::Trouble;
use crate::session::Visit;
use axum::body::{Body, HttpBody};
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use domain::notice::Notice;
use domain::plan::LARGEST_ATTACHMENT;

/// The most that the fields beside the file may hold, in bytes.
const LARGEST_FIELDS: usize = 64 * 1024;
/// How much of a form that is too large is still read, so that a browser that is sending gets to hear why.
const LARGEST_DRAINED: usize = 128 * 1024 * 1024;

/// The most that such a form may hold before its body is no longer listened to.
pub const LARGEST_FORM: usize = LARGEST_DRAINED;

/// The most that a list of meetings may hold, in bytes: as much as is read from an address.
pub const LARGEST_LIST: usize = 32 * 1024 * 1024;

/// A form with a file of at most so many bytes, whose secret was right.
pub struct PostedFile<const MOST: usize = LARGEST_ATTACHMENT> {
    /// Who posted it, and its fields.
    pub posted: Posted,
    /// The file, or what is wrong with it. None: no file was chosen.
    pub file: Option<Result<Vec<u8>, Notice>>,
}

impl<const MOST: usize> FromRequest<App> for PostedFile<MOST> {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        // Nobody's file is read before it is known who sends it.
        if visit.from_elsewhere {
            return Err(Trouble::Stale);
        }
        if visit.session.is_none() && visit.ended.is_none() {
            return Err(Trouble::SignIn);
        }
        let length = body.size_hint().exact().unwrap_or(0);
        let request = Request::from_parts(parts, Body::new(body));
        let form = Multipart::from_request(request, app).await.map_err(|_| Trouble::Unreadable)?;
        read(form, visit, app, usize::try_from(length).unwrap_or(usize::MAX)).await
    }
}

async fn read<const MOST: usize>(
    mut form: Multipart,
    visit: Visit,
    app: &App,
    length: usize,
) -> Result<PostedFile<MOST>, Trouble> {
    let mut pairs = Vec::new();
    let mut file = None;
    let mut left = LARGEST_FIELDS;
    if length > LARGEST_DRAINED {
        return Err(Trouble::TooLarge);
    }
    while let Some(mut field) = form.next_field().await.map_err(|_| Trouble::TooLarge)? {
        let name = field.name().unwrap_or_default().to_owned();
        if field.file_name().is_some() {
            let (bytes, whole) = take(&mut field, MOST).await?;
            if !whole {
                let megabytes = i64::try_from(MOST / (1024 * 1024)).unwrap_or(i64::MAX);
                file = Some(Err(Notice::new("file-larger-than").with("most", megabytes)));
            } else if !bytes.is_empty() && file.is_none() {
                file = Some(Ok(bytes));
            }
            continue;
        }
        let (bytes, whole) = take(&mut field, left).await?;
        if !whole {
            return Err(Trouble::TooLarge);
        }
        left -= bytes.len();
        pairs.push((name, String::from_utf8(bytes).map_err(|_| Trouble::Unreadable)?));
    }
    let lang = visit.lang;
    let posted = Posted::checked(visit, Fields::of(pairs, lang), app)?;
    Ok(PostedFile { posted, file })
}

/// At most `most` bytes of a field, and whether that was all. The rest is heard and forgotten.
async fn take(field: &mut Field<'_>, most: usize) -> Result<(Vec<u8>, bool), Trouble> {
    let (mut bytes, mut whole) = (Vec::new(), true);
    while let Some(piece) = field.chunk().await.map_err(|_| Trouble::TooLarge)? {
        whole = whole && bytes.len() + piece.len() <= most;
        if whole {
            bytes.extend_from_slice(&piece);
        } else {
            bytes = Vec::new();
        }
    }
    Ok((bytes, whole))
}
