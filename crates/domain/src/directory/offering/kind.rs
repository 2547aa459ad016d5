//! What kind of help an offering is.

use super::super::fold;
use crate::coded::coded;

coded! {
    /// A kind of help, in words that people look for.
    OfferingKind {
        /// A recovery community center.
        Center = "center",
        /// A house to live in recovery.
        Residence = "residence",
        /// Where to get naloxone.
        Naloxone = "naloxone",
        /// Peers who walk beside people.
        Peers = "peers",
        /// Treatment for substance use.
        Treatment = "treatment",
        /// Withdrawal with care.
        Detox = "detox",
        /// Medication for opioid or alcohol use.
        Medication = "medication",
        /// Help with mental health.
        MentalHealth = "mental-health",
        /// Safer use, syringes, test strips.
        HarmReduction = "harm-reduction",
        /// A doctor, a dentist, a clinic.
        Health = "health",
        /// Help for families and children.
        Family = "family",
        /// A bed, a room, rent.
        Housing = "housing",
        /// Food.
        Food = "food",
        /// Clothes and things for daily life.
        Clothing = "clothing",
        /// Work and learning.
        Work = "work",
        /// Rides.
        Rides = "rides",
        /// Law, records, papers.
        Legal = "legal",
        /// Money and benefits.
        Money = "money",
        /// Something on a day or a few: a walk, a fair, a vigil.
        Event = "event",
    }
}

/// Beginnings of words, or of several words, by which a kind is known in names and terms of a taxonomy. What is more
/// special goes first: a recovery house is a residence before it is housing.
const SIGNS: [(OfferingKind, &[&str]); 19] = [
    (OfferingKind::Naloxone, &["naloxone", "narcan", "overdose prevention", "overdose education"]),
    (
        OfferingKind::Residence,
        &[
            "recovery residence",
            "recovery hous",
            "recovery home",
            "sober living",
            "sober home",
            "halfway house",
            "transitional recovery",
        ],
    ),
    (
        OfferingKind::Center,
        &["recovery community cent", "recovery cent", "recovery community organization", "recovery cafe", "clubhouse"],
    ),
    (OfferingKind::Peers, &["peer support", "peer recovery", "recovery coach", "peer specialist", "peer navigat"]),
    (OfferingKind::Detox, &["detox", "withdrawal management"]),
    (
        OfferingKind::Medication,
        &[
            "medication assisted",
            "medications for opioid",
            "medication for opioid",
            "opioid treatment program",
            "methadone",
            "buprenorphine",
            "suboxone",
            "office based addiction",
        ],
    ),
    (
        OfferingKind::HarmReduction,
        &["harm reduction", "syringe", "needle exchange", "fentanyl test", "drug checking", "safer use"],
    ),
    (
        OfferingKind::Treatment,
        &[
            "substance use",
            "substance abuse",
            "addiction",
            "rehab",
            "intensive outpatient",
            "drug treatment",
            "alcohol treatment",
            "residential treatment",
        ],
    ),
    (
        OfferingKind::MentalHealth,
        &["mental health", "behavioral health", "counsel", "psychiatr", "therapy", "psycholog"],
    ),
    (OfferingKind::Family, &["family", "families", "parent", "child care", "childcare", "caregiver", "youth"]),
    (
        OfferingKind::Housing,
        &["housing", "shelter", "rent", "homeless", "rapid rehousing", "transitional living", "emergency lodging"],
    ),
    (OfferingKind::Food, &["food", "meal", "pantry", "groceries", "soup kitchen", "snap"]),
    (OfferingKind::Clothing, &["cloth", "hygiene", "furniture", "laundry", "shower"]),
    (OfferingKind::Work, &["employment", "job", "workforce", "career", "ged", "literacy", "vocational", "education"]),
    (OfferingKind::Rides, &["transport", "rides", "bus pass", "bus ticket"]),
    (
        OfferingKind::Legal,
        &["legal", "expung", "reentry", "re entry", "immigration", "identification card", "birth certificate"],
    ),
    (OfferingKind::Money, &["benefits", "financial", "medicaid enrollment", "cash assistance", "utility assistance"]),
    (
        OfferingKind::Event,
        &[
            "recovery event",
            "community event",
            "sober event",
            "recovery walk",
            "recovery run",
            "recovery rally",
            "recovery month",
            "overdose awareness",
            "festival",
            "vigil",
            "resource fair",
            "health fair",
            "job fair",
            "open house",
            "picnic",
        ],
    ),
    (
        OfferingKind::Health,
        &["health cent", "clinic", "dental", "medical", "primary care", "hiv", "hepatitis", "vaccin"],
    ),
];

impl OfferingKind {
    /// The message that names it.
    pub fn message_id(self) -> String {
        format!("offering-kind-{}", self.code())
    }

    /// The kinds that some names speak of, the most special first.
    pub fn in_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        let names: Vec<String> = names.into_iter().map(|name| format!(" {} ", fold(name))).collect();
        let speaks = |sign: &&str| {
            let at_a_beginning = format!(" {sign}");
            names.iter().any(|name| name.contains(&at_a_beginning))
        };
        SIGNS.iter().filter(|(_, signs)| signs.iter().any(speaks)).map(|(kind, _)| *kind).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_kind() {
        let of = |name: &str| OfferingKind::in_names([name]);
        assert_eq!(of("Free Narcan & Fentanyl Test Strips"), [OfferingKind::Naloxone, OfferingKind::HarmReduction]);
        assert_eq!(of("Oak House Sober Living"), [OfferingKind::Residence]);
        assert_eq!(of("River Recovery Community Center"), [OfferingKind::Center]);
        assert_eq!(of("Current events"), [], "rent inside a word is no rent");
        assert_eq!(of("Different"), []);
        assert_eq!(of("Candlelight vigil"), [OfferingKind::Event]);
    }

    #[test]
    fn every_kind_has_signs_once() {
        let mut kinds: Vec<OfferingKind> = SIGNS.iter().map(|(kind, _)| *kind).collect();
        kinds.sort();
        assert_eq!(kinds, OfferingKind::ALL);
        for sign in SIGNS.iter().flat_map(|(_, signs)| signs.iter()) {
            assert_eq!(fold(sign), *sign);
        }
    }
}
