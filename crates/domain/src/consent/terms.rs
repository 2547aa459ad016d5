//! What a consent says: each kind with exactly what it needs, so that one without a required element cannot be made.

use super::{ConsentKind, Recipient, RecipientKind};
use crate::coded::coded;
use crate::notice::{FieldError, Notice};
use crate::text::Line;
use crate::time::Date;
use serde::{Deserialize, Serialize};

coded! {
    /// A part of a chart that a consent can name. What is not built has no name here.
    Piece {
        /// That somebody takes part, since when, and in which program.
        Participation = "participation",
        /// The signed plan.
        Plan = "plan",
        /// Looks back at the plan.
        Reviews = "reviews",
        /// Why a program pays.
        Coverage = "coverage",
    }
}

/// When a consent ends. A day is counted to its end, in the zone of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expiry {
    /// At the end of this day.
    #[serde(rename = "on")]
    On(Date),
    /// When this happens; staff or the member say that it did.
    #[serde(rename = "event")]
    Event(Line),
    /// Not at all: for treatment, payment and operations alone.
    #[serde(rename = "none")]
    None,
}

/// Between whom an intermediary passes records on, 42 CFR 2.31(a)(4)(ii).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participants(pub Line);

/// What was agreed to, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    kind: ConsentKind,
    pieces: Vec<Piece>,
    words: Option<Line>,
    recipients: Vec<Recipient>,
    participants: Option<Participants>,
    purpose: Line,
    expiry: Expiry,
    irrevocable_until: Option<Line>,
    no_fundraising: bool,
}

/// Parts of a consent as they come from a form, each read at the door.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The things.
    pub pieces: Vec<Piece>,
    /// Anything that makes the things more specific, in words.
    pub words: Option<Line>,
    /// To whom.
    pub recipients: Vec<Recipient>,
    /// Between whom an intermediary passes on.
    pub participants: Option<Line>,
    /// For what.
    pub purpose: Option<Line>,
    /// When it ends.
    pub expiry: Option<Expiry>,
    /// Until which event it cannot be taken back.
    pub irrevocable_until: Option<Line>,
    /// Whether the person wants to be left out of fundraising.
    pub no_fundraising: bool,
}

impl Terms {
    /// Errors for every required element that is missing or that this kind may not have, by field.
    pub fn new(kind: ConsentKind, parts: Parts, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let mut field = |name: &str, id: &str| wrong.push(FieldError::new(name, Notice::new(id)));
        let mut pieces = parts.pieces;
        pieces.sort_unstable();
        pieces.dedup();
        if pieces.is_empty() {
            field("piece", "consent-what-missing");
        }
        let mut recipients = parts.recipients;
        if kind == ConsentKind::Intermediary {
            recipients.iter_mut().for_each(|one| one.kind = RecipientKind::Intermediary);
        }
        match (kind, recipients.len()) {
            (_, 0) => field("recipient", "consent-to-whom-missing"),
            (ConsentKind::Intermediary, 2..) => field("recipient", "consent-one-intermediary"),
            _ => {}
        }
        let participants = match (kind, parts.participants) {
            (ConsentKind::Intermediary, None) => {
                field("participants", "consent-participants-missing");
                None
            }
            (ConsentKind::Intermediary, Some(line)) => Some(Participants(line)),
            _ => None,
        };
        if parts.purpose.is_none() {
            field("purpose", "consent-purpose-missing");
        }
        match &parts.expiry {
            None => field("expiry", "consent-expiry-missing"),
            Some(Expiry::None) if !kind.may_have_no_end() => field("expiry", "consent-expiry-missing"),
            Some(Expiry::On(day)) if *day < today => field("expires_on", "consent-expiry-past"),
            _ => {}
        }
        let irrevocable_until = parts.irrevocable_until.filter(|_| kind.may_be_irrevocable());
        match (parts.purpose, parts.expiry) {
            (Some(purpose), Some(expiry)) if wrong.is_empty() => Ok(Self {
                kind,
                pieces,
                words: parts.words,
                recipients,
                participants,
                purpose,
                expiry,
                irrevocable_until,
                no_fundraising: parts.no_fundraising && kind == ConsentKind::Tpo,
            }),
            _ => Err(wrong),
        }
    }

    /// What it is.
    pub const fn kind(&self) -> ConsentKind {
        self.kind
    }

    /// The things, each once.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// What makes the things more specific.
    pub const fn words(&self) -> Option<&Line> {
        self.words.as_ref()
    }

    /// To whom: at least one.
    pub fn recipients(&self) -> &[Recipient] {
        &self.recipients
    }

    /// Between whom an intermediary passes on.
    pub const fn participants(&self) -> Option<&Participants> {
        self.participants.as_ref()
    }

    /// For what.
    pub const fn purpose(&self) -> &Line {
        &self.purpose
    }

    /// When it ends.
    pub const fn expiry(&self) -> &Expiry {
        &self.expiry
    }

    /// Until which event it cannot be taken back.
    pub const fn irrevocable_until(&self) -> Option<&Line> {
        self.irrevocable_until.as_ref()
    }

    /// Whether the person wants to be left out of fundraising.
    pub const fn no_fundraising(&self) -> bool {
        self.no_fundraising
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::parse(text).expect("a line")
    }

    fn today() -> Date {
        "2026-03-02".parse().expect("a day")
    }

    fn whole() -> Parts {
        Parts {
            pieces: vec![Piece::Plan, Piece::Participation, Piece::Plan],
            words: None,
            recipients: vec![Recipient { name: line("Dr. Ana Ruiz"), kind: RecipientKind::CoveredEntity }],
            participants: Some(line("Clinics of the county")),
            purpose: Some(line("so that we plan together")),
            expiry: Some(Expiry::On("2026-09-02".parse().expect("a day"))),
            irrevocable_until: Some(line("the case is closed")),
            no_fundraising: true,
        }
    }

    fn fields(kind: ConsentKind, change: impl FnOnce(&mut Parts)) -> Vec<String> {
        let mut parts = whole();
        change(&mut parts);
        match Terms::new(kind, parts, today()) {
            Ok(_) => Vec::new(),
            Err(wrong) => wrong.into_iter().map(|one| one.field).collect(),
        }
    }

    #[test]
    fn a_consent_without_a_required_element_cannot_be_made() {
        for kind in ConsentKind::ALL {
            assert_eq!(fields(*kind, |_| ()), Vec::<String>::new(), "{kind:?}");
            assert_eq!(fields(*kind, |parts| parts.pieces.clear()), ["piece"], "{kind:?}");
            assert_eq!(fields(*kind, |parts| parts.recipients.clear()), ["recipient"], "{kind:?}");
            assert_eq!(fields(*kind, |parts| parts.purpose = None), ["purpose"], "{kind:?}");
            assert_eq!(fields(*kind, |parts| parts.expiry = None), ["expiry"], "{kind:?}");
            let past = |parts: &mut Parts| parts.expiry = Some(Expiry::On("2026-03-01".parse().expect("a day")));
            assert_eq!(fields(*kind, past), ["expires_on"], "{kind:?}");
        }
        assert_eq!(fields(ConsentKind::Intermediary, |parts| parts.participants = None), ["participants"]);
    }

    #[test]
    fn only_one_kind_may_have_no_end_and_only_one_may_hold_until_an_event() {
        for kind in ConsentKind::ALL {
            let endless = fields(*kind, |parts| parts.expiry = Some(Expiry::None)).is_empty();
            assert_eq!(endless, *kind == ConsentKind::Tpo, "{kind:?}");
            let terms = Terms::new(*kind, whole(), today()).expect("terms");
            assert_eq!(terms.irrevocable_until().is_some(), *kind == ConsentKind::CriminalJustice, "{kind:?}");
            assert_eq!(terms.no_fundraising(), *kind == ConsentKind::Tpo, "{kind:?}");
            assert_eq!(terms.participants().is_some(), *kind == ConsentKind::Intermediary, "{kind:?}");
        }
    }

    #[test]
    fn a_thing_is_named_once_and_an_intermediary_is_one() {
        let terms = Terms::new(ConsentKind::Specific, whole(), today()).expect("terms");
        assert_eq!(terms.pieces(), [Piece::Participation, Piece::Plan]);
        let two = |parts: &mut Parts| parts.recipients.extend(whole().recipients);
        assert_eq!(fields(ConsentKind::Intermediary, two), ["recipient"]);
        let kind = Terms::new(ConsentKind::Intermediary, whole(), today()).map(|terms| terms.recipients()[0].kind);
        assert_eq!(kind, Ok(RecipientKind::Intermediary));
    }
}
