//! A report of danger is seen by who answers it, wherever they are, and by nobody else.

use crate::world::World;

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
    let mut dana = world.visitor(world.account("dana")).await;
    let hers = dana.get("/work/james-river").await.body;
    assert!(!hers.contains("not safe)") && !hers.contains("They wait for an answer."));
}
