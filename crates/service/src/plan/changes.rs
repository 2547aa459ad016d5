//! What changed between a version and the one before it.

use super::version::{VersionLine, line};
use crate::{Fault, House, Session};
use access::{Operation, Row, params, statements};
use domain::id::{MemberId, VersionId};
use domain::plan::{Change, PlanDocument, diff};

statements! {
    VERSION_AND_BEFORE = "
        SELECT v.id, v.number, v.made_on, v.signed_on,
          (SELECT max(n.number) FROM plan_version n WHERE n.agency_id = v.agency_id AND n.member_id = v.member_id),
          v.document
        FROM plan_version v
        WHERE v.agency_id = $1 AND v.member_id = $2
          AND v.number <= (SELECT n.number FROM plan_version n WHERE n.agency_id = $1 AND n.id = $3 AND n.member_id = $2)
        ORDER BY v.number DESC LIMIT 2";
}

/// Two versions, and what lies between them.
#[derive(Debug, Clone)]
pub struct ChangesView {
    /// The newer one.
    pub now: VersionLine,
    /// What it says.
    pub document: PlanDocument,
    /// The one before, with what it said. None for the first version.
    pub before: Option<(VersionLine, PlanDocument)>,
    /// What changed.
    pub changes: Vec<Change>,
}

/// The changes that a version brought.
pub fn changes(house: &House, session: &Session, member: MemberId, version: VersionId) -> Result<ChangesView, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let rows = work.rows(&permit, &VERSION_AND_BEFORE, &params![agency, member, version])?;
        let mut rows = rows.into_iter();
        let (now, document) = read(rows.next().ok_or(Fault::Absent)?)?;
        let before = rows.next().map(read).transpose()?;
        let changes = before.as_ref().map(|(_, old)| diff(&old.content, &document.content)).unwrap_or_default();
        Ok(ChangesView { now, document, before, changes })
    })
}

fn read(mut row: Row) -> Result<(VersionLine, PlanDocument), Fault> {
    let line = line(&mut row)?;
    let bytes: Vec<u8> = row.take()?;
    Ok((line, PlanDocument::from_bytes(&bytes).map_err(Fault::refused)?))
}
