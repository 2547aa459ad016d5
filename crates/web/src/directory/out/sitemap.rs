//! `/robots.txt` and `/sitemap.xml`: so that who searches elsewhere for a meeting or a service finds its page here.

use super::given::{self, Kind};
use crate::app::App;
use crate::respond::{Reply, Trouble, ask_heavy};
use crate::session::Params;
use axum::extract::State;
use axum::response::Response;
use domain::lang::Lang;
use http::HeaderMap;
use service::directory::meeting_days;
use service::directory::services::every_service;
use service::{Fault, House};
use std::fmt::Write as _;

const TEXT: Kind = Kind { media: "text/plain; charset=utf-8", name: "" };
const XML: Kind = Kind { media: "application/xml; charset=utf-8", name: "" };

/// Entries in one file: each stands there in both languages, and a file holds no more than 50,000 addresses (Sitemaps
/// protocol 0.9, "Using Sitemap index files").
const OF_A_FILE: usize = 20_000;

/// Pages that say the same to everyone, besides the guides of the library.
const PAGES: [&str; 7] =
    ["/", "/meetings", "/services", "/services/events", "/help-lines", "/help-me-choose", "/library"];

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

/// What there is a page of for each, by the beginning of its file's name.
#[derive(Clone, Copy)]
enum Of {
    Meetings,
    Services,
    Providers,
}

impl Of {
    const ALL: [Self; 3] = [Self::Meetings, Self::Services, Self::Providers];

    const fn name(self) -> &'static str {
        match self {
            Self::Meetings => "meetings",
            Self::Services => "services",
            Self::Providers => "providers",
        }
    }

    /// Path and, where it is known, the day of the last change.
    fn pages(self, house: &House) -> Result<Vec<(String, String)>, Fault> {
        Ok(match self {
            Self::Meetings => {
                let day = |day| format!("<lastmod>{day}</lastmod>");
                meeting_days(house)?.into_iter().map(|(id, on)| (format!("/meetings/{id}"), day(on))).collect()
            }
            Self::Services => {
                let all = every_service(house)?.services;
                all.into_iter().map(|id| (format!("/services/{id}"), String::new())).collect()
            }
            Self::Providers => {
                let all = every_service(house)?.providers;
                all.into_iter().map(|id| (format!("/services/by/{id}"), String::new())).collect()
            }
        })
    }
}

/// Which files there are.
pub async fn index(State(app): State<App>, headers: HeaderMap) -> Reply {
    let (house, base) = (app.house.clone(), app.public_url.clone());
    let count = move || {
        let of = |own: Of| Ok::<_, Trouble>((own.name(), own.pages(&house)?.len().div_ceil(OF_A_FILE)));
        Of::ALL.into_iter().map(of).collect::<Result<Vec<_>, _>>()
    };
    let counted = ask_heavy(count).await?;
    let entries = counted.into_iter().flat_map(|(name, files)| (1..=files).map(move |nth| format!("{name}-{nth}")));
    let files = std::iter::once("pages".to_owned()).chain(entries);
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
        let (own, nth) = name.rsplit_once('-').ok_or(Trouble::Absent)?;
        let of = Of::ALL.into_iter().find(|of| of.name() == own).ok_or(Trouble::Absent)?;
        let nth = nth.parse::<usize>().unwrap_or(0);
        let all = ask_heavy(move || of.pages(&house).map_err(Trouble::from)).await?;
        let first = nth.checked_sub(1).and_then(|nth| nth.checked_mul(OF_A_FILE)).ok_or(Trouble::Absent)?;
        let part = all.get(first..).filter(|part| !part.is_empty()).ok_or(Trouble::Absent)?;
        for (path, day) in part.iter().take(OF_A_FILE) {
            address(&mut text, &base, path, day);
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
