//! Pieces for other sites: `/widget/meetings.js`, the frame `/embed/meetings`, and `/embed`, which explains both.

use super::{asked, given};
use crate::app::App;
use crate::page::{Face, Page};
use crate::respond::{Reply, ask, html};
use crate::security::Door;
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::lang::Lang;
use http::HeaderMap;
use serde_json::{Map, Value};
use service::directory::{MeetingQuery, Order, Source};
use std::sync::LazyLock;
use words::words;

/// How many meetings a frame shows.
const MOST: usize = 20;

/// What the widget says. The names are those of its script.
const SAYS: [(&str, &str); 9] = [
    ("title", "widget-title"),
    ("search", "widget-search"),
    ("find", "widget-find"),
    ("help", "widget-help"),
    ("looking", "widget-looking"),
    ("none", "widget-none"),
    ("more", "widget-more"),
    ("failed", "widget-failed"),
    ("sources", "widget-sources"),
];

static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let of = |lang: Lang| {
        let said = |(name, id): &(&str, &str)| {
            let text = if *id == "widget-sources" {
                words().say_with(lang, id, &[("names", "{names}".into())])
            } else {
                words().say(lang, id).into_owned()
            };
            ((*name).to_owned(), Value::from(text))
        };
        let mut all: Map<String, Value> = SAYS.iter().map(said).collect();
        let found =
            |count: domain::notice::Arg| Value::from(words().say_with(lang, "widget-found", &[("count", count)]));
        all.insert("one".to_owned(), found(domain::notice::Arg::Number(1)));
        all.insert("found".to_owned(), found("{count}".into()));
        (lang.tag().to_owned(), Value::Object(all))
    };
    let words = Value::Object(Lang::ALL.into_iter().map(of).collect());
    include_str!("../../../assets/js/widget.js").replace("\"@WORDS@\"", &words.to_string())
});

/// `/widget/meetings.js`, with its words in both languages.
pub async fn script(headers: HeaderMap) -> Response {
    given::named(given::SCRIPT, &headers, SCRIPT.as_str())
}

struct Line {
    name: String,
    page: String,
    when: String,
    way: String,
    place: String,
}

#[derive(Template)]
#[template(path = "public/embed_frame.html")]
struct FramePage {
    page: Page,
    home: String,
    asked: Vec<(String, String)>,
    text: String,
    /// The place that was asked for, where nobody knows it.
    unknown: String,
    count: usize,
    lines: Vec<Line>,
    more: String,
    sources: String,
}

/// `/embed/meetings`: a plain list that stands in a frame of another site, without a script.
pub async fn frame(State(app): State<App>, visit: Visit) -> Reply {
    let query = MeetingQuery { most: Some(MOST), ..asked::query(&visit) };
    let (house, text, near) = (app.house.clone(), query.text.clone(), query.near.clone());
    let part = ask(move || service::directory::meetings_out(&house, query, Order::Best, MOST)).await?;
    let lang = visit.lang;
    let mut sources: Vec<String> = part.meetings.iter().map(|one| named(&one.source)).collect();
    sources.sort_unstable();
    sources.dedup();
    let line = |one: &service::directory::MeetingOut| {
        let place = &one.meeting.place;
        let parts = [&place.name, &place.address, &place.city];
        Line {
            name: one.meeting.name.to_string(),
            page: format!("{}/meetings/{}", lang.prefix(), one.id),
            when: words().schedule(lang, &one.meeting.schedule),
            way: words().say(lang, &one.meeting.attendance().message_id()).into_owned(),
            place: parts.into_iter().flatten().map(|line| line.as_str()).collect::<Vec<_>>().join(", "),
        }
    };
    let kept: Vec<(String, String)> = visit.query.iter().filter(|(name, _)| name != "q").cloned().collect();
    let search = form_urlencoded::Serializer::new(String::new()).extend_pairs(&visit.query).finish();
    let page = Page::titled(&app, &visit, Face::Public, "widget-title");
    let mut response = html(&FramePage {
        home: page.t("product-name").into_owned(),
        page,
        asked: kept,
        text,
        unknown: if part.place_known { String::new() } else { near },
        count: part.count,
        lines: part.meetings.iter().map(line).collect(),
        more: format!("{}/meetings?{search}", lang.prefix()),
        sources: sources.join("; "),
    })?;
    response.extensions_mut().insert(Door::Framed);
    Ok(response)
}

fn named(source: &Source) -> String {
    match &source.licence {
        Some(licence) => format!("{}, {licence}", source.name),
        None => source.name.clone(),
    }
}

struct SourceLine {
    name: String,
    steward: String,
    licence: String,
    credit: String,
    meetings: String,
    read: String,
}

#[derive(Template)]
#[template(path = "public/embed.html")]
struct EmbedPage {
    page: Page,
    script: String,
    frame: String,
    policy: String,
    sources: Vec<SourceLine>,
}

/// `/embed`: how to put meetings on another site, and what else can be taken along.
pub async fn explain(State(app): State<App>, visit: Visit) -> Reply {
    let (house, base, lang) = (app.house.clone(), app.public_url.clone(), visit.lang);
    let sources = ask(move || service::directory::sources(&house)).await?;
    let line = |source: Source| SourceLine {
        meetings: words().number(lang, i64::try_from(source.meetings).unwrap_or(i64::MAX)),
        read: visit.day(source.read),
        licence: source.licence.unwrap_or_default(),
        credit: source.credit.unwrap_or_default(),
        name: source.name,
        steward: source.steward,
    };
    let title = words().say(lang, "widget-title");
    html(&EmbedPage {
        page: Page::titled(&app, &visit, Face::Public, "embed-title"),
        script: format!("<script src=\"{base}/widget/meetings.js\" data-lang=\"{}\" async></script>", lang.tag()),
        frame: format!(
            "<iframe src=\"{base}{}/embed/meetings\" title=\"{title}\" width=\"100%\" height=\"640\" loading=\"lazy\"></iframe>",
            lang.prefix()
        ),
        policy: format!("script-src {base}; connect-src {base}; frame-src {base}"),
        sources: sources.into_iter().map(line).collect(),
    })
}
