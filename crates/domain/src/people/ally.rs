//! People in a member's corner.

use crate::coded::coded;
use crate::notice::Notice;
use crate::time::Date;

coded! {
    /// What an ally is to the member. Caregiver and legal guardian are two things.
    Relation {
        /// Someone who stands by them.
        Supporter = "supporter",
        /// Whom to call in an emergency.
        EmergencyContact = "emergency-contact",
        /// Looks after them day by day; may be a friend or a neighbor.
        Caregiver = "caregiver",
        /// Decides for them by law.
        Guardian = "guardian",
        /// A worker somewhere else: a probation officer, a nurse, a teacher.
        Professional = "professional",
    }
}

coded! {
    /// On what word staff may talk with an ally.
    AllyBasis {
        /// The member agreed to it, on a day.
        Consent = "consent",
        /// The member named them; we may not say who we are.
        NamedOnly = "named-only",
        /// A court or the law made them guardian.
        Law = "law",
    }
}

/// What the member, or the law, lets an ally do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllyStanding {
    relation: Relation,
    basis: AllyBasis,
    consented_on: Option<Date>,
}

impl AllyStanding {
    /// Errors when a consent has no day, or the law speaks for somebody who is no guardian.
    pub fn new(relation: Relation, basis: AllyBasis, consented_on: Option<Date>) -> Result<Self, Notice> {
        match basis {
            AllyBasis::Consent if consented_on.is_none() => Err(Notice::new("ally-consent-day-missing")),
            AllyBasis::Law if relation != Relation::Guardian => Err(Notice::new("ally-law-guardian-only")),
            _ => Ok(Self { relation, basis, consented_on }),
        }
    }

    /// What they are to the member.
    pub const fn relation(self) -> Relation {
        self.relation
    }

    /// On what word.
    pub const fn basis(self) -> AllyBasis {
        self.basis
    }

    /// When the member agreed.
    pub const fn consented_on(self) -> Option<Date> {
        self.consented_on
    }

    /// Whether a call may say that it comes from the agency.
    pub fn may_say_who_we_are(self) -> bool {
        self.basis != AllyBasis::NamedOnly
    }

    /// Whether they may be asked to a planning session: who may not know of us may not.
    pub fn may_be_invited(self) -> bool {
        self.may_say_who_we_are()
    }

    /// Whether they may sign for the member: a guardian by law alone.
    pub fn may_sign(self) -> bool {
        self.relation == Relation::Guardian && self.basis == AllyBasis::Law
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> Option<Date> {
        Some("2026-03-02".parse().expect("a day"))
    }

    #[test]
    fn who_was_only_named_learns_nothing() {
        let named = AllyStanding::new(Relation::EmergencyContact, AllyBasis::NamedOnly, None).expect("an ally");
        assert!(!named.may_say_who_we_are() && !named.may_be_invited() && !named.may_sign());
        let agreed = AllyStanding::new(Relation::Supporter, AllyBasis::Consent, day()).expect("an ally");
        assert!(agreed.may_say_who_we_are() && agreed.may_be_invited() && !agreed.may_sign());
    }

    #[test]
    fn a_caregiver_does_not_sign_and_a_guardian_by_law_does() {
        let guardian = AllyStanding::new(Relation::Guardian, AllyBasis::Law, None).expect("a guardian");
        assert!(guardian.may_sign());
        assert!(!AllyStanding::new(Relation::Caregiver, AllyBasis::Consent, day()).expect("an ally").may_sign());
        assert!(!AllyStanding::new(Relation::Guardian, AllyBasis::Consent, day()).expect("an ally").may_sign());
    }

    #[test]
    fn a_word_that_is_missing_is_asked_for() {
        let id = |relation, basis| AllyStanding::new(relation, basis, None).map_err(|notice| notice.id);
        assert_eq!(id(Relation::Supporter, AllyBasis::Consent), Err("ally-consent-day-missing".into()));
        assert_eq!(id(Relation::Caregiver, AllyBasis::Law), Err("ally-law-guardian-only".into()));
    }
}
