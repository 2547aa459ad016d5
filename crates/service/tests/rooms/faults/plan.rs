//! The plan: what is written in it, what is frozen, signed and looked back on.

use super::ground::{Ground, Linked};
use super::{Row, anew, case, once};
use crate::house::{Ready, complete, ready, signing};
use domain::id::{ActionId, GoalId, MemberId, StrategyId};
use domain::lang::Lang;
use domain::plan::{ActionWho, Attainment, Frequency, GoalStatus, HowSigned, Repeat, SignerKind, Standing, TextField};
use service::directory::{MeetingQuery, meetings};
use service::plan::{
    ActionShape, CleanFile, Done, GoalReview, GoalShape, LinkAnswer, MeetingPick, NewAction, NewReview, Part,
    PathwaySaid, Proof, Reflections, Toward, Translated, add_action, add_goal, add_strategy, answer_link, freeze,
    gather_copies, keep_self_check, link_meeting, make_link, mark_done, move_goal, name_in_corner, open, review,
    save_text, set_frequency, set_in_corner, set_pathways, settle_clash, shape_action, shape_goal, sign_with, start,
    take_away, take_back_done, texts_to_translate, translate, version, withdraw_link,
};
use service::{House, Session};

/// Every use case of this part.
pub const ROWS: &[Row] = &[
    once("plan/start::start", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| start(&house, &dana, command, member).map(drop))
    }),
    once("plan/goal::add_goal", |g| {
        let ((house, dana), member) = (g.by("dana"), g.chart());
        case(move |command| add_goal(&house, &dana, command, member, "Sleep at home", "My bed").map(drop))
    }),
    once("plan/move_goal::move_goal", |g| {
        let Begun { house, dana, member, .. } = begun(g);
        let second = add_goal(&house, &dana, house.new_command(), member, "Paint again", "").expect("a goal");
        case(move |command| move_goal(&house, &dana, command, member, second, Toward::Up))
    }),
    once("plan/shape_goal::shape_goal", |g| {
        let Begun { house, dana, member, goal, .. } = begun(g);
        case(move |command| {
            let shape = GoalShape {
                status: GoalStatus::Paused,
                importance: None,
                confidence: None,
                due: None,
                life_areas: Vec::new(),
            };
            shape_goal(&house, &dana, command, member, goal, shape)
        })
    }),
    once("plan/steps::add_strategy", |g| {
        let Begun { house, dana, member, goal, .. } = begun(g);
        case(move |command| add_strategy(&house, &dana, command, member, goal, "One night at a time").map(drop))
    }),
    once("plan/steps::add_action", |g| {
        let Begun { house, dana, member, way, .. } = begun(g);
        case(move |command| add_action(&house, &dana, command, member, way, step()).map(drop))
    }),
    once("plan/shape_action::shape_action", |g| {
        let Begun { house, dana, member, action, .. } = begun(g);
        case(move |command| {
            let shape = ActionShape { who: ActionWho::Together, on: None, repeat: Repeat::Weekly };
            shape_action(&house, &dana, command, member, action, shape)
        })
    }),
    once("plan/shape_action::link_meeting", |g| {
        let Begun { house, dana, member, action, .. } = begun(g);
        let found = meetings(&house, MeetingQuery::default()).expect("a search");
        let meeting = found.lines.iter().find(|line| line.next.is_some()).expect("a meeting").id;
        case(move |command| {
            let pick = MeetingPick { meeting, day: None };
            link_meeting(&house, &dana, command, member, action, Some(pick))
        })
    }),
    once("plan/take_away::take_away", |g| {
        let Begun { house, dana, member, action, .. } = begun(g);
        let seen = open(&house, &dana, member).expect("a plan").written_in(Part::Action(action));
        case(move |command| take_away(&house, &dana, command, member, Part::Action(action), seen))
    }),
    once("plan/mark_done::mark_done", |g| {
        let Begun { house, dana, member, action, .. } = begun(g);
        case(move |command| mark_done(&house, &dana, command, member, action, Done::default()))
    }),
    once("plan/mark_done::take_back_done", |g| {
        let Begun { house, dana, member, action, .. } = begun(g);
        mark_done(&house, &dana, house.new_command(), member, action, Done::default()).expect("done");
        let mark = open(&house, &dana, member).expect("a plan").done[0].slip.expect("a mark");
        case(move |command| take_back_done(&house, &dana, command, member, action, mark))
    }),
    once("plan/save_text::save_text", |g| {
        let Begun { house, dana, member, goal, .. } = begun(g);
        case(move |command| {
            let (owner, field) = (goal.to_string(), TextField::GoalWhy);
            save_text(&house, &dana, command, member, &owner, field, 0, "A door that shuts").map(drop)
        })
    }),
    once("plan/settle_clash::settle_clash", |g| {
        let Begun { house, dana, member, goal, .. } = begun(g);
        let renee = g.by("renee").1;
        let owner = goal.to_string();
        for (who, text) in [(&dana, "for my heart"), (&renee, "for the dog")] {
            save_text(&house, who, house.new_command(), member, &owner, TextField::GoalWhy, 0, text).expect("saved");
        }
        let clash = open(&house, &dana, member).expect("a plan").clashes.remove(0);
        case(move |command| {
            settle_clash(&house, &dana, command, member, clash.id, clash.revision, "for both").map(drop)
        })
    }),
    once("plan/pathways::set_pathways", |g| {
        let Begun { house, dana, member, .. } = begun(g);
        case(move |command| {
            let said = PathwaySaid {
                key: "wrap".into(),
                custom: String::new(),
                standing: Some(Standing::Using),
                only_new: false,
            };
            set_pathways(&house, &dana, command, member, vec![said])
        })
    }),
    once("plan/corner::name_in_corner", |g| {
        let Begun { house, dana, member, .. } = begun(g);
        case(move |command| name_in_corner(&house, &dana, command, member, "Rosa", "my sister"))
    }),
    once("plan/corner::set_in_corner", |g| {
        let Begun { house, dana, member, .. } = begun(g);
        name_in_corner(&house, &dana, house.new_command(), member, "Rosa", "my sister").expect("named");
        let rosa = open(&house, &dana, member).expect("a plan").corner[0].id;
        case(move |command| set_in_corner(&house, &dana, command, member, rosa, false))
    }),
    once("plan/set_frequency::set_frequency", |g| {
        let Begun { house, dana, member, .. } = begun(g);
        case(move |command| {
            let often = Frequency { days_per_week: 2, minutes_per_week: 90 };
            set_frequency(&house, &dana, command, member, Some(often))
        })
    }),
    once("plan/self_check::keep_self_check", |g| {
        let Begun { house, dana, member, .. } = begun(g);
        case(move |command| {
            let own = Reflections { before: vec!["check-voluntary".into()], after: vec![], words: "Long".into() };
            keep_self_check(&house, &dana, command, member, own)
        })
    }),
    once("plan/freeze::freeze_late", |g| {
        let Begun { house, dana, member, .. } = begun(g);
        case(move |command| freeze(&house, &dana, command, member).map(drop))
    }),
    once("plan/sign::sign_with", |g| {
        let (house, dana, Ready { member, version, .. }) = frozen(g);
        let scan = CleanFile::parse(b"%PDF-1.7 signed by hand".to_vec()).expect("a file");
        case(move |command| {
            let proof = Proof { sheet: Some(scan.clone()), ..Proof::default() };
            let by_hand = signing(SignerKind::Member, HowSigned::Paper);
            sign_with(&house, &dana, command, (member, version), by_hand, proof)
        })
    }),
    once("plan/link::make_link", |g| {
        let (house, dana, Ready { member, version, .. }) = frozen(g);
        case(move |command| make_link(&house, &dana, command, (member, version), "Dr. Vale", true).map(drop))
    }),
    once("plan/link::withdraw_link", |g| {
        let (house, dana, Ready { member, version: id, .. }) = frozen(g);
        make_link(&house, &dana, house.new_command(), (member, id), "Dr. Vale", true).expect("a link");
        let link = version(&house, &dana, member, id).expect("a version").links[0].id;
        case(move |command| withdraw_link(&house, &dana, command, (member, id), link))
    }),
    anew("plan/by_link::answer_link", &[], |g| {
        let (house, dana, Ready { member, version, .. }) = frozen(g);
        let token = make_link(&house, &dana, house.new_command(), (member, version), "Dr. Vale", true);
        let token = token.expect("a link").expect("its secret");
        case(move |_| answer_link(&house, &token, Lang::En, &LinkAnswer::Signs("Dr. Vale".into())))
    }),
    once("plan/translation::translate", |g| {
        let (house, dana, Ready { member, version, .. }) = frozen(g);
        let (_, texts) = texts_to_translate(&house, &dana, member, version).expect("texts");
        let (key, seen) = (texts[0].key.clone(), texts[0].seen.clone());
        case(move |command| {
            let said = [Translated { key: key.clone(), text: "Dormir en casa".into(), seen: seen.clone() }];
            translate(&house, &dana, command, (member, version), &said)
        })
    }),
    once("plan/review::review", |g| {
        let (house, dana, Ready { member, goal, version }) = frozen(g);
        complete(&house, &dana, member, version);
        let said = move || GoalReview {
            goal,
            words: "I slept at home".into(),
            status: GoalStatus::Reached,
            attainment: Some(Attainment::More),
        };
        case(move |command| {
            let new = NewReview { words: "Going well".into(), goals: vec![said()], late: None };
            review(&house, &dana, command, member, &new).map(drop)
        })
    }),
    anew("plan/own_copies::gather_copies", &[], |g| {
        let Linked { dana, phone, member, .. } = g.linked();
        let house = g.house.clone();
        add_goal(&house, &dana, house.new_command(), member, "Sleep at home", "My bed").expect("a goal");
        let id = freeze(&house, &dana, house.new_command(), member).expect("a version");
        complete(&house, &dana, member, id);
        case(move |_| gather_copies(&house, &phone))
    }),
];

/// A new chart with a goal, a way and a step.
struct Begun {
    house: House,
    dana: Session,
    member: MemberId,
    goal: GoalId,
    way: StrategyId,
    action: ActionId,
}

fn begun(g: &Ground) -> Begun {
    let ((house, dana), member) = (g.by("dana"), g.chart());
    let goal = add_goal(&house, &dana, house.new_command(), member, "Sleep at home", "").expect("a goal");
    let way = add_strategy(&house, &dana, house.new_command(), member, goal, "Ask my sister").expect("a way");
    let action = add_action(&house, &dana, house.new_command(), member, way, step()).expect("a step");
    Begun { house, dana, member, goal, way, action }
}

fn step() -> NewAction {
    NewAction { what: "Call her".into(), who: ActionWho::Member, on: None, repeat: Repeat::Once, link: None }
}

/// A version to sign, in the program that asks for five signatures.
fn frozen(g: &Ground) -> (House, Session, Ready) {
    let (house, dana) = g.by("dana");
    let ready = ready(&house, &dana, 3);
    (house, dana, ready)
}
