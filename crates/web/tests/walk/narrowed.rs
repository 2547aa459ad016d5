//! Every door, for those of whom the house shows less: a device in the member's hands, somebody who is barred, a member.

use crate::visitor::{Answer, Visitor};
use crate::world::{NOBODY, World};
use domain::id::MemberId;
use http::{StatusCode, header};
use service::Session;
use web::routes::{Route, table};

const AGENCY: &str = "james-river";
const PLAN: &str = "/work/{agency}/members/{member}/plan";
const PIN: &str = "482913";

/// What stays open while the device is handed over: help, the ways out, and the way back.
const WAYS: [&str; 8] = [
    "/quick-exit",
    "/still-here",
    "/away",
    "/crisis",
    "/es/crisis",
    "/take-back",
    "/take-back/passkey",
    "/take-back/passkey/begin",
];

async fn knock(visitor: &mut Visitor, route: &Route, path: &str) -> Answer {
    if route.method == "GET" { visitor.get(path).await } else { visitor.post(path, &[]).await }
}

/// The address of a route in the world's chart, with another member's identity in it.
fn of_member(world: &World, route: &Route, member: MemberId) -> String {
    let (path, _) = world.chart.fill(route.path, AGENCY, true);
    path.replace(&world.chart.member.to_string(), &member.to_string())
}

#[tokio::test]
async fn a_device_in_the_members_hands_opens_one_plan_and_no_other_door() {
    let world = World::new();
    let mut device = world.visitor(world.account("dana")).await;
    let dana = world.session(world.account("dana"));
    let others = service::people::caseload(&world.house, &dana).expect("a caseload");
    let other = others.iter().map(|line| line.id).find(|id| *id != world.chart.member).expect("another chart");
    let (plan, _) = world.chart.fill(PLAN, AGENCY, true);
    // A command of its own: those of the doors below must not find what this one came to.
    let body = format!(
        "form_token={}&command_id=0197f3a1000070008000000000000002&pin={PIN}&pin_again={PIN}",
        device.form_token
    );
    let handed = device.send(&format!("{plan}/hand-over"), body).await;
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.body);

    let mut opened = Vec::new();
    for route in table().iter().filter(|route| !WAYS.contains(&route.path)) {
        let said = format!("{} {}", route.method, route.path);
        let (path, whole) = world.chart.fill(route.path, AGENCY, true);
        if route.path.starts_with(PLAN) {
            let elsewhere = knock(&mut device, route, &of_member(&world, route, other)).await;
            assert!(elsewhere.status.is_client_error(), "{said} of another member: {}", elsewhere.status);
            if route.method == "GET" && whole {
                let answer = device.get(&path).await;
                assert!(!answer.status.is_server_error(), "{said}: {}", answer.body);
                opened.extend(answer.status.is_success().then_some(route.path));
            }
        } else {
            let answer = knock(&mut device, route, &path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{said}");
            assert!(!answer.body.contains(&world.chart.called), "{said}: names the member");
        }
    }
    for end in ["", "/together", "/together/{step}", "/goals/{goal}", "/actions/{action}", "/versions/{version}"] {
        let path = format!("{PLAN}{end}");
        let there = table().iter().any(|route| route.path == path && world.chart.fill(route.path, AGENCY, true).1);
        assert!(!there || opened.contains(&path.as_str()), "{path} is theirs to read");
    }
    for shut in ["/hand-over", "/self-check", "/versions/{version}/translation"] {
        assert!(!opened.contains(&format!("{PLAN}{shut}").as_str()), "{shut} is for staff");
    }

    let taken = device.post("/take-back", &[("secret", PIN)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let (chart, _) = world.chart.fill("/work/{agency}/members/{member}", AGENCY, true);
    assert_eq!(device.get(&chart).await.status, StatusCode::OK, "and all is there again");
}

/// A member's account with a chart that Dana reads; her visitor, the member's session, the chart.
async fn beside_dana(world: &World) -> (Visitor, Session, MemberId, String) {
    let mut dana = world.visitor(world.account("dana")).await;
    for account in world.accounts.iter().filter(|account| account.role == "member") {
        let own = world.session(account);
        for chart in service::people::own_charts(&world.house, &own).unwrap_or_default() {
            if dana.get(&format!("/work/{AGENCY}/members/{}", chart.member)).await.status == StatusCode::OK {
                return (dana, own, chart.member, chart.called);
            }
        }
    }
    unreachable!("Dana walks beside somebody who joined")
}

#[tokio::test]
async fn who_is_barred_finds_at_every_door_what_they_find_where_nobody_is() {
    let world = World::new();
    let (mut dana, own, member, called) = beside_dana(&world).await;
    let who = service::people::colleagues(&world.house, &own, member).expect("colleagues");
    let barred = who.iter().find(|one| one.name == "Dana Whitfield").expect("Dana").id;
    service::people::bar(&world.house, &own, world.house.new_command(), member, Some(barred), "").expect("barred");

    for route in table().iter().filter(|route| route.path.starts_with("/work/{agency}/members/{member}")) {
        let said = format!("{} {}", route.method, route.path);
        let there = knock(&mut dana, route, &of_member(&world, route, member)).await;
        let nowhere = knock(&mut dana, route, &world.chart.fill(route.path, AGENCY, false).0).await;
        assert!(there.status.is_client_error(), "{said}: {}", there.status);
        assert_eq!((there.status, there.shape()), (nowhere.status, nowhere.shape()), "{said}");
    }
    let id = member.to_string();
    for list in [format!("/work/{AGENCY}"), format!("/work/{AGENCY}/members")] {
        assert!(!dana.get(&list).await.body.contains(&id), "{list} does not lead there");
    }
    let found = dana.post(&format!("/work/{AGENCY}/members/find"), &[("q", &called)]).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(!found.body.contains(&id), "no search leads there");
}

#[tokio::test]
async fn a_member_opens_their_own_pages_and_none_of_anybody_else() {
    let world = World::new();
    let (_, own, member, _) = beside_dana(&world).await;
    let account = world.accounts.iter().find(|account| account.role == "member" && account.username == own.name);
    let account = account.or_else(|| {
        let of = |session: &Session| service::people::own_charts(&world.house, session).unwrap_or_default();
        let members = world.accounts.iter().filter(|account| account.role == "member");
        members.into_iter().find(|account| of(&world.session(account)).iter().any(|chart| chart.member == member))
    });
    let mut visitor = world.visitor(account.expect("their account")).await;
    for route in table().iter().filter(|route| !matches!(route.face, "public") && route.path.contains('{')) {
        let said = format!("{} {}", route.method, route.path);
        let parts: Vec<&str> = route.path.split('/').filter(|part| part.starts_with('{')).collect();
        if route.face != "member" {
            let answer = knock(&mut visitor, route, &of_member(&world, route, member)).await;
            // A form may be told that it is no form before anybody is told that there is nothing.
            let shut = answer.status.is_client_error() && (route.method == "POST" || answer.status == 404);
            assert!(shut, "{said}: {}", answer.status);
        } else if parts == ["{member}"] && route.method == "GET" {
            let answer = visitor.get(&route.path.replace("{member}", &member.to_string())).await;
            let leads_on =
                answer.status == StatusCode::SEE_OTHER && answer.header(header::LOCATION).contains(&member.to_string());
            assert!(answer.status.is_success() || leads_on, "{said}: {}", answer.status);
            let other = world.chart.member;
            if other != member {
                let theirs = visitor.get(&route.path.replace("{member}", &other.to_string())).await;
                let nowhere = visitor.get(&route.path.replace("{member}", NOBODY)).await;
                assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{said} of another");
                assert_eq!(theirs.shape(), nowhere.shape(), "{said} of another");
            }
        }
    }
}
