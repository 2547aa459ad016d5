//! Files of a chart: cleaned, hashed, sealed in chunks, in the database.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use domain::id::{AgencyId, AttachmentId, Identity, Ids, MemberId};
use domain::notice::Notice;
use domain::people::{AttachmentKind, Drawing, FileType, LARGEST_ATTACHMENT, Media};
use image::error::{LimitError, LimitErrorKind};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

/// How much of a file one row holds, before it is sealed.
const CHUNK: usize = 64 * 1024;

/// The widest and highest picture that is opened, in pixels: a phone's photograph fits twice.
const WIDEST: u32 = 12_000;
/// The most pixels in all: 50 million, as the largest phones take.
const MOST_PIXELS: u64 = 50_000_000;
/// The most memory that opening a picture may take: four bytes for each of them.
const MOST_MEMORY: u64 = 4 * MOST_PIXELS;
/// One picture is opened at a time, whoever sends how many: the rest waits its turn.
static OPENING: Mutex<()> = Mutex::new(());
/// Longer sides than this are made smaller: a signed sheet stays readable.
const LONGEST_SIDE: u32 = 3_000;

statements! {
    INSERT_ATTACHMENT = "
        INSERT INTO attachment (agency_id, id, member_id, kind, media_type, bytes, hash, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    INSERT_CHUNK = "
        INSERT INTO attachment_chunk (agency_id, attachment_id, position, sealed) VALUES ($1, $2, $3, $4)";
    ATTACHMENT_OF_MEMBER = "
        SELECT kind, media_type, bytes, hash FROM attachment WHERE agency_id = $1 AND id = $2 AND member_id = $3";
    CHUNKS = "
        SELECT position, sealed FROM attachment_chunk WHERE agency_id = $1 AND attachment_id = $2 ORDER BY position";
}

/// A file that may be kept: its type is told by its content, and a picture holds nothing but the picture.
#[derive(Debug, Clone)]
pub struct CleanFile {
    media: Media,
    bytes: Arc<[u8]>,
}

impl CleanFile {
    /// Takes a PDF as it is; opens a picture and writes it anew, without where and when it was taken.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, Notice> {
        if bytes.is_empty() {
            return Err(Notice::new("file-missing"));
        }
        if bytes.len() > LARGEST_ATTACHMENT {
            return Err(Notice::new("file-too-large"));
        }
        let (format, keeps_lines) = match FileType::of(&bytes) {
            None => return Err(Notice::new("file-type-unknown")),
            Some(FileType::Pdf) => return Ok(Self { media: Media::Pdf, bytes: bytes.into() }),
            Some(FileType::Png) => (ImageFormat::Png, true),
            Some(FileType::Jpeg) => (ImageFormat::Jpeg, false),
            Some(FileType::Webp) => (ImageFormat::WebP, false),
        };
        let unreadable = |_| Notice::new("file-picture-unreadable");
        let media = if keeps_lines { Media::Png } else { Media::Jpeg };
        let bytes = {
            // A picture that made its decoder panic leaves nothing half done behind the lock.
            let _alone = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
            let picture = picture(&bytes, format).map_err(unreadable)?;
            write(&picture, media).map_err(unreadable)?
        };
        if bytes.len() > LARGEST_ATTACHMENT {
            return Err(Notice::new("file-too-large"));
        }
        Ok(Self { media, bytes: bytes.into() })
    }

    /// A drawn signature as a file.
    pub fn drawn(drawing: &Drawing) -> Self {
        Self { media: Media::Svg, bytes: drawing.svg().into_bytes().into() }
    }

    /// Its type.
    pub fn media(&self) -> Media {
        self.media
    }

    /// What it holds.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn picture(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, image::ImageError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(image::ImageError::Limits(LimitError::from_kind(LimitErrorKind::DimensionError)));
    }
    // Which way is up stands beside the picture and is lost with the rest: it is turned now.
    let up = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(up);
    let large = picture.width().max(picture.height()) > LONGEST_SIDE;
    Ok(if large { picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE) } else { picture })
}

fn write(picture: &DynamicImage, media: Media) -> Result<Vec<u8>, image::ImageError> {
    let mut out = Cursor::new(Vec::new());
    match media {
        Media::Jpeg => DynamicImage::from(picture.to_rgb8()).write_to(&mut out, ImageFormat::Jpeg)?,
        _ => DynamicImage::from(picture.to_rgba8()).write_to(&mut out, ImageFormat::Png)?,
    }
    Ok(out.into_inner())
}

/// A file sealed for one row each chunk, before the unit of work begins.
#[derive(Clone)]
pub(crate) struct Sealed {
    pub(crate) id: AttachmentId,
    kind: AttachmentKind,
    media: Media,
    bytes: i64,
    hash: String,
    chunks: Arc<Vec<Vec<u8>>>,
}

/// The key of one attachment. It seals nothing else, so that the place of a chunk may be its nonce.
fn cipher(house: &House, id: AttachmentId) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&house.key_for(&format!("attachment {id}")).into())
}

/// The place of a chunk, and whether it is the last: nobody can cut, swap or repeat them unseen.
fn place(at: usize, last: bool) -> ([u8; 12], [u8; 1]) {
    let mut nonce = [0; 12];
    nonce[4..].copy_from_slice(&(at as u64).to_be_bytes());
    (nonce, [u8::from(last)])
}

pub(crate) fn seal(house: &House, kind: AttachmentKind, file: &CleanFile) -> Result<Sealed, Fault> {
    let id: AttachmentId = Ids::new(house.now(), house.chance()).next();
    let cipher = cipher(house, id);
    let pieces: Vec<&[u8]> = file.bytes.chunks(CHUNK).collect();
    let mut chunks = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let (nonce, last) = place(at, at + 1 == pieces.len());
        let sealed = cipher.encrypt(&Nonce::from(nonce), Payload { msg: piece, aad: &last });
        chunks.push(sealed.map_err(|_| Fault::Broken("a file could not be sealed".into()))?);
    }
    let hash = crate::house::hex(&Sha256::digest(&file.bytes));
    let bytes = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    Ok(Sealed { id, kind, media: file.media, bytes, hash, chunks: Arc::new(chunks) })
}

/// Puts a sealed file into a member's chart.
pub(crate) fn keep<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    file: &Sealed,
) -> Result<(), Fault> {
    let now = work.now();
    let values =
        params![agency, file.id, member, file.kind.code(), file.media.code(), file.bytes, file.hash.as_str(), now];
    work.run(permit, &INSERT_ATTACHMENT, &values)?;
    for (at, sealed) in file.chunks.iter().enumerate() {
        work.run(permit, &INSERT_CHUNK, &params![agency, file.id, at as i64, sealed.clone()])?;
    }
    Ok(())
}

/// A file of a plan, as it was kept.
pub fn attachment(house: &House, session: &Session, member: MemberId, id: AttachmentId) -> Result<CleanFile, Fault> {
    open_file(house, session, (member, id), Operation::ReadPlan)
}

/// A file as it was kept. Files of consents are opened by who may read consents, all others by who may read the plan.
pub(crate) fn open_file(
    house: &House,
    session: &Session,
    (member, id): (MemberId, AttachmentId),
    operation: Operation,
) -> Result<CleanFile, Fault> {
    let of_consent = operation == Operation::ReadConsents;
    let (media, hash, chunks) = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(operation, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &ATTACHMENT_OF_MEMBER, &params![agency, id, member])?.ok_or(Fault::Absent)?;
        if row.parse::<AttachmentKind>()?.is_of_consent() != of_consent {
            return Err(Fault::Absent);
        }
        let media: Media = row.parse()?;
        row.take::<i64>()?;
        let hash: String = row.take()?;
        let mut chunks = Vec::new();
        for mut row in work.rows(&permit, &CHUNKS, &params![agency, id])? {
            row.take::<i64>()?;
            chunks.push(row.take::<Vec<u8>>()?);
        }
        Ok((media, hash, chunks))
    })?;
    let broken = || Fault::Broken(format!("attachment {} does not open", crate::house::hex(&id.bytes()[8..])));
    let bytes = opened(house, id, &chunks, &hash).ok_or_else(broken)?;
    Ok(CleanFile { media, bytes: bytes.into() })
}

/// The bytes of a file, from its sealed chunks in their order; nothing where they are not what was kept.
pub(crate) fn opened(house: &House, id: AttachmentId, chunks: &[Vec<u8>], hash: &str) -> Option<Vec<u8>> {
    let cipher = cipher(house, id);
    let mut bytes = Vec::new();
    for (at, sealed) in chunks.iter().enumerate() {
        let (nonce, last) = place(at, at + 1 == chunks.len());
        bytes.extend(cipher.decrypt(&Nonce::from(nonce), Payload { msg: sealed, aad: &last }).ok()?);
    }
    (crate::house::hex(&Sha256::digest(&bytes)) == hash).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small JPEG with a block of its own before the picture, as a camera writes where it was.
    fn photograph() -> Vec<u8> {
        let plain = write(&DynamicImage::new_rgb8(40, 20), Media::Jpeg).expect("a picture");
        let mut tagged = plain[..2].to_vec();
        tagged.extend([0xff, 0xfe, 0x00, 0x10]);
        tagged.extend(b"GPS 37.5 -77.4");
        tagged.extend(&plain[2..]);
        tagged
    }

    #[test]
    fn a_picture_is_written_anew_without_what_stood_beside_it() {
        let taken = photograph();
        assert!(taken.windows(3).any(|window| window == b"GPS"));
        let clean = CleanFile::parse(taken).expect("a picture");
        assert_eq!(clean.media(), Media::Jpeg);
        assert!(!clean.bytes().windows(3).any(|window| window == b"GPS"));
    }

    #[test]
    fn what_is_no_picture_and_no_document_is_refused() {
        let id = |bytes: &[u8]| CleanFile::parse(bytes.to_vec()).map(|_| ()).map_err(|notice| notice.id);
        assert_eq!(id(b""), Err("file-missing".into()));
        assert_eq!(id(b"<svg onload='x'/>"), Err("file-type-unknown".into()));
        assert_eq!(id(b"\x89PNG\r\n\x1a\nnot really"), Err("file-picture-unreadable".into()));
        assert_eq!(id(&vec![0; LARGEST_ATTACHMENT + 1]), Err("file-too-large".into()));
        assert_eq!(id(b"%PDF-1.7 and so on"), Ok(()));
    }
}
