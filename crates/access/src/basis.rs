//! Why something is allowed.

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
    /// A medical emergency, 42 CFR 2.51, for what is told to medical personnel. Inside, the emergency access
    /// procedure of 45 CFR 164.312(a)(2)(ii): one chart, for an hour, looked at by somebody else.
    Emergency,
    /// The member shares it with their own hand: their own access, 42 CFR 2.23, passed on by themself.
    SharedByOwner,
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
            Self::Emergency => "emergency",
            Self::SharedByOwner => "shared-by-owner",
            Self::NoRecord => "no-record",
            Self::Operations => "operations",
        }
    }
}
