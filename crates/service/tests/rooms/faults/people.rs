//! Members: their chart, how to reach them, who stands by them, joining and a new start.

use super::ground::{Ground, Linked, PIN};
use super::{Row, Second, anew, case, once, steps};
use domain::lang::Lang;
use domain::people::{AllyBasis, ChannelKind, MemberState, Relation, Use};
use service::people::keys::Device;
use service::people::{
    About, AllyEntry, ChannelEntry, NewFamilyAlly, NewMember, NewSecret, NewStart, NewState, Registration, Standing,
    add_family_ally, agree_reset, answer_wish, ask_for_another, ask_reset, bar, change_state, colleagues, confirm_join,
    end_ally, end_channel, invitation, invite, join, join_signed_in, look_at_code, new_start, object_to_start,
    open_space, people_to_give, pin_sign_in, reach, recover, register, reset, reset_code, save_about, save_ally,
    save_channel, stop_reset, take_back_wish, unbar, welcome,
};

/// Every use case of this part.
pub const ROWS: &[Row] = &[
    once("people/register::welcome", |g| {
        let (house, dana) = g.by("dana");
        case(move |command| {
            let new = NewMember { called: "Wren".into(), lang: Lang::Es, program: None, someone_new: true };
            welcome(&house, &dana, command, new).map(|done| assert!(matches!(done, Registration::Done { .. })))
        })
    }),
    once("people/reach/about::save_about", |g| {
        let Linked { dana, member, .. } = g.linked();
        let house = g.house.clone();
        let revision = reach(&house, &dana, member).expect("reach").revision;
        case(move |command| {
            let about = About { called: "Juniper".into(), safe_word: "harbor".into(), revision, ..About::default() };
            save_about(&house, &dana, command, member, &about)
        })
    }),
    once("people/reach/channel::save_channel", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| save_channel(&house, &dana, command, member, None, &phone()).map(drop))
    }),
    once("people/reach/channel::end_channel", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        save_channel(&house, &dana, house.new_command(), member, None, &phone()).expect("saved");
        let channel = reach(&house, &dana, member).expect("reach").channels[0].id;
        case(move |command| end_channel(&house, &dana, command, member, channel))
    }),
    once("people/reach/ally::save_ally", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| save_ally(&house, &dana, command, member, None, &aunt()).map(drop))
    }),
    once("people/reach/ally::end_ally", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        save_ally(&house, &dana, house.new_command(), member, None, &aunt()).expect("saved");
        let ally = reach(&house, &dana, member).expect("reach").allies[0].id;
        case(move |command| end_ally(&house, &dana, command, member, ally))
    }),
    once("people/family::add_family_ally", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| {
            let new = NewFamilyAlly {
                relation: Relation::Guardian,
                name: "Neighbor Jean".into(),
                relation_words: "next door".into(),
                basis: AllyBasis::Law,
                consented_on: None,
                signs: true,
            };
            add_family_ally(&house, &dana, command, member, new).map(drop)
        })
    }),
    once("people/reach/state::change_state", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| {
            let state = MemberState::Paused;
            let new = NewState { state, away: None, since: None, until: None, sure: true };
            change_state(&house, &dana, command, member, new)
        })
    }),
    once("people/reach/bar::bar", |g| {
        let Linked { phone, member, .. } = g.linked();
        let house = g.house.clone();
        let who = colleagues(&house, &phone, member).expect("colleagues").first().map(|one| one.id);
        case(move |command| bar(&house, &phone, command, member, who, "").map(drop))
    }),
    once("people/reach/bar::unbar", |g| {
        let Linked { phone, member, .. } = g.linked();
        let house = g.house.clone();
        let who = colleagues(&house, &phone, member).expect("colleagues")[0].id;
        bar(&house, &phone, house.new_command(), member, Some(who), "").expect("barred");
        case(move |command| unbar(&house, &phone, command, member, who))
    }),
    once("people/reach/wish::ask_for_another", |g| {
        let Linked { phone, member, .. } = g.linked();
        let house = g.house.clone();
        case(move |command| ask_for_another(&house, &phone, command, member))
    }),
    once("people/reach/wish::take_back_wish", |g| {
        let Linked { phone, member, .. } = g.linked();
        let house = g.house.clone();
        ask_for_another(&house, &phone, house.new_command(), member).expect("asked");
        case(move |command| take_back_wish(&house, &phone, command, member))
    }),
    once("people/reach/wish::answer_wish", |g| {
        let Linked { dana, phone, member, .. } = g.linked();
        let (house, renee) = g.by("renee");
        ask_for_another(&house, &phone, house.new_command(), member).expect("asked");
        let free = people_to_give(&house, &renee, member).expect("people");
        let other = free.iter().find(|one| one.name != dana.name).expect("somebody else").id;
        case(move |command| answer_wish(&house, &renee, command, member, other))
    }),
    once("people/joining/invite::invite", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| invite(&house, &dana, command, member).map(drop))
    }),
    anew("people/joining/join_code::find", &["attempt"], |g| {
        let code = g.code(g.chart());
        let house = g.house.clone();
        case(move |_| look_at_code(&house, &code, "phone").map(drop))
    }),
    // The attempt is counted before the code is looked at. The account is made in one unit of work, and the session is
    // opened in another: the same form again opens one. A session whose token nobody was told ends by itself.
    steps("people/joining/join::join", Second::Same, &["session"], |g| {
        let form = g.joining(&g.code(g.chart()));
        let house = g.house.clone();
        case(move |command| join(&house, command, &form).map(drop))
    })
    .tries(),
    once("people/joining/join::join_signed_in", |g| {
        let Linked { phone, .. } = g.linked();
        let (house, omar) = g.by("omar");
        let there = register(&house, &omar, house.new_command(), "A.", Lang::En).expect("a chart");
        let code = invite(&house, &omar, house.new_command(), there).expect("a code").code;
        case(move |command| join_signed_in(&house, &phone, command, &code, "phone").map(drop))
    })
    .tries(),
    once("people/joining/confirm_join::confirm_join", |g| {
        let (member, _) = g.waiting();
        let (house, dana) = g.by("dana");
        let Standing::Waiting(claimed) = invitation(&house, &dana, member).expect("an invitation").standing else {
            panic!("nobody waits")
        };
        case(move |command| confirm_join(&house, &dana, command, member, claimed.code, true))
    }),
    once("people/joining/reset::ask_reset", |g| {
        let Linked { dana, member, .. } = g.linked();
        let house = g.house.clone();
        case(move |command| ask_reset(&house, &dana, command, member))
    }),
    once("people/joining/reset::agree_reset", |g| {
        let Linked { dana, member, .. } = g.linked();
        let (house, renee) = g.by("renee");
        ask_reset(&house, &dana, house.new_command(), member).expect("asked");
        let id = reset(&house, &dana, member).expect("a reset").open.expect("open").id;
        case(move |command| agree_reset(&house, &renee, command, member, id))
    }),
    once("people/joining/reset::reset_code", |g| {
        let Linked { dana, member, .. } = g.linked();
        let (house, renee) = g.by("renee");
        ask_reset(&house, &dana, house.new_command(), member).expect("asked");
        let id = reset(&house, &dana, member).expect("a reset").open.expect("open").id;
        agree_reset(&house, &renee, house.new_command(), member, id).expect("agreed");
        case(move |command| reset_code(&house, &dana, command, member, id).map(drop))
    }),
    once("people/joining/reset::stop_reset", |g| {
        let Linked { dana, member, .. } = g.linked();
        let house = g.house.clone();
        ask_reset(&house, &dana, house.new_command(), member).expect("asked");
        case(move |command| stop_reset(&house, &dana, command, member))
    }),
    // As with joining.
    steps("people/joining/new_start::new_start", Second::Same, &["session"], |g| {
        let (_, form) = start(g);
        let house = g.house.clone();
        case(move |command| new_start(&house, command, &form).map(drop))
    })
    .tries(),
    anew("people/joining/new_start::recover", &["attempt"], |g| {
        let Linked { joined, .. } = g.linked();
        let house = g.house.clone();
        case(move |_| {
            let form = new_start_of(&house, &joined.recovery[0]);
            recover(&house, &joined.username, &form).map(drop)
        })
    }),
    once("people/joining/lock::open_space", |g| {
        let (linked, form) = start(g);
        let house = g.house.clone();
        new_start(&house, house.new_command(), &form).expect("a start");
        case(move |command| open_space(&house, &linked.phone, command))
    }),
    once("people/joining/lock::object_to_start", |g| {
        let (linked, form) = start(g);
        let house = g.house.clone();
        new_start(&house, house.new_command(), &form).expect("a start");
        case(move |command| {
            let secret = NewSecret::Pin("813507".into(), "813507".into());
            object_to_start(&house, &linked.phone, command, &secret)
        })
    }),
    anew("people/joining/pin::pin_sign_in", &["attempt"], |g| {
        let Linked { joined, .. } = g.linked();
        let house = g.house.clone();
        case(move |_| {
            let cookie = joined.signed_in.remembered.as_deref().expect("a cookie");
            let device = Device::of_cookie(&house, cookie, "Android");
            pin_sign_in(&house, &joined.username, PIN, &device).map(|step| assert!(step.is_some()))
        })
    }),
];

fn phone() -> ChannelEntry {
    let (value, note) = ("804 555 0142".into(), String::new());
    ChannelEntry { kind: ChannelKind::Phone, value, allowed: vec![Use::Text], note }
}

fn aunt() -> AllyEntry {
    let (name, words, reach) = ("Lena".into(), "my aunt".into(), String::new());
    let (relation, basis) = (Relation::Supporter, AllyBasis::Consent);
    AllyEntry { relation, name, words, reach, basis, in_plan: true, invited: true }
}

fn new_start_of(house: &service::House, code: &str) -> NewStart {
    let secret = NewSecret::Pin("592604".into(), "592604".into());
    NewStart { code: code.to_owned(), secret, device: Device::new(house, "iPhone"), from: "new phone".into() }
}

/// A member for whom two staff members said yes to a new start, and what is typed with the code.
fn start(g: &Ground) -> (Linked, NewStart) {
    let linked = g.linked();
    let (house, renee) = g.by("renee");
    let (dana, member) = (&linked.dana, linked.member);
    ask_reset(&house, dana, house.new_command(), member).expect("asked");
    let id = reset(&house, dana, member).expect("a reset").open.expect("open").id;
    agree_reset(&house, &renee, house.new_command(), member, id).expect("agreed");
    let code = reset_code(&house, dana, house.new_command(), member, id).expect("a code").code;
    let form = new_start_of(&house, &code);
    (linked, form)
}
