//! Recovery codes: written down once, each good for one new start.

use super::invite::code_of;
use crate::{Fault, House};
use access::{Permit, Work, params, statements};
use domain::id::{AccountId, CommandId};
use domain::people::JoinCode;

/// How many a member gets: enough to lose some, few enough to copy by hand.
const HOW_MANY: usize = 5;

statements! {
    USE_RECOVERY_CODE = "
        UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL";
}

/// Codes that follow from the command, so that a form sent twice shows the same ones.
pub(super) fn make_recovery_codes(house: &House, command: CommandId) -> Vec<String> {
    (0..HOW_MANY).map(|place| code_of(house, &format!("recovery {place}"), command).to_string()).collect()
}

/// What the database keeps of a code; `None` when the text is no code.
pub(super) fn recovery_hash(house: &House, account: AccountId, code: &str) -> Option<Vec<u8>> {
    let code = JoinCode::parse(code).ok()?;
    Some(house.seal_mac(&format!("recovery {account} {code}")).into_bytes())
}

/// Uses a code up. False when it is not one of the account's, or was used before.
pub(super) fn use_recovery_code<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    hash: &[u8],
) -> Result<bool, Fault> {
    let now = work.now();
    Ok(work.run(permit, &USE_RECOVERY_CODE, &params![account, hash.to_vec(), now])? > 0)
}
