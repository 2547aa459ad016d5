//! Codes from an app: a secret that is shared once, and six digits that change every thirty seconds (RFC 6238).

use super::ceremony::{self, TOTP};
use super::recovery::{fresh_codes, store_codes};
use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AccountId, Identity};
use domain::notice::Notice;
use domain::people::JoinCode;
use totp_rs::{Builder, Secret, Totp};

/// What the app shows beside the code. Neutral: it stands on the lock screen of a phone.
const ISSUER: &str = "Alongside";

statements! {
    TOTP_OF = "SELECT totp_sealed FROM account WHERE id = $1";

    SET_TOTP = "UPDATE account SET totp_sealed = $2, totp_last_step = $3 WHERE id = $1";

    SPEND_STEP = "
        UPDATE account SET totp_last_step = $2
        WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)";

    DROP_TOTP = "UPDATE account SET totp_sealed = NULL WHERE id = $1";
}

/// What a person needs to set their app up.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// For the app, as a QR code.
    pub uri: String,
    /// The same by hand, in groups of four.
    pub by_hand: String,
    /// What the form carries until the first code is typed.
    pub ticket: String,
}

/// 160 random bits, as RFC 4226, section 4 recommends.
pub(super) type Bytes = [u8; 20];

fn app(secret: Bytes, username: &str) -> Result<Totp, Fault> {
    let built =
        Builder::new().with_secret(Secret::from(secret)).with_account_name(username).with_issuer(Some(ISSUER)).build();
    built.map_err(|why| Fault::Broken(format!("codes from an app: {why}")))
}

/// What to show for a secret.
pub(super) fn show(secret: Bytes, username: &str, ticket: &str) -> Result<SetUp, Fault> {
    let text: Vec<char> = Secret::from(secret).to_base32().chars().collect();
    let groups: Vec<String> = text.chunks(4).map(|group| group.iter().collect()).collect();
    let uri = app(secret, username)?.to_url().map_err(|why| Fault::Broken(format!("codes from an app: {why}")))?;
    Ok(SetUp { uri, by_hand: groups.join(" "), ticket: ticket.to_owned() })
}

/// The step of a right code, at a time.
fn step_of(secret: Bytes, typed: &str, now: domain::time::Moment) -> Result<Option<i64>, Fault> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let seconds = u64::try_from(now.micros() / 1_000_000).unwrap_or(0);
    let step = if digits.len() == 6 { app(secret, "codes")?.check(&digits, seconds) } else { None };
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// Whether a code is right for the app of this account. A code works once.
pub(super) fn spend<'w>(
    house: &House,
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    typed: &str,
) -> Result<bool, Fault> {
    let Some(mut row) = work.row(permit, &TOTP_OF, &params![account])? else { return Ok(false) };
    let Some(sealed) = row.take::<Option<Vec<u8>>>()? else { return Ok(false) };
    let secret: Bytes = house
        .unseal("totp", &account.bytes(), &sealed)
        .ok_or_else(|| Fault::Broken("a secret for codes was sealed by another house".into()))?;
    let now = work.now();
    let Some(step) = step_of(secret, typed, now)? else { return Ok(false) };
    Ok(work.run(permit, &SPEND_STEP, &params![account, step])? == 1)
}

/// Sets the app up for an account after its first right code.
pub(super) struct Proven {
    sealed: Vec<u8>,
    step: i64,
}

/// The first code shows that the app has the secret.
pub(super) fn prove(house: &House, account: AccountId, secret: Bytes, typed: &str) -> Result<Proven, Fault> {
    let step = step_of(secret, typed, house.now())?;
    let step = step.ok_or_else(|| Fault::invalid("code", Notice::new("second-step-wrong")))?;
    Ok(Proven { sealed: house.seal("totp", &account.bytes(), &secret)?, step })
}

/// Keeps what was proven.
pub(super) fn keep<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    account: AccountId,
    proven: &Proven,
) -> Result<(), Fault> {
    work.run(permit, &SET_TOTP, &params![account, proven.sealed.clone(), proven.step]).map(|_| ())
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Waiting {
    account: AccountId,
    username: String,
    secret: Bytes,
}

/// Begins setting an app up, for somebody who is signed in and has just confirmed that it is them.
pub fn start_totp(house: &House, session: &Session) -> Result<SetUp, Fault> {
    require_step_up(house, session)?;
    let account = session.account;
    let secret: Bytes = house.chance();
    let username = super::mine::username(house, session)?;
    let waiting = Waiting { account, username: username.clone(), secret };
    let beginning = ceremony::prepare(house, &TOTP, Some(account), &waiting)?;
    let ticket = beginning.ticket.clone();
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        ceremony::begin(work, &permit, &beginning)
    })?;
    show(secret, &username, &ticket)
}

/// What to show again after a wrong first code.
pub fn totp_under_way(house: &House, session: &Session, ticket: &str) -> Result<SetUp, Fault> {
    let waiting = waiting(house, session, ticket)?;
    show(waiting.secret, &waiting.username, ticket)
}

fn waiting(house: &House, session: &Session, ticket: &str) -> Result<Waiting, Fault> {
    let found = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        ceremony::look::<Waiting>(house, work, &permit, &TOTP, ticket)
    })?;
    found
        .filter(|waiting| waiting.account == session.account)
        .ok_or_else(|| Fault::refused(Notice::new("took-too-long")))
}

/// Ends setting an app up with its first code. Gives new recovery codes.
pub fn finish_totp(house: &House, session: &Session, ticket: &str, typed: &str) -> Result<Vec<JoinCode>, Fault> {
    require_step_up(house, session)?;
    let account = session.account;
    let waiting = waiting(house, session, ticket)?;
    let proven = prove(house, account, waiting.secret, typed)?;
    let (own, codes, ticket) = (house.clone(), fresh_codes(house), ticket.to_owned());
    let made = codes.clone();
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        if !ceremony::end(work, &permit, &ticket)? {
            return Err(Fault::refused(Notice::new("took-too-long")));
        }
        keep(work, &permit, account, &proven)?;
        store_codes(&own, work, &permit, account, &made)?;
        work.detail("app-set-up");
        Ok(())
    })?;
    Ok(codes)
}

/// Takes the app away. Staff keep a second step: their last one stays.
pub fn remove_totp(house: &House, session: &Session) -> Result<(), Fault> {
    require_step_up(house, session)?;
    let account = session.account;
    house.store().write(&house.call_as(session), move |work| {
        let permit = work.permit_open(Operation::OwnAccount)?;
        let standing = super::steps::standing(work, &permit, account)?;
        if standing.must && standing.passkeys == 0 {
            return Err(Fault::refused(Notice::new("second-step-stays")));
        }
        work.run(&permit, &DROP_TOTP, &params![account])?;
        work.detail("app-removed");
        Ok(())
    })
}
