//! Watches how many charts somebody opens, so that a supervisor is asked to look (docs/GLOSSARY.md, alert).

use crate::{Fault, House};
use access::{Actor, Basis, Operation, params, statements};
use domain::id::{AgencyId, RowId, StaffId};
use domain::time::Moment;

/// Over how long charts are counted, in seconds.
const HOUR: i64 = 60 * 60;

statements! {
    /// Who opened how many charts since a moment, by basis. A member that a list told of was not opened. The cross join
    /// keeps SQLite from reading every event there ever was: one agency after the other, the last hour of each.
    OPENED_SINCE = "
        SELECT e.agency_id, e.actor_id, e.basis = $4, COUNT(DISTINCT e.member_id)
        FROM agency a
        CROSS JOIN audit_event e
        WHERE e.agency_id = a.id AND e.at >= $1 AND e.actor_kind = 'staff' AND e.outcome = 'allowed' AND e.subject_kind = 'member' AND e.operation <> $3
        GROUP BY e.agency_id, e.actor_id, e.basis = $4
        HAVING COUNT(DISTINCT e.member_id) > $2
        ORDER BY 1, 2, 3";

    /// One alert an hour for one person.
    RAISE_ALERT = "
        INSERT INTO browse_alert (agency_id, id, staff_id, from_at, charts, usual, raised_at)
        SELECT s.agency_id, $3, s.id, $4, $5, $6, $7 FROM staff s
        WHERE s.agency_id = $1 AND s.id = $2 AND NOT EXISTS (
          SELECT 1 FROM browse_alert b
          WHERE b.agency_id = s.agency_id AND b.staff_id = s.id AND b.raised_at > $4)";
}

/// Raises an alert for everybody who opened more charts in the last hour than the rule says; how many.
pub fn watch_charts(house: &House, now: Moment) -> Result<u64, Fault> {
    let Some(rules) = words::content::watch_rules() else { return Ok(0) };
    let (usual, audit) = (i64::from(rules.charts_an_hour.value), i64::from(rules.audit_charts_an_hour.value));
    let since = now.plus_seconds(-HOUR);
    let over = house.store().read(&house.call(Actor::Operator), |work| {
        let permit = work.permit_open(Operation::KeepRecord)?;
        let values = params![since, usual.min(audit), Operation::FindMembers.code(), Basis::Audit.code()];
        let mut over: Vec<(AgencyId, StaffId, i64, i64)> = Vec::new();
        for mut row in work.rows(&permit, &OPENED_SINCE, &values)? {
            let (agency, staff) = (row.take()?, row.take()?);
            let most = if row.take::<bool>()? { audit } else { usual };
            let charts: i64 = row.take()?;
            if charts > most {
                over.push((agency, staff, charts, most));
            }
        }
        Ok(over)
    })?;
    if over.is_empty() {
        return Ok(0);
    }
    house.store().write(&house.call(Actor::Operator), move |work| {
        let permit = work.permit_open(Operation::KeepRecord)?;
        let mut raised = 0;
        for (agency, staff, charts, most) in &over {
            let id: RowId = work.ids().next();
            raised += work.run(&permit, &RAISE_ALERT, &params![*agency, *staff, id, since, *charts, *most, now])?;
        }
        Ok(raised)
    })
}
