//! What waits for somebody on this very day: a wish, cover, two texts, a link, a rule that was adopted, a new face.

use super::agency::{self, Team};
use super::ledger::{self, Ledger};
use super::life::Who;
use super::plan::Draft;
use crate::Fault;
use access::params;
use domain::id::{AssignmentId, Identity, JoinId, MemberId, RowId, VersionId};
use domain::people::Role;
use domain::plan::{SignerKind, TextField};
use domain::time::{Date, plus_days};
use fastrand::Rng;

/// Somebody else walks with them this week.
pub(super) fn cover(
    ledger: &mut Ledger<'_>,
    team: &Team,
    member: MemberId,
    covers: AssignmentId,
    who: &Who,
) -> Result<(), Fault> {
    let by = who.lately.covered_by.as_ref();
    let Some(by) = by.and_then(|name| team.staff.iter().find(|colleague| colleague.username == *name)) else {
        return Ok(());
    };
    let id: AssignmentId = ledger.ids.next();
    let (from, until) = (plus_days(team.days.today, -1), plus_days(team.days.today, 5));
    ledger.put(ledger::ASSIGNMENT, params![team.agency, id, member, by.id, "cover", covers, from, until])
}

/// They would like another peer, and say no reason.
pub(super) fn wish(ledger: &mut Ledger<'_>, team: &Team, member: MemberId, who: &Who) -> Result<(), Fault> {
    if !who.lately.wish {
        return Ok(());
    }
    let id: RowId = ledger.ids.next();
    ledger.put(ledger::WISH, params![team.agency, id, member, team.days.moment(team.days.ago(1), 16, 5)])
}

/// The member wrote about a good life while the peer did.
pub(super) fn clash(ledger: &mut Ledger<'_>, draft: &Draft<'_>, day: Date) -> Result<(), Fault> {
    let Some(words) = &draft.who.lately.clash else { return Ok(()) };
    let id: RowId = ledger.ids.next();
    let (agency, field) = (draft.team.agency, TextField::GoodLife.code());
    let at = draft.team.days.moment(day, 11, 2);
    let row = params![agency, id, draft.plan, draft.plan.bytes(), field, words, "member", draft.member.bytes(), at];
    ledger.put(ledger::CLASH, row)
}

/// A clinician outside holds a link to this version. Nobody knows its secret, so nobody can use it.
pub(super) fn link(ledger: &mut Ledger<'_>, draft: &Draft<'_>, version: VersionId, rng: &mut Rng) -> Result<(), Fault> {
    let Some(name) = &draft.who.lately.link else { return Ok(()) };
    let id: RowId = ledger.ids.next();
    let made = draft.team.days.moment(draft.team.days.ago(1), 15, 40);
    let signer = SignerKind::Clinician.code();
    let row = params![
        draft.team.agency,
        id,
        version,
        unknown(rng),
        signer,
        name,
        draft.peer.id,
        made,
        made.plus_seconds(14 * 86_400)
    ];
    ledger.put(ledger::LINK, row)
}

/// Somebody used a code a moment ago: is that them?
pub(super) fn newcomer(
    ledger: &mut Ledger<'_>,
    team: &Team,
    member: MemberId,
    who: &Who,
    peer: domain::id::StaffId,
    hash: &str,
    rng: &mut Rng,
) -> Result<(), Fault> {
    let username = format!("new-lantern-{}", rng.u8(10..100));
    let person = agency::welcome(ledger, &team.days, &username, who.lang, hash)?;
    let id: JoinId = ledger.ids.next();
    let (made, used) = (ledger.now.plus_seconds(-3_600), ledger.now.plus_seconds(-240));
    let until = made.plus_seconds(86_400);
    ledger.put(ledger::JOIN_CODE, params![team.agency, id, member, unknown(rng), peer, made, until, used])?;
    ledger.put(ledger::JOIN_CLAIM, params![person, id, team.agency, used])
}

/// The compliance officer took two values of each pack as the agency's own, with the page they rest on.
pub(super) fn adopt(ledger: &mut Ledger<'_>, team: &Team, adopted: &[(String, String)]) -> Result<(), Fault> {
    let Some(officer) = team.holding(Role::ComplianceOfficer) else { return Ok(()) };
    let at = team.days.moment(team.days.ago(40), 10, 15);
    for (pack, page) in adopted {
        let Some(rules) = words::content::program_on(pack, team.days.today) else {
            return Err(Fault::Broken(format!("content/demo: no rules are named {pack}")));
        };
        let due = rules.plan.initial_plan_due.as_ref();
        let first = due.map(|due| ("initial-plan-due", format!("{} {}", due.value.days, due.value.event.code())));
        let every = rules.plan.review_interval_days.as_ref();
        let every = every.map(|every| ("review-interval-days", every.value.to_string()));
        for (key, value) in first.into_iter().chain(every) {
            let id: RowId = ledger.ids.next();
            ledger.put(ledger::ADOPTION, params![team.agency, id, pack, key, value, page, officer.id, at])?;
        }
    }
    Ok(())
}

/// The hash of a secret that nobody has.
fn unknown(rng: &mut Rng) -> Vec<u8> {
    let mut bytes = vec![0; 32];
    rng.fill(&mut bytes);
    bytes
}
