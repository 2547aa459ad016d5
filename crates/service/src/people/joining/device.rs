//! The device that somebody signed in on before: a random cookie, of which the database keeps a hash for each account.
//!
//! The cookie is one for the whole browser; its hash is taken with the account, so that nothing
//! shows which accounts share a phone.

use crate::{Fault, House};
use access::{Permit, Work, params, statements};
use domain::id::{AccountId, DeviceId};
use domain::time::Moment;
use sha2::{Digest, Sha256};

statements! {
    INSERT_DEVICE = "
        INSERT INTO device (id, account_id, secret_hash, label, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)
        ON CONFLICT (secret_hash) DO UPDATE SET seen_at = excluded.seen_at, revoked_at = NULL,
          created_at = CASE WHEN device.revoked_at IS NULL THEN device.created_at ELSE excluded.created_at END
        RETURNING id";

    KNOWN_DEVICE = "
        SELECT id, created_at FROM device WHERE secret_hash = $1 AND account_id = $2 AND revoked_at IS NULL";

    REVOKE_DEVICE = "UPDATE device SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
}

/// What a browser says of itself.
#[derive(Debug, Clone, Default)]
pub struct Device {
    /// The secret of its cookie.
    pub secret: String,
    /// What it is called in the list of devices.
    pub label: String,
}

impl Device {
    /// A device without a cookie yet, with a new secret.
    pub fn new(house: &House, label: &str) -> Self {
        Self { secret: house.random_token(), label: label.to_owned() }
    }

    pub(super) fn hash(&self, account: AccountId) -> Vec<u8> {
        Sha256::digest(format!("device {account} {}", self.secret).as_bytes()).to_vec()
    }
}

/// Keeps the device for the account; gives its id.
pub(super) fn keep<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    device: &Device,
) -> Result<DeviceId, Fault> {
    let id: DeviceId = work.ids().next();
    let now = work.now();
    let values = params![id, account, device.hash(account), device.label.as_str(), now];
    let mut row = work.row(permit, &INSERT_DEVICE, &values)?.ok_or(Fault::Absent)?;
    Ok(row.take()?)
}

/// The device, if the account knows it, and since when.
pub(super) fn known<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    device: &Device,
) -> Result<Option<(DeviceId, Moment)>, Fault> {
    let row = work.row(permit, &KNOWN_DEVICE, &params![device.hash(account), account])?;
    row.map(|mut row| Ok((row.take()?, row.take()?))).transpose()
}

/// Forgets a device.
pub(super) fn forget<'w>(work: &mut Work<'w>, permit: &Permit<'w>, device: DeviceId) -> Result<(), Fault> {
    let now = work.now();
    work.run(permit, &REVOKE_DEVICE, &params![device, now]).map(drop)
}
