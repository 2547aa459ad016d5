//! Reading a source on somebody's word: begun under a command, so that a second press starts nothing; written down
//! while it goes on, so that whoever began it can look on; ended in words, whatever happens.

use super::by_steward;
use super::codec::ReadIn;
use super::fetch::{Fetched, fetch};
use super::import::{AskWith, Imported, Reading, What, Which, read_list};
use super::keep_run::{Counts, RunOf, failed, stopped};
use crate::{Fault, House, Session};
use access::{Actor, Call, Operation, Value, params};
use domain::directory::FeedState;
use domain::id::{AgencyId, CommandId, FeedId, RowId};
use domain::notice::Notice;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

access::statements! {
    MAY_READ = "SELECT state, address IS NOT NULL FROM feed WHERE steward_id = $1 AND id = $2";

    /// One that goes on, and did not stop long ago without a word.
    GOES_ON = "
        SELECT id FROM feed_run
        WHERE feed_id = $1 AND outcome = 'running' AND COALESCE(settled_at, at) > $2
        ORDER BY id DESC LIMIT 1";

    ADDRESS = "SELECT steward_id, address, etag, last_modified, state FROM feed WHERE id = $1";

    /// While a list waits for a yes, its entries were not read to their end.
    FEED_UNCHANGED = "
        UPDATE feed SET failures = 0, problem = NULL,
          seen_at = CASE WHEN EXISTS (SELECT 1 FROM feed_run r WHERE r.feed_id = feed.id AND r.outcome = 'waiting')
            THEN seen_at ELSE $2 END,
          next_at = CASE WHEN every_hours IS NULL THEN NULL
            ELSE $2 + every_hours * CAST(3600000000 AS BIGINT) END
        WHERE id = $1";

    WAITING_RUN = "
        SELECT r.feed_id FROM feed_run r JOIN feed f ON f.id = r.feed_id
        WHERE r.id = $1 AND f.steward_id = $2 AND r.outcome = 'waiting'";

    /// It gave way to a later reading; nobody answered it.
    OVERTAKEN = "
        SELECT 1 FROM feed_run r JOIN feed f ON f.id = r.feed_id
        WHERE r.id = $1 AND f.steward_id = $2 AND r.outcome = 'declined' AND r.settled_by IS NULL";

    AGREE = "
        UPDATE feed_run SET outcome = 'running', settled_at = $2, settled_by = $3
        WHERE id = $1 AND outcome = 'waiting'";

    AGREED_LIST = "
        SELECT r.body, f.etag, f.last_modified FROM feed_run r JOIN feed f ON f.id = r.feed_id
        WHERE r.id = $1 AND f.steward_id = $2 AND r.outcome = 'running'";
}

/// After how many seconds a reading that says nothing more has stopped: several times the longest that one may take.
pub(crate) const SILENT: i64 = 15 * 60;

/// What became of a try to read a source.
#[derive(Debug, Clone, PartialEq)]
pub enum SourceRead {
    /// The list said that nothing is new.
    Unchanged,
    /// It was read; perhaps it waits for a yes.
    Read(Imported),
    /// It could not be read. What was good stays.
    Failed(Notice),
}

/// A reading that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    /// The reading.
    pub run: RowId,
    /// Whether it begins now: then somebody must go on with it. One that goes on already is left alone.
    pub fresh: bool,
}

/// Begins a reading of a source, from its address or from a file that was brought.
pub fn begin_reading(
    house: &House,
    session: &Session,
    command: CommandId,
    feed: FeedId,
    from_file: bool,
) -> Result<Begun, Fault> {
    let fresh = Arc::new(AtomicBool::new(false));
    let begun = Arc::clone(&fresh);
    let run = house.store().command(&house.call_as(session), command, Operation::ImportMeetings, move |work| {
        begun.store(false, Ordering::SeqCst);
        let permit = work.permit_agency(Operation::ImportMeetings)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &MAY_READ, &params![agency, feed])?.ok_or(Fault::Absent)?;
        if row.parse::<FeedState>()? == FeedState::Ended {
            return Err(Fault::refused(Notice::new("source-ended")));
        }
        if !from_file && !row.take::<bool>()? {
            return Err(Fault::refused(Notice::new("source-no-address")));
        }
        let silent = work.now().plus_seconds(-SILENT);
        if let Some(mut row) = work.row(&permit, &GOES_ON, &params![feed, silent])? {
            // A file would be lost without a word.
            return if from_file { Err(Fault::refused(Notice::new("source-reads-now"))) } else { Ok(row.take()?) };
        }
        let run: RowId = work.ids().next();
        Counts::default().insert(work, &permit, (run, feed), "running", "{}", Value::Null)?;
        begun.store(true, Ordering::SeqCst);
        Ok(run)
    })?;
    Ok(Begun { run, fresh: fresh.load(Ordering::SeqCst) })
}

/// Goes on with a reading that was begun, to its end. What goes wrong is kept with it, in words.
pub fn go_on_reading(
    house: &House,
    session: &Session,
    feed: FeedId,
    run: RowId,
    file: Option<Vec<u8>>,
) -> Result<SourceRead, Fault> {
    let call = house.call_as(session);
    let run = RunOf::Running(run);
    match file {
        None => read_source(house, &call, feed, run),
        Some(bytes) => {
            let reading = Reading { which: Which::Known(feed), what: What::Bytes(bytes), run, asked_with: None };
            let agency = agency_of(session)?;
            in_words(house, &call, (feed, agency), run, read_list(house, &call, reading))
        }
    }
}

/// Reads a source from its address now, for an editor of the agency that looks after it.
pub fn read_now(house: &House, session: &Session, feed: FeedId) -> Result<SourceRead, Fault> {
    let begun = begin_reading(house, session, house.new_command(), feed, false)?;
    go_on_reading(house, session, feed, begun.run, None)
}

/// Reads a file into a source.
pub fn read_file(house: &House, session: &Session, feed: FeedId, bytes: Vec<u8>) -> Result<Imported, Fault> {
    let begun = begin_reading(house, session, house.new_command(), feed, true)?;
    match go_on_reading(house, session, feed, begun.run, Some(bytes))? {
        SourceRead::Read(read) => Ok(read),
        SourceRead::Failed(why) => Err(Fault::invalid("file", why)),
        SourceRead::Unchanged => Err(Fault::Broken("a file without marks cannot be unchanged".to_owned())),
    }
}

/// Says yes to a reading that waits: it is compared anew with what is held now, and carried out. Nothing comes back
/// where the same yes was said before.
pub fn agree_run(house: &House, session: &Session, command: CommandId, run: RowId) -> Result<Option<Imported>, Fault> {
    let call = house.call_as(session);
    let fresh = Arc::new(AtomicBool::new(false));
    let begun = Arc::clone(&fresh);
    let feed: FeedId = house.store().command(&call, command, Operation::ImportMeetings, move |work| {
        begun.store(false, Ordering::SeqCst);
        let permit = work.permit_agency(Operation::ImportMeetings)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let Some(mut row) = work.row(&permit, &WAITING_RUN, &params![run, agency])? else {
            let overtaken = work.row(&permit, &OVERTAKEN, &params![run, agency])?.is_some();
            let why = if overtaken { "run-overtaken" } else { "run-settled-already" };
            return Err(Fault::refused(Notice::new(why)));
        };
        let (now, staff) = (work.now(), work.staff_hat()?.staff);
        if work.run(&permit, &AGREE, &params![run, now, staff])? == 0 {
            return Err(Fault::refused(Notice::new("run-settled-already")));
        }
        work.detail(&format!("run {run} agreed"));
        begun.store(true, Ordering::SeqCst);
        Ok(row.take()?)
    })?;
    if !fresh.load(Ordering::SeqCst) {
        return Ok(None);
    }
    let agency = agency_of(session)?;
    let done = kept_list(house, &call, agency, run).and_then(|(list, asked_with)| {
        let (which, what, run) = (Which::Known(feed), What::Kept(list), RunOf::Agreed(run));
        read_list(house, &call, Reading { which, what, run, asked_with: Some(asked_with) })
    });
    if done.is_err() {
        stopped(house, &call, (feed, agency), RunOf::Agreed(run), &Notice::new("source-broken-here"))?;
    }
    done.map(Some)
}

fn agency_of(session: &Session) -> Result<AgencyId, Fault> {
    match session.actor {
        Actor::Staff(hat) => Ok(hat.agency),
        _ => Err(Fault::Absent),
    }
}

fn kept_list(house: &House, call: &Call, agency: AgencyId, run: RowId) -> Result<(ReadIn, AskWith), Fault> {
    let (body, marks) = house.store().read(call, |work| {
        let permit = work.permit_agency(Operation::ImportMeetings)?;
        let mut row = work.row(&permit, &AGREED_LIST, &params![run, agency])?.ok_or(Fault::Absent)?;
        let body: Option<Vec<u8>> = row.take()?;
        Ok((body.unwrap_or_default(), AskWith { etag: row.take()?, last_modified: row.take()? }))
    })?;
    let list = serde_json::from_slice(&body).map_err(|why| Fault::Broken(format!("run {run}: {why}")))?;
    Ok((list, marks))
}

/// Reads a source from its address.
pub(crate) fn read_source(house: &House, call: &Call, feed: FeedId, run: RunOf) -> Result<SourceRead, Fault> {
    let (steward, address, ask) = house.store().read(call, |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let mut row = work.row(&permit, &ADDRESS, &params![feed])?.ok_or(Fault::Absent)?;
        let (steward, address): (AgencyId, Option<String>) = (row.take()?, row.take()?);
        let ask = AskWith { etag: row.take()?, last_modified: row.take()? };
        if row.parse::<FeedState>()? == FeedState::Ended {
            return Err(Fault::refused(Notice::new("source-ended")));
        }
        by_steward(work, Operation::ImportMeetings, steward)?;
        let address = address.ok_or_else(|| Fault::refused(Notice::new("source-no-address")))?;
        Ok((steward, address, ask))
    })?;
    match fetch(house, &address, &ask) {
        Ok(Fetched::Body(bytes, asked_with)) => {
            let (which, what) = (Which::Known(feed), What::Bytes(bytes));
            let read = read_list(house, call, Reading { which, what, run, asked_with: Some(asked_with) });
            in_words(house, call, (feed, steward), run, read)
        }
        Ok(Fetched::Unchanged) => {
            unchanged(house, call, (feed, steward), run)?;
            Ok(SourceRead::Unchanged)
        }
        Err(why) => {
            failed(house, call, (feed, steward), run, &why)?;
            Ok(SourceRead::Failed(why))
        }
    }
}

/// What came of a list that came. Where it broke on our side, or somebody else changed the same list, the reading says
/// so: whoever began it hears it, and so does the desk.
fn in_words(
    house: &House,
    call: &Call,
    (feed, steward): (FeedId, AgencyId),
    run: RunOf,
    read: Result<Imported, Fault>,
) -> Result<SourceRead, Fault> {
    match read {
        Ok(read) => Ok(SourceRead::Read(read)),
        // What was wrong with the list is kept already.
        Err(Fault::Invalid(mut errors)) if !errors.is_empty() => Ok(SourceRead::Failed(errors.swap_remove(0).notice)),
        Err(Fault::Busy) => {
            let why = Notice::new("source-busy");
            stopped(house, call, (feed, steward), run, &why)?;
            Ok(SourceRead::Failed(why))
        }
        Err(Fault::Broken(fault)) => {
            tracing::warn!(%feed, %fault, "a source could not be read");
            let why = Notice::new("source-broken-here");
            failed(house, call, (feed, steward), run, &why)?;
            Ok(SourceRead::Failed(why))
        }
        Err(other) => {
            stopped(house, call, (feed, steward), run, &Notice::new("source-broken-here"))?;
            Err(other)
        }
    }
}

fn unchanged(house: &House, call: &Call, (feed, steward): (FeedId, AgencyId), run: RunOf) -> Result<(), Fault> {
    house.store().write(call, move |work| {
        let permit = by_steward(work, Operation::ImportMeetings, steward)?;
        let now = work.now();
        work.run(&permit, &FEED_UNCHANGED, &params![feed, now])?;
        let none = Counts::default();
        match run {
            RunOf::Running(run) | RunOf::Agreed(run) => none.end(work, &permit, run, "unchanged", "{}", Value::Null),
            RunOf::New => {
                let run: RowId = work.ids().next();
                none.insert(work, &permit, (run, feed), "unchanged", "{}", Value::Null)
            }
        }
    })
}
