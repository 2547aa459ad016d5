//! Coming in: the code, the given name, the secret of one's own; and the peer's side of it.

mod code;
mod confirm;
mod invite;
mod lock;
pub(super) mod qr;
mod recover;
mod reset;

pub use code::{chosen_secret, join, join_page, own_device};
pub use confirm::{JoinedNow, joined_now, waiting};
pub use reset::{ResetRow, reset_rows, restart_rows};

use crate::page::Face;
use crate::routes::{Route, act, read};
use axum::routing::{get, post};

/// Doors of joining.
pub fn routes() -> Vec<Route> {
    let nobody = "/work/river/members/00000000000070008000000000000000/invite";
    let answer = "/work/river/members/00000000000070008000000000000000/joins/00000000000070008000000000000000";
    let base = "/work/{agency}/members/{member}/invite";
    let start = "/work/{agency}/members/{member}/new-start";
    let start_sample = "/work/river/members/00000000000070008000000000000000/new-start";
    vec![
        read(Face::Public, "/join", "sign-in", "/join", get(join_page)),
        read(Face::Public, "/es/join", "sign-in", "/es/join", get(join_page)),
        act(Face::Public, "/join", "sign-in", "/join", post(join)),
        act(Face::Public, "/es/join", "sign-in", "/es/join", post(join)),
        read(Face::Public, "/recover", "sign-in", "/recover", get(recover::page)),
        read(Face::Public, "/es/recover", "sign-in", "/es/recover", get(recover::page)),
        act(Face::Public, "/recover", "sign-in", "/recover", post(recover::recover)),
        act(Face::Public, "/es/recover", "sign-in", "/es/recover", post(recover::recover)),
        read(Face::Member, "/me/new-start", "own-account", "/me/new-start", get(lock::page)),
        act(Face::Member, "/me/new-start", "own-account", "/me/new-start", post(lock::answer)),
        read(Face::Work, start, "reset-secret", start_sample, get(reset::page)),
        act(Face::Work, start, "reset-secret", start_sample, post(reset::act)),
        read(Face::Work, base, "invite-member", nobody, get(invite::page)),
        act(Face::Work, base, "invite-member", nobody, post(invite::make)),
        act(Face::Work, "/work/{agency}/members/{member}/joins/{code}", "invite-member", answer, post(confirm::answer)),
    ]
}
