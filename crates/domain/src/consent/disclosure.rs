//! A disclosure: what went out, to whom, why, and on what it rests.

use super::{Basis, Piece, Recipient};
use crate::id::{ConsentId, EnrolmentId, RowId, VersionId};
use crate::notice::Notice;
use crate::text::Line;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A part of the chart.
    Piece(Piece),
    /// Something in words.
    Words(Line),
}

impl Told {
    /// As it is stored: the code of a part, or the words.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Piece(piece) => piece.code(),
            Self::Words(words) => words.as_str(),
        }
    }

    /// As it was stored.
    pub fn read(text: &str) -> Option<Self> {
        match text.parse() {
            Ok(piece) => Some(Self::Piece(piece)),
            Err(_) => Line::parse(text).ok().map(Self::Words),
        }
    }
}

/// What must be written down right after a disclosure in a medical emergency, 42 CFR 2.51(c). Who disclosed stands in
/// the record itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// Who received it.
    pub name: Line,
    /// The health care facility that they belong to.
    pub affiliation: Line,
    /// The nature of the emergency.
    pub nature: Line,
    /// When it was told; the record may be written some minutes later.
    pub told_at: Moment,
}

/// On what a disclosure rests, with what that basis needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// A consent.
    Consent {
        /// Which.
        consent: ConsentId,
        /// The line of its recipient.
        line: RowId,
        /// The version of the text of 2.32 that went with it, where it had to.
        notice: Option<String>,
    },
    /// A medical emergency.
    Emergency(Emergency),
    /// The patient's own access.
    OwnAccess,
    /// Another basis, with the papers that it needs named in words.
    Papers(Basis, Line),
}

impl Ground {
    /// The basis.
    pub const fn basis(&self) -> Basis {
        match self {
            Self::Consent { .. } => Basis::Consent,
            Self::Emergency(_) => Basis::Emergency,
            Self::OwnAccess => Basis::OwnAccess,
            Self::Papers(basis, _) => *basis,
        }
    }
}

/// Something that went out. It can be made only where its basis allows such a recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosed {
    recipient: Recipient,
    what: Told,
    purpose: Line,
    ground: Ground,
    enrolment: Option<EnrolmentId>,
    version: Option<VersionId>,
}

impl Disclosed {
    /// Errors where the basis does not allow this recipient, or lacks what it needs.
    pub fn new(recipient: Recipient, what: Told, purpose: Line, ground: Ground) -> Result<Self, Notice> {
        let basis = ground.basis();
        // What has a ground of its own, with its evidence, does not come in by papers.
        let bare = matches!(ground, Ground::Papers(Basis::Consent | Basis::Emergency | Basis::OwnAccess, _));
        if bare || !basis.allows(recipient.kind) {
            return Err(Notice::new("disclose-recipient-wrong"));
        }
        Ok(Self { recipient, what, purpose, ground, enrolment: None, version: None })
    }

    /// Under this enrollment.
    #[must_use]
    pub fn under(mut self, enrolment: EnrolmentId) -> Self {
        self.enrolment = Some(enrolment);
        self
    }

    /// This version of a plan went out.
    #[must_use]
    pub fn version(mut self, version: VersionId) -> Self {
        self.version = Some(version);
        self
    }

    /// Who received it.
    pub const fn recipient(&self) -> &Recipient {
        &self.recipient
    }

    /// What went out.
    pub const fn what(&self) -> &Told {
        &self.what
    }

    /// For what.
    pub const fn purpose(&self) -> &Line {
        &self.purpose
    }

    /// On what it rests.
    pub const fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Under which enrollment.
    pub const fn enrolment(&self) -> Option<EnrolmentId> {
        self.enrolment
    }

    /// Which version of a plan.
    pub const fn plan_version(&self) -> Option<VersionId> {
        self.version
    }
}

#[cfg(test)]
mod tests {
    use super::super::RecipientKind;
    use super::*;

    fn line(text: &str) -> Line {
        Line::parse(text).expect("a line")
    }

    fn made(kind: RecipientKind, ground: Ground) -> bool {
        let recipient = Recipient { name: line("Somebody"), kind };
        Disclosed::new(recipient, Told::Piece(Piece::Plan), line("care"), ground).is_ok()
    }

    fn emergency() -> Ground {
        Ground::Emergency(Emergency {
            name: line("Sam Lee"),
            affiliation: line("County hospital"),
            nature: line("not waking up"),
            told_at: Moment::from_micros(1),
        })
    }

    #[test]
    fn nothing_is_recorded_as_an_emergency_to_family_or_police() {
        assert!(made(RecipientKind::MedicalPersonnel, emergency()));
        assert!(!made(RecipientKind::Individual, emergency()));
        assert!(!made(RecipientKind::Authority, emergency()));
        assert!(!made(RecipientKind::MedicalPersonnel, Ground::Papers(Basis::Emergency, line("a call"))));
        assert!(!made(RecipientKind::CoveredEntity, Ground::Papers(Basis::Consent, line("they said yes"))));
        assert!(made(RecipientKind::Authority, Ground::Papers(Basis::CourtOrder, line("order and subpoena 12"))));
    }

    #[test]
    fn what_went_out_reads_back() {
        for told in [Told::Piece(Piece::Plan), Told::Words(line("their allergies"))] {
            assert_eq!(Told::read(told.as_str()), Some(told));
        }
    }
}
