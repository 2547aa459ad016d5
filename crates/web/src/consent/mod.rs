//! What may leave the agency and on which word: the same pages for the member and for staff, under two addresses.
//! What a member may ask about it, and the desk that answers, stand in [`privacy`].

mod end;
mod given;
mod list;
mod new;
mod one;
mod paper;
pub mod privacy;
mod representatives;
mod restrict;
mod say;
mod start;
mod view;

pub use paper::{sheet, signed};
pub use view::{given_words, kind_words, restriction};

use crate::page::Face;
use crate::routes::{Route, act, read};
use crate::upload::LARGEST_FORM;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// The text of an identity that nothing has.
macro_rules! nobody {
    () => {
        "00000000000070008000000000000000"
    };
}

macro_rules! doors {
    ($face:expr, $writes:literal, $base:literal, $sample:literal) => {
        vec![
            read($face, $base, "read-consents", $sample, get(list::page)),
            read($face, concat!($base, "/given"), "read-consents", concat!($sample, "/given"), get(given::page)),
            read($face, concat!($base, "/notice"), "read-consents", concat!($sample, "/notice"), get(start::notice)),
            act($face, concat!($base, "/notice"), $writes, concat!($sample, "/notice"), post(start::give)),
            read(
                $face,
                concat!($base, "/notice/paper.pdf"),
                "read-consents",
                concat!($sample, "/notice/paper.pdf"),
                get(start::paper),
            ),
            act($face, concat!($base, "/start"), $writes, concat!($sample, "/start"), post(start::say_yes)),
            read(
                $face,
                concat!($base, "/{consent}"),
                "read-consents",
                concat!($sample, "/", nobody!()),
                get(one::page),
            ),
            read(
                $face,
                concat!($base, "/{consent}/paper.pdf"),
                "read-consents",
                concat!($sample, "/", nobody!(), "/paper.pdf"),
                get(paper::page),
            ),
            read(
                $face,
                concat!($base, "/{consent}/files/{file}"),
                "read-consents",
                concat!($sample, "/", nobody!(), "/files/", nobody!()),
                get(one::file),
            ),
            act(
                $face,
                concat!($base, "/{consent}/revoke"),
                "revoke-consent",
                concat!($sample, "/", nobody!(), "/revoke"),
                post(end::revoke),
            ),
            act(
                $face,
                concat!($base, "/{consent}/end"),
                "revoke-consent",
                concat!($sample, "/", nobody!(), "/end"),
                post(end::end),
            ),
            act(
                $face,
                concat!($base, "/restrictions"),
                "ask-restriction",
                concat!($sample, "/restrictions"),
                post(restrict::make),
            ),
            act(
                $face,
                concat!($base, "/restrictions/{restriction}/end"),
                "ask-restriction",
                concat!($sample, "/restrictions/", nobody!(), "/end"),
                post(restrict::end),
            ),
        ]
    };
}

/// Doors of both addresses, and those of one alone.
pub fn routes() -> Vec<Route> {
    let mut all = doors!(
        Face::Member,
        "sign-consent",
        "/me/information/{member}/consents",
        "/me/information/00000000000070008000000000000000/consents"
    );
    all.extend(doors!(
        Face::Work,
        "make-consent",
        "/work/{agency}/members/{member}/consents",
        "/work/river/members/00000000000070008000000000000000/consents"
    ));
    macro_rules! work {
        ($end:literal, $sample:literal) => {
            (
                concat!("/work/{agency}/members/{member}/consents", $end),
                concat!("/work/river/members/00000000000070008000000000000000/consents", $sample),
            )
        };
    }
    all.extend(representatives::routes());
    let (new, new_sample) = work!("/new", "/new");
    let (kind, kind_sample) = work!("/new/{kind}", "/new/specific");
    let (witness, witness_sample) = work!("/{consent}/witness", "/00000000000070008000000000000000/witness");
    let (sheet, sheet_sample) = work!("/{consent}/sheet", "/00000000000070008000000000000000/sheet");
    let (answer, answer_sample) =
        work!("/restrictions/{restriction}/answer", "/restrictions/00000000000070008000000000000000/answer");
    all.extend([
        act(
            Face::Member,
            "/me/information/{member}/consents/{consent}/sign",
            "sign-consent",
            concat!("/me/information/", nobody!(), "/consents/", nobody!(), "/sign"),
            post(one::sign),
        ),
        read(Face::Work, new, "make-consent", new_sample, get(new::kinds)),
        read(Face::Work, kind, "make-consent", kind_sample, get(new::page)),
        act(Face::Work, kind, "make-consent", kind_sample, post(new::make)),
        act(Face::Work, witness, "make-consent", witness_sample, post(one::witness)),
        act(
            Face::Work,
            sheet,
            "make-consent",
            sheet_sample,
            post(one::paper).layer(DefaultBodyLimit::max(LARGEST_FORM)),
        ),
        act(Face::Work, answer, "answer-restriction", answer_sample, post(restrict::answer)),
    ]);
    all
}
