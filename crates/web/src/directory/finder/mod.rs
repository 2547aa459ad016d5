//! The finder of meetings: a list, a week, one meeting at its lasting address, and a list to print.

pub(in crate::directory) mod asked;
mod data;
mod line;
mod list;
pub(in crate::directory) mod map;
pub(in crate::directory) mod names;
mod one;
mod pocket;

use crate::page::Face;
use crate::routes::{Route, read};
use axum::routing::get;

/// Doors of the finder.
pub fn routes() -> Vec<Route> {
    let open = |path, sample, answer| read(Face::Public, path, "read-public", sample, answer);
    let nobody = "/meetings/00000000000070008000000000000000";
    let nadie = "/es/meetings/00000000000070008000000000000000";
    vec![
        open("/meetings", "/meetings", get(list::meetings)),
        open("/es/meetings", "/es/meetings", get(list::meetings)),
        open("/meetings/list.pdf", "/meetings/list.pdf", get(pocket::pocket)),
        open("/es/meetings/list.pdf", "/es/meetings/list.pdf", get(pocket::pocket)),
        open("/meetings/send", "/meetings/send", get(pocket::send)),
        open("/es/meetings/send", "/es/meetings/send", get(pocket::send)),
        open("/meetings/{meeting}", nobody, get(one::meeting)),
        open("/es/meetings/{meeting}", nadie, get(one::meeting)),
    ]
}

/// Whether an address is one of a single meeting; each stands under `/es` too.
pub fn is_of_a_meeting(path: &str) -> bool {
    let id = path.strip_prefix("/meetings/").and_then(|rest| rest.split('/').next());
    id.is_some_and(|id| matches!(id, "list.pdf" | "send" | "missing") || id.parse::<domain::id::MeetingId>().is_ok())
}
