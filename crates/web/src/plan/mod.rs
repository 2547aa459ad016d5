//! The recovery plan, for the member and for those who walk beside them: the same pages under two addresses.

mod act;
mod chart;
mod goal;
mod grow;
mod open;
mod paper;
mod text;
mod today;
mod version;
mod view;

pub use today::{own_plan, today};

use crate::page::Face;
use crate::routes::{Route, act as acts, read};
use axum::routing::{get, post};

/// The text of an identity that nothing has.
macro_rules! nobody {
    () => {
        "00000000000070008000000000000000"
    };
}

macro_rules! doors {
    ($face:expr, $base:literal, $sample:literal) => {
        vec![
            read($face, $base, "read-plan", $sample, get(open::plan)),
            acts($face, concat!($base, "/start"), "write-plan", concat!($sample, "/start"), post(act::start)),
            acts($face, concat!($base, "/text"), "write-plan", concat!($sample, "/text"), post(text::save)),
            acts($face, concat!($base, "/goals"), "write-plan", concat!($sample, "/goals"), post(grow::goal)),
            read(
                $face,
                concat!($base, "/goals/{goal}"),
                "read-plan",
                concat!($sample, "/goals/", nobody!()),
                get(goal::goal),
            ),
            acts(
                $face,
                concat!($base, "/goals/{goal}"),
                "write-plan",
                concat!($sample, "/goals/", nobody!()),
                post(goal::shape),
            ),
            acts(
                $face,
                concat!($base, "/goals/{goal}/strategies"),
                "write-plan",
                concat!($sample, "/goals/", nobody!(), "/strategies"),
                post(grow::strategy),
            ),
            acts(
                $face,
                concat!($base, "/goals/{goal}/strategies/{strategy}/actions"),
                "write-plan",
                concat!($sample, "/goals/", nobody!(), "/strategies/", nobody!(), "/actions"),
                post(grow::action),
            ),
            acts(
                $face,
                concat!($base, "/actions/{action}/done"),
                "mark-action",
                concat!($sample, "/actions/", nobody!(), "/done"),
                post(act::done),
            ),
            acts(
                $face,
                concat!($base, "/clashes/{clash}"),
                "write-plan",
                concat!($sample, "/clashes/", nobody!()),
                post(act::settle),
            ),
            acts($face, concat!($base, "/freeze"), "sign-plan", concat!($sample, "/freeze"), post(act::freeze)),
            read(
                $face,
                concat!($base, "/versions/{version}"),
                "read-plan",
                concat!($sample, "/versions/", nobody!()),
                get(version::version),
            ),
            acts(
                $face,
                concat!($base, "/versions/{version}/sign"),
                "sign-plan",
                concat!($sample, "/versions/", nobody!(), "/sign"),
                post(version::sign),
            ),
            read(
                $face,
                concat!($base, "/versions/{version}/plan.pdf"),
                "read-plan",
                concat!($sample, "/versions/", nobody!(), "/plan.pdf"),
                get(paper::pdf),
            ),
        ]
    };
}

/// The plan under the member's own address.
pub fn member_routes() -> Vec<Route> {
    doors!(Face::Member, "/me/plan/{member}", "/me/plan/00000000000070008000000000000000")
}

/// The plan under the address of staff.
pub fn staff_routes() -> Vec<Route> {
    doors!(
        Face::Work,
        "/work/{agency}/members/{member}/plan",
        "/work/river/members/00000000000070008000000000000000/plan"
    )
}
