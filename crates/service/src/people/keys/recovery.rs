//! Recovery codes: ten, shown once, each good for one time. They are written like join codes: 40 random bits each,
//! behind a token bucket, and of no use to who has the table alone.

use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::AccountId;
use domain::people::JoinCode;

/// How many are made at once.
const RECOVERY_CODES: usize = 10;

statements! {
    CODES_GO = "DELETE FROM recovery_code WHERE account_id = $1";

    INSERT_CODE = "INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)";

    SPEND_CODE = "
        UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL";
}

/// The hash is made with a key of the house: the table alone tells nothing, however long somebody tries.
fn hash_of(house: &House, account: AccountId, code: &JoinCode) -> Vec<u8> {
    house.seal_mac(&format!("recovery {account} {code}")).into_bytes()
}

/// New codes, not yet kept.
pub fn fresh_codes(house: &House) -> Vec<JoinCode> {
    (0..RECOVERY_CODES).map(|_| JoinCode::from_chance(house.chance())).collect()
}

/// Keeps these codes in the place of all earlier ones.
pub fn store_codes<'w>(
    house: &House,
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    codes: &[JoinCode],
) -> Result<(), Fault> {
    work.run(permit, &CODES_GO, &params![account])?;
    for code in codes {
        work.run(permit, &INSERT_CODE, &params![account, hash_of(house, account, code)])?;
    }
    Ok(())
}

/// Uses a code up. Says whether it was good.
pub fn spend_code<'w>(
    house: &House,
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    code: &JoinCode,
) -> Result<bool, Fault> {
    let now = work.now();
    Ok(work.run(permit, &SPEND_CODE, &params![account, hash_of(house, account, code), now])? == 1)
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
