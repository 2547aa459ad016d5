//! Ending a share: at once, and without a word to the other.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{CommandId, PersonId, ShareId};

statements! {
    SHARE_ENDS = "
        UPDATE share_with SET ended_at = $3, code_until = NULL WHERE person_id = $1 AND id = $2 AND ended_at IS NULL";

    GRANTS_END = "UPDATE share_grant SET ended_at = $3 WHERE person_id = $1 AND with_id = $2 AND ended_at IS NULL";

    ALL_SHARES_END = "
        UPDATE share_with SET ended_at = $2, code_until = NULL WHERE person_id = $1 AND ended_at IS NULL";

    ALL_GRANTS_END = "UPDATE share_grant SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL";
}

/// Ends everything that is shared with somebody. A code that was sent opens nothing any more.
pub fn end_share(house: &House, session: &Session, command: CommandId, share: ShareId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ShareOwn, move |work| {
        let person = work.member_hat()?.person;
        let permit = work.permit_open(Operation::ShareOwn)?;
        let now = work.now();
        work.run(&permit, &SHARE_ENDS, &params![person, share, now])?;
        work.run(&permit, &GRANTS_END, &params![person, share, now]).map(drop)
    })
}

/// Ends every share of a person.
pub(in crate::people) fn end_all_shares<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    person: PersonId,
) -> Result<(), Fault> {
    let now = work.now();
    work.run(permit, &ALL_SHARES_END, &params![person, now])?;
    work.run(permit, &ALL_GRANTS_END, &params![person, now]).map(drop)
}
