//! `GET` and `POST /language`: the language of one's own pages.

use crate::app::App;
use crate::form::Posted;
use crate::page::{Face, Page};
use crate::respond::{Reply, Trouble, ask, html, see};
use crate::session::Visit;
use askama::Template;
use axum::extract::State;
use domain::lang::Lang;

#[derive(Template)]
#[template(path = "public/language.html")]
struct LanguagePage {
    page: Page,
    back: String,
}

/// Only a path of this house leads back. Browsers drop tabs and line ends from an address before they read it,
/// and take a backslash for a slash: what is left must not begin with two.
pub(super) fn back(asked: &str) -> String {
    let plain = |byte: u8| byte > b' ' && byte != 0x7f && byte != b'\\';
    let own = asked.starts_with('/') && !asked.starts_with("//") && asked.bytes().all(plain);
    if own { asked.to_owned() } else { "/".to_owned() }
}

/// Asks which language.
pub async fn language_page(State(app): State<App>, visit: Visit) -> Reply {
    visit.signed_in()?;
    let page = Page::titled(&app, &visit, Face::Public, "language-title");
    html(&LanguagePage { page, back: back(visit.asked("back")) })
}

/// Keeps the answer with the account.
pub async fn language(State(app): State<App>, posted: Posted) -> Reply {
    let session = posted.visit.signed_in()?;
    let lang = Lang::from_tag(posted.fields.text("lang")).ok_or(Trouble::Unreadable)?;
    ask(move || service::people::set_lang(&app.house, &session, lang)).await?;
    Ok(see(&back(posted.fields.text("back"))))
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn only_a_path_of_this_house_leads_back() {
        for own in ["/", "/me", "/work/river/members?said=saved", "/es/meetings?q=hope"] {
            assert_eq!(back(own), own);
        }
        for other in [
            "",
            "me",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            "/\n/evil.example",
            "/\r/evil.example",
            "/ /evil.example",
            "/\u{0}/evil.example",
            "/\u{7f}/evil.example",
            "https://evil.example",
        ] {
            assert_eq!(back(other), "/", "{other:?}");
        }
    }
}
