//! The member's own copies of what they signed: theirs when they leave.
//!
//! A copy is made in the person's own context alone: when they sign in their own session, or when they open their
//! own space and a signed version is not there yet. No agency sees that there is one.

use super::version::{SIGNATURES_OF_VERSION, SignatureLine, signature};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, MemberId, PersonId, VersionId};
use domain::lang::Lang;
use domain::plan::{HowSigned, PlanDocument, SignerKind};
use domain::time::Date;
use serde::{Deserialize, Serialize};

statements! {
    SIGNED_HERE = "
        SELECT v.id, v.signed_on,
          (SELECT count(*) FROM plan_signature s WHERE s.agency_id = v.agency_id AND s.version_id = v.id)
        FROM plan_version v
        WHERE v.agency_id = $1 AND v.member_id = $2 AND v.signed_on IS NOT NULL
        ORDER BY v.number DESC LIMIT 50";
    VERSION_FOR_COPY = "
        SELECT number, document, hash, signed_on FROM plan_version
        WHERE agency_id = $1 AND id = $2 AND member_id = $3";
    OWN_COPIES_HERE = "SELECT id, signatures FROM own_plan_version WHERE person_id = $1 AND from_agency_id = $2";
    KEEP_COPY = "
        INSERT INTO own_plan_version (person_id, id, from_agency_id, number, document, hash, signed_on, signatures, copied_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (person_id, id) DO UPDATE SET signed_on = excluded.signed_on, signatures = excluded.signatures";
    OWN_COPIES = "
        SELECT id, number, document, hash, signed_on, signatures FROM own_plan_version
        WHERE person_id = $1 ORDER BY copied_at DESC, number DESC, id LIMIT 200";
    OWN_COPIES_FROM = "
        SELECT id, number, document, hash, signed_on, signatures FROM own_plan_version
        WHERE person_id = $1 AND from_agency_id = $2 ORDER BY copied_at DESC, number DESC, id LIMIT 200";
    OWN_COPY_BY_ID = "
        SELECT id, number, document, hash, signed_on, signatures FROM own_plan_version
        WHERE person_id = $1 AND id = $2";
}

/// A signature as a copy keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnSignature {
    /// In which part.
    pub signer: SignerKind,
    /// Who.
    pub name: String,
    /// How.
    pub how: HowSigned,
    /// When.
    pub on: Date,
    /// Who sat beside them.
    #[serde(default)]
    pub witness: Option<String>,
    /// The language that the words were shown in.
    #[serde(default)]
    pub lang: Option<Lang>,
    /// Whether the plan was read aloud first.
    #[serde(default)]
    pub read_aloud: bool,
    /// Who interpreted.
    #[serde(default)]
    pub interpreter: Option<String>,
    /// Who made the link that it was given by.
    #[serde(default)]
    pub link_by: Option<String>,
}

impl From<&SignatureLine> for OwnSignature {
    fn from(line: &SignatureLine) -> Self {
        let SignatureLine { signer, name, how, on, witness, lang, read_aloud, interpreter, link_by, file: _ } =
            line.clone();
        Self { signer, name, how, on, witness, lang: Some(lang), read_aloud, interpreter, link_by }
    }
}

/// A copy of one's own.
#[derive(Debug, Clone)]
pub struct OwnCopy {
    /// The version that it is a copy of.
    pub id: VersionId,
    /// What was agreed to.
    pub document: PlanDocument,
    /// SHA-256 of the document's bytes, in hexadecimal.
    pub hash: String,
    /// The day it was complete.
    pub signed_on: Option<Date>,
    /// Who had signed when it was last copied.
    pub signatures: Vec<OwnSignature>,
}

/// Copies `only` this version, or every signed one that is missing or has gained signatures, into the person's space.
pub(super) fn copy<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    only: Option<VersionId>,
) -> Result<(), Fault> {
    let person = work.member_hat()?.person;
    let wanted = match only {
        Some(version) => vec![version],
        None => stale(work, permit, (agency, member))?,
    };
    let now = work.now();
    for version in wanted {
        let found = work.row(permit, &VERSION_FOR_COPY, &params![agency, version, member])?;
        let Some(mut row) = found else { continue };
        let (number, document): (i64, Vec<u8>) = (row.take()?, row.take()?);
        let (hash, signed_on): (String, Option<Date>) = (row.take()?, row.take()?);
        let rows = work.rows(permit, &SIGNATURES_OF_VERSION, &params![agency, version])?;
        let lines: Vec<SignatureLine> =
            rows.into_iter().map(|mut row| signature(&mut row)).collect::<Result<_, _>>()?;
        let signatures: Vec<OwnSignature> = lines.iter().map(OwnSignature::from).collect();
        let signatures = super::load::to_json(&signatures)?;
        let values = params![person, version, agency, number, document, hash, signed_on, signatures, now];
        work.run(permit, &KEEP_COPY, &values)?;
    }
    Ok(())
}

/// Versions of a chart that the person's space has not, or has with fewer signatures.
fn stale<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
) -> Result<Vec<VersionId>, Fault> {
    let person = work.member_hat()?.person;
    let mut held: Vec<(VersionId, usize)> = Vec::new();
    for mut row in work.rows(permit, &OWN_COPIES_HERE, &params![person, agency])? {
        let (id, signatures): (VersionId, String) = (row.take()?, row.take()?);
        let signatures: Vec<OwnSignature> = super::load::from_json(&signatures, "own_plan_version.signatures")?;
        held.push((id, signatures.len()));
    }
    let mut wanted = Vec::new();
    for mut row in work.rows(permit, &SIGNED_HERE, &params![agency, member])? {
        let id: VersionId = row.take()?;
        row.skip()?;
        let count: i64 = row.take()?;
        let count = usize::try_from(count).unwrap_or(0);
        if held.iter().all(|(own, signatures)| *own != id || *signatures < count) {
            wanted.push(id);
        }
    }
    Ok(wanted)
}

/// Brings the person's space up to date when they open it. Writes only where something is new.
pub fn gather_copies(house: &House, session: &Session) -> Result<(), Fault> {
    let behind = house.store().read(&house.call_as(session), |work| {
        let mut behind = Vec::new();
        for (agency, member) in work.own_charts()? {
            let permit = work.permit_member(Operation::ReadPlan, member)?;
            if !stale(work, &permit, (agency, member))?.is_empty() {
                behind.push(member);
            }
        }
        Ok(behind)
    })?;
    for member in behind {
        let copied = house.store().write(&house.call_as(session), move |work| {
            let permit = work.permit_member(Operation::ReadPlan, member)?;
            let agency = permit.agency().ok_or(Fault::Absent)?;
            copy(work, &permit, (agency, member), None)
        });
        match copied {
            // Where there is no room yet, what is there is read; the copy is made the next time.
            Ok(()) | Err(Fault::Full) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// Every copy in one's own space, newest first. They stay when an agency's link ends.
///
/// While the space is locked, only those from agencies that gave their chart back.
pub fn own_copies(house: &House, session: &Session) -> Result<Vec<OwnCopy>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let person = work.member_hat()?.person;
        if work.call().space_locked {
            return restored_copies(work, person);
        }
        let permit = work.permit_open(Operation::OwnAccount)?;
        let rows = work.rows(&permit, &OWN_COPIES, &params![person])?;
        rows.into_iter().map(own).collect()
    })
}

fn restored_copies(work: &mut Work<'_>, person: PersonId) -> Result<Vec<OwnCopy>, Fault> {
    let mut copies: Vec<OwnCopy> = Vec::new();
    for (agency, member) in work.own_charts()? {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        for row in work.rows(&permit, &OWN_COPIES_FROM, &params![person, agency])? {
            let copy = own(row)?;
            if copies.iter().all(|other| other.id != copy.id) {
                copies.push(copy);
            }
        }
    }
    Ok(copies)
}

/// One copy of one's own.
pub fn own_copy(house: &House, session: &Session, id: VersionId) -> Result<OwnCopy, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let person = work.member_hat()?.person;
        if work.call().space_locked {
            return restored_copies(work, person)?.into_iter().find(|copy| copy.id == id).ok_or(Fault::Absent);
        }
        let permit = work.permit_open(Operation::OwnAccount)?;
        own(work.row(&permit, &OWN_COPY_BY_ID, &params![person, id])?.ok_or(Fault::Absent)?)
    })
}

fn own(mut row: access::Row) -> Result<OwnCopy, Fault> {
    let id = row.take()?;
    row.skip()?;
    let (bytes, hash): (Vec<u8>, String) = (row.take()?, row.take()?);
    if PlanDocument::hash(&bytes) != hash {
        return Err(Fault::Broken("an own copy does not match its hash".into()));
    }
    let signed_on = row.take()?;
    let signatures: String = row.take()?;
    let signatures = super::load::from_json(&signatures, "own_plan_version.signatures")?;
    let document = PlanDocument::from_bytes(&bytes).map_err(Fault::refused)?;
    Ok(OwnCopy { id, document, hash, signed_on, signatures })
}
