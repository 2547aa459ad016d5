//! "Something is wrong here", of a service, from anyone: as of a meeting, codes of a closed list alone.

use super::write::keep_before;
use crate::directory::edit::stir;
use crate::directory::tell::{by_code, code_of, hidings, limits, take_one, visitor};
use crate::directory::{ReportStands, desk, who};
use crate::secret::token_hash;
use crate::{Fault, House};
use access::{Actor, Operation, params};
use domain::directory::{ChangeKind, ReportKind};
use domain::id::{CommandId, FeedId, OfferingId, RowId};
use domain::notice::Notice;
use domain::time::{Moment, TimeZone, plus_days};

access::statements! {
    /// A service that anyone may speak of: one that is shown.
    SERVICE_SPOKEN_OF = "
        SELECT o.feed_id, o.verified_at FROM offering o JOIN feed f ON f.id = o.feed_id
        WHERE o.id = $1 AND o.gone_at IS NULL AND o.hidden IS NULL AND f.state <> 'ended'";

    /// Said already and not answered, or said lately: an answer is not called in question by who has heard it.
    SERVICE_SAID_BEFORE = "
        SELECT 1 FROM offering_report
        WHERE offering_id = $1 AND kind = $2 AND visitor = $3 AND (answered_at IS NULL OR made_on >= $4)";

    INSERT_SERVICE_REPORT = "
        INSERT INTO offering_report (id, offering_id, kind, made_on, visitor, code_hash)
        VALUES ($1, $2, $3, $4, $5, $6)";

    /// How many visitors say it now.
    SAY_IT_OF_SERVICE = "
        SELECT count(*) FROM offering_report WHERE offering_id = $1 AND kind = $2 AND answered_at IS NULL";

    HIDE_REPORTED_SERVICE = "UPDATE offering SET hidden = 'reported' WHERE id = $1 AND hidden IS NULL";

    SERVICE_ANSWER_BY_CODE = "SELECT kind, answer, answered_at FROM offering_report WHERE code_hash = $1";
}

/// Says that something is wrong with a service. Gives a code to look up the answer with, shown once.
///
/// `from` is where the visitor comes from (`Visit::from`); it is hashed and not kept. Enough visitors who say that it is
/// not there any more take it off until somebody looks. A report of danger is for a person's eyes alone.
pub fn report_service(
    house: &House,
    command: CommandId,
    offering: OfferingId,
    kind: ReportKind,
    from: &str,
) -> Result<String, Fault> {
    let code = code_of(house, "report", command);
    let hash = token_hash(&code);
    let (visitor, limits) = (visitor(house, offering, from), limits(house, from));
    let rules = desk()?;
    let enough = i64::from(rules.hide_after_reports.value);
    let (again, holds) = (i64::from(rules.say_again_after_days.value), i64::from(rules.checked_holds_days.value));
    let most_hidden = rules.hidden_a_day.value;
    house.store().command(&house.call(Actor::Public), command, Operation::TellDirectory, move |work| {
        let permit = work.permit_open(Operation::TellDirectory)?;
        let mut row = work.row(&permit, &SERVICE_SPOKEN_OF, &params![offering])?.ok_or(Fault::Absent)?;
        let (feed, verified_at): (FeedId, Option<Moment>) = (row.take()?, row.take()?);
        take_one(work, &permit, &limits)?;
        let now = work.now();
        let today = now.date(&TimeZone::UTC);
        let said = params![offering, kind.code(), visitor, plus_days(today, -again)];
        if work.row(&permit, &SERVICE_SAID_BEFORE, &said)?.is_some() {
            return Err(Fault::refused(Notice::new("report-said-before")));
        }
        let id: RowId = work.ids().next();
        let report = params![id, offering, kind.code(), today, visitor, hash.clone()];
        work.run(&permit, &INSERT_SERVICE_REPORT, &report)?;
        let mut row = work.row(&permit, &SAY_IT_OF_SERVICE, &params![offering, kind.code()])?.ok_or(Fault::Absent)?;
        let many = row.take::<i64>()? >= enough;
        let checked = verified_at.is_some_and(|at| at > now.plus_seconds(-holds * 86_400));
        let of_list = hidings(feed, most_hidden);
        // Otherwise the reports wait at the desk, and a person decides.
        let hides = kind == ReportKind::NotMeeting && many && !checked && of_list.wait(work, &permit)?.is_none();
        if hides {
            of_list.wrong(work, &permit)?;
            let by = who(work);
            keep_before(work, &permit, (offering, None, ChangeKind::Hidden), by)?;
            work.run(&permit, &HIDE_REPORTED_SERVICE, &params![offering])?;
            work.leave_event(&permit, &format!("service {offering} hidden by reports"));
            stir(work, &permit, feed)?;
        }
        Ok(())
    })?;
    Ok(code)
}

/// What became of a report about a service, by its code.
pub fn service_report_stands(house: &House, code: &str) -> Result<ReportStands, Fault> {
    let (kind, answer) = by_code(house, code, &SERVICE_ANSWER_BY_CODE)?;
    Ok(ReportStands { kind, answer })
}
