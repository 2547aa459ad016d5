//! Emergencies: opening one chart that one's work does not open, and telling medical personnel what helps.

use crate::coded::coded;
use crate::time::Moment;

coded! {
    /// Why somebody opens a chart that their work does not open.
    GlassReason {
        /// Somebody's life or health is in danger.
        Danger = "danger",
        /// They need somebody now, and nobody who walks with them can be reached.
        NobodyElse = "nobody-else",
        /// Something else that cannot wait.
        Other = "other",
    }
}

coded! {
    /// What somebody else says of an opening.
    Verdict {
        /// It was needed.
        Right = "right",
        /// It was meant well; it was talked about.
        Talked = "talked",
        /// It was not right: whoever did it opens no more charts this way until the right is given back.
        NotRight = "not-right",
    }
}

coded! {
    /// A part of a chart that a member may want to come first.
    EmergencySection {
        /// How to reach them, and what is safe.
        Reach = "reach",
        /// The people in their corner.
        People = "people",
        /// Their plan.
        Plan = "plan",
    }
}

impl EmergencySection {
    /// Every section: those that the member marked come first.
    pub fn in_order(marked: &[Self]) -> Vec<Self> {
        let (first, rest): (Vec<Self>, Vec<Self>) = Self::ALL.iter().partition(|one| marked.contains(one));
        first.into_iter().chain(rest).collect()
    }
}

coded! {
    /// The nature of a medical emergency (42 CFR 2.51(c): it is written down).
    EmergencyNature {
        /// An overdose, or what looks like one.
        Overdose = "overdose",
        /// An injury.
        Injury = "injury",
        /// A sudden illness.
        Illness = "illness",
        /// Danger to oneself.
        Crisis = "crisis",
        /// Something else.
        Other = "other",
    }
}

coded! {
    /// What was told to medical personnel.
    EmergencyTold {
        /// Their name.
        Name = "name",
        /// Whom to call for them.
        People = "people",
        /// What they took, as far as it is known.
        Taken = "taken",
        /// Their health: what they live with, what they take, what they cannot take.
        Health = "health",
        /// What helps them to stay calm and safe.
        Calm = "calm",
    }
}

/// An opening by somebody who wants to open another chart: as much as their right hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlassPast {
    /// By when somebody else looks at it.
    pub review_by: Moment,
    /// What they said, if they did.
    pub verdict: Option<Verdict>,
    /// Whether the right was given back after that.
    pub lifted: bool,
}

/// Why somebody may open no chart this way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RightClosed {
    /// An earlier opening still waits for its review, past the time for it.
    NotReviewed,
    /// An earlier opening was not right, and the right was not given back.
    NotRight,
}

/// Whether the right to open charts in an emergency is closed. House rule: a right that nobody watches over ends.
pub fn right_closed(past: &[GlassPast], now: Moment) -> Option<RightClosed> {
    let not_right = |one: &GlassPast| one.verdict == Some(Verdict::NotRight) && !one.lifted;
    if past.iter().any(not_right) {
        return Some(RightClosed::NotRight);
    }
    let waits = |one: &GlassPast| one.verdict.is_none() && one.review_by <= now;
    past.iter().any(waits).then_some(RightClosed::NotReviewed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(review_by: i64, verdict: Option<Verdict>, lifted: bool) -> GlassPast {
        GlassPast { review_by: Moment::from_micros(review_by), verdict, lifted }
    }

    #[test]
    fn a_right_closes_when_nobody_looked_in_time_or_it_was_not_right() {
        let closed = |past: &[GlassPast]| right_closed(past, Moment::from_micros(100));
        assert_eq!(closed(&[]), None);
        assert_eq!(closed(&[past(101, None, false)]), None, "there is time yet");
        assert_eq!(closed(&[past(100, None, false)]), Some(RightClosed::NotReviewed));
        assert_eq!(closed(&[past(1, Some(Verdict::Right), false), past(1, Some(Verdict::Talked), false)]), None);
        assert_eq!(
            closed(&[past(100, None, false), past(1, Some(Verdict::NotRight), false)]),
            Some(RightClosed::NotRight)
        );
        assert_eq!(closed(&[past(1, Some(Verdict::NotRight), true)]), None, "given back");
    }

    #[test]
    fn what_was_marked_comes_first() {
        use EmergencySection::{People, Plan, Reach};
        assert_eq!(EmergencySection::in_order(&[]), [Reach, People, Plan]);
        assert_eq!(EmergencySection::in_order(&[Plan]), [Plan, Reach, People]);
    }
}
