//! What one may not know of, and what is not there: the same answer, by the same statements. On both engines.

use crate::visitor::{Answer, Visitor};
use crate::world::World;
use domain::id::MemberId;
use testkit::Faults;
use web::routes::{Route, table};

async fn knock(visitor: &mut Visitor, faults: &Faults, route: &Route, path: &str) -> (Answer, Vec<String>) {
    faults.listen();
    let answer = if route.method == "GET" { visitor.get(path).await } else { visitor.post(path, &[]).await };
    (answer, faults.heard())
}

/// Somebody whom a member keeps out.
fn keep_out(world: &World) -> MemberId {
    let dana = world.session(world.account("dana"));
    for account in world.accounts.iter().filter(|account| account.role == "member" && account.agency == "james-river") {
        let own = world.session(account);
        for chart in service::people::own_charts(&world.house, &own).unwrap_or_default() {
            if service::people::member(&world.house, &dana, chart.member).is_err() {
                continue;
            }
            let who = service::people::colleagues(&world.house, &own, chart.member).expect("colleagues");
            let barred = who.iter().find(|one| one.name == "Dana Whitfield").expect("Dana").id;
            let command = world.house.new_command();
            service::people::bar(&world.house, &own, command, chart.member, Some(barred), "").expect("barred");
            return chart.member;
        }
    }
    unreachable!("Dana walks beside somebody who joined")
}

/// The database is asked outside of the runtime wherever the test itself asks it.
#[test]
fn what_is_hidden_and_what_is_nowhere_are_asked_about_in_the_same_statements() {
    for (engine, (db, faults)) in testkit::failing_engines().into_iter().enumerate() {
        let world = World::on(&db);
        let kept_out = keep_out(&world);
        // At another agency; in the same one without any need; kept out by the member; somebody in their own space.
        let member =
            world.accounts.iter().find(|one| one.role == "member" && one.agency == "st-johns").expect("a member");
        let who = ["omar", "beth", "helen", "wes", "ellen", "ned", "dana", &member.username];
        let walk = walk(&world, &faults, kept_out, &who, engine);
        let (doors, statements) = tokio::runtime::Runtime::new().expect("a runtime").block_on(walk);
        assert!(doors > 500 && statements > doors, "{doors} doors, {statements} statements");
    }
}

/// How many doors were tried, and how many statements were heard.
async fn walk(world: &World, faults: &Faults, kept_out: MemberId, who: &[&str], engine: usize) -> (usize, usize) {
    let (mut doors, mut statements) = (0, 0);
    for username in who.iter().copied() {
        let mut visitor = world.visitor(world.account(username)).await;
        let chart = if username == "dana" { kept_out } else { world.chart.member };
        let at = if ["omar", "beth", "helen"].contains(&username) { "st-johns" } else { "james-river" };
        for route in table().iter().filter(|route| route.path.contains("{member}")) {
            let (path, _) = world.chart.fill(route.path, at, true);
            let there = path.replace(&world.chart.member.to_string(), &chart.to_string());
            let nowhere = path.replace(&world.chart.member.to_string(), "00000000000070008000000000000000");
            let (one, asked) = knock(&mut visitor, faults, route, &there).await;
            let (other, again) = knock(&mut visitor, faults, route, &nowhere).await;
            let said = format!("{username} on engine {engine}: {} {}", route.method, route.path);
            assert!(one.status.is_client_error(), "{said}: {}", one.status);
            assert_eq!((one.status, one.shape()), (other.status, other.shape()), "{said}");
            assert_eq!(asked, again, "{said}: other statements for what is hidden than for what is not there");
            doors += 1;
            statements += asked.len();
        }
    }
    (doors, statements)
}
