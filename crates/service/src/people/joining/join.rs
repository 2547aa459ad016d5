//! Joining with a code: an account with a given name and a secret of one's own, and a wait for the peer's yes.

use super::invite::{Claimed, claimed};
use super::join_code::{CodeFor, Found, FoundCode, find};
use super::new_secret::NewSecret;
use super::offer_name::offered;
use crate::people::keys::{Device, Kept, codes_of, keep, store_codes};
use crate::people::sharing::accept;
use crate::people::{HatChoice, SignedIn, open_session};
use crate::{Fault, House, Session};
use access::{Actor, Operation, Permit, Scope, Work, params, statements};
use domain::id::{AccountId, CommandId, Identity, JoinId, PersonId};
use domain::lang::Lang;
use domain::notice::Notice;
use domain::people::Strength;
use domain::time::Moment;
use serde::{Deserialize, Serialize};

statements! {
    INSERT_JOINER = "
        INSERT INTO account (id, username, username_folded, passphrase_hash, pin_hash, lang, state, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'active', $7)
        ON CONFLICT DO NOTHING";

    INSERT_JOINED_PERSON = "INSERT INTO person (id, account_id, created_at) VALUES ($1, $2, $3)";

    PERSON_OF_JOINER = "SELECT id FROM person WHERE account_id = $1";

    PERSON_OF_SESSIONS = "UPDATE session SET person_id = $2 WHERE account_id = $1 AND ended_at IS NULL";

    USE_JOIN_CODE = "
        UPDATE join_code SET used_at = $3 WHERE agency_id = $1 AND id = $2 AND used_at IS NULL AND until > $3";

    FORGET_REFUSED = "DELETE FROM join_claim WHERE person_id = $1 AND refused_at IS NOT NULL";

    INSERT_CLAIM = "
        INSERT INTO join_claim (person_id, code_id, chart_agency_id, claimed_at) VALUES ($1, $2, $3, $4)";

    CLAIMS_OF_PERSON = "
        SELECT code_id, claimed_at, refused_at FROM join_claim WHERE person_id = $1 ORDER BY claimed_at DESC";
}

/// What somebody who joins has chosen.
#[derive(Debug, Clone)]
pub struct Joining {
    /// The code, as typed.
    pub code: String,
    /// The offered name and its seal.
    pub name: (String, String),
    /// The secret.
    pub secret: NewSecret,
    /// The language they read.
    pub lang: Lang,
    /// The device that they hold.
    pub device: Device,
    /// Where the attempt comes from, for the limit.
    pub from: String,
}

/// Somebody who has joined.
#[derive(Debug)]
pub struct Joined {
    /// Their session.
    pub signed_in: SignedIn,
    /// The name to sign in with.
    pub username: String,
    /// Codes to write down, shown once.
    pub recovery: Vec<String>,
    /// What the code was for.
    pub what: CodeFor,
}

#[derive(Serialize, Deserialize)]
struct Outcome {
    account: AccountId,
    device: Kept,
    code: [u8; 16],
    at: Moment,
}

/// What a code is known by, when a form is sent again.
fn mark_of(found: Found) -> [u8; 16] {
    match found {
        Found::Chart(code) => code.id.bytes(),
        Found::Invited(invited) => invited.share().bytes(),
    }
}

/// Joins as somebody new. The same form sent twice makes one account and shows the same codes.
pub fn join(house: &House, command: CommandId, joining: &Joining) -> Result<Joined, Fault> {
    let found = find(house, &joining.code, &joining.from)?;
    if found.what() == CodeFor::Reset {
        return Err(unknown());
    }
    let username = offered(house, &joining.name.0, &joining.name.1)?;
    let hashes = joining.secret.hashes(house, Some(&username))?;
    let recovery = codes_of(house, command);
    let written_down = recovery.clone();
    let (name, folded) = (username.as_str().to_owned(), username.folded().to_owned());
    let own_device = joining.device.clone().for_command(house, command);
    let (lang, kept, sealer) = (joining.lang, own_device.clone(), house.clone());
    let outcome = house.store().command(&house.call(Actor::Public), command, Operation::SignIn, move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let account: AccountId = work.ids().next();
        let hash = |hash: &Option<String>| hash.clone();
        let values =
            params![account, name.as_str(), folded.as_str(), hash(&hashes.passphrase), hash(&hashes.pin), lang, now];
        if work.run(&permit, &INSERT_JOINER, &values)? == 0 {
            return Err(Fault::invalid("username", Notice::new("join-name-gone")));
        }
        store_codes(&sealer, work, &permit, account, &written_down)?;
        let device = keep(work, &permit, account, &kept)?;
        match found {
            Found::Chart(code) => {
                let person: PersonId = work.ids().next();
                work.run(&permit, &INSERT_JOINED_PERSON, &params![person, account, now])?;
                claim(work, &permit, person, code)?;
            }
            // Who only reads what another shares has no space of their own yet.
            Found::Invited(invited) => accept(work, &permit, account, invited)?,
        }
        Ok(Outcome { account, device, code: mark_of(found), at: now })
    })?;
    // Sent again: only by who holds the same code, and only while the page may still be waiting.
    if outcome.code != mark_of(found) {
        return Err(unknown());
    }
    let device = outcome.device;
    let signed_in = open_session(house, outcome.account, Strength::DevicePin, Some(device.id), HatChoice::Member)?;
    let recovery = recovery.iter().map(ToString::to_string).collect();
    Ok(Joined {
        signed_in: signed_in.remembering(&own_device, device),
        username: username.as_str().to_owned(),
        recovery,
        what: found.what(),
    })
}

/// Joins one more agency, or comes in to what somebody shares, with the sign-in that one has. Says which.
pub fn join_signed_in(
    house: &House,
    session: &Session,
    command: CommandId,
    code: &str,
    from: &str,
) -> Result<CodeFor, Fault> {
    let found = find(house, code, from)?;
    if found.what() == CodeFor::Reset {
        return Err(unknown());
    }
    let account = session.account;
    house.store().command(&house.call_as(session), command, Operation::OwnAccount, move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let now = work.now();
        let code = match found {
            Found::Chart(code) => code,
            Found::Invited(invited) => return accept(work, &permit, account, invited),
        };
        let person = match work.row(&permit, &PERSON_OF_JOINER, &params![account])? {
            Some(mut row) => row.take()?,
            None => {
                let person: PersonId = work.ids().next();
                work.run(&permit, &INSERT_JOINED_PERSON, &params![person, account, now])?;
                // The staff hat learns of the own space at once, so that it never opens the own chart.
                work.run(&permit, &PERSON_OF_SESSIONS, &params![account, person])?;
                person
            }
        };
        claim(work, &permit, person, code)
    })?;
    Ok(found.what())
}

fn unknown() -> Fault {
    Fault::invalid("code", Notice::new("join-code-unknown"))
}

fn claim<'w>(work: &mut Work<'w>, permit: &Permit<'w>, person: PersonId, found: FoundCode) -> Result<(), Fault> {
    let FoundCode { agency, id, .. } = found;
    let now = work.now();
    work.cross(permit, &Scope { agency: Some(agency), person: Some(person), system: false })?;
    if work.run(permit, &USE_JOIN_CODE, &params![agency, id, now])? == 0 {
        return Err(unknown());
    }
    work.run(permit, &FORGET_REFUSED, &params![person])?;
    work.run(permit, &INSERT_CLAIM, &params![person, id, agency, now]).map(drop)
}

/// A claim of one's own, as the person sees it. It names no agency until somebody there said yes.
#[derive(Debug, Clone, Copy)]
pub struct OwnClaim {
    /// The claim.
    pub claimed: Claimed,
    /// Whether the answer was no.
    pub refused: bool,
}

/// Codes that the person used and that wait for a yes, or met a no.
pub fn own_claims(house: &House, session: &Session) -> Result<Vec<OwnClaim>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let hat = work.member_hat()?;
        // Which agencies somebody waits for is of the space that is locked.
        if work.call().space_locked {
            return Ok(Vec::new());
        }
        let permit = work.permit_open(Operation::OwnAccount)?;
        let rows = work.rows(&permit, &CLAIMS_OF_PERSON, &params![hat.person])?;
        rows.into_iter()
            .map(|mut row| {
                let (code, at): (JoinId, Moment) = (row.take()?, row.take()?);
                let refused: Option<Moment> = row.take()?;
                Ok(OwnClaim { claimed: claimed(code, at), refused: refused.is_some() })
            })
            .collect()
    })
}
