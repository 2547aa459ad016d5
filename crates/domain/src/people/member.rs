//! Where a member's life stands, and what that stops at once.

use crate::coded::coded;
use crate::notice::Notice;

coded! {
    /// How a member stands to the agency.
    MemberState {
        /// Comes, or is welcome to.
        Active = "active",
        /// Takes a break, by their own word.
        Paused = "paused",
        /// Cannot come for a while: see [`AwayKind`].
        Away = "away",
        /// Lives somewhere else now.
        Moved = "moved",
        /// Has finished here. The door stays open.
        Finished = "finished",
        /// Died.
        Died = "died",
    }
}

coded! {
    /// Why a member is away.
    AwayKind {
        /// In jail, prison or detention.
        Custody = "custody",
        /// In a hospital.
        Hospital = "hospital",
        /// In residential treatment or detox.
        Treatment = "treatment",
        /// On the road.
        Traveling = "traveling",
    }
}

/// A member's state, with its kind when they are away and only then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Presence {
    state: MemberState,
    away: Option<AwayKind>,
}

/// What must not reach a member, or must not count, while they are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stops {
    /// Messages that the program sends by itself: somebody else may hold the phone.
    pub messages: bool,
    /// Reminders of appointments and actions.
    pub reminders: bool,
    /// Days by which something is due.
    pub due_items: bool,
}

impl Stops {
    const NOTHING: Self = Self { messages: false, reminders: false, due_items: false };
    const ALL: Self = Self { messages: true, reminders: true, due_items: true };
}

impl Presence {
    /// Here.
    pub const ACTIVE: Self = Self { state: MemberState::Active, away: None };

    /// Errors when an away member has no kind, or anybody else has one.
    pub fn new(state: MemberState, away: Option<AwayKind>) -> Result<Self, Notice> {
        match (state, away) {
            (MemberState::Away, None) => Err(Notice::new("member-away-kind-missing")),
            (MemberState::Away, Some(_)) | (_, None) => Ok(Self { state, away }),
            (_, Some(_)) => Err(Notice::new("member-away-kind-extra")),
        }
    }

    /// The state.
    pub const fn state(self) -> MemberState {
        self.state
    }

    /// Why they are away.
    pub const fn away(self) -> Option<AwayKind> {
        self.away
    }

    /// What stops at once. A break stops what would nag; who travels keeps their phone and their
    /// reminders, but nothing is due; everything else stops all three.
    pub const fn stops(self) -> Stops {
        match (self.state, self.away) {
            (MemberState::Active, _) => Stops::NOTHING,
            (MemberState::Away, Some(AwayKind::Traveling)) => Stops { due_items: true, ..Stops::NOTHING },
            _ => Stops::ALL,
        }
    }

    /// Changes to `next`, or says why not.
    ///
    /// Between here, a break and away every way is open. Who moved or finished
    /// comes back as active. "Died" can only be taken back to active, since it
    /// was a mistake then.
    pub fn change(self, next: Self) -> Result<Self, Notice> {
        use MemberState::{Active, Died, Finished, Moved};
        match (self.state, next.state) {
            (Moved | Finished, Active | Moved | Finished | Died) | (Died, Active | Died) => Ok(next),
            (Moved | Finished, _) => Err(Notice::new("member-back-first")),
            (Died, _) => Err(Notice::new("member-died-mistake-first")),
            _ => Ok(next),
        }
    }

    /// Whether the change must be asked for twice: a slip here hurts people.
    pub fn asks_twice(self, next: Self) -> bool {
        (self.state == MemberState::Died) != (next.state == MemberState::Died)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(state: MemberState) -> Presence {
        Presence::new(state, (state == MemberState::Away).then_some(AwayKind::Hospital)).expect("a presence")
    }

    fn away(kind: AwayKind) -> Presence {
        Presence::new(MemberState::Away, Some(kind)).expect("a presence")
    }

    #[test]
    fn away_has_a_kind_and_nothing_else_has() {
        let id = |state, kind| Presence::new(state, kind).map_err(|notice| notice.id);
        assert_eq!(id(MemberState::Away, None), Err("member-away-kind-missing".into()));
        assert_eq!(id(MemberState::Moved, Some(AwayKind::Custody)), Err("member-away-kind-extra".into()));
    }

    #[test]
    fn nothing_is_sent_to_who_has_no_phone_or_wants_none() {
        for presence in [away(AwayKind::Custody), away(AwayKind::Hospital), away(AwayKind::Treatment)] {
            assert_eq!(presence.stops(), Stops::ALL, "{presence:?}");
        }
        for state in [MemberState::Paused, MemberState::Moved, MemberState::Finished, MemberState::Died] {
            assert_eq!(at(state).stops(), Stops::ALL, "{state:?}");
        }
        assert_eq!(Presence::ACTIVE.stops(), Stops::NOTHING);
        let traveling = away(AwayKind::Traveling).stops();
        assert_eq!((traveling.messages, traveling.reminders, traveling.due_items), (false, false, true));
    }

    #[test]
    fn every_change_is_decided() {
        use MemberState::{Active, Away, Died, Finished, Moved, Paused};
        let open = |from: MemberState| -> Vec<MemberState> {
            MemberState::ALL.iter().copied().filter(|to| at(from).change(at(*to)).is_ok()).collect()
        };
        for from in [Active, Paused, Away] {
            assert_eq!(open(from), MemberState::ALL, "{from:?}");
        }
        assert_eq!(open(Moved), [Active, Moved, Finished, Died]);
        assert_eq!(open(Finished), [Active, Moved, Finished, Died]);
        assert_eq!(open(Died), [Active, Died]);
        assert!(away(AwayKind::Custody).change(away(AwayKind::Treatment)).is_ok());
    }

    #[test]
    fn only_death_is_asked_twice() {
        assert!(Presence::ACTIVE.asks_twice(at(MemberState::Died)));
        assert!(at(MemberState::Died).asks_twice(Presence::ACTIVE));
        assert!(!Presence::ACTIVE.asks_twice(at(MemberState::Finished)));
    }
}
