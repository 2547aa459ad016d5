//! Inviting a member to join on their own phone: one code at a time, good for a day.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, JoinId, MemberId};
use domain::people::JoinCode;
use domain::time::Moment;
use serde::{Deserialize, Serialize};

/// How long a code lets somebody in, in seconds. House rule: a day, so that it still works this evening.
const GOOD_FOR: i64 = 24 * 3600;

statements! {
    END_OPEN_CODES = "
        UPDATE join_code SET until = $3
        WHERE agency_id = $1 AND member_id = $2 AND used_at IS NULL AND until > $3";

    INSERT_JOIN_CODE = "
        INSERT INTO join_code (agency_id, id, member_id, code_hash, made_by, made_at, until)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";

    NEWEST_CODE = "
        SELECT id, until, used_at, confirmed_at, refused_at FROM join_code
        WHERE agency_id = $1 AND member_id = $2
        ORDER BY made_at DESC, id DESC LIMIT 1";

    JOINED = "SELECT joined FROM member WHERE agency_id = $1 AND id = $2";
}

/// A code that was just made: it is shown once and kept nowhere.
#[derive(Debug, Clone)]
pub struct NewCode {
    /// The code, in two groups.
    pub code: String,
    /// Until when it is good.
    pub until: Moment,
}

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No code is open.
    Nothing,
    /// A code is open until then.
    Open(Moment),
    /// Somebody used the code and waits for a yes.
    Waiting(Claimed),
}

/// Somebody who used a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claimed {
    /// The code.
    pub code: JoinId,
    /// When.
    pub at: Moment,
    /// The number that stands on both screens.
    pub number: i64,
}

/// What the page of an invitation shows.
#[derive(Debug, Clone, Copy)]
pub struct Invitation {
    /// Whether a sign-in is linked to the chart already.
    pub joined: bool,
    /// Where the newest code stands.
    pub standing: Standing,
}

#[derive(Serialize, Deserialize)]
struct Made {
    until: Moment,
}

/// Makes a code and ends every earlier one.
pub fn invite(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<NewCode, Fault> {
    let code = code_by(house, "invite", session, command);
    let hash = code_hash(house, &code);
    let made = house.store().command(&house.call_as(session), command, Operation::InviteMember, move |work| {
        let permit = work.permit_member(Operation::InviteMember, member)?;
        let hat = work.staff_hat()?;
        let now = work.now();
        let until = now.plus_seconds(GOOD_FOR);
        let id: JoinId = work.ids().next();
        work.run(&permit, &END_OPEN_CODES, &params![hat.agency, member, now])?;
        let values = params![hat.agency, id, member, hash.clone(), hat.staff, now, until];
        work.run(&permit, &INSERT_JOIN_CODE, &values)?;
        Ok(Made { until })
    })?;
    Ok(NewCode { code: code.to_string(), until: made.until })
}

/// Where the invitation of a member stands.
pub fn invitation(house: &House, session: &Session, member: MemberId) -> Result<Invitation, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_view(Operation::InviteMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut joined = work.row(&permit, &JOINED, &params![agency, member])?.ok_or(Fault::Absent)?;
        let mut standing = Standing::Nothing;
        if let Some(mut row) = work.row(&permit, &NEWEST_CODE, &params![agency, member])? {
            let (code, until): (JoinId, Moment) = (row.take()?, row.take()?);
            let used: Option<Moment> = row.take()?;
            let (confirmed, refused): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
            standing = match used {
                None if until > work.now() => Standing::Open(until),
                Some(at) if confirmed.is_none() && refused.is_none() => Standing::Waiting(claimed(code, at)),
                _ => Standing::Nothing,
            };
        }
        Ok(Invitation { joined: joined.take()?, standing })
    })
}

/// The same for who may invite; nothing for everybody else who reads the chart.
pub fn invitation_if(house: &House, session: &Session, member: MemberId) -> Result<Option<Invitation>, Fault> {
    let may = house.store().read(&house.call_as(session), |work| work.could(Operation::InviteMember, member))?;
    if may { invitation(house, session, member).map(Some) } else { Ok(None) }
}

/// A code that follows from the command and from who gives it: a form sent twice shows one code, and the same form
/// in other hands another.
pub(in crate::people) fn code_by(house: &House, what: &str, session: &Session, command: CommandId) -> JoinCode {
    code_of(house, &format!("{what} by {}", session.account), command)
}

/// A code that follows from the command, so that a form sent twice shows one code.
pub(in crate::people) fn code_of(house: &House, what: &str, command: CommandId) -> JoinCode {
    let seal = house.seal_mac(&format!("{what} {command}"));
    let mut chance = [0; 8];
    for (byte, sign) in chance.iter_mut().zip(seal.as_bytes().chunks(2)) {
        let text = std::str::from_utf8(sign).unwrap_or_default();
        *byte = u8::from_str_radix(text, 16).unwrap_or_default();
    }
    JoinCode::from_chance(chance)
}

/// What the database keeps of a code: a seal that only this house can make, since 40 bits are soon tried.
pub(in crate::people) fn code_hash(house: &House, code: &JoinCode) -> Vec<u8> {
    house.seal_mac(&format!("join {code}")).into_bytes()
}

/// The claim of a code, with the number from 10 to 99 that both screens show.
pub(super) fn claimed(code: JoinId, at: Moment) -> Claimed {
    use sha2::{Digest, Sha256};
    let sum = Sha256::digest(format!("{code} {}", at.micros()).as_bytes());
    let number = sum.iter().take(4).fold(0i64, |sum, byte| sum * 256 + i64::from(*byte)) % 90 + 10;
    Claimed { code, at, number }
}
