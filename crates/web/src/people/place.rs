//! Whose chart a request is about, who asks, and under which address: the member under `/me`, staff under `/work`.

use crate::page::Face;
use crate::respond::Trouble;
use crate::session::{Params, Visit};
use domain::id::MemberId;
use service::Session;

/// A part of a chart as one reader reaches it.
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
    /// How to reach a member, and who stands by them.
    pub fn of_reach(visit: &Visit, at: &Params) -> Result<Self, Trouble> {
        let place = Self::of_chart(visit, at)?;
        Ok(match place.face {
            Face::Member => Self { base: place.back, back: "/me".to_owned(), ..place },
            _ => place.part("reach"),
        })
    }

    /// What may leave, and on which word.
    pub fn of_consents(visit: &Visit, at: &Params) -> Result<Self, Trouble> {
        Ok(Self::of_chart(visit, at)?.part("consents"))
    }

    /// Whether the member reads their own.
    pub fn own(&self) -> bool {
        self.face == Face::Member
    }

    /// The first page of a chart, for each of the two.
    fn of_chart(visit: &Visit, at: &Params) -> Result<Self, Trouble> {
        let member: MemberId = at.id("member")?;
        let (session, back, face) = if at.text("agency").is_empty() {
            (visit.member()?, format!("/me/information/{member}"), Face::Member)
        } else {
            let session = visit.staff(at.text("agency"))?;
            (session, format!("/work/{}/members/{member}", at.text("agency")), Face::Work)
        };
        Ok(Self { session, member, base: back.clone(), back, face })
    }

    fn part(self, name: &str) -> Self {
        Self { base: format!("{}/{name}", self.back), ..self }
    }
}
