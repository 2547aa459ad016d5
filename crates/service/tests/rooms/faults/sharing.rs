//! Sharing what is one's own, and locking everything.

use super::ground::{Ground, Linked};
use super::{Row, case, once};
use crate::house::staff;
use domain::id::{MemberId, ShareId};
use domain::people::{SharePart, ShareUntil};
use service::House;
use service::people::{
    NewShare, ShareOf, ShareWith, change_share, end_share, go_on_sharing, lock_everything, lock_for_member,
    new_share_code, share,
};

/// Every use case of this part.
pub const ROWS: &[Row] = &[
    once("people/sharing/add::share", |g| {
        let Linked { phone, member, .. } = g.linked();
        let house = g.house.clone();
        case(move |command| share(&house, &phone, command, with_aunt(member)).map(drop))
    }),
    // A worker comes in without a code, and has one line, which may have ended before.
    once("people/sharing/add::share", |g| {
        let Linked { phone, member, .. } = g.linked();
        let (house, tess) = (g.house.clone(), staff(&g.by("tess").1));
        let new = move || NewShare { with: ShareWith::Staff(tess), ..with_aunt(member) };
        let made = share(&house, &phone, house.new_command(), new()).expect("shared");
        end_share(&house, &phone, house.new_command(), made.share).expect("ended");
        case(move |command| share(&house, &phone, command, new()).map(drop))
    }),
    once("people/sharing/add::new_share_code", |g| {
        let (linked, house, id) = shared(g);
        case(move |command| new_share_code(&house, &linked.phone, command, id).map(drop))
    }),
    once("people/sharing/change::change_share", |g| {
        let (linked, house, id) = shared(g);
        case(move |command| {
            let of = of(linked.member, &[SharePart::Home, SharePart::Goals]);
            change_share(&house, &linked.phone, command, id, of)
        })
    }),
    once("people/sharing/change::go_on_sharing", |g| {
        let (linked, house, id) = shared(g);
        case(move |command| go_on_sharing(&house, &linked.phone, command, id))
    }),
    once("people/sharing/end::end_share", |g| {
        let (linked, house, id) = shared(g);
        case(move |command| end_share(&house, &linked.phone, command, id))
    }),
    once("people/lock_all::lock_everything", |g| {
        let (linked, house, _) = shared(g);
        case(move |command| lock_everything(&house, &linked.phone, command))
    }),
    once("people/lock_all::lock_for_member", |g| {
        let (linked, house, _) = shared(g);
        case(move |command| lock_for_member(&house, &linked.dana, command, linked.member))
    }),
];

fn of(member: MemberId, parts: &[SharePart]) -> ShareOf {
    ShareOf { member, parts: parts.to_vec(), until: ShareUntil::AskedAgain }
}

fn with_aunt(member: MemberId) -> NewShare {
    let with = ShareWith::Supporter("Aunt Lena".into());
    NewShare { with, shown_as: "A.".into(), of: of(member, &[SharePart::Goals]) }
}

/// A member whose goals an aunt may read once she comes in.
fn shared(g: &Ground) -> (Linked, House, ShareId) {
    let (linked, house) = (g.linked(), g.house.clone());
    let made = share(&house, &linked.phone, house.new_command(), with_aunt(linked.member)).expect("shared");
    (linked, house, made.share)
}
