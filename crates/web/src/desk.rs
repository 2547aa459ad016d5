//! What a page of people shows from the rooms below theirs: what is due, what waits for a signature.
//! Pages ask here, so that no room calls one below it.

use crate::app::App;
use crate::plan::due::{DueCard, card};
use crate::respond::{Trouble, ask};
use domain::id::MemberId;
use domain::lang::Lang;
use service::Session;
use service::plan::{CosignLine, CosignList, DueList, StepOfDay};
use words::words;

/// How many cards a Today shows.
const MOST: usize = 12;
/// How many steps a member's page shows.
const NEXT: usize = 3;

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
    /// How many more of these there are.
    pub more_cosign: usize,
    /// What is next in the plan: the step, and its day.
    pub next: Vec<(String, String)>,
    /// Pages about this member that are not for everyone: the address, and its words.
    pub doors: Vec<(String, String)>,
}

impl Desk {
    /// For the Today of whoever works with members.
    pub async fn today(app: &App, lang: Lang, slug: &str, session: &Session) -> Result<Self, Trouble> {
        let (house, who) = (app.house.clone(), session.clone());
        let (due, cosign) = ask(move || {
            let due = match service::plan::due_today(&house, &who) {
                Ok(lines) => DueList { lines, more: 0 },
                // Who walks beside nobody has no caseload.
                Err(service::Fault::Absent) => DueList::default(),
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
        let doors = Self::doors(app, lang, slug, session, member).await?;
        let (house, who) = (app.house.clone(), session.clone());
        let found = ask(move || {
            let due = service::plan::due_of_member(&house, &who, member)?;
            Ok::<_, service::Fault>((due, service::plan::day(&house, &who, member)?))
        });
        let (due, day) = match found.await {
            Ok(found) => found,
            Err(Trouble::Absent | Trouble::Refused(_)) => return Ok(Self { doors, ..Self::default() }),
            Err(other) => return Err(other),
        };
        let base = format!("/work/{slug}/members/{member}/plan");
        let open = day.steps.iter().filter(|step| !step.done_today).take(NEXT);
        let on = |step: &StepOfDay| step.next.map(|on| words().date_with_year(lang, on)).unwrap_or_default();
        Ok(Self {
            due: due.iter().map(|line| card(lang, line, &base, false)).collect(),
            next: open.map(|step| (step.action.what.clone(), on(step))).collect(),
            doors,
            ..Self::default()
        })
    }

    /// Pages about a member that are not for everyone.
    async fn doors(
        app: &App,
        lang: Lang,
        slug: &str,
        session: &Session,
        member: MemberId,
    ) -> Result<Vec<(String, String)>, Trouble> {
        let (house, who) = (app.house.clone(), session.clone());
        let open = ask(move || service::consent::doors(&house, &who, member)).await?;
        let mut doors = Vec::new();
        let mut lead = |href: String, label: &str| doors.push((href, words().say(lang, label).into_owned()));
        if open.emergency {
            lead(format!("/work/{slug}/members/{member}/emergency"), "emergency-link");
        }
        if open.hold {
            lead(format!("/agency/{slug}/privacy/members/{member}/hold"), "hold-link");
        }
        Ok(doors)
    }

    fn of(lang: Lang, slug: &str, due: &DueList, cosign: &CosignList) -> Self {
        let plan = |member: MemberId| format!("/work/{slug}/members/{member}/plan");
        let row = |line: &CosignLine| CosignRow {
            called: line.called.clone(),
            number: line.number.to_string(),
            made_on: words().date_with_year(lang, line.made_on),
            href: format!("{}/versions/{}#signatures", plan(line.member), line.version),
        };
        Self {
            due: due.lines.iter().take(MOST).map(|line| card(lang, line, &plan(line.member), true)).collect(),
            more: due.lines.len().saturating_sub(MOST) + due.more,
            cosign: cosign.lines.iter().map(row).collect(),
            more_cosign: cosign.more,
            next: Vec::new(),
            doors: Vec::new(),
        }
    }
}
