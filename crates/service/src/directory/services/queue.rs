//! What of the services waits for an editor.

use crate::directory::desk;
use crate::{Fault, House, Session};
use access::{Operation, params};
use domain::directory::ReportKind;
use domain::id::OfferingId;
use domain::time::{Date, Moment};

access::statements! {
    OPEN_SERVICE_REPORTS = "
        SELECT o.id, o.name, r.kind, count(*), min(r.made_on)
        FROM feed f
        JOIN offering o ON o.feed_id = f.id
        JOIN offering_report r ON r.offering_id = o.id
        WHERE f.steward_id = $1 AND r.answered_at IS NULL
        GROUP BY o.id, o.name, r.kind
        ORDER BY CASE WHEN r.kind = 'unsafe' THEN 0 ELSE 1 END, min(r.made_on), o.id
        LIMIT 51";

    CLASHING_SERVICES = "
        SELECT o.id, o.name
        FROM feed f JOIN offering o ON o.feed_id = f.id
        WHERE f.steward_id = $1 AND o.clashes AND o.gone_at IS NULL
        ORDER BY o.name, o.id LIMIT 51";

    PROPOSED_SERVICES = "
        SELECT o.id, o.name, a.name, p.made_at
        FROM feed f
        JOIN offering o ON o.feed_id = f.id
        JOIN offering_proposal p ON p.offering_id = o.id
        JOIN agency a ON a.id = p.from_agency
        WHERE f.steward_id = $1 AND p.answered_at IS NULL
        ORDER BY p.id LIMIT 51";

    /// Shown, and said to be right too long ago.
    STALE_SERVICES = "
        SELECT o.id, o.name
        FROM feed f JOIN offering o ON o.feed_id = f.id
        WHERE f.steward_id = $1 AND f.state <> 'ended' AND COALESCE(f.seen_at, 0) < $2
          AND o.gone_at IS NULL AND o.hidden IS NULL AND COALESCE(o.verified_at, 0) < $2
        ORDER BY COALESCE(o.verified_at, 0), o.id LIMIT 51";

    /// Nobody here has ever said that they are right.
    UNVERIFIED_SERVICES = "
        SELECT o.id, o.name
        FROM feed f JOIN offering o ON o.feed_id = f.id
        WHERE f.steward_id = $1 AND f.state <> 'ended' AND o.gone_at IS NULL AND o.hidden IS NULL
          AND o.verified_at IS NULL
        ORDER BY o.id LIMIT 26";

    SERVICES_OFF = "
        SELECT o.id, o.name, o.hidden
        FROM feed f JOIN offering o ON o.feed_id = f.id
        WHERE f.steward_id = $1 AND o.gone_at IS NULL AND o.hidden IS NOT NULL
        ORDER BY o.name, o.id LIMIT 51";
}

/// What people say is wrong with a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceReported {
    /// The service, and what it is called.
    pub service: (OfferingId, String),
    /// What was said.
    pub kind: ReportKind,
    /// By how many visitors.
    pub people: i64,
    /// Since which day.
    pub since: Date,
}

/// What waits. Of each at most fifty and one: whether there are more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServiceQueue {
    /// What people said is wrong; danger first.
    pub reported: Vec<ServiceReported>,
    /// Put right here, and their list says otherwise now.
    pub clashing: Vec<(OfferingId, String)>,
    /// What colleagues would put right: the service, the agency, when.
    pub proposed: Vec<((OfferingId, String), String, Moment)>,
    /// Nobody has spoken for them lately, the oldest first.
    pub stale: Vec<(OfferingId, String)>,
    /// Nobody here has ever spoken for them: twenty-five and one.
    pub unverified: Vec<(OfferingId, String)>,
    /// Taken off, with the code of why.
    pub off: Vec<(OfferingId, String, String)>,
}

/// What of the services waits for an editor, of the lists that their agency looks after.
pub fn service_queue(house: &House, session: &Session) -> Result<ServiceQueue, Fault> {
    let terms = desk()?.terms();
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let stale = work.now().plus_seconds(-terms.stale * 86_400);
        let mut queue = ServiceQueue::default();
        for mut row in work.rows(&permit, &OPEN_SERVICE_REPORTS, &params![agency])? {
            let service = (row.take()?, row.take()?);
            let (kind, people, since) = (row.parse()?, row.take()?, row.take()?);
            queue.reported.push(ServiceReported { service, kind, people, since });
        }
        for mut row in work.rows(&permit, &CLASHING_SERVICES, &params![agency])? {
            queue.clashing.push((row.take()?, row.take()?));
        }
        for mut row in work.rows(&permit, &PROPOSED_SERVICES, &params![agency])? {
            let service = (row.take()?, row.take()?);
            queue.proposed.push((service, row.take()?, row.take()?));
        }
        for mut row in work.rows(&permit, &STALE_SERVICES, &params![agency, stale])? {
            queue.stale.push((row.take()?, row.take()?));
        }
        for mut row in work.rows(&permit, &UNVERIFIED_SERVICES, &params![agency])? {
            queue.unverified.push((row.take()?, row.take()?));
        }
        for mut row in work.rows(&permit, &SERVICES_OFF, &params![agency])? {
            queue.off.push((row.take()?, row.take()?, row.take()?));
        }
        Ok(queue)
    })
}
