//! What goes by itself, hours or days after its time is up (docs/retention.md). A legal hold of an agency, or of one
//! member, keeps what says something of them.

use crate::consent::holds_on;
use crate::{Fault, House};
use access::{Actor, Operation, Statement, params, statements};
use domain::time::{Moment, TimeZone};

const DAY: i64 = 24 * 60 * 60;
/// Never before the year is over, whatever its length.
const YEAR: i64 = 366;
const TWO_YEARS: i64 = 731;

/// What was said of an entry of the directory, kept by a hold on the agency that looks after its list.
macro_rules! said_goes {
    ($table:literal, $entry:literal, $time_is_up:literal) => {
        concat!(
            "DELETE FROM ",
            $table,
            " WHERE ",
            $time_is_up,
            " < $1 AND NOT EXISTS (",
            holds_on!(concat!(
                "(SELECT f.steward_id FROM ",
                $entry,
                " e JOIN feed f ON f.id = e.feed_id WHERE e.id = ",
                $table,
                ".",
                $entry,
                "_id)"
            )),
            ")"
        )
    };
}

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

    MEETING_REPORTS_GO = said_goes!("meeting_report", "meeting", "answered_at");
    OFFERING_REPORTS_GO = said_goes!("offering_report", "offering", "answered_at");
    LISTING_LINKS_GO = said_goes!("listing_link", "meeting", "COALESCE(used_at, withdrawn_at, until)");
    OFFERING_LINKS_GO = said_goes!("offering_link", "offering", "COALESCE(used_at, withdrawn_at, until)");
    CONFIRMATIONS_GO = said_goes!("meeting_confirmation", "meeting", "month");
    MEETING_PROPOSALS_GO = said_goes!("meeting_proposal", "meeting", "answered_at");
    OFFERING_PROPOSALS_GO = said_goes!("offering_proposal", "offering", "answered_at");
    /// Of no list yet: the agency from which it was said, or which answered.
    MISSING_GO = concat!(
        "DELETE FROM missing_entry WHERE answered_at < $1
          AND NOT EXISTS (", holds_on!("missing_entry.from_agency"), ")
          AND NOT EXISTS (", holds_on!("missing_entry.answered_agency"), ")"
    );
    LINE_CHANGES_GO = concat!(
        "DELETE FROM help_line_change WHERE ended_at < $1
          AND NOT EXISTS (", holds_on!("help_line_change.asked_agency"), ")
          AND NOT EXISTS (", holds_on!("help_line_change.agreed_agency"), ")"
    );
}

/// One table, after how many days, and how.
struct Rule {
    table: &'static str,
    days: i64,
    statement: &'static Statement,
    since: Since,
}

/// How a table says when its time began.
#[derive(Debug, Clone, Copy)]
enum Since {
    Moment,
    Month,
}

const fn rule(table: &'static str, days: i64, statement: &'static Statement) -> Rule {
    Rule { table, days, statement, since: Since::Moment }
}

const fn by_month(table: &'static str, days: i64, statement: &'static Statement) -> Rule {
    Rule { since: Since::Month, ..rule(table, days, statement) }
}

/// The same days as in docs/retention.md.
static RULES: [Rule; 21] = [
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
    rule("meeting_report", YEAR, &MEETING_REPORTS_GO),
    rule("offering_report", YEAR, &OFFERING_REPORTS_GO),
    rule("listing_link", YEAR, &LISTING_LINKS_GO),
    rule("offering_link", YEAR, &OFFERING_LINKS_GO),
    by_month("meeting_confirmation", YEAR, &CONFIRMATIONS_GO),
    rule("meeting_proposal", TWO_YEARS, &MEETING_PROPOSALS_GO),
    rule("offering_proposal", TWO_YEARS, &OFFERING_PROPOSALS_GO),
    rule("missing_entry", TWO_YEARS, &MISSING_GO),
    rule("help_line_change", TWO_YEARS, &LINE_CHANGES_GO),
];

/// How many rows of which table went.
pub type Purged = Vec<(&'static str, u64)>;

/// Deletes what its time is up, a table in a unit of work. What goes is in the audit record, in numbers.
pub fn purge(house: &House, now: Moment) -> Result<Purged, Fault> {
    let mut purged = Vec::new();
    for Rule { table, days, statement, since } in &RULES {
        let before = now.plus_seconds(-days * DAY);
        let before = match since {
            Since::Moment => params![before],
            Since::Month => params![before.date(&TimeZone::UTC).strftime("%Y-%m").to_string()],
        };
        let (table, statement) = (*table, *statement);
        let gone = house.store().write(&house.call(Actor::Operator), move |work| {
            let permit = work.permit_open(Operation::KeepRecord)?;
            let gone = work.run(&permit, statement, &before)?;
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
