//! The one table of rules: role, relation, operation, basis.
//!
//! Inside the agency these rows decide. What leaves it needs a row here and, in the same transaction, a basis of
//! its own: `domain::consent`. What a member shares of their own has rows of [`Relation::Shared`]: they say who may be
//! shared with at all, and the grants in the member's own space say what of it (`share.rs`).

pub use crate::basis::Basis;
pub use crate::operation::Operation;
use domain::people::Role;

/// How somebody stands to a chart. Narrow relations come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// The member shares parts of it with them, until a day. No other relation gives it, an assignment neither.
    Shared,
    /// Walks beside the member now, or covers for who does; or supervises who does.
    Caseload,
    /// Holds the role in a program that the member is enrolled in.
    Program,
    /// Holds the role in the member's agency.
    Agency,
}

/// A row of the table: those who hold one of `roles` and stand in `relation` may do `operations`.
#[derive(Debug)]
pub struct Rule {
    /// Any of these roles, held today.
    pub roles: &'static [Role],
    /// The relation that is needed, where the operation is about a chart.
    pub relation: Relation,
    /// What is allowed.
    pub operations: &'static [Operation],
    /// On which basis.
    pub basis: Basis,
}

use Operation as Op;

const PEERS: &[Role] = &[Role::PeerSpecialist, Role::FamilyPartner];
const LEARNING: &[Role] = &[Role::Trainee];
const SUPERVISOR: &[Role] = &[Role::Supervisor];

/// With whom a member may share: who supports them, and anyone who works at their agency.
const SHARED_WITH: &[Role] = &[
    Role::Supporter,
    Role::PeerSpecialist,
    Role::FamilyPartner,
    Role::Trainee,
    Role::Volunteer,
    Role::FrontDesk,
    Role::Supervisor,
    Role::Clinician,
    Role::AgencyAdmin,
    Role::ComplianceOfficer,
    Role::PrivacyOfficer,
    Role::Biller,
    Role::DirectoryEditor,
];

/// Everything that staff and supporters may do. What is not here is denied.
pub const RULES: &[Rule] = &[
    Rule {
        roles: PEERS,
        relation: Relation::Caseload,
        operations: &[
            Op::ReadMember,
            Op::ReadEnrolments,
            Op::ChangeMember,
            Op::InviteMember,
            Op::ReadCoverage,
            Op::ReadPlan,
            Op::WritePlan,
            Op::SignPlan,
            Op::ReviewPlan,
            Op::MarkAction,
            Op::HandOver,
            Op::SelfCheck,
            Op::ReadConsents,
            Op::MakeConsent,
            Op::RevokeConsent,
            Op::AskRestriction,
            Op::ResetSecret,
            Op::LockForMember,
            Op::KeepRepresentative,
        ],
        basis: Basis::NeedWithinProgram,
    },
    Rule {
        roles: LEARNING,
        relation: Relation::Caseload,
        operations: &[
            Op::ReadMember,
            Op::ReadEnrolments,
            Op::ReadPlan,
            Op::WritePlan,
            Op::MarkAction,
            Op::HandOver,
            Op::SelfCheck,
            Op::ReadConsents,
            Op::RevokeConsent,
            Op::AskRestriction,
            Op::LockForMember,
        ],
        basis: Basis::NeedWithinProgram,
    },
    Rule {
        roles: &[Role::PeerSpecialist, Role::FamilyPartner, Role::Trainee, Role::FrontDesk, Role::Supervisor],
        relation: Relation::Program,
        operations: &[Op::FindMembers, Op::RegisterMember],
        basis: Basis::NeedWithinProgram,
    },
    Rule {
        roles: SUPERVISOR,
        relation: Relation::Caseload,
        operations: &[
            Op::ReadMember,
            Op::ReadEnrolments,
            Op::ChangeMember,
            Op::InviteMember,
            Op::ReadCoverage,
            Op::ChangeCoverage,
            Op::ReadPlan,
            Op::WritePlan,
            Op::SignPlan,
            Op::CosignPlan,
            Op::ReviewPlan,
            Op::MarkAction,
            Op::HandOver,
            Op::SelfCheck,
            Op::ReadConsents,
            Op::MakeConsent,
            Op::RevokeConsent,
            Op::AskRestriction,
            Op::AnswerRestriction,
            Op::LockForMember,
            Op::KeepRepresentative,
            Op::ReviewRepresentative,
        ],
        basis: Basis::NeedWithinProgram,
    },
    Rule {
        roles: SUPERVISOR,
        relation: Relation::Program,
        operations: &[
            Op::ReadMember,
            Op::ReadEnrolments,
            Op::ReadPlan,
            Op::AssignPeer,
            Op::Enrol,
            Op::ResetSecret,
            Op::ReadConsents,
            Op::RevokeConsent,
            Op::AskRestriction,
            Op::AnswerRestriction,
            Op::LockForMember,
            Op::ReviewRepresentative,
            Op::ReadTeam,
        ],
        basis: Basis::NeedWithinProgram,
    },
    Rule {
        roles: &[Role::PeerSpecialist, Role::FamilyPartner, Role::Supervisor],
        relation: Relation::Caseload,
        operations: &[Op::Disclose],
        basis: Basis::Consent,
    },
    Rule {
        roles: &[Role::Clinician],
        relation: Relation::Program,
        operations: &[
            Op::FindMembers,
            Op::ReadMember,
            Op::ReadEnrolments,
            Op::ReadCoverage,
            Op::ChangeCoverage,
            Op::ReadPlan,
            Op::CosignPlan,
            Op::ReadConsents,
        ],
        basis: Basis::NeedWithinProgram,
    },
    Rule {
        roles: &[Role::Biller],
        relation: Relation::Program,
        operations: &[Op::FindMembers, Op::ReadEnrolments, Op::ReadCoverage, Op::ChangeCoverage],
        basis: Basis::NeedWithinProgram,
    },
    Rule {
        roles: &[Role::AgencyAdmin],
        relation: Relation::Agency,
        operations: &[Op::ReadAgency, Op::ManageStaff, Op::ManagePrograms, Op::AssignPeer],
        basis: Basis::NeedWithinProgram,
    },
    Rule {
        roles: &[Role::AgencyAdmin, Role::PrivacyOfficer, Role::ComplianceOfficer, Role::Supervisor],
        relation: Relation::Agency,
        operations: &[Op::RestartStaff],
        basis: Basis::Operations,
    },
    Rule {
        roles: &[Role::Supervisor, Role::PrivacyOfficer],
        relation: Relation::Agency,
        operations: &[Op::AnswerBrowse],
        basis: Basis::Operations,
    },
    Rule {
        roles: &[Role::ComplianceOfficer],
        relation: Relation::Agency,
        operations: &[
            Op::ReadAgency,
            Op::AdoptRule,
            Op::FindMembers,
            Op::ReadMember,
            Op::ReadEnrolments,
            Op::ReadCoverage,
            Op::ReadPlan,
            Op::ReadConsents,
        ],
        basis: Basis::Audit,
    },
    Rule {
        roles: &[Role::PrivacyOfficer],
        relation: Relation::Agency,
        operations: &[
            Op::ReadAgency,
            Op::FindMembers,
            Op::ReadMember,
            Op::ReadEnrolments,
            Op::ReadConsents,
            Op::RevokeConsent,
            Op::AskRestriction,
            Op::AnswerRestriction,
            Op::ReviewRepresentative,
        ],
        basis: Basis::NeedWithinProgram,
    },
    Rule {
        roles: &[Role::PrivacyOfficer, Role::ComplianceOfficer],
        relation: Relation::Agency,
        operations: &[Op::KeepPrivacy, Op::ReviewGlass],
        basis: Basis::Operations,
    },
    // Whoever may learn by a search that somebody is here, and is trained to sit down with them.
    Rule {
        roles: &[Role::PeerSpecialist, Role::FamilyPartner, Role::Supervisor, Role::Clinician],
        relation: Relation::Program,
        operations: &[Op::BreakGlass],
        basis: Basis::Emergency,
    },
    Rule {
        roles: &[Role::PeerSpecialist, Role::FamilyPartner, Role::Trainee, Role::Supervisor],
        relation: Relation::Caseload,
        operations: &[Op::DiscloseEmergency],
        basis: Basis::Emergency,
    },
    Rule {
        roles: &[Role::Supervisor, Role::Clinician],
        relation: Relation::Program,
        operations: &[Op::DiscloseEmergency],
        basis: Basis::Emergency,
    },
    Rule {
        roles: &[Role::DirectoryEditor, Role::AgencyAdmin],
        relation: Relation::Agency,
        operations: &[Op::ImportMeetings, Op::ReadDesk, Op::EditDirectory, Op::ChangeHelpLine],
        basis: Basis::NoRecord,
    },
    Rule {
        roles: &[
            Role::PeerSpecialist,
            Role::FamilyPartner,
            Role::Trainee,
            Role::Supervisor,
            Role::FrontDesk,
            Role::Volunteer,
            Role::DirectoryEditor,
            Role::AgencyAdmin,
        ],
        relation: Relation::Agency,
        operations: &[Op::ProposeEntry],
        basis: Basis::NoRecord,
    },
    Rule { roles: SHARED_WITH, relation: Relation::Shared, operations: &[Op::ReadShared], basis: Basis::SharedByOwner },
];

/// What a person may do with a chart that is linked to their own space.
pub const OWN_CHART: &[Operation] = &[
    Op::ReadMember,
    Op::ReadEnrolments,
    Op::ReadCoverage,
    Op::ChangeMember,
    Op::ReadPlan,
    Op::WritePlan,
    Op::SignPlan,
    Op::ReviewPlan,
    Op::MarkAction,
    Op::ReadConsents,
    Op::SignConsent,
    Op::RevokeConsent,
    Op::AskRestriction,
    Op::AskPrivacy,
];

/// What a chart that was opened in an emergency opens: reading, and telling medical personnel. Nothing is changed.
pub const IN_EMERGENCY: &[Operation] = &[Op::ReadMember, Op::ReadPlan, Op::DiscloseEmergency];

/// The rules under which `operation` is possible at all.
pub fn rules_for(operation: Operation) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.operations.contains(&operation))
}

/// Whether any of `roles` may do `operation` in some relation: decides what a menu shows.
pub fn possible(roles: &[Role], operation: Operation) -> bool {
    rules_for(operation).any(|rule| rule.roles.iter().any(|role| roles.contains(role)))
}
