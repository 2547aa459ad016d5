//! Who has looked into one's own chart, from the audit record.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::MemberId;
use domain::time::{Date, Moment, Time};

/// How many days' worth of lines are read back.
const MOST: i64 = 400;

statements! {
    LOOKED = "
        SELECT e.at, e.operation, s.name, s.title
        FROM audit_event e
        JOIN staff s ON s.agency_id = e.agency_id AND s.id = e.actor_id
        WHERE e.agency_id = $1 AND e.member_id = $2 AND e.actor_kind = 'staff' AND e.outcome = 'allowed'
        ORDER BY e.at DESC, e.id DESC
        LIMIT $3";
}

/// One line: somebody, a day, a thing; several times on one day are one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Their name.
    pub name: String,
    /// Their work title.
    pub title: String,
    /// What they did, by the code of the operation.
    pub operation: String,
    /// The day, in the agency's zone.
    pub on: Date,
    /// The last time on that day.
    pub at: Time,
    /// How many times.
    pub times: i64,
}

/// Who looked or wrote, newest first. The member alone can ask this.
pub fn looked(house: &House, session: &Session, member: MemberId) -> Result<Vec<Looked>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let zone = work.zone(agency)?;
        let mut lines: Vec<Looked> = Vec::new();
        for mut row in work.rows(&permit, &LOOKED, &params![agency, member, MOST])? {
            let at: Moment = row.take()?;
            let (operation, name, title): (String, String, String) = (row.take()?, row.take()?, row.take()?);
            let local = at.local(&zone);
            let same = lines.iter_mut().rev().take(40).find(|line| {
                line.on == local.date() && line.operation == operation && line.name == name && line.title == title
            });
            match same {
                Some(line) => line.times += 1,
                None => {
                    lines.push(Looked { name, title, operation, on: local.date(), at: local.time(), times: 1 });
                }
            }
        }
        Ok(lines)
    })
}
