//! Devices that an account knows: random cookies, of which the database keeps a hash for each account.
//!
//! A browser keeps a few secrets, one for each account that it was remembered for, at most [`MOST`]. A secret is made
//! here whenever an account does not know the browser yet: what somebody else left in it becomes nobody's key. The
//! hash is taken with the account, so that nothing shows which accounts share a phone.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AccountId, CommandId, DeviceId};
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many secrets a browser keeps: enough for a phone that a family shares.
const MOST: usize = 5;

statements! {
    KNOWN_DEVICE = "
        SELECT id, created_at FROM device WHERE secret_hash = $1 AND account_id = $2 AND revoked_at IS NULL";

    DEVICE_SEEN = "UPDATE device SET seen_at = $2 WHERE id = $1";

    INSERT_DEVICE = "
        INSERT INTO device (id, account_id, secret_hash, label, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)";

    REVOKE_DEVICE = "UPDATE device SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";

    FORGET_DEVICE = "UPDATE device SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL";

    FORGET_OTHER_DEVICES = "
        UPDATE device SET revoked_at = $3 WHERE account_id = $1 AND id <> $2 AND revoked_at IS NULL";

    SESSIONS_OF_DEVICE_END = "
        UPDATE session SET ended_at = $3 WHERE device_id = $1 AND account_id = $2 AND id <> $4 AND ended_at IS NULL";

    PASSPHRASE_OR_KEY = "
        SELECT a.passphrase_hash IS NOT NULL, EXISTS (SELECT 1 FROM passkey p WHERE p.account_id = a.id)
        FROM account a WHERE a.id = $1";
}

/// What a browser says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Device {
    held: Vec<String>,
    fresh: String,
    /// What its owner knows it by in the list of devices, such as "Android".
    pub label: String,
}

/// A device that was kept for an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::people) struct Kept {
    pub(in crate::people) id: DeviceId,
    /// Whether the account did not know it before, so that the browser gets a new secret.
    pub(in crate::people) new: bool,
}

impl Device {
    /// A browser that holds nothing yet.
    pub fn new(house: &House, label: &str) -> Self {
        Self::of_cookie(house, "", label)
    }

    /// The browser with this cookie.
    pub fn of_cookie(house: &House, cookie: &str, label: &str) -> Self {
        let secret = |text: &&str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let held = cookie.split('.').filter(secret).take(MOST).map(str::to_owned).collect();
        Self { held, fresh: house.random_token(), label: label.to_owned() }
    }

    /// The same, where a form that is sent twice must give one secret.
    pub fn for_command(mut self, house: &House, command: CommandId) -> Self {
        self.fresh = house.seal_mac(&format!("device {command}"));
        self
    }

    /// The cookie with the new secret, before those that the browser held.
    pub(in crate::people) fn cookie(&self) -> String {
        let all = std::iter::once(&self.fresh).chain(self.held.iter().filter(|held| **held != self.fresh));
        all.take(MOST).cloned().collect::<Vec<_>>().join(".")
    }
}

fn hash_of(account: AccountId, secret: &str) -> Vec<u8> {
    Sha256::digest(format!("device {account} {secret}").as_bytes()).to_vec()
}

/// The device, where this account knows it, and since when.
pub(in crate::people) fn known<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    device: &Device,
) -> Result<Option<(DeviceId, Moment)>, Fault> {
    for secret in &device.held {
        if let Some(mut row) = work.row(permit, &KNOWN_DEVICE, &params![hash_of(account, secret), account])? {
            return Ok(Some((row.take()?, row.take()?)));
        }
    }
    Ok(None)
}

/// Keeps the device for an account whose owner has just proved who they are.
pub(in crate::people) fn keep<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    device: &Device,
) -> Result<Kept, Fault> {
    let now = work.now();
    if let Some((id, _)) = known(work, permit, account, device)? {
        work.run(permit, &DEVICE_SEEN, &params![id, now])?;
        return Ok(Kept { id, new: false });
    }
    let id: DeviceId = work.ids().next();
    let values = params![id, account, hash_of(account, &device.fresh), device.label.as_str(), now];
    work.run(permit, &INSERT_DEVICE, &values)?;
    Ok(Kept { id, new: true })
}

/// Forgets a device.
pub(in crate::people) fn forget<'w>(work: &mut Work<'w>, permit: &Permit<'w>, device: DeviceId) -> Result<(), Fault> {
    let now = work.now();
    work.run(permit, &REVOKE_DEVICE, &params![device, now]).map(drop)
}

/// Forgets every device of an account but this one.
pub(in crate::people) fn forget_others<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    but: DeviceId,
) -> Result<(), Fault> {
    let now = work.now();
    work.run(permit, &FORGET_OTHER_DEVICES, &params![account, but, now]).map(drop)
}

/// Forgets a device of one's own and ends the sessions on it, except this one.
///
/// The last way in stays: an account with nothing but a device and its PIN keeps the device.
pub fn forget_device(house: &House, session: &Session, device: DeviceId) -> Result<(), Fault> {
    let (account, own) = (session.account, session.id);
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let now = work.now();
        let mut row = work.row(&permit, &PASSPHRASE_OR_KEY, &params![account])?.ok_or(Fault::Absent)?;
        let (passphrase, key): (bool, bool) = (row.take()?, row.take()?);
        if !passphrase && !key {
            return Err(Fault::refused(domain::notice::Notice::new("device-is-last-way")));
        }
        if work.run(&permit, &FORGET_DEVICE, &params![device, account, now])? == 0 {
            return Err(Fault::Absent);
        }
        work.run(&permit, &SESSIONS_OF_DEVICE_END, &params![device, account, now, own])?;
        work.detail("device-forgotten");
        Ok(())
    })
}
