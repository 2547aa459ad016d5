//! Who signs a plan, how, and when it is complete.

use super::content::PlanContent;
use crate::coded::coded;
use crate::notice::Notice;
use crate::people::Role;
use serde::{Deserialize, Serialize};

coded! {
    /// In which part somebody signs a plan.
    SignerKind {
        /// The member.
        Member = "member",
        /// The member's guardian.
        Guardian = "guardian",
        /// A caregiver.
        Caregiver = "caregiver",
        /// The peer.
        Peer = "peer",
        /// The peer's supervisor.
        Supervisor = "supervisor",
        /// The clinician who recommended peer support.
        Clinician = "clinician",
    }
}

coded! {
    /// How somebody signed.
    HowSigned {
        /// With a PIN that only they know.
        OwnPin = "own-pin",
        /// In a session that they opened themselves.
        OwnSession = "own-session",
        /// Drawn by hand, with a witness.
        Drawn = "drawn",
        /// Their name written for them or by them, with a witness: where nothing can be drawn.
        Typed = "typed",
        /// On paper, kept as a picture.
        Paper = "paper",
        /// On a printed copy.
        Print = "print",
        /// With a link that works once.
        Link = "link",
    }
}

/// One signature under a version, as far as the rules look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// In which part they signed.
    pub signer: SignerKind,
}

impl SignerKind {
    /// Whether this signature stands for the member's own yes.
    pub const fn speaks_for_member(self) -> bool {
        matches!(self, Self::Member | Self::Guardian)
    }

    /// Whether a plan without such a person is whole without the signature.
    pub const fn only_if_any(self) -> bool {
        matches!(self, Self::Guardian | Self::Caregiver)
    }

    /// Whether this signature stands for the agency's side.
    pub const fn speaks_for_agency(self) -> bool {
        matches!(self, Self::Peer | Self::Supervisor | Self::Clinician)
    }
}

/// Whether a version counts as signed: by the member or their guardian, and by one of peer, supervisor and clinician.
///
/// This is a rule of the product. Programs may expect more signers, see [`missing`].
pub fn complete(signers: &[SignerKind]) -> bool {
    signers.iter().any(|signer| signer.speaks_for_member()) && signers.iter().any(|signer| signer.speaks_for_agency())
}

/// Those who are expected and have not signed, each once, in the order in which they are expected.
///
/// The member's own word and their guardian's stand for each other: once one is there, the member is not waited for.
pub fn missing(expected: &[SignerKind], signed: &[SignerKind]) -> Vec<SignerKind> {
    let spoken_for = signed.iter().any(|signer| signer.speaks_for_member());
    let mut still = Vec::new();
    for signer in expected {
        let there = signed.contains(signer) || (spoken_for && *signer == SignerKind::Member);
        if !there && !still.contains(signer) {
            still.push(*signer);
        }
    }
    still
}

/// Who sits at the device, as far as the rules of signing look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtDevice {
    /// The member, in a session of their own.
    Member,
    /// The member, on a device that staff handed over. Staff sign nothing then.
    HandedOver,
    /// Staff, in their own session.
    Staff {
        /// The roles by which they may have this plan signed.
        signs: Vec<Role>,
        /// The roles by which they may co-sign this plan.
        cosigns: Vec<Role>,
    },
}

/// How the session stands to a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It is the signer's own session.
    Own,
    /// It is the signer's own session, and a signature beside the first ones.
    Cosigns,
    /// Staff sit beside the signer, or hold the signed sheet.
    Witnessed,
}

/// A part that may be signed at a device, and the ways in which it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPart {
    /// In which part.
    pub signer: SignerKind,
    /// How the session stands to it.
    pub part: Part,
    /// The ways.
    pub ways: &'static [HowSigned],
}

const IN_SESSION: &[HowSigned] = &[HowSigned::OwnPin, HowSigned::OwnSession, HowSigned::Drawn];
const BESIDE: &[HowSigned] = &[HowSigned::Drawn, HowSigned::Typed];
const BESIDE_OR_PIN: &[HowSigned] = &[HowSigned::Drawn, HowSigned::Typed, HowSigned::OwnPin];
const ON_PAPER: &[HowSigned] = &[HowSigned::Paper, HowSigned::Print];

/// Every part that may be signed there. Nobody signs in somebody else's part: a member as the member alone; staff for
/// themselves in a role by which they reach this very plan, or as witness of somebody beside them or on paper.
pub fn parts(at: &AtDevice) -> Vec<OpenPart> {
    use SignerKind::{Caregiver, Clinician, Guardian, Member, Peer, Supervisor};
    let open = |signer, part, ways| OpenPart { signer, part, ways };
    match at {
        AtDevice::Member => vec![open(Member, Part::Own, IN_SESSION)],
        AtDevice::HandedOver => vec![open(Member, Part::Witnessed, BESIDE_OR_PIN)],
        AtDevice::Staff { signs, cosigns } => {
            let peer = signs.iter().any(|role| matches!(role, Role::PeerSpecialist | Role::FamilyPartner));
            let mut parts = Vec::new();
            parts.extend(peer.then(|| open(Peer, Part::Own, IN_SESSION)));
            parts.extend(cosigns.contains(&Role::Supervisor).then(|| open(Supervisor, Part::Cosigns, IN_SESSION)));
            parts.extend(cosigns.contains(&Role::Clinician).then(|| open(Clinician, Part::Cosigns, IN_SESSION)));
            if !signs.is_empty() {
                parts.push(open(Member, Part::Witnessed, BESIDE_OR_PIN));
                parts.extend([Guardian, Caregiver].map(|signer| open(signer, Part::Witnessed, BESIDE)));
                parts.extend([Member, Guardian, Caregiver, Clinician].map(|s| open(s, Part::Witnessed, ON_PAPER)));
            }
            parts
        }
    }
}

/// Errors when there is nothing to sign, or while somebody has yet to choose between two texts.
pub fn ready_to_sign(content: &PlanContent, open_clashes: usize) -> Result<(), Notice> {
    if content.is_empty() {
        return Err(Notice::new("sign-plan-empty"));
    }
    if open_clashes > 0 {
        return Err(Notice::new("sign-clash-open").with("count", i64::try_from(open_clashes).unwrap_or(i64::MAX)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::SignerKind::{Caregiver, Clinician, Guardian, Member, Peer, Supervisor};
    use super::*;

    #[test]
    fn a_plan_is_complete_when_both_sides_signed() {
        for own in [Member, Guardian] {
            for agency in [Peer, Supervisor, Clinician] {
                assert!(complete(&[agency, own]), "{own:?} and {agency:?}");
            }
        }
        for not_yet in [&[][..], &[Member], &[Member, Guardian, Caregiver], &[Peer, Supervisor], &[Caregiver, Peer]] {
            assert!(!complete(not_yet), "{not_yet:?}");
        }
    }

    #[test]
    fn missing_signers_are_named_once_in_the_expected_order() {
        assert_eq!(missing(&[Peer, Member, Clinician, Peer], &[Member]), [Peer, Clinician]);
        assert_eq!(missing(&[Member], &[Member, Peer]), []);
        assert_eq!(missing(&[], &[]), []);
    }

    #[test]
    fn the_member_and_the_guardian_speak_for_each_other() {
        assert_eq!(missing(&[Member, Peer], &[Guardian]), [Peer]);
        assert_eq!(missing(&[Member, Guardian, Peer], &[Member]), [Guardian, Peer]);
    }

    #[test]
    fn nobody_signs_in_somebody_elses_part() {
        let signers = |at: &AtDevice| parts(at).iter().map(|one| (one.signer, one.part)).collect::<Vec<_>>();
        assert_eq!(signers(&AtDevice::Member), [(Member, Part::Own)]);
        assert_eq!(signers(&AtDevice::HandedOver), [(Member, Part::Witnessed)]);
        let on_paper = |at: &AtDevice| parts(at).iter().any(|one| one.ways.contains(&HowSigned::Print));
        assert!(!on_paper(&AtDevice::Member) && !on_paper(&AtDevice::HandedOver));
        let peer = AtDevice::Staff { signs: vec![Role::PeerSpecialist], cosigns: vec![] };
        assert!(signers(&peer).contains(&(Peer, Part::Own)) && on_paper(&peer));
        assert!(!signers(&peer).contains(&(Supervisor, Part::Cosigns)));
        // Their role as clinician does not reach this plan: they are not in `cosigns` with it.
        let supervisor = AtDevice::Staff { signs: vec![], cosigns: vec![Role::Supervisor] };
        assert_eq!(signers(&supervisor), [(Supervisor, Part::Cosigns)]);
        assert!(parts(&AtDevice::Staff { signs: vec![], cosigns: vec![] }).is_empty());
        for one in parts(&AtDevice::Staff { signs: Role::ALL.to_vec(), cosigns: Role::ALL.to_vec() }) {
            assert!(!one.ways.contains(&HowSigned::Link), "a link is answered by whoever holds it");
        }
    }

    #[test]
    fn an_empty_plan_and_an_open_clash_cannot_be_signed() {
        let empty = PlanContent { good_life: " \n".into(), ..PlanContent::default() };
        assert_eq!(ready_to_sign(&empty, 0).map_err(|notice| notice.id), Err("sign-plan-empty".into()));
        let written = PlanContent { good_life: "A garden.".into(), ..PlanContent::default() };
        assert_eq!(ready_to_sign(&written, 2), Err(Notice::new("sign-clash-open").with("count", 2)));
        assert_eq!(ready_to_sign(&written, 0), Ok(()));
    }
}
