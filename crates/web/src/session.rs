//! Who asks: the session behind the cookie, the language, and the secret of a form before sign-in.

use crate::app::App;
use crate::form::Fields;
use crate::respond::{Trouble, ask};
use axum::extract::FromRequestParts;
use domain::lang::Lang;
use domain::notice::Notice;
use domain::people::Role;
use domain::time::{Date, Moment, TimeZone};
use http::request::Parts;
use http::{HeaderMap, Method, header};
use service::people::SupporterLine;
use service::{Refusal, Session};
use std::collections::HashMap;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

/// One request, as the frame understood it.
#[derive(Clone)]
pub struct Visit(Arc<Inner>);

/// See [`Visit`].
pub struct Inner {
    /// Who is signed in.
    pub session: Option<Session>,
    /// The language of the answer.
    pub lang: Lang,
    /// The zone in which days are named where no other is known.
    pub zone: TimeZone,
    /// The path asked for.
    pub path: String,
    /// What follows the question mark.
    pub query: Vec<(String, String)>,
    /// The random cookie of this browser before sign-in.
    pub stranger: String,
    /// Whether that cookie is new and must be set.
    pub stranger_is_new: bool,
    /// Whether another site sent this request.
    pub from_elsewhere: bool,
    /// Where it came from, for slowing down guesses.
    pub from: String,
    /// Whether a script asked and wants JSON.
    pub json: bool,
    /// The cookie of a browser that accounts know: a few secrets.
    pub device: Option<String>,
    /// What the device is called in a list of devices.
    pub device_label: &'static str,
    /// Rows that the member hides on this device, by their codes.
    pub hidden: Vec<String>,
    /// The ticket of a sign-in that needs another step.
    pub ticket: String,
    /// The secret of a session that has ended, where the browser still has it.
    pub ended: Option<String>,
    /// People who stand by a member and can be called, for the help on every page.
    pub supporters: Vec<SupporterLine>,
    /// Of how many entries of the directory somebody said that they were not safe there, for who answers it.
    pub danger: i64,
    /// The form that was posted, for when it cannot be acted on now.
    pub posted: OnceLock<Fields>,
}

impl Deref for Visit {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// The name of the session's cookie.
pub fn cookie_name(app: &App) -> &'static str {
    if app.https { "__Host-alongside" } else { "alongside" }
}

fn stranger_name(app: &App) -> &'static str {
    if app.https { "__Host-alongside-form" } else { "alongside-form" }
}

fn device_name(app: &App) -> &'static str {
    if app.https { "__Host-alongside-device" } else { "alongside-device" }
}

/// The cookie by which accounts know this browser again: a secret for each. It says nothing about who they are.
/// 400 days is the longest that browsers keep one (RFC 6265bis, section 5.5).
pub fn device_cookie(app: &App, secrets: &str) -> String {
    let kept = 400 * 86_400;
    format!("{}; Max-Age={kept}", set_cookie(app, device_name(app), secrets))
}

fn hidden_name(app: &App) -> &'static str {
    if app.https { "__Host-alongside-rows" } else { "alongside-rows" }
}

/// The most rows that a device hides: what a cookie holds with room to spare.
const MOST_HIDDEN: usize = 60;

/// Codes as the cookie holds them; what is none is passed over.
fn read_hidden(cookie: &str) -> Vec<String> {
    let plain = |code: &&str| !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    cookie.split('.').filter(plain).take(MOST_HIDDEN).map(str::to_owned).collect()
}

/// The cookie of rows that do not show in this browser. Empty, it is gone.
pub fn hidden_cookie(app: &App, codes: &[String]) -> String {
    let kept = read_hidden(&codes.join("."));
    let cookie = set_cookie(app, hidden_name(app), &kept.join("."));
    if kept.is_empty() { cookie } else { format!("{cookie}; Max-Age={}", 400 * 86_400) }
}

/// A plain name by what the browser says of itself: enough to tell one's own devices apart.
fn device_label(agent: &str) -> &'static str {
    let known = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ];
    known.iter().find(|(sign, _)| agent.contains(sign)).map_or("", |(_, name)| name)
}

/// Whether a path is one where nobody needs to be signed in to post a form.
pub fn is_a_door(path: &str) -> bool {
    path.contains("/sign-in/")
        || ["/sign-in", "/join", "/recover"].iter().any(|door| path.ends_with(door))
        || is_a_link(path)
}

/// Whether a path holds the secret of a one-time link.
pub fn is_a_link(path: &str) -> bool {
    let plain = path.strip_prefix("/es").unwrap_or(path);
    plain.starts_with("/sign/") || plain.starts_with("/listing/")
}

/// The name of the cookie between two steps of a sign-in.
pub fn step_name(app: &App) -> &'static str {
    if app.https { "__Host-alongside-step" } else { "alongside-step" }
}

/// A `Set-Cookie` value. Lax, so that a link in a message to somebody signed in works.
pub fn set_cookie(app: &App, name: &str, value: &str) -> String {
    let secure = if app.https { "; Secure" } else { "" };
    let gone = if value.is_empty() { "; Max-Age=0" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{gone}")
}

/// The cookie that gives a stranger's form its secret.
pub fn stranger_cookie(app: &App, visit: &Visit) -> String {
    set_cookie(app, stranger_name(app), &visit.stranger)
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value).filter(|value| !value.is_empty())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether another site made the browser send this: `Sec-Fetch-Site`, and `Origin` where that is not sent.
fn from_elsewhere(headers: &HeaderMap) -> bool {
    match text(headers, "sec-fetch-site") {
        "" => {
            let origin = text(headers, "origin");
            let host = text(headers, "host");
            !origin.is_empty() && origin.split_once("://").is_none_or(|(_, own)| own != host)
        }
        site => !matches!(site, "same-origin" | "none"),
    }
}

impl Visit {
    /// The day of a moment.
    pub fn date(&self, at: Moment) -> Date {
        at.date(&self.zone)
    }

    /// The day of a moment, in words.
    pub fn day(&self, at: Moment) -> String {
        words::words().date_with_year(self.lang, self.date(at))
    }

    /// Reads the request's head and looks up its session.
    pub async fn read(app: &App, parts: &Parts) -> Result<Self, Trouble> {
        let headers = &parts.headers;
        let session = match cookie(headers, cookie_name(app)) {
            Some(token) => {
                let (house, token) = (app.house.clone(), token.to_owned());
                ask(move || service::people::session(&house, &token)).await?
            }
            None => None,
        };
        let page = matches!(parts.method, Method::GET | Method::POST) && !text(headers, "accept").contains("json");
        let supporters = match session.as_ref().filter(|own| page && own.is_member()).cloned() {
            Some(own) => {
                let house = app.house.clone();
                // Help must not fail because this did.
                ask(move || service::people::supporters(&house, &own)).await.unwrap_or_default()
            }
            None => Vec::new(),
        };
        let danger = match session.as_ref().filter(|own| page && own.is_staff()).cloned() {
            Some(own) => {
                let house = app.house.clone();
                ask(move || service::directory::unsafe_waiting(&house, &own)).await.unwrap_or_default()
            }
            None => 0,
        };
        Ok(Self::with(app, parts, session, (supporters, danger)))
    }

    /// The same without anybody signed in, for when the session cannot be asked for.
    pub fn of(app: &App, parts: &Parts, session: Option<Session>) -> Self {
        Self::with(app, parts, session, (Vec::new(), 0))
    }

    fn with(
        app: &App,
        parts: &Parts,
        session: Option<Session>,
        (supporters, danger): (Vec<SupporterLine>, i64),
    ) -> Self {
        let headers = &parts.headers;
        let path = parts.uri.path().to_owned();
        let spanish = path == "/es" || path.starts_with("/es/");
        let public = spanish || crate::routes::has_two_languages(&path);
        let own = session.as_ref().map(|session| session.lang);
        let ended = cookie(headers, cookie_name(app)).filter(|_| session.is_none()).map(str::to_owned);
        let by_path = if spanish { Lang::Es } else { Lang::En };
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        // Only what the house makes itself: a text of the client's own is never sealed.
        let ours = |value: &&str| value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        let known = cookie(headers, stranger_name(app)).filter(ours);
        let stranger_is_new = known.is_none();
        Self(Arc::new(Inner {
            lang: if public { by_path } else { own.unwrap_or(by_path) },
            zone: service::directory::usual_zone(&app.house),
            session,
            path,
            query: form_urlencoded::parse(query).into_owned().collect(),
            stranger: known.map_or_else(|| app.house.random_token(), str::to_owned),
            stranger_is_new,
            from_elsewhere: from_elsewhere(headers),
            from: parts.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>().map_or_else(
                || "unknown".to_owned(),
                |from| crate::origin::counted(crate::origin::client(from.0.ip(), headers, &app.trusted_proxies)),
            ),
            json: text(headers, "content-type").starts_with("application/json"),
            device: cookie(headers, device_name(app)).map(str::to_owned),
            device_label: device_label(text(headers, "user-agent")),
            hidden: cookie(headers, hidden_name(app)).map(read_hidden).unwrap_or_default(),
            ticket: cookie(headers, step_name(app)).unwrap_or_default().to_owned(),
            ended,
            supporters,
            danger,
            posted: OnceLock::new(),
        }))
    }

    /// A value of the query.
    pub fn asked(&self, name: &str) -> &str {
        self.query.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// What a form of this reader must carry.
    pub fn form_token(&self, app: &App) -> String {
        match &self.session {
            Some(session) => session.form_token.clone(),
            None => app.house.seal_mac(&format!("form-stranger {}", self.stranger)),
        }
    }

    /// Whether a row does not show on this device. Only its owner's own pages hide anything.
    pub fn hides(&self, code: &str) -> bool {
        self.session.as_ref().is_some_and(Session::is_member) && self.hidden.iter().any(|own| own == code)
    }

    /// Whoever is signed in. What is most private waits for the second PIN, where there is one: every page behind it
    /// asks here who reads it.
    pub fn signed_in(&self) -> Result<Session, Trouble> {
        let session = self.session.clone().ok_or(Trouble::SignIn)?;
        if session.second_pin_first && crate::people::second_pin::is_behind(&self.path) {
            let remedy = Some(Notice::new("second-pin-first-remedy"));
            return Err(Trouble::Refused(Refusal { why: Notice::new("second-pin-first"), remedy }));
        }
        Ok(session)
    }

    /// Somebody with the member's hat.
    pub fn member(&self) -> Result<Session, Trouble> {
        let session = self.signed_in()?;
        if session.is_member() { Ok(session) } else { Err(Trouble::Absent) }
    }

    /// Somebody whom others share with.
    pub fn supporter(&self) -> Result<Session, Trouble> {
        let session = self.signed_in()?;
        if session.is_supporter() { Ok(session) } else { Err(Trouble::Absent) }
    }

    /// Somebody with a staff hat in the agency of the address.
    pub fn staff(&self, slug: &str) -> Result<Session, Trouble> {
        let session = self.signed_in()?;
        let here = session.is_staff() && session.agency_slug.as_deref() == Some(slug);
        if here { Ok(session) } else { Err(Trouble::Absent) }
    }
}

/// Where a reader who just signed in starts.
pub fn home(session: &Session) -> String {
    let Some(slug) = session.agency_slug.as_deref().filter(|_| session.is_staff()) else {
        return if session.is_supporter() { "/shared" } else { "/me" }.to_owned();
    };
    let offers = service::people::offers(session);
    let walks =
        session.roles.iter().any(|role| matches!(role, Role::PeerSpecialist | Role::FamilyPartner | Role::Trainee));
    if offers.team && !walks {
        format!("/team/{slug}")
    } else if offers.agency && !walks {
        format!("/agency/{slug}")
    } else if offers.find && !walks {
        format!("/work/{slug}/members")
    } else {
        format!("/work/{slug}")
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        match parts.extensions.get::<Self>() {
            Some(visit) => Ok(visit.clone()),
            None => Self::read(app, parts).await,
        }
    }
}

/// The named parts of the path.
pub struct Params(HashMap<String, String>);

impl Params {
    /// A part as text; empty when the path has none of this name.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// A part as an identity. What is none cannot be found.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, Trouble> {
        self.text(name).parse().map_err(|_| Trouble::Absent)
    }
}

impl FromRequestParts<App> for Params {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        let path = axum::extract::Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        path.map(|path| Self(path.0)).map_err(|_| Trouble::Absent)
    }
}
