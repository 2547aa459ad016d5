//! The code for a staff member's first sign-in. It is shown once; the database keeps what only this house can make.

use super::joining::{code_by, code_hash};
use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, CommandId, RowId, StaffId};
use domain::notice::Notice;
use domain::people::JoinCode;

/// How long a code for the first sign-in is good, in seconds. House rule: a week.
const CODE_GOOD: i64 = 7 * 86_400;

statements! {
    NEVER_SIGNED_IN = "
        SELECT a.username
        FROM staff_account sa
        JOIN account a ON a.id = sa.account_id
        WHERE sa.staff_agency_id = $1 AND sa.staff_id = $2 AND a.passphrase_hash IS NULL";

    FIRST_CODES_END = "
        UPDATE staff_code SET until = $3
        WHERE agency_id = $1 AND staff_id = $2 AND NOT again AND used_at IS NULL AND until > $3";

    KEEP_FIRST_CODE = "
        INSERT INTO staff_code (agency_id, id, staff_id, again, code_hash, asked_by, asked_at, until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

/// Somebody new, with the code for their first sign-in. The code is shown once and kept as a hash alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffAdded {
    /// Who.
    pub staff: StaffId,
    /// What they sign in with.
    pub username: String,
    /// The code.
    pub code: String,
}

/// The code that belongs to a command, and what is kept of it: sent twice, it is the same.
pub(super) fn first_code(house: &House, session: &Session, command: CommandId) -> (JoinCode, Vec<u8>) {
    let code = code_by(house, "first sign-in", session, command);
    let hash = code_hash(house, &code);
    (code, hash)
}

/// Keeps a code for somebody's first sign-in. Every one before it ends.
pub(super) fn keep_first_code<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    staff: StaffId,
    hash: &[u8],
) -> Result<(), Fault> {
    let now = work.now();
    let by = work.call().staff().map(|hat| hat.staff);
    let id: RowId = work.ids().next();
    work.run(permit, &FIRST_CODES_END, &params![agency, staff, now])?;
    let values = params![agency, id, staff, false, hash.to_vec(), by, now, now.plus_seconds(CODE_GOOD)];
    work.run(permit, &KEEP_FIRST_CODE, &values).map(drop)
}

/// A new code for somebody who never signed in. The one before ends.
pub fn new_staff_code(
    house: &House,
    session: &Session,
    command: CommandId,
    staff: StaffId,
) -> Result<StaffAdded, Fault> {
    require_step_up(house, session)?;
    let (code, hash) = first_code(house, session, command);
    let username = house.store().command(&house.call_as(session), command, Operation::ManageStaff, move |work| {
        let permit = work.permit_agency(Operation::ManageStaff)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let row = work.row(&permit, &NEVER_SIGNED_IN, &params![agency, staff])?;
        let mut row = row.ok_or_else(|| Fault::refused(Notice::new("staff-signed-in-already")))?;
        let username: String = row.take()?;
        keep_first_code(work, &permit, agency, staff, &hash)?;
        work.detail(&format!("staff {staff} new code"));
        Ok(username)
    })?;
    Ok(StaffAdded { staff, username, code: code.to_string() })
}
