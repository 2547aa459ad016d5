//! The pages that are open to everyone: how they lead to each other, and what they say of what was changed.

use crate::visitor::{Visitor, between};
use crate::world::World;
use service::directory::{LineAsk, LinePart, agree_line_change, ask_line_change};

const DOORS: [&str; 5] = ["/meetings", "/services", "/help-lines", "/help-me-choose", "/library"];

/// The menu of a page.
fn menu(body: &str) -> &str {
    between(body, "<nav class=\"nav\"", "</nav>")
}

#[tokio::test]
async fn five_doors_lead_to_each_other() {
    let world = World::new();
    let mut stranger = Visitor::new(world.app());
    for (start, home) in [("", "/"), ("/es", "/es/")] {
        for page in DOORS.map(|door| format!("{start}{door}")).iter().map(String::as_str).chain([home]) {
            let body = stranger.get(page).await.body;
            let links: Vec<&str> =
                menu(&body).split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let links: Vec<&str> = links.into_iter().filter(|link| !link.contains("icons")).collect();
            assert_eq!(links, DOORS.map(|door| format!("{start}{door}")), "{page}");
            let here = menu(&body).matches("aria-current").count();
            assert_eq!(here, usize::from(page != home), "{page}");
        }
        for page in ["/sign-in", "/join", "/crisis", "/recover"] {
            assert_eq!(menu(&stranger.get(&format!("{start}{page}")).await.body), "", "{page} has one thing to do");
        }
    }
    for (who, home) in [("river-maple-03", "/me"), ("dana", "/work/james-river")] {
        let mut inside = world.visitor(world.account(who)).await;
        let today = inside.get(home).await.body;
        assert!(!between(menu(&today), "href=\"/find\"", ">").contains("aria-current"), "{who} is elsewhere");
        let find = inside.get("/find").await.body;
        for door in DOORS {
            assert!(today.contains(&format!("href=\"{door}\"")), "{who} comes from Today to {door}");
            assert!(find.contains(&format!("href=\"{door}\"")), "{who} comes from the menu to {door}");
            let there = inside.get(door).await.body;
            assert!(between(menu(&there), "href=\"/find\"", ">").contains("aria-current"), "{who} is there at {door}");
        }
        assert!(today.contains("More lines to call"));
    }
    let mut ned = world.visitor(world.account("ned")).await;
    assert!(menu(&ned.get("/meetings").await.body).contains("/directory"), "who is signed in keeps their own menu");
}

#[tokio::test]
async fn the_other_language_asks_the_same() {
    let mut stranger = Visitor::new(World::new().app());
    for (path, other) in [
        ("/meetings?q=young+%26+%3Cb%3E&when=thu&said=saved", "/es/meetings?q=young+%26+%3Cb%3E&when=thu"),
        ("/es/services?kind=naloxone&fit=medicaid", "/services?kind=naloxone&fit=medicaid"),
        ("/es/library?q=", "/library?q="),
        ("/help-lines", "/es/help-lines"),
        ("/?x=1", "/es/?x=1"),
    ] {
        let body = stranger.get(path).await.body;
        let link = between(between(&body, "class=\"top-side\"", "</div>"), "href=\"", "\"");
        assert_eq!(link.replace("&#38;", "&").replace("&amp;", "&"), other, "{path}");
        let there = stranger.get(other).await;
        assert!(there.status.is_success(), "{other}: {}", there.status);
    }
}

#[tokio::test]
async fn a_help_line_is_shown_with_the_number_that_two_people_agreed_on() {
    let world = World::new();
    let (ned, joan) = (world.session(world.account("ned")), world.session(world.account("joan")));
    let change = |line: &str, way: &str| {
        let ask = LineAsk {
            line: line.to_owned(),
            way: way.to_owned(),
            part: LinePart::Number,
            says: "55555".to_owned(),
            source: "Sent it a text".to_owned(),
        };
        let change = ask_line_change(&world.house, &ned, world.house.new_command(), &ask).expect("asked");
        agree_line_change(&world.house, &joan, world.house.new_command(), change).expect("agreed");
    };
    let mut stranger = Visitor::new(world.app());
    let page = stranger.get("/help-lines").await.body;
    let card = |page: &str, key: &str| between(page, &format!("id=\"line-{key}\""), "</li>").to_owned();
    for key in ["crisis-text-line", "trevor"] {
        assert!(card(&page, key).contains("badge idea"), "{key}: nobody has checked it yet");
    }
    change("crisis-text-line", "text 741741");
    change("trevor", "text 678678");
    let page = stranger.get("/help-lines").await.body;
    let text = card(&page, "crisis-text-line");
    assert!(text.contains("sms:55555") && !text.contains("741741"), "{text}");
    assert!(!text.contains("badge idea") && text.contains("Sent it a text"), "two people have checked it: {text}");
    let trevor = card(&page, "trevor");
    assert!(trevor.contains("tel:1-866-488-7386") && trevor.contains("sms:55555"), "{trevor}");
    assert!(trevor.contains("badge idea") && trevor.contains("General knowledge"), "one number is as it was: {trevor}");
    assert!(trevor.contains("Sent it a text"), "{trevor}");
    assert!(page.contains("Florida") && page.contains("we have lines for"), "which states are there is said");
}

#[tokio::test]
async fn a_story_says_whose_it_is() {
    let mut stranger = Visitor::new(World::new().app());
    for (start, whose) in [("", "This story is made up."), ("/es", "Esta historia es inventada.")] {
        let page = stranger.get(&format!("{start}/library")).await.body;
        let stories = between(&page, "aria-labelledby=\"stories-title\"", "</section>");
        let link = between(stories, "<a href=\"", "\"");
        assert!(link.starts_with(&format!("{start}/library/story-")), "{stories}");
        let story = stranger.get(link).await.body;
        assert!(story.contains(whose), "{story}");
        let guide = stranger.get(&format!("{start}/library/naloxone")).await.body;
        assert!(!guide.contains(whose) && guide.contains(&format!("href=\"{start}/services?kind=naloxone\"")));
    }
}
