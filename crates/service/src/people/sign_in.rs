//! Signing in with a username and a passphrase alone, in the first hat: where no second step is asked for.

use super::keys::{Attempt, Device, Need, Step, choose_hat, sign_in_in_steps};
use super::open_session::{HatChoice, SignedIn};
use crate::{Fault, House};
use domain::notice::Notice;

/// Signs in. `from` names where the attempt comes from, for the limit.
///
/// [`Fault::Invalid`] on `passphrase` says the same for an unknown name and a wrong passphrase;
/// [`Fault::Refused`] when a second step is needed.
pub fn sign_in(house: &House, username: &str, passphrase: &str, from: &str) -> Result<SignedIn, Fault> {
    let attempt = Attempt {
        username: username.to_owned(),
        passphrase: passphrase.to_owned(),
        from: from.to_owned(),
        device: Device::new(house, ""),
        remember: false,
    };
    match sign_in_in_steps(house, attempt)? {
        Step::In(signed) => Ok(signed),
        Step::More { ticket, need: Need::Hat } => choose_hat(house, &ticket, HatChoice::First),
        Step::More { .. } => Err(Fault::refused(Notice::new("second-step-first"))),
    }
}
