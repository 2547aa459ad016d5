//! A disk that is full: what is sent is refused in words and is not lost, and pages are read as before.

use crate::world::World;
use domain::lang::Lang;
use http::{StatusCode, header};
use service::House;
use testkit::room;

#[tokio::test]
async fn no_room_is_said_in_words_and_what_was_typed_waits_on_the_page() {
    let db = testkit::migrated();
    let world = World::over(House::new(db.clone().into(), [7; 32]));
    let house = &world.house;
    let dana = world.session(world.account("dana"));
    let mut visitor = world.visitor(world.account("dana")).await;
    let member = service::people::register(house, &dana, house.new_command(), "Wren", Lang::En).expect("a chart");
    let plan = format!("/work/james-river/members/{member}/plan");
    let long = format!("Sleep at home. {}", "One more night. ".repeat(1_000));
    let form = |visitor: &crate::visitor::Visitor, command: &str, text: &str| {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("form_token", &visitor.form_token).append_pair("command_id", command);
        form.append_pair("statement", text).append_pair("why", &long).finish()
    };
    room(&db, false);
    let mut refused = None;
    for number in 0..60 {
        let command = house.new_command().to_string();
        let text = format!("Goal number {number}");
        let body = form(&visitor, &command, &text);
        let answer = visitor.send(&format!("{plan}/goals"), body.clone()).await;
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            assert!(answer.headers.contains_key(header::RETRY_AFTER));
            assert!(answer.body.contains("There is no room left here"), "{}", answer.body);
            assert!(answer.body.contains(&text), "what was typed stands on the page");
            refused = Some((body, text));
            break;
        }
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    let (body, text) = refused.expect("it is full");
    let page = visitor.get(&plan).await;
    assert_eq!(page.status, StatusCode::OK, "reading goes on");
    assert!(!page.body.contains(&text), "nothing half done");
    room(&db, true);
    let answer = visitor.send(&format!("{plan}/goals"), body.clone()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let once = visitor.get(&plan).await.body.matches(&text).count();
    visitor.send(&format!("{plan}/goals"), body).await;
    let twice = visitor.get(&plan).await.body.matches(&text).count();
    assert!(once > 0 && once == twice, "sent twice, done once");
}
