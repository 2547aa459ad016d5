//! Signing in on a device that the account knows, with six digits.

use crate::people::keys::{Device, Need, Proof, Step, forget, known, wait_for};
use crate::people::{HatChoice, open_session};
use crate::tries::Limit;
use crate::{Fault, House};
use access::{Actor, Operation, params, statements};
use domain::id::{AccountId, DeviceId};
use domain::notice::Notice;
use domain::people::{Pin, Strength, Username};
use domain::time::Moment;

/// Wrong PINs on one device: ten at once, then one every hour; at the end of them the device is forgotten.
const TRIES: f64 = 10.0;
const TRIES_A_SECOND: f64 = 1.0 / 3600.0;

statements! {
    PIN_OF_ACCOUNT = "
        SELECT id, pin_hash, CASE WHEN space_locked_until > $2 THEN former_pin_hash END, space_locked_since
        FROM account WHERE username_folded = $1 AND state = 'active'";
}

/// The limit of wrong PINs on one device, wherever it is asked for.
pub(in crate::people) fn limit_on(device: DeviceId) -> Limit {
    Limit::new(&format!("pin\n{device}"), TRIES, TRIES_A_SECOND)
}

struct Found {
    account: AccountId,
    device: DeviceId,
    now: Option<String>,
    former: Option<String>,
}

/// Signs in with a PIN. `None` when this is no matter of a PIN: no six digits, or a device that the account
/// does not know. Then a passphrase, a passkey or a recovery code is asked for.
///
/// On a device that was known before a new start, the PIN from before it leads to the one question whether that was
/// them: who has no other secret can object there, though another PIN was set elsewhere.
pub fn pin_sign_in(house: &House, username: &str, typed: &str, device: &Device) -> Result<Option<Step>, Fault> {
    let (Ok(name), Ok(pin)) = (Username::parse(username), Pin::parse(typed)) else { return Ok(None) };
    let own = device.clone();
    let found: Option<Found> = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let at = work.now();
        let Some(mut row) = work.row(&permit, &PIN_OF_ACCOUNT, &params![name.folded(), at])? else { return Ok(None) };
        let (account, now, former): (AccountId, Option<String>, Option<String>) =
            (row.take()?, row.take()?, row.take()?);
        let began: Option<Moment> = row.take()?;
        let Some((device, since)) = known(work, &permit, account, &own)? else { return Ok(None) };
        let former = former.filter(|_| began.is_some_and(|began| since < began));
        Ok((now.is_some() || former.is_some()).then_some(Found { account, device, now, former }))
    })?;
    let Some(Found { account, device, now, former }) = found else { return Ok(None) };
    let limit = limit_on(device);
    let matches = |hash: Option<&String>| hash.is_some_and(|hash| house.hashing().matches(pin.as_str(), Some(hash)));
    let right = matches(now.as_ref());
    let was_right = !right && matches(former.as_ref());
    let forgotten = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        // The last try that is left may be right; after it the device is asked for more than a PIN.
        if limit.wait(work, &permit)?.is_some() {
            forget(work, &permit, device)?;
            return Ok(true);
        }
        if right || was_right {
            limit.clear(work, &permit)?;
        } else {
            limit.wrong(work, &permit)?;
        }
        Ok(false)
    })?;
    if forgotten {
        return Err(Fault::invalid("passphrase", Notice::new("pin-device-forgotten")));
    }
    if was_right {
        let proof = Proof { account, strength: Strength::DevicePin, device: Some(device), remember: None };
        return wait_for(house, proof, Need::WasItYou).map(Some);
    }
    if !right {
        return Err(Fault::invalid("passphrase", Notice::new("sign-in-wrong")));
    }
    open_session(house, account, Strength::DevicePin, Some(device), HatChoice::Member).map(|own| Some(Step::In(own)))
}
