//! A frozen version: its document, its signatures, who is still missing.

use super::asked::{expected_signers, keep_told};
use super::link::{LinkLine, links};
use super::sign::parts_open;
use super::translation::{Translations, translations};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Row, Work, params, statements};
use domain::id::{AgencyId, AttachmentId, MemberId, VersionId};
use domain::lang::Lang;
use domain::plan::{Expected, HowSigned, LateReason, OpenPart, PlanDocument, SignerKind, still_to_sign, waited_for};
use domain::time::Date;

statements! {
    HAS_PIN = "SELECT 1 FROM account WHERE id = $1 AND pin_hash IS NOT NULL";
    pub(super) VERSION_OF_MEMBER = "
        SELECT v.id, v.number, v.made_on, v.signed_on,
          (SELECT max(n.number) FROM plan_version n WHERE n.agency_id = v.agency_id AND n.member_id = v.member_id),
          v.document, v.hash, v.late_reason
        FROM plan_version v WHERE v.agency_id = $1 AND v.id = $2 AND v.member_id = $3";
    VERSIONS_OF_MEMBER = "
        SELECT v.id, v.number, v.made_on, v.signed_on,
          (SELECT max(n.number) FROM plan_version n WHERE n.agency_id = v.agency_id AND n.member_id = v.member_id)
        FROM plan_version v WHERE v.agency_id = $1 AND v.member_id = $2 ORDER BY v.number DESC";
    pub(super) SIGNATURES_OF_VERSION = "
        SELECT s.signer, s.name, s.how, s.signed_on, s.drawing_id, w.name, s.lang, s.read_aloud, s.interpreter,
          (SELECT k.name FROM sign_link l JOIN staff k ON k.agency_id = l.agency_id AND k.id = l.made_by
           WHERE l.agency_id = s.agency_id AND l.version_id = s.version_id AND s.how = 'link' AND l.agreed)
        FROM plan_signature s
        LEFT JOIN staff w ON w.agency_id = s.agency_id AND w.id = s.witness_id
        WHERE s.agency_id = $1 AND s.version_id = $2 ORDER BY s.at, s.id";
    SIGNATURES_OF_MEMBER = "
        SELECT s.version_id, s.signer, s.name, s.how, s.signed_on, s.drawing_id, w.name, s.lang, s.read_aloud, s.interpreter,
          (SELECT k.name FROM sign_link l JOIN staff k ON k.agency_id = l.agency_id AND k.id = l.made_by
           WHERE l.agency_id = s.agency_id AND l.version_id = s.version_id AND s.how = 'link' AND l.agreed)
        FROM plan_version v
        CROSS JOIN plan_signature s
        LEFT JOIN staff w ON w.agency_id = s.agency_id AND w.id = s.witness_id
        WHERE v.agency_id = $1 AND v.member_id = $2 AND s.agency_id = v.agency_id AND s.version_id = v.id
        ORDER BY s.at, s.id";
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
    /// Who made the link that it was given by: they saw its secret, and nobody tested who answered.
    pub link_by: Option<String>,
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
    /// The number of the newest version, where that is another one: nobody signs this one any more.
    pub replaced_by: Option<u32>,
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
    /// What was agreed to. Of the rules it was made under, those of programs that the reader may know of.
    pub document: PlanDocument,
    /// SHA-256 of the document's bytes, in hexadecimal.
    pub hash: String,
    /// Its place in the list.
    pub line: VersionLine,
    /// In which parts it may be signed at this device now, and how. Empty once a newer version is there.
    pub parts: Vec<OpenPart>,
    /// One-time links to it. Empty for the member, and while the device is in their hands.
    pub links: Vec<LinkLine>,
    /// What stands beside the member's own words in the other language.
    pub translations: Translations,
    /// Whether the reader may put translations there.
    pub may_translate: bool,
    /// Whether the reader's own signature asks for their PIN.
    pub asks_pin: bool,
    /// What held up a first plan that was late, where somebody said so. It is no part of what people sign.
    pub late: Option<LateReason>,
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
        let late = row.parse_option()?;
        if PlanDocument::hash(&bytes) != hash {
            return Err(Fault::Broken("a signed version does not match its hash".into()));
        }
        let signatures = work.rows(&permit, &SIGNATURES_OF_VERSION, &params![agency, version])?;
        line.signatures = signatures.into_iter().map(|mut row| signature(&mut row)).collect::<Result<_, _>>()?;
        let expected = expected_signers(work, &permit, (agency, member), false)?;
        line.wait_for(&expected);
        let mut document = PlanDocument::from_bytes(&bytes).map_err(Fault::refused)?;
        keep_told(work, &permit, (agency, member), &mut document.rules)?;
        let staff_alone = work.staff_hat().is_ok() && work.call().narrowed_to.is_none();
        let links = if staff_alone { links(work, &permit, agency, version)? } else { Vec::new() };
        let mut parts = if line.replaced_by.is_none() { parts_open(work, member)? } else { Vec::new() };
        parts.retain(|one| line.signatures.iter().all(|signed| signed.signer != one.signer));
        let account = session.account;
        let pin = work.row(&permit, &HAS_PIN, &params![account])?;
        let asks_pin = pin.is_some();
        let translations = translations(work, &permit, (agency, member), &document)?;
        let may_translate = work.call().narrowed_to.is_none() && work.could(Operation::WritePlan, member)?;
        Ok(VersionView { document, hash, line, parts, links, translations, may_translate, asks_pin, late })
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
    let expected = expected_signers(work, permit, (agency, member), false)?;
    for line in &mut lines {
        line.wait_for(&expected);
    }
    Ok(lines)
}

impl VersionLine {
    fn wait_for(&mut self, expected: &[Expected]) {
        let signed: Vec<SignerKind> = self.signatures.iter().map(|signature| signature.signer).collect();
        self.missing = still_to_sign(expected, &signed);
        self.blocking = waited_for(expected, &signed);
    }
}

pub(super) fn line(row: &mut Row) -> Result<VersionLine, Fault> {
    let number = |row: &mut Row| Ok::<_, Fault>(u32::try_from(row.take::<i64>()?).unwrap_or(0));
    let (id, own) = (row.take()?, number(row)?);
    let (made_on, signed_on) = (row.take()?, row.take()?);
    let newest = number(row)?;
    Ok(VersionLine {
        id,
        number: own,
        made_on,
        signed_on,
        replaced_by: (newest > own).then_some(newest),
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
        link_by: row.take()?,
    })
}
