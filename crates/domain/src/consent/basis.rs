//! Why something may leave: a closed list, each with what must be at hand and who may receive.

use super::RecipientKind;
use crate::coded::coded;

coded! {
    /// On what a disclosure rests. There is no other: a general duty to warn is not on the list, and a subpoena alone
    /// opens nothing. Sections are those of 42 CFR Part 2; several were read in older texts alone, so each allows as few
    /// recipients as it can.
    Basis {
        /// Written consent, 2.31.
        Consent = "consent",
        /// The patient's own access, 2.23.
        OwnAccess = "own-access",
        /// Medical emergency, 2.51.
        Emergency = "emergency",
        /// A helper of the program under a written agreement, 2.12(c)(4).
        ServiceAgreement = "service-agreement",
        /// Audit and evaluation under a written agreement, 2.53.
        Audit = "audit",
        /// Research, 2.52.
        Research = "research",
        /// The first report of child abuse or neglect, 2.12(c)(6).
        ChildAbuseReport = "child-abuse-report",
        /// A crime on the premises or against staff, 2.12(c)(5).
        CrimeOnPremises = "crime-on-premises",
        /// A court order together with a subpoena, 2.61 to 2.67.
        CourtOrder = "court-order",
        /// The cause of a death, and who speaks for somebody who died, 2.15.
        Death = "death",
    }
}

coded! {
    /// What must be at hand before a basis opens anything.
    Evidence {
        /// A signed consent that is in force.
        SignedConsent = "signed-consent",
        /// That the asker is the patient.
        IsThePatient = "is-the-patient",
        /// Who received it, where they work, and the nature of the emergency: written down right after, 2.51(c).
        EmergencyRecord = "emergency-record",
        /// A written agreement.
        WrittenAgreement = "written-agreement",
        /// The order of a court.
        CourtOrder = "court-order",
        /// A subpoena.
        Subpoena = "subpoena",
        /// What the law asks to be reported, and no more.
        ReportOnly = "report-only",
        /// Papers that say who speaks for the person who died.
        RepresentativePapers = "representative-papers",
    }
}

impl Basis {
    /// The section of 42 CFR Part 2 that it stands in.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Consent => "2.31",
            Self::OwnAccess => "2.23",
            Self::Emergency => "2.51",
            Self::ServiceAgreement => "2.12(c)(4)",
            Self::Audit => "2.53",
            Self::Research => "2.52",
            Self::ChildAbuseReport => "2.12(c)(6)",
            Self::CrimeOnPremises => "2.12(c)(5)",
            Self::CourtOrder => "2.61-2.67",
            Self::Death => "2.15",
        }
    }

    /// Everything that must be at hand: all of it, not one of it.
    pub const fn evidence(self) -> &'static [Evidence] {
        match self {
            Self::Consent => &[Evidence::SignedConsent],
            Self::OwnAccess => &[Evidence::IsThePatient],
            Self::Emergency => &[Evidence::EmergencyRecord],
            Self::ServiceAgreement | Self::Audit | Self::Research => &[Evidence::WrittenAgreement],
            Self::ChildAbuseReport | Self::CrimeOnPremises => &[Evidence::ReportOnly],
            Self::CourtOrder => &[Evidence::CourtOrder, Evidence::Subpoena],
            Self::Death => &[Evidence::RepresentativePapers],
        }
    }

    /// Whether somebody of this kind may receive on this basis. What is not named may not.
    pub const fn allows(self, recipient: RecipientKind) -> bool {
        use RecipientKind as To;
        match self {
            Self::Consent => !matches!(recipient, To::Patient),
            Self::OwnAccess => matches!(recipient, To::Patient),
            // Medical personnel only: neither family nor police (2.51(a)).
            Self::Emergency => matches!(recipient, To::MedicalPersonnel),
            Self::ServiceAgreement => matches!(recipient, To::CoveredEntity | To::LawfulHolder),
            Self::Audit | Self::Research => matches!(recipient, To::CoveredEntity | To::LawfulHolder),
            Self::ChildAbuseReport | Self::CrimeOnPremises | Self::CourtOrder => matches!(recipient, To::Authority),
            Self::Death => matches!(recipient, To::Authority | To::Individual),
        }
    }

    /// Whether the notice of 2.32 and a copy of the consent, or what it covers, go with it where the records are
    /// those of a Part 2 program: with a written consent, and with nothing else.
    pub const fn carries_notice(self) -> bool {
        matches!(self, Self::Consent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emergency_opens_to_medical_personnel_alone() {
        for kind in RecipientKind::ALL {
            assert_eq!(Basis::Emergency.allows(*kind), *kind == RecipientKind::MedicalPersonnel, "{kind:?}");
        }
    }

    #[test]
    fn a_court_needs_its_order_and_a_subpoena() {
        assert_eq!(Basis::CourtOrder.evidence(), [Evidence::CourtOrder, Evidence::Subpoena]);
        assert!(Basis::ALL.iter().all(|basis| !basis.evidence().is_empty()));
        let subpoena_alone = |basis: &&Basis| basis.evidence() == [Evidence::Subpoena];
        assert!(!Basis::ALL.iter().any(|basis| subpoena_alone(&basis)));
    }

    #[test]
    fn the_notice_goes_with_a_consent_and_with_nothing_else() {
        let with: Vec<_> = Basis::ALL.iter().filter(|basis| basis.carries_notice()).collect();
        assert_eq!(with, [&Basis::Consent]);
    }
}
