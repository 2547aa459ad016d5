//! Coming in with a code that somebody sent: it opens what they share, and says nothing before.

use crate::Fault;
use access::{Permit, Scope, Work, params, statements};
use domain::id::{AccountId, PersonId, ShareId, SupporterId};
use domain::notice::Notice;
use domain::time::Moment;

statements! {
    INVITED_BY_CODE = "
        SELECT w.person_id, w.id FROM share_with w
        WHERE w.code_hash = $1 AND w.ended_at IS NULL AND w.code_until > $2
          AND (w.joined_at IS NULL OR w.joined_at > $3)";

    ACCOUNT_THAT_INVITED = "SELECT account_id FROM person WHERE id = $1";

    SUPPORTER_OF_ACCOUNT = "SELECT id FROM supporter WHERE account_id = $1";

    INSERT_SUPPORTER = "INSERT INTO supporter (id, account_id, created_at) VALUES ($1, $2, $3)";

    ACCEPT_INVITATION = "
        UPDATE share_with SET reader_id = $3, joined_at = $4
        WHERE person_id = $1 AND id = $2 AND joined_at IS NULL AND ended_at IS NULL";

    FORMER_LINES_GO = "
        UPDATE share_with SET reader_id = NULL
        WHERE person_id = $1 AND reader_kind = 'supporter' AND reader_id = $2 AND ended_at IS NOT NULL";
}

/// An invitation behind a code.
#[derive(Debug, Clone, Copy)]
pub(in crate::people) struct Invited {
    person: PersonId,
    share: ShareId,
}

impl Invited {
    /// Which.
    pub(in crate::people) fn share(self) -> ShareId {
        self.share
    }
}

/// The invitation behind a code, if it opens something. Used ones are found since `again`, for a form sent twice.
pub(in crate::people) fn invited<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    hash: &[u8],
    again: Moment,
) -> Result<Option<Invited>, Fault> {
    let now = work.now();
    let row = work.row(permit, &INVITED_BY_CODE, &params![hash.to_vec(), now, again])?;
    row.map(|mut row| Ok(Invited { person: row.take()?, share: row.take()? })).transpose()
}

/// Comes in. The account wears the hat of a supporter from now on, beside those that it has.
pub(in crate::people) fn accept<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    invited: Invited,
) -> Result<(), Fault> {
    let unknown = || Fault::invalid("code", Notice::new("join-code-unknown"));
    let now = work.now();
    // The invitation lies behind the wall of whoever sent it.
    work.cross(permit, &Scope::system())?;
    let mut row = work.row(permit, &ACCOUNT_THAT_INVITED, &params![invited.person])?.ok_or_else(unknown)?;
    if row.take::<AccountId>()? == account {
        return Err(Fault::invalid("code", Notice::new("share-not-oneself")));
    }
    let supporter: SupporterId = match work.row(permit, &SUPPORTER_OF_ACCOUNT, &params![account])? {
        Some(mut row) => row.take()?,
        None => {
            let id: SupporterId = work.ids().next();
            work.run(permit, &INSERT_SUPPORTER, &params![id, account, now])?;
            id
        }
    };
    work.run(permit, &FORMER_LINES_GO, &params![invited.person, supporter])?;
    if work.run(permit, &ACCEPT_INVITATION, &params![invited.person, invited.share, supporter, now])? == 0 {
        return Err(unknown());
    }
    Ok(())
}
