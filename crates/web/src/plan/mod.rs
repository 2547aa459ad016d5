//! The recovery plan, for the member and for those who walk beside them: the same pages under two addresses.

mod act;
mod attachment;
mod by_link;
mod changes;
mod chart;
mod check;
pub mod due;
mod export;
mod give;
mod goal;
mod grow;
mod hand;
mod hidden;
mod link;
mod open;
mod origin;
mod own;
mod paper;
mod pen;
mod pick;
mod pieces;
mod put_in;
mod review;
mod shared;
mod sign;
mod step;
mod tell;
mod text;
mod today;
mod together;
mod translation;
mod version;
mod view;

pub use hand::{open_while_handed_over, take_back, take_back_page};
pub use today::{own_plan, today};

use crate::page::Face;
use crate::routes::{Route, act as acts, read};
use axum::extract::DefaultBodyLimit;
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
            read($face, concat!($base, "/text"), "read-plan", concat!($sample, "/text"), get(text::now)),
            acts($face, concat!($base, "/pathways"), "write-plan", concat!($sample, "/pathways"), post(tell::pathways)),
            acts($face, concat!($base, "/corner"), "write-plan", concat!($sample, "/corner"), post(tell::corner)),
            acts($face, concat!($base, "/often"), "write-plan", concat!($sample, "/often"), post(tell::often)),
            acts(
                $face,
                concat!($base, "/goals/{goal}/move"),
                "write-plan",
                concat!($sample, "/goals/", nobody!(), "/move"),
                post(goal::shift),
            ),
            acts(
                $face,
                concat!($base, "/strategies/{strategy}/take-away"),
                "write-plan",
                concat!($sample, "/strategies/", nobody!(), "/take-away"),
                post(grow::drop_strategy),
            ),
            read(
                $face,
                concat!($base, "/actions/{action}"),
                "read-plan",
                concat!($sample, "/actions/", nobody!()),
                get(step::step),
            ),
            acts(
                $face,
                concat!($base, "/actions/{action}"),
                "write-plan",
                concat!($sample, "/actions/", nobody!()),
                post(step::shape),
            ),
            acts(
                $face,
                concat!($base, "/actions/{action}/take-away"),
                "write-plan",
                concat!($sample, "/actions/", nobody!(), "/take-away"),
                post(grow::drop_action),
            ),
            read(
                $face,
                concat!($base, "/actions/{action}/meetings"),
                "write-plan",
                concat!($sample, "/actions/", nobody!(), "/meetings"),
                get(pick::meetings),
            ),
            acts(
                $face,
                concat!($base, "/actions/{action}/meeting"),
                "write-plan",
                concat!($sample, "/actions/", nobody!(), "/meeting"),
                post(pick::put),
            ),
            read($face, concat!($base, "/together"), "read-plan", concat!($sample, "/together"), get(together::begin)),
            read(
                $face,
                concat!($base, "/together/{step}"),
                "read-plan",
                concat!($sample, "/together/", "goals"),
                get(together::part),
            ),
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
                post(step::done),
            ),
            acts(
                $face,
                concat!($base, "/actions/{action}/not-done"),
                "mark-action",
                concat!($sample, "/actions/", nobody!(), "/not-done"),
                post(step::not_done),
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
                post(sign::own),
            ),
            acts(
                $face,
                concat!($base, "/versions/{version}/witness"),
                "sign-plan",
                concat!($sample, "/versions/", nobody!(), "/witness"),
                post(sign::beside),
            ),
            acts(
                $face,
                concat!($base, "/versions/{version}/sheet"),
                "sign-plan",
                concat!($sample, "/versions/", nobody!(), "/sheet"),
                post(sign::sheet).layer(DefaultBodyLimit::max(crate::upload::LARGEST_FORM)),
            ),
            acts(
                $face,
                concat!($base, "/versions/{version}/links"),
                "sign-plan",
                concat!($sample, "/versions/", nobody!(), "/links"),
                post(link::make),
            ),
            acts(
                $face,
                concat!($base, "/versions/{version}/links/{link}/withdraw"),
                "sign-plan",
                concat!($sample, "/versions/", nobody!(), "/links/", nobody!(), "/withdraw"),
                post(link::withdraw),
            ),
            read(
                $face,
                concat!($base, "/versions/{version}/changes"),
                "read-plan",
                concat!($sample, "/versions/", nobody!(), "/changes"),
                get(changes::changes),
            ),
            read(
                $face,
                concat!($base, "/versions/{version}/translation"),
                "write-plan",
                concat!($sample, "/versions/", nobody!(), "/translation"),
                get(translation::page),
            ),
            acts(
                $face,
                concat!($base, "/versions/{version}/translation"),
                "write-plan",
                concat!($sample, "/versions/", nobody!(), "/translation"),
                post(translation::keep),
            ),
            read($face, concat!($base, "/review"), "review-plan", concat!($sample, "/review"), get(review::page)),
            acts($face, concat!($base, "/review"), "review-plan", concat!($sample, "/review"), post(review::hold)),
            read($face, concat!($base, "/card"), "read-plan", concat!($sample, "/card"), get(paper::card_page)),
            acts($face, concat!($base, "/card"), "read-plan", concat!($sample, "/card"), post(paper::card)),
            read(
                $face,
                concat!($base, "/attachments/{attachment}"),
                "read-plan",
                concat!($sample, "/attachments/", nobody!()),
                get(attachment::file),
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

/// One-time links and blank sheets: open to whoever holds them.
pub fn link_routes() -> Vec<Route> {
    let open = |path, sample, answer| read(Face::Public, path, "sign-by-link", sample, answer);
    let door = |path, sample| acts(Face::Public, path, "sign-by-link", sample, post(by_link::answer));
    let public = |path, answer| read(Face::Public, path, "read-public", path, answer);
    vec![
        open("/sign/{token}", "/sign/nothing", get(by_link::page)),
        open("/es/sign/{token}", "/es/sign/nothing", get(by_link::page)),
        door("/sign/{token}", "/sign/nothing"),
        door("/es/sign/{token}", "/es/sign/nothing"),
        public("/signed", get(by_link::done)),
        public("/es/signed", get(by_link::done)),
        public("/paper/plan.pdf", get(paper::blank)),
        public("/es/paper/plan.pdf", get(paper::blank)),
    ]
}

/// One's own copies.
/// What is shared, and what does not show on a device.
pub fn shared_routes() -> Vec<Route> {
    let mut table = shared::routes();
    table.extend(hidden::routes());
    table
}

pub fn own_routes() -> Vec<Route> {
    let copy = "/me/plans/00000000000070008000000000000000";
    let paper = "/me/plans/00000000000070008000000000000000/plan.pdf";
    const ASK: &str = concat!("/me/information/", nobody!(), "/export");
    const WHOLE: &str = concat!("/me/information/", nobody!(), "/export/", nobody!());
    vec![
        read(Face::Member, "/me/plans", "own-account", "/me/plans", get(own::list)),
        read(Face::Member, "/me/plans/{copy}", "own-account", copy, get(own::copy)),
        read(Face::Member, "/me/plans/{copy}/plan.pdf", "own-account", paper, get(own::pdf)),
        acts(Face::Member, "/me/information/{member}/export", "ask-privacy", ASK, post(export::ask_for)),
        read(Face::Member, "/me/information/{member}/export/{export}", "ask-privacy", WHOLE, get(export::page)),
        acts(Face::Member, "/me/information/{member}/export/{export}", "ask-privacy", WHOLE, post(export::take)),
        acts(Face::Member, "/me/pathways", "write-plan", "/me/pathways", post(put_in::put_in)),
    ]
}

/// The plan under the member's own address.
pub fn member_routes() -> Vec<Route> {
    doors!(Face::Member, "/me/plan/{member}", "/me/plan/00000000000070008000000000000000")
}

/// The plan under the address of staff, and what staff alone do there.
pub fn staff_routes() -> Vec<Route> {
    let mut doors = doors!(
        Face::Work,
        "/work/{agency}/members/{member}/plan",
        "/work/river/members/00000000000070008000000000000000/plan"
    );
    macro_rules! own {
        ($kind:ident, $end:literal, $operation:literal, $answer:expr) => {
            $kind(
                Face::Work,
                concat!("/work/{agency}/members/{member}/plan", $end),
                $operation,
                concat!("/work/river/members/00000000000070008000000000000000/plan", $end),
                $answer,
            )
        };
    }
    doors.extend([
        own!(read, "/person-first", "read-plan", get(text::person_first)),
        own!(read, "/hand-over", "hand-over", get(hand::page)),
        own!(acts, "/hand-over", "hand-over", post(hand::over)),
        own!(read, "/give", "disclose", get(give::page)),
        own!(acts, "/give", "disclose", post(give::give)),
        read(
            Face::Work,
            "/work/{agency}/members/{member}/plan/give/{disclosure}",
            "disclose",
            concat!("/work/river/members/", nobody!(), "/plan/give/", nobody!()),
            get(give::gave),
        ),
        read(
            Face::Work,
            "/work/{agency}/members/{member}/plan/give/{disclosure}/plan.pdf",
            "disclose",
            concat!("/work/river/members/", nobody!(), "/plan/give/", nobody!(), "/plan.pdf"),
            get(give::pdf),
        ),
        own!(read, "/self-check", "self-check", get(check::page)),
        own!(acts, "/self-check", "self-check", post(check::keep)),
        read(Face::Work, "/take-back", "sign-in", "/take-back", get(take_back_page)),
        acts(Face::Work, "/take-back", "sign-in", "/take-back", post(take_back)),
        acts(Face::Work, "/take-back/passkey/begin", "sign-in", "/take-back/passkey/begin", post(hand::passkey_begin)),
        acts(Face::Work, "/take-back/passkey", "sign-in", "/take-back/passkey", post(hand::passkey)),
    ]);
    doors
}
