//! What of the services waits for an editor.

use super::entry::asked_in;
use super::ready::ready;
use crate::directory::{LeftOutBy, desk};
use crate::{Fault, House, Session};
use access::{Operation, Row, params};
use domain::directory::ReportKind;
use domain::id::OfferingId;
use domain::time::{Date, Moment};

access::statements! {
    OPEN_SERVICE_REPORTS = "
        SELECT o.id, o.name, r.kind, count(*), min(r.made_on)
        FROM feed f
        JOIN offering o ON o.feed_id = f.id
        JOIN offering_report r ON r.offering_id = o.id
        WHERE f.steward_id = $1 AND r.answered_at IS NULL AND r.kind <> 'unsafe'
        GROUP BY o.id, o.name, r.kind
        ORDER BY min(r.made_on), o.id
        LIMIT 51";

    /// All of them, as of meetings: one that is not on the page would be heard by nobody.
    UNSAFE_SERVICE_REPORTS = "
        SELECT o.id, o.name, r.kind, count(*), min(r.made_on)
        FROM offering_report r
        CROSS JOIN offering o
        CROSS JOIN feed f
        WHERE r.kind = 'unsafe' AND r.answered_at IS NULL
          AND o.id = r.offering_id AND f.id = o.feed_id AND f.steward_id = $1
        GROUP BY o.id, o.name, r.kind
        ORDER BY min(r.made_on), o.id";

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

/// What waits. Of each at most fifty and one: whether there are more; of danger all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServiceQueue {
    /// Where somebody was not safe.
    pub danger: Vec<ServiceReported>,
    /// What else people said is wrong.
    pub reported: Vec<ServiceReported>,
    /// Put right here, and their list says otherwise now.
    pub clashing: Vec<(OfferingId, String)>,
    /// What colleagues would put right: the service, the agency, when.
    pub proposed: Vec<((OfferingId, String), String, Moment)>,
    /// Not shown because their contact asked so in another list: the agency and the list that was asked.
    pub left_out: Vec<((OfferingId, String), LeftOutBy)>,
    /// Nobody has spoken for them lately, the oldest first.
    pub stale: Vec<(OfferingId, String)>,
    /// Nobody here has ever spoken for them: twenty-five and one.
    pub unverified: Vec<(OfferingId, String)>,
    /// Taken off, with the code of why.
    pub off: Vec<(OfferingId, String, String)>,
}

/// What of the services waits for an editor, of the lists that their agency looks after.
pub fn service_queue(house: &House, session: &Session) -> Result<ServiceQueue, Fault> {
    let (terms, ready) = (desk()?.terms(), ready(house)?);
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let stale = work.now().plus_seconds(-terms.stale * 86_400);
        let mut queue = ServiceQueue::default();
        let reported = |mut row: Row| {
            let service = (row.take()?, row.take()?);
            Ok(ServiceReported { service, kind: row.parse()?, people: row.take()?, since: row.take()? })
        };
        let danger = work.rows(&permit, &UNSAFE_SERVICE_REPORTS, &params![agency])?;
        queue.danger = danger.into_iter().map(reported).collect::<Result<_, Fault>>()?;
        let others = work.rows(&permit, &OPEN_SERVICE_REPORTS, &params![agency])?;
        queue.reported = others.into_iter().map(reported).collect::<Result<_, Fault>>()?;
        for mut row in work.rows(&permit, &CLASHING_SERVICES, &params![agency])? {
            queue.clashing.push((row.take()?, row.take()?));
        }
        for mut row in work.rows(&permit, &PROPOSED_SERVICES, &params![agency])? {
            let service = (row.take()?, row.take()?);
            queue.proposed.push((service, row.take()?, row.take()?));
        }
        for out in ready.left_out.iter().filter(|out| out.steward == agency).take(51) {
            if let Some(by) = asked_in(work, &permit, out.by)? {
                queue.left_out.push(((out.id, out.name.clone()), by));
            }
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
