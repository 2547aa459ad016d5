//! Passkeys (W3C Web Authentication, Level 3): made on a device, unlocked with a finger, a face or a PIN there.

use super::ceremony::{self, Kind, PASSKEY_ADD, PASSKEY_ANY, PASSKEY_OWN};
use super::device::{self, Device};
use super::steps::{Proof, Step, proceed};
use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Actor, Operation, Permit, Work, params, statements};
use domain::id::{AccountId, Identity, PasskeyId};
use domain::notice::Notice;
use domain::people::Strength;
use serde::Serialize;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyAuthentication,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
    WebauthnError,
};

/// The longest name of a passkey, in letters.
const LONGEST_LABEL: usize = 60;

statements! {
    PASSKEYS_OF = "SELECT credential FROM passkey WHERE account_id = $1 ORDER BY created_at, id";

    PASSKEY_BY_CREDENTIAL = "SELECT account_id, credential FROM passkey WHERE credential_id = $1";

    INSERT_PASSKEY = "
        INSERT INTO passkey (id, account_id, credential_id, credential, label, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)";

    PASSKEY_USED = "UPDATE passkey SET credential = $3, used_at = $4 WHERE credential_id = $1 AND account_id = $2";

    NAME_PASSKEY = "UPDATE passkey SET label = $3 WHERE id = $1 AND account_id = $2";

    REMOVE_PASSKEY = "DELETE FROM passkey WHERE id = $1 AND account_id = $2";

    OTHER_WAYS = "
        SELECT a.passphrase_hash IS NOT NULL OR a.pin_hash IS NOT NULL,
          (SELECT COUNT(*) FROM passkey p WHERE p.account_id = a.id AND p.id <> $2)
        FROM account a WHERE a.id = $1";
}

/// What the browser is asked, and the ticket that its answer carries.
#[derive(Debug, Clone, Serialize)]
pub struct PasskeyAsked {
    /// The ticket.
    pub ticket: String,
    /// The options for `navigator.credentials`, as JSON.
    pub options: serde_json::Value,
}

/// Passkeys belong to one site: the name of the host where people find this server.
fn webauthn(site: &str) -> Result<Webauthn, Fault> {
    let broken = |why: String| Fault::Broken(format!("passkeys at {site}: {why}"));
    let origin = Url::parse(site).map_err(|why| broken(why.to_string()))?;
    let host = origin.host_str().ok_or_else(|| broken("the address has no host".into()))?.to_owned();
    let builder = WebauthnBuilder::new(&host, &origin).map_err(|why| broken(why.to_string()))?;
    builder.rp_name("Alongside").build().map_err(|why| broken(why.to_string()))
}

fn wrong() -> Fault {
    Fault::invalid("passkey", Notice::new("passkey-wrong"))
}

fn refused(why: WebauthnError) -> Fault {
    tracing::info!(%why, "a passkey was not taken");
    wrong()
}

fn too_late() -> Fault {
    Fault::refused(Notice::new("took-too-long"))
}

fn json<T: Serialize>(value: &T) -> Result<serde_json::Value, Fault> {
    serde_json::to_value(value).map_err(|why| Fault::Broken(format!("passkey: {why}")))
}

fn begin<T: Serialize>(
    house: &House,
    kind: &'static Kind,
    account: Option<AccountId>,
    state: &T,
    options: serde_json::Value,
) -> Result<PasskeyAsked, Fault> {
    let beginning = ceremony::prepare(house, kind, account, state)?;
    let ticket = beginning.ticket.clone();
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        ceremony::begin(work, &permit, &beginning)
    })?;
    Ok(PasskeyAsked { ticket, options })
}

/// The state behind a ticket, which ends with this.
fn take<T: serde::de::DeserializeOwned + Send + 'static>(
    house: &House,
    kind: &'static Kind,
    ticket: &str,
) -> Result<T, Fault> {
    let (own, ticket) = (house.clone(), ticket.to_owned());
    let found = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let found = ceremony::look::<T>(&own, work, &permit, kind, &ticket)?;
        ceremony::end(work, &permit, &ticket)?;
        Ok(found)
    })?;
    found.ok_or_else(too_late)
}

fn keys_of<'w>(work: &mut Work<'w>, permit: &Permit<'w>, account: AccountId) -> Result<Vec<Passkey>, Fault> {
    let rows = work.rows(permit, &PASSKEYS_OF, &params![account])?;
    rows.into_iter().map(|mut row| read(&row.take::<String>()?)).collect()
}

fn read(stored: &str) -> Result<Passkey, Fault> {
    serde_json::from_str(stored).map_err(|why| Fault::Broken(format!("a stored passkey: {why}")))
}

fn keys(house: &House, account: AccountId) -> Result<Vec<Passkey>, Fault> {
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        keys_of(work, &permit, account)
    })
}

/// Notes that a passkey was used, with what its device says of it now.
fn used(house: &House, account: AccountId, mut key: Passkey, result: &AuthenticationResult) -> Result<(), Fault> {
    key.update_credential(result);
    let stored = serde_json::to_string(&key).map_err(|why| Fault::Broken(format!("passkey: {why}")))?;
    let id = key.cred_id().to_vec();
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        work.run(&permit, &PASSKEY_USED, &params![id.clone(), account, stored.clone(), now]).map(|_| ())
    })
}

/// Whether an account has a passkey.
pub(super) fn has_one(house: &House, account: AccountId) -> Result<bool, Fault> {
    keys(house, account).map(|keys| !keys.is_empty())
}

/// Asks for a passkey of one account.
pub(super) fn ask_of(house: &House, site: &str, account: AccountId) -> Result<PasskeyAsked, Fault> {
    let keys = keys(house, account)?;
    if keys.is_empty() {
        return Err(Fault::Absent);
    }
    let (options, state) = webauthn(site)?.start_passkey_authentication(&keys).map_err(refused)?;
    begin(house, &PASSKEY_OWN, Some(account), &(account, state), json(&options)?)
}

/// Whether the answer is right, for the account that was asked.
pub(super) fn answer_of(
    house: &House,
    site: &str,
    account: AccountId,
    ticket: &str,
    credential: &str,
) -> Result<(), Fault> {
    let (asked, state): (AccountId, PasskeyAuthentication) = take(house, &PASSKEY_OWN, ticket)?;
    let credential: PublicKeyCredential = serde_json::from_str(credential).map_err(|_| wrong())?;
    if asked != account {
        return Err(wrong());
    }
    let result = webauthn(site)?.finish_passkey_authentication(&credential, &state).map_err(refused)?;
    let key = keys(house, account)?.into_iter().find(|key| key.cred_id() == result.cred_id()).ok_or_else(wrong)?;
    used(house, account, key, &result)
}

/// Asks for any passkey of this site: the device knows whose it is.
pub fn start_passkey_sign_in(house: &House, site: &str) -> Result<PasskeyAsked, Fault> {
    let (mut options, state) = webauthn(site)?.start_discoverable_authentication().map_err(refused)?;
    // A button asks, not a field that fills itself.
    options.mediation = None;
    begin(house, &PASSKEY_ANY, None, &state, json(&options)?)
}

/// Signs in with the passkey that was asked for.
pub fn finish_passkey_sign_in(
    house: &House,
    site: &str,
    ticket: &str,
    credential: &str,
    browser: Device,
    remember: bool,
) -> Result<Step, Fault> {
    let state: DiscoverableAuthentication = take(house, &PASSKEY_ANY, ticket)?;
    let credential: PublicKeyCredential = serde_json::from_str(credential).map_err(|_| wrong())?;
    let webauthn = webauthn(site)?;
    let (owner, id) = webauthn.identify_discoverable_authentication(&credential).map_err(refused)?;
    let (owner, id) = (AccountId::from_bytes(owner.into_bytes()), id.to_vec());
    let (account, key, device) = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let mut row = work.row(&permit, &PASSKEY_BY_CREDENTIAL, &params![id.clone()])?.ok_or_else(wrong)?;
        let account: AccountId = row.take()?;
        let device = device::known(work, &permit, account, &browser)?;
        Ok((account, read(&row.take::<String>()?)?, device.map(|(device, _)| device)))
    })?;
    if account != owner {
        return Err(wrong());
    }
    let result = webauthn.finish_discoverable_authentication_v2(&credential, state, DiscoverableKey::from(&key));
    used(house, account, key, &result.map_err(refused)?)?;
    let remember = remember.then_some(browser);
    proceed(house, Proof { account, strength: Strength::Passkey, device, remember })
}

/// Begins making a passkey.
pub fn start_adding_passkey(house: &House, site: &str, session: &Session) -> Result<PasskeyAsked, Fault> {
    require_step_up(house, session)?;
    let account = session.account;
    let username = super::mine::username(house, session)?;
    let known = keys(house, account)?.iter().map(|key| key.cred_id().clone()).collect();
    let user = Uuid::from_bytes(account.bytes());
    let started = webauthn(site)?.start_passkey_registration(user, &username, &username, Some(known));
    let (options, state) = started.map_err(refused)?;
    let mut options = json(&options)?;
    // The device must keep whose key it is, so that signing in asks for no username.
    if let Some(choice) = options.pointer_mut("/publicKey/authenticatorSelection") {
        choice["residentKey"] = "required".into();
        choice["requireResidentKey"] = true.into();
    }
    begin(house, &PASSKEY_ADD, Some(account), &(account, state), options)
}

fn label(typed: &str) -> String {
    let label: String = typed.trim().chars().filter(|c| !c.is_control()).take(LONGEST_LABEL).collect();
    if label.is_empty() { "1".to_owned() } else { label }
}

/// Keeps the passkey that was made.
pub fn add_passkey(
    house: &House,
    site: &str,
    session: &Session,
    ticket: &str,
    credential: &str,
    name: &str,
) -> Result<(), Fault> {
    require_step_up(house, session)?;
    let account = session.account;
    let (asked, state): (AccountId, PasskeyRegistration) = take(house, &PASSKEY_ADD, ticket)?;
    let credential: RegisterPublicKeyCredential = serde_json::from_str(credential).map_err(|_| wrong())?;
    if asked != account {
        return Err(wrong());
    }
    let key = webauthn(site)?.finish_passkey_registration(&credential, &state).map_err(refused)?;
    let stored = serde_json::to_string(&key).map_err(|why| Fault::Broken(format!("passkey: {why}")))?;
    let (id, name) = (key.cred_id().to_vec(), label(name));
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        if work.row(&permit, &PASSKEY_BY_CREDENTIAL, &params![id.clone()])?.is_some() {
            return Err(wrong());
        }
        let now = work.now();
        let row: PasskeyId = work.ids().next();
        let values = params![row, account, id.clone(), stored.clone(), name.clone(), now];
        work.run(&permit, &INSERT_PASSKEY, &values)?;
        work.detail("passkey-added");
        Ok(())
    })
}

/// Gives a passkey of one's own another name.
pub fn name_passkey(house: &House, session: &Session, passkey: PasskeyId, name: &str) -> Result<(), Fault> {
    let (account, name) = (session.account, label(name));
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        match work.run(&permit, &NAME_PASSKEY, &params![passkey, account, name.clone()])? {
            0 => Err(Fault::Absent),
            _ => Ok(()),
        }
    })
}

/// Takes a passkey away. The last way in stays, and so does the last second step of staff.
pub fn remove_passkey(house: &House, session: &Session, passkey: PasskeyId) -> Result<(), Fault> {
    require_step_up(house, session)?;
    let account = session.account;
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let mut row = work.row(&permit, &OTHER_WAYS, &params![account, passkey])?.ok_or(Fault::Absent)?;
        let (typed, others): (bool, i64) = (row.take()?, row.take()?);
        if !typed && others == 0 {
            return Err(Fault::refused(Notice::new("passkey-is-last-way")));
        }
        let standing = super::steps::standing(work, &permit, account)?;
        if standing.must && !standing.totp && others == 0 {
            return Err(Fault::refused(Notice::new("second-step-stays")));
        }
        if work.run(&permit, &REMOVE_PASSKEY, &params![passkey, account])? == 0 {
            return Err(Fault::Absent);
        }
        work.detail("passkey-removed");
        Ok(())
    })
}
