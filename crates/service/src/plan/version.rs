//! A frozen version: its document, its signatures, who is still missing.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Row, Work, params, statements};
use domain::id::{AgencyId, MemberId, VersionId};
use domain::plan::{HowSigned, PlanDocument, SignerKind, missing};
use domain::time::Date;

statements! {
    VERSION_OF_MEMBER = "
        SELECT id, number, made_on, signed_on, document, hash FROM plan_version
        WHERE agency_id = $1 AND id = $2 AND member_id = $3";
    VERSIONS_OF_MEMBER = "
        SELECT id, number, made_on, signed_on FROM plan_version
        WHERE agency_id = $1 AND member_id = $2 ORDER BY number DESC LIMIT 50";
    SIGNATURES_OF_VERSION = "
        SELECT signer, name, how, signed_on FROM plan_signature
        WHERE agency_id = $1 AND version_id = $2 ORDER BY at, id";
    SIGNATURES_OF_MEMBER = "
        SELECT s.version_id, s.signer, s.name, s.how, s.signed_on
        FROM plan_signature s
        JOIN plan_version v ON v.agency_id = s.agency_id AND v.id = s.version_id
        WHERE v.agency_id = $1 AND v.member_id = $2 ORDER BY s.at, s.id";
    RULE_PACKS_OF_MEMBER = "
        SELECT DISTINCT p.rule_pack FROM enrolment e
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        WHERE e.agency_id = $1 AND e.member_id = $2 AND e.starts_on <= $3 AND (e.ends_on IS NULL OR e.ends_on >= $3)
        ORDER BY p.rule_pack";
}

/// A signature, as people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureLine {
    /// In which part.
    pub signer: SignerKind,
    /// Who.
    pub name: String,
    /// How.
    pub how: HowSigned,
    /// When.
    pub on: Date,
}

/// A version in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionLine {
    /// The version.
    pub id: VersionId,
    /// Its number, from 1.
    pub number: u32,
    /// The day it was frozen.
    pub made_on: Date,
    /// The day it was complete: signed by the member or guardian and one of the staff.
    pub signed_on: Option<Date>,
    /// Who signed.
    pub signatures: Vec<SignatureLine>,
    /// Who is still expected by the programs; a warning, never a wall.
    pub missing: Vec<SignerKind>,
}

/// A version, whole.
#[derive(Debug, Clone)]
pub struct VersionView {
    /// What was agreed to.
    pub document: PlanDocument,
    /// SHA-256 of the document's bytes, in hexadecimal.
    pub hash: String,
    /// Its place in the list.
    pub line: VersionLine,
}

/// One version of a member's plan.
pub fn version(house: &House, session: &Session, member: MemberId, version: VersionId) -> Result<VersionView, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadPlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &VERSION_OF_MEMBER, &params![agency, version, member])?.ok_or(Fault::Absent)?;
        let mut line = line(&mut row)?;
        let bytes: Vec<u8> = row.take()?;
        let hash: String = row.take()?;
        if PlanDocument::hash(&bytes) != hash {
            return Err(Fault::Broken("a signed version does not match its hash".into()));
        }
        let signatures = work.rows(&permit, &SIGNATURES_OF_VERSION, &params![agency, version])?;
        line.signatures = signatures.into_iter().map(|mut row| signature(&mut row)).collect::<Result<_, _>>()?;
        let expected = expected_signers(work, &permit, agency, member)?;
        line.missing = still_missing(&expected, &line.signatures);
        let document = PlanDocument::from_bytes(&bytes).map_err(Fault::refused)?;
        Ok(VersionView { document, hash, line })
    })
}

/// Every version, newest first, with signatures: three statements, however many there are.
pub(super) fn versions<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<VersionLine>, Fault> {
    let rows = work.rows(permit, &VERSIONS_OF_MEMBER, &params![agency, member])?;
    let mut lines: Vec<VersionLine> = rows.into_iter().map(|mut row| line(&mut row)).collect::<Result<_, _>>()?;
    if lines.is_empty() {
        return Ok(lines);
    }
    for mut row in work.rows(permit, &SIGNATURES_OF_MEMBER, &params![agency, member])? {
        let version: VersionId = row.take()?;
        if let Some(line) = lines.iter_mut().find(|line| line.id == version) {
            line.signatures.push(signature(&mut row)?);
        }
    }
    let expected = expected_signers(work, permit, agency, member)?;
    for line in &mut lines {
        line.missing = still_missing(&expected, &line.signatures);
    }
    Ok(lines)
}

/// The rule packs of the programs that a member is in today.
pub(super) fn rule_packs<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<String>, Fault> {
    let today = work.today(agency)?;
    let rows = work.rows(permit, &RULE_PACKS_OF_MEMBER, &params![agency, member, today])?;
    rows.into_iter().map(|mut row| Ok(row.take()?)).collect()
}

/// Who the programs expect to sign. Caregivers sign only where there is one, so they are never called missing.
fn expected_signers<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<SignerKind>, Fault> {
    let today = work.today(agency)?;
    let mut expected = vec![SignerKind::Member, SignerKind::Peer];
    for pack in rule_packs(work, permit, agency, member)? {
        let Some(pack) = words::content::program_on(&pack, today) else { continue };
        for signer in pack.plan.expected_signers.iter() {
            if let Ok(kind) = signer.value.code().parse::<SignerKind>()
                && kind != SignerKind::Caregiver
                && !expected.contains(&kind)
            {
                expected.push(kind);
            }
        }
    }
    Ok(expected)
}

fn still_missing(expected: &[SignerKind], signatures: &[SignatureLine]) -> Vec<SignerKind> {
    let signed: Vec<SignerKind> = signatures.iter().map(|signature| signature.signer).collect();
    missing(expected, &signed)
}

fn line(row: &mut Row) -> Result<VersionLine, Fault> {
    Ok(VersionLine {
        id: row.take()?,
        number: u32::try_from(row.take::<i64>()?).unwrap_or(0),
        made_on: row.take()?,
        signed_on: row.take()?,
        signatures: Vec::new(),
        missing: Vec::new(),
    })
}

fn signature(row: &mut Row) -> Result<SignatureLine, Fault> {
    Ok(SignatureLine { signer: row.parse()?, name: row.take()?, how: row.parse()?, on: row.take()? })
}
