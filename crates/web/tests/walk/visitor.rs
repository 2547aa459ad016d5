//! A reader without a browser: keeps cookies, reads the tokens of forms, posts them.

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{Request, Response, StatusCode, header};
use std::collections::BTreeMap;
use tower::ServiceExt;

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub body: String,
    /// The body as it came.
    pub raw: axum::body::Bytes,
}

impl Answer {
    /// The body without what differs from one answer to the next: identities, tokens, hashes.
    pub fn shape(&self) -> String {
        let mut shape = String::with_capacity(self.body.len());
        let mut run = String::new();
        for letter in self.body.chars().chain(std::iter::once('\n')) {
            if letter.is_ascii_hexdigit() {
                run.push(letter);
                continue;
            }
            shape.push_str(if run.len() >= 32 { "…" } else { &run });
            run.clear();
            shape.push(letter);
        }
        shape
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Somebody who visits.
#[derive(Clone)]
pub struct Visitor {
    router: Router,
    cookies: BTreeMap<String, String>,
    pub form_token: String,
}

impl Visitor {
    pub fn new(app: web::App) -> Self {
        Self { router: web::router(app), cookies: BTreeMap::new(), form_token: String::new() }
    }

    /// Signs in by the form, as a browser does; who has several hats puts on the one of their work.
    pub async fn sign_in(&mut self, username: &str, passphrase: &str) {
        let page = self.get("/sign-in").await;
        self.form_token = between(&page.body, "name=\"form_token\" value=\"", "\"").to_owned();
        let answer = self.post("/sign-in", &[("username", username), ("passphrase", passphrase)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{username}: {}", answer.body);
        let mut home = answer.header(header::LOCATION).to_owned();
        if home == "/sign-in/hat" {
            let page = self.get(&home).await;
            self.form_token = between(&page.body, "name=\"form_token\" value=\"", "\"").to_owned();
            let hats = page.body.split("name=\"hat\" value=\"").skip(1);
            let work = hats.filter_map(|rest| rest.split('"').next()).find(|hat| *hat != "member").expect("a work hat");
            home = self.post("/sign-in/hat", &[("hat", work)]).await.header(header::LOCATION).to_owned();
        }
        let page = self.get(&home).await;
        assert_eq!(page.status, StatusCode::OK, "{username} starts at {home}: {}", page.body);
        self.form_token = between(&page.body, "name=\"form_token\" value=\"", "\"").to_owned();
        assert_eq!(self.form_token.len(), 64, "{username} at {home}");
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path)).await
    }

    /// Posts a form with its secret and a command of its own.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let command = "0197f3a1000070008000000000000001";
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("form_token", &self.form_token).append_pair("command_id", command);
        form.extend_pairs(fields);
        self.send(path, form.finish()).await
    }

    /// Posts a body as it is.
    pub async fn send(&mut self, path: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.carry(request, body.into()).await
    }

    /// Posts with headers of the test's choice.
    pub async fn send_with(&mut self, request: http::request::Builder, body: impl Into<Body>) -> Answer {
        self.carry(request, body.into()).await
    }

    async fn ask(&mut self, request: http::request::Builder) -> Answer {
        self.carry(request, Body::empty()).await
    }

    async fn carry(&mut self, mut request: http::request::Builder, body: Body) -> Answer {
        let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !jar.is_empty() {
            request = request.header(header::COOKIE, jar.join("; "));
        }
        let request = request.body(body).expect("a request");
        let response: Response<Body> = self.router.clone().oneshot(request).await.expect("an answer");
        let (head, body) = response.into_parts();
        for set in head.headers.get_all(header::SET_COOKIE) {
            let pair = set.to_str().expect("text").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let raw = to_bytes(body, 64 * 1024 * 1024).await.expect("a body");
        let body = String::from_utf8_lossy(&raw).into_owned();
        Answer { status: head.status, headers: head.headers, body, raw }
    }
}

/// The first text between two others; empty where there is none.
pub fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.split_once(after).map_or("", |(found, _)| found)
}
