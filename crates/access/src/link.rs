//! One-time links: leave to read and answer one version, for whoever holds its secret.

use crate::audit::{AuditEvent, Subject};
use crate::fault::Fault;
use crate::permit::{Permit, Reach};
use crate::rules::{Basis, Operation};
use crate::statements::LINK_BY_TOKEN;
use crate::work::Work;
use db::{Scope, params};
use domain::id::{AgencyId, AuditId, MemberId, RowId, VersionId};
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
    /// Leave by the hash of a link's secret. Unknown, withdrawn and run out are one and the same answer.
    pub fn permit_link(&mut self, token_hash: &[u8]) -> Result<LinkLeave<'w>, Fault> {
        let now = self.now();
        // Nobody knows yet behind which wall the link lies.
        self.tx().enter(&Scope::system())?;
        let found = self.tx().row(&LINK_BY_TOKEN, &params![token_hash, now])?;
        let Some(mut row) = found else { return Err(Fault::Absent) };
        let agency: AgencyId = row.take()?;
        let link: RowId = row.take()?;
        let version: VersionId = row.take()?;
        let member: MemberId = row.take()?;
        let answered = row.take::<Option<Moment>>()?.is_some();
        self.tx().enter(&Scope::agency(agency))?;
        let (operation, basis) = (Operation::SignByLink, Basis::MemberRequest);
        let id = self.ids().next::<AuditId>();
        let subject = Subject::Member(member);
        self.add(AuditEvent {
            id,
            agency: Some(agency),
            person: None,
            operation,
            subject,
            basis,
            allowed: true,
            detail: Some(format!("link {link}")),
        });
        let permit = self.grant(operation, basis, Reach::Chart(agency, member), None);
        Ok(LinkLeave { permit, agency, member, version, link, answered })
    }
}
