//! How long a sign-in lasts, and how often somebody may try.

use super::Role;
use crate::coded::coded;
use crate::notice::Notice;
use crate::time::Moment;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// For how many seconds somebody counts as there who has just proved again who they are. House rule.
const CONFIRMED_FOR: i64 = 10 * MINUTE;

coded! {
    /// How somebody proved who they are when a session began.
    Strength {
        /// A passphrase alone.
        Passphrase = "passphrase",
        /// A passphrase, and a code from an app or a recovery code.
        TwoSteps = "two-steps",
        /// A passkey, which asks for a finger, a face or a PIN itself.
        Passkey = "passkey",
        /// A device that the account knows, and a PIN.
        DevicePin = "device-pin",
        /// A code made for a new start, or a recovery code, in the place of a lost secret.
        Recovery = "recovery",
    }
}

impl Strength {
    /// Whether it is proof enough to see other people's records, and to open an own space that is locked: two steps,
    /// or a passkey. A PIN and a new start open one's own things alone.
    /// Rule: NIST SP 800-63B-4, section 2.2 (AAL2); which records ask for it is a house rule.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::TwoSteps | Self::Passkey)
    }
}

/// For how many seconds a second PIN holds that was typed right. House rule.
const SECOND_PIN_FOR: i64 = 10 * MINUTE;

/// Whether a second PIN that was typed at `typed` still holds at `now`.
pub fn second_pin_holds(typed: Option<Moment>, now: Moment) -> bool {
    typed.is_some_and(|then| (0..=SECOND_PIN_FOR).contains(&now.seconds_since(then)))
}

/// Whether a confirmation at `stepped_up` still counts at `now`: for keys, roles and exports.
pub fn is_confirmed(stepped_up: Option<Moment>, now: Moment) -> bool {
    stepped_up.is_some_and(|then| (0..=CONFIRMED_FOR).contains(&now.seconds_since(then)))
}

/// How long a session lasts. House rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    /// Seconds without a sign of life.
    pub idle_seconds: i64,
    /// Seconds from its start, whatever happens.
    pub absolute_seconds: i64,
}

impl SessionLimits {
    /// For members and supporters, who see what is their own: 30 minutes idle, 30 days in all.
    const OWN: Self = Self { idle_seconds: 30 * MINUTE, absolute_seconds: 30 * DAY };
    /// For everyone who sees other people's records: 15 minutes idle, 12 hours in all.
    const WORK: Self = Self { idle_seconds: 15 * MINUTE, absolute_seconds: 12 * HOUR };

    /// The limits of a session that carries `roles`. One role of work makes it a session of work, and so does none.
    pub fn of(roles: &[Role]) -> Self {
        let own = |role: &Role| matches!(role, Role::Member | Role::Supporter);
        if !roles.is_empty() && roles.iter().all(own) { Self::OWN } else { Self::WORK }
    }

    /// When a session ends that began at `created` and was last alive at `seen`.
    pub fn ends_at(self, created: Moment, seen: Moment) -> Moment {
        seen.plus_seconds(self.idle_seconds).min(created.plus_seconds(self.absolute_seconds))
    }
}

/// How many tries are left: a bucket that fills slowly and gives one token for each try.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bucket {
    /// Tokens at `filled_at`.
    pub tokens: f64,
    /// When they were counted.
    pub filled_at: Moment,
}

/// No token is left. The bucket stays as it was: asking in vain costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Seconds until there is one.
    pub seconds: i64,
}

impl Wait {
    /// What to tell the person, in whole minutes.
    pub fn notice(self) -> Notice {
        Notice::new("try-again-later").with("minutes", (self.seconds.max(1) - 1) / MINUTE + 1)
    }
}

impl Bucket {
    /// A bucket that nobody has taken from.
    pub const fn full(now: Moment, capacity: f64) -> Self {
        Self { tokens: capacity, filled_at: now }
    }

    /// Takes a token at `now`. A bucket holds at most `capacity` and gains `per_second`.
    /// A clock that was set back gains nothing.
    pub fn take(self, now: Moment, capacity: f64, per_second: f64) -> Result<Self, Wait> {
        let passed = (now.micros().saturating_sub(self.filled_at.micros())).max(0) as f64 / 1e6;
        let tokens = (self.tokens.max(0.0) + passed * per_second.max(0.0)).min(capacity);
        if tokens >= 1.0 {
            return Ok(Self { tokens: tokens - 1.0, filled_at: now });
        }
        // A cast from a float saturates: a bucket that never fills says to wait for ever.
        let seconds = if per_second > 0.0 { ((1.0 - tokens) / per_second).ceil() as i64 } else { i64::MAX };
        Err(Wait { seconds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Moment = Moment::from_micros(1_800_000_000_000_000);

    #[test]
    fn work_ends_sooner_than_ones_own_space() {
        let own = SessionLimits::of(&[Role::Member]);
        assert_eq!((own.idle_seconds, own.absolute_seconds), (1800, 2_592_000));
        for roles in
            [&[Role::PeerSpecialist][..], &[Role::Member, Role::Volunteer], &[Role::Monitor], &[Role::Operator], &[]]
        {
            let work = SessionLimits::of(roles);
            assert_eq!((work.idle_seconds, work.absolute_seconds), (900, 43_200), "{roles:?}");
        }
    }

    #[test]
    fn a_session_ends_at_the_nearer_limit() {
        let limits = SessionLimits::of(&[Role::Clinician]);
        assert_eq!(limits.ends_at(START, START.plus_seconds(60)), START.plus_seconds(960));
        assert_eq!(limits.ends_at(START, START.plus_seconds(43_000)), START.plus_seconds(43_200));
    }

    #[test]
    fn a_confirmation_counts_for_ten_minutes() {
        assert!(!is_confirmed(None, START));
        assert!(is_confirmed(Some(START), START.plus_seconds(600)));
        assert!(!is_confirmed(Some(START), START.plus_seconds(601)));
        assert!(!is_confirmed(Some(START), START.plus_seconds(-1)), "a clock set back confirms nothing");
    }

    #[test]
    fn a_second_pin_is_asked_again_after_ten_minutes() {
        assert!(!second_pin_holds(None, START));
        assert!(second_pin_holds(Some(START), START.plus_seconds(600)));
        assert!(!second_pin_holds(Some(START), START.plus_seconds(601)));
        assert!(!second_pin_holds(Some(START), START.plus_seconds(-1)), "a clock set back opens nothing");
    }

    #[test]
    fn a_bucket_gives_its_tokens_then_asks_to_wait() {
        let mut bucket = Bucket::full(START, 3.0);
        for _ in 0..3 {
            bucket = bucket.take(START, 3.0, 0.1).expect("a token");
        }
        assert_eq!(bucket.take(START, 3.0, 0.1), Err(Wait { seconds: 10 }));
        assert_eq!(bucket.take(START.plus_seconds(4), 3.0, 0.1), Err(Wait { seconds: 6 }));
        assert!(bucket.take(START.plus_seconds(10), 3.0, 0.1).is_ok());
    }

    #[test]
    fn a_bucket_never_holds_more_than_it_can() {
        let mut bucket = Bucket::full(START, 2.0);
        let later = START.plus_seconds(1_000_000);
        for _ in 0..2 {
            bucket = bucket.take(later, 2.0, 1.0).expect("a token");
        }
        assert!(bucket.take(later, 2.0, 1.0).is_err());
    }

    #[test]
    fn odd_numbers_and_a_clock_set_back_open_nothing() {
        let broken = Bucket { tokens: f64::NAN, filled_at: START };
        assert_eq!(broken.take(START, 3.0, 0.0), Err(Wait { seconds: i64::MAX }));
        let empty = Bucket { tokens: 0.0, filled_at: START };
        assert_eq!(empty.take(START.plus_seconds(-500), 3.0, 0.5), Err(Wait { seconds: 2 }));
    }

    #[test]
    fn the_wait_is_told_in_minutes_rounded_up() {
        let minutes = |seconds| Wait { seconds }.notice().args;
        assert_eq!(minutes(1), minutes(60));
        assert_eq!(minutes(61), vec![("minutes".to_owned(), 2.into())]);
    }
}
