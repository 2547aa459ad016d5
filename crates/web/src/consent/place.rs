//! Whose consents a request is about, who asks, and under which address. The one place that knows both addresses.

use crate::page::Face;
use crate::respond::Trouble;
use crate::session::{Params, Visit};
use domain::id::MemberId;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::Date;
use service::Session;
use words::words;

/// A member's consents as one reader reaches them.
#[derive(Clone)]
pub struct Place {
    /// Who asks.
    pub session: Session,
    /// Whose.
    pub member: MemberId,
    /// The address of the page, without a slash at the end.
    pub base: String,
    /// The page that it belongs to.
    pub back: String,
    /// The face.
    pub face: Face,
}

impl Place {
    /// From the address and the session.
    pub fn of(visit: &Visit, at: &Params) -> Result<Self, Trouble> {
        let member: MemberId = at.id("member")?;
        let (session, back, face) = if at.text("agency").is_empty() {
            (visit.member()?, format!("/me/information/{member}"), Face::Member)
        } else {
            let session = visit.staff(at.text("agency"))?;
            (session, format!("/work/{}/members/{member}", at.text("agency")), Face::Work)
        };
        Ok(Self { session, member, base: format!("{back}/consents"), back, face })
    }

    /// Whether the member reads their own.
    pub fn own(&self) -> bool {
        self.face == Face::Member
    }
}

/// One choice of a form.
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What it says.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Choices by code; the label is the message `kind-code`.
pub fn choices<'a>(
    lang: Lang,
    kind: &str,
    codes: impl Iterator<Item = &'a str>,
    chosen: impl Fn(&str) -> bool,
) -> Vec<Choice> {
    let choice = |code: &str| Choice {
        value: code.to_owned(),
        label: say(lang, &format!("{kind}-{code}")),
        chosen: chosen(code),
    };
    codes.map(choice).collect()
}

/// A message.
pub fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

/// A message with one word or name in it.
pub fn say1(lang: Lang, id: &str, name: &str, value: impl Into<Arg>) -> String {
    words().say_with(lang, id, &[(name, value.into())])
}

/// A day with its year.
pub fn day(lang: Lang, date: Date) -> String {
    words().date_with_year(lang, date)
}
