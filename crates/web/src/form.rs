//! What a form or a script posts: read within bounds, and only from our own pages.

use crate::app::App;
use crate::respond::Trouble;
use crate::session::Visit;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use domain::id::CommandId;
use domain::lang::Lang;
use domain::notice::FieldError;
use domain::time::Date;
use http::StatusCode;
use std::str::FromStr;
use subtle::ConstantTimeEq;

/// The most that a form may hold, in bytes. An answer of 120,000 letters fits, percent-encoded accents included.
pub const LARGEST: usize = 1024 * 1024;

/// The fields of a posted form whose secret was right.
#[derive(Clone, Default)]
pub struct Fields {
    pairs: Vec<(String, String)>,
    lang: Lang,
}

impl Fields {
    /// From names and values, written in a language. A NUL is nothing that anybody typed, and no page may hold one:
    /// it goes at the door.
    pub(crate) fn of(mut pairs: Vec<(String, String)>, lang: Lang) -> Self {
        for (_, value) in pairs.iter_mut().filter(|(_, value)| value.contains('\0')) {
            value.retain(|letter| letter != '\0');
        }
        Self { pairs, lang }
    }

    /// A field's value; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that may come several times.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.pairs.iter().filter(|(own, _)| own == name).map(|(_, value)| value.clone()).collect()
    }

    /// Names and values, in the order of the form.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A field that holds a code. `None` when it is empty; what is no code cannot come from our pages.
    pub fn code<T: FromStr>(&self, name: &str) -> Result<Option<T>, Trouble> {
        match self.text(name) {
            "" => Ok(None),
            code => code.parse().map(Some).map_err(|_| Trouble::Unreadable),
        }
    }

    /// A day, as a date field sends it or as people write it.
    pub fn date(&self, name: &str) -> Result<Option<Date>, FieldError> {
        match self.text(name).trim() {
            "" => Ok(None),
            day => words::words().read_day(self.lang, day).map(Some).map_err(|notice| FieldError::new(name, notice)),
        }
    }

    /// The command that the form carries.
    pub fn command(&self) -> Result<CommandId, Trouble> {
        self.text("command_id").parse().map_err(|_| Trouble::Unreadable)
    }
}

/// A form that may be acted on.
pub struct Posted {
    /// Who posted it.
    pub visit: Visit,
    /// What it holds.
    pub fields: Fields,
}

/// A form that asks and changes nothing, so that it needs no secret and no cookie. What it holds is nowhere kept.
pub struct Asked {
    /// Who asks.
    pub visit: Visit,
    /// What it holds.
    pub fields: Fields,
}

/// A form whose secret is not looked at: leaving must never fail.
pub struct Leaving(pub Visit);

impl FromRequest<App> for Posted {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        if visit.from_elsewhere {
            return Err(Trouble::Stale);
        }
        let body = read(Request::from_parts(parts, body)).await?;
        let pairs = if visit.json { from_json(&body)? } else { from_form(&body) };
        let fields = Fields::of(pairs, visit.lang);
        Self::checked(visit, fields, app)
    }
}

impl Posted {
    /// A form that carries the secret of this reader's forms.
    pub(crate) fn checked(visit: Visit, fields: Fields, app: &App) -> Result<Self, Trouble> {
        if visit.from_elsewhere {
            return Err(Trouble::Stale);
        }
        let right = visit.form_token(app);
        let _ = visit.posted.set(fields.clone());
        if fields.text("form_token").as_bytes().ct_eq(right.as_bytes()).unwrap_u8() == 1 {
            Ok(Self { visit, fields })
        } else if visit.session.is_none() && !crate::session::is_a_door(&visit.path) {
            Err(Trouble::SignIn)
        } else {
            Err(Trouble::Stale)
        }
    }
}

impl FromRequest<App> for Asked {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        if visit.from_elsewhere {
            return Err(Trouble::Stale);
        }
        let body = read(Request::from_parts(parts, body)).await?;
        let fields = Fields::of(from_form(&body), visit.lang);
        Ok(Self { visit, fields })
    }
}

impl FromRequest<App> for Leaving {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let (mut parts, _) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        if visit.from_elsewhere { Err(Trouble::Stale) } else { Ok(Self(visit)) }
    }
}

async fn read(request: Request) -> Result<Bytes, Trouble> {
    let told = request.headers().get(http::header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if told.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > LARGEST) {
        return Err(Trouble::TooLarge);
    }
    axum::body::to_bytes(request.into_body(), LARGEST).await.map_err(|_| Trouble::TooLarge)
}

fn from_form(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

/// One flat object; numbers become text.
fn from_json(body: &[u8]) -> Result<Vec<(String, String)>, Trouble> {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(body).map_err(|_| Trouble::Unreadable)?;
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    Ok(object.into_iter().map(|(name, value)| (name, text(value))).collect())
}

/// What is wrong with the fields of a form, in the reader's words.
#[derive(Default)]
pub struct Wrong(Vec<(String, String)>);

impl Wrong {
    /// In the language of the visit.
    pub fn of(visit: &Visit, errors: &[FieldError]) -> Self {
        let say = |error: &FieldError| (error.field.clone(), words::words().notice(visit.lang, &error.notice));
        Self(errors.iter().map(say).collect())
    }

    /// What is wrong with one field; empty when nothing is.
    pub fn at(&self, field: &str) -> &str {
        self.0.iter().find(|(own, _)| own == field).map_or("", |(_, text)| text)
    }

    /// Whether anything is wrong.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// The status of the page: 422 when something is wrong.
    pub fn status(&self) -> StatusCode {
        if self.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

/// A short hash of a text, the same whichever line ends a browser sends.
pub fn mark(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let clean = text.replace("\r\n", "\n");
    Sha256::digest(clean.trim().as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// One of several in a form.
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What it says.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A choice by its code; the label is the message `kind-code`.
pub fn choice(lang: Lang, kind: &str, code: &str, chosen: bool) -> Choice {
    let label = words::words().say(lang, &format!("{kind}-{code}")).into_owned();
    Choice { value: code.to_owned(), label, chosen }
}

/// Choices by code; the label is the message `kind-code`.
pub fn choices<'a>(
    lang: Lang,
    kind: &str,
    codes: impl Iterator<Item = &'a str>,
    chosen: impl Fn(&str) -> bool,
) -> Vec<Choice> {
    codes.map(|code| choice(lang, kind, code, chosen(code))).collect()
}
