//! What a page of people shows from the rooms below theirs: what is due, what waits for a signature.
//! Pages ask here, so that no room calls one below it.

use crate::app::App;
use crate::plan::due::{DueCard, card};
use crate::respond::{Trouble, ask};
use domain::id::MemberId;
use domain::lang::Lang;
use service::Session;
use service::plan::{CosignLine, DueLine};
use words::words;

/// How many cards a Today shows.
const MOST: usize = 12;

/// A plan that waits for the reader's signature.
pub struct CosignRow {
    /// What its member likes to be called.
    pub called: String,
    /// The version's number.
    pub number: String,
    /// The day it was frozen.
    pub made_on: String,
    /// The version.
    pub href: String,
}

/// The blocks of a page.
#[derive(Default)]
pub struct Desk {
    /// What is due.
    pub due: Vec<DueCard>,
    /// How many more there are.
    pub more: usize,
    /// What waits for the reader's signature.
    pub cosign: Vec<CosignRow>,
}

impl Desk {
    /// For the Today of whoever works with members.
    pub async fn today(app: &App, lang: Lang, slug: &str, session: &Session) -> Result<Self, Trouble> {
        let (house, who) = (app.house.clone(), session.clone());
        let (due, cosign) = ask(move || {
            let due = match service::plan::due_today(&house, &who) {
                Ok(due) => due,
                // Who walks beside nobody has no caseload.
                Err(service::Fault::Absent) => Vec::new(),
                Err(other) => return Err(other),
            };
            Ok((due, service::plan::to_cosign(&house, &who)?))
        })
        .await?;
        Ok(Self::of(lang, slug, &due, &cosign))
    }

    /// For the desk of a supervisor.
    pub async fn team(app: &App, lang: Lang, slug: &str, session: &Session) -> Result<Self, Trouble> {
        let (house, who) = (app.house.clone(), session.clone());
        let (due, cosign) = ask(move || {
            Ok::<_, service::Fault>((
                service::plan::due_in_team(&house, &who)?,
                service::plan::to_cosign(&house, &who)?,
            ))
        })
        .await?;
        Ok(Self::of(lang, slug, &due, &cosign))
    }

    /// For a member's page; empty for a reader who may not read the plan.
    pub async fn member(
        app: &App,
        lang: Lang,
        slug: &str,
        session: &Session,
        member: MemberId,
    ) -> Result<Self, Trouble> {
        let (house, who) = (app.house.clone(), session.clone());
        let due = match ask(move || service::plan::due_of_member(&house, &who, member)).await {
            Ok(due) => due,
            Err(Trouble::Absent | Trouble::Refused(_)) => Vec::new(),
            Err(other) => return Err(other),
        };
        let base = format!("/work/{slug}/members/{member}/plan");
        Ok(Self { due: due.iter().map(|line| card(lang, line, &base, false)).collect(), ..Self::default() })
    }

    fn of(lang: Lang, slug: &str, due: &[DueLine], cosign: &[CosignLine]) -> Self {
        let plan = |member: MemberId| format!("/work/{slug}/members/{member}/plan");
        let row = |line: &CosignLine| CosignRow {
            called: line.called.clone(),
            number: line.number.to_string(),
            made_on: words().date_with_year(lang, line.made_on),
            href: format!("{}/versions/{}#signatures", plan(line.member), line.version),
        };
        Self {
            due: due.iter().take(MOST).map(|line| card(lang, line, &plan(line.member), true)).collect(),
            more: due.len().saturating_sub(MOST),
            cosign: cosign.iter().map(row).collect(),
        }
    }
}
