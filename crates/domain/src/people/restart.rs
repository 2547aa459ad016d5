//! After a new start that staff helped with: what of a person's own space stays locked, and for how long.

use crate::time::Moment;

/// How long the own space stays locked after a new start, in seconds: 72 hours, so that somebody whose phone is
/// in other hands can see the notice and object. House rule (docs/decisions/0008-keys.md).
pub const LOCKED_FOR: i64 = 72 * 3600;

/// Whether a session sees only what was restored.
///
/// `until` is when the lock ends by itself; `known_since` the moment since when the session, or the device that it
/// runs on, is known: what was known before the lock began is not locked out.
pub fn space_is_locked(until: Option<Moment>, now: Moment, known_since: Moment) -> bool {
    until.is_some_and(|until| now < until && known_since >= until.plus_seconds(-LOCKED_FOR))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Moment = Moment::from_micros(1_800_000_000_000_000);

    #[test]
    fn a_new_phone_waits_three_days_and_a_known_one_does_not() {
        let until = Some(START.plus_seconds(LOCKED_FOR));
        assert!(space_is_locked(until, START, START));
        assert!(space_is_locked(until, START.plus_seconds(LOCKED_FOR - 1), START.plus_seconds(60)));
        assert!(!space_is_locked(until, START.plus_seconds(LOCKED_FOR), START));
        assert!(!space_is_locked(until, START.plus_seconds(5), START.plus_seconds(-1)), "known before");
        assert!(!space_is_locked(None, START, START));
    }
}
