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

fn id_of(world: &World, text: &str) -> domain::id::OfferingId {
    let query = ServiceQuery { text: text.into(), most: 5, ..ServiceQuery::default() };
    services(&world.house, query).expect("a search").lines[0].id
}

#[tokio::test]
async fn an_editor_puts_right_hours_kinds_and_who_may_come_and_keeps_what_was_typed() {
    let world = World::new();
    let id = id_of(&world, "common table");
    let desk = format!("/agency/james-river/directory/services/{id}");
    let mut ned = world.visitor(world.account("ned")).await;
    let page = ned.get(&desk).await.body;
    for field in ["name=\"hours-0\"", "name=\"kinds\" value=\"food\" checked", "name=\"fit-pet\"", "name=\"languages\""]
    {
        assert!(page.contains(field), "{field}");
    }
    let typed = [
        ("do", "save"),
        ("name", "Common Table Supper"),
        ("kinds", "food"),
        ("kinds", "naloxone"),
        ("fit-pet", "yes"),
        ("fit-record", "yes"),
        ("city", "Richmond"),
    ];
    let wrong: Vec<(&str, &str)> = typed.iter().copied().chain([("hours-1", "9-5"), ("hours_until", "soon")]).collect();
    let back = ned.post(&desk, &wrong).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "value=\"9-5\"",
        "value=\"soon\"",
        "id=\"hours-1-error\"",
        "id=\"hours_until-error\"",
        "value=\"naloxone\" checked",
    ] {
        assert!(back.body.contains(kept), "{kept}");
    }
    let pet = between(&back.body, "name=\"fit-pet\"", "</select>");
    assert!(pet.contains("value=\"yes\" selected"), "{pet}");
    let right: Vec<(&str, &str)> = typed.iter().copied().chain([("hours-1", "5 pm-7 pm")]).collect();
    assert_eq!(ned.post(&desk, &right).await.status, StatusCode::SEE_OTHER);
    let shown = Visitor::new(world.app()).get(&format!("/services/{id}")).await.body;
    for words in ["Tuesday", "5:00 pm to 7:00 pm", "You can come with a record.", "Naloxone", "Somebody asked there."] {
        assert!(shown.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_service_leads_to_who_offers_it_and_search_engines_to_both() {
    let world = World::new();
    let id = id_of(&world, "free naloxone");
    let mut stranger = Visitor::new(world.app());
    for start in ["", "/es"] {
        let page = stranger.get(&format!("{start}/services/{id}")).await.body;
        let data: serde_json::Value =
            serde_json::from_str(between(&page, "<script type=\"application/ld+json\">", "</script>")).expect("JSON");
        assert_eq!(
            (data["@type"].as_str(), data["provider"]["@type"].as_str()),
            (Some("Service"), Some("Organization"))
        );
        let by = between(&page, &format!("href=\"{start}/services/by/"), "\"").to_owned();
        let path = format!("{start}/services/by/{by}");
        let provider = stranger.get(&path).await;
        assert_eq!(provider.status, StatusCode::OK);
        for words in ["James River Recovery Center", "CC0 1.0", "\"@type\":\"Organization\"", "210 Old Tobacco Row"] {
            assert!(provider.body.contains(words), "{words}");
        }
        assert!(provider.body.contains(&format!("href=\"{start}/services/{id}\"")));
        let listed = stranger.get("/sitemap/providers-1.xml").await.body;
        assert!(listed.contains(&format!("<loc>http://localhost:8080{path}</loc>")));
    }
    let index = stranger.get("/sitemap.xml").await.body;
    assert!(index.contains("/sitemap/services-1.xml") && index.contains("/sitemap/providers-1.xml"));
    assert!(stranger.get("/sitemap/services-1.xml").await.body.contains(&format!("/es/services/{id}</loc>")));
    let nobody = "/services/by/01890000-0000-7000-8000-000000000000";
    assert_eq!(stranger.get(nobody).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn events_stand_by_day_and_go_into_a_calendar() {
    let world = World::new();
    let mut stranger = Visitor::new(world.app());
    let id = id_of(&world, "recovery walk");
    let page = stranger.get("/services/events").await.body;
    assert!(page.contains("Saturday, September 18, 2027") && page.contains("10:00 am to 2:00 pm"), "{page}");
    assert!(page.contains(&format!("href=\"/services/{id}\"")));
    let spanish = stranger.get("/es/services/events?near=23220&miles=30").await.body;
    assert!(
        spanish.contains("18 de septiembre de 2027") && spanish.contains("/feeds/events.ics?near=23220&#38;miles=30")
    );
    let one = stranger.get(&format!("/services/{id}")).await.body;
    assert!(one.contains(&format!("href=\"/services/{id}/calendar.ics\"")) && one.contains("\"@type\":\"Event\""));
    for path in ["/feeds/events.ics".to_owned(), format!("/services/{id}/calendar.ics")] {
        let calendar = stranger.get(&path).await;
        assert!(calendar.header(header::CONTENT_TYPE).starts_with("text/calendar"));
        assert_eq!(calendar.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
        assert!(calendar.body.contains(":20270918T100000\r\n"), "{}", calendar.body);
    }
    let pantry = id_of(&world, "common table");
    assert_eq!(stranger.get(&format!("/services/{pantry}/calendar.ics")).await.status, StatusCode::NOT_FOUND);
    let nowhere = stranger.get("/services/events?near=Xyzzyville").await.body;
    assert!(nowhere.contains("We do not know this place"));
}

#[tokio::test]
async fn what_is_missing_is_said_by_anyone_and_waits_at_the_desk() {
    let world = World::new();
    let mut stranger = Visitor::new(world.app());
    for (path, list) in [("/services/missing", "/services"), ("/es/meetings/missing", "/es/meetings")] {
        assert!(stranger.get(list).await.body.contains(&format!("href=\"{path}\"")));
        let page = stranger.get(path).await.body;
        for hidden in ["name=\"about\"", "name=\"alert\"", "name=\"notes\""] {
            assert!(!page.contains(hidden), "{hidden}");
        }
    }
    let typed = [("name", "Quartzite pantry"), ("kinds", "food"), ("hours-0", "9-5")];
    let back = stranger.post("/services/missing", &typed).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("value=\"Quartzite pantry\"") && back.body.contains("id=\"hours-0-error\""));
    let typed = [("name", "Quartzite pantry"), ("kinds", "food"), ("address", "77 Ferry Road"), ("city", "Richmond")];
    let done = stranger.post("/services/missing", &typed).await;
    let code = between(&done.body, "data-code>", "<").to_owned();
    assert_eq!(code.len(), 16);
    assert!(!stranger.get("/services?q=quartzite").await.body.contains("Quartzite pantry</bdi>"), "not before");
    let told = stranger.post("/told", &[("code", &code)]).await.body;
    assert!(told.contains("A service that is missing") && told.contains("There is no answer yet"));

    let mut ned = world.visitor(world.account("ned")).await;
    let queue = ned.get("/agency/james-river/directory").await.body;
    // What waits under a name: where it is looked at.
    let waits = |queue: &str, name: &str| {
        let part = between(queue, "aria-labelledby=\"d-missing\"", "</section>");
        assert!(part.contains("A visitor"), "{part}");
        let row = part.split("<li>").find(|row| row.contains(name)).expect("it waits").to_owned();
        between(&row, "href=\"", "\"").to_owned()
    };
    let path = waits(&queue, "Quartzite pantry");
    let mut dana = world.visitor(world.account("dana")).await;
    assert_eq!(dana.get(&path).await.status, StatusCode::NOT_FOUND);
    let inside = "/agency/james-river/directory/missing/meeting";
    assert!(dana.get("/meetings/missing").await.body.contains(&format!("href=\"{inside}\"")));
    let meeting = [("name", "Quartzite evening"), ("days", "2"), ("start", "19:00"), ("address", "78 Ferry Road")];
    assert_eq!(dana.post(inside, &meeting[..3]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(dana.post(inside, &meeting).await.status, StatusCode::SEE_OTHER);

    assert!(ned.get(&path).await.body.contains("value=\"Quartzite pantry\""));
    let right = [
        ("do", "take"),
        ("kind", "service"),
        ("name", "Quartzite pantry"),
        ("kinds", "food"),
        ("address", "77 Ferry Road"),
        ("city", "Richmond"),
        ("about", "Boxes for a week."),
    ];
    let taken = ned.post(&path, &right).await;
    assert!(taken.header(header::LOCATION).starts_with("/agency/james-river/directory/services/"), "{}", taken.body);
    assert!(stranger.get("/services?q=quartzite").await.body.contains("Quartzite pantry</bdi>"));
    let told = stranger.post("/told", &[("code", &code)]).await.body;
    assert!(told.contains("It is in the directory now."));
    let queue = ned.get("/agency/james-river/directory").await.body;
    let path = waits(&queue, "Quartzite evening");
    // Another command than the one that took the other over.
    let command = "0197f3a1000070008000000000000002";
    let form = format!("form_token={}&command_id={command}&do=decline&answer=not-found", ned.form_token);
    let declined = ned.send(&path, form).await;
    assert_eq!(declined.status, StatusCode::SEE_OTHER);
    assert_eq!(ned.get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(
        dana.get(&format!("/agency/james-river/directory/services/{}", id_of(&world, "common table")))
            .await
            .body
            .contains("We could not find out whether it is so.")
    );
}

#[tokio::test]
async fn a_help_line_that_is_missing_keeps_what_was_typed_and_waits_for_a_second_person() {
    let world = World::new();
    let path = "/agency/james-river/directory/help-lines";
    let mut ned = world.visitor(world.account("ned")).await;
    assert!(ned.get(path).await.body.contains("Add a line that is missing"));
    let mut typed = vec![
        ("do", "new"),
        ("kind", "warm"),
        ("name", "Quartzite line"),
        ("about_en", "A peer listens."),
        ("about_es", "Alguien escucha."),
        ("call", "988"),
        ("answers", "peers"),
        ("languages", "en"),
        ("hours-0", "18:00-22:00"),
        ("zone", "America/New_York"),
        ("source", "We called it"),
    ];
    let back = ned.post(path, &typed).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in
        ["value=\"Quartzite line\"", "id=\"new-call-error\"", "value=\"warm\" selected", "value=\"18:00-22:00\""]
    {
        assert!(back.body.contains(kept), "{kept}");
    }
    typed[5] = ("call", "804-555-0123");
    assert_eq!(ned.post(path, &typed).await.status, StatusCode::SEE_OTHER);
    let mut stranger = Visitor::new(world.app());
    assert!(!stranger.get("/help-lines").await.body.contains("Quartzite line"));
    let waits = ned.get(path).await.body;
    assert!(waits.contains("Monday 18:00-22:00 (America/New_York)") && waits.contains("Somebody else has to check it"));
}
