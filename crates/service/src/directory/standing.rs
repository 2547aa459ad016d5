//! Where an entry comes from, who said that it is right, and what people who were there say: for everyone to read.

use super::desk;
use crate::{Fault, House};
use access::{Actor, Operation, Permit, Work, params};
use domain::directory::{FitFact, FitSaid, Freshness, Verifier, fit_shown};
use domain::id::MeetingId;
use domain::time::{Date, Moment, TimeZone, plus_days};
use std::str::FromStr;

access::statements! {
    /// An entry with its source, and the sources that name the same meeting.
    STANDS = "
        SELECT a.name, f.name, f.licence, f.credit, f.seen_at, m.verified_at, m.verified_by
        FROM meeting m
        JOIN feed f ON f.id = m.feed_id
        JOIN agency a ON a.id = f.steward_id
        WHERE m.id = $1 AND m.gone_at IS NULL AND f.state <> 'ended'";

    ALSO_IN = "
        SELECT DISTINCT f.name
        FROM meeting m
        JOIN meeting o ON o.kin = m.kin AND o.alike = m.alike AND o.feed_id <> m.feed_id
        JOIN feed f ON f.id = o.feed_id
        WHERE m.id = $1 AND o.gone_at IS NULL AND o.hidden IS NULL AND NOT o.apart AND NOT m.apart
          AND f.state <> 'ended'
        ORDER BY f.name";

    SAID_LATELY = "
        SELECT month, facts FROM meeting_confirmation WHERE meeting_id = $1 AND month >= $2 ORDER BY month DESC";
}

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The agency that looks after it here.
    pub steward: String,
    /// The list that it comes from.
    pub source: String,
    /// Other lists that name the same meeting.
    pub also_in: Vec<String>,
    /// The licence of the list, in its own words.
    pub licence: Option<String>,
    /// The page of whoever publishes the list.
    pub credit: Option<String>,
    /// When the list was last read to its end with this entry in it.
    pub read_at: Option<Moment>,
    /// Who last said that it is right, and when; nobody yet where there is nothing.
    pub verified: Option<(Verifier, Moment)>,
    /// How sure it is today.
    pub freshness: Freshness,
    /// When it is asked about again, and when it is called old.
    pub next_check: Option<(Moment, Moment)>,
    /// The month in which somebody last said that they were there, its first day.
    pub confirmed_in: Option<Date>,
    /// Facts that at least five people ticked.
    pub fit: Vec<FitSaid>,
    /// How many people ticked any, where it is shown at all.
    pub people: usize,
}

/// Where an entry stands. Open to everyone.
pub fn standing(house: &House, meeting: MeetingId) -> Result<Standing, Fault> {
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        of(work, &permit, meeting)
    })
}

/// The same within a unit of work.
pub(crate) fn of<'w>(work: &mut Work<'w>, permit: &Permit<'w>, meeting: MeetingId) -> Result<Standing, Fault> {
    let rules = desk()?;
    let now = work.now();
    let mut row = work.row(permit, &STANDS, &params![meeting])?.ok_or(Fault::Absent)?;
    let (steward, source) = (row.take()?, row.take()?);
    let (licence, credit) = (row.take()?, row.take()?);
    let (read_at, verified_at): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
    let verified = row.parse_option::<Verifier>()?.zip(verified_at);
    let also = work.rows(permit, &ALSO_IN, &params![meeting])?;
    let also_in = also.into_iter().map(|mut row| row.take()).collect::<Result<_, _>>()?;
    let since = plus_days(now.date(&TimeZone::UTC), -365).strftime("%Y-%m").to_string();
    let mut confirmed_in = None;
    let mut ticked = Vec::new();
    for mut row in work.rows(permit, &SAID_LATELY, &params![meeting, since])? {
        let month: String = row.take()?;
        let facts: String = row.take()?;
        confirmed_in = confirmed_in.or_else(|| Date::from_str(&format!("{month}-01")).ok());
        ticked.push(facts.split(',').filter_map(|code| code.parse::<FitFact>().ok()).collect::<Vec<_>>());
    }
    let (terms, least) = (rules.terms(), usize::from(rules.fit_people.value));
    let said = verified_at.max(read_at);
    let fit = fit_shown(&ticked, least);
    Ok(Standing {
        steward,
        source,
        also_in,
        licence,
        credit,
        read_at,
        verified,
        freshness: terms.freshness(said, now),
        next_check: said.map(|said| (terms.next_check(said), terms.stale_after(said))),
        confirmed_in,
        people: if fit.is_empty() { 0 } else { ticked.len() },
        fit,
    })
}
