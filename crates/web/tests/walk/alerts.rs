//! Who opened many charts in an hour: the desk says so, and the answer is given there.

use crate::visitor::between;
use crate::world::World;
use domain::lang::Lang;

#[tokio::test]
async fn an_alert_is_answered_on_the_desk_in_words() {
    let world = World::new();
    let (dana, renee) = (world.account("dana").clone(), world.account("renee").clone());
    let session = world.session(&dana);
    let house = &world.house;
    let usual = words::content::watch_rules().expect("a rule").charts_an_hour.value;
    for number in 0..=usual {
        let named = format!("Wren {number}");
        let chart = service::people::register(house, &session, house.new_command(), &named, Lang::En).expect("a chart");
        service::people::member(house, &session, chart).expect("a page");
    }
    assert_eq!(service::operate::watch_charts(house, house.now()), Ok(1));

    let mut desk = world.visitor(&renee).await;
    let team = desk.get("/team/james-river").await;
    assert!(team.body.contains("Many charts in an hour") && team.body.contains("/team/james-river/alerts"));
    let page = desk.get("/team/james-river/alerts").await;
    let action =
        format!("/team/james-river/alerts/{}", between(&page.body, "action=\"/team/james-river/alerts/", "\""));
    let missing = desk.post(&action, &[("answer", "talked"), ("note", "  ")]).await;
    assert_eq!(missing.status, 422);
    assert!(missing.body.contains("Write a sentence or two") && missing.body.contains("value=\"talked\" checked"));
    let done = desk.post(&action, &[("answer", "talked"), ("note", "We looked at it side by side")]).await;
    assert_eq!(done.status, 303);
    assert!(!desk.get("/team/james-river/alerts").await.body.contains(&action), "it waits no more");
    assert!(!desk.get("/team/james-river").await.body.contains("Many charts in an hour"));

    let mut peer = world.visitor(&dana).await;
    assert_eq!(peer.get("/team/james-river/alerts").await.status, 404, "nobody answers for themselves");
}
