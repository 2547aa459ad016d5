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
        let whom = self.recipient.as_ref().is_none_or(|own| may_be_one(own, recipient));
        self.answer.holds() && thing && whom
    }
}

/// Whether two names may mean one recipient: each word of the shorter stands in the longer. "Ana Ruiz" is "Dr. Ana Ruiz,
/// RN"; where that is wrong, something stays in that could have gone out, and the member can say so.
fn may_be_one(one: &Line, other: &Line) -> bool {
    let words = |line: &Line| -> Vec<String> {
        let folded = fold(line.as_str());
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, mut long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    // Each word is found once. A name without a single letter is compared with nothing: it keeps from everybody.
    short.iter().all(|word| long.iter().position(|own| own == word).map(|at| long.swap_remove(at)).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_said_shorter_or_longer_is_still_kept_from() {
        let line = |text: &str| Line::parse(text).expect("a line");
        let keeps = |from: &str, to: &str| {
            let asked = Restriction { piece: None, recipient: Some(line(from)), answer: Answer::Agreed };
            asked.keeps(Piece::Plan, &line(to))
        };
        assert!(keeps("Ana Ruiz", "Dr. Ana Ruiz, RN"));
        assert!(keeps("Dr. Ana Ruiz", "ana ruíz"));
        assert!(keeps("Ruiz, Ana", "Ana Ruiz"));
        assert!(keeps("?", "Ana Ruiz"));
        assert!(!keeps("Ana Ruiz", "Ana Robles"));
        assert!(!keeps("Ward 1.1", "Ward 1.0"));
        assert!(!keeps("Ana Ruiz", "St. John's Clinic"));
    }
}
