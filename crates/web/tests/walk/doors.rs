//! Who may come in where.

use crate::visitor::{Answer, Visitor};
use crate::world::World;
use http::StatusCode;
use http::header;
use service::demo::DemoAccount;
use web::routes::{Route, table};

fn about_a_chart(route: &Route) -> bool {
    route.path.contains("{member}")
}

async fn knock(visitor: &mut Visitor, route: &Route, path: &str) -> Answer {
    if route.method == "GET" { visitor.get(path).await } else { visitor.post(path, &[]).await }
}

fn refuses(answer: &Answer) -> bool {
    answer.status.is_client_error()
}

/// A form about something that is gone leads back to the page, which its reader may see, and says nothing was done.
fn leads_back(answer: &Answer) -> bool {
    answer.status == StatusCode::SEE_OTHER && !answer.header(header::LOCATION).contains("said=")
}

/// What a stranger gets everywhere but in public: the way to sign in, or nothing.
#[tokio::test]
async fn strangers_come_no_further_than_the_sign_in() {
    let world = World::new();
    for route in table().iter().filter(|route| route.face != "public") {
        let (path, _) = world.chart.fill(route.path, "james-river", true);
        let mut stranger = Visitor::new(world.app());
        let answer = knock(&mut stranger, route, &path).await;
        let said = format!("{} {}: {}", route.method, route.path, answer.status);
        if route.method == "GET" {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{said}");
            assert!(answer.header(header::LOCATION).contains("/sign-in"), "{said}");
        } else {
            assert!(matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN), "{said}");
        }
        assert!(!answer.body.contains(&world.chart.called), "{said}");
    }
}

/// A chart that is somebody else's and one that is not there are the same to everybody outside.
#[tokio::test]
async fn what_one_may_not_know_of_does_not_exist() {
    let world = World::new();
    let outside = |account: &&DemoAccount| account.agency != "james-river" || account.role == "member";
    let owner = world.chart.member;
    for account in world.one_of_each().into_iter().filter(outside) {
        let session = world.session(account);
        let own = service::people::own_charts(&world.house, &session).unwrap_or_default();
        if own.iter().any(|chart| chart.member == owner) {
            continue;
        }
        let mut visitor = world.visitor(account).await;
        for route in table().iter().filter(|route| about_a_chart(route)) {
            let said = format!("{} ({}) {} {}", account.username, account.role, route.method, route.path);
            let agency = if account.agency.is_empty() { "james-river" } else { account.agency.as_str() };
            for agency in [agency, "james-river"] {
                let there = knock(&mut visitor, route, &world.chart.fill(route.path, agency, true).0).await;
                let nowhere = knock(&mut visitor, route, &world.chart.fill(route.path, agency, false).0).await;
                assert!(refuses(&there), "{said}: {}", there.status);
                assert_eq!(there.status, nowhere.status, "{said}");
                assert_eq!(there.shape(), nowhere.shape(), "{said}");
            }
        }
    }
}

/// Nobody inside an agency comes through a door that no rule opens for their role.
#[tokio::test]
async fn a_role_opens_only_the_doors_that_a_rule_gives_it() {
    let world = World::new();
    let mut opened = 0;
    for account in world.one_of_each().into_iter().filter(|account| account.agency == "james-river") {
        if account.role == "member" {
            continue;
        }
        let session = world.session(account);
        let reads = ["read-plan", "read-member"].iter().any(|code| service::people::possible(&session, code));
        let mut visitor = world.visitor(account).await;
        // A short address without parts only leads to one's own.
        let inner = |route: &&Route| !matches!(route.face, "public" | "member") && route.path.contains('{');
        for route in table().iter().filter(inner) {
            let (path, whole) = world.chart.fill(route.path, "james-river", true);
            let answer = knock(&mut visitor, route, &path).await;
            let said = format!(
                "{} ({}) {} {path}: {} {}",
                account.username,
                account.role,
                route.method,
                answer.status,
                answer.header(header::LOCATION)
            );
            assert!(!answer.status.is_server_error(), "{said} {}", answer.body);
            if !service::people::possible(&session, route.operation) {
                // A form goes back to its page, and the page of programs is open to who sees to coverage.
                let reads =
                    reads || route.path.contains("/programs") && service::people::possible(&session, "read-enrolments");
                assert!(refuses(&answer) || (reads && leads_back(&answer)), "{said}");
                assert!(reads || !answer.body.contains(&world.chart.called), "{said}: names the member");
            } else if whole && about_a_chart(route) && route.method == "GET" && account.username == "dana" {
                assert!(answer.status.is_success() || answer.status.is_redirection(), "{said}");
                opened += 1;
            }
        }
        let own = visitor.get("/me").await;
        assert_eq!(own.status, StatusCode::NOT_FOUND, "{}: a staff hat has no space of its own", account.username);
    }
    assert!(opened >= 4, "Dana reads the chart she walks beside: {opened} doors");
}

/// Every page, with identities that belong to nothing, and every form without its fields, ends well.
#[tokio::test]
async fn no_door_breaks() {
    let world = World::new();
    for username in ["dana", "renee", "joan"] {
        let mut visitor = world.visitor(world.account(username)).await;
        for route in table().iter().filter(|route| !route.path.contains("exit") && !route.path.contains("sign-out")) {
            let answer = knock(&mut visitor, route, route.sample).await;
            let said = format!("{username}: {} {}: {}", route.method, route.sample, answer.status);
            assert!(!answer.status.is_server_error(), "{said} {}", answer.body);
            let titled = answer.body.split("<title>").nth(1).unwrap_or_default();
            let title = titled.split("</title>").next().unwrap_or_default();
            assert!(!title.contains(&world.chart.called), "{said}: a title names a person");
        }
    }
}

#[test]
fn every_route_is_tried_at_its_own_address() {
    for route in table() {
        let sample = route.sample.split('?').next().unwrap_or_default();
        let (path, at): (Vec<_>, Vec<_>) = (route.path.split('/').collect(), sample.split('/').collect());
        assert_eq!(path.len(), at.len(), "{}: {}", route.path, route.sample);
        for (part, sample) in path.iter().zip(&at) {
            assert!(part.starts_with('{') != (part == sample), "{}: {}", route.path, route.sample);
        }
        assert!(service::people::is_operation(route.operation), "{}: {}", route.path, route.operation);
    }
}
