//! What anyone may say of an entry: that something is wrong with it, or that it is as it says.
//!
//! Codes of closed lists alone. One visitor counts once, without a cookie and without an address that is kept
//! (docs/decisions/0012).

use super::desk;
use crate::secret::token_hash;
use crate::tries::Limit;
use crate::{Fault, House};
use access::{Actor, Operation, Permit, Statement, Work, params};
use domain::directory::{ChangeKind, FitFact, ReportAnswer, ReportKind};
use domain::id::{CommandId, FeedId, MeetingId, RowId};
use domain::notice::Notice;
use domain::time::{Date, Moment, TimeZone, plus_days};
use std::fmt::Display;
use std::net::Ipv6Addr;
use std::str::FromStr;

access::statements! {
    /// An entry that anyone may speak of: one that is shown.
    SPOKEN_OF = "
        SELECT m.feed_id, m.verified_at FROM meeting m JOIN feed f ON f.id = m.feed_id
        WHERE m.id = $1 AND m.gone_at IS NULL AND m.hidden IS NULL AND f.state <> 'ended'";

    /// Waiting, or said not long ago: an answer does not open the door to saying it again.
    SAID_BEFORE = "
        SELECT 1 FROM meeting_report
        WHERE meeting_id = $1 AND kind = $2 AND visitor = $3 AND (answered_at IS NULL OR made_on >= $4)";

    INSERT_REPORT = "
        INSERT INTO meeting_report (id, meeting_id, kind, made_on, visitor, code_hash)
        VALUES ($1, $2, $3, $4, $5, $6)";

    /// How many visitors say it now.
    SAY_IT = "
        SELECT count(*) FROM meeting_report WHERE meeting_id = $1 AND kind = $2 AND answered_at IS NULL";

    HIDE_REPORTED = "UPDATE meeting SET hidden = 'reported' WHERE id = $1 AND hidden IS NULL";

    /// The entries of a list changed: what is kept of them is made anew.
    pub(crate) STIR_FEED = "UPDATE feed SET changed_at = CASE WHEN changed_at >= $2 THEN changed_at + 1 ELSE $2 END WHERE id = $1";

    CONFIRM = "
        INSERT INTO meeting_confirmation (meeting_id, visitor, month, facts) VALUES ($1, $2, $3, $4)
        ON CONFLICT (meeting_id, visitor) DO UPDATE SET month = excluded.month, facts = excluded.facts";

    ANSWER_BY_CODE = "SELECT kind, answer, answered_at FROM meeting_report WHERE code_hash = $1";
}

/// What became of a report, for who has its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportStands {
    /// What was said.
    pub kind: ReportKind,
    /// The answer, and the day it was given.
    pub answer: Option<(ReportAnswer, Date)>,
}

/// A number for a visitor at one entry in one year, too short to say who it was: 24 bits. Of IPv6 the site counts: who
/// has one has 65,536 networks to come from (docs/decisions/0012).
pub(super) fn visitor(house: &House, entry: impl Display, from: &str) -> i64 {
    let year = house.now().date(&TimeZone::UTC).year();
    let from = site(from).unwrap_or_else(|| from.to_owned());
    let seal = house.seal_mac(&format!("visitor {year} {entry} {from}"));
    let short = seal.get(..6).and_then(|digits| i64::from_str_radix(digits, 16).ok());
    short.unwrap_or_default()
}

/// A code to look up an answer with. It belongs to the command: sent twice, it is the same.
pub(super) fn code_of(house: &House, what: &str, command: CommandId) -> String {
    let seal = house.seal_mac(&format!("{what} {command}"));
    seal.chars().take(16).collect::<String>().to_uppercase()
}

/// What was said and answered under a code: its kind, the answer, and the day of that. The same answer for a code that is
/// wrong and one that never was.
pub(super) fn by_code<K: FromStr<Err: Display>, A: FromStr<Err: Display>>(
    house: &House,
    code: &str,
    statement: &'static Statement,
) -> Result<(K, Option<(A, Date)>), Fault> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    let hash = token_hash(&plain);
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::TellDirectory)?;
        let mut row = work.row(&permit, statement, &params![hash.clone()])?.ok_or(Fault::Absent)?;
        let kind = row.parse()?;
        let answer: Option<A> = row.parse_option()?;
        let at: Option<Moment> = row.take()?;
        Ok((kind, answer.zip(at).map(|(answer, at)| (answer, at.date(&TimeZone::UTC)))))
    })
}

/// The site that a network of IPv6 (`2001:db8:1:2::/64`) belongs to: its first 48 bits (RFC 6177, section 1).
pub(super) fn site(from: &str) -> Option<String> {
    let [a, b, c, ..] = from.strip_suffix("/64")?.parse::<Ipv6Addr>().ok()?.segments();
    Some(format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)))
}

/// Thirty a day from one place, for all meetings together: enough for a whole center, too few to bury a list. The
/// networks of one site together have four times as many.
pub(super) fn limits(house: &House, from: &str) -> Vec<Limit> {
    let limit = |from: &str, most: f64| Limit::new(&house.seal_mac(&format!("tell {from}")), most, most / 86_400.0);
    [Some(limit(from, 30.0)), site(from).map(|site| limit(&site, 120.0))].into_iter().flatten().collect()
}

/// How many entries of a list reports may hide in a day.
pub(super) fn hidings(feed: FeedId, most: u16) -> Limit {
    Limit::new(&format!("hidden by reports {feed}"), most.into(), f64::from(most) / 86_400.0)
}

/// The list of an entry, and when a person last checked it.
fn spoken_of<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    meeting: MeetingId,
) -> Result<(FeedId, Option<Moment>), Fault> {
    let mut row = work.row(permit, &SPOKEN_OF, &params![meeting])?.ok_or(Fault::Absent)?;
    Ok((row.take()?, row.take()?))
}

pub(super) fn take_one<'w>(work: &mut Work<'w>, permit: &Permit<'w>, limits: &[Limit]) -> Result<(), Fault> {
    for limit in limits {
        if limit.wait(work, permit)?.is_some() {
            return Err(Fault::refused(Notice::new("tell-enough-today")));
        }
    }
    limits.iter().try_for_each(|limit| limit.wrong(work, permit).map(drop))
}

/// Says that something is wrong with an entry. Gives a code to look up the answer with, shown once.
///
/// `from` is where the visitor comes from (`Visit::from`); it is hashed and not kept. Enough visitors who say that
/// nobody was there take the entry off until somebody looks. A report of danger is for a person's eyes alone.
pub fn report_meeting(
    house: &House,
    command: CommandId,
    meeting: MeetingId,
    kind: ReportKind,
    from: &str,
) -> Result<String, Fault> {
    let code = code_of(house, "report", command);
    let hash = token_hash(&code);
    let (visitor, limits) = (visitor(house, meeting, from), limits(house, from));
    let rules = desk()?;
    let enough = i64::from(rules.hide_after_reports.value);
    let (again, holds) = (i64::from(rules.say_again_after_days.value), i64::from(rules.checked_holds_days.value));
    let most_hidden = rules.hidden_a_day.value;
    house.store().command(&house.call(Actor::Public), command, Operation::TellDirectory, move |work| {
        let permit = work.permit_open(Operation::TellDirectory)?;
        let (feed, checked) = spoken_of(work, &permit, meeting)?;
        take_one(work, &permit, &limits)?;
        let (id, now): (RowId, _) = (work.ids().next(), work.now());
        let today = now.date(&TimeZone::UTC);
        let since = plus_days(today, -again);
        if work.row(&permit, &SAID_BEFORE, &params![meeting, kind.code(), visitor, since])?.is_some() {
            return Err(Fault::refused(Notice::new("report-said-before")));
        }
        work.run(&permit, &INSERT_REPORT, &params![id, meeting, kind.code(), today, visitor, hash.clone()])?;
        let mut row = work.row(&permit, &SAY_IT, &params![meeting, kind.code()])?.ok_or(Fault::Absent)?;
        let checked_lately = checked.is_some_and(|at| at > now.plus_seconds(-holds * 86_400));
        let of_list = hidings(feed, most_hidden);
        // Otherwise the reports wait at the desk, and a person decides.
        let hides = kind == ReportKind::NotMeeting
            && row.take::<i64>()? >= enough
            && !checked_lately
            && of_list.wait(work, &permit)?.is_none();
        if hides {
            of_list.wrong(work, &permit)?;
            super::carry_out::keep_before(work, &permit, meeting, None, ChangeKind::Hidden)?;
            work.run(&permit, &HIDE_REPORTED, &params![meeting])?;
            work.leave_event(&permit, &format!("meeting {meeting} hidden by reports"));
            work.run(&permit, &STIR_FEED, &params![feed, now.micros()])?;
        }
        Ok(())
    })?;
    Ok(code)
}

/// Says that one was there and that the entry is right, and ticks what fits. Said again, the later word stands.
pub fn confirm_meeting(
    house: &House,
    command: CommandId,
    meeting: MeetingId,
    facts: &[FitFact],
    from: &str,
) -> Result<(), Fault> {
    let (visitor, limits) = (visitor(house, meeting, from), limits(house, from));
    let ticked: Vec<&str> = FitFact::ALL.iter().filter(|fact| facts.contains(fact)).map(|fact| fact.code()).collect();
    let ticked = format!(",{},", ticked.join(","));
    house.store().command(&house.call(Actor::Public), command, Operation::TellDirectory, move |work| {
        let permit = work.permit_open(Operation::TellDirectory)?;
        spoken_of(work, &permit, meeting)?;
        take_one(work, &permit, &limits)?;
        let month = work.now().date(&TimeZone::UTC).strftime("%Y-%m").to_string();
        work.run(&permit, &CONFIRM, &params![meeting, visitor, month, ticked.as_str()]).map(drop)
    })
}

/// What became of a report, by its code.
pub fn report_stands(house: &House, code: &str) -> Result<ReportStands, Fault> {
    let (kind, answer) = by_code(house, code, &ANSWER_BY_CODE)?;
    Ok(ReportStands { kind, answer })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_networks_of_one_site_are_one_site() {
        assert_eq!(site("2001:db8:1:2::/64").as_deref(), Some("2001:db8:1::/48"));
        assert_eq!(site("2001:db8:1:ffff::/64"), site("2001:db8:1:2::/64"));
        assert_ne!(site("2001:db8:2:2::/64"), site("2001:db8:1:2::/64"));
        assert_eq!(site("198.51.100.7"), None);
        assert_eq!(site("unknown"), None);
    }
}
