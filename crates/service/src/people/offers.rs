//! What a hat is for: decides what a menu shows and where somebody starts, never what is allowed.

use crate::Session;
use access::Operation;
use access::rules::possible;

/// What the faces offer to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offers {
    /// Walks beside members.
    pub caseload: bool,
    /// Looks for members.
    pub find: bool,
    /// Opens charts for new members.
    pub register: bool,
    /// Looks after a team.
    pub team: bool,
    /// Has business at the agency's desk.
    pub agency: bool,
    /// Keeps why programs pay.
    pub coverage: bool,
    /// Looks after meetings and help lines.
    pub desk: bool,
    /// May say what should be put right in an entry of the directory.
    pub propose: bool,
    /// Keeps the privacy desk.
    pub privacy: bool,
    /// May open a chart in an emergency.
    pub glass: bool,
}

/// What the session's roles are for.
pub fn offers(session: &Session) -> Offers {
    if !session.is_staff() {
        return Offers::default();
    }
    let may = |operation| possible(&session.roles, operation);
    Offers {
        caseload: may(Operation::MarkAction),
        find: may(Operation::FindMembers),
        register: may(Operation::RegisterMember),
        team: may(Operation::ReadTeam),
        agency: may(Operation::ReadAgency),
        coverage: may(Operation::ChangeCoverage),
        desk: may(Operation::ReadDesk),
        propose: may(Operation::ProposeEntry),
        privacy: may(Operation::KeepPrivacy),
        glass: may(Operation::BreakGlass),
    }
}
