//! What others share of their plans, as whoever they share with reads it; and the same page for its owner.

use super::load::draft;
use crate::{Fault, House, Session};
use access::{Shared, Work};
use domain::id::ShareId;
use domain::plan::PlanContent;

/// What somebody sees.
#[derive(Debug, Clone)]
pub struct SharedPlans {
    /// What the owner chose to be called there.
    pub shown_as: String,
    /// The shared parts of each plan. Empty ones are left out: nothing new looks like nothing shared.
    pub plans: Vec<PlanContent>,
}

/// What somebody shares with the reader.
pub fn shared(house: &House, session: &Session, share: ShareId) -> Result<SharedPlans, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let shared = work.shared_by(share)?;
        read(work, &shared)
    })
}

/// What somebody sees of one's own, through the same lines.
pub fn shared_as_seen(house: &House, session: &Session, share: ShareId) -> Result<SharedPlans, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let shared = work.shared_as_seen(share)?;
        read(work, &shared)
    })
}

fn read(work: &mut Work<'_>, shared: &Shared) -> Result<SharedPlans, Fault> {
    let mut plans = Vec::new();
    for chart in shared.charts() {
        let permit = work.permit_shared(shared, chart)?;
        let Some(draft) = draft(work, &permit, chart.agency(), chart.member())? else { continue };
        let seen = draft.content.shared(chart.parts());
        if seen != PlanContent::default() {
            plans.push(seen);
        }
    }
    Ok(SharedPlans { shown_as: shared.shown_as().to_owned(), plans })
}
