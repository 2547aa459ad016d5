//! Sharing one's own: the member's side of it, and the list of whoever is shared with. What they read stands in the
//! room of the thing itself.

mod form;
mod list;
mod new;
mod one;
mod with_me;

use crate::page::Face;
use crate::routes::{Route, act, read};
use axum::routing::{get, post};

/// The doors of sharing.
pub fn routes() -> Vec<Route> {
    macro_rules! one {
        ($rest:expr) => {
            concat!("/me/sharing/00000000000070008000000000000000", $rest)
        };
    }
    let own = |path, sample, answer| read(Face::Member, path, "share-own", sample, answer);
    let does = |path, sample, answer| act(Face::Member, path, "share-own", sample, answer);
    vec![
        own("/me/sharing", "/me/sharing", get(list::page)),
        own("/me/sharing/new", "/me/sharing/new", get(new::page)),
        does("/me/sharing/new", "/me/sharing/new", post(new::make)),
        own("/me/sharing/{share}", one!(""), get(one::page)),
        does("/me/sharing/{share}", one!(""), post(one::change)),
        does("/me/sharing/{share}/code", one!("/code"), post(one::code)),
        does("/me/sharing/{share}/go-on", one!("/go-on"), post(one::go_on)),
        does("/me/sharing/{share}/end", one!("/end"), post(one::end)),
        read(Face::Shared, "/shared", "read-shared", "/shared", get(with_me::page)),
        read(Face::Work, "/work/{agency}/shared", "read-shared", "/work/river/shared", get(with_me::at_work)),
    ]
}
