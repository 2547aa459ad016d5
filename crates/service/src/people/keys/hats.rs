//! Several hats of one human: staff here, staff there, a member. A session wears one of them.

use crate::people::open_session::{Opening, open, two_steps_first};
use crate::people::{HatChoice, SignedIn, sign_out};
use crate::{Fault, House, Session};
use access::{Actor, Call, Operation, Scope, params, statements};
use domain::id::{AccountId, AgencyId, PersonId, StaffId};

statements! {
    STAFF_HATS = "
        SELECT s.staff_agency_id, s.staff_id FROM staff_account s WHERE s.account_id = $1 AND (s.closed_until IS NULL OR s.closed_until <= $2)
        ORDER BY s.staff_agency_id, s.staff_id";

    STAFF_HAT = "
        SELECT s.name, s.title, g.name FROM staff s JOIN agency g ON g.id = s.agency_id
        WHERE s.agency_id = $1 AND s.id = $2 AND s.state = 'active'";

    MEMBER_HAT = "SELECT p.id FROM person p WHERE p.account_id = $1";

    SUPPORTER_HAT = "SELECT u.id FROM supporter u WHERE u.account_id = $1";

    ENDS_AT = "SELECT ends_at FROM session WHERE id = $1 AND ended_at IS NULL";
}

/// A hat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hat {
    /// To choose it by.
    pub choice: HatChoice,
    /// The agency's name; none for one's own space.
    pub agency: Option<String>,
    /// The work title there; empty for one's own space.
    pub title: String,
    /// Whether the session wears it now.
    pub worn: bool,
}

/// The hats of an account, staff first.
pub(super) fn hats_of(house: &House, call: &Call, account: AccountId) -> Result<Vec<Hat>, Fault> {
    house.store().read(call, |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let mut hats = Vec::new();
        let mut staff: Vec<(AgencyId, StaffId)> = Vec::new();
        for mut row in work.rows(&permit, &STAFF_HATS, &params![account, now])? {
            staff.push((row.take()?, row.take()?));
        }
        let person: Option<PersonId> =
            work.row(&permit, &MEMBER_HAT, &params![account])?.map(|mut row| row.take()).transpose()?;
        let supports = work.row(&permit, &SUPPORTER_HAT, &params![account])?.is_some();
        for (agency, id) in staff {
            work.cross(&permit, &Scope { agency: Some(agency), person: None, system: false })?;
            let Some(mut row) = work.row(&permit, &STAFF_HAT, &params![agency, id])? else { continue };
            let (_name, title): (String, String) = (row.take()?, row.take()?);
            let choice = HatChoice::Staff(agency, id);
            hats.push(Hat { choice, agency: Some(row.take()?), title, worn: false });
        }
        if person.is_some() {
            hats.push(Hat { choice: HatChoice::Member, agency: None, title: String::new(), worn: false });
        }
        if supports {
            hats.push(Hat { choice: HatChoice::Supporter, agency: None, title: String::new(), worn: false });
        }
        Ok(hats)
    })
}

/// The hats to change between.
pub fn hats(house: &House, session: &Session) -> Result<Vec<Hat>, Fault> {
    let worn = match session.actor {
        Actor::Staff(hat) => HatChoice::Staff(hat.agency, hat.staff),
        Actor::Supporter(_) => HatChoice::Supporter,
        _ => HatChoice::Member,
    };
    let mut hats = hats_of(house, &house.call_as(session), session.account)?;
    hats.iter_mut().for_each(|hat| hat.worn = hat.choice == worn);
    Ok(hats)
}

/// Changes the hat: the session ends and another begins, with a new secret.
///
/// It is no new proof: how long it may last and what was confirmed stay as they were.
/// A device that was handed over keeps its hat. A staff hat asks for two steps, as a sign-in does, and is not to be
/// had from a session that sees only a part of the own space.
pub fn change_hat(house: &House, session: &Session, choice: HatChoice) -> Result<SignedIn, Fault> {
    if session.narrowed_to.is_some() {
        return Err(Fault::Absent);
    }
    if session.space_locked && !session.strength.is_whole() && choice != HatChoice::Member {
        return Err(two_steps_first());
    }
    let id = session.id;
    let ends = house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        let mut row = work.row(&permit, &ENDS_AT, &params![id])?.ok_or(Fault::Absent)?;
        Ok(row.take()?)
    })?;
    let opening = Opening {
        account: session.account,
        strength: session.strength,
        device: session.device,
        hat: choice,
        stepped_up: session.stepped_up,
        no_later_than: Some(ends),
    };
    let signed = open(house, opening)?;
    sign_out(house, session)?;
    Ok(signed)
}
