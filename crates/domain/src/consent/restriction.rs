//! What a member asked us to keep in, 42 CFR 2.26: it beats every consent.

use super::Piece;
use crate::coded::coded;
use crate::directory::fold;
use crate::text::Line;

coded! {
    /// What came of a restriction that was asked for.
    Answer {
        /// Nobody has answered yet. House rule: until then it is kept as if it were agreed to.
        Asked = "asked",
        /// Agreed to.
        Agreed = "agreed",
        /// Not agreed to.
        Declined = "declined",
        /// Taken back by the member, or ended.
        Ended = "ended",
    }
}

impl Answer {
    /// Whether it holds.
    pub const fn holds(self) -> bool {
        matches!(self, Self::Asked | Self::Agreed)
    }
}

/// What is to stay in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    /// Which thing; everything, if none is named.
    pub piece: Option<Piece>,
    /// From whom; from everybody, if nobody is named.
    pub recipient: Option<Line>,
    /// What came of it.
    pub answer: Answer,
}

impl Restriction {
    /// Whether it keeps a thing from somebody.
    pub fn keeps(&self, piece: Piece, recipient: &Line) -> bool {
        let thing = self.piece.is_none_or(|own| own == piece);
        let whom = self.recipient.as_ref().is_none_or(|own| fold(own.as_str()) == fold(recipient.as_str()));
        self.answer.holds() && thing && whom
    }
}
