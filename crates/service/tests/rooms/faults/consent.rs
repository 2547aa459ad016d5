//! What may leave, what is opened in an emergency, and the privacy desk.

use super::ground::{Ground, Linked};
use super::{Row, anew, case, once};
use crate::house::{ago, complete, enrol};
use domain::consent::{
    ConsentKind, DeclineVerdict, EmergencyNature, EmergencySection, EmergencyTold, End, GlassReason, HowRevoked,
    NoticeGiven, Piece, RecipientKind, RepresentativeKind, RequestAnswer, RequestKind, Signer, Verdict,
};
use domain::id::{ConsentId, MemberId, RowId, VersionId};
use domain::lang::Lang;
use domain::time::plus_days;
use service::consent::{
    Given, NewConsent, NewRepresentative, ToldMedical, add_representative, answer_complaint, answer_request,
    answer_restriction, ask_privacy, ask_restriction, break_glass, complain, complaints, consent, consent_page,
    decline_representative, end_consent, end_representative, end_restriction, extend_request, give_back, give_notice,
    holds, lift_hold, make_consent, mark_for_emergency, openings, place_hold, representatives, requests_of, review,
    review_decline, revoke_consent, say_yes, sign_consent, take_back_request, tell_medical,
};
use service::plan::{add_goal, ask_export, freeze, give_plan, take_export};
use service::{Fault, House};

/// Every use case of this part.
pub const ROWS: &[Row] = &[
    once("consent/make::make_consent", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| make_consent(&house, &dana, command, member, new(&house)).map(drop))
    }),
    once("consent/sign::sign_consent", |g| {
        let (linked, house, id) = made(g);
        case(move |command| {
            let to = (linked.member, id);
            sign_consent(&house, &linked.phone, command, to, (Signer::Member, "Ash"), Given::Own)
        })
    }),
    once("consent/end::revoke_consent", |g| {
        let (linked, house, id) = signed(g);
        case(move |command| revoke_consent(&house, &linked.phone, command, (linked.member, id), None, HowRevoked::Said))
    }),
    once("consent/end::end_consent", |g| {
        let (linked, house, id) = made(g);
        case(move |command| end_consent(&house, &linked.phone, command, (linked.member, id), End::Declined))
    }),
    once("consent/restrict::ask_restriction", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| {
            ask_restriction(&house, &dana, command, member, (Some(Piece::Plan), "Aunt Lena", "she worries"))
        })
    }),
    once("consent/restrict::answer_restriction", |g| {
        let (house, renee) = g.by("renee");
        let (member, id) = restricted(g);
        case(move |command| answer_restriction(&house, &renee, command, (member, id), true, "We keep it in"))
    }),
    once("consent/restrict::end_restriction", |g| {
        let (house, dana) = g.by("dana");
        let (member, id) = restricted(g);
        case(move |command| end_restriction(&house, &dana, command, (member, id)))
    }),
    once("consent/representative::add_representative", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| add_representative(&house, &dana, command, member, parent(&house)))
    }),
    once("consent/representative::end_representative", |g| {
        let (house, dana) = g.by("dana");
        let to = represented(g);
        case(move |command| end_representative(&house, &dana, command, to))
    }),
    once("consent/representative::decline_representative", |g| {
        let (house, dana) = g.by("dana");
        let to = represented(g);
        case(move |command| decline_representative(&house, &dana, command, to, "The member is afraid of her"))
    }),
    once("consent/representative::review_decline", |g| {
        let ((house, dana), imani) = (g.by("dana"), g.by("imani").1);
        let to = represented(g);
        decline_representative(&house, &dana, house.new_command(), to, "The member is afraid").expect("turned down");
        case(move |command| {
            review_decline(&house, &imani, command, to, (DeclineVerdict::Reversed, "I asked them both"))
        })
    }),
    once("consent/start::say_yes", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| say_yes(&house, &dana, command, member, ""))
    }),
    once("consent/start::give_notice", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| give_notice(&house, &dana, command, member, (NoticeGiven::Paper, Lang::En, true)))
    }),
    once("plan/give::give_plan", |g| {
        let (linked, house, version, line) = open_door(g);
        case(move |command| give_plan(&house, &linked.dana, command, (linked.member, version), line, "").map(drop))
    }),
    once("consent/tell_medical::tell_medical", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| {
            let told = ToldMedical {
                name: "Sam Lee".into(),
                affiliation: "County ambulance".into(),
                nature: EmergencyNature::ALL[0],
                more: "not breathing well".into(),
                told: vec![EmergencyTold::Name],
                at: None,
            };
            tell_medical(&house, &dana, command, member, &told)
        })
    }),
    once("consent/emergency::mark_for_emergency", |g| {
        let Linked { phone, member, .. } = g.linked();
        let house = g.house.clone();
        case(move |command| mark_for_emergency(&house, &phone, command, member, &[EmergencySection::Plan]))
    }),
    once("consent/glass::break_glass", |g| {
        let ((house, lucia), member) = (g.by("lucia"), g.chart());
        reviewed(g);
        case(move |command| {
            let opened = break_glass(&house, &lucia, command, member, GlassReason::Danger, "no answer at the door")?;
            assert!(opened);
            Ok(())
        })
    }),
    once("consent/glass_review::review", |g| {
        let (house, imani) = g.by("imani");
        let id = opening(g);
        case(move |command| review(&house, &imani, command, id, Verdict::Right, "it was needed"))
    }),
    once("consent/glass_review::give_back", |g| {
        let (house, imani) = g.by("imani");
        let id = opening(g);
        review(&house, &imani, house.new_command(), id, Verdict::NotRight, "there was time").expect("looked at");
        case(move |command| give_back(&house, &imani, command, id))
    }),
    once("consent/hold::place_hold", |g| {
        let ((house, imani), member) = (g.by("imani"), g.chart());
        case(move |command| place_hold(&house, &imani, command, Some(member), "Case 7").map(drop))
    }),
    once("consent/hold::lift_hold", |g| {
        let ((house, imani), member) = (g.by("imani"), g.chart());
        let id = place_hold(&house, &imani, house.new_command(), Some(member), "Case 7").expect("placed");
        assert!(holds(&house, &imani).expect("holds").iter().any(|one| one.id == id));
        case(move |command| lift_hold(&house, &imani, command, id, "settled"))
    }),
    once("consent/request::ask_privacy", |g| {
        let Linked { phone, member, .. } = g.linked();
        let house = g.house.clone();
        case(move |command| ask_privacy(&house, &phone, command, member, RequestKind::Copy, "all of it").map(drop))
    }),
    once("consent/request::take_back_request", |g| {
        let (linked, house, id) = asked(g);
        case(move |command| take_back_request(&house, &linked.phone, command, linked.member, id))
    }),
    once("consent/request_desk::answer_request", |g| {
        let (_, house, id) = asked(g);
        let imani = g.by("imani").1;
        case(move |command| answer_request(&house, &imani, command, id, RequestAnswer::Done, "It is right now."))
    }),
    once("consent/request_desk::extend_request", |g| {
        let (_, house, id) = asked(g);
        let imani = g.by("imani").1;
        case(move |command| extend_request(&house, &imani, command, id, "The files are far away.").map(drop))
    }),
    once("consent/complaint::complain", |g| {
        let house = g.house.clone();
        case(move |command| complain(&house, command, "james-river", "Nobody listened", &somewhere()).map(drop))
    })
    .tries(),
    once("consent/complaint::answer_complaint", |g| {
        let (house, imani) = g.by("imani");
        complain(&house, house.new_command(), "james-river", "Nobody listened", &somewhere()).expect("said");
        let open = complaints(&house, &imani).expect("complaints");
        let id = open.iter().find(|one| one.answer.is_none()).expect("one waits").id;
        case(move |command| answer_complaint(&house, &imani, command, id, "We hear you."))
    }),
    once("plan/export::ask_export", |g| {
        let Linked { phone, member, .. } = g.linked();
        let house = g.house.clone();
        case(move |command| ask_export(&house, &phone, command, member).map(drop))
    }),
    anew("plan/export::taken", &[], |g| {
        let Linked { phone, member, .. } = g.linked();
        let house = g.house.clone();
        let id = ask_export(&house, &phone, house.new_command(), member).expect("asked for");
        case(move |_| take_export(&house, &phone, (member, id), |_| Ok::<_, Fault>(vec![1])).map(drop))
    }),
];

fn new(house: &House) -> NewConsent {
    NewConsent {
        kind: ConsentKind::Specific,
        lang: Lang::En,
        pieces: vec![Piece::Plan],
        words: String::new(),
        recipients: vec![("Dr. Ana Ruiz".into(), RecipientKind::CoveredEntity)],
        participants: String::new(),
        purpose: "so that we plan together".into(),
        expires_on: Some(plus_days(ago(house, 0), 30)),
        expires_event: String::new(),
        no_end: false,
        irrevocable_until: String::new(),
        no_fundraising: false,
    }
}

fn made(g: &Ground) -> (Linked, House, ConsentId) {
    let (linked, house) = (g.linked(), g.house.clone());
    let id = make_consent(&house, &linked.dana, house.new_command(), linked.member, new(&house)).expect("a consent");
    (linked, house, id)
}

fn signed(g: &Ground) -> (Linked, House, ConsentId) {
    let (linked, house, id) = made(g);
    let to = (linked.member, id);
    sign_consent(&house, &linked.phone, house.new_command(), to, (Signer::Member, "Ash"), Given::Own).expect("signed");
    (linked, house, id)
}

/// A signed plan, and a signed consent for somebody to get it.
fn open_door(g: &Ground) -> (Linked, House, VersionId, RowId) {
    let (linked, house, id) = signed(g);
    let (dana, member) = (&linked.dana, linked.member);
    enrol(&house, dana, member, "virginia-arts", ago(&house, 3));
    add_goal(&house, dana, house.new_command(), member, "Sleep at home", "My bed").expect("a goal");
    let version = freeze(&house, dana, house.new_command(), member).expect("a version");
    complete(&house, dana, member, version);
    let line = consent(&house, dana, member, id).expect("a consent").line.recipients[0].id;
    (linked, house, version, line)
}

fn restricted(g: &Ground) -> (MemberId, RowId) {
    let ((house, dana), member) = (g.by("dana"), g.chart());
    let keep = (Some(Piece::Plan), "Aunt Lena", "she worries");
    ask_restriction(&house, &dana, house.new_command(), member, keep).expect("asked");
    (member, consent_page(&house, &dana, member).expect("a page").restrictions[0].id)
}

fn parent(house: &House) -> NewRepresentative {
    NewRepresentative {
        kind: RepresentativeKind::Parent,
        name: "Lena".into(),
        paper: "birth record".into(),
        from_on: Some(ago(house, 4000)),
        until_on: None,
    }
}

/// A chart in which it stands who is the parent.
fn represented(g: &Ground) -> (MemberId, RowId) {
    let ((house, dana), member) = (g.by("dana"), g.chart());
    add_representative(&house, &dana, house.new_command(), member, parent(&house)).expect("a paper");
    (member, representatives(&house, &dana, member).expect("papers").lines[0].id)
}

fn asked(g: &Ground) -> (Linked, House, RowId) {
    let (linked, house) = (g.linked(), g.house.clone());
    ask_privacy(&house, &linked.phone, house.new_command(), linked.member, RequestKind::Copy, "all").expect("asked");
    let id = requests_of(&house, &linked.phone, linked.member).expect("requests")[0].id;
    (linked, house, id)
}

/// Whatever somebody opened before was looked at and was right: their right to open stands.
fn reviewed(g: &Ground) {
    let (house, imani) = g.by("imani");
    for one in openings(&house, &imani).expect("openings") {
        if one.reviewed.is_none() {
            review(&house, &imani, house.new_command(), one.id, Verdict::Right, "it was needed").expect("looked at");
        }
    }
}

/// Marcus opened a chart, and nobody has looked at it.
fn opening(g: &Ground) -> RowId {
    let ((house, marcus), member) = (g.by("marcus"), g.chart());
    let imani = g.by("imani").1;
    for one in openings(&house, &imani).expect("openings") {
        // What was found not to be right before is given back.
        let _ = give_back(&house, &imani, house.new_command(), one.id);
    }
    reviewed(g);
    let command = house.new_command();
    assert!(break_glass(&house, &marcus, command, member, GlassReason::Danger, "no answer").expect("opened"));
    let open = openings(&house, &imani).expect("openings");
    open.iter().find(|one| one.reviewed.is_none()).expect("an opening").id
}

/// An address that nobody complained from.
fn somewhere() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("198.51.100.{}", NEXT.fetch_add(1, Ordering::SeqCst))
}
