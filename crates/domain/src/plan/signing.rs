//! Who signs a plan, how, and when it is complete.

use super::content::PlanContent;
use crate::coded::coded;
use crate::notice::Notice;
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
pub fn missing(expected: &[SignerKind], signed: &[SignerKind]) -> Vec<SignerKind> {
    let mut still = Vec::new();
    for signer in expected {
        if !signed.contains(signer) && !still.contains(signer) {
            still.push(*signer);
        }
    }
    still
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
    fn an_empty_plan_and_an_open_clash_cannot_be_signed() {
        let empty = PlanContent { good_life: " \n".into(), ..PlanContent::default() };
        assert_eq!(ready_to_sign(&empty, 0).map_err(|notice| notice.id), Err("sign-plan-empty".into()));
        let written = PlanContent { good_life: "A garden.".into(), ..PlanContent::default() };
        assert_eq!(ready_to_sign(&written, 2), Err(Notice::new("sign-clash-open").with("count", 2)));
        assert_eq!(ready_to_sign(&written, 0), Ok(()));
    }
}
