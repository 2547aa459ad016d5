//! Somebody in front of a running server: reads pages, posts forms, keeps cookies.

use std::collections::BTreeMap;
use std::time::Duration;

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// The body as text.
    pub body: String,
}

/// One browser's worth of state, over one kept connection.
pub struct Visitor {
    agent: ureq::Agent,
    base: String,
    cookies: BTreeMap<String, String>,
    /// What a form of this visitor must carry, from the page read last.
    token: String,
}

impl Visitor {
    /// Somebody new; `base` is the server's address without a slash at its end.
    pub fn new(base: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self { agent: config.into(), base: base.to_owned(), cookies: BTreeMap::new(), token: String::new() }
    }

    /// Another visitor with the same cookies, on a connection of its own.
    pub fn beside(&self) -> Self {
        let mut other = Self::new(&self.base);
        other.cookies.clone_from(&self.cookies);
        other.token.clone_from(&self.token);
        other
    }

    /// Reads a page.
    pub fn get(&mut self, path: &str) -> Result<Answer, String> {
        let request = self.agent.get(format!("{}{path}", self.base)).header("cookie", self.cookie());
        let answer = self.take(request.call())?;
        if let Some(token) = hidden(&answer.body, "form_token") {
            self.token = token.to_owned();
        }
        Ok(answer)
    }

    /// Posts a form; the visitor's form token goes with it.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, String> {
        let token = self.token.clone();
        let fields = fields.iter().copied().chain([("form_token", token.as_str())]);
        let request = self.agent.post(format!("{}{path}", self.base)).header("cookie", self.cookie());
        let sent = request.send_form(fields);
        self.take(sent)
    }

    /// Posts one flat object of texts, as the page's script does; the form token goes with it.
    pub fn post_json(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, String> {
        let token = [("form_token", self.token.as_str())];
        let body: serde_json::Map<_, _> =
            fields.iter().chain(&token).map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
        let body = serde_json::Value::Object(body).to_string();
        let request = self.agent.post(format!("{}{path}", self.base)).header("cookie", self.cookie());
        let sent = request.header("content-type", "application/json").send(body.as_bytes());
        self.take(sent)
    }

    /// Signs in through the form; the address that it leads to.
    pub fn sign_in(&mut self, username: &str, passphrase: &str) -> Result<String, String> {
        self.get("/sign-in")?;
        let answer = self.post("/sign-in", &[("username", username), ("passphrase", passphrase)])?;
        let home = answer.location.ok_or_else(|| format!("{username} was not let in: {}", answer.status))?;
        // The page that follows holds the session's own form token.
        let page = self.get(&home)?;
        match page.location {
            Some(next) => self.get(&next).map(|_| next),
            None => Ok(home),
        }
    }

    fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn take(&mut self, sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Answer, String> {
        let mut response = sent.map_err(|why| why.to_string())?;
        let headers = response.headers();
        let location = headers.get("location").and_then(|value| value.to_str().ok()).map(str::to_owned);
        for value in headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            let pair = value.split(';').next().and_then(|pair| pair.split_once('='));
            if let Some((name, value)) = pair {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = response.body_mut().with_config().limit(64 << 20).read_to_vec().map_err(|why| why.to_string())?;
        Ok(Answer { status: response.status().as_u16(), location, body: String::from_utf8_lossy(&body).into_owned() })
    }
}

/// The value of the first hidden field of this name.
pub fn hidden<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}
