//! What is posted: from our own pages only, within bounds, and told kindly when it is wrong.

use crate::visitor::Visitor;
use crate::world::World;
use http::{Request, StatusCode, header};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_form_without_its_secret_does_nothing() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    let before = service::people::caseload(&world.house, &world.session(world.account("dana"))).expect("lines").len();
    let body = "called=Nobody&form_token=0000&command_id=0197f3a1000070008000000000000001";
    let answer = dana.send("/work/james-river/members", body).await;
    assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/kept"));
    assert!(dana.get("/kept").await.body.contains("Nobody"), "the words are shown, to be looked at first");
    let answer = Visitor::new(world.app()).send("/work/james-river/members", body).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let after = service::people::caseload(&world.house, &world.session(world.account("dana"))).expect("lines").len();
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_form_that_another_site_sends_does_nothing() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    let body = format!("called=Nobody&form_token={}&command_id=0197f3a1000070008000000000000001", dana.form_token);
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")] {
        let request = Request::post("/work/james-river/members").header(header::CONTENT_TYPE, FORM).header(name, value);
        let answer = dana.send_with(request, body.clone()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
    }
}

#[tokio::test]
async fn what_is_too_large_or_no_form_is_told_so() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    let huge = vec![b'a'; 50 * 1024 * 1024];
    let answer = dana.send("/work/james-river/members", huge).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("<h1"), "a page says so");
    let request = Request::post("/work/james-river/members").header(header::CONTENT_TYPE, "application/json");
    let answer = dana.send_with(request, "{").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_empty_name_comes_back_at_its_field() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    let answer = dana.post("/work/james-river/members", &[("called", " \u{200b} ")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("aria-invalid=\"true\""), "{}", answer.body);
}

#[tokio::test]
async fn a_nul_byte_never_reaches_the_database() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    let answer = dana.post("/work/james-river/members", &[("called", "Ki\0m")]).await;
    assert!(answer.status.is_client_error() || answer.status.is_redirection(), "{}", answer.status);
    assert!(!answer.body.contains('\0'));
}

#[tokio::test]
async fn answers_carry_the_headers_that_keep_them_private() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    let mut stranger = Visitor::new(world.app());
    let answers = [dana.get("/work/james-river").await, stranger.get("/").await, stranger.get("/nowhere").await];
    for answer in &answers {
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains("default-src 'none'") || policy.contains("default-src 'self'"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval"), "{policy}");
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(answer.header(header::REFERRER_POLICY), "no-referrer");
    }
    assert!(answers[0].header(header::CACHE_CONTROL).contains("no-store"));
}

#[tokio::test]
async fn a_form_never_leads_off_this_house() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    for (back, to) in [("/\t/evil.example", "/"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("/work", "/work")]
    {
        let answer = dana.post("/language", &[("lang", "en"), ("back", back)]).await;
        assert_eq!(answer.header(header::LOCATION), to, "{back:?}");
    }
    let page = dana.get("/language?back=/%09/evil.example").await;
    assert!(!page.body.contains("evil.example"), "{}", page.body);
}

/// A name in an address stays behind in the browser's history and in the logs of a proxy.
#[tokio::test]
async fn a_name_that_is_sought_never_stands_in_an_address() {
    let world = World::new();
    for username in ["dana", "renee", "joan"] {
        let mut visitor = world.visitor(world.account(username)).await;
        for route in web::routes::table().iter().filter(|route| route.method == "GET" && route.face != "public") {
            let (path, _) = world.chart.fill(route.path, "james-river", true);
            let page = visitor.get(&path).await;
            for form in page.body.split("<form").skip(1) {
                let form = form.split("</form>").next().unwrap_or_default();
                let typed =
                    form.contains("type=\"search\"") || form.contains("type=\"text\"") || form.contains("<textarea");
                let public = form.contains("data-meetings");
                assert!(public || !form.contains("method=\"get\"") || !typed, "{username} {path}: {form}");
            }
        }
    }
    let mut dana = world.visitor(world.account("dana")).await;
    let answer = dana.post("/work/james-river/members/find", &[("q", world.chart.called.as_str())]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains(&world.chart.called), "{}", answer.body);
    let ignored = dana.get("/work/james-river/members?q=nobody-like-this").await;
    assert!(ignored.body.contains(&world.chart.called), "an address asks for nobody");
}

#[tokio::test]
async fn who_came_by_https_comes_by_nothing_else() {
    let world = World::new();
    let https = web::App { https: true, ..world.app() };
    let answer = Visitor::new(https).get("/").await;
    assert_eq!(answer.header(header::STRICT_TRANSPORT_SECURITY), "max-age=31536000; includeSubDomains");
    let plain = Visitor::new(world.app()).get("/").await;
    assert_eq!(plain.header(header::STRICT_TRANSPORT_SECURITY), "", "the demonstration has no certificate");
}

/// Whoever reads Spanish finds help in Spanish from every page, whatever its address says.
#[tokio::test]
async fn help_is_in_the_language_of_its_reader() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    for (lang, help) in [("es", "/es/crisis"), ("en", "/crisis")] {
        dana.post("/language", &[("lang", lang), ("back", "/work")]).await;
        let page = dana.get("/work/james-river").await;
        let foot = page.body.split("<footer").nth(1).unwrap_or_default();
        assert!(foot.contains(&format!("href=\"{help}\"")), "{foot}");
        let there = dana.get(help).await;
        assert!(there.body.contains(&format!("<html lang=\"{lang}\"")), "{lang}");
    }
}

/// From the first page one can come in with a code, and look for a meeting, in both languages.
#[tokio::test]
async fn the_first_page_leads_everywhere_a_stranger_may_go() {
    let mut stranger = Visitor::new(World::new().app());
    for start in ["", "/es"] {
        let page = stranger.get(&format!("{start}/")).await;
        assert!(page.body.contains(&format!("href=\"{start}/join\"")), "{start}");
        assert!(page.body.contains(&format!("method=\"get\" action=\"{start}/meetings\"")), "{start}");
        let found = stranger.get(&format!("{start}/meetings")).await;
        assert!(found.body.matches("<h3>").count() <= 25, "{start}");
    }
}

/// A form that came back stands at the address of its action; opened again, that leads to the page of the form.
#[tokio::test]
async fn the_address_of_an_action_leads_to_its_page() {
    let world = World::new();
    let mut renee = world.visitor(world.account("renee")).await;
    let chart = format!("/work/james-river/members/{}", world.chart.member);
    for (action, page) in [
        (format!("{chart}/peer/transfer"), format!("{chart}/peer")),
        (format!("{chart}/programs/family"), format!("{chart}/programs")),
        ("/work/james-river/members/find".to_owned(), "/work/james-river/members".to_owned()),
    ] {
        let answer = renee.get(&action).await;
        assert_eq!(
            (answer.status, answer.header(header::LOCATION)),
            (StatusCode::SEE_OTHER, page.as_str()),
            "{action}"
        );
    }
    let mut joan = world.visitor(world.account("joan")).await;
    let back = joan.post("/agency/james-river/programs", &[("program_name", " "), ("rule_pack", "plain-grant")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("id=\"program_name-error\""), "the field says what is wrong");
}

/// In the member's hands a page brings no key to what the worker keeps unsent of other people.
#[tokio::test]
async fn a_device_that_is_handed_over_opens_no_words_of_others() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    let plan = format!("/work/james-river/members/{}/plan", world.chart.member);
    let key = |body: &str| crate::visitor::between(body, "data-draft-key=\"", "\"").to_owned();
    let before = key(&dana.get(&plan).await.body);
    assert_eq!(before.len(), 64);
    let pins = [("pin", "407193"), ("pin_again", "407193")];
    let over = dana.post(&format!("{plan}/hand-over"), &pins).await;
    assert_eq!(over.status, StatusCode::SEE_OTHER, "{}", over.body);
    let page = dana.get(&plan).await;
    assert_eq!(page.status, StatusCode::OK);
    let after = key(&page.body);
    assert!(after.len() == 64 && after != before);
}

/// A door answers to the methods that the table of routes names, and to no other: TRACE would send cookies back.
#[tokio::test]
async fn no_method_but_those_of_the_table_is_answered() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    for path in ["/", "/sign-in", "/work/james-river", "/api/v1/meetings", "/assets/none/none.css", "/nowhere"] {
        for method in ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH"] {
            let request = http::Request::builder().method(method).uri(path).header("x-echo", "quartz");
            let answer = dana.send_with(request, "").await;
            assert!(answer.status.is_client_error(), "{method} {path}: {}", answer.status);
            assert!(!answer.body.contains("quartz"), "{method} {path} sends back what came");
        }
    }
}
