//! Whose information a request is about, who asks, and under which address. The one place that knows both addresses.

use crate::app::App;
use crate::page::Face;
use crate::respond::{Trouble, ask};
use crate::session::{Params, Visit};
use domain::id::MemberId;
use service::Session;
use service::people::Reach;

/// A member's information as one reader reaches it.
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
        if at.text("agency").is_empty() {
            let session = visit.member()?;
            let base = format!("/me/information/{member}");
            return Ok(Self { session, member, base, back: "/me".to_owned(), face: Face::Member });
        }
        let session = visit.staff(at.text("agency"))?;
        let back = format!("/work/{}/members/{member}", at.text("agency"));
        Ok(Self { session, member, base: format!("{back}/reach"), back, face: Face::Work })
    }

    /// What is known of the member, for a form that changes it: for nobody else it is there.
    pub async fn to_change(&self, app: &App) -> Result<Reach, Trouble> {
        let (house, one) = (app.house.clone(), self.clone());
        let reach = ask(move || service::people::reach(&house, &one.session, one.member)).await?;
        if reach.may_change { Ok(reach) } else { Err(Trouble::Absent) }
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
    lang: domain::lang::Lang,
    kind: &str,
    codes: impl Iterator<Item = &'a str>,
    chosen: impl Fn(&str) -> bool,
) -> Vec<Choice> {
    let choice = |code: &str| Choice {
        value: code.to_owned(),
        label: words::words().say(lang, &format!("{kind}-{code}")).into_owned(),
        chosen: chosen(code),
    };
    codes.map(choice).collect()
}
