//! The desk of the directory as its people see it: what waits there, what can be ticked, and what a contact is shown.

use crate::visitor::{Visitor, between};
use crate::world::World;
use service::directory::{
    EntryForm, FitFact, MeetingQuery, ReportKind, answer_proposal, confirm_meeting, entry, make_listing_link, meetings,
    propose_entry, report_meeting,
};

fn a_meeting(world: &World) -> domain::id::MeetingId {
    let query = MeetingQuery { most: Some(1), ..MeetingQuery::default() };
    meetings(&world.house, query).expect("a search").lines[0].id
}

#[tokio::test]
async fn the_desk_names_lines_to_call_and_texts_to_look_at() {
    let world = World::new();
    let mut ned = world.visitor(world.account("ned")).await;
    let desk = ned.get("/agency/james-river/directory").await.body;
    let part = between(&desk, "aria-labelledby=\"d-lines\"", "</section>");
    assert!(part.contains("Help lines to call"), "{part}");
    assert!(part.contains("href=\"/agency/james-river/directory/help-lines\""), "{part}");
    let part = between(&desk, "aria-labelledby=\"d-texts\"", "</section>");
    assert!(part.contains("Texts to look at again") && part.contains("href=\"/library/"), "{part}");
    let lines = ned.get("/agency/james-river/directory/help-lines").await.body;
    assert!(lines.contains("value=\"right\"") && lines.contains("We called, and it is right"));
}

#[tokio::test]
async fn medication_veterans_and_families_can_be_ticked() {
    let world = World::new();
    let id = a_meeting(&world);
    let mut ned = world.visitor(world.account("ned")).await;
    let page = ned.get(&format!("/agency/james-river/directory/entries/{id}")).await.body;
    for (code, name) in [("MAT", "Medication is welcome"), ("VET", "Veterans"), ("FAM", "Family and friends")] {
        let tick = between(&page, &format!("name=\"types\" value=\"{code}\""), "</label>");
        assert!(tick.contains(name), "{code}: {tick}");
    }
    assert!(!page.contains("name=\"types\" value=\"YP\""), "young people have a code already");
}

#[tokio::test]
async fn who_proposed_reads_what_became_of_it() {
    let world = World::new();
    let (ned, dana) = (world.session(world.account("ned")), world.session(world.account("dana")));
    let id = a_meeting(&world);
    let form = EntryForm::of(&entry(&world.house, &dana, id).expect("it").meeting);
    let form = EntryForm { notes: "Ring twice.".into(), ..form };
    let proposal = propose_entry(&world.house, &dana, world.house.new_command(), id, &form).expect("proposed");
    let mut visitor = world.visitor(world.account("dana")).await;
    let path = format!("/agency/james-river/directory/entries/{id}");
    let part = |body: &str| between(body, "aria-labelledby=\"e-own\"", "</section>").to_owned();
    assert!(part(&visitor.get(&path).await.body).contains("Waits for an answer"));
    answer_proposal(&world.house, &ned, world.house.new_command(), proposal, false).expect("declined");
    assert!(part(&visitor.get(&path).await.body).contains("It stays as it is."));
}

#[tokio::test]
async fn the_contact_reads_what_people_said_before_they_answer_it() {
    let world = World::new();
    let ned = world.session(world.account("ned"));
    let id = a_meeting(&world);
    let tell = |kind, n: usize| {
        report_meeting(&world.house, world.house.new_command(), id, kind, &format!("192.0.2.{n}")).expect("told")
    };
    tell(ReportKind::WrongPlace, 1);
    tell(ReportKind::Unsafe, 2);
    for n in 0..5 {
        let from = format!("192.0.2.{n}");
        let facts = [FitFact::JustListen];
        confirm_meeting(&world.house, world.house.new_command(), id, &facts, &from).expect("said");
    }
    let token = make_listing_link(&world.house, &ned, world.house.new_command(), id).expect("a link");
    let mut contact = Visitor::new(world.app());
    for (start, word) in [("", "1 person, last in"), ("/es", "1 persona, la última vez en")] {
        let page = contact.get(&format!("{start}/listing/{token}")).await.body;
        assert!(page.contains(word), "{page}");
        assert!(page.contains(&format!("href=\"{start}/meetings/{id}\"")), "the page that everyone sees");
        assert!(!page.to_lowercase().contains("not safe"), "danger is for an editor");
    }
}

#[tokio::test]
async fn a_search_of_meetings_goes_to_a_phone_as_a_picture() {
    let mut stranger = Visitor::new(World::new().app());
    for start in ["", "/es"] {
        let page = stranger.get(&format!("{start}/meetings?near=23220&zone=America/Chicago&page=1&said=x")).await.body;
        let link = between(&page, &format!("href=\"{start}/meetings/send?"), "\"").replace("&#38;", "&");
        assert!(link.contains("near=23220") && !link.contains("page=") && !link.contains("said"), "{link}");
        let send = stranger.get(&format!("{start}/meetings/send?{link}")).await.body;
        let address = between(&send, "data-address>", "<").replace("&#38;", "&");
        assert_eq!(address, format!("http://localhost:8080{start}/meetings?{link}"));
        assert!(send.contains("role=\"img\""));
        // What is too long to mean anything is cut as the search itself cuts it.
        let long = stranger.get(&format!("{start}/meetings/send?q={}", "x".repeat(4000))).await;
        assert!(long.status.is_success() && long.body.contains("class=\"qr\""));
    }
}

#[tokio::test]
async fn towns_without_a_meeting_are_named() {
    let mut stranger = Visitor::new(World::new().app());
    let page = stranger.get("/meetings/statistics").await.body;
    let part = between(&page, "id=\"s-without\"", "</section>");
    assert!(part.contains("within 15 miles") && part.contains("<th scope=\"row\">VA</th>"), "{part}");
    assert!(!between(part, "<th scope=\"row\">VA</th>", "</tr>").contains("Richmond"), "there are some there");
    let table = stranger.get("/meetings/statistics.csv").await.body;
    let none: Vec<&str> = table.lines().filter(|line| line.starts_with("meetings,") && line.ends_with(",0")).collect();
    assert!(none.iter().any(|line| line.contains(",VA,")), "{none:?}");
}

#[tokio::test]
async fn a_meeting_leads_to_others_of_its_group() {
    let world = World::new();
    let rows = r#"[
        {"slug":"a","name":"Quartzite noon","group":"Quartzite","day":1,"time":"12:00","address":"5 Elm St","city":"Cary"},
        {"slug":"b","name":"Quartzite night","group":"QUARTZITE","day":2,"time":"20:00","address":"5 Elm St","city":"Cary"},
        {"slug":"c","name":"Other night","group":"Other","day":2,"time":"20:00","address":"6 Elm St","city":"Cary"}]"#;
    service::directory::import(&world.house, "james-river", "Test list", rows.as_bytes()).expect("read");
    let id = |text: &str| {
        let query = MeetingQuery { text: text.into(), ..MeetingQuery::default() };
        meetings(&world.house, query).expect("a search").lines[0].id
    };
    let (noon, night) = (id("quartzite noon"), id("quartzite night"));
    let mut stranger = Visitor::new(world.app());
    let page = stranger.get(&format!("/meetings/{noon}")).await.body;
    let others = between(&page, "Other meetings of this group", "</ul>");
    assert!(others.contains(&format!("/meetings/{night}")) && others.matches("<li>").count() == 1, "{others}");
    assert!(page.contains("Called old after"), "until when it holds without a word");
    let page = stranger.get(&format!("/meetings/{}", id("other night"))).await.body;
    assert!(!page.contains("Other meetings of this group"), "it has none");
}

#[tokio::test]
async fn a_meeting_added_by_hand_keeps_what_was_typed_until_it_is_right() {
    let world = World::new();
    let mut ned = world.visitor(world.account("ned")).await;
    let path = "/agency/james-river/directory/add";
    assert!(ned.get("/agency/james-river/directory").await.body.contains(&format!("href=\"{path}\"")));
    assert!(ned.get(path).await.body.contains("Add a meeting"));
    let wrong = [("name", "Quartzite porch"), ("days", "2"), ("start", "25:99"), ("city", "Richmond")];
    let back = ned.post(path, &wrong).await;
    assert_eq!(back.status, http::StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("value=\"Quartzite porch\"") && back.body.contains("value=\"25:99\""));
    let right = [("name", "Quartzite porch"), ("days", "2"), ("start", "19:30"), ("city", "Richmond")];
    let done = ned.post(path, &right).await;
    assert_eq!(done.status, http::StatusCode::SEE_OTHER);
    assert!(done.header(http::header::LOCATION).starts_with("/agency/james-river/directory/entries/"));
    let mut dana = world.visitor(world.account("dana")).await;
    assert_eq!(dana.get(path).await.status, http::StatusCode::NOT_FOUND);
    assert_eq!(dana.post(path, &right).await.status, http::StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn search_engines_are_led_to_every_meeting_in_both_languages() {
    let mut stranger = Visitor::new(World::new().app());
    let robots = stranger.get("/robots.txt").await.body;
    assert!(robots.contains("Sitemap: http://localhost:8080/sitemap.xml") && robots.contains("Disallow: /told"));
    let index = stranger.get("/sitemap.xml").await;
    assert!(index.header(http::header::CONTENT_TYPE).starts_with("application/xml"));
    assert!(index.body.contains("<loc>http://localhost:8080/sitemap/meetings-1.xml</loc>"), "{}", index.body);
    let listed = stranger.get("/sitemap/meetings-1.xml").await.body;
    let address = between(&listed, "<loc>http://localhost:8080", "</loc>").to_owned();
    let page = stranger.get(&address).await;
    assert!(page.status.is_success(), "{address}");
    for (lang, start) in [("en", ""), ("es", "/es")] {
        let twin = format!("hreflang=\"{lang}\" href=\"http://localhost:8080{start}{address}\"");
        assert!(listed.contains(&twin) && page.body.contains(&twin), "{twin}");
    }
    assert!(page.body.contains("<meta name=\"description\" content=\""));
    assert!(stranger.get("/sitemap/pages.xml").await.body.contains("/es/library/naloxone</loc>"));
    for nothing in [
        "/sitemap/meetings-0.xml",
        "/sitemap/meetings-2.xml",
        "/sitemap/x.xml",
        "/sitemap/meetings-99999999999999999999.xml",
    ] {
        assert_eq!(stranger.get(nothing).await.status, http::StatusCode::NOT_FOUND, "{nothing}");
    }
}
