//! Help in choosing: answers come in a form's body, and nothing of them stays.

use crate::visitor::{Visitor, between};
use crate::world::World;
use http::{Request, StatusCode, header};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn answers_stay_in_the_page() {
    let mut stranger = Visitor::new(World::new().app());
    for (start, title) in [("", "Some ways you could try"), ("/es", "Caminos que puedes probar")] {
        let path = format!("{start}/help-me-choose");
        let asked = stranger.get(&path).await;
        assert!(asked.status.is_success() && asked.body.contains(&format!("method=\"post\" action=\"{path}\"")));
        assert!(!asked.body.contains(title), "nothing is suggested before one asks");
        let body = "who=me&goal=cut-down&substance=alcohol&spirit=not&medicine=welcome&room=women&room=asl";
        let told = stranger.send(&path, body).await;
        assert_eq!(told.status, StatusCode::OK);
        assert!(told.body.contains(title), "{}", told.body);
        assert!(told.body.matches("<article").count() >= 3);
        assert!(told.body.contains("name=\"goal\" value=\"cut-down\" checked"), "what was answered is still ticked");
        for answer in [&asked, &told] {
            assert_eq!(answer.header(header::SET_COOKIE), "", "no cookie");
            assert!(answer.header(header::CACHE_CONTROL).contains("no-store"), "not kept by the browser");
        }
        let links = told.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.filter(|link| link.contains('?')) {
            assert!(link.starts_with(&format!("{start}/meetings?pathway=")), "no answer is in an address: {link}");
        }
        // What is needed besides goes along only where it is picked, there and then.
        let narrow = between(&told.body, "aria-labelledby=\"narrow-title\"", "</form>");
        assert!(narrow.contains("name=\"f\" value=\"women\"") && !narrow.contains("checked"), "{narrow}");
        let found = stranger.get(&format!("{start}/meetings?near=&f=women&speaks=spanish&part=evening")).await;
        assert_eq!(found.status, StatusCode::OK);
        let again = stranger.get(&path).await;
        assert!(!again.body.contains("checked"), "the next visit knows nothing");
        let by_address = stranger.get(&format!("{path}?goal=cut-down")).await;
        assert!(!by_address.body.contains("checked"), "an address answers nothing");
    }
}

#[tokio::test]
async fn whatever_is_sent_there_is_a_choice() {
    let mut stranger = Visitor::new(World::new().app());
    for body in
        ["", "who=someone", "goal=nothing-of-ours&who=%00&spirit[]=x", "goal=stop-all&goal=cut-down", "\u{0}%%%"]
    {
        let told = stranger.send("/help-me-choose", body).await;
        assert_eq!(told.status, StatusCode::OK, "{body}");
        assert!(told.body.matches("<article").count() >= 3, "{body}");
        assert!(told.body.contains("No religion"), "{body}: one of them is secular");
    }
    let huge = vec![b'a'; 2 * 1024 * 1024];
    assert_eq!(stranger.send("/help-me-choose", huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let request = Request::post("/help-me-choose").header(header::CONTENT_TYPE, FORM);
    let told = stranger.send_with(request.header("sec-fetch-site", "cross-site"), "goal=cut-down").await;
    assert_eq!(told.status, StatusCode::FORBIDDEN, "another site cannot answer for anybody");
}

#[tokio::test]
async fn a_member_puts_a_way_in_their_plan_and_nobody_else_is_offered_it() {
    let world = World::new();
    let offer = "action=\"/me/pathways\"";
    let body = "goal=cut-down&substance=alcohol";
    assert!(!Visitor::new(world.app()).send("/help-me-choose", body).await.body.contains(offer), "a stranger");
    let mut dana = world.visitor(world.account("dana")).await;
    assert!(!dana.send("/help-me-choose", body).await.body.contains(offer), "staff");
    assert!(dana.post("/me/pathways", &[("custom", "A choir")]).await.status.is_client_error());
    let mut put = 0;
    for account in world.accounts.iter().filter(|account| account.role == "member") {
        let session = world.session(account);
        let charts = service::people::own_charts(&world.house, &session).expect("their charts");
        let [chart] = charts.as_slice() else { continue };
        let mut member = world.visitor(account).await;
        let told = member.send("/help-me-choose", body).await.body;
        assert!(told.contains(offer), "{told}");
        assert_eq!(member.post("/me/pathways", &[("custom", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let elsewhere = [("custom", "A choir"), ("member", crate::world::NOBODY)];
        assert_eq!(member.post("/me/pathways", &elsewhere).await.status, StatusCode::NOT_FOUND, "another chart");
        let done = member.post("/me/pathways", &[("custom", "A choir")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let plan = member.get(done.header(header::LOCATION)).await.body;
        assert!(plan.contains("A choir"), "{plan}");
        assert!(done.header(header::LOCATION).contains(&chart.member.to_string()));
        put += 1;
        if put == 2 {
            return;
        }
    }
    assert!(put > 0, "the demonstration has a member with one chart");
}
