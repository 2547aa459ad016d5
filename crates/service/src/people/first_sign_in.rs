//! A staff member's sign-in begins, or begins anew: a code from the agency, and a passphrase that only they know.

use super::joining::{begin_lock, code_hash};
use crate::tries::Limit;
use crate::{Fault, House};
use access::{Actor, Operation, Permit, Scope, Work, params, statements};
use domain::id::{AccountId, AgencyId, RowId};
use domain::notice::Notice;
use domain::people::{JoinCode, LOCKED_FOR, Username, passphrase_fault};

/// Wrong codes for one name from one address: five at once, then one a minute.
const TRIES: f64 = 5.0;
const TRIES_A_SECOND: f64 = 1.0 / 60.0;

statements! {
    STAFF_CODE_OF = "
        SELECT a.id, c.agency_id, c.id, c.again
        FROM account a
        JOIN staff_account sa ON sa.account_id = a.id
        JOIN staff_code c ON c.agency_id = sa.staff_agency_id AND c.staff_id = sa.staff_id
        JOIN staff s ON s.agency_id = c.agency_id AND s.id = c.staff_id
        WHERE a.username_folded = $1 AND a.state = 'active' AND s.state = 'active'
          AND c.code_hash = $2 AND c.until > $3 AND c.used_at IS NULL
          AND (c.again OR a.passphrase_hash IS NULL)";

    STAFF_CODE_USED = "
        UPDATE staff_code SET used_at = $3 WHERE agency_id = $1 AND id = $2 AND used_at IS NULL AND until > $3";

    BEGINS = "UPDATE account SET passphrase_hash = $2, started_at = $3 WHERE id = $1";

    NOTHING_ELSE_OPENS = "UPDATE account SET pin_hash = NULL, totp_sealed = NULL WHERE id = $1";
    NO_KEY_OPENS = "DELETE FROM passkey WHERE account_id = $1";
    NO_CODE_OPENS = "DELETE FROM recovery_code WHERE account_id = $1";
    NO_CEREMONY_OPENS = "DELETE FROM ceremony WHERE account_id = $1";
    NO_SESSION_GOES_ON = "UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL";

    OTHER_HATS_WAIT = "
        UPDATE staff_account SET closed_until = $3 WHERE account_id = $1 AND staff_agency_id <> $2";
    OWN_HAT_OPENS = "
        UPDATE staff_account SET closed_until = NULL WHERE account_id = $1 AND staff_agency_id = $2";
}

/// Sets the passphrase of somebody who has a code: for a first sign-in, or for a new start that two others at the
/// agency agreed to. They sign in with it afterwards, like anyone, and set up a second step.
///
/// A new start ends every other key and session. It opens what the agency can give: the work there. What else the
/// sign-in opens, an own space or work elsewhere, stays closed for 72 hours, or until a device that was known before
/// says that it was not them.
///
/// A wrong code and an unknown name get the same answer.
pub fn first_sign_in(house: &House, username: &str, code: &str, passphrase: &str, from: &str) -> Result<(), Fault> {
    let wrong = || Fault::invalid("code", Notice::new("first-code-wrong"));
    let name = Username::parse(username).map_err(|notice| Fault::invalid("username", notice))?;
    let code = JoinCode::parse(code).map_err(|_| wrong())?;
    if let Some(notice) = passphrase_fault(passphrase, &name, &|text| words::content::is_common_passphrase(text)) {
        return Err(Fault::invalid("passphrase", notice));
    }
    let call = house.call(Actor::Public);
    let limit = Limit::new(&format!("first-sign-in\n{}\n{from}", name.folded()), TRIES, TRIES_A_SECOND);
    let (hashed, folded) = (code_hash(house, &code), name.folded().to_owned());
    let (tried, looked) = (hashed.clone(), folded.clone());
    // A wrong try is counted and kept, whatever comes of it.
    let found = house.store().write(&call, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        if let Some(wait) = limit.wait(work, &permit)? {
            return Err(Fault::invalid("code", wait.notice()));
        }
        let found = find(work, &permit, &looked, &tried)?;
        if found.is_none() {
            limit.wrong(work, &permit)?;
        }
        Ok(found.is_some())
    })?;
    if !found {
        return Err(wrong());
    }
    let hash = house.hashing().hash(passphrase)?;
    house.store().write(&call, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let Some(code) = find(work, &permit, &folded, &hashed)? else { return Err(wrong()) };
        if work.run(&permit, &STAFF_CODE_USED, &params![code.agency, code.id, now])? == 0 {
            return Err(wrong());
        }
        if code.again {
            close_all(work, &permit, &code)?;
        }
        work.run(&permit, &BEGINS, &params![code.account, hash.as_str(), now]).map(drop)
    })
}

struct Code {
    account: AccountId,
    agency: AgencyId,
    id: RowId,
    again: bool,
}

fn find<'w>(work: &mut Work<'w>, permit: &Permit<'w>, folded: &str, hash: &[u8]) -> Result<Option<Code>, Fault> {
    let now = work.now();
    work.cross(permit, &Scope::system())?;
    let row = work.row(permit, &STAFF_CODE_OF, &params![folded, hash.to_vec(), now])?;
    row.map(|mut row| Ok(Code { account: row.take()?, agency: row.take()?, id: row.take()?, again: row.take()? }))
        .transpose()
}

fn close_all<'w>(work: &mut Work<'w>, permit: &Permit<'w>, code: &Code) -> Result<(), Fault> {
    let (now, account) = (work.now(), code.account);
    begin_lock(work, permit, account)?;
    for statement in [&NOTHING_ELSE_OPENS, &NO_KEY_OPENS, &NO_CODE_OPENS, &NO_CEREMONY_OPENS] {
        work.run(permit, statement, &params![account])?;
    }
    work.run(permit, &NO_SESSION_GOES_ON, &params![account, now])?;
    work.run(permit, &OTHER_HATS_WAIT, &params![account, code.agency, now.plus_seconds(LOCKED_FOR)])?;
    work.run(permit, &OWN_HAT_OPENS, &params![account, code.agency]).map(drop)
}
