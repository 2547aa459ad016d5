//! Signing a frozen version, in one's own session or beside a witness.

use super::own_copies::copy;
use super::pin::{self, Tried};
use super::signature::{NewSignature, put};
use crate::people::files::{CleanFile, seal};
use crate::{Fault, House, Session};
use access::{Operation, Work, params, statements};
use domain::id::{CommandId, Identity, MemberId, VersionId};
use domain::notice::Notice;
use domain::plan::{AtDevice, AttachmentKind, Drawing, HowSigned, OpenPart, Part, SignerKind, parts};
use domain::text::Line;

statements! {
    pub(super) VERSION_IS_OF_MEMBER = "
        SELECT 1 FROM plan_version WHERE agency_id = $1 AND id = $2 AND member_id = $3";
}

/// A signature as it is given.
#[derive(Debug, Clone)]
pub struct Signing {
    /// In which part.
    pub signer: SignerKind,
    /// The signer's name, as they write it.
    pub name: String,
    /// How.
    pub how: HowSigned,
    /// Whether the plan was read aloud first.
    pub read_aloud: bool,
    /// Who interpreted.
    pub interpreter: Option<String>,
}

/// What a signer shows beside their name.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// Their PIN.
    pub pin: Option<String>,
    /// What they drew.
    pub drawing: Option<Drawing>,
    /// The sheet that they signed on paper.
    pub sheet: Option<CleanFile>,
}

/// Signs with nothing but one's name: in one's own session, or beside a witness.
pub fn sign(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    version: VersionId,
    signing: Signing,
) -> Result<(), Fault> {
    sign_with(house, session, command, (member, version), signing, Proof::default())
}

/// Signs a version. With the member's (or guardian's) signature, one of the staff's, and those that the agency
/// made its rule, it is complete. The member's own space gets its copy when the member signs there.
pub fn sign_with(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, version): (MemberId, VersionId),
    signing: Signing,
    proof: Proof,
) -> Result<(), Fault> {
    let name = Line::parse(&signing.name).map_err(|notice| Fault::invalid("name", notice))?;
    let interpreter = signing.interpreter.as_deref().map(Line::optional).transpose();
    let interpreter = interpreter.map_err(|notice| Fault::invalid("interpreter", notice))?.flatten();
    let (signer, how) = (signing.signer, signing.how);
    let part = leave(house, session, (member, version), (signer, how))?;
    let (how, file) = shown(house, session, (member, part), &signing, &proof)?;
    let file = file.map(|(kind, file)| seal(house, kind, &file)).transpose()?;
    let (operation, asked, lang) = (operation(part), signing.how, session.lang);
    let new = NewSignature {
        signer,
        name: name.as_str().to_owned(),
        how,
        staff: None,
        witness: None,
        lang,
        read_aloud: signing.read_aloud,
        interpreter: interpreter.map(|line| line.as_str().to_owned()),
        file,
    };
    house.store().command(&house.call_as(session), command, operation, move |work| {
        let permit = work.permit_member(operation, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        // A role may have ended, or the device been handed over, since the signer's secret was tried.
        if part_of(work, member, (signer, asked))? != Some(part) {
            return Err(not_yours());
        }
        let actor = work.call().staff().map(|hat| hat.staff);
        let (staff, witness) = if part == Part::Witnessed { (None, actor) } else { (actor, None) };
        let new = NewSignature { staff, witness, ..new.clone() };
        put(work, &permit, (agency, member, version), &new)?;
        if work.call().member().is_some() {
            copy(work, &permit, (agency, member), Some(version))?;
        }
        let short = crate::house::hex(&version.bytes()[8..]);
        work.detail(&format!("version {short} as {} by {}", signer.code(), how.code()));
        Ok(())
    })
}

/// The parts that may be signed at this device under a member's plan.
pub(super) fn parts_open(work: &mut Work<'_>, member: MemberId) -> Result<Vec<OpenPart>, Fault> {
    let signs = work.roles_for(Operation::SignPlan, member)?;
    let at = match (work.call().member(), work.call().narrowed_to) {
        (Some(_), _) => AtDevice::Member,
        // Whoever may not have a plan signed may not have it signed by handing the device over.
        (None, Some(_)) if signs.is_empty() => return Ok(Vec::new()),
        (None, Some(_)) => AtDevice::HandedOver,
        (None, None) => AtDevice::Staff { signs, cosigns: work.roles_for(Operation::CosignPlan, member)? },
    };
    Ok(parts(&at))
}

fn part_of(
    work: &mut Work<'_>,
    member: MemberId,
    (signer, how): (SignerKind, HowSigned),
) -> Result<Option<Part>, Fault> {
    let open = parts_open(work, member)?;
    Ok(open.into_iter().find(|one| one.signer == signer && one.ways.contains(&how)).map(|one| one.part))
}

fn operation(part: Part) -> Operation {
    match part {
        Part::Cosigns => Operation::CosignPlan,
        Part::Own | Part::Witnessed => Operation::SignPlan,
    }
}

fn not_yours() -> Fault {
    Fault::invalid("signer", Notice::new("sign-not-yours"))
}

/// Leave to sign, asked before any secret is tried: who may not sign learns nothing of whoever may.
fn leave(
    house: &House,
    session: &Session,
    (member, version): (MemberId, VersionId),
    way: (SignerKind, HowSigned),
) -> Result<Part, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let part = part_of(work, member, way)?;
        let permit = work.permit_member(part.map_or(Operation::SignPlan, operation), member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        work.row(&permit, &VERSION_IS_OF_MEMBER, &params![agency, version, member])?.ok_or(Fault::Absent)?;
        part.ok_or_else(not_yours)
    })
}

type Kept = Option<(AttachmentKind, CleanFile)>;

/// What is written down is what was shown: a PIN that was checked, a line that was drawn, a sheet that is there.
fn shown(
    house: &House,
    session: &Session,
    (member, part): (MemberId, Part),
    signing: &Signing,
    proof: &Proof,
) -> Result<(HowSigned, Kept), Fault> {
    let drawn = || proof.drawing.as_ref().map(|drawing| (AttachmentKind::Drawing, CleanFile::drawn(drawing)));
    match (signing.how, part, house.call_as(session).staff()) {
        (HowSigned::Paper, ..) => match &proof.sheet {
            Some(sheet) => Ok((HowSigned::Paper, Some((AttachmentKind::Sheet, sheet.clone())))),
            None => Err(Fault::invalid("file", Notice::new("file-missing"))),
        },
        (HowSigned::Print | HowSigned::Link, ..) => Ok((HowSigned::Print, None)),
        (HowSigned::Drawn | HowSigned::Typed, Part::Witnessed, _) => match drawn() {
            Some(drawing) => Ok((HowSigned::Drawn, Some(drawing))),
            None => Ok((HowSigned::Typed, None)),
        },
        (_, Part::Witnessed, Some(hat)) => {
            let tried = pin::of_member(house, hat.agency, member, proof.pin.as_deref());
            match tried.map_err(|fault| tried_in_vain(house, session, (member, part), fault))? {
                Tried::Right => Ok((HowSigned::OwnPin, None)),
                Tried::NoPin => Err(Fault::invalid("pin", Notice::new("sign-pin-none"))),
            }
        }
        _ => {
            let tried = pin::own(house, session, proof.pin.as_deref());
            match tried.map_err(|fault| tried_in_vain(house, session, (member, part), fault))? {
                Tried::Right => Ok((HowSigned::OwnPin, drawn())),
                Tried::NoPin => Ok((HowSigned::OwnSession, drawn())),
            }
        }
    }
}

/// A secret that was wrong is in the audit record as refused.
fn tried_in_vain(house: &House, session: &Session, (member, part): (MemberId, Part), fault: Fault) -> Fault {
    if !matches!(fault, Fault::Invalid(_)) {
        return fault;
    }
    let noted = house.store().read(&house.call_as(session), |work| {
        work.permit_member(operation(part), member)?;
        work.refused("a signer's PIN was not right");
        Ok(())
    });
    noted.err().unwrap_or(fault)
}
