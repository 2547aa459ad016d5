//! Services: a search that goes along, a colleague's word, and the page of a service's contact.

use crate::visitor::{Visitor, between};
use crate::world::World;
use http::{StatusCode, header};
use service::directory::services::{ServiceQuery, make_service_link, services};

#[tokio::test]
async fn a_search_goes_along_on_paper_as_a_table_and_as_a_picture() {
    let mut stranger = Visitor::new(World::new().app());
    for (start, lang) in [("", "en"), ("/es", "es")] {
        let page = stranger.get(&format!("{start}/services?kind=food&near=23220&miles=30&page=1&said=x")).await.body;
        let asked = "near=23220&#38;miles=30";
        let pdf = format!("{start}/services/list.pdf?kind=food&near=23220&miles=30");
        for link in ["/services/list.pdf?kind=food", "/services/send?kind=food", "/feeds/services.csv?kind=food"] {
            let link = if link.starts_with("/feeds") { link.to_owned() } else { format!("{start}{link}") };
            assert!(page.contains(&format!("href=\"{link}&#38;{asked}\"")), "{link} in {lang}");
        }
        let paper = stranger.get(&pdf).await;
        assert_eq!((paper.status, paper.header(header::CONTENT_TYPE)), (StatusCode::OK, "application/pdf"));
        assert!(paper.body.starts_with("%PDF-"));
        let send = stranger.get(&format!("{start}/services/send?kind=food&near=23220&utm=x")).await.body;
        let address = between(&send, "data-address>", "<");
        assert_eq!(
            address.replace("&#38;", "&"),
            format!("http://localhost:8080{start}/services?kind=food&near=23220"),
            "with what means something and nothing else"
        );
        assert!(send.contains("role=\"img\""));
        let long = stranger.get(&format!("{start}/services/send?q={}", "x".repeat(4000))).await;
        assert!(long.status.is_success() && !long.body.contains("role=\"img\""), "too long for a picture is said");
    }
    let table = stranger.get("/feeds/services.csv?kind=food").await;
    assert!(table.header(header::CONTENT_TYPE).starts_with("text/csv"));
    assert_eq!(table.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    assert!(table.body.contains("Common Table Supper") && !table.body.contains("Free Naloxone"), "{}", table.body);
    let nowhere = stranger.get("/services/list.pdf?near=Xyzzyville").await;
    assert!(nowhere.status.is_success(), "an empty list says that it is empty");
    let none = stranger.get("/services?q=zzzzqqqq").await.body;
    assert!(!none.contains("list.pdf"), "nothing found, nothing to take along");
}

#[tokio::test]
async fn the_contact_of_a_service_keeps_what_they_typed_and_answers_once() {
    let world = World::new();
    let ned = world.session(world.account("ned"));
    let query = ServiceQuery { text: "common table".into(), most: 5, ..ServiceQuery::default() };
    let id = services(&world.house, query).expect("a search").lines[0].id;
    let token = make_service_link(&world.house, &ned, world.house.new_command(), id).expect("a link");
    let mut contact = Visitor::new(world.app());
    for path in [format!("/listing/service/{token}"), format!("/es/listing/service/{token}")] {
        let page = contact.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Common Table Supper") && page.body.contains("name=\"phone\""));
        contact.form_token = between(&page.body, "name=\"form_token\" value=\"", "\"").to_owned();
        let wrong = [("do", "put-right"), ("name", "Common Table Lunch"), ("phone", "call Ann"), ("city", "Richmond")];
        let back = contact.post(&path, &wrong).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.body.contains("value=\"Common Table Lunch\"") && back.body.contains("value=\"call Ann\""));
        assert!(back.body.contains("id=\"phone-error\""), "what is wrong is said at its field");
    }
    let path = format!("/listing/service/{token}");
    assert_eq!(contact.post(&path, &[("do", "right")]).await.status, StatusCode::SEE_OTHER);
    let done = contact.get(&path).await.body;
    assert!(!done.contains("value=\"right\""), "it has done its work");
    let mut editor = world.visitor(world.account("ned")).await;
    let desk = editor.get(&format!("/agency/james-river/directory/services/{id}")).await.body;
    assert!(desk.contains("by its contact") && desk.contains("Used: it is right"));
    for nothing in ["/listing/service/none", "/es/listing/service/none"] {
        assert_eq!(contact.get(nothing).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_colleague_finds_the_way_from_a_service_to_what_should_be_put_right() {
    let world = World::new();
    let query = ServiceQuery { text: "common table".into(), most: 5, ..ServiceQuery::default() };
    let id = services(&world.house, query).expect("a search").lines[0].id;
    let desk = format!("/agency/james-river/directory/services/{id}");
    let mut stranger = Visitor::new(world.app());
    assert!(!stranger.get(&format!("/services/{id}")).await.body.contains("/directory/services/"));
    let mut dana = world.visitor(world.account("dana")).await;
    assert!(dana.get(&format!("/services/{id}")).await.body.contains(&format!("href=\"{desk}\"")));
    let page = dana.get(&desk).await.body;
    assert!(page.contains(&format!("action=\"{desk}/propose\"")));
    for hidden in ["value=\"verify\"", "value=\"leave-out\"", "value=\"put-back\"", "/link\""] {
        assert!(!page.contains(hidden), "{hidden} is for who looks after it");
    }
    let wrong = [("name", "Common Table Supper"), ("website", "javascript:alert(1)"), ("alert", "Side door")];
    let back = dana.post(&format!("{desk}/propose"), &wrong).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("Side door") && back.body.contains("id=\"website-error\""));
    let right = [("name", "Common Table Supper"), ("alert", "Use the side door")];
    assert_eq!(dana.post(&format!("{desk}/propose"), &right).await.status, StatusCode::SEE_OTHER);
    assert_eq!(dana.post(&format!("{desk}/link"), &[]).await.status, StatusCode::NOT_FOUND);
    let mut ned = world.visitor(world.account("ned")).await;
    let queue = ned.get("/agency/james-river/directory").await.body;
    assert!(between(&queue, "id=\"d-services-proposed\"", "</section>").contains("Common Table Supper"));
    assert!(ned.get(&desk).await.body.contains("Use the side door"));
}
