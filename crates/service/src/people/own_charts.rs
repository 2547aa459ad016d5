//! The charts that are linked to a person's own space, seen by that person alone.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::MemberId;
use domain::time::Moment;

statements! {
    CALLED_AT = "
        SELECT a.name, m.called
        FROM member m
        JOIN agency a ON a.id = m.agency_id
        WHERE m.agency_id = $1 AND m.id = $2";

    UNLINKED_AT = "SELECT unlinked_at FROM person WHERE id = $1";
}

/// For how long a space says that another sign-in took the place of this one, in seconds: 90 days. House rule.
const TOLD_FOR: i64 = 90 * 86_400;

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

/// When another sign-in took the place of this one at a chart, if one did lately.
pub fn unlinked(house: &House, session: &Session) -> Result<Option<Moment>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let hat = work.member_hat()?;
        let permit = work.permit_open(Operation::SignIn)?;
        let now = work.now();
        let mut row = work.row(&permit, &UNLINKED_AT, &params![hat.person])?.ok_or(Fault::Absent)?;
        Ok(row.take::<Option<Moment>>()?.filter(|at| now.seconds_since(*at) <= TOLD_FOR))
    })
}
