//! What somebody may want to do: the operations that decisions are made about.

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
    /// See whose chart one would open in an emergency: what they like to be called, and nothing more.
    LookToOpen,
    /// Open one chart in an emergency, without its being one's work.
    BreakGlass,
    /// Look at such an opening, and say what comes of it.
    ReviewGlass,
    /// Tell medical personnel what helps in an emergency.
    DiscloseEmergency,
    /// Ask the agency about one's own records.
    AskPrivacy,
    /// Keep the privacy desk: requests, complaints, legal holds.
    KeepPrivacy,
    /// Complain, without a name: open to anyone.
    Complain,
    /// Seal the audit record, and let go of what its time is up.
    KeepRecord,
    /// See who opened more charts than is usual, and answer it.
    AnswerBrowse,
    /// Read what a member shares of their own.
    ReadShared,
    /// Share something of one's own, and end that.
    ShareOwn,
    /// Close a member's own space at their word: every session and every share.
    LockForMember,
    /// Keep who may sign for a member, and on which paper.
    KeepRepresentative,
    /// Look at whether a representative was turned down rightly.
    ReviewRepresentative,
    /// Run the machine.
    Operate,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 58] = [
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
        Self::LookToOpen,
        Self::BreakGlass,
        Self::ReviewGlass,
        Self::DiscloseEmergency,
        Self::AskPrivacy,
        Self::KeepPrivacy,
        Self::Complain,
        Self::KeepRecord,
        Self::AnswerBrowse,
        Self::ReadShared,
        Self::ShareOwn,
        Self::LockForMember,
        Self::KeepRepresentative,
        Self::ReviewRepresentative,
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
            Self::LookToOpen => "look-to-open",
            Self::BreakGlass => "break-glass",
            Self::ReviewGlass => "review-glass",
            Self::DiscloseEmergency => "disclose-emergency",
            Self::AskPrivacy => "ask-privacy",
            Self::KeepPrivacy => "keep-privacy",
            Self::Complain => "complain",
            Self::KeepRecord => "keep-record",
            Self::AnswerBrowse => "answer-browse",
            Self::ReadShared => "read-shared",
            Self::ShareOwn => "share-own",
            Self::LockForMember => "lock-for-member",
            Self::KeepRepresentative => "keep-representative",
            Self::ReviewRepresentative => "review-representative",
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
                | Self::LookToOpen
                | Self::BreakGlass
                | Self::ReviewGlass
                | Self::DiscloseEmergency
                | Self::AskPrivacy
                | Self::KeepPrivacy
                | Self::ReadShared
                | Self::LockForMember
                | Self::KeepRepresentative
                | Self::ReviewRepresentative
        )
    }
}
