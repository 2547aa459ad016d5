//! The one table of rules: role, relation, operation, basis.
//!
//! Inside the agency these rows decide. What leaves it needs a row here and, in the same transaction, a basis of
//! its own: `domain::consent`. Sharing grants get rows of their own kind here when they are built.

use domain::people::Role;

/// What somebody does. `access` decides on these and on nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// Read what is public.
    ReadPublic,
    /// Prove who one is, or stop being signed in.
    SignIn,
    /// See to one's own sign-in: keys, devices, language.
    OwnAccount,
    /// Search for members by name; shows the least that helps.
    FindMembers,
    /// Open a chart for someone new.
    RegisterMember,
    /// Read a chart: who they are, how to reach them, enrolments.
    ReadMember,
    /// Change what a chart says of a member.
    ChangeMember,
    /// Invite a member to join on their own phone, and confirm that it is them.
    InviteMember,
    /// Give a member a peer, cover, or transfer.
    AssignPeer,
    /// Put a member into a program or end that.
    Enrol,
    /// Read which programs a member is in. Who sees to coverage needs it without the rest of the chart.
    ReadEnrolments,
    /// Read why a program pays: coverage, diagnosis, recommendation.
    ReadCoverage,
    /// Change why a program pays.
    ChangeCoverage,
    /// Read a plan, its versions and reviews.
    ReadPlan,
    /// Write in the draft of a plan.
    WritePlan,
    /// Freeze a version and sign it.
    SignPlan,
    /// Co-sign a version as supervisor or clinician.
    CosignPlan,
    /// Read one version by a one-time link and answer it.
    SignByLink,
    /// Hold a review.
    ReviewPlan,
    /// Say of an action that it was done.
    MarkAction,
    /// Hand the device to the member, open on this one plan.
    HandOver,
    /// Answer one's own questions before and after a conversation.
    SelfCheck,
    /// Read consents, restrictions, and what went out.
    ReadConsents,
    /// Make a consent ready to be signed, witness a signature, write down a yes to peer support, give the notice.
    MakeConsent,
    /// Sign one's own consent.
    SignConsent,
    /// Take a consent back, or write down that the member did.
    RevokeConsent,
    /// Ask that something stays in.
    AskRestriction,
    /// Answer that.
    AnswerRestriction,
    /// Give something out on a consent.
    Disclose,
    /// Help a member who lost their secret to a new start.
    ResetSecret,
    /// See the caseloads and what is late in one's team.
    ReadTeam,
    /// See the agency's people, programs, roles and rule values.
    ReadAgency,
    /// Add staff, grant and end roles.
    ManageStaff,
    /// Help somebody at the agency who lost their passphrase or second step to a new start.
    RestartStaff,
    /// Add programs.
    ManagePrograms,
    /// Adopt a value of a rule pack for the agency.
    AdoptRule,
    /// Read meetings into the directory.
    ImportMeetings,
    /// See what of the directory waits for somebody.
    ReadDesk,
    /// Look after entries of the directory: verify, put right, take off, answer what people report.
    EditDirectory,
    /// Say how an entry of the directory could be put right.
    ProposeEntry,
    /// Change a help line, which takes two people.
    ChangeHelpLine,
    /// Say of an entry that something is wrong with it, or that it is right: open to anyone.
    TellDirectory,
    /// Answer for one entry by the link of its contact.
    AnswerListing,
    /// Run the machine.
    Operate,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 44] = [
        Self::ReadPublic,
        Self::SignIn,
        Self::OwnAccount,
        Self::FindMembers,
        Self::RegisterMember,
        Self::ReadMember,
        Self::ChangeMember,
        Self::InviteMember,
        Self::AssignPeer,
        Self::Enrol,
        Self::ReadEnrolments,
        Self::ReadCoverage,
        Self::ChangeCoverage,
        Self::ReadPlan,
        Self::WritePlan,
        Self::SignPlan,
        Self::CosignPlan,
        Self::SignByLink,
        Self::ReviewPlan,
        Self::MarkAction,
        Self::HandOver,
        Self::SelfCheck,
        Self::ReadConsents,
        Self::MakeConsent,
        Self::SignConsent,
        Self::RevokeConsent,
        Self::AskRestriction,
        Self::AnswerRestriction,
        Self::Disclose,
        Self::ResetSecret,
        Self::ReadTeam,
        Self::ReadAgency,
        Self::ManageStaff,
        Self::RestartStaff,
        Self::ManagePrograms,
        Self::AdoptRule,
        Self::ImportMeetings,
        Self::ReadDesk,
        Self::EditDirectory,
        Self::ProposeEntry,
        Self::ChangeHelpLine,
        Self::TellDirectory,
        Self::AnswerListing,
        Self::Operate,
    ];

    /// Its name in the audit record.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReadPublic => "read-public",
            Self::SignIn => "sign-in",
            Self::OwnAccount => "own-account",
            Self::FindMembers => "find-members",
            Self::RegisterMember => "register-member",
            Self::ReadMember => "read-member",
            Self::ChangeMember => "change-member",
            Self::InviteMember => "invite-member",
            Self::AssignPeer => "assign-peer",
            Self::Enrol => "enrol",
            Self::ReadEnrolments => "read-enrolments",
            Self::ReadCoverage => "read-coverage",
            Self::ChangeCoverage => "change-coverage",
            Self::ReadPlan => "read-plan",
            Self::WritePlan => "write-plan",
            Self::SignPlan => "sign-plan",
            Self::CosignPlan => "cosign-plan",
            Self::SignByLink => "sign-by-link",
            Self::ReviewPlan => "review-plan",
            Self::MarkAction => "mark-action",
            Self::HandOver => "hand-over",
            Self::SelfCheck => "self-check",
            Self::ReadConsents => "read-consents",
            Self::MakeConsent => "make-consent",
            Self::SignConsent => "sign-consent",
            Self::RevokeConsent => "revoke-consent",
            Self::AskRestriction => "ask-restriction",
            Self::AnswerRestriction => "answer-restriction",
            Self::Disclose => "disclose",
            Self::ResetSecret => "reset-secret",
            Self::ReadTeam => "read-team",
            Self::ReadAgency => "read-agency",
            Self::ManageStaff => "manage-staff",
            Self::RestartStaff => "restart-staff",
            Self::ManagePrograms => "manage-programs",
            Self::AdoptRule => "adopt-rule",
            Self::ImportMeetings => "import-meetings",
            Self::ReadDesk => "read-desk",
            Self::EditDirectory => "edit-directory",
            Self::ProposeEntry => "propose-entry",
            Self::ChangeHelpLine => "change-help-line",
            Self::TellDirectory => "tell-directory",
            Self::AnswerListing => "answer-listing",
            Self::Operate => "operate",
        }
    }

    /// Whether it is about one chart.
    pub const fn about_a_member(self) -> bool {
        matches!(
            self,
            Self::ReadMember
                | Self::ChangeMember
                | Self::InviteMember
                | Self::AssignPeer
                | Self::Enrol
                | Self::ReadEnrolments
                | Self::ReadCoverage
                | Self::ChangeCoverage
                | Self::ReadPlan
                | Self::WritePlan
                | Self::SignPlan
                | Self::CosignPlan
                | Self::ReviewPlan
                | Self::MarkAction
                | Self::HandOver
                | Self::SelfCheck
                | Self::ReadConsents
                | Self::MakeConsent
                | Self::SignConsent
                | Self::RevokeConsent
                | Self::AskRestriction
                | Self::AnswerRestriction
                | Self::Disclose
                | Self::ResetSecret
        )
    }
}

/// How a staff member stands to a chart. Narrow relations come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// Walks beside the member now, or covers for who does; or supervises who does.
    Caseload,
    /// Holds the role in a program that the member is enrolled in.
    Program,
    /// Holds the role in the member's agency.
    Agency,
}

/// Why something is allowed: a closed list, each with the section of 42 CFR Part 2 that it rests on, as far as it is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Need within the program, 42 CFR 2.12(c)(3).
    NeedWithinProgram,
    /// The member's own access, 42 CFR 2.23.
    OwnAccess,
    /// The member asked for it and told staff so.
    MemberRequest,
    /// A written consent, 42 CFR 2.31. That it is in force and names thing and recipient is decided in the transaction
    /// that gives something out (`domain::consent::decide`).
    Consent,
    /// Audit and evaluation, 42 CFR 2.53.
    Audit,
    /// Nothing of a person is involved.
    NoRecord,
    /// Keeping the machine and its sign-ins running.
    Operations,
}

impl Basis {
    /// Its name in the audit record.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeedWithinProgram => "need-within-program",
            Self::OwnAccess => "own-access",
            Self::MemberRequest => "member-request",
            Self::Consent => "consent",
            Self::Audit => "audit",
            Self::NoRecord => "no-record",
            Self::Operations => "operations",
        }
    }
}

/// A row of the table: staff who hold one of `roles` and stand in `relation` may do `operations`.
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

/// Everything that staff may do. What is not here is denied.
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
        ],
        basis: Basis::NeedWithinProgram,
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
];

/// What a person may do with a chart that is linked to their own space.
pub const OWN_CHART: &[Operation] = &[
    Op::ReadMember,
    Op::ReadEnrolments,
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
];

/// The rules under which `operation` is possible at all.
pub fn rules_for(operation: Operation) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.operations.contains(&operation))
}

/// Whether any of `roles` may do `operation` in some relation: decides what a menu shows.
pub fn possible(roles: &[Role], operation: Operation) -> bool {
    rules_for(operation).any(|rule| rule.roles.iter().any(|role| roles.contains(role)))
}
