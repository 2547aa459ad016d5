//! Devices that an account knows. The browser keeps one secret; the rows of its several accounts cannot be told to
//! belong together.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AccountId, DeviceId};
use sha2::{Digest, Sha256};

statements! {
    KNOWN_DEVICE = "SELECT id FROM device WHERE secret_hash = $1 AND account_id = $2 AND revoked_at IS NULL";

    DEVICE_SEEN = "UPDATE device SET seen_at = $2 WHERE id = $1";

    INSERT_DEVICE = "
        INSERT INTO device (id, account_id, secret_hash, label, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)";

    REVIVE_DEVICE = "
        UPDATE device SET revoked_at = NULL, label = $3, created_at = $4, seen_at = $4
        WHERE secret_hash = $1 AND account_id = $2";

    FORGET_DEVICE = "UPDATE device SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL";

    SESSIONS_OF_DEVICE_END = "
        UPDATE session SET ended_at = $3 WHERE device_id = $1 AND account_id = $2 AND id <> $4 AND ended_at IS NULL";

    PASSPHRASE_OR_KEY = "
        SELECT a.passphrase_hash IS NOT NULL, EXISTS (SELECT 1 FROM passkey p WHERE p.account_id = a.id)
        FROM account a WHERE a.id = $1";
}

/// A device to remember.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct NewDevice {
    /// The secret in the browser's cookie.
    pub secret: String,
    /// What its owner knows it by, such as "Firefox, Android".
    pub label: String,
}

/// One secret serves several accounts on one phone; with the account in the hash their rows do not match.
fn hash_of(account: AccountId, secret: &str) -> Vec<u8> {
    Sha256::digest(format!("device {account} {secret}").as_bytes()).to_vec()
}

/// The device behind the browser's secret, where this account knows it.
pub fn known_device<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    secret: &str,
) -> Result<Option<DeviceId>, Fault> {
    let row = work.row(permit, &KNOWN_DEVICE, &params![hash_of(account, secret), account])?;
    row.map(|mut row| Ok(row.take()?)).transpose()
}

/// Remembers a device for an account whose owner has just proved who they are.
pub fn remember_device<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    device: &NewDevice,
) -> Result<DeviceId, Fault> {
    let now = work.now();
    if let Some(id) = known_device(work, permit, account, &device.secret)? {
        work.run(permit, &DEVICE_SEEN, &params![id, now])?;
        return Ok(id);
    }
    let (hash, label) = (hash_of(account, &device.secret), device.label.clone());
    if work.run(permit, &REVIVE_DEVICE, &params![hash.clone(), account, label.clone(), now])? == 0 {
        let id: DeviceId = work.ids().next();
        work.run(permit, &INSERT_DEVICE, &params![id, account, hash, label, now])?;
        return Ok(id);
    }
    known_device(work, permit, account, &device.secret)?.ok_or_else(|| Fault::Broken("a device is gone".into()))
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
