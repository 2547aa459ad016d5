//! `/robots.txt` and `/sitemap.xml`: so that who searches elsewhere for a meeting finds its page here.

use super::given::{self, Kind};
use crate::app::App;
use crate::respond::{Reply, Trouble, ask_heavy};
use crate::session::Params;
use axum::extract::State;
use axum::response::Response;
use domain::lang::Lang;
use http::HeaderMap;
use service::directory::meeting_days;
use std::fmt::Write as _;

const TEXT: Kind = Kind { media: "text/plain; charset=utf-8", name: "" };
const XML: Kind = Kind { media: "application/xml; charset=utf-8", name: "" };

/// Meetings in one file: each stands there in both languages, and a file holds no more than 50,000 addresses (Sitemaps
/// protocol 0.9, "Using Sitemap index files").
const OF_A_FILE: usize = 20_000;

/// Pages that say the same to everyone, besides the guides of the library.
const PAGES: [&str; 6] = ["/", "/meetings", "/services", "/help-lines", "/help-me-choose", "/library"];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SCHEMA: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// What robots may read. Addresses that are somebody's own are not named: they are behind a sign-in.
pub async fn robots(State(app): State<App>, headers: HeaderMap) -> Response {
    let mut text = String::from("User-agent: *\n");
    for shut in ["/told", "/es/told", "/listing/", "/es/listing/", "/feeds/", "/api/"] {
        let _ = writeln!(text, "Disallow: {shut}");
    }
    let _ = writeln!(text, "Sitemap: {}/sitemap.xml", app.public_url);
    given::named(TEXT, &headers, text)
}

/// Which files there are.
pub async fn index(State(app): State<App>, headers: HeaderMap) -> Reply {
    let (house, base) = (app.house.clone(), app.public_url.clone());
    let count = ask_heavy(move || meeting_days(&house).map(|all| all.len()).map_err(Trouble::from)).await?;
    let files =
        std::iter::once("pages".to_owned()).chain((1..=count.div_ceil(OF_A_FILE)).map(|nth| format!("meetings-{nth}")));
    let mut text = format!("{HEAD}<sitemapindex {SCHEMA}>\n");
    for file in files {
        let _ = writeln!(text, "<sitemap><loc>{base}/sitemap/{file}.xml</loc></sitemap>");
    }
    text.push_str("</sitemapindex>\n");
    Ok(given::named(XML, &headers, text))
}

/// One file.
pub async fn file(State(app): State<App>, at: Params, headers: HeaderMap) -> Reply {
    let (house, base) = (app.house.clone(), app.public_url.clone());
    let name = at.text("file").strip_suffix(".xml").unwrap_or_default().to_owned();
    let mut text = format!("{HEAD}<urlset {SCHEMA} xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    if name == "pages" {
        let guides = words::content::library().articles(Lang::En).iter().map(|guide| format!("/library/{}", guide.key));
        for path in PAGES.iter().map(|path| (*path).to_owned()).chain(guides) {
            address(&mut text, &base, &path, "");
        }
    } else {
        let nth = name.strip_prefix("meetings-").and_then(|nth| nth.parse::<usize>().ok()).unwrap_or(0);
        let all = ask_heavy(move || meeting_days(&house).map_err(Trouble::from)).await?;
        let first = nth.checked_sub(1).and_then(|nth| nth.checked_mul(OF_A_FILE)).ok_or(Trouble::Absent)?;
        let part = all.get(first..).filter(|part| !part.is_empty()).ok_or(Trouble::Absent)?;
        for (id, day) in part.iter().take(OF_A_FILE) {
            address(&mut text, &base, &format!("/meetings/{id}"), &format!("<lastmod>{day}</lastmod>"));
        }
    }
    text.push_str("</urlset>\n");
    Ok(given::named(XML, &headers, text))
}

/// A page in both languages, each with the other beside it. Nothing in an address of ours needs escaping.
fn address(text: &mut String, base: &str, path: &str, day: &str) {
    let at = |lang: Lang| format!("{base}{}{path}", lang.prefix());
    for own in Lang::ALL {
        let _ = write!(text, "<url><loc>{}</loc>{day}", at(own));
        for lang in Lang::ALL {
            let (tag, href) = (lang.tag(), at(lang));
            let _ = write!(text, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>");
        }
        text.push_str("</url>\n");
    }
}
