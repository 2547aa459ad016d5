//! Looking at a code that somebody typed: what it opens, without saying whose it is.

use super::invite::code_hash;
use crate::people::sharing::{Invited, invited};
use crate::tries::Limit;
use crate::{Fault, House};
use access::{Actor, Operation, Permit, Scope, Work, params, statements};
use domain::id::{AgencyId, MemberId, RowId};
use domain::notice::Notice;
use domain::people::JoinCode;
use domain::time::Moment;

/// Wrong codes from one address: thirty at once, then one every twenty seconds. At 40 random bits
/// that finds none; right codes cost nothing, so that a whole center can join in one afternoon.
const TRIES: f64 = 30.0;
const TRIES_A_SECOND: f64 = 1.0 / 20.0;

statements! {
    JOIN_CODE_BY_HASH = "
        SELECT j.agency_id, j.id, j.member_id FROM join_code j
        WHERE j.code_hash = $1 AND j.until > $2 AND (j.used_at IS NULL OR j.used_at > $3)";

    RESET_BY_HASH = "
        SELECT r.agency_id, r.id, r.member_id FROM secret_reset r
        WHERE r.code_hash = $1 AND r.until > $2 AND (r.used_at IS NULL OR r.used_at > $3)";
}

/// For how long a form that was sent twice finds its used code again, in seconds.
const AGAIN: i64 = 600;

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFor {
    /// To join.
    Join,
    /// A new start after a lost secret.
    Reset,
    /// To see what somebody shares.
    Share,
}

/// A code that exists.
#[derive(Debug, Clone, Copy)]
pub(super) struct FoundCode {
    pub(super) what: CodeFor,
    pub(super) agency: AgencyId,
    pub(super) id: RowId,
    pub(super) member: MemberId,
}

/// What lies behind a code.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found {
    /// A chart.
    Chart(FoundCode),
    /// What somebody shares.
    Invited(Invited),
}

impl Found {
    pub(super) fn what(self) -> CodeFor {
        match self {
            Self::Chart(found) => found.what,
            Self::Invited(_) => CodeFor::Share,
        }
    }

    /// The code of a chart, for a new start.
    pub(super) fn to_restart(self) -> Option<FoundCode> {
        match self {
            Self::Chart(found) if found.what == CodeFor::Reset => Some(found),
            _ => None,
        }
    }
}

/// What the code is for. Wrong ones are slowed down; [`Fault::Invalid`] on `code` says only that it opens nothing.
pub fn look_at_code(house: &House, code: &str, from: &str) -> Result<CodeFor, Fault> {
    find(house, code, from).map(Found::what)
}

pub(super) fn find(house: &House, code: &str, from: &str) -> Result<Found, Fault> {
    let code = JoinCode::parse(code).map_err(|notice| Fault::invalid("code", notice))?;
    let hash = code_hash(house, &code);
    let limit = Limit::new(&format!("code\n{from}"), TRIES, TRIES_A_SECOND);
    let found = house.store().write(&house.call(Actor::Public), move |work| {
        let permit = work.permit_open(Operation::SignIn)?;
        if let Some(wait) = limit.wait(work, &permit)? {
            return Ok(Err(wait.notice()));
        }
        work.cross(&permit, &Scope::system())?;
        let found = look(work, &permit, &hash)?;
        if found.is_none() {
            limit.wrong(work, &permit)?;
        }
        Ok(found.ok_or_else(|| Notice::new("join-code-unknown")))
    })?;
    found.map_err(|notice| Fault::invalid("code", notice))
}

fn look<'w>(work: &mut Work<'w>, permit: &Permit<'w>, hash: &[u8]) -> Result<Option<Found>, Fault> {
    let now: Moment = work.now();
    let again = now.plus_seconds(-AGAIN);
    for (what, statement) in [(CodeFor::Join, &JOIN_CODE_BY_HASH), (CodeFor::Reset, &RESET_BY_HASH)] {
        if let Some(mut row) = work.row(permit, statement, &params![hash.to_vec(), now, again])? {
            let found = FoundCode { what, agency: row.take()?, id: row.take()?, member: row.take()? };
            return Ok(Some(Found::Chart(found)));
        }
    }
    Ok(invited(work, permit, hash, again)?.map(Found::Invited))
}
