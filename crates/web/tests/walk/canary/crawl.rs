//! Reads every page, paper and file that somebody can ask for, and keeps the planted words that were in the answers.

use super::plant::{Planted, words_in};
use crate::visitor::{Answer, Visitor, between};
use flate2::read::DeflateDecoder;
use http::header;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use testkit::{Db, rows_of};
use web::routes::table;

#[path = "../../../../paper/tests/paper/reading/text.rs"]
mod text;

/// What leaves a session, or does something.
const NOT_READ: [&str; 3] = ["/quick-exit", "/still-here", "/away"];

/// What was found, and where first.
#[derive(Default)]
pub struct Found {
    pub words: BTreeSet<String>,
    pub at: BTreeMap<String, String>,
    pub pages: usize,
}

impl Found {
    fn take(&mut self, path: &str, answer: &Answer) {
        self.pages += 1;
        // Neither a title nor an address tells anything of anybody.
        let title = between(&answer.body, "<title>", "</title>");
        assert_eq!(words_in(title), BTreeSet::new(), "the title of {path}");
        for (name, value) in &answer.headers {
            assert_eq!(words_in(value.to_str().unwrap_or_default()), BTreeSet::new(), "{name} of {path}");
        }
        for link in answer.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(words_in(link), BTreeSet::new(), "a link of {path}");
        }
        for word in words_in(&readable(answer.header(header::CONTENT_TYPE), &answer.raw)) {
            self.at.entry(word.clone()).or_insert_with(|| path.to_owned());
            self.words.insert(word);
        }
    }
}

/// The text of an answer: of a paper what is written on it, of a packed file what is in its files.
fn readable(kind: &str, raw: &[u8]) -> String {
    if kind.starts_with("application/pdf") || raw.starts_with(b"%PDF") {
        let pdf = lopdf::Document::load_mem(raw).expect("a PDF");
        let pages = pdf.get_pages();
        let mut said: Vec<String> = pages.into_values().map(|page| text::page_text(&pdf, page)).collect();
        // What is said of a paper beside its pages.
        said.extend(pdf.trailer.iter().map(|(_, value)| format!("{value:?}")));
        return said.join("\n");
    }
    if raw.starts_with(b"PK\x03\x04") {
        return unpacked(raw).iter().map(|file| readable("", file)).collect::<Vec<_>>().join("\n");
    }
    String::from_utf8_lossy(raw).into_owned()
}

/// The files of a zip that was packed here: each header holds the length of what follows it.
fn unpacked(raw: &[u8]) -> Vec<Vec<u8>> {
    let (mut files, mut at) = (Vec::new(), 0);
    let number = |from: usize, bytes: usize| -> usize {
        raw[from..from + bytes].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    while raw[at..].starts_with(b"PK\x03\x04") {
        let (packed, name, extra) = (number(at + 18, 4), number(at + 26, 2), number(at + 28, 2));
        let from = at + 30 + name + extra;
        let mut file = Vec::new();
        DeflateDecoder::new(&raw[from..from + packed]).read_to_end(&mut file).expect("a packed file");
        files.push(file);
        at = from + packed;
    }
    files
}

/// Whether a path is open: the status of its answer.
pub async fn door(visitor: &mut Visitor, path: &str) -> u16 {
    visitor.get(path).await.status.as_u16()
}

/// Every address that names nobody: faces, lists, desks, feeds.
pub async fn lists(visitor: &mut Visitor, agency: &str, planted: &Planted) -> Found {
    let mut found = Found::default();
    let colleague = planted.staff.iter().find(|(_, _, slug)| slug == agency).map_or("", |(_, id, _)| id);
    for route in table().iter().filter(|route| route.method == "GET" && !NOT_READ.contains(&route.path)) {
        if route.path.contains("{member}") {
            continue;
        }
        let sample: Vec<&str> = route.sample.split('?').next().unwrap_or_default().split('/').collect();
        let parts = route.path.split('/').zip(sample).map(|(part, sample)| match part {
            "{agency}" => agency,
            "{staff}" => colleague,
            _ => sample,
        });
        let path = parts.collect::<Vec<_>>().join("/");
        let answer = visitor.get(&path).await;
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.body);
        found.take(&path, &answer);
    }
    found
}

/// Every address below one chart, with the identities that are in it; and the search for its name.
pub async fn crawl(visitor: &mut Visitor, db: &Db, planted: &Planted, chart: usize, who: &str) -> Found {
    let one = &planted.charts[chart];
    let parts = parts(db, &one.id);
    let mut found = Found::default();
    for route in table().iter().filter(|route| route.method == "GET" && !NOT_READ.contains(&route.path)) {
        let about = ["{member}", "{opening}", "{request}", "{copy}"].iter().any(|part| route.path.contains(part));
        if !about {
            continue;
        }
        for path in fill(route.path, route.sample, one, &parts) {
            let answer = visitor.get(&path).await;
            assert!(!answer.status.is_server_error(), "{who} at {path}: {}", answer.body);
            found.take(&path, &answer);
        }
    }
    // Lists and desks that may name them.
    for list in ["/work/{}", "/work/{}/members", "/team/{}", "/agency/{}/privacy"] {
        let path = list.replace("{}", &one.agency);
        let answer = visitor.get(&path).await;
        found.take(&path, &answer);
    }
    let search = format!("/work/{}/members/find", one.agency);
    let answer = visitor.post(&search, &[("q", &one.called)]).await;
    found.take(&search, &answer);
    found
}

/// The addresses of a path: one for each identity of each kind that the chart has.
fn fill(path: &str, sample: &str, one: &super::plant::Chart, parts: &BTreeMap<&str, Vec<String>>) -> Vec<String> {
    let mut filled = vec![String::new()];
    let sample: Vec<&str> = sample.split('?').next().unwrap_or_default().split('/').collect();
    for (part, sample) in path.split('/').zip(sample).skip(1) {
        let values: Vec<String> = match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            None => vec![part.to_owned()],
            Some("agency") => vec![one.agency.clone()],
            Some("member") => vec![one.id.clone()],
            Some(name) => match parts.get(name) {
                Some(known) => known.clone(),
                None => vec![sample.to_owned()],
            },
        };
        filled = filled.iter().flat_map(|start| values.iter().map(move |value| format!("{start}/{value}"))).collect();
    }
    filled
}

/// The identities of everything in a chart, a few of each kind.
fn parts(db: &Db, member: &str) -> BTreeMap<&'static str, Vec<String>> {
    let of_plan = |table: &str| {
        format!(
            "SELECT lower(hex(id)) FROM {table} WHERE plan_id IN (SELECT id FROM plan WHERE member_id = x'{member}') LIMIT 1"
        )
    };
    let of_member = |table: &str, most: usize| {
        format!("SELECT lower(hex(id)) FROM {table} WHERE member_id = x'{member}' ORDER BY id DESC LIMIT {most}")
    };
    let asked = [
        ("goal", of_plan("goal")),
        ("strategy", of_plan("strategy")),
        ("action", of_plan("action")),
        ("version", of_member("plan_version", 1)),
        ("enrolment", of_member("enrolment", 1)),
        ("channel", of_member("channel", 1)),
        ("ally", of_member("ally", 1)),
        ("consent", of_member("consent", 1)),
        ("disclosure", of_member("disclosure", 1)),
        ("opening", of_member("break_glass", 1)),
        ("request", of_member("privacy_request", 1)),
        ("attachment", of_member("attachment", 2)),
        ("file", of_member("attachment", 2)),
        (
            "copy",
            format!(
                "SELECT lower(hex(o.id)) FROM own_plan_version o JOIN person_member pm ON pm.person_id = o.person_id
                 WHERE pm.member_id = x'{member}' ORDER BY o.id DESC LIMIT 1"
            ),
        ),
    ];
    asked.into_iter().map(|(name, sql)| (name, rows_of(db, &sql))).collect()
}
