//! Whether something may leave by a consent: consents unite, restrictions beat them.

use super::{ConsentKind, ConsentState, Piece, Recipient, Redisclosure, Restriction, redisclosure};
use crate::id::{ConsentId, RowId};
use crate::people::Regime;

/// One consent and one of its recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The consent.
    pub consent: ConsentId,
    /// What it is.
    pub kind: ConsentKind,
    /// How it stands today.
    pub state: ConsentState,
    /// The things that it names.
    pub pieces: Vec<Piece>,
    /// The recipient's line.
    pub line: RowId,
    /// The recipient.
    pub recipient: Recipient,
    /// Whether it was taken back for this recipient.
    pub withdrawn: bool,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Which thing.
    pub piece: Piece,
    /// Under which rule the records are kept.
    pub regime: Regime,
}

/// A way out that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// By which consent and for whom.
    pub offer: Offer,
    /// Whether the notice of 42 CFR 2.32 and the consent, or what it covers, go with it.
    pub with_notice: bool,
    /// What the recipient may do with it.
    pub redisclosure: Redisclosure,
}

/// Why a way out is shut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shut {
    /// The consent is not in force.
    Consent(ConsentState),
    /// It was taken back for this recipient.
    Withdrawn,
    /// It does not name this thing.
    NotCovered,
    /// The member asked us to keep it in.
    Restricted,
    /// A consent of this kind opens nothing by this door.
    Kind,
}

impl Shut {
    /// The message that says so.
    pub const fn notice(self) -> &'static str {
        match self {
            Self::Consent(ConsentState::Waiting) => "shut-waiting",
            Self::Consent(ConsentState::Expired) => "shut-expired",
            Self::Consent(ConsentState::Declined) => "shut-declined",
            Self::Consent(ConsentState::NotYet) => "shut-not-yet",
            Self::Consent(_) | Self::Withdrawn => "shut-revoked",
            Self::NotCovered => "shut-not-covered",
            Self::Restricted => "shut-restricted",
            Self::Kind => "shut-kind",
        }
    }
}

/// Decides about one consent and one recipient. Everything must be right; what is first found wrong is told.
pub fn decide(asked: Asked, offer: &Offer, restrictions: &[Restriction]) -> Result<Open, Shut> {
    if offer.state != ConsentState::Live {
        return Err(Shut::Consent(offer.state));
    }
    if offer.withdrawn {
        return Err(Shut::Withdrawn);
    }
    // What goes to a proceeding or a court goes through somebody who knows the law, by a door of its own.
    if !matches!(offer.kind, ConsentKind::Specific | ConsentKind::Tpo | ConsentKind::Intermediary) {
        return Err(Shut::Kind);
    }
    if !offer.pieces.contains(&asked.piece) {
        return Err(Shut::NotCovered);
    }
    if restrictions.iter().any(|one| one.keeps(asked.piece, &offer.recipient.name)) {
        return Err(Shut::Restricted);
    }
    Ok(Open {
        offer: offer.clone(),
        with_notice: asked.regime.treated_as() == Regime::Part2,
        redisclosure: redisclosure(offer.recipient.kind, offer.kind),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, RecipientKind};
    use super::*;
    use crate::id::Identity;
    use crate::text::Line;

    fn line(text: &str) -> Line {
        Line::parse(text).expect("a line")
    }

    fn offer() -> Offer {
        Offer {
            consent: ConsentId::from_bytes([1; 16]),
            kind: ConsentKind::Specific,
            state: ConsentState::Live,
            pieces: vec![Piece::Plan],
            line: RowId::from_bytes([2; 16]),
            recipient: Recipient { name: line("Dr. Ana Ruiz"), kind: RecipientKind::CoveredEntity },
            withdrawn: false,
        }
    }

    const PLAN: Asked = Asked { piece: Piece::Plan, regime: Regime::Part2 };

    fn restriction(piece: Option<Piece>, name: Option<&str>, answer: Answer) -> Restriction {
        Restriction { piece, recipient: name.map(line), answer }
    }

    #[test]
    fn each_thing_that_is_wrong_shuts_the_door_by_itself() {
        assert!(decide(PLAN, &offer(), &[]).is_ok());
        for state in ConsentState::ALL.iter().filter(|state| **state != ConsentState::Live) {
            let shut = decide(PLAN, &Offer { state: *state, ..offer() }, &[]);
            assert_eq!(shut, Err(Shut::Consent(*state)));
        }
        assert_eq!(decide(PLAN, &Offer { withdrawn: true, ..offer() }, &[]), Err(Shut::Withdrawn));
        assert_eq!(decide(PLAN, &Offer { pieces: vec![Piece::Reviews], ..offer() }, &[]), Err(Shut::NotCovered));
        for kind in [ConsentKind::Proceedings, ConsentKind::CriminalJustice, ConsentKind::CounselingNotes] {
            assert_eq!(decide(PLAN, &Offer { kind, ..offer() }, &[]), Err(Shut::Kind));
        }
    }

    #[test]
    fn a_restriction_beats_a_consent() {
        let beats = |one: Restriction| decide(PLAN, &offer(), &[one]) == Err(Shut::Restricted);
        assert!(beats(restriction(None, None, Answer::Agreed)));
        assert!(beats(restriction(Some(Piece::Plan), None, Answer::Agreed)));
        assert!(beats(restriction(None, Some("dr. ana ruiz"), Answer::Agreed)));
        assert!(beats(restriction(None, None, Answer::Asked)), "until it is answered it is kept");
        assert!(!beats(restriction(Some(Piece::Reviews), None, Answer::Agreed)));
        assert!(!beats(restriction(None, Some("Somebody else"), Answer::Agreed)));
        assert!(!beats(restriction(None, None, Answer::Declined)));
        assert!(!beats(restriction(None, None, Answer::Ended)));
    }

    #[test]
    fn the_notice_goes_where_the_records_are_of_part_2_and_nowhere_else() {
        let with = |regime| decide(Asked { regime, ..PLAN }, &offer(), &[]).map(|open| open.with_notice);
        assert_eq!(with(Regime::Part2), Ok(true));
        assert_eq!(with(Regime::Undecided), Ok(true));
        assert_eq!(with(Regime::HipaaOnly), Ok(false));
        assert_eq!(with(Regime::StateOnly), Ok(false));
    }
}
