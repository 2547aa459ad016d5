//! Reading a list of meetings into the directory.
//!
//! The list is read and compared outside the transaction, which only carries
//! out the changes, and only if nobody changed the same list in the meantime.
//! A list that cannot be read changes nothing: what was good stays.

use super::carry_out::{Carried, carry_out};
use super::codec::{ReadIn, parse_as};
use super::entry_form::{EntryChange, EntryForm};
use super::form_change::FieldChange;
use super::keep_run::{Counts, RunOf, failed, goes_on};
use super::services::{self, ServiceList};
use super::{by_steward, desk};
use crate::House;
use access::{Actor, Call, Fault, Operation, StaffHat, params};
use domain::directory::import::{Changes, compare};
use domain::directory::{FeedState, Meeting, RunOutcome};
use domain::id::{AgencyId, FeedId, MeetingId, RowId};
use domain::notice::Notice;
use domain::people::Username;
use domain::text::Line;
use serde::{Deserialize, Serialize};
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

    /// A list that was read before, by its name.
    FEED_NAMED = "
        SELECT id, steward_id, zone, format, columns, state, changed_at FROM feed WHERE steward_id = $1 AND name = $2";

    /// The same by its identity.
    FEED_BY_ID = "
        SELECT id, steward_id, zone, format, columns, state, changed_at FROM feed WHERE id = $1";

    /// What a list named when it was last read: as it said, whatever was put right here since.
    HELD = "
        SELECT unusable, id, COALESCE(listed, entry) FROM meeting WHERE feed_id = $1 AND gone_at IS NULL ORDER BY id";

    /// What a list named once: what asked to be left out first, then the latest.
    GONE = "
        SELECT slug, alike, id FROM meeting WHERE feed_id = $1 AND gone_at IS NOT NULL
        ORDER BY CASE WHEN hidden = 'opted-out' THEN 0 ELSE 1 END, gone_at DESC, id";
}

/// What became of a list: `read = added + changed + merged + refused`.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The reading, as the desk keeps it.
    pub run: RowId,
    /// Whether it was carried out, or waits for a yes.
    pub outcome: RunOutcome,
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
    /// What was odd in the list.
    pub warnings: Vec<Notice>,
    /// Why it waits.
    pub waits: Option<Notice>,
}

/// A field that a reading would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differs {
    /// Its name, as [`super::EntryForm`] has it.
    pub field: String,
    /// What stands there.
    pub was: Vec<String>,
    /// What would.
    pub now: Vec<String>,
}

/// What a reading would change, by the names of the first of each kind.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Preview {
    /// New meetings.
    pub added: Vec<String>,
    /// Meetings that say something else.
    pub changed: Vec<String>,
    /// What each of those would say: a name alone cannot be judged. Readings of before this was kept have none.
    #[serde(default)]
    pub differs: Vec<Vec<Differs>>,
    /// Meetings that are not named any more.
    pub gone: Vec<String>,
}

/// What is read, and by which way it came.
pub(crate) struct Reading {
    pub(crate) which: Which,
    pub(crate) what: What,
    /// The reading that it is.
    pub(crate) run: RunOf,
    /// What the server said to ask with next time.
    pub(crate) asked_with: Option<AskWith>,
}

/// The list.
pub(crate) enum Which {
    /// Of an agency, by its slug and the list's name; made where there is none.
    Named(String, Line),
    /// One that is known.
    Known(FeedId),
}

/// What came.
pub(crate) enum What {
    /// The bytes of a list.
    Bytes(Vec<u8>),
    /// A list that was read before, and kept.
    Kept(ReadIn),
}

/// ETag and Last-Modified of an answer (RFC 9110, sections 8.8.2 and 8.8.3).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct AskWith {
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
}

/// Whose list it is, and what we hold of it.
pub(crate) struct Before {
    pub(crate) steward: AgencyId,
    pub(crate) zone: String,
    pub(crate) name: Option<Line>,
    pub(crate) feed: Option<FeedId>,
    pub(crate) changed_at: i64,
    pub(crate) held: Vec<(MeetingId, Meeting)>,
    /// What it named once, by slug.
    pub(crate) gone: HashMap<String, MeetingId>,
    /// The same by name, time and place.
    pub(crate) gone_from: HashMap<String, MeetingId>,
    /// In how many readings in a row a row could not be used, where it could not.
    pub(crate) unusable: HashMap<MeetingId, i64>,
    format: String,
    columns: Option<String>,
    state: FeedState,
}

/// How many names a preview holds of each kind.
const NAMES: usize = 100;

/// Reads a Meeting Guide list for an agency, for whoever runs the machine.
///
/// [`Fault::Absent`] when there is no such agency; [`Fault::Invalid`] on `file`
/// when there is no list to read; [`Fault::Refused`] when so much has gone from
/// the list that somebody looks first: then it waits at the desk; [`Fault::Busy`]
/// when somebody else changes the same list at the same time.
pub fn import(house: &House, agency_slug: &str, feed_name: &str, bytes: &[u8]) -> Result<Imported, Fault> {
    named(house, &house.call(Actor::Operator), agency_slug, feed_name, bytes)
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
    let call = call_of(house, username, agency_slug)?;
    named(house, &call, agency_slug, feed_name, bytes)
}

/// The call of somebody at the agency who may look after its lists.
pub(crate) fn call_of(house: &House, username: &str, agency_slug: &str) -> Result<Call, Fault> {
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
    Ok(call)
}

fn named(house: &House, call: &Call, agency_slug: &str, feed_name: &str, bytes: &[u8]) -> Result<Imported, Fault> {
    let name = Line::parse(feed_name).map_err(|_| Fault::invalid("feed", Notice::new("meeting-feed-unnamed")))?;
    let which = Which::Named(agency_slug.to_owned(), name);
    let reading = Reading { which, what: What::Bytes(bytes.to_vec()), run: RunOf::New, asked_with: None };
    let done = read_list(house, call, reading)?;
    match done.waits {
        Some(why) => Err(Fault::refused(why)),
        None => Ok(done),
    }
}

/// Reads a list. What was odd, what was refused and what came of it is kept as a reading of the source.
pub(crate) fn read_list(house: &House, call: &Call, reading: Reading) -> Result<Imported, Fault> {
    let Reading { which, what, run, asked_with } = reading;
    let before = before(house, call, which)?;
    if before.state == FeedState::Ended {
        return Err(Fault::refused(Notice::new("source-ended")));
    }
    if before.format == super::BY_HAND {
        return Err(Fault::refused(Notice::new("source-by-hand")));
    }
    if before.format == services::FORMAT {
        let feed = before.feed.ok_or(Fault::Absent)?;
        let Before { steward, zone, changed_at, .. } = before;
        let list = ServiceList { steward, feed, zone, changed_at };
        return services::read_into(house, call, list, what, run, asked_with);
    }
    let parse =
        |bytes: &[u8]| parse_as(&before.format, before.columns.as_deref(), &before.zone, bytes).map(ReadIn::from);
    let (list, bytes) = match what {
        What::Kept(list) => (Ok(list), Vec::new()),
        What::Bytes(bytes) => (parse(&bytes), bytes),
    };
    let list = match list {
        Ok(list) => list,
        Err(why) => {
            if let Some(feed) = before.feed {
                failed(house, call, (feed, before.steward), run, &why)?;
            }
            return Err(Fault::invalid("file", why));
        }
    };
    let ReadIn { read, meetings, refused, still_there, mut warnings, .. } = list;
    let mut changes = compare(&before.held, meetings, &still_there);
    let rules = desk()?;
    let worn = before.worn(&changes, i64::from(rules.unusable_times.value));
    if !worn.is_empty() {
        let count = i64::try_from(worn.len()).unwrap_or(i64::MAX);
        warnings.push(Notice::new("run-rows-worn").with("count", count));
        changes.gone.extend(worn);
    }
    let counts =
        [read, changes.added.len(), changes.changed.len(), changes.merged(), refused.len(), changes.gone.len()];
    goes_on(house, call, before.steward, run, Counts::of(counts))?;
    let (caution, stir) = (rules.caution(), changes.stir(&before.held));
    warnings.extend(caution.warns(stir));
    let waits = match (run, &call.actor) {
        (RunOf::Agreed(_), _) => None,
        // Who brings a list by hand at the machine looks at it before.
        (_, Actor::Operator) => caution.waits_for_gone(stir),
        _ => caution.waits(stir),
    };
    // Only what waits is kept, and only as it was read: the bytes may hold what is never taken in.
    let body = match &waits {
        Some(_) => parse(&bytes).map_err(|why| Fault::invalid("file", why)).and_then(|list| to_bytes(&list))?,
        None => Vec::new(),
    };
    let carried = Carried {
        outcome: if waits.is_some() { RunOutcome::Waiting } else { RunOutcome::Done },
        read,
        refused,
        warnings,
        waits,
        preview: preview(&before, &changes),
        run,
        asked_with,
        body,
    };
    carry_out(house, call, before, changes, carried)
}

pub(crate) fn to_bytes(list: &ReadIn) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(list).map_err(|why| Fault::Broken(format!("a list that waits: {why}")))
}

impl Before {
    /// A list that nothing is held of yet.
    fn of(steward: AgencyId, zone: String) -> Self {
        Self {
            steward,
            zone,
            name: None,
            feed: None,
            changed_at: 0,
            held: Vec::new(),
            gone: HashMap::new(),
            gone_from: HashMap::new(),
            unusable: HashMap::new(),
            format: "meeting-guide".to_owned(),
            columns: None,
            state: FeedState::Active,
        }
    }

    /// Meetings whose row could not be used for the last so many readings: nobody looks after them any more.
    fn worn(&self, changes: &Changes, times: i64) -> Vec<MeetingId> {
        let settled: HashSet<&MeetingId> =
            (changes.gone.iter().chain(&changes.unchanged)).chain(changes.changed.iter().map(|(id, _)| id)).collect();
        let worn = self.unusable.iter().filter(|(id, before)| **before + 1 >= times && !settled.contains(id));
        let mut worn: Vec<MeetingId> = worn.map(|(id, _)| *id).collect();
        worn.sort();
        worn
    }
}

fn preview(before: &Before, changes: &Changes) -> Preview {
    let name = |meeting: &Meeting| meeting.name.to_string();
    let gone: std::collections::HashSet<&MeetingId> = changes.gone.iter().collect();
    let held: HashMap<&MeetingId, &Meeting> = before.held.iter().map(|(id, meeting)| (id, meeting)).collect();
    let differs = |(id, meeting): &(MeetingId, Meeting)| {
        let was = held.get(id).map(|was| EntryForm::of(was)).unwrap_or_default();
        let change = EntryChange { was, now: EntryForm::of(meeting) };
        let field = |own: FieldChange| Differs { field: own.name.to_owned(), was: own.was, now: own.now };
        change.fields().into_iter().map(field).collect::<Vec<_>>()
    };
    let leaving = before.held.iter().filter(|(id, _)| gone.contains(id));
    Preview {
        added: changes.added.iter().take(NAMES).map(name).collect(),
        changed: changes.changed.iter().take(NAMES).map(|(_, meeting)| name(meeting)).collect(),
        differs: changes.changed.iter().take(NAMES).map(differs).collect(),
        gone: leaving.take(NAMES).map(|(_, meeting)| name(meeting)).collect(),
    }
}

fn before(house: &House, call: &Call, which: Which) -> Result<Before, Fault> {
    let staff = matches!(call.actor, Actor::Staff(_));
    let (mut before, held, gone) = house.store().read(call, move |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let (agency, name, row) = match &which {
            Which::Named(slug, name) => {
                let mut agency = work.row(&permit, &STEWARD, &params![slug.as_str()])?.ok_or(Fault::Absent)?;
                let (steward, zone): (AgencyId, String) = (agency.take()?, agency.take()?);
                let row = work.row(&permit, &FEED_NAMED, &params![steward, name.as_str()])?;
                (Some((steward, zone)), Some(name.clone()), row)
            }
            Which::Known(feed) => {
                (None, None, Some(work.row(&permit, &FEED_BY_ID, &params![*feed])?.ok_or(Fault::Absent)?))
            }
        };
        let mut before = match (row, agency) {
            (Some(mut row), _) => {
                let (feed, steward, zone) = (row.take()?, row.take()?, row.take()?);
                Before {
                    feed: Some(feed),
                    format: row.take()?,
                    columns: row.take()?,
                    state: row.parse()?,
                    changed_at: row.take()?,
                    ..Before::of(steward, zone)
                }
            }
            (None, Some((steward, zone))) => Before::of(steward, zone),
            (None, None) => return Err(Fault::Absent),
        };
        before.name = name;
        if staff {
            by_steward(work, Operation::ImportMeetings, before.steward)?;
        }
        let Some(feed) = before.feed else { return Ok((before, Vec::new(), Vec::new())) };
        let held = work.rows(&permit, &HELD, &params![feed])?;
        let gone = work.rows(&permit, &GONE, &params![feed])?;
        Ok((before, held, gone))
    })?;
    for mut row in held {
        let unusable: Option<i64> = row.take()?;
        let (id, meeting) = super::meeting(row)?;
        before.held.push((id, meeting));
        before.unusable.extend(unusable.map(|times| (id, times)));
    }
    for mut row in gone {
        let (slug, alike): (String, String) = (row.take()?, row.take()?);
        let id: MeetingId = row.take()?;
        before.gone.entry(slug).or_insert(id);
        before.gone_from.entry(alike).or_insert(id);
    }
    Ok(before)
}
