//! What a member shares of their own: leave for whom they chose, of the parts they chose, for as long as they said.
//!
//! Nothing of it is kept in a session. The grants lie in the member's own space and are read anew in each unit of
//! work, so whatever ends one, ends it at once: the member's word, the day, a chart that is not theirs any more, a
//! worker who is kept out, a role that ended. The owner looks at what another sees through the same lines.

use crate::audit::{AuditEvent, Subject};
use crate::call::Actor;
use crate::fault::Fault;
use crate::filters::RowFilter;
use crate::permit::{Permit, Reach};
use crate::rules::{Operation, Relation, Rule, rules_for};
use crate::statements::{PARTS_SHARED, SHARE_OF_OWNER, SHARE_OF_READER, SHARED_WITH_READER};
use crate::work::Work;
use db::{Scope, params};
use domain::id::{AgencyId, AuditId, Identity, MemberId, PersonId, ShareId};
use domain::people::{Role, SharePart};

/// Somebody who shares with the reader, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedBy {
    /// To open it by.
    pub share: ShareId,
    /// What they chose to be called there.
    pub shown_as: String,
}

/// What one person shares with one reader at this moment. Only this floor makes one.
#[derive(Debug)]
pub struct Shared {
    shown_as: String,
    owner: Option<PersonId>,
    charts: Vec<SharedChart>,
}

/// The parts of one chart that are shared.
#[derive(Debug, Clone)]
pub struct SharedChart {
    agency: AgencyId,
    member: MemberId,
    parts: Vec<SharePart>,
}

impl Shared {
    /// What the owner chose to be called there.
    pub fn shown_as(&self) -> &str {
        &self.shown_as
    }

    /// The charts, each with its parts. None where nothing is shared now.
    pub fn charts(&self) -> &[SharedChart] {
        &self.charts
    }
}

impl SharedChart {
    /// The agency.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    /// The chart.
    pub fn member(&self) -> MemberId {
        self.member
    }

    /// What of it.
    pub fn parts(&self) -> &[SharePart] {
        &self.parts
    }
}

/// Who reads, as the grants name them; and the own space that they must not meet here.
struct Reader {
    kind: &'static str,
    id: [u8; 16],
    own: Option<PersonId>,
}

impl<'w> Work<'w> {
    /// Everyone who shares with the actor, or ever did: that somebody ended it is not told by a name that is gone.
    pub fn shared_with_me(&mut self) -> Result<Vec<SharedBy>, Fault> {
        let operation = Operation::ReadShared;
        let (Some(rule), Some(reader)) = (self.shared_rule()?, self.reader()) else {
            self.note(operation, Subject::List, crate::rules::Basis::SharedByOwner, false, None);
            return Err(Fault::Absent);
        };
        self.note(operation, Subject::List, rule.basis, true, None);
        let rows = self.past_the_walls(|work| {
            Ok(work.tx().rows(&SHARED_WITH_READER, &params![reader.kind, reader.id, reader.own])?)
        })?;
        rows.into_iter().map(|mut row| Ok(SharedBy { share: row.take()?, shown_as: row.take()? })).collect()
    }

    /// What somebody shares with the actor now. [`Fault::Absent`] for what was never theirs to open; what was ended, ran
    /// out or was narrowed to nothing is there, with nothing in it.
    pub fn shared_by(&mut self, share: ShareId) -> Result<Shared, Fault> {
        let operation = Operation::ReadShared;
        let rule = self.shared_rule()?;
        let found = match (rule, self.reader()) {
            (Some(_), Some(reader)) => self.past_the_walls(|work| {
                Ok(work.tx().row(&SHARE_OF_READER, &params![reader.kind, reader.id, reader.own, share])?)
            })?,
            _ => None,
        };
        let (Some(rule), Some(mut row)) = (rule, found) else {
            self.note(operation, Subject::List, crate::rules::Basis::SharedByOwner, false, None);
            return Err(Fault::Absent);
        };
        let (owner, shown_as): (PersonId, String) = (row.take()?, row.take()?);
        self.note(operation, Subject::List, rule.basis, true, None);
        let charts = self.parts_shared(owner, share)?;
        Ok(Shared { shown_as, owner: None, charts })
    }

    /// The same as its owner may look at it: what the other sees, by the same lines.
    pub fn shared_as_seen(&mut self, share: ShareId) -> Result<Shared, Fault> {
        self.permit_open(Operation::ShareOwn)?;
        let own = self.member_hat()?.person;
        let mut row = self.tx().row(&SHARE_OF_OWNER, &params![own, share])?.ok_or(Fault::Absent)?;
        let (owner, shown_as): (PersonId, String) = (row.take()?, row.take()?);
        let charts = self.parts_shared(owner, share)?;
        Ok(Shared { shown_as, owner: Some(owner), charts })
    }

    /// Leave to read the shared parts of one chart. It is in the record of that chart, so that the member reads who
    /// looked.
    pub fn permit_shared(&mut self, shared: &Shared, chart: &SharedChart) -> Result<Permit<'w>, Fault> {
        let (operation, basis) = match shared.owner {
            Some(_) => (Operation::ReadShared, crate::rules::Basis::OwnAccess),
            None => (Operation::ReadShared, self.shared_rule()?.ok_or(Fault::Absent)?.basis),
        };
        let SharedChart { agency, member, .. } = *chart;
        self.tx().enter(&Scope { agency: Some(agency), person: shared.owner, system: false })?;
        let id = self.ids().next::<AuditId>();
        let parts: Vec<&str> = chart.parts.iter().map(|part| part.code()).collect();
        self.add(AuditEvent {
            id,
            agency: Some(agency),
            person: shared.owner,
            operation,
            subject: Subject::Member(member),
            basis,
            allowed: true,
            detail: Some(format!("shared {}", parts.join(","))),
        });
        Ok(self.grant(operation, basis, Reach::Chart(agency, member), None))
    }

    /// The rule by which the actor may be shared with at all. A device in a member's hands opens no share.
    fn shared_rule(&mut self) -> Result<Option<&'static Rule>, Fault> {
        if self.call().narrowed_to.is_some() {
            return Ok(None);
        }
        let roles = match self.call().actor {
            Actor::Supporter(_) => vec![Role::Supporter],
            _ => self.roles()?,
        };
        let mut rules = rules_for(Operation::ReadShared).filter(|rule| rule.relation == Relation::Shared);
        Ok(rules.find(|rule| rule.roles.iter().any(|role| roles.contains(role))))
    }

    fn reader(&self) -> Option<Reader> {
        match self.call().actor {
            Actor::Supporter(hat) => Some(Reader { kind: "supporter", id: hat.supporter.bytes(), own: None }),
            Actor::Staff(hat) => Some(Reader { kind: "staff", id: hat.staff.bytes(), own: hat.person }),
            _ => None,
        }
    }

    fn parts_shared(&mut self, owner: PersonId, share: ShareId) -> Result<Vec<SharedChart>, Fault> {
        let now = self.now();
        let filter = RowFilter::Shared { person: owner, with: share };
        let rows = self.past_the_walls(|work| {
            let values = params![owner, share, now];
            Ok(work.tx().rows_where(&PARTS_SHARED, filter.filter(), &values, &filter.params())?)
        })?;
        let mut charts: Vec<SharedChart> = Vec::new();
        for mut row in rows {
            let (agency, member): (AgencyId, MemberId) = (row.take()?, row.take()?);
            let part: SharePart = row.parse()?;
            match charts.iter_mut().find(|chart| chart.member == member && chart.agency == agency) {
                Some(chart) => chart.parts.push(part),
                None => charts.push(SharedChart { agency, member, parts: vec![part] }),
            }
        }
        Ok(charts)
    }

    /// Grants lie behind the wall of whoever gave them; their reader is told only of their own.
    fn past_the_walls<T>(&mut self, look: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.tx().enter(&Scope::system())?;
        let found = look(self)?;
        let scope = self.call().scope();
        self.tx().enter(&scope)?;
        Ok(found)
    }
}
