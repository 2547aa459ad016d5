//! Every form that is shown, sent back with what nobody should type: it is told kindly or passed over, and nothing breaks.

use crate::visitor::{Visitor, between};
use crate::world::World;
use std::collections::BTreeMap;
use web::routes::table;

/// Pasted from a word processor; written from right to left; never seen; a number too large; a date that is none; another's id.
const HOSTILE: [&str; 6] = [
    "<o:p>&nbsp;</o:p><script>alert(1)</script>'\"; DROP TABLE member; --",
    "\u{202e}\u{645}\u{631}\u{62d}\u{628}\u{627}\u{200f}",
    "\0\u{200b}\u{feff}",
    "99999999999999999999999999",
    "2026-02-31",
    "00000000000070008000000000000000",
];

/// What a form needs to be believed at all.
const KEPT: [&str; 2] = ["form_token", "command_id"];

/// A form as it stands in a page: where it goes, and its fields as they were filled.
struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let value = rest.split('"').next()?;
    Some(value.replace("&#38;", "&").replace("&amp;", "&").replace("&#34;", "\"").replace("&quot;", "\""))
}

/// The forms of a page that post.
fn forms(page: &str, path: &str) -> Vec<Form> {
    let whole = page.split("<form ").skip(1).filter_map(|rest| rest.split_once("</form>"));
    whole
        .filter_map(|(form, _)| {
            let (head, body) = form.split_once('>')?;
            let head = format!(" {head}");
            if attribute(&head, "method")?.to_lowercase() != "post" || head.contains("multipart") {
                return None;
            }
            let action = attribute(&head, "action").unwrap_or_else(|| path.to_owned());
            let tags = body.split('<').filter_map(|rest| rest.split('>').next());
            let named =
                tags.filter(|tag| ["input", "select", "textarea", "button"].iter().any(|kind| tag.starts_with(kind)));
            let mut fields = BTreeMap::new();
            for tag in named {
                if let Some(name) = attribute(tag, "name") {
                    fields.entry(name).or_insert_with(|| attribute(tag, "value").unwrap_or_default());
                }
            }
            Some(Form { action, fields: fields.into_iter().collect() })
        })
        .collect()
}

/// Sends a form with one value in some of its fields.
async fn send(visitor: &mut Visitor, form: &Form, value: &str, only: Option<&str>) {
    let changed = |name: &str| !KEPT.contains(&name) && only.is_none_or(|only| only == name);
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .filter(|(name, _)| !KEPT.contains(&name.as_str()))
        .map(|(name, filled)| (name.as_str(), if changed(name) { value } else { filled.as_str() }))
        .collect();
    let answer = visitor.post(&form.action, &fields).await;
    let said = format!("{} {only:?} {value:?}: {}", form.action, answer.status);
    assert!(!answer.status.is_server_error(), "{said} {}", answer.body);
    assert!(!answer.body.contains("<script>alert"), "{said}: what was typed became part of the page");
    let is_page = answer.header(http::header::CONTENT_TYPE).starts_with("text/html");
    assert!(!is_page || !answer.body.contains('\0'), "{said}: no page holds a NUL");
}

#[tokio::test]
async fn no_form_breaks_whatever_is_typed() {
    let world = World::new();
    let mut sent = BTreeMap::new();
    let joined = world.accounts.iter().find(|one| one.role == "member").expect("a member").username.clone();
    for username in ["dana", "renee", "joan", "victor", "carol", &joined] {
        let account = world.account(username);
        let mut visitor = world.visitor(account).await;
        for route in table().iter().filter(|route| route.method == "GET" && !route.path.starts_with("/es")) {
            let path = world.chart.fill(route.path, "james-river", true).0;
            let page = visitor.get(&path).await;
            if !page.status.is_success() {
                continue;
            }
            for form in forms(&page.body, &path) {
                let names: Vec<&String> = form.fields.iter().map(|(name, _)| name).collect();
                // Ending the session or narrowing it ends the walk; the same form stands on many pages.
                let ends = ["sign-out", "exit", "hand-over", "/hat", "sessions", "/device", "/lock"]
                    .iter()
                    .any(|end| form.action.contains(end));
                if ends || sent.insert(format!("{} {names:?}", form.action), ()).is_some() {
                    continue;
                }
                for value in HOSTILE.iter().take(2) {
                    send(&mut visitor, &form, value, None).await;
                }
                for (nth, (name, _)) in form.fields.iter().enumerate() {
                    let value = HOSTILE.get(nth % HOSTILE.len()).copied().unwrap_or_default();
                    if !KEPT.contains(&name.as_str()) {
                        send(&mut visitor, &form, value, Some(name)).await;
                    }
                }
                // Whoever was thrown out by what they typed comes in again.
                if visitor.get("/account").await.status != http::StatusCode::OK {
                    visitor = world.visitor(account).await;
                }
            }
        }
    }
    assert!(sent.len() > 60, "the pages show {} forms", sent.len());
}

#[test]
fn forms_are_found_in_a_page() {
    let page = "<form method=\"get\" action=\"/x\"></form><form class=\"a\" method=\"post\" action=\"/y?a=1&#38;b=2\">\
                <input type=\"hidden\" name=\"command_id\" value=\"7\"><textarea name=\"why\"></textarea></form>";
    let found = forms(page, "/here");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].action, "/y?a=1&b=2");
    assert_eq!(found[0].fields, [("command_id".to_owned(), "7".to_owned()), ("why".to_owned(), String::new())]);
    assert_eq!(between(page, "name=\"command_id\" value=\"", "\""), "7");
}
