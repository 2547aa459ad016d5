//! Small plans for the tests of this room.

use super::content::{Action, ActionWho, Goal, GoalStatus, Measure, Repeat, Strategy};
use crate::id::Identity;

/// The identity that ends in `number`.
pub(super) fn id<T: Identity>(number: u8) -> T {
    let mut bytes = [0; 16];
    bytes[15] = number;
    T::from_bytes(bytes)
}

/// A goal with a statement and nothing else.
pub(super) fn goal(number: u8) -> Goal {
    Goal {
        id: id(number),
        statement: format!("Goal {number}"),
        why: String::new(),
        life_areas: Vec::new(),
        importance: None,
        confidence: None,
        status: GoalStatus::Active,
        specific: String::new(),
        measure: Measure::default(),
        achievable: String::new(),
        relevant: String::new(),
        due: None,
        strategies: Vec::new(),
    }
}

/// A strategy with a statement and nothing else.
pub(super) fn strategy(number: u8) -> Strategy {
    Strategy {
        id: id(number),
        statement: format!("Strategy {number}"),
        strength: String::new(),
        barrier: String::new(),
        support_person: String::new(),
        actions: Vec::new(),
    }
}

/// An action, once, by the member.
pub(super) fn action(number: u8) -> Action {
    Action {
        id: id(number),
        what: format!("Action {number}"),
        who: ActionWho::Member,
        who_name: String::new(),
        on: None,
        when: String::new(),
        repeat: Repeat::Once,
        link: None,
    }
}
