//! Kinds of consents. A consent is of one kind: what must stand alone has nothing that it could be put together with.

use super::form::Element;
use crate::coded::coded;

coded! {
    /// What a consent is (42 CFR 2.31, 2.24, 2.35).
    ConsentKind {
        /// Named things to named recipients for a purpose, 2.31(a).
        Specific = "specific",
        /// One consent for all later treatment, payment and operations, 2.31(a)(4) and (5).
        Tpo = "tpo",
        /// To somebody who passes records on between several, 2.31(a)(4) and 2.24.
        Intermediary = "intermediary",
        /// To a court or its officers, as a condition of something, 2.35.
        CriminalJustice = "criminal-justice",
        /// For use against the person in a civil, criminal, administrative or legislative proceeding, 2.31(d): alone.
        Proceedings = "proceedings",
        /// For notes of a counselor that are kept apart, 2.31(b): alone. Peers write none.
        CounselingNotes = "counseling-notes",
    }
}

impl ConsentKind {
    /// Whether the law wants it on a paper of its own. A record holds one kind in any case.
    pub const fn stands_alone(self) -> bool {
        matches!(self, Self::Proceedings | Self::CounselingNotes)
    }

    /// Whether it may say that it has no end: a consent for treatment, payment and operations alone, 2.31(a)(7).
    pub const fn may_have_no_end(self) -> bool {
        matches!(self, Self::Tpo)
    }

    /// Whether it may be kept in force until an event that it names, 2.35(b): then "take it back any time" must not be
    /// promised.
    pub const fn may_be_irrevocable(self) -> bool {
        matches!(self, Self::CriminalJustice)
    }

    /// The elements that its form must have, in the order of 2.31(a).
    pub const fn elements(self) -> &'static [Element] {
        use Element as E;
        match self {
            Self::Specific => {
                &[E::Whose, E::WhoDiscloses, E::What, E::ToWhom, E::Purpose, E::TakingBack, E::Expiry, E::NoCondition]
            }
            Self::Tpo => &[
                E::Whose,
                E::WhoDiscloses,
                E::What,
                E::ToWhom,
                E::Purpose,
                E::TakingBack,
                E::Expiry,
                E::Redisclosure,
                E::Refusing,
                E::Fundraising,
                E::NoCondition,
            ],
            Self::Intermediary => &[
                E::Whose,
                E::WhoDiscloses,
                E::What,
                E::ToWhom,
                E::Participants,
                E::Purpose,
                E::TakingBack,
                E::Expiry,
                E::NoCondition,
            ],
            Self::CriminalJustice => {
                &[E::Whose, E::WhoDiscloses, E::What, E::ToWhom, E::Purpose, E::Irrevocable, E::Expiry]
            }
            Self::Proceedings | Self::CounselingNotes => &[
                E::Whose,
                E::WhoDiscloses,
                E::What,
                E::ToWhom,
                E::Purpose,
                E::TakingBack,
                E::Expiry,
                E::StandsAlone,
                E::NoCondition,
            ],
        }
    }
}
