//! Signing in, step by step: a passphrase, a second step where there is one or must be one, and the hat to wear.
//!
//! Between two steps there is no session, so nothing can be done with half a sign-in.

use super::attempt::{Door, Try};
use super::ceremony::{self, Beginning, SIGN_IN};
use super::device::{self, Device};
use super::hats::{Hat, hats_of};
use super::passkey::{self, PasskeyAsked};
use super::recovery::{fresh_codes, spend_code, store_codes};
use super::totp::{self, Bytes, SetUp};
use crate::people::open_session::{Opening, open_within, signed_in};
use crate::people::{HatChoice, SignedIn, open_session};
use crate::secret::token_hash;
use crate::{Fault, House};
use access::{Actor, Operation, Permit, Row, Work, params, statements};
use domain::id::{AccountId, DeviceId};
use domain::notice::Notice;
use domain::people::{JoinCode, Strength};
use domain::time::Moment;
use serde::{Deserialize, Serialize};

statements! {
    ACCOUNT_BY_NAME = "
        SELECT id, passphrase_hash,
          CASE WHEN space_locked_until > $2 THEN former_passphrase_hash END, space_locked_since
        FROM account WHERE username_folded = $1 AND state = 'active'";

    STANDING = "
        SELECT a.username, a.totp_sealed IS NOT NULL,
          (SELECT COUNT(*) FROM passkey p WHERE p.account_id = a.id),
          EXISTS (SELECT 1 FROM staff_account s JOIN agency g ON g.id = s.staff_agency_id
                  WHERE s.account_id = a.id AND NOT g.demo),
          (SELECT COUNT(*) FROM staff_account s WHERE s.account_id = a.id AND (s.closed_until IS NULL OR s.closed_until <= $2))
            + (SELECT COUNT(*) FROM person p WHERE p.account_id = a.id)
            + (SELECT COUNT(*) FROM supporter u WHERE u.account_id = a.id)
        FROM account a WHERE a.id = $1 AND a.state = 'active'";
}

/// A try to sign in.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The username as typed.
    pub username: String,
    /// The passphrase as typed.
    pub passphrase: String,
    /// The address that it comes from, for the limit.
    pub from: String,
    /// The browser.
    pub device: Device,
    /// Whether to remember it from now on.
    pub remember: bool,
}

/// Who somebody has shown themselves to be, and how.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Proof {
    /// The sign-in.
    pub account: AccountId,
    /// What they proved it with.
    pub strength: Strength,
    /// The device, where the account knows it.
    pub device: Option<DeviceId>,
    /// A device to remember once they are in.
    pub remember: Option<Device>,
}

/// What the next step of a sign-in is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    /// A code, a recovery code, or a passkey.
    Second {
        /// Whether an app gives codes.
        app: bool,
        /// Whether there is a passkey.
        passkey: bool,
    },
    /// A second step must be set up first.
    SetUp,
    /// A choice among several hats.
    Hat,
    /// An answer: was the new start theirs? The secret is the one from before it.
    WasItYou,
}

/// Where a sign-in stands.
#[derive(Debug)]
pub enum Step {
    /// Signed in.
    In(SignedIn),
    /// More is needed.
    More {
        /// What the browser keeps until then.
        ticket: String,
        /// What is needed.
        need: Need,
    },
}

#[derive(Serialize, Deserialize)]
struct Pending {
    proof: Proof,
    need: Need,
    secret: Bytes,
}

/// How an account stands to second steps and hats.
pub(super) struct Standing {
    pub(super) username: String,
    pub(super) totp: bool,
    pub(super) passkeys: i64,
    /// Whether a second step is a duty: for staff, except in the demonstration's agencies.
    pub(super) must: bool,
    hats: i64,
}

pub(super) fn standing<'w>(work: &mut Work<'w>, permit: &Permit<'w>, account: AccountId) -> Result<Standing, Fault> {
    let now = work.now();
    let mut row = work.row(permit, &STANDING, &params![account, now])?.ok_or(Fault::Absent)?;
    Ok(Standing {
        username: row.take()?,
        totp: row.take()?,
        passkeys: row.take()?,
        must: row.take()?,
        hats: row.take()?,
    })
}

fn too_late() -> Fault {
    Fault::refused(Notice::new("took-too-long"))
}

/// The first step. A wrong passphrase says no more than an unknown name.
pub fn sign_in_in_steps(house: &House, attempt: Attempt) -> Result<Step, Fault> {
    let Attempt { username, passphrase, from, device, remember } = attempt;
    // What is no username is looked up all the same, so that it takes as long and says as much as any other.
    let folded = domain::people::Username::parse(&username)
        .map_or_else(|_| username.trim().to_lowercase(), |name| name.folded().to_owned());
    let (browser, name) = (device.clone(), folded.clone());
    let (known, tried) = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let row = work.row(&permit, &ACCOUNT_BY_NAME, &params![name.clone(), now])?;
        let known = row.map(|mut row| Found::of(&mut row)).transpose()?;
        let seen = match &known {
            Some(found) => device::known(work, &permit, found.account, &browser)?,
            None => None,
        };
        let door = match (&known, seen) {
            (Some(found), Some((device, _))) => Door::Known(found.account, device),
            _ => Door::Unknown(name.clone(), from.clone()),
        };
        let tried = Try::new("passphrase", &door);
        tried.may(work, &permit)?;
        Ok((known.map(|found| (found, seen)), tried))
    })?;
    let hash = known.as_ref().and_then(|(found, _)| found.hash.as_deref());
    let right = house.hashing().matches(&passphrase, hash);
    // The passphrase from before a new start, on a device that was known before it: was that them?
    let was_right = !right
        && known
            .as_ref()
            .and_then(|(found, seen)| found.former_on(*seen))
            .is_some_and(|hash| house.hashing().matches(&passphrase, Some(hash)));
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        tried.settle(work, &permit, right || was_right)
    })?;
    let (Some((found, seen)), true) = (known, right || was_right) else {
        return Err(Fault::invalid("passphrase", Notice::new("sign-in-wrong")));
    };
    let remember = remember.then_some(device);
    let device = seen.map(|(device, _)| device);
    let proof = Proof { account: found.account, strength: Strength::Passphrase, device, remember };
    if was_right { wait(house, proof, Need::WasItYou) } else { proceed(house, proof) }
}

struct Found {
    account: AccountId,
    hash: Option<String>,
    former: Option<String>,
    locked_since: Option<Moment>,
}

impl Found {
    fn of(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self { account: row.take()?, hash: row.take()?, former: row.take()?, locked_since: row.take()? })
    }

    /// The passphrase from before the lock, on a device that was known before it.
    fn former_on(&self, seen: Option<(DeviceId, Moment)>) -> Option<&str> {
        let (_, since) = seen?;
        self.former.as_deref().filter(|_| self.locked_since.is_some_and(|began| since < began))
    }
}

/// On from a proof: to the second step, to its set-up, to the choice of a hat, or in.
pub fn proceed(house: &House, proof: Proof) -> Result<Step, Fault> {
    let standing = read_standing(house, proof.account)?;
    let whole = matches!(proof.strength, Strength::TwoSteps | Strength::Passkey);
    // A member's passkey is a shorter way in; it must not close the longer one on a phone that does not have it.
    let second = standing.totp || (standing.must && standing.passkeys > 0);
    if !whole && second {
        let need = Need::Second { app: standing.totp, passkey: standing.passkeys > 0 };
        return wait(house, proof, need);
    }
    if !whole && standing.must {
        return wait(house, proof, Need::SetUp);
    }
    if standing.hats > 1 {
        return wait(house, proof, Need::Hat);
    }
    enter(house, proof, HatChoice::First).map(Step::In)
}

fn read_standing(house: &House, account: AccountId) -> Result<Standing, Fault> {
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        standing(work, &permit, account)
    })
}

pub(in crate::people) fn wait(house: &House, proof: Proof, need: Need) -> Result<Step, Fault> {
    let (account, secret) = (proof.account, house.chance());
    let beginning = ceremony::prepare(house, &SIGN_IN, Some(account), &Pending { proof, need, secret })?;
    let ticket = beginning.ticket.clone();
    keep(house, beginning)?;
    Ok(Step::More { ticket, need })
}

fn keep(house: &House, beginning: Beginning) -> Result<(), Fault> {
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        ceremony::begin(work, &permit, &beginning)
    })
}

fn enter(house: &House, proof: Proof, hat: HatChoice) -> Result<SignedIn, Fault> {
    let Proof { account, strength, device, remember } = proof;
    let Some(new) = remember else { return open_session(house, account, strength, device, hat) };
    let own = new.clone();
    let kept = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        device::keep(work, &permit, account, &own)
    })?;
    Ok(open_session(house, account, strength, Some(kept.id), hat)?.remembering(&new, kept))
}

fn pending(house: &House, ticket: &str) -> Result<Pending, Fault> {
    let found = house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        ceremony::look::<Pending>(house, work, &permit, &SIGN_IN, ticket)
    })?;
    found.ok_or_else(too_late)
}

/// What is needed behind a ticket. A refusal when its time is over.
pub fn need_of(house: &House, ticket: &str) -> Result<Need, Fault> {
    pending(house, ticket).map(|pending| pending.need)
}

/// Who is behind a ticket that waits for `need`.
pub(in crate::people) fn proof_behind(house: &House, ticket: &str, need: Need) -> Result<Proof, Fault> {
    let pending = pending(house, ticket)?;
    if pending.need == need { Ok(pending.proof) } else { Err(too_late()) }
}

/// Ends a ticket; only who ends it goes on.
pub(in crate::people) fn end(house: &House, ticket: &str) -> Result<(), Fault> {
    let ticket = ticket.to_owned();
    let ended = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        ceremony::end(work, &permit, &ticket)
    })?;
    if ended { Ok(()) } else { Err(too_late()) }
}

/// The second step with a code from an app or a recovery code.
pub fn sign_in_with_code(house: &House, ticket: &str, typed: &str, from: &str) -> Result<Step, Fault> {
    let Pending { proof, need: Need::Second { .. }, .. } = pending(house, ticket)? else { return Err(too_late()) };
    if !second_step_is_right(house, proof.account, proof.device, typed, from)? {
        return Err(Fault::invalid("code", Notice::new("second-step-wrong")));
    }
    end(house, ticket)?;
    proceed(house, Proof { strength: Strength::TwoSteps, ..proof })
}

/// Whether a typed code is right: six digits from the app, or a recovery code. Each works once; tries are counted.
pub(super) fn second_step_is_right(
    house: &House,
    account: AccountId,
    device: Option<DeviceId>,
    typed: &str,
    from: &str,
) -> Result<bool, Fault> {
    let (own, typed) = (house.clone(), typed.to_owned());
    let door = match device {
        Some(device) => Door::Known(account, device),
        None => Door::Unknown(account.to_string(), from.to_owned()),
    };
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let tried = Try::new("code", &door);
        tried.may(work, &permit)?;
        let right = match JoinCode::parse(&typed) {
            Ok(code) => spend_code(&own, work, &permit, account, &code)?,
            Err(_) => totp::spend(&own, work, &permit, account, &typed)?,
        };
        tried.settle(work, &permit, right)?;
        Ok(right)
    })
}

/// Asks for a passkey as the second step.
pub fn start_passkey_step(house: &House, site: &str, ticket: &str) -> Result<PasskeyAsked, Fault> {
    let pending = pending(house, ticket)?;
    passkey::ask_of(house, site, pending.proof.account)
}

/// The second step with the passkey that was asked for.
pub fn finish_passkey_step(
    house: &House,
    site: &str,
    ticket: &str,
    asked: &str,
    credential: &str,
) -> Result<Step, Fault> {
    let Pending { proof, .. } = pending(house, ticket)?;
    passkey::answer_of(house, site, proof.account, asked, credential)?;
    end(house, ticket)?;
    proceed(house, Proof { strength: Strength::TwoSteps, ..proof })
}

/// What somebody needs who must set up a second step before they are in.
pub fn set_up_of(house: &House, ticket: &str) -> Result<SetUp, Fault> {
    let pending = pending(house, ticket)?;
    let username = read_standing(house, pending.proof.account)?.username;
    totp::show(pending.secret, &username, ticket)
}

/// Sets the second step up with its first code. Gives the recovery codes, to be shown once.
pub fn finish_set_up(house: &House, ticket: &str, typed: &str) -> Result<(Vec<JoinCode>, Step), Fault> {
    let Pending { proof, need: Need::SetUp, secret } = pending(house, ticket)? else { return Err(too_late()) };
    let account = proof.account;
    let proven = totp::prove(house, account, secret, typed)?;
    end(house, ticket)?;
    let (own, codes) = (house.clone(), fresh_codes(house));
    let made = codes.clone();
    house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        totp::keep(work, &permit, account, &proven)?;
        store_codes(&own, work, &permit, account, &made)
    })?;
    Ok((codes, proceed(house, Proof { strength: Strength::TwoSteps, ..proof })?))
}

/// The hats to choose from.
pub fn hats_of_ticket(house: &House, ticket: &str) -> Result<Vec<Hat>, Fault> {
    let Pending { proof, need: Need::Hat, .. } = pending(house, ticket)? else { return Err(too_late()) };
    hats_of(house, &house.call(Actor::Public), proof.account)
}

/// In, with the hat of one's choice.
pub fn choose_hat(house: &House, ticket: &str, hat: HatChoice) -> Result<SignedIn, Fault> {
    let Pending { proof, need: Need::Hat, .. } = pending(house, ticket)? else { return Err(too_late()) };
    let Proof { account, strength, device, remember } = proof;
    let (ticket, new) = (ticket.to_owned(), remember.clone());
    let token = house.random_token();
    let hashed = token_hash(&token);
    // In one unit: a hat that is refused leaves the ticket, and a ticket that is over opens nothing.
    let (session, kept) = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        if !ceremony::end(work, &permit, &ticket)? {
            return Err(too_late());
        }
        let kept = new.as_ref().map(|new| device::keep(work, &permit, account, new)).transpose()?;
        let device = kept.as_ref().map(|kept| kept.id).or(device);
        let stepped_up = Some(work.now());
        let opening = Opening { account, strength, device, hat, stepped_up, no_later_than: None };
        Ok((open_within(work, &permit, opening, &hashed)?, kept))
    })?;
    let signed = signed_in(house, session, token);
    Ok(match remember.zip(kept) {
        Some((new, kept)) => signed.remembering(&new, kept),
        None => signed,
    })
}
