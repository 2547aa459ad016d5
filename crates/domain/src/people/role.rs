//! What a person does here. One person may hold several roles.

use crate::coded::coded;

coded! {
    /// A role within an agency, or beside it.
    Role {
        /// The person whose recovery it is.
        Member = "member",
        /// Works beside members, from their own lived experience.
        PeerSpecialist = "peer-specialist",
        /// Works beside families, from their own lived experience.
        FamilyPartner = "family-partner",
        /// Learning to be a peer specialist.
        Trainee = "trainee",
        /// Helps without pay.
        Volunteer = "volunteer",
        /// Greets people and keeps the calendar.
        FrontDesk = "front-desk",
        /// Supports peers in their work.
        Supervisor = "supervisor",
        /// Licensed staff.
        Clinician = "clinician",
        /// Sets up the agency and its staff.
        AgencyAdmin = "agency-admin",
        /// Looks after the agency's duties under its programs.
        ComplianceOfficer = "compliance-officer",
        /// Looks after privacy and reads the record of who saw what.
        PrivacyOfficer = "privacy-officer",
        /// Prepares claims.
        Biller = "biller",
        /// Keeps the public directory right.
        DirectoryEditor = "directory-editor",
        /// Checks an agency's records for a payer or a state, for a limited time.
        Monitor = "monitor",
        /// Someone a member chose to share with.
        Supporter = "supporter",
        /// Someone at another agency who refers members.
        ReferralPartner = "referral-partner",
        /// Runs the server. Sees no member.
        Operator = "operator",
    }
}

impl Role {
    /// Whether this role works for an agency, paid or not. Staff sessions end sooner.
    ///
    /// Monitors, referral partners and operators come from outside the agency.
    pub const fn is_staff(self) -> bool {
        match self {
            Self::PeerSpecialist
            | Self::FamilyPartner
            | Self::Trainee
            | Self::Volunteer
            | Self::FrontDesk
            | Self::Supervisor
            | Self::Clinician
            | Self::AgencyAdmin
            | Self::ComplianceOfficer
            | Self::PrivacyOfficer
            | Self::Biller
            | Self::DirectoryEditor => true,
            Self::Member | Self::Monitor | Self::Supporter | Self::ReferralPartner | Self::Operator => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_read_back() {
        let codes: std::collections::BTreeSet<_> = Role::ALL.iter().map(|role| role.code()).collect();
        assert_eq!(codes.len(), 17);
        for role in Role::ALL {
            assert_eq!(role.code().parse(), Ok(*role));
        }
        assert!("owner".parse::<Role>().is_err());
    }

    #[test]
    fn members_and_outsiders_are_not_staff() {
        let not_staff: Vec<_> = Role::ALL.iter().filter(|role| !role.is_staff()).map(|role| role.code()).collect();
        assert_eq!(not_staff, ["member", "monitor", "supporter", "referral-partner", "operator"]);
    }
}
