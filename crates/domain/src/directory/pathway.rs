//! How a group goes about recovery. None comes first; people walk several at once.

use crate::coded::coded;

coded! {
    /// What kind of group or meeting it is, by the way it takes. The code stands in addresses
    /// (`/meetings?pathway=secular`), in the catalogue of choices and in the names of guides.
    Pathway {
        /// Twelve steps, with a spiritual side.
        TwelveStep = "twelve-step",
        /// Tools and support with no religion in it.
        Secular = "secular",
        /// A Christian or other faith community.
        Faith = "faith",
        /// Buddhist ideas and sitting in quiet.
        Buddhist = "buddhist",
        /// Peers who live with mental health challenges, with or without substance use.
        MentalHealth = "mental-health",
        /// Made for people whose recovery holds medicine.
        Medication = "medication",
        /// Cutting down or staying safer.
        HarmReduction = "harm-reduction",
    }
}

impl Pathway {
    /// The message that names it.
    pub fn message_id(self) -> String {
        format!("pathway-{}", self.code())
    }
}
