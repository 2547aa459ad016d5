//! A report of danger is seen by who answers it, wherever they are, and by nobody else.

use crate::visitor::between;
use crate::world::World;
use service::directory::ReportKind;
use service::directory::services::{ServiceQuery, report_service, services};

#[tokio::test]
async fn who_answers_for_the_directory_hears_of_danger_on_every_page() {
    // In the demonstration one such report waits.
    let world = World::new();
    let mut ned = world.visitor(world.account("ned")).await;
    let today = ned.get("/work/james-river").await.body;
    assert!(today.contains("not safe)"), "in the menu");
    assert!(today.contains("They wait for an answer."), "and on the first page");
    assert!(ned.get("/meetings").await.body.contains("not safe)"), "in the menu of every page");
    assert!(ned.get("/agency/james-river/directory").await.body.contains("Safety reports (1)"));
    // A service where somebody was not safe is counted and listed with the meetings.
    let found = services(&world.house, ServiceQuery { most: 1, ..ServiceQuery::default() }).expect("a search");
    let service = &found.lines[0];
    let command = world.house.new_command();
    report_service(&world.house, command, service.id, ReportKind::Unsafe, "192.0.2.7").expect("told");
    assert!(ned.get("/meetings").await.body.contains("(2 not safe)"));
    let desk = ned.get("/agency/james-river/directory").await.body;
    let danger = between(&desk, "aria-labelledby=\"d-danger\"", "</section>");
    assert!(danger.contains("Safety reports (2)") && danger.contains(&format!("/services/{}", service.id)), "{danger}");
    let mut dana = world.visitor(world.account("dana")).await;
    let hers = dana.get("/work/james-river").await.body;
    assert!(!hers.contains("not safe)") && !hers.contains("They wait for an answer."));
}
