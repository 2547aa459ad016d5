//! Who is signed in behind a token.

use crate::secret::token_hash;
use crate::{Fault, House, Session};
use access::{Actor, MemberHat, Operation, Permit, Scope, StaffHat, SupporterHat, Work, params, statements};
use domain::id::{AccountId, AgencyId, DeviceId, PersonId, PlanId, SessionId, StaffId, SupporterId};
use domain::lang::Lang;
use domain::people::{Role, Strength, second_pin_holds, space_is_locked};
use domain::time::Moment;

/// A sign of life is written down at most this often, in seconds.
const SEEN_EVERY: i64 = 60;

statements! {
    SESSION_BY_TOKEN = "
        SELECT s.id, s.account_id, s.hat, s.agency_id, s.staff_id, s.person_id, s.narrowed_to,
          s.seen_at, s.idle_seconds, s.ends_at, s.strength, s.stepped_up_at, s.device_id, a.username, a.lang,
          a.space_locked_since, a.space_locked_until,
          COALESCE((SELECT d.created_at FROM device d WHERE d.id = s.device_id), s.created_at),
          s.created_at,
          (SELECT COUNT(*) FROM staff_account x WHERE x.account_id = s.account_id)
            + (SELECT COUNT(*) FROM person x WHERE x.account_id = s.account_id)
            + (SELECT COUNT(*) FROM supporter x WHERE x.account_id = s.account_id),
          (SELECT x.id FROM supporter x WHERE x.account_id = s.account_id),
          a.second_pin_hash IS NOT NULL, s.second_pin_at
        FROM session s
        JOIN account a ON a.id = s.account_id
        WHERE s.token_hash = $1 AND s.ended_at IS NULL AND a.state = 'active'";

    STAFF_BEHIND_SESSION = "
        SELECT s.name, g.slug, g.name
        FROM staff s
        JOIN agency g ON g.id = s.agency_id
        WHERE s.agency_id = $1 AND s.id = $2 AND s.state = 'active'";

    ROLES_OF_STAFF = "
        SELECT role FROM role_grant
        WHERE agency_id = $1 AND staff_id = $2 AND from_on <= $3 AND (until_on IS NULL OR until_on >= $3)
        ORDER BY role";

    LANG_OF_PLAN = "
        SELECT m.lang FROM plan p JOIN member m ON m.agency_id = p.agency_id AND m.id = p.member_id
        WHERE p.agency_id = $1 AND p.id = $2";

    SESSION_SEEN = "UPDATE session SET seen_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// The session behind a token, if it lives; a sign of life keeps it.
pub fn session(house: &House, token: &str) -> Result<Option<Session>, Fault> {
    Ok(load(house, token)?.map(|session| seal(house, session, token)))
}

/// The form token of a session derives from its secret, which only the browser and this request know.
pub(super) fn seal(house: &House, mut session: Session, token: &str) -> Session {
    session.form_token = house.seal_mac(&format!("form {token}"));
    session
}

/// Puts a staff hat on a session. Says whether there is such a staff member here now.
fn put_on<'w>(work: &mut Work<'w>, permit: &Permit<'w>, session: &mut Session, hat: StaffHat) -> Result<bool, Fault> {
    let StaffHat { agency, staff, .. } = hat;
    work.cross(permit, &Scope { agency: Some(agency), person: None, system: false })?;
    let Some(mut row) = work.row(permit, &STAFF_BEHIND_SESSION, &params![agency, staff])? else { return Ok(false) };
    session.actor = Actor::Staff(hat);
    session.name = row.take()?;
    session.agency_slug = row.take()?;
    session.agency_name = row.take()?;
    // In the member's hands the device speaks the member's language.
    if let Some(plan) = session.narrowed_to
        && let Some(mut row) = work.row(permit, &LANG_OF_PLAN, &params![agency, plan])?
    {
        session.lang = row.take()?;
    }
    let today = work.today(agency)?;
    let roles = work.rows(permit, &ROLES_OF_STAFF, &params![agency, staff, today])?;
    session.roles = roles.into_iter().map(|mut row| Ok(row.parse()?)).collect::<Result<_, Fault>>()?;
    Ok(true)
}

/// The session behind the hash of a token, if it lives, and whether a sign of life is due.
pub(super) fn look<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    hashed: &[u8],
) -> Result<Option<(Session, bool)>, Fault> {
    let Some(mut row) = work.row(permit, &SESSION_BY_TOKEN, &params![hashed.to_vec()])? else { return Ok(None) };
    let id: SessionId = row.take()?;
    let account: AccountId = row.take()?;
    let hat: String = row.take()?;
    let agency: Option<AgencyId> = row.take()?;
    let staff: Option<StaffId> = row.take()?;
    let person: Option<PersonId> = row.take()?;
    let narrowed_to: Option<PlanId> = row.take()?;
    let seen: Moment = row.take()?;
    let idle: i64 = row.take()?;
    let ends: Moment = row.take()?;
    let strength: Strength = row.parse()?;
    let stepped_up: Option<Moment> = row.take()?;
    let device: Option<DeviceId> = row.take()?;
    let username: String = row.take()?;
    let lang: Lang = row.take()?;
    let (locked_since, locked_until): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
    let (device_since, began): (Moment, Moment) = (row.take()?, row.take()?);
    let hats: i64 = row.take()?;
    let supporter: Option<SupporterId> = row.take()?;
    let (second_pin, typed): (bool, Option<Moment>) = (row.take()?, row.take()?);
    let now = work.now();
    // A sign of life that is to come is of a clock that was set back: it keeps no session open, and revives none.
    if now > ends || !(-idle..=idle).contains(&now.seconds_since(seen)) {
        return Ok(None);
    }
    let mut session = Session {
        id,
        account,
        actor: Actor::Public,
        name: username,
        agency_slug: None,
        agency_name: None,
        roles: vec![Role::Member],
        lang,
        narrowed_to,
        // A passkey opens the own space; so does what was known before the lock began.
        space_locked: strength != Strength::Passkey
            && space_is_locked(locked_since, locked_until, now, device_since.min(began)),
        // Where the session ends sooner for good, the warning comes sooner too.
        idle_seconds: u32::try_from(idle.min(ends.seconds_since(now))).unwrap_or(0),
        strength,
        stepped_up,
        device,
        more_hats: hats > 1,
        second_pin_first: hat == "member" && second_pin && !second_pin_holds(typed, now),
        form_token: String::new(),
    };
    match (hat.as_str(), agency, staff, person) {
        ("staff", Some(agency), Some(staff), person) => {
            if !put_on(work, permit, &mut session, StaffHat { account, agency, staff, person })? {
                return Ok(None);
            }
        }
        ("member", _, _, Some(person)) => session.actor = Actor::Member(MemberHat { account, person }),
        ("supporter", ..) => {
            let Some(supporter) = supporter else { return Ok(None) };
            session.actor = Actor::Supporter(SupporterHat { account, supporter });
            session.roles = vec![Role::Supporter];
        }
        _ => return Ok(None),
    }
    Ok(Some((session, now.seconds_since(seen) >= SEEN_EVERY)))
}

fn load(house: &House, token: &str) -> Result<Option<Session>, Fault> {
    let hashed = token_hash(token);
    let call = house.call(Actor::Public);
    let found = house.store().read(&call, |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        look(work, &permit, &hashed)
    })?;
    let Some((session, stale)) = found else { return Ok(None) };
    if stale {
        let id = session.id;
        let seen = house.store().write(&call, move |work| {
            let permit = work.permit_open(Operation::SignIn)?;
            let now = work.now();
            work.run(&permit, &SESSION_SEEN, &params![id, now])
        });
        match seen {
            // Where there is no room to write, people go on reading; the session ends by its last sign of life.
            Ok(_) | Err(Fault::Full) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(Some(session))
}
