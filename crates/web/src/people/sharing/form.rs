//! What of a chart is shared and until when, as a form shows it and as it comes back.

use crate::form::Fields;
use crate::respond::Trouble;
use domain::id::MemberId;
use domain::lang::Lang;
use domain::notice::{FieldError, Notice};
use domain::people::{SharePart, ShareUntil};
use service::people::ShareOf;
use words::words;

/// One part that may be shared.
pub struct PartChoice {
    /// What is posted.
    pub value: &'static str,
    /// What it says.
    pub label: String,
    /// Whether it is shared.
    pub chosen: bool,
}

/// The parts of a chart, and until when.
pub struct PartsForm {
    /// The chart.
    pub member: String,
    /// The agency's name.
    pub agency: String,
    /// The parts.
    pub parts: Vec<PartChoice>,
    /// Whether it ends on a day, rather than being asked about again.
    pub on_a_day: bool,
    /// The day.
    pub until_on: String,
    /// How it stands, in words; empty where nothing is shared.
    pub standing: String,
}

/// The parts with those that are chosen.
pub fn parts(lang: Lang, chosen: impl Fn(SharePart) -> bool) -> Vec<PartChoice> {
    let part = |part: &SharePart| PartChoice {
        value: part.code(),
        label: words().say(lang, &format!("share-part-{}", part.code())).into_owned(),
        chosen: chosen(*part),
    };
    SharePart::ALL.iter().map(part).collect()
}

impl PartsForm {
    /// As somebody sent it, to be shown again.
    pub fn typed(lang: Lang, fields: &Fields, agency: String) -> Self {
        let chosen = fields.all("parts");
        Self {
            member: fields.text("member").to_owned(),
            agency,
            parts: parts(lang, |part| chosen.iter().any(|own| own == part.code())),
            on_a_day: fields.text("until") == "day",
            until_on: fields.text("until_on").to_owned(),
            standing: String::new(),
        }
    }
}

/// What somebody chose. A part that there is not cannot come from our pages.
pub fn of(fields: &Fields) -> Result<ShareOf, Trouble> {
    let member: MemberId = fields.text("member").parse().map_err(|_| Trouble::Unreadable)?;
    let parts = fields.all("parts").iter().map(|code| code.parse::<SharePart>()).collect::<Result<Vec<_>, _>>();
    let until = match fields.text("until") {
        "day" => {
            let missing = || FieldError::new("until_on", Notice::new("share-day-missing"));
            let day = fields.date("until_on").and_then(|day| day.ok_or_else(missing));
            ShareUntil::Day(day.map_err(|wrong| Trouble::Invalid(vec![wrong]))?)
        }
        _ => ShareUntil::AskedAgain,
    };
    Ok(ShareOf { member, parts: parts.map_err(|_| Trouble::Unreadable)?, until })
}
