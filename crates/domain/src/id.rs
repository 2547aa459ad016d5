//! Identities: 16 bytes, in the layout of a UUID version 7 (RFC 9562, section 5.7).

use std::fmt;
use std::str::FromStr;

/// What every identity type can do, so that the floors above can store any of them.
pub trait Identity: Copy + Eq + fmt::Display {
    /// From its 16 bytes.
    fn from_bytes(bytes: [u8; 16]) -> Self;
    /// Its 16 bytes.
    fn bytes(self) -> [u8; 16];
    /// When it was made, to the millisecond: the first 48 bits (RFC 9562, section 5.7).
    fn made_at(self) -> crate::time::Moment {
        let [a, b, c, d, e, f, ..] = self.bytes();
        let millis = u64::from_be_bytes([0, 0, a, b, c, d, e, f]);
        crate::time::Moment::from_micros(i64::try_from(millis * 1000).unwrap_or_default())
    }
}

/// A text that is not an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identity")]
pub struct NotAnId;

macro_rules! identities {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        impl Identity for $name {
            fn from_bytes(bytes: [u8; 16]) -> Self { Self(uuid::Uuid::from_bytes(bytes)) }
            fn bytes(self) -> [u8; 16] { self.0.into_bytes() }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.simple().fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.simple())
            }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                uuid::Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )*};
}

identities! {
    /// A sign-in.
    AccountId,
    /// A person's own space, apart from every agency.
    PersonId,
    /// The tenant.
    AgencyId,
    /// A chart at one agency.
    MemberId,
    /// Someone who works at one agency, paid or not.
    StaffId,
    /// The hat of somebody whom others share with, apart from their own space.
    SupporterId,
    /// Somebody with whom a person shares something of their own.
    ShareId,
    /// A program of an agency.
    ProgramId,
    /// A member in a program, between two dates.
    EnrolmentId,
    /// A role that a staff member holds.
    RoleGrantId,
    /// A member and the staff member who walks beside them.
    AssignmentId,
    /// A way to reach someone.
    ChannelId,
    /// Someone in a member's corner.
    AllyId,
    /// A sign-in in progress on one device.
    SessionId,
    /// A device that an account knows.
    DeviceId,
    /// A passkey of an account.
    PasskeyId,
    /// An invitation to join.
    JoinId,
    /// A recovery plan.
    PlanId,
    /// A goal in a plan.
    GoalId,
    /// A strategy towards a goal.
    StrategyId,
    /// An action in a strategy.
    ActionId,
    /// A frozen version of a plan.
    VersionId,
    /// A signature under a version.
    SignatureId,
    /// A review of a plan.
    ReviewId,
    /// A piece of writing in a draft, and its clashes.
    TextId,
    /// A consent.
    ConsentId,
    /// Something that went out.
    DisclosureId,
    /// A file kept with a record.
    AttachmentId,
    /// A source of meetings.
    FeedId,
    /// A meeting that anyone may come to.
    MeetingId,
    /// A list of services.
    /// Who offers something.
    ProviderId,
    /// Something that is offered.
    OfferingId,
    /// An event of the audit record.
    AuditId,
    /// A command: the same id is carried out once.
    CommandId,
    /// A job in the queue.
    JobId,
    /// Anything else that has rows of its own.
    RowId,
}

/// Makes identities without a clock or chance of its own: both come in at the start.
///
/// The same start makes the same identities in the same order, so a unit of
/// work that is run again makes the same rows.
#[derive(Debug, Clone)]
pub struct Ids {
    millis: u64,
    state: u64,
    high: u64,
    count: u16,
}

impl Ids {
    /// `now` dates the identities; `seed` must be unpredictable where an identity must not be guessed.
    pub fn new(now: crate::time::Moment, seed: [u8; 16]) -> Self {
        let (low, high) = seed.split_at(8);
        let word = |bytes: &[u8]| bytes.iter().fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
        Self { millis: now.micros().max(0) as u64 / 1000, state: word(low), high: word(high), count: 0 }
    }

    /// The next identity.
    #[expect(clippy::should_implement_trait, reason = "an identity has a type, so this is no iterator")]
    pub fn next<T: Identity>(&mut self) -> T {
        let chance = self.chance();
        let mut bytes = [0u8; 16];
        bytes[..6].copy_from_slice(&self.millis.to_be_bytes()[2..]);
        // A counter in `rand_a` keeps identities of one start in order (RFC 9562, section 6.2, method 1).
        bytes[6..8].copy_from_slice(&(0x7000 | (self.count & 0x0fff)).to_be_bytes());
        bytes[8..].copy_from_slice(&chance.to_be_bytes());
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        self.count = self.count.wrapping_add(1);
        if self.count > 0x0fff {
            self.count = 0;
            self.millis += 1;
        }
        T::from_bytes(bytes)
    }

    /// Identities that share the start's moment and none of its chance; the same `unit` gives the same ones.
    #[must_use]
    pub fn branch(&self, unit: u64) -> Self {
        let mut own = Self { state: self.state ^ unit.wrapping_mul(0xd6e8_feb8_6659_fd93), ..self.clone() };
        own.high ^= own.chance();
        own
    }

    /// SplitMix64 over both halves of the seed: well spread, not secret. Secrets never come from here.
    fn chance(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state ^ self.high;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Moment;

    #[test]
    fn an_identity_tells_when_it_was_made() {
        let at = Moment::from_micros(1_790_000_000_123_000);
        assert_eq!(Ids::new(at, [7; 16]).next::<PlanId>().made_at(), at);
    }

    #[test]
    fn one_start_makes_distinct_ordered_identities_of_version_7() {
        let mut ids = Ids::new(Moment::from_micros(1_790_000_000_000_000), [7; 16]);
        let made: Vec<PlanId> = (0..10_000).map(|_| ids.next()).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made.iter().all(|id| id.bytes()[6] >> 4 == 7 && id.bytes()[8] >> 6 == 0b10));
    }

    #[test]
    fn the_same_start_makes_the_same_identities() {
        let start = || Ids::new(Moment::from_micros(1), [9; 16]);
        assert_eq!(start().next::<GoalId>(), start().next::<GoalId>());
    }

    #[test]
    fn branches_of_one_start_share_no_identity() {
        let start = Ids::new(Moment::from_micros(1), [9; 16]);
        let made: std::collections::BTreeSet<GoalId> = (0..100)
            .flat_map(|unit| {
                let mut own = start.branch(unit);
                [own.next(), own.next(), own.next()]
            })
            .collect();
        assert_eq!(made.len(), 300);
        assert_eq!(start.branch(7).next::<GoalId>(), start.branch(7).next::<GoalId>());
    }

    #[test]
    fn an_identity_reads_its_own_text() {
        let id: GoalId = Ids::new(Moment::from_micros(5_000_000), [1; 16]).next();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("goal".parse::<GoalId>(), Err(NotAnId));
    }
}
