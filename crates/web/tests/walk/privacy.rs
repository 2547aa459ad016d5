//! Emergencies, rights, complaints and the privacy desk, through the pages.

use crate::visitor::{Answer, Visitor, between};
use crate::world::World;
use http::{StatusCode, header};

/// Posts a form with a command of its own.
async fn post(world: &World, who: &mut Visitor, path: &str, fields: &[(&str, &str)]) -> Answer {
    let command = world.house.new_command().to_string();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("form_token", &who.form_token).append_pair("command_id", &command).extend_pairs(fields);
    let body = form.finish();
    who.send(path, body).await
}

fn led(answer: &Answer, to: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(answer.header(header::LOCATION).starts_with(to), "{}", answer.header(header::LOCATION));
}

/// Marcus does not walk with this member: he opens the page in an emergency, reads, and somebody else looks at it.
#[tokio::test]
async fn a_page_is_opened_in_an_emergency_and_looked_at() {
    let world = World::new();
    let mut marcus = world.visitor(world.account("marcus")).await;
    let chart = format!("/work/james-river/members/{}", world.chart.member);
    assert_eq!(marcus.get(&chart).await.status, StatusCode::NOT_FOUND);
    let found = post(&world, &mut marcus, "/work/james-river/members/find", &[("q", &world.chart.called)]).await;
    assert!(found.body.contains(&format!("href=\"{chart}/open\"")), "the search leads there");
    let page = marcus.get(&format!("{chart}/open")).await;
    assert!(page.status == StatusCode::OK && page.body.contains("72") && page.body.contains("60"));
    let back = post(&world, &mut marcus, &format!("{chart}/open"), &[("words", "not answering")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("value=\"not answering\"") && back.body.contains("id=\"reason-error\""));
    let fields = [("reason", "danger"), ("words", "not answering since noon")];
    led(&post(&world, &mut marcus, &format!("{chart}/open"), &fields).await, &format!("{chart}/open"));
    let open = marcus.get(&format!("{chart}/open")).await;
    assert!(open.body.contains(&format!("href=\"{chart}/plan\"")), "{}", open.body);
    for page in ["", "/reach", "/plan", "/timeline"] {
        assert_eq!(marcus.get(&format!("{chart}{page}")).await.status, StatusCode::OK, "{page}");
    }
    assert!(!marcus.get(&chart).await.body.contains("/plan/together"), "to read alone");
    for page in ["/reach/about", "/peer", "/invite"] {
        assert!(marcus.get(&format!("{chart}{page}")).await.status.is_client_error(), "{page}");
    }

    let mut imani = world.visitor(world.account("imani")).await;
    let desk = imani.get("/agency/james-river/privacy").await;
    assert!(desk.body.contains("Marcus Bell"), "{}", desk.body);
    let one = between(&desk.body, "aria-labelledby=\"p-openings\"", "</section>");
    let one = between(one, "<a href=\"", "\"").to_owned();
    let page = imani.get(&one).await;
    assert!(page.body.contains("not answering since noon") && page.body.contains("Read your plan"));
    let back = post(&world, &mut imani, &one, &[("do", "review"), ("words", "we talked")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("value=\"we talked\""), "nothing typed is lost");
    let fields = [("do", "review"), ("verdict", "not-right"), ("words", "there was time")];
    led(&post(&world, &mut imani, &one, &fields).await, "/agency/james-river/privacy");
    assert_eq!(marcus.get(&chart).await.status, StatusCode::NOT_FOUND, "closed at once");
    assert!(marcus.get(&format!("{chart}/open")).await.body.contains("Talk with your privacy officer"));
    assert_eq!(marcus.get(&one).await.status, StatusCode::NOT_FOUND);
}

/// A member asks, the desk answers, and the member reads it.
#[tokio::test]
async fn a_member_asks_and_reads_the_answer() {
    let world = World::new();
    let joined = world.accounts.iter().find(|one| one.role == "member" && one.agency == "james-river").expect("one");
    let own = service::people::own_charts(&world.house, &world.session(joined)).expect("charts").remove(0).member;
    let mut member = world.visitor(joined).await;
    let base = format!("/me/information/{own}");
    assert!(member.get(&base).await.body.contains(&format!("href=\"{base}/rights\"")));
    let back = post(&world, &mut member, &format!("{base}/rights"), &[("words", "my name")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("my name</textarea>") && back.body.contains("id=\"kind-error\""), "{}", back.body);
    let fields = [("kind", "correction"), ("words", "My name is spelled wrong")];
    led(&post(&world, &mut member, &format!("{base}/rights"), &fields).await, &format!("{base}/rights"));
    led(
        &post(&world, &mut member, &format!("{base}/rights/first"), &[("first", "plan")]).await,
        &format!("{base}/rights"),
    );
    let page = member.get(&format!("{base}/rights")).await.body;
    assert!(page.contains("My name is spelled wrong") && page.contains("value=\"plan\" checked"), "{page}");
    let leaving = member.get(&format!("{base}/leaving")).await.body;
    assert!(leaving.contains("10 years") && leaving.contains("value=\"leaving\""), "{leaving}");

    let asked = post(&world, &mut member, &format!("{base}/export"), &[]).await;
    led(&asked, &format!("{base}/export/"));
    let ready = asked.header(header::LOCATION).to_owned();
    assert!(member.get(&ready).await.body.contains(&format!("action=\"{ready}\"")));
    let whole = post(&world, &mut member, &ready, &[]).await;
    assert_eq!((whole.status, whole.header(header::CONTENT_TYPE)), (StatusCode::OK, "application/zip"));
    for name in ["read-me.txt", "everything.pdf", "everything.json"] {
        assert!(whole.body.starts_with("PK") && whole.body.contains(name), "{name}");
    }
    assert_eq!(post(&world, &mut member, &ready, &[]).await.status, StatusCode::FORBIDDEN, "once");
    let over = member.get(&ready).await.body;
    assert!(!over.contains(&format!("action=\"{ready}\"")) && over.contains(&format!("action=\"{base}/export\"")));

    let keep = [("restrict_from", "Aunt Lena"), ("restrict_words", "she worries")];
    led(&post(&world, &mut member, &format!("{base}/consents/restrictions"), &keep).await, &format!("{base}/consents"));
    let mut imani = world.visitor(world.account("imani")).await;
    let desk = imani.get("/agency/james-river/privacy").await.body;
    let waits = between(&desk, "aria-labelledby=\"p-restrictions\"", "</section>");
    assert!(waits.contains("Aunt Lena") && waits.contains(&format!("/members/{own}/consents")), "{desk}");
    // The newest is due last.
    let list = between(&desk, "aria-labelledby=\"p-requests\"", "</section>");
    let one = between(list.rsplit_once("<li").expect("a line").1, "<a href=\"", "\"").to_owned();
    let page = imani.get(&one).await.body;
    let hold = between(&page, "/privacy/members/", "\"").to_owned();
    assert!(page.contains("My name is spelled wrong") && hold.ends_with("/hold"));
    let back = post(&world, &mut imani, &one, &[("do", "extend"), ("words", "")]).await;
    assert!(back.status == StatusCode::UNPROCESSABLE_ENTITY && back.body.contains("id=\"more-words-error\""));
    let fields = [("do", "answer"), ("answer", "done"), ("words", "It is right now.")];
    led(&post(&world, &mut imani, &one, &fields).await, "/agency/james-river/privacy");
    assert!(member.get(&format!("{base}/rights")).await.body.contains("It is right now."));

    let hold = format!("/agency/james-river/privacy/members/{hold}");
    assert_eq!(imani.get(&hold).await.status, StatusCode::OK);
    led(&post(&world, &mut imani, &hold, &[("reason", "Case 7")]).await, "/agency/james-river/privacy");
    let desk = imani.get("/agency/james-river/privacy").await.body;
    assert!(desk.contains("Case 7"));
    let lift = between(&desk, "action=\"/agency/james-river/privacy/holds/", "\"").to_owned();
    let lift = format!("/agency/james-river/privacy/holds/{lift}");
    let back = post(&world, &mut imani, &lift, &[("reason", " ")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", back.body);
    led(&post(&world, &mut imani, &lift, &[("reason", "settled")]).await, "/agency/james-river/privacy");
    assert_eq!(imani.get("/agency/james-river/privacy/retention").await.status, StatusCode::OK);
}

/// A complaint from a browser that nobody knows, in both languages, and its answer by the code.
#[tokio::test]
async fn a_stranger_complains_without_a_name_or_a_cookie() {
    let world = World::new();
    let mut imani = world.visitor(world.account("imani")).await;
    for start in ["", "/es"] {
        let mut stranger = Visitor::new(world.app());
        let path = format!("{start}/complaints");
        let page = stranger.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.headers.get(header::SET_COOKIE).is_none(), "no cookie");
        let back = post(&world, &mut stranger, &path, &[("words", "Too loud")]).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.body.contains("Too loud</textarea>") && back.body.contains("id=\"agency-error\""));
        let fields = [("agency", "james-river"), ("words", "Too loud <b>at night</b>")];
        let done = post(&world, &mut stranger, &path, &fields).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        let code = between(&done.body, "data-code>", "<").to_owned();
        assert_eq!(code.len(), 16);
        let desk = imani.get("/agency/james-river/privacy").await.body;
        let list = between(&desk, "aria-labelledby=\"p-complaints\"", "</section>");
        let one = between(list.rsplit_once("<li").expect("a line").1, "<a href=\"", "\"").to_owned();
        assert!(!imani.get(&one).await.body.contains("<b>at night"), "what was written stays text");
        led(&post(&world, &mut imani, &one, &[("words", "We moved it.")]).await, "/agency/james-river/privacy");
        let look = post(&world, &mut stranger, &format!("{path}/answer"), &[("code", &code)]).await;
        assert!(look.status == StatusCode::OK && look.body.contains("We moved it."), "{}", look.body);
        let wrong = post(&world, &mut stranger, &format!("{path}/answer"), &[("code", "ABCD")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

/// The sheet for the front desk names nobody who comes here, and leads from every page of staff.
#[tokio::test]
async fn the_sheet_for_the_desk_is_one_step_away() {
    let world = World::new();
    let mut sam = world.visitor(world.account("sam")).await;
    assert!(sam.get("/work/james-river").await.body.contains("href=\"/officer\""));
    let sheet = sam.get("/officer").await;
    assert!(sheet.status == StatusCode::OK && sheet.body.contains("Imani Brooks"));
    let words = between(&sheet.body, "<main", "</main>").to_lowercase();
    for name in ["part 2", "42 cfr", "substance", "addiction"] {
        assert!(!words.contains(name), "{name}");
    }
}
