//! What goes by itself, hours or days after its time is up (docs/retention.md). A legal hold of an agency, or of one
//! member, keeps what says something of them.

use crate::consent::holds_on;
use crate::{Fault, House};
use access::{Actor, Operation, Statement, params, statements};
use domain::time::Moment;

const DAY: i64 = 24 * 60 * 60;

statements! {
    ATTEMPTS_GO = "DELETE FROM attempt WHERE filled_at < $1";
    CEREMONIES_OVER_GO = "DELETE FROM ceremony WHERE until < $1";
    KEPT_FORMS_OVER_GO = "DELETE FROM kept_form WHERE until < $1";
    COMMANDS_GO = "DELETE FROM command WHERE at < $1";
    EXPORTS_GO = "DELETE FROM export WHERE until < $1";
    /// The session of a member belongs to no agency: any hold keeps it.
    SESSIONS_GO = concat!(
        "DELETE FROM session WHERE COALESCE(ended_at, ends_at) < $1
          AND NOT EXISTS (", holds_on!("COALESCE(session.agency_id, h.agency_id)"), ")"
    );
    CLAIMS_GO = concat!(
        "DELETE FROM join_claim WHERE claimed_at < $1
          AND NOT EXISTS (", holds_on!("join_claim.chart_agency_id"), ")"
    );
    JOIN_CODES_GO = concat!(
        "DELETE FROM join_code WHERE COALESCE(confirmed_at, refused_at, until) < $1
          AND NOT EXISTS (", holds_on!("join_code.agency_id", "join_code.member_id"), ")"
    );
    RESETS_GO = concat!(
        "DELETE FROM secret_reset WHERE COALESCE(used_at, until) < $1
          AND NOT EXISTS (", holds_on!("secret_reset.agency_id", "secret_reset.member_id"), ")"
    );
    STAFF_CODES_GO = concat!(
        "DELETE FROM staff_code WHERE COALESCE(used_at, until) < $1
          AND NOT EXISTS (", holds_on!("staff_code.agency_id"), ")"
    );

    /// Who agreed by a link signed: that link stays with the signature.
    SIGN_LINKS_GO = concat!(
        "DELETE FROM sign_link WHERE COALESCE(used_at, withdrawn_at, until) < $1 AND (agreed IS NULL OR NOT agreed)
          AND NOT EXISTS (", holds_on!("sign_link.agency_id"), ")"
    );
    SELF_CHECKS_GO = concat!(
        "DELETE FROM self_check WHERE at < $1
          AND NOT EXISTS (", holds_on!("self_check.agency_id"), ")"
    );
}

/// One table, after how many days, and how.
struct Rule {
    table: &'static str,
    days: i64,
    statement: &'static Statement,
}

const fn rule(table: &'static str, days: i64, statement: &'static Statement) -> Rule {
    Rule { table, days, statement }
}

/// The same days as in docs/retention.md.
static RULES: [Rule; 12] = [
    rule("attempt", 1, &ATTEMPTS_GO),
    rule("ceremony", 0, &CEREMONIES_OVER_GO),
    rule("kept_form", 0, &KEPT_FORMS_OVER_GO),
    rule("command", 30, &COMMANDS_GO),
    rule("export", 1, &EXPORTS_GO),
    rule("session", 90, &SESSIONS_GO),
    rule("join_claim", 90, &CLAIMS_GO),
    rule("join_code", 90, &JOIN_CODES_GO),
    rule("secret_reset", 90, &RESETS_GO),
    rule("staff_code", 90, &STAFF_CODES_GO),
    rule("sign_link", 90, &SIGN_LINKS_GO),
    rule("self_check", 90, &SELF_CHECKS_GO),
];

/// How many rows of which table went.
pub type Purged = Vec<(&'static str, u64)>;

/// Deletes what its time is up, a table in a unit of work. What goes is in the audit record, in numbers.
pub fn purge(house: &House, now: Moment) -> Result<Purged, Fault> {
    let mut purged = Vec::new();
    for Rule { table, days, statement } in &RULES {
        let before = now.plus_seconds(-days * DAY);
        let (table, statement) = (*table, *statement);
        let gone = house.store().write(&house.call(Actor::Operator), move |work| {
            let permit = work.permit_open(Operation::KeepRecord)?;
            let gone = work.run(&permit, statement, &params![before])?;
            if gone > 0 {
                work.leave_event(&permit, &format!("purged {gone} of {table}"));
            }
            Ok(gone)
        })?;
        if gone > 0 {
            purged.push((table, gone));
        }
    }
    Ok(purged)
}
