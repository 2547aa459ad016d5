//! One-time links: leave to read and answer one version, for whoever holds its secret.

use crate::audit::{AuditEvent, Subject};
use crate::fault::{Fault, Refusal};
use crate::permit::{Permit, Reach};
use crate::rules::{Basis, Operation};
use crate::statements::{LINK_BY_TOKEN, LINK_OVERTAKEN};
use crate::work::Work;
use db::{Scope, params};
use domain::id::{AgencyId, AuditId, MemberId, RowId, VersionId};
use domain::notice::Notice;
use domain::time::Moment;

/// What a one-time link opens.
#[derive(Debug)]
pub struct LinkLeave<'w> {
    /// Leave for the one chart behind the link.
    pub permit: Permit<'w>,
    /// The agency.
    pub agency: AgencyId,
    /// Whose plan.
    pub member: MemberId,
    /// The one version.
    pub version: VersionId,
    /// The link.
    pub link: RowId,
    /// Whether it was answered already.
    pub answered: bool,
}

impl<'w> Work<'w> {
    /// Leave by the hash of a link's secret. Unknown, withdrawn and run out are one and the same answer. A link that
    /// was overtaken says so: whoever holds it was asked to sign, and may ask for another.
    ///
    /// What opens nothing is in the audit record as refused.
    pub fn permit_link(&mut self, token_hash: &[u8]) -> Result<LinkLeave<'w>, Fault> {
        let now = self.now();
        // Nobody knows yet behind which wall the link lies.
        self.tx().enter(&Scope::system())?;
        let found = self.tx().row(&LINK_BY_TOKEN, &params![token_hash])?;
        let Some(mut row) = found else { return Err(Fault::Absent) };
        let agency: AgencyId = row.take()?;
        let link: RowId = row.take()?;
        let version: VersionId = row.take()?;
        let member: MemberId = row.take()?;
        let answered = row.take::<Option<Moment>>()?.is_some();
        let withdrawn = row.take::<Option<Moment>>()?.is_some();
        let ran_out = row.take::<Moment>()? <= now;
        self.tx().enter(&Scope::agency(agency))?;
        let overtaken = !answered && self.overtaken(agency, link)?;
        let (operation, basis) = (Operation::SignByLink, Basis::MemberRequest);
        let id = self.ids().next::<AuditId>();
        let subject = Subject::Member(member);
        let why = match (withdrawn, answered, ran_out, overtaken) {
            (true, ..) => Some("withdrawn"),
            (_, true, ..) => Some("answered before"),
            (_, _, true, _) => Some("ran out"),
            (.., true) => Some("overtaken"),
            _ => None,
        };
        let detail = why.map_or_else(|| format!("link {link}"), |why| format!("link {link}; {why}"));
        let (person, allowed) = (None, why.is_none());
        self.add(AuditEvent {
            id,
            agency: Some(agency),
            person,
            operation,
            subject,
            basis,
            allowed,
            detail: Some(detail),
        });
        match why {
            Some("overtaken") => Err(Fault::Refused(Refusal {
                why: Notice::new("link-no-longer"),
                remedy: Some(Notice::new("link-no-longer-remedy")),
            })),
            Some("withdrawn" | "ran out") => Err(Fault::Absent),
            _ => {
                let permit = self.grant(operation, basis, Reach::Chart(agency, member), None);
                Ok(LinkLeave { permit, agency, member, version, link, answered })
            }
        }
    }

    /// Whether a link ended before its time: its version is not the newest any more, its member is in no program any
    /// more, or who made it works here no more.
    fn overtaken(&mut self, agency: AgencyId, link: RowId) -> Result<bool, Fault> {
        let today = self.today(agency)?;
        let mut row = self.tx().row(&LINK_OVERTAKEN, &params![agency, link, today])?.ok_or(Fault::Absent)?;
        Ok(row.take::<bool>()? | row.take::<bool>()? | row.take::<bool>()?)
    }
}
