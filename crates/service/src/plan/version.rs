//! A frozen version: its document, its signatures, who is still missing.

use super::asked::{Expected, blocking, expected_signers};
use super::link::{LinkLine, links};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Row, Work, params, statements};
use domain::id::{AgencyId, AttachmentId, MemberId, VersionId};
use domain::lang::Lang;
use domain::plan::{HowSigned, PlanDocument, SignerKind, missing};
use domain::time::Date;

statements! {
    HAS_PIN = "SELECT 1 FROM account WHERE id = $1 AND pin_hash IS NOT NULL";
    VERSION_OF_MEMBER = "
        SELECT id, number, made_on, signed_on, document, hash FROM plan_version
        WHERE agency_id = $1 AND id = $2 AND member_id = $3";
    VERSIONS_OF_MEMBER = "
        SELECT id, number, made_on, signed_on FROM plan_version
        WHERE agency_id = $1 AND member_id = $2 ORDER BY number DESC LIMIT 50";
    pub(super) SIGNATURES_OF_VERSION = "
        SELECT s.signer, s.name, s.how, s.signed_on, s.drawing_id, w.name, s.lang, s.read_aloud, s.interpreter
        FROM plan_signature s
        LEFT JOIN staff w ON w.agency_id = s.agency_id AND w.id = s.witness_id
        WHERE s.agency_id = $1 AND s.version_id = $2 ORDER BY s.at, s.id";
    SIGNATURES_OF_MEMBER = "
        SELECT s.version_id, s.signer, s.name, s.how, s.signed_on, s.drawing_id, w.name, s.lang, s.read_aloud, s.interpreter
        FROM plan_signature s
        LEFT JOIN staff w ON w.agency_id = s.agency_id AND w.id = s.witness_id
        JOIN plan_version v ON v.agency_id = s.agency_id AND v.id = s.version_id
        WHERE v.agency_id = $1 AND v.member_id = $2 ORDER BY s.at, s.id";
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
    /// What was drawn, or the sheet that was signed.
    pub file: Option<AttachmentId>,
    /// Who sat beside them.
    pub witness: Option<String>,
    /// The language that the words were shown in.
    pub lang: Lang,
    /// Whether the plan was read aloud first.
    pub read_aloud: bool,
    /// Who interpreted.
    pub interpreter: Option<String>,
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
    /// Who is still expected by the programs: a warning.
    pub missing: Vec<SignerKind>,
    /// Those among them whom the agency's own rule waits for.
    pub blocking: Vec<SignerKind>,
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
    /// One-time links to it. Empty for the member.
    pub links: Vec<LinkLine>,
    /// Whether the reader's own signature asks for their PIN.
    pub asks_pin: bool,
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
        line.wait_for(&expected);
        let document = PlanDocument::from_bytes(&bytes).map_err(Fault::refused)?;
        let links = if work.staff_hat().is_ok() { links(work, &permit, agency, version)? } else { Vec::new() };
        let account = session.account;
        let pin = work.row(&permit, &HAS_PIN, &params![account])?;
        let asks_pin = pin.is_some();
        Ok(VersionView { document, hash, line, links, asks_pin })
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
        line.wait_for(&expected);
    }
    Ok(lines)
}

impl VersionLine {
    fn wait_for(&mut self, expected: &[Expected]) {
        let signed: Vec<SignerKind> = self.signatures.iter().map(|signature| signature.signer).collect();
        let kinds: Vec<SignerKind> = expected.iter().map(|one| one.signer).collect();
        self.missing = missing(&kinds, &signed);
        // The member's own word and their guardian's stand for each other.
        if signed.iter().any(|signer| signer.speaks_for_member()) {
            self.missing.retain(|signer| *signer != SignerKind::Member);
        }
        self.blocking = blocking(expected, &signed);
    }
}

pub(super) fn line(row: &mut Row) -> Result<VersionLine, Fault> {
    Ok(VersionLine {
        id: row.take()?,
        number: u32::try_from(row.take::<i64>()?).unwrap_or(0),
        made_on: row.take()?,
        signed_on: row.take()?,
        signatures: Vec::new(),
        missing: Vec::new(),
        blocking: Vec::new(),
    })
}

pub(super) fn signature(row: &mut Row) -> Result<SignatureLine, Fault> {
    Ok(SignatureLine {
        signer: row.parse()?,
        name: row.take()?,
        how: row.parse()?,
        on: row.take()?,
        file: row.take()?,
        witness: row.take()?,
        lang: row.take()?,
        read_aloud: row.take()?,
        interpreter: row.take()?,
    })
}
