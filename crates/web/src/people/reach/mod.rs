//! How to reach a member, and who stands by them: the same pages for the member and for staff, under two addresses;
//! and what the member alone sees of it.

mod about;
mod ally;
mod channel;
mod look;
mod own;
mod state;
mod wishes;

pub use look::{AllyView, ChannelView, Fact, all_facts, ally_view, beside_view, channel_view, safe_facts};
pub use own::looked_row;
pub use wishes::{WishRow, wish_rows};

use crate::app::App;
use crate::page::Face;
use crate::people::place::Place;
use crate::respond::{Trouble, ask};
use crate::routes::{Route, act, read};
use axum::routing::{get, post};
use service::people::Reach;

/// What is known of the member, for a form that changes it: for nobody else it is there.
async fn to_change(place: &Place, app: &App) -> Result<Reach, Trouble> {
    let (house, one) = (app.house.clone(), place.clone());
    let reach = ask(move || service::people::reach(&house, &one.session, one.member)).await?;
    if reach.may_change { Ok(reach) } else { Err(Trouble::Absent) }
}

/// The text of an identity that nothing has.
macro_rules! nobody {
    () => {
        "00000000000070008000000000000000"
    };
}

macro_rules! doors {
    ($face:expr, $base:literal, $sample:literal) => {
        vec![
            read($face, $base, "read-member", $sample, get(look::page)),
            read($face, concat!($base, "/about"), "change-member", concat!($sample, "/about"), get(about::page)),
            act($face, concat!($base, "/about"), "change-member", concat!($sample, "/about"), post(about::save)),
            read(
                $face,
                concat!($base, "/channels"),
                "change-member",
                concat!($sample, "/channels"),
                get(channel::page),
            ),
            act(
                $face,
                concat!($base, "/channels"),
                "change-member",
                concat!($sample, "/channels"),
                post(channel::save),
            ),
            read(
                $face,
                concat!($base, "/channels/{channel}"),
                "change-member",
                concat!($sample, "/channels/", nobody!()),
                get(channel::page),
            ),
            act(
                $face,
                concat!($base, "/channels/{channel}/end"),
                "change-member",
                concat!($sample, "/channels/", nobody!(), "/end"),
                post(channel::end),
            ),
            read($face, concat!($base, "/allies"), "change-member", concat!($sample, "/allies"), get(ally::page)),
            act($face, concat!($base, "/allies"), "change-member", concat!($sample, "/allies"), post(ally::save)),
            read(
                $face,
                concat!($base, "/allies/{ally}"),
                "change-member",
                concat!($sample, "/allies/", nobody!()),
                get(ally::page),
            ),
            act(
                $face,
                concat!($base, "/allies/{ally}/end"),
                "change-member",
                concat!($sample, "/allies/", nobody!(), "/end"),
                post(ally::end),
            ),
        ]
    };
}

/// Doors of both addresses, and those of one alone.
pub fn routes() -> Vec<Route> {
    let mut all = doors!(Face::Member, "/me/information/{member}", "/me/information/00000000000070008000000000000000");
    all.extend(doors!(
        Face::Work,
        "/work/{agency}/members/{member}/reach",
        "/work/river/members/00000000000070008000000000000000/reach"
    ));
    let own = |path, operation, sample, answer| read(Face::Member, path, operation, sample, answer);
    let say = |path, sample, answer| act(Face::Member, path, "change-member", sample, answer);
    let staff = "/work/{agency}/members/{member}/state";
    let nobody = "/work/river/members/00000000000070008000000000000000/state";
    all.extend([
        own("/me/information", "read-member", "/me/information", get(own::mine)),
        own(
            "/me/information/{member}/looked",
            "read-member",
            concat!("/me/information/", nobody!(), "/looked"),
            get(own::looked),
        ),
        own(
            "/me/information/{member}/someone-else",
            "read-member",
            concat!("/me/information/", nobody!(), "/someone-else"),
            get(own::someone_else),
        ),
        say(
            "/me/information/{member}/someone-else",
            concat!("/me/information/", nobody!(), "/someone-else"),
            post(own::wish),
        ),
        say("/me/information/{member}/bars", concat!("/me/information/", nobody!(), "/bars"), post(own::bar)),
        say(
            "/me/information/{member}/bars/{staff}/undo",
            concat!("/me/information/", nobody!(), "/bars/", nobody!(), "/undo"),
            post(own::unbar),
        ),
        read(Face::Work, staff, "change-member", nobody, get(state::page)),
        act(Face::Work, staff, "change-member", nobody, post(state::save)),
        read(
            Face::Team,
            "/team/{agency}/wishes/{member}",
            "assign-peer",
            concat!("/team/river/wishes/", nobody!()),
            get(wishes::page),
        ),
        act(
            Face::Team,
            "/team/{agency}/wishes/{member}",
            "assign-peer",
            concat!("/team/river/wishes/", nobody!()),
            post(wishes::answer),
        ),
    ]);
    all
}
