//! Recovery codes: written down once, each good for one time. They are written like join codes: 40 random bits each,
//! behind a token bucket, and of no use to who has the table alone.

use crate::people::joining::code_of;
use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AccountId, CommandId};
use domain::people::JoinCode;

/// How many are made at once for somebody who asks for them.
const MANY: usize = 10;
/// How many a member gets who joins: enough to lose some, few enough to copy by hand.
const FEW: usize = 5;

statements! {
    CODES_GO = "DELETE FROM recovery_code WHERE account_id = $1";

    INSERT_CODE = "INSERT INTO recovery_code (account_id, code_hash, made_at) VALUES ($1, $2, $3)";

    SPEND_CODE = "
        UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL";

    SPEND_CODE_FROM_BEFORE = "
        UPDATE recovery_code SET used_at = $3
        WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM account a
          WHERE a.id = recovery_code.account_id AND a.space_locked_until > $3
            AND a.space_locked_since <= recovery_code.made_at)";
}

/// The hash is made with a key of the house: the table alone tells nothing, however long somebody tries.
fn hash_of(house: &House, account: AccountId, code: &JoinCode) -> Vec<u8> {
    house.seal_mac(&format!("recovery {account} {code}")).into_bytes()
}

/// New codes, not yet kept.
pub(super) fn fresh_codes(house: &House) -> Vec<JoinCode> {
    (0..MANY).map(|_| JoinCode::from_chance(house.chance())).collect()
}

/// Codes that follow from a command, so that a form sent twice shows the same ones.
pub(in crate::people) fn codes_of(house: &House, command: CommandId) -> Vec<JoinCode> {
    (0..FEW).map(|place| code_of(house, &format!("recovery {place}"), command)).collect()
}

/// Keeps these codes in the place of all earlier ones.
pub(in crate::people) fn store_codes<'w>(
    house: &House,
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    codes: &[JoinCode],
) -> Result<(), Fault> {
    let now = work.now();
    work.run(permit, &CODES_GO, &params![account])?;
    for code in codes {
        work.run(permit, &INSERT_CODE, &params![account, hash_of(house, account, code), now])?;
    }
    Ok(())
}

/// Uses a code up. Says whether it was good.
pub(super) fn spend_code<'w>(
    house: &House,
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    code: &JoinCode,
) -> Result<bool, Fault> {
    let now = work.now();
    Ok(work.run(permit, &SPEND_CODE, &params![account, hash_of(house, account, code), now])? == 1)
}

/// The same for opening everything: while the own space is locked, a code from before the lock alone.
pub(in crate::people) fn spend_code_from_before<'w>(
    house: &House,
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    code: &JoinCode,
) -> Result<bool, Fault> {
    let now = work.now();
    Ok(work.run(permit, &SPEND_CODE_FROM_BEFORE, &params![account, hash_of(house, account, code), now])? == 1)
}

/// Makes one's recovery codes anew. The earlier ones end.
pub fn new_recovery_codes(house: &House, session: &Session) -> Result<Vec<JoinCode>, Fault> {
    require_step_up(house, session)?;
    let (own, account, codes) = (house.clone(), session.account, fresh_codes(house));
    let made = codes.clone();
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        store_codes(&own, work, &permit, account, &made)?;
        work.detail("recovery-codes-made");
        Ok(())
    })?;
    Ok(codes)
}
