//! A supporter at every door; what ended looks like what is empty; the second PIN, the lock and hidden rows.

use crate::visitor::{Answer, Visitor, between};
use crate::world::World;
use domain::id::{GoalId, MemberId, ShareId};
use domain::people::{SharePart, ShareUntil};
use http::{StatusCode, header};
use service::Session;
use service::people::{NewShare, ShareOf, ShareWith, change_share, end_share, share};
use web::routes::{Route, table};

/// Somebody who joined and has a plan with a goal.
struct Owner {
    session: Session,
    username: String,
    member: MemberId,
    called: String,
    goal: GoalId,
}

fn owner(world: &World) -> Owner {
    for account in world.accounts.iter().filter(|account| account.role == "member") {
        let session = world.session(account);
        for chart in service::people::own_charts(&world.house, &session).unwrap_or_default() {
            let plan = service::plan::open(&world.house, &session, chart.member).expect("a plan");
            if let Some(goal) = plan.content.goals.first() {
                let (username, goal) = (account.username.clone(), goal.id);
                return Owner { session, username, member: chart.member, called: chart.called, goal };
            }
        }
    }
    unreachable!("somebody of the demonstration joined and has a goal")
}

fn parts(owner: &Owner, parts: &[SharePart]) -> ShareOf {
    ShareOf { member: owner.member, parts: parts.to_vec(), until: ShareUntil::AskedAgain }
}

/// An aunt who came in with the code of the owner, by the forms.
async fn aunt(world: &World, owner: &Owner, shared: &[SharePart]) -> (Visitor, ShareId) {
    let new = NewShare {
        with: ShareWith::Supporter("Aunt Lena".into()),
        shown_as: "My niece".into(),
        of: parts(owner, shared),
    };
    let made = share(&world.house, &owner.session, world.house.new_command(), new).expect("shared");
    let code = made.code.expect("a code").code;
    let mut aunt = Visitor::new(world.app());
    let page = aunt.get("/join").await;
    aunt.form_token = between(&page.body, "name=\"form_token\" value=\"", "\"").to_owned();
    let choose = aunt.post("/join", &[("code", &code)]).await;
    for word in [owner.called.as_str(), "My niece", "James River", "Aunt Lena"] {
        // As a word: "Jo" stands in "Join" too.
        let named = choose.body.split(|c: char| !c.is_alphanumeric() && c != ' ').any(|said| said.trim() == word);
        assert!(!named, "the invitation names {word}");
    }
    let name = between(&choose.body, "name=\"username\" value=\"", "\"").to_owned();
    let seal = between(&choose.body, "name=\"seal\" value=\"", "\"").to_owned();
    let fields = [
        ("code", code.as_str()),
        ("username", &name),
        ("seal", &seal),
        ("with", "pin"),
        ("pin", "592604"),
        ("pin_again", "592604"),
        ("step", "make"),
    ];
    let joined = aunt.post("/join", &fields).await;
    assert_eq!(joined.status, StatusCode::OK, "{}", joined.body);
    assert!(joined.body.contains("href=\"/shared\""), "the way on leads to what is shared");
    let list = aunt.get("/shared").await;
    aunt.form_token = between(&list.body, "data-form-token=\"", "\"").to_owned();
    assert!(list.body.contains("My niece") && list.body.contains(&made.share.to_string()), "{}", list.body);
    (aunt, made.share)
}

fn article(answer: &Answer) -> &str {
    between(&answer.body, "data-shared>", "</article>")
}

async fn knock(visitor: &mut Visitor, route: &Route, path: &str) -> Answer {
    if route.method == "GET" { visitor.get(path).await } else { visitor.post(path, &[]).await }
}

#[tokio::test]
async fn a_supporter_opens_what_is_shared_and_no_other_door() {
    let world = World::new();
    let owner = owner(&world);
    let (mut aunt, share) = aunt(&world, &owner, SharePart::ALL).await;
    let page = aunt.get(&format!("/shared/{share}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("James River") && !page.body.contains("/me/lock"), "{}", page.body);
    let own = ["/shared", "/shared/{share}"];
    for route in table().iter().filter(|route| route.face != "public" && !own.contains(&route.path)) {
        let (path, _) = world.chart.fill(route.path, "james-river", true);
        let path = path.replace(&world.chart.member.to_string(), &owner.member.to_string());
        let answer = knock(&mut aunt, route, &path).await;
        let said = format!("{} {path}: {}", route.method, answer.status);
        assert!(answer.status.is_client_error(), "{said}");
        assert!(route.method == "POST" || answer.status == StatusCode::NOT_FOUND, "{said}");
        assert!(!answer.body.contains(&owner.called), "{said}: names the member");
    }
    let foreign = aunt.get(&format!("/shared/{}", crate::world::NOBODY)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    // What is another's to read, and what is not there, are one answer.
    let other = aunt_of_another(&world, &owner).await;
    let theirs = aunt.get(&format!("/shared/{other}")).await;
    assert_eq!((theirs.status, theirs.shape()), (foreign.status, foreign.shape()));
}

async fn aunt_of_another(world: &World, owner: &Owner) -> ShareId {
    let new = NewShare {
        with: ShareWith::Supporter("Bo".into()),
        shown_as: "N.".into(),
        of: parts(owner, &[SharePart::Goals]),
    };
    share(&world.house, &owner.session, world.house.new_command(), new).expect("shared").share
}

#[tokio::test]
async fn the_owner_sees_the_very_page_and_what_ended_is_nothing_new() {
    let world = World::new();
    let owner = owner(&world);
    let (mut aunt, share) = aunt(&world, &owner, &[SharePart::Goals]).await;
    let mut phone = world.visitor(world.account(&owner.username)).await;
    let address = format!("/shared/{share}");
    let seen = aunt.get(&address).await;
    let own = phone.get(&format!("/me/sharing/{share}/as-they-see")).await;
    assert!(article(&seen).contains("My niece") && article(&seen).len() > 300, "{}", seen.body);
    assert_eq!(article(&seen), article(&own), "byte for byte");
    assert!(!seen.body.contains(&owner.called) || owner.called == "My niece", "the name that they chose, and no other");
    let house = &world.house;
    let change = |shared: &[SharePart]| {
        let of = parts(&owner, shared);
        change_share(house, &owner.session, house.new_command(), share, of).expect("changed");
    };
    change(&[]);
    let narrowed = aunt.get(&address).await;
    change(&[SharePart::Goals]);
    assert_eq!(article(&aunt.get(&address).await), article(&seen));
    end_share(house, &owner.session, house.new_command(), share).expect("ended");
    let ended = aunt.get(&address).await;
    assert_eq!(ended.status, StatusCode::OK);
    assert!(ended.body.contains("Nothing new right now."));
    assert_eq!(ended.shape(), narrowed.shape(), "ended and narrowed are one page");
    assert!(aunt.get("/shared").await.body.contains(&share.to_string()), "and the list tells nothing");
}

#[tokio::test]
async fn what_is_most_private_waits_for_the_second_pin() {
    let world = World::new();
    let owner = owner(&world);
    service::people::keys::set_second_pin(&world.house, &owner.session, "592604", "592604").expect("set");
    let mut phone = world.visitor(world.account(&owner.username)).await;
    let behind = ["/me/information", "/me/sharing", "/me/hidden", "/account"];
    let mut asked = 0;
    for route in table().iter().filter(|route| behind.iter().any(|start| route.path.starts_with(start))) {
        let (path, _) = world.chart.fill(route.path, "james-river", true);
        let path = path.replace(&world.chart.member.to_string(), &owner.member.to_string());
        let answer = knock(&mut phone, route, &path).await;
        let said = format!("{} {path}: {} {}", route.method, answer.status, answer.header(header::LOCATION));
        // A form may be told that it is no form before anybody asks.
        let shut = answer.header(header::LOCATION).starts_with("/me/second-pin")
            || (route.method == "POST" && answer.status.is_client_error());
        assert!(shut, "{said}");
        assert!(!answer.body.contains(&owner.called), "{said}");
        asked += usize::from(answer.status == StatusCode::SEE_OTHER);
    }
    assert!(asked > 20, "{asked} doors ask");
    assert_eq!(phone.get("/me").await.status, StatusCode::OK, "the day itself is open");
    let ask = phone.get("/me/second-pin?back=%2Faccount").await;
    assert!(ask.body.contains("action=\"/me/second-pin/open\""), "{}", ask.body);
    let wrong = phone.post("/me/second-pin/open", &[("pin", "000111"), ("back", "/account")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let open = phone.post("/me/second-pin/open", &[("pin", "592604"), ("back", "/account")]).await;
    assert_eq!(open.header(header::LOCATION), "/account");
    assert_eq!(phone.get("/account").await.status, StatusCode::OK);
    let odd = phone.post("/me/second-pin/open", &[("pin", "592604"), ("back", "//evil.example")]).await;
    assert_eq!(odd.header(header::LOCATION), "/");
}

#[tokio::test]
async fn everything_is_locked_in_two_taps_from_any_page_of_ones_own() {
    let world = World::new();
    let owner = owner(&world);
    let (mut aunt, share) = aunt(&world, &owner, &[SharePart::Goals]).await;
    let mut phone = world.visitor(world.account(&owner.username)).await;
    let member = owner.member.to_string();
    let pages = table();
    let pages = pages.iter().filter(|route| route.method == "GET" && route.face == "member");
    let mut counted = 0;
    for route in pages.filter(|route| !route.path.ends_with(".pdf") && !route.path.ends_with(".zip")) {
        let page = phone.get(&route.path.replace("{member}", &member)).await;
        let is_page = page.status == StatusCode::OK && page.body.contains("<html");
        assert!(!is_page || page.body.contains("href=\"/me/lock\""), "{}", route.path);
        counted += usize::from(is_page);
    }
    assert!(counted > 10, "{counted} pages lead there");
    let done = phone.post("/me/lock", &[]).await;
    assert_eq!((done.status, done.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/locked"));
    assert!(done.headers.get("clear-site-data").is_some());
    let page = phone.get("/locked").await;
    assert!(page.body.contains("/recover"), "how to come back in");
    for word in [owner.called.as_str(), owner.username.as_str(), "James River", "Lena", "plan"] {
        assert!(!between(&page.body, "<main", "</main>").contains(word), "it names {word}");
    }
    assert_eq!(phone.get("/me").await.status, StatusCode::SEE_OTHER, "signed out");
    assert!(aunt.get(&format!("/shared/{share}")).await.body.contains("Nothing new right now."));
}

#[tokio::test]
async fn a_row_is_hidden_in_one_browser_alone() {
    let world = World::new();
    let owner = owner(&world);
    let mut phone = world.visitor(world.account(&owner.username)).await;
    let mut tablet = world.visitor(world.account(&owner.username)).await;
    let goal = format!("goal-{}", owner.goal);
    let statement = |body: &str| body.contains(&format!("/goals/{}\"", owner.goal));
    let plan = format!("/me/plan/{}", owner.member);
    assert!(statement(&phone.get(&plan).await.body));
    assert!(phone.get("/me/hidden").await.body.contains(&goal));
    let saved = phone.post("/me/hidden", &[("hide", "sharing"), ("hide", &goal), ("hide", "<b>; x")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = phone.get(&plan).await.body;
    assert!(!statement(&page) && !page.contains("href=\"/me/sharing\""), "not on this device");
    let elsewhere = tablet.get(&plan).await.body;
    assert!(statement(&elsewhere) && elsewhere.contains("href=\"/me/sharing\""), "and everywhere else");
    phone.post("/me/hidden", &[]).await;
    assert!(statement(&phone.get(&plan).await.body));
}
