//! My sign-in: my keys, my sessions, my devices.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{DeviceId, PasskeyId, SessionId};
use domain::time::Moment;

statements! {
    USERNAME = "SELECT username FROM account WHERE id = $1";

    KEYS_OF_ACCOUNT = "
        SELECT a.username, a.passphrase_hash IS NOT NULL, a.pin_hash IS NOT NULL, a.totp_sealed IS NOT NULL,
          (SELECT COUNT(*) FROM recovery_code r WHERE r.account_id = a.id AND r.used_at IS NULL)
        FROM account a WHERE a.id = $1";

    MY_PASSKEYS = "SELECT id, label, created_at, used_at FROM passkey WHERE account_id = $1 ORDER BY created_at, id";

    MY_SESSIONS = "
        SELECT s.id, g.name, d.label, s.created_at, s.seen_at, s.idle_seconds, s.ends_at
        FROM session s
        LEFT JOIN agency g ON g.id = s.agency_id
        LEFT JOIN device d ON d.id = s.device_id
        WHERE s.account_id = $1 AND s.ended_at IS NULL AND s.ends_at >= $2
        ORDER BY s.seen_at DESC, s.id";

    MY_DEVICES = "
        SELECT id, label, seen_at FROM device WHERE account_id = $1 AND revoked_at IS NULL
        ORDER BY seen_at DESC, id";

    END_MY_SESSION = "UPDATE session SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL";

    END_MY_OTHERS = "UPDATE session SET ended_at = $3 WHERE account_id = $1 AND id <> $2 AND ended_at IS NULL";
}

/// How the second step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondStep {
    /// One's own choice.
    Free,
    /// A duty of staff.
    Duty,
    /// Staff, but everything here is made up.
    RelaxedForDemo,
}

/// A passkey of one's own.
#[derive(Debug, Clone)]
pub struct PasskeyLine {
    /// Which.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub label: String,
    /// Since when.
    pub created: Moment,
    /// When it was last used.
    pub used: Option<Moment>,
}

/// A session that is open.
#[derive(Debug, Clone)]
pub struct SessionLine {
    /// Which.
    pub id: SessionId,
    /// The agency that it works in; none for one's own space.
    pub agency: Option<String>,
    /// The device, where it is remembered.
    pub device: Option<String>,
    /// Since when.
    pub created: Moment,
    /// The last sign of life.
    pub seen: Moment,
    /// Whether it is this one.
    pub own: bool,
}

/// A device that the account knows.
#[derive(Debug, Clone)]
pub struct DeviceLine {
    /// Which.
    pub id: DeviceId,
    /// What it is.
    pub label: String,
    /// The last sign-in on it.
    pub seen: Moment,
    /// Whether it is this one.
    pub own: bool,
}

/// Everything one signs in with.
#[derive(Debug, Clone)]
pub struct MyKeys {
    /// The username.
    pub username: String,
    /// Whether there is a passphrase.
    pub passphrase: bool,
    /// Whether there is a PIN.
    pub pin: bool,
    /// Whether an app gives codes.
    pub app: bool,
    /// How many recovery codes are left.
    pub codes_left: i64,
    /// How the second step stands.
    pub second: SecondStep,
    /// Passkeys, oldest first.
    pub passkeys: Vec<PasskeyLine>,
    /// Open sessions, the latest sign of life first.
    pub sessions: Vec<SessionLine>,
    /// Devices.
    pub devices: Vec<DeviceLine>,
}

/// The username behind a session.
pub(super) fn username(house: &House, session: &Session) -> Result<String, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let mut row = work.row(&permit, &USERNAME, &params![session.account])?.ok_or(Fault::Absent)?;
        Ok(row.take()?)
    })
}

/// One's own keys.
pub fn my_keys(house: &House, session: &Session) -> Result<MyKeys, Fault> {
    let account = session.account;
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let now = work.now();
        let mut row = work.row(&permit, &KEYS_OF_ACCOUNT, &params![account])?.ok_or(Fault::Absent)?;
        let must = super::steps::standing(work, &permit, account)?.must;
        let second = match (must, session.is_staff()) {
            (true, _) => SecondStep::Duty,
            (false, true) => SecondStep::RelaxedForDemo,
            (false, false) => SecondStep::Free,
        };
        let mut mine = MyKeys {
            username: row.take()?,
            passphrase: row.take()?,
            pin: row.take()?,
            app: row.take()?,
            codes_left: row.take()?,
            second,
            passkeys: Vec::new(),
            sessions: Vec::new(),
            devices: Vec::new(),
        };
        for mut row in work.rows(&permit, &MY_PASSKEYS, &params![account])? {
            mine.passkeys.push(PasskeyLine {
                id: row.take()?,
                label: row.take()?,
                created: row.take()?,
                used: row.take()?,
            });
        }
        for mut row in work.rows(&permit, &MY_SESSIONS, &params![account, now])? {
            let id = row.take()?;
            let line = SessionLine {
                id,
                agency: row.take()?,
                device: row.take()?,
                created: row.take()?,
                seen: row.take()?,
                own: id == session.id,
            };
            if now.seconds_since(line.seen) <= row.take::<i64>()? {
                mine.sessions.push(line);
            }
        }
        for mut row in work.rows(&permit, &MY_DEVICES, &params![account])? {
            let id = row.take()?;
            let own = session.device == Some(id);
            mine.devices.push(DeviceLine { id, label: row.take()?, seen: row.take()?, own });
        }
        Ok(mine)
    })
}

/// Ends a session of one's own somewhere else.
pub fn end_session(house: &House, session: &Session, other: SessionId) -> Result<(), Fault> {
    let account = session.account;
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let now = work.now();
        work.run(&permit, &END_MY_SESSION, &params![other, account, now])?;
        work.detail("session-ended");
        Ok(())
    })
}

/// Ends all of one's sessions but this one.
pub fn end_other_sessions(house: &House, session: &Session) -> Result<(), Fault> {
    let (account, own) = (session.account, session.id);
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let now = work.now();
        work.run(&permit, &END_MY_OTHERS, &params![account, own, now])?;
        work.detail("other-sessions-ended");
        Ok(())
    })
}
