//! Keys: the steps of a sign-in, one's own sign-in, confirming, hats, and forms that came too late.

mod account;
mod app_codes;
mod confirm;
mod hat;
mod kept;
mod passkeys;
mod passphrase;
mod pin;
mod steps;
mod was_it_you;

use crate::page::Face;
use crate::routes::{Route, act, read};
use axum::routing::{get, post};

pub use kept::{instead, sent};
pub use steps::{go_on, remembered};

/// The doors of keys.
pub fn routes() -> Vec<Route> {
    let open = |path, answer| read(Face::Public, path, "sign-in", path, answer);
    let door = |path, answer| act(Face::Public, path, "sign-in", path, answer);
    let own = |path, answer| read(Face::Public, path, "own-account", path, answer);
    let does = |path, answer| act(Face::Public, path, "own-account", path, answer);
    let one = |path, sample, answer| act(Face::Public, path, "own-account", sample, answer);
    vec![
        open("/sign-in/code", get(steps::code_page)),
        open("/es/sign-in/code", get(steps::code_page)),
        door("/sign-in/code", post(steps::code)),
        door("/es/sign-in/code", post(steps::code)),
        door("/sign-in/code/passkey/begin", post(steps::passkey_step_begin)),
        door("/sign-in/code/passkey", post(steps::passkey_step)),
        open("/sign-in/set-up", get(steps::set_up_page)),
        open("/es/sign-in/set-up", get(steps::set_up_page)),
        door("/sign-in/set-up", post(steps::set_up)),
        door("/es/sign-in/set-up", post(steps::set_up)),
        open("/sign-in/hat", get(hat::first_page)),
        open("/es/sign-in/hat", get(hat::first_page)),
        door("/sign-in/hat", post(hat::first)),
        door("/es/sign-in/hat", post(hat::first)),
        open("/sign-in/new-start", get(was_it_you::page)),
        open("/es/sign-in/new-start", get(was_it_you::page)),
        door("/sign-in/new-start", post(was_it_you::answer)),
        door("/es/sign-in/new-start", post(was_it_you::answer)),
        door("/sign-in/passkey/begin", post(steps::passkey_begin)),
        door("/sign-in/passkey", post(steps::passkey)),
        own("/hat", get(hat::page)),
        does("/hat", post(hat::change)),
        own("/account", get(account::page)),
        one(
            "/account/sessions/{session}/end",
            "/account/sessions/00000000000070008000000000000000/end",
            post(account::end),
        ),
        does("/account/sessions/end-others", post(account::end_others)),
        one(
            "/account/devices/{device}/forget",
            "/account/devices/00000000000070008000000000000000/forget",
            post(account::forget),
        ),
        own("/account/passphrase", get(passphrase::page)),
        does("/account/passphrase", post(passphrase::change)),
        own("/account/pin", get(pin::page)),
        does("/account/pin", post(pin::change)),
        does("/account/pin/remove", post(pin::remove)),
        own("/account/app", get(app_codes::page)),
        does("/account/app", post(app_codes::start)),
        does("/account/app/check", post(app_codes::check)),
        does("/account/app/remove", post(app_codes::remove)),
        does("/account/codes", post(app_codes::codes)),
        does("/account/passkeys/begin", post(passkeys::begin)),
        does("/account/passkeys", post(passkeys::add)),
        one(
            "/account/passkeys/{passkey}/name",
            "/account/passkeys/00000000000070008000000000000000/name",
            post(passkeys::name),
        ),
        one(
            "/account/passkeys/{passkey}/remove",
            "/account/passkeys/00000000000070008000000000000000/remove",
            post(passkeys::remove),
        ),
        own("/confirm", get(confirm::page)),
        does("/confirm", post(confirm::confirm)),
        does("/confirm/passkey/begin", post(confirm::passkey_begin)),
        does("/confirm/passkey", post(confirm::passkey)),
        own("/kept", get(kept::page)),
        one("/kept/{form}/drop", "/kept/00000000000070008000000000000000/drop", post(kept::drop)),
    ]
}
