//! Who receives, and what they may do with it afterwards.

use super::ConsentKind;
use crate::coded::coded;
use crate::text::Line;
use serde::{Deserialize, Serialize};

coded! {
    /// What a recipient is under the law. Redisclosure hangs on it; who is not known is treated most strictly.
    RecipientKind {
        /// A covered entity under HIPAA, or its business associate.
        CoveredEntity = "covered-entity",
        /// A Part 2 program that is no covered entity.
        Part2Program = "part2-program",
        /// Somebody else who holds records lawfully: a payer's contractor, an auditor.
        LawfulHolder = "lawful-holder",
        /// Somebody who passes records on between several, 2.24.
        Intermediary = "intermediary",
        /// A person: family, a friend, an employer.
        Individual = "individual",
        /// Medical personnel in an emergency, 2.51.
        MedicalPersonnel = "medical-personnel",
        /// A court, the police, an office for children.
        Authority = "authority",
        /// The patient.
        Patient = "patient",
        /// Nobody has said.
        Unknown = "unknown",
    }
}

impl RecipientKind {
    /// Those that staff may choose for a consent.
    pub const FOR_A_CONSENT: &'static [Self] = &[
        Self::CoveredEntity,
        Self::Part2Program,
        Self::LawfulHolder,
        Self::Individual,
        Self::Authority,
        Self::Unknown,
    ];
}

coded! {
    /// What a consent is for, where the law looks at it.
    Purpose {
        /// Treatment.
        Treatment = "treatment",
        /// Payment.
        Payment = "payment",
        /// Running the program.
        Operations = "operations",
        /// Because the person asks for it.
        AtMyRequest = "at-my-request",
        /// Something else, in words.
        Other = "other",
    }
}

/// Somebody who may receive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Their name, or the class that they belong to.
    pub name: Line,
    /// What they are.
    pub kind: RecipientKind,
}

coded! {
    /// What a recipient may do with records that came to them by a consent, 2.33.
    Redisclosure {
        /// Pass them on as HIPAA allows, except in proceedings against the patient.
        AsHipaaAllows = "as-hipaa-allows",
        /// Pass them on as the consent says.
        AsTheConsentSays = "as-the-consent-says",
        /// Pass them to contractors who are needed for payment and operations.
        ToContractors = "to-contractors",
        /// Pass them on to nobody.
        ToNobody = "to-nobody",
    }
}

/// What a recipient may do with records of a Part 2 program that came by a consent of this kind, 42 CFR 2.33 (read at
/// second hand: the strictest answer wherever it does not speak).
pub const fn redisclosure(recipient: RecipientKind, consent: ConsentKind) -> Redisclosure {
    match (consent, recipient) {
        (ConsentKind::Tpo, RecipientKind::CoveredEntity) => Redisclosure::AsHipaaAllows,
        (ConsentKind::Tpo, RecipientKind::Part2Program) => Redisclosure::AsTheConsentSays,
        (ConsentKind::Tpo, RecipientKind::LawfulHolder) => Redisclosure::ToContractors,
        (ConsentKind::Intermediary, RecipientKind::Intermediary) => Redisclosure::AsTheConsentSays,
        _ => Redisclosure::ToNobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cases of 2.33 and 2.24, and what stands beside them, written down one by one.
    #[test]
    fn what_a_recipient_may_do_is_as_it_was_written_down() {
        use ConsentKind::{CounselingNotes, CriminalJustice, Intermediary as Between, Proceedings, Specific, Tpo};
        use RecipientKind as To;
        let golden = [
            (Tpo, To::CoveredEntity, "as-hipaa-allows"),
            (Tpo, To::Part2Program, "as-the-consent-says"),
            (Tpo, To::LawfulHolder, "to-contractors"),
            (Tpo, To::Individual, "to-nobody"),
            (Tpo, To::Intermediary, "to-nobody"),
            (Tpo, To::Authority, "to-nobody"),
            (Tpo, To::Unknown, "to-nobody"),
            (Specific, To::CoveredEntity, "to-nobody"),
            (Specific, To::Part2Program, "to-nobody"),
            (Specific, To::LawfulHolder, "to-nobody"),
            (Specific, To::Individual, "to-nobody"),
            (Specific, To::Unknown, "to-nobody"),
            (Between, To::Intermediary, "as-the-consent-says"),
            (Between, To::CoveredEntity, "to-nobody"),
            (CriminalJustice, To::Authority, "to-nobody"),
            (Proceedings, To::CoveredEntity, "to-nobody"),
            (Proceedings, To::Authority, "to-nobody"),
            (CounselingNotes, To::CoveredEntity, "to-nobody"),
        ];
        for (consent, recipient, expected) in golden {
            assert_eq!(redisclosure(recipient, consent).code(), expected, "{consent:?} to {recipient:?}");
        }
    }

    #[test]
    fn who_is_not_known_is_treated_most_strictly() {
        for consent in ConsentKind::ALL {
            assert_eq!(redisclosure(RecipientKind::Unknown, *consent), Redisclosure::ToNobody);
            assert_eq!(redisclosure(RecipientKind::MedicalPersonnel, *consent), Redisclosure::ToNobody);
        }
    }
}
