//! Plans that wait for a signature beside the first ones: the supervisor's, the clinician's.

use super::asked::{Asked, Beside};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{MemberId, VersionId};
use domain::people::Role;
use domain::plan::SignerKind;
use domain::time::Date;

/// How many are listed at once.
const MOST: i64 = 100;

statements! {
    TO_COSIGN = "
        SELECT m.id, m.called, v.id, v.number, v.made_on,
          (SELECT string_agg(p.rule_pack, ',') FROM enrolment e
           JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
           WHERE e.agency_id = m.agency_id AND e.member_id = m.id
             AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on >= $2))
        FROM plan_version v
        JOIN member m ON m.agency_id = v.agency_id AND m.id = v.member_id
        WHERE v.agency_id = $1
          AND v.number = (SELECT max(n.number) FROM plan_version n WHERE n.agency_id = v.agency_id AND n.member_id = v.member_id)
          AND EXISTS (SELECT 1 FROM plan_signature s WHERE s.agency_id = v.agency_id AND s.version_id = v.id)
          AND NOT EXISTS (SELECT 1 FROM plan_signature s
                WHERE s.agency_id = v.agency_id AND s.version_id = v.id AND s.signer = $3)
          AND {filter m.agency_id m.id}
        ORDER BY v.made_on, v.id
        LIMIT $4";
}

/// A version that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct CosignLine {
    /// Whose plan.
    pub member: MemberId,
    /// What they like to be called.
    pub called: String,
    /// The version.
    pub version: VersionId,
    /// Its number.
    pub number: u32,
    /// The day it was frozen.
    pub made_on: Date,
}

/// Versions that somebody signed and that wait for the reader's signature as supervisor or clinician, oldest first.
/// Empty for everyone else.
pub fn to_cosign(house: &House, session: &Session) -> Result<Vec<CosignLine>, Fault> {
    let signer = if session.roles.contains(&Role::Supervisor) {
        SignerKind::Supervisor
    } else if session.roles.contains(&Role::Clinician) {
        SignerKind::Clinician
    } else {
        return Ok(Vec::new());
    };
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_list(Operation::CosignPlan)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let asked = Asked::of(work, &permit, agency, today)?;
        let mut lines = Vec::new();
        for mut row in work.rows(&permit, &TO_COSIGN, &params![agency, today, signer.code(), MOST])? {
            let (member, called) = (row.take()?, row.take()?);
            let (version, number): (VersionId, i64) = (row.take()?, row.take()?);
            let made_on = row.take()?;
            let packs: Option<String> = row.take()?;
            let packs: Vec<String> = packs.unwrap_or_default().split(',').map(str::to_owned).collect();
            let expected = asked.expected(&packs, &Beside::default());
            if expected.iter().any(|one| one.signer == signer) {
                let number = u32::try_from(number).unwrap_or(0);
                lines.push(CosignLine { member, called, version, number, made_on });
            }
        }
        Ok(lines)
    })
}
