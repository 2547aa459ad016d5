//! Signing in on a device that the account knows, with six digits.

use super::device::{self, Device};
use super::tries::Limit;
use crate::people::{HatChoice, SignedIn, open_session};
use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::id::{AccountId, DeviceId};
use domain::notice::Notice;
use domain::people::{Pin, Strength, Username};

/// Wrong PINs on one device: ten at once, then one every hour; at the end of them the device is forgotten.
const TRIES: f64 = 10.0;
const TRIES_A_SECOND: f64 = 1.0 / 3600.0;

statements! {
    PIN_OF_ACCOUNT = "SELECT id, pin_hash FROM account WHERE username_folded = $1 AND state = 'active'";
}

/// Signs in with a PIN. `None` when this is no matter of a PIN: no six digits, or a device that the account
/// does not know. Then a passphrase, a passkey or a recovery code is asked for.
pub fn pin_sign_in(house: &House, username: &str, typed: &str, device: &Device) -> Result<Option<SignedIn>, Fault> {
    let (Ok(name), Ok(pin)) = (Username::parse(username), Pin::parse(typed)) else { return Ok(None) };
    let own = device.clone();
    let found: Option<(AccountId, DeviceId, String)> = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let Some(mut row) = work.row(&permit, &PIN_OF_ACCOUNT, &params![name.folded()])? else { return Ok(None) };
        let (account, hash): (AccountId, Option<String>) = (row.take()?, row.take()?);
        let known = device::known(work, &permit, account, &own)?;
        Ok(hash.zip(known).map(|(hash, (device, _))| (account, device, hash)))
    })?;
    let Some((account, device, hash)) = found else { return Ok(None) };
    let limit = Limit::new(&format!("pin\n{device}"), TRIES, TRIES_A_SECOND);
    let right = house.hashing().matches(pin.as_str(), Some(&hash));
    let forgotten = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        // The last try that is left may be right; after it the device is asked for more than a PIN.
        if limit.wait(work, &permit)?.is_some() {
            device::forget(work, &permit, device)?;
            return Ok(true);
        }
        if right {
            limit.clear(work, &permit)?;
        } else {
            limit.wrong(work, &permit)?;
        }
        Ok(false)
    })?;
    match (forgotten, right) {
        (true, _) => Err(Fault::invalid("passphrase", Notice::new("pin-device-forgotten"))),
        (false, false) => Err(Fault::invalid("passphrase", Notice::new("sign-in-wrong"))),
        (false, true) => open_session(house, account, Strength::DevicePin, Some(device), HatChoice::Member).map(Some),
    }
}
