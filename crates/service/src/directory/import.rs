//! Reading a list of meetings into the directory.
//!
//! The list is read and compared outside the transaction, which only carries
//! out the changes, and only if nobody read the same list in the meantime.

use super::meeting;
use crate::House;
use access::{Actor, Call, Fault, Operation, Permit, StaffHat, Work, params};
use domain::directory::import::{Changes, compare};
use domain::directory::{Meeting, Slug};
use domain::id::{AgencyId, FeedId, MeetingId};
use domain::notice::Notice;
use domain::people::Username;
use domain::text::Line;
use domain::time::zone;
use standards::meeting_guide::{Report, Settings, parse};
use std::collections::{HashMap, HashSet};

access::statements! {
    /// Somebody who works at an agency now, by what they sign in with.
    STAFF_BY_NAME = "
        SELECT a.id, g.id, s.id, p.id
        FROM account a
        JOIN agency g ON g.slug = $2
        JOIN staff_account sa ON sa.account_id = a.id AND sa.staff_agency_id = g.id
        JOIN staff s ON s.agency_id = g.id AND s.id = sa.staff_id AND s.state = 'active'
        LEFT JOIN person p ON p.account_id = a.id
        WHERE a.username_folded = $1 AND a.state = 'active'";

    /// The agency that a list is read for.
    STEWARD = "SELECT id, zone FROM agency WHERE slug = $1";

    /// A list that was read before.
    FEED = "SELECT id, read_at FROM feed WHERE steward_id = $1 AND name = $2";

    /// What a list named when it was last read.
    HELD = "SELECT id, entry FROM meeting WHERE feed_id = $1 AND gone_at IS NULL ORDER BY id";

    /// What a list named once, the latest first.
    GONE = "SELECT slug, id FROM meeting WHERE feed_id = $1 AND gone_at IS NOT NULL ORDER BY gone_at DESC, id";

    INSERT_FEED = "INSERT INTO feed (id, steward_id, name, zone, read_at) VALUES ($1, $2, $3, $4, $5)";

    /// Only if it was last read when we think it was.
    TOUCH_FEED = "UPDATE feed SET read_at = $2, zone = $3 WHERE id = $1 AND read_at = $4";

    INSERT_MEETING = "
        INSERT INTO meeting (id, feed_id, slug, name, entry, gone_at) VALUES ($1, $2, $3, $4, $5, NULL)";

    UPDATE_MEETING = "UPDATE meeting SET slug = $2, name = $3, entry = $4, gone_at = NULL WHERE id = $1";

    END_MEETING = "UPDATE meeting SET gone_at = $2 WHERE id = $1";
}

/// What became of a list: `read = added + changed + merged + refused`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// Rows in the list.
    pub read: usize,
    /// Meetings that are new.
    pub added: usize,
    /// Meetings that say something else now.
    pub changed: usize,
    /// Rows that brought nothing new.
    pub merged: usize,
    /// Rows that could not be used.
    pub refused: usize,
    /// Meetings that the list no longer names.
    pub gone: usize,
    /// The refused rows: number from 1, why, a few words of the row.
    pub rows: Vec<(usize, Notice, String)>,
}

/// Whose list it is, and what we hold of it.
struct Before {
    steward: AgencyId,
    zone: String,
    feed: Option<(FeedId, i64)>,
    held: Vec<(MeetingId, Meeting)>,
    gone: HashMap<String, MeetingId>,
}

/// A meeting as it is written down.
#[derive(Clone)]
struct Entry {
    slug: String,
    name: String,
    json: String,
}

/// Everything that the transaction does.
#[derive(Clone)]
struct Plan {
    added: Vec<Entry>,
    rewritten: Vec<(MeetingId, Entry)>,
    /// Gone, and those about to be rewritten: two meetings may trade slugs.
    ended: Vec<MeetingId>,
}

/// Reads a Meeting Guide list for an agency, for whoever runs the machine.
///
/// [`Fault::Absent`] when there is no such agency; [`Fault::Invalid`] on `file`
/// when there is no list to read; [`Fault::Refused`] when so much has gone from
/// the list that the list itself may be broken; [`Fault::Busy`] when somebody
/// else reads the same list at the same time. Then nothing is changed.
pub fn import(house: &House, agency_slug: &str, feed_name: &str, bytes: &[u8]) -> Result<Imported, Fault> {
    read_in(house, &house.call(Actor::Operator), agency_slug, feed_name, bytes)
}

/// The same in the name of somebody at the agency, who must hold a role that looks after its lists.
/// The audit record then says that it was they.
pub fn import_as(
    house: &House,
    username: &str,
    agency_slug: &str,
    feed_name: &str,
    bytes: &[u8],
) -> Result<Imported, Fault> {
    let unknown = || Fault::refused(Notice::new("import-as-unknown").with("username", username));
    let name = Username::parse(username).map_err(|_| unknown())?;
    let hat = house.store().read(&house.call(Actor::Operator), |work| {
        let permit = work.permit_open(Operation::Operate)?;
        let row = work.row(&permit, &STAFF_BY_NAME, &params![name.folded(), agency_slug])?;
        row.map(|mut row| {
            Ok(StaffHat { account: row.take()?, agency: row.take()?, staff: row.take()?, person: row.take()? })
        })
        .transpose()
    })?;
    let call = house.call(Actor::Staff(hat.ok_or_else(unknown)?));
    let asked = house.store().read(&call, |work| work.permit_agency(Operation::ImportMeetings).map(drop));
    asked.map_err(|fault| match fault {
        Fault::Absent => Fault::refused(Notice::new("import-as-no-role").with("username", username)),
        other => other,
    })?;
    read_in(house, &call, agency_slug, feed_name, bytes)
}

fn read_in(house: &House, call: &Call, agency_slug: &str, feed_name: &str, bytes: &[u8]) -> Result<Imported, Fault> {
    let name =
        Line::parse(feed_name).map_err(|_| Fault::invalid("feed", Notice::new("meeting-feed-unnamed")))?.to_string();
    let before = before(house, call, agency_slug, &name)?;
    let own_zone = zone(&before.zone).map_err(|why| Fault::Broken(why.to_string()))?;
    let report = parse(bytes, &Settings::new(own_zone)).map_err(|error| Fault::invalid("file", error.notice()))?;
    let (read, refused) = (report.read, refused_rows(&report));
    let slugs = report.refused_slugs();
    let changes = compare(&before.held, report.into_meetings(), &slugs);
    if changes.looks_broken() {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let why = Notice::new("meeting-feed-looks-broken").with("gone", count(changes.gone.len()));
        return Err(Fault::refused(why.with("held", count(before.held.len()))));
    }
    let outcome = Imported {
        read,
        added: changes.added.len(),
        changed: changes.changed.len(),
        merged: changes.merged(),
        refused: refused.len(),
        gone: changes.gone.len(),
        rows: refused,
    };
    let plan = plan(&before, changes)?;
    carry_out(house, call, before, name, plan)?;
    Ok(outcome)
}

fn refused_rows(report: &Report) -> Vec<(usize, Notice, String)> {
    report.refused.iter().map(|row| (row.row, row.reason.clone(), row.excerpt.clone())).collect()
}

fn before(house: &House, call: &Call, agency_slug: &str, feed_name: &str) -> Result<Before, Fault> {
    let (steward, zone, feed, held, gone) = house.store().read(call, |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let mut agency = work.row(&permit, &STEWARD, &params![agency_slug])?.ok_or(Fault::Absent)?;
        let (steward, zone): (AgencyId, String) = (agency.take()?, agency.take()?);
        let Some(mut row) = work.row(&permit, &FEED, &params![steward, feed_name])? else {
            return Ok((steward, zone, None, Vec::new(), Vec::new()));
        };
        let feed: (FeedId, i64) = (row.take()?, row.take()?);
        let held = work.rows(&permit, &HELD, &params![feed.0])?;
        let gone = work.rows(&permit, &GONE, &params![feed.0])?;
        Ok((steward, zone, Some(feed), held, gone))
    })?;
    let held = held.into_iter().map(meeting).collect::<Result<_, _>>()?;
    let mut by_slug = HashMap::new();
    for mut row in gone {
        let slug: String = row.take()?;
        let id: MeetingId = row.take()?;
        by_slug.entry(slug).or_insert(id);
    }
    Ok(Before { steward, zone, feed, held, gone: by_slug })
}

/// A meeting that comes back under its slug keeps its id, so that a plan that links it finds it again.
fn plan(before: &Before, changes: Changes) -> Result<Plan, Fault> {
    let mut plan = Plan { added: Vec::new(), rewritten: Vec::new(), ended: changes.gone.clone() };
    let settled: HashSet<MeetingId> = (changes.gone.iter().chain(&changes.unchanged).copied())
        .chain(changes.changed.iter().map(|(id, _)| *id))
        .collect();
    let incoming: HashSet<&Slug> =
        changes.added.iter().chain(changes.changed.iter().map(|(_, meeting)| meeting)).map(|it| &it.slug).collect();
    // What stays only because its row was refused gives way to a meeting that has its slug now.
    let staying = before.held.iter().filter(|(id, _)| !settled.contains(id));
    plan.ended.extend(staying.filter(|(_, meeting)| incoming.contains(&meeting.slug)).map(|(id, _)| *id));
    for (id, meeting) in &changes.changed {
        plan.ended.push(*id);
        plan.rewritten.push((*id, entry(meeting)?));
    }
    for meeting in &changes.added {
        match before.gone.get(meeting.slug.as_str()) {
            Some(id) => plan.rewritten.push((*id, entry(meeting)?)),
            None => plan.added.push(entry(meeting)?),
        }
    }
    Ok(plan)
}

fn entry(meeting: &Meeting) -> Result<Entry, Fault> {
    let json = serde_json::to_string(meeting).map_err(|why| Fault::Broken(format!("a meeting as JSON: {why}")))?;
    Ok(Entry { slug: meeting.slug.to_string(), name: meeting.name.to_string(), json })
}

fn carry_out(house: &House, call: &Call, before: Before, name: String, plan: Plan) -> Result<(), Fault> {
    let Before { steward, zone, feed, .. } = before;
    house.store().write(call, move |work| {
        let permit = match work.call().actor {
            Actor::Staff(_) => work.permit_agency(Operation::ImportMeetings)?,
            _ => work.permit_open(Operation::ImportMeetings)?,
        };
        let feed = match feed {
            Some((id, read_at)) => {
                // Later than before even where the clock stood still: it is what others compare with.
                let now = work.now().micros().max(read_at + 1);
                if work.run(&permit, &TOUCH_FEED, &params![id, now, zone, read_at])? == 0 {
                    return Err(Fault::Busy);
                }
                id
            }
            None => new_feed(work, &permit, steward, &name, &zone)?,
        };
        let now = work.now();
        for id in &plan.ended {
            work.run(&permit, &END_MEETING, &params![id, now])?;
        }
        for (id, Entry { slug, name, json }) in &plan.rewritten {
            work.run(&permit, &UPDATE_MEETING, &params![id, slug, name, json])?;
        }
        for Entry { slug, name, json } in &plan.added {
            let id: MeetingId = work.ids().next();
            work.run(&permit, &INSERT_MEETING, &params![id, feed, slug, name, json])?;
        }
        Ok(())
    })
}

fn new_feed<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    steward: AgencyId,
    name: &str,
    zone: &str,
) -> Result<FeedId, Fault> {
    if work.row(permit, &FEED, &params![steward, name])?.is_some() {
        return Err(Fault::Busy);
    }
    let id: FeedId = work.ids().next();
    let now = work.now();
    work.run(permit, &INSERT_FEED, &params![id, steward, name, zone, now])?;
    Ok(id)
}
