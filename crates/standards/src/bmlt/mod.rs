//! BMLT, the server on which lists of NA meetings are kept: what `GetSearchResults` and
//! `GetFormats` of its semantic interface answer in JSON.
//!
//! A row is put into the words of the Meeting Guide and goes the same way from
//! there, so that every rule for real-world mess holds for both. Days run from
//! 1 (Sunday) to 7. `email_contact` and the `contact_…` fields are not read.

mod formats;
mod row;

use crate::meeting_guide::decode::decode;
use crate::meeting_guide::{FeedError, Report, Settings, parse_shaped};
use formats::Formats;

/// Reads the answer of a root server: a bare list of meetings, or with its formats beside it
/// (`get_used_formats=1`).
pub fn parse(bytes: &[u8], settings: &Settings) -> Result<Report, FeedError> {
    let (text, _) = decode(bytes.get(..settings.most_bytes).unwrap_or(bytes));
    read(bytes, settings, &Formats::beside(&text))
}

/// As [`parse`], with the formats from an answer of their own (`switcher=GetFormats`).
pub fn parse_with_formats(bytes: &[u8], formats: &[u8], settings: &Settings) -> Result<Report, FeedError> {
    let (text, _) = decode(formats);
    read(bytes, settings, &Formats::of(&text))
}

fn read(bytes: &[u8], settings: &Settings, formats: &Formats) -> Result<Report, FeedError> {
    let mut report = parse_shaped(bytes, settings, &|fields| row::shape(&fields, formats))?;
    // Beside its formats the list stands where it belongs.
    report.warnings.retain(|notice| notice.id != "meeting-feed-wrapped");
    Ok(report)
}
