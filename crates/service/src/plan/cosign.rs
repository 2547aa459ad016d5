//! Plans that wait for a signature beside the first ones: the supervisor's, the clinician's.

use super::asked::Asked;
use crate::{Fault, House, Session};
use access::{Operation, Work, params, statements};
use domain::id::{MemberId, VersionId};
use domain::people::Role;
use domain::plan::SignerKind;
use domain::time::Date;

/// How many are listed at once, in each part.
const MOST: i64 = 100;

/// The newest versions of those who are here that somebody signed, and $3 has not, where a program that the reader may
/// know of ($5, $6) expects it: $4 holds the packs that do.
macro_rules! waiting {
    () => {
        "
        FROM plan_version v
        JOIN member m ON m.agency_id = v.agency_id AND m.id = v.member_id
        WHERE v.agency_id = $1 AND m.state = 'active'
          AND v.number = (SELECT max(n.number) FROM plan_version n WHERE n.agency_id = v.agency_id AND n.member_id = v.member_id)
          AND EXISTS (SELECT 1 FROM plan_signature s WHERE s.agency_id = v.agency_id AND s.version_id = v.id)
          AND NOT EXISTS (SELECT 1 FROM plan_signature s
                WHERE s.agency_id = v.agency_id AND s.version_id = v.id AND s.signer = $3)
          AND EXISTS (SELECT 1 FROM enrolment e
                JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
                WHERE e.agency_id = m.agency_id AND e.member_id = m.id
                  AND e.starts_on <= $2 AND (e.ends_on IS NULL OR e.ends_on >= $2)
                  AND p.rule_pack IN (SELECT value FROM json_each($4))
                  AND ($5 OR e.program_id IN (SELECT DISTINCT to_id(value) FROM json_each($6))))
          AND {filter m.agency_id m.id}"
    };
}

statements! {
    TO_COSIGN = concat!("
        SELECT m.id, m.called, v.id, v.number, v.made_on", waiting!(), "
        ORDER BY v.made_on, v.id
        LIMIT $7");
    COSIGN_COUNTED = concat!("
        SELECT count(*)", waiting!());
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

/// Versions that wait.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CosignList {
    /// The oldest ones.
    pub lines: Vec<CosignLine>,
    /// How many more there are.
    pub more: usize,
}

/// The parts that stand beside the first signatures, and the roles that give them.
const PARTS: [(Role, SignerKind); 2] =
    [(Role::Supervisor, SignerKind::Supervisor), (Role::Clinician, SignerKind::Clinician)];

/// Versions that somebody signed and that wait for the reader's signature as supervisor or clinician, oldest first in
/// each part. Empty for everyone else. Who died, moved or is away is not waited for.
pub fn to_cosign(house: &House, session: &Session) -> Result<CosignList, Fault> {
    if PARTS.iter().all(|(role, _)| !session.roles.contains(role)) {
        return Ok(CosignList::default());
    }
    house.store().read(&house.call_as(session), |work| {
        let held = work.roles()?;
        let mut list = CosignList::default();
        for (role, signer) in PARTS.into_iter().filter(|(role, _)| held.contains(role)) {
            in_part(work, role, signer, &mut list)?;
        }
        Ok(list)
    })
}

fn in_part(work: &mut Work<'_>, role: Role, signer: SignerKind, list: &mut CosignList) -> Result<(), Fault> {
    let permit = work.permit_list_as(Operation::CosignPlan, role)?;
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let today = work.today(agency)?;
    let asked = Asked::of(work, &permit, agency, today)?;
    let packs = super::load::to_json(&asked.packs_expecting(signer))?;
    let open = work.programs_open(&permit)?;
    let counted = params![agency, today, signer.code(), packs.as_str(), open.all(), open.list()].to_vec();
    let mut values = counted.clone();
    values.extend_from_slice(&params![MOST]);
    let rows = work.rows(&permit, &TO_COSIGN, &values)?;
    if i64::try_from(rows.len()).unwrap_or(MOST) >= MOST {
        let mut row = work.row(&permit, &COSIGN_COUNTED, &counted)?.ok_or(Fault::Absent)?;
        list.more += usize::try_from(row.take::<i64>()?).unwrap_or(0).saturating_sub(rows.len());
    }
    for mut row in rows {
        let (member, called) = (row.take()?, row.take()?);
        let version: VersionId = row.take()?;
        let number: i64 = row.take()?;
        let made_on = row.take()?;
        // Who signs in both parts opens the version once.
        if list.lines.iter().all(|line| line.version != version) {
            let number = u32::try_from(number).unwrap_or(0);
            list.lines.push(CosignLine { member, called, version, number, made_on });
        }
    }
    Ok(())
}
