//! The charts that are linked to a person's own space, seen by that person alone.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::MemberId;

statements! {
    CALLED_AT = "
        SELECT a.name, m.called
        FROM member m
        JOIN agency a ON a.id = m.agency_id
        WHERE m.agency_id = $1 AND m.id = $2";
}

/// A chart of one's own.
#[derive(Debug, Clone)]
pub struct OwnChart {
    /// The agency's name.
    pub agency_name: String,
    /// The chart.
    pub member: MemberId,
    /// What they like to be called there.
    pub called: String,
}

/// The person's own charts, oldest first.
pub fn own_charts(house: &House, session: &Session) -> Result<Vec<OwnChart>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let mut charts = Vec::new();
        for (agency, member) in work.own_charts()? {
            let permit = work.permit_member(Operation::ReadMember, member)?;
            if let Some(mut row) = work.row(&permit, &CALLED_AT, &params![agency, member])? {
                charts.push(OwnChart { agency_name: row.take()?, member, called: row.take()? });
            }
        }
        Ok(charts)
    })
}
