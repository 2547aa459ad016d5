//! After a new start that staff helped with: what of a person's own space stays locked, and for how long.

use crate::time::Moment;

/// How long the own space stays locked after a new start, in seconds: 72 hours, so that somebody whose phone is
/// in other hands can see the notice and object. House rule (docs/decisions/0008-keys.md).
pub const LOCKED_FOR: i64 = 72 * 3600;

/// Whether a session sees only what was restored.
///
/// `began` and `until` say when the lock began and when it ends by itself; `known_since` the moment since when the
/// session, or the device that it runs on, is known: what was known before the lock began is not locked out. A second
/// new start makes the lock longer and leaves its beginning, so that two of them open no more than one.
pub fn space_is_locked(began: Option<Moment>, until: Option<Moment>, now: Moment, known_since: Moment) -> bool {
    until.is_some_and(|until| now < until) && began.is_none_or(|began| known_since >= began)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Moment = Moment::from_micros(1_800_000_000_000_000);

    #[test]
    fn a_new_phone_waits_three_days_and_a_known_one_does_not() {
        let locked = |until: i64, now: i64, known: i64| {
            let at = |seconds| START.plus_seconds(seconds);
            space_is_locked(Some(START), Some(at(until)), at(now), at(known))
        };
        assert!(locked(LOCKED_FOR, 0, 0));
        assert!(locked(LOCKED_FOR, LOCKED_FOR - 1, 60));
        assert!(!locked(LOCKED_FOR, LOCKED_FOR, 0));
        assert!(!locked(LOCKED_FOR, 5, -1), "known before");
        assert!(locked(LOCKED_FOR + 3600, 3601, 0), "a second new start makes no phone of the first one known");
        assert!(!space_is_locked(None, None, START, START));
    }
}
