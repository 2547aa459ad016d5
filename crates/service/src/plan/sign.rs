//! Signing a frozen version, in one's own session or beside a witness.

use super::attach::{CleanFile, seal};
use super::own_copies::copy;
use super::pin::{self, Tried};
use super::signature::{NewSignature, put};
use crate::{Fault, House, Session};
use access::Operation;
use domain::id::{AgencyId, CommandId, Identity, MemberId, VersionId};
use domain::notice::Notice;
use domain::people::Role;
use domain::plan::{AttachmentKind, Drawing, HowSigned, SignerKind};
use domain::text::Line;

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
    let hat = Hat::of(house, session);
    let part = hat.part(session, &signing)?;
    let (how, file) = shown(house, session, &hat, (member, part), &signing, &proof)?;
    let file = file.map(|(kind, file)| seal(house, kind, &file)).transpose()?;
    let operation = match part {
        Part::Cosigns => Operation::CosignPlan,
        _ => Operation::SignPlan,
    };
    let (signer, own, lang) = (signing.signer, matches!(hat, Hat::Member), session.lang);
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
        let actor = work.call().staff().map(|hat| hat.staff);
        let (staff, witness) = if part == Part::Witnessed { (None, actor) } else { (actor, None) };
        let new = NewSignature { staff, witness, ..new.clone() };
        put(work, &permit, (agency, member, version), &new)?;
        if own {
            copy(work, &permit, (agency, member), Some(version))?;
        }
        let short = crate::house::hex(&version.bytes()[8..]);
        work.detail(&format!("version {short} as {} by {}", signer.code(), how.code()));
        Ok(())
    })
}

/// Who sits at the device.
enum Hat {
    /// The member, in their own session.
    Member,
    /// Staff of an agency; the device may be in the member's hands.
    Staff(AgencyId),
}

/// How the session stands to the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It is the signer's own session.
    Own,
    /// It is the signer's own session, and a signature beside the first ones.
    Cosigns,
    /// Staff sit beside the signer, or hold the signed sheet.
    Witnessed,
}

impl Hat {
    fn of(house: &House, session: &Session) -> Self {
        match house.call_as(session).staff() {
            Some(hat) => Self::Staff(hat.agency),
            None => Self::Member,
        }
    }

    /// Nobody signs in somebody else's part: a member's own session only as the member; staff for themselves in a
    /// role they hold, or as witness of somebody who signs beside them or on paper. While the device is in the
    /// member's hands, staff sign nothing.
    fn part(&self, session: &Session, signing: &Signing) -> Result<Part, Fault> {
        use SignerKind::{Caregiver, Clinician, Guardian, Member, Peer, Supervisor};
        let holds = |roles: &[Role]| session.narrowed_to.is_none() && session.roles.iter().any(|r| roles.contains(r));
        let on_paper = matches!(signing.how, HowSigned::Paper | HowSigned::Print);
        let beside = on_paper || matches!(signing.how, HowSigned::Drawn | HowSigned::Typed);
        let in_session = matches!(signing.how, HowSigned::OwnPin | HowSigned::OwnSession | HowSigned::Drawn);
        let fits = match (self, signing.signer) {
            (Self::Member, Member) => in_session.then_some(Part::Own),
            (Self::Member, _) => None,
            (Self::Staff(_), Member) if beside || signing.how == HowSigned::OwnPin => Some(Part::Witnessed),
            (Self::Staff(_), Guardian | Caregiver) if beside => Some(Part::Witnessed),
            (Self::Staff(_), Clinician) if on_paper && session.narrowed_to.is_none() => Some(Part::Witnessed),
            (Self::Staff(_), Peer) if in_session => {
                holds(&[Role::PeerSpecialist, Role::FamilyPartner]).then_some(Part::Own)
            }
            (Self::Staff(_), Supervisor) if in_session => holds(&[Role::Supervisor]).then_some(Part::Cosigns),
            (Self::Staff(_), Clinician) if in_session => holds(&[Role::Clinician]).then_some(Part::Cosigns),
            _ => None,
        };
        fits.ok_or_else(|| Fault::invalid("signer", Notice::new("sign-not-yours")))
    }
}

type Kept = Option<(AttachmentKind, CleanFile)>;

/// What is written down is what was shown: a PIN that was checked, a line that was drawn, a sheet that is there.
fn shown(
    house: &House,
    session: &Session,
    hat: &Hat,
    (member, part): (MemberId, Part),
    signing: &Signing,
    proof: &Proof,
) -> Result<(HowSigned, Kept), Fault> {
    let drawn = || proof.drawing.as_ref().map(|drawing| (AttachmentKind::Drawing, CleanFile::drawn(drawing)));
    match (signing.how, part, hat) {
        (HowSigned::Paper, ..) => match &proof.sheet {
            Some(sheet) => Ok((HowSigned::Paper, Some((AttachmentKind::Sheet, sheet.clone())))),
            None => Err(Fault::invalid("file", Notice::new("file-missing"))),
        },
        (HowSigned::Print | HowSigned::Link, ..) => Ok((HowSigned::Print, None)),
        (HowSigned::Drawn | HowSigned::Typed, Part::Witnessed, _) => match drawn() {
            Some(drawing) => Ok((HowSigned::Drawn, Some(drawing))),
            None => Ok((HowSigned::Typed, None)),
        },
        (_, Part::Witnessed, Hat::Staff(agency)) => match pin::of_member(house, *agency, member, proof.pin.as_deref())?
        {
            Tried::Right => Ok((HowSigned::OwnPin, None)),
            Tried::NoPin => Err(Fault::invalid("pin", Notice::new("sign-pin-none"))),
        },
        _ => match pin::own(house, session, proof.pin.as_deref())? {
            Tried::Right => Ok((HowSigned::OwnPin, drawn())),
            Tried::NoPin => Ok((HowSigned::OwnSession, drawn())),
        },
    }
}
