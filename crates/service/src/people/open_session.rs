//! Opening a session: the one way in, whatever somebody proved themselves with.

use super::keys::{Device, Kept};
use super::session::{look, seal};
use crate::secret::token_hash;
use crate::{Fault, House, Refusal, Session};
use access::{Actor, Operation, Permit, Work, params, statements};
use domain::id::{AccountId, AgencyId, DeviceId, NotAnId, PersonId, SessionId, StaffId};
use domain::notice::Notice;
use domain::people::{Role, SessionLimits, Strength};
use domain::time::Moment;

statements! {
    STAFF_OF_ACCOUNT = "
        SELECT s.staff_agency_id, s.staff_id, g.demo
        FROM staff_account s
        JOIN agency g ON g.id = s.staff_agency_id
        WHERE s.account_id = $1 AND (s.closed_until IS NULL OR s.closed_until <= $2)
        ORDER BY s.staff_agency_id, s.staff_id";

    PERSON_OF_ACCOUNT = "SELECT id FROM person WHERE account_id = $1";

    IS_SUPPORTER = "SELECT id FROM supporter WHERE account_id = $1";

    INSERT_SESSION = "
        INSERT INTO session (id, token_hash, account_id, hat, agency_id, staff_id, person_id, strength,
          device_id, created_at, seen_at, idle_seconds, ends_at, stepped_up_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13)";
}

/// A new session and the secret that the browser keeps.
#[derive(Debug)]
pub struct SignedIn {
    /// The secret, never stored.
    pub token: String,
    /// The session.
    pub session: Session,
    /// The cookie by which the account knows this browser from now on, where there is a new one.
    pub remembered: Option<String>,
}

impl SignedIn {
    /// With the cookie of a device that was kept for it.
    pub(super) fn remembering(self, device: &Device, kept: Kept) -> Self {
        Self { remembered: kept.new.then(|| device.cookie()), ..self }
    }
}

/// The hat that a session is to wear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HatChoice {
    /// The first there is: staff before member, and who has neither reads what others share.
    First,
    /// The member's own space; for who has none, what others share.
    Member,
    /// What others share.
    Supporter,
    /// Staff in one agency.
    Staff(AgencyId, StaffId),
}

/// As a form posts it.
impl std::fmt::Display for HatChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::First => f.write_str("first"),
            Self::Member => f.write_str("member"),
            Self::Supporter => f.write_str("supporter"),
            Self::Staff(agency, staff) => write!(f, "{agency}.{staff}"),
        }
    }
}

impl std::str::FromStr for HatChoice {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match text.split_once('.') {
            Some((agency, staff)) => Ok(Self::Staff(agency.parse()?, staff.parse()?)),
            None if text == "member" => Ok(Self::Member),
            None if text == "supporter" => Ok(Self::Supporter),
            None => Err(NotAnId),
        }
    }
}

/// Opens a session for an account whose owner has just proved who they are.
///
/// A new session counts as confirmed. [`Fault::Absent`] when the account has no such hat, [`Fault::Refused`] when the
/// hat asks for two steps and this was less.
pub fn open_session(
    house: &House,
    account: AccountId,
    strength: Strength,
    device: Option<DeviceId>,
    hat: HatChoice,
) -> Result<SignedIn, Fault> {
    let stepped_up = Some(house.now());
    open(house, Opening { account, strength, device, hat, stepped_up, no_later_than: None })
}

/// The answer to who asks for a staff hat after a PIN, a recovery code or a new start.
pub(super) fn two_steps_first() -> Fault {
    let remedy = Some(Notice::new("hat-two-steps-remedy"));
    Fault::Refused(Refusal { why: Notice::new("hat-two-steps"), remedy })
}

/// A session to open.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    pub(super) account: AccountId,
    pub(super) strength: Strength,
    pub(super) device: Option<DeviceId>,
    pub(super) hat: HatChoice,
    pub(super) stepped_up: Option<Moment>,
    /// When it ends at the latest, because it goes on from another one.
    pub(super) no_later_than: Option<Moment>,
}

pub(super) fn open(house: &House, opening: Opening) -> Result<SignedIn, Fault> {
    let token = house.random_token();
    let hashed = token_hash(&token);
    let session = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        open_within(work, &permit, opening, &hashed)
    })?;
    Ok(signed_in(house, session, token))
}

/// A session that was opened, with the secret behind it.
pub(super) fn signed_in(house: &House, session: Session, token: String) -> SignedIn {
    SignedIn { session: seal(house, session, &token), token, remembered: None }
}

/// The same inside another unit of work, for a token of which the hash is given.
pub(super) fn open_within<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    opening: Opening,
    hashed: &[u8],
) -> Result<Session, Fault> {
    let Opening { account, strength, device, hat, stepped_up, no_later_than } = opening;
    let now = work.now();
    let id: SessionId = work.ids().next();
    let rows = work.rows(permit, &STAFF_OF_ACCOUNT, &params![account, now])?;
    let staff: Vec<(AgencyId, StaffId, bool)> =
        rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?, row.take()?))).collect::<Result<_, Fault>>()?;
    let person: Option<PersonId> =
        work.row(permit, &PERSON_OF_ACCOUNT, &params![account])?.map(|mut row| row.take()).transpose()?;
    let supports = work.row(permit, &IS_SUPPORTER, &params![account])?.is_some();
    let staff = match hat {
        HatChoice::First => staff.first().copied(),
        HatChoice::Member | HatChoice::Supporter => None,
        HatChoice::Staff(agency, id) => staff.iter().find(|one| (one.0, one.1) == (agency, id)).copied(),
    };
    // Whatever led here: nobody sees other people's records after less than two steps, except made-up ones.
    if staff.is_some_and(|(_, _, demo)| !demo && !strength.is_whole()) {
        return Err(two_steps_first());
    }
    // Without a role the limits are those of work; what a session may do is looked up at each use.
    let (code, limits) = match (hat, staff, person) {
        (HatChoice::First | HatChoice::Staff(..), Some(_), _) => ("staff", SessionLimits::of(&[])),
        (HatChoice::First | HatChoice::Member, None, Some(_)) => ("member", SessionLimits::of(&[Role::Member])),
        (HatChoice::First | HatChoice::Member, None, None) | (HatChoice::Supporter, None, _) if supports => {
            ("supporter", SessionLimits::of(&[Role::Supporter]))
        }
        _ => return Err(Fault::Absent),
    };
    let (idle, ends) = (limits.idle_seconds, now.plus_seconds(limits.absolute_seconds));
    let ends = no_later_than.map_or(ends, |limit| limit.min(ends));
    let agency = staff.map(|(agency, ..)| agency);
    let staff = staff.map(|(_, staff, _)| staff);
    let values = params![
        id,
        hashed.to_vec(),
        account,
        code,
        agency,
        staff,
        person,
        strength.code(),
        device,
        now,
        idle,
        ends,
        stepped_up
    ];
    work.run(permit, &INSERT_SESSION, &values)?;
    work.leave_event(permit, &format!("session {id} {}", strength.code()));
    // In the same unit: a session that cannot be looked at would be there, and nobody would hold it.
    let found = look(work, permit, hashed)?;
    found.map(|(session, _)| session).ok_or_else(|| Fault::Broken("a new session is gone".into()))
}
