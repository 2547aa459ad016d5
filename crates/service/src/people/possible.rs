//! What a menu may offer: whether a hat could do an operation at all.

use crate::Session;
use access::{Actor, Operation, rules};

/// Whether `code` names an operation.
pub fn is_operation(code: &str) -> bool {
    of(code).is_some()
}

/// Whether any rule lets this session do the operation with this code, on some chart. Never a decision: that is made
/// where the rows are.
pub fn possible(session: &Session, code: &str) -> bool {
    let Some(operation) = of(code) else { return false };
    match session.actor {
        Actor::Staff(_) => {
            use Operation::{AnswerListing, Complain, OwnAccount, ReadPublic, SignIn, TellDirectory};
            matches!(operation, ReadPublic | SignIn | OwnAccount | TellDirectory | AnswerListing | Complain)
                || rules::possible(&session.roles, operation)
        }
        Actor::Member(_) => operation == Operation::ShareOwn || rules::OWN_CHART.contains(&operation),
        Actor::Supporter(_) => rules::possible(&session.roles, operation),
        Actor::Public | Actor::Operator | Actor::Job(_) => false,
    }
}

fn of(code: &str) -> Option<Operation> {
    Operation::ALL.into_iter().find(|operation| operation.code() == code)
}
