//! What was forged, stolen, ended or taken back between a page and its form: each ends safely and says what happened.

use crate::visitor::{Answer, Visitor, between};
use crate::world::{NOBODY, World};
use domain::consent::{ConsentKind, HowRevoked, Piece, RecipientKind, Signer};
use domain::id::{ConsentId, MemberId};
use domain::lang::Lang;
use domain::time::{TimeZone, plus_days};
use http::{StatusCode, header};
use service::Session;
use service::consent::{Given, NewConsent, make_consent, revoke_consent, sign_consent};

const AT: &str = "/work/james-river";

/// Posts a form with a command of its own.
async fn post(world: &World, who: &mut Visitor, path: &str, fields: &[(&str, &str)]) -> Answer {
    let command = world.house.new_command().to_string();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("form_token", &who.form_token).append_pair("command_id", &command).extend_pairs(fields);
    let body = form.finish();
    who.send(path, body).await
}

/// How many charts are on Dana's caseload, and what of the first one is said.
fn charts(world: &World) -> usize {
    service::people::caseload(&world.house, &world.session(world.account("dana"))).expect("a caseload").len()
}

/// A page says so, in a sentence, and does not break.
fn says(answer: &Answer, words: &str) {
    assert!(!answer.status.is_server_error(), "{}", answer.body);
    assert!(answer.body.contains(words), "it says {words:?}: {} {}", answer.status, answer.body);
}

#[tokio::test]
async fn a_form_with_the_secret_of_another_session_or_another_chart_does_nothing() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    let marcus = world.visitor(world.account("marcus")).await;
    let before = charts(&world);
    // The secret of somebody else's session, and one's own of another day.
    for token in [marcus.form_token.clone(), world.visitor(world.account("dana")).await.form_token] {
        let own = std::mem::replace(&mut dana.form_token, token);
        let answer = post(&world, &mut dana, &format!("{AT}/members"), &[("called", "Forged")]).await;
        assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/kept"));
        dana.form_token = own;
    }
    assert_eq!(charts(&world), before, "nobody was registered");
    says(&dana.get("/kept").await, "Forged");
    // The own secret, and the identities of what is somebody else's: as if there were no such chart.
    let mut omar = world.visitor(world.account("omar")).await;
    for slug in ["james-river", "st-johns"] {
        for id in [world.chart.member.to_string(), NOBODY.to_owned()] {
            let path = format!("/work/{slug}/members/{id}/reach/about");
            let answer = post(&world, &mut omar, &path, &[("called", "Forged")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    assert!(!dana.get(&format!("{AT}/members/{}", world.chart.member)).await.body.contains("Forged"));
}

#[tokio::test]
async fn a_stolen_session_opens_no_keys_and_ends_with_a_word_of_its_owner() {
    let world = World::new();
    let mut owner = world.visitor(world.account("dana")).await;
    let mut thief = owner.clone();
    let chart = format!("{AT}/members/{}", world.chart.member);
    assert_eq!(thief.get(&chart).await.status, StatusCode::OK, "what was stolen works as long as nobody says a word");
    // A way back in for the thief needs what only the owner has.
    let (wrong, new) = (("current", "not-the-passphrase"), ("passphrase", "another-long-passphrase-7"));
    let answer =
        post(&world, &mut thief, "/account/passphrase", &[wrong, new, ("again", "another-long-passphrase-7")]).await;
    assert!(!answer.header(header::LOCATION).contains("said="), "{}", answer.header(header::LOCATION));
    let mut other = world.visitor(world.account("dana")).await;
    let account = other.get("/account").await;
    assert_eq!(account.status, StatusCode::OK);
    let ended = post(&world, &mut owner, "/sign-out", &[]).await;
    assert!(ended.status.is_redirection(), "{}", ended.status);
    // Nothing is read or written with it any more, and the way in is named.
    let page = thief.get(&chart).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert!(page.header(header::LOCATION).starts_with("/sign-in"), "{}", page.header(header::LOCATION));
    let before = charts(&world);
    let form = post(&world, &mut thief, &format!("{AT}/members"), &[("called", "Stolen")]).await;
    assert!(form.status == StatusCode::UNAUTHORIZED || form.status == StatusCode::SEE_OTHER, "{}", form.status);
    assert!(!form.body.contains(&world.chart.called));
    assert_eq!(charts(&world), before, "nobody was registered");
    assert_eq!(other.get(&chart).await.status, StatusCode::OK, "another session of hers goes on");
}

#[tokio::test]
async fn a_role_that_ends_while_a_page_is_open_ends_what_its_form_does() {
    let world = World::new();
    let mut dana = world.visitor(world.account("dana")).await;
    let chart = format!("{AT}/members/{}", world.chart.member);
    let page = dana.get(&format!("{chart}/reach/about")).await;
    assert_eq!(page.status, StatusCode::OK);
    let joan = world.session(world.account("joan"));
    let people = service::people::staff_list(&world.house, &joan, None).expect("the people").people;
    let id = people.iter().find(|line| line.name == "Dana Whitfield").expect("dana").id;
    let grants = service::people::staff_member(&world.house, &joan, id).expect("dana").grants;
    for grant in grants.iter().filter(|grant| grant.open) {
        service::people::end_role(&world.house, &joan, world.house.new_command(), id, grant.id).expect("ended");
    }
    let answer =
        post(&world, &mut dana, &format!("{chart}/reach/about"), &[("called", "Too late"), ("lang", "en")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.header(header::LOCATION));
    assert!(
        answer.body.contains("<h1") && !answer.body.contains(&world.chart.called),
        "a page says it, and names nobody"
    );
    assert_eq!(dana.get(&chart).await.status, StatusCode::NOT_FOUND);
    let renee = world.session(world.account("renee"));
    let found = service::people::member(&world.house, &renee, world.chart.member).expect("a chart");
    assert_eq!(found.line.called, world.chart.called, "nothing was saved");
}

/// A consent of somebody who walks with Dana, open to one recipient.
fn consent(world: &World) -> (Session, Session, MemberId, ConsentId) {
    let dana = world.session(world.account("dana"));
    for account in world.accounts.iter().filter(|account| account.role == "member" && account.agency == "james-river") {
        let phone = world.session(account);
        for chart in service::people::own_charts(&world.house, &phone).unwrap_or_default() {
            let signed =
                service::plan::ways_out(&world.house, &dana, chart.member).is_ok_and(|ways| ways.version.is_some());
            let grown = service::people::member(&world.house, &dana, chart.member).is_ok();
            if !signed || !grown {
                continue;
            }
            let new = NewConsent {
                kind: ConsentKind::Specific,
                lang: Lang::En,
                pieces: vec![Piece::Plan],
                words: String::new(),
                recipients: vec![("Dr. Ana Ruiz".to_owned(), RecipientKind::CoveredEntity)],
                participants: String::new(),
                purpose: "so that we plan together".to_owned(),
                expires_on: Some(plus_days(world.house.now().date(&TimeZone::UTC), 30)),
                expires_event: String::new(),
                no_end: false,
                irrevocable_until: String::new(),
                no_fundraising: false,
            };
            let command = || world.house.new_command();
            let id = make_consent(&world.house, &dana, command(), chart.member, new).expect("a consent");
            let as_member = (Signer::Member, "Their name");
            sign_consent(&world.house, &phone, command(), (chart.member, id), as_member, Given::Own).expect("signed");
            return (dana, phone, chart.member, id);
        }
    }
    unreachable!("somebody beside Dana joined and signed a plan")
}

#[tokio::test]
async fn a_yes_that_is_taken_back_between_page_and_press_gives_nothing_out_and_says_so() {
    let world = World::new();
    let (dana, phone, member, id) = consent(&world);
    let mut visitor = world.visitor(world.account("dana")).await;
    let give = format!("{AT}/members/{member}/plan/give");
    let page = visitor.get(&give).await;
    says(&page, "Dr. Ana Ruiz");
    let line = between(&page.body, "name=\"line\" value=\"", "\"").to_owned();
    let version = between(&page.body, "name=\"version\" value=\"", "\"").to_owned();
    assert!(line.len() == 32 && version.len() == 32, "{}", page.body);
    let fields = [("line", line.as_str()), ("version", version.as_str()), ("to", "")];
    let gone = post(&world, &mut visitor, &give, &fields).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "while it is open it opens: {}", gone.body);
    let paper = format!("{}/plan.pdf", gone.header(header::LOCATION));
    assert_eq!(visitor.get(&paper).await.status, StatusCode::OK);
    let went_out = || service::consent::given(&world.house, &dana, member).expect("what went out").len();
    let before = went_out();
    // Two words at once: by the member and by the peer they told. Both are heard, and both come to the same.
    let word =
        |who: &Session, how| revoke_consent(&world.house, who, world.house.new_command(), (member, id), None, how);
    let heard = std::thread::scope(|scope| {
        let (own, said) =
            (scope.spawn(|| word(&phone, HowRevoked::Own)), scope.spawn(|| word(&dana, HowRevoked::Said)));
        [own.join().expect("a thread"), said.join().expect("a thread")]
    });
    assert!(heard.iter().all(Result::is_ok), "{heard:?}");
    let answer = post(&world, &mut visitor, &give, &fields).await;
    says(&answer, "It was taken back.");
    assert!(!answer.status.is_redirection());
    let drawn = visitor.get(&paper).await;
    says(&drawn, "It was taken back.");
    assert!(!drawn.raw.starts_with(b"%PDF"), "no paper is drawn any more");
    assert_eq!(went_out(), before, "nothing more went out, and what did stays written down");
    assert!(!visitor.get(&give).await.body.contains(&line), "and the page offers it no longer");
}
