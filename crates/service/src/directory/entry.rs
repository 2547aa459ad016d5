//! One entry at the desk: what it says, what its list says, what people say of it, and its whole history.

use super::entry_form::{EntryChange, EntryForm};
use super::queue::{LeftOutBy, left_out_by};
use super::standing::{self, Standing};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params};
use domain::directory::{ChangeKind, Hidden, Meeting, ReportAnswer, ReportKind, Schedule, fold};
use domain::id::{FeedId, MeetingId, RowId};
use domain::time::{Date, Moment};

access::statements! {
    ENTRY = "
        SELECT m.entry, m.listed, m.clashes, m.apart, m.hidden, m.gone_at, m.feed_id, f.steward_id, m.same_as, s.name
        FROM meeting m
        JOIN feed f ON f.id = m.feed_id
        LEFT JOIN meeting s ON s.id = m.same_as
        WHERE m.id = $1";

    KIN_OF = "
        SELECT o.id, o.entry, f.name, o.alike = m.alike, o.same_as
        FROM meeting m
        JOIN meeting o ON o.kin = m.kin AND o.feed_id <> m.feed_id
        JOIN feed f ON f.id = o.feed_id
        WHERE m.id = $1 AND o.gone_at IS NULL AND f.state <> 'ended'
        ORDER BY f.name, o.id LIMIT 20";

    HISTORY = "
        SELECT c.id, c.at, c.kind, c.by_kind, s.name, c.run_id, c.entry
        FROM meeting_change c
        LEFT JOIN staff s ON s.agency_id = $2 AND s.id = c.by_staff
        WHERE c.meeting_id = $1 ORDER BY c.id DESC LIMIT 50";

    CAME_BY = "
        SELECT r.at, r.id FROM meeting m JOIN feed_run r ON r.id = m.added_run WHERE m.id = $1";

    REPORTS_OF = "
        SELECT r.kind, count(*), min(r.made_on), max(r.made_on), r.answer
        FROM meeting_report r WHERE r.meeting_id = $1
        GROUP BY r.kind, r.answer ORDER BY CASE WHEN r.answer IS NULL THEN 0 ELSE 1 END, max(r.made_on) DESC";

    LINKS_OF = "
        SELECT made_at, until, used_at, used_for, withdrawn_at FROM listing_link
        WHERE meeting_id = $1 ORDER BY id DESC LIMIT 5";

    PROPOSALS_OF = "
        SELECT p.id, a.name, p.made_at, p.change FROM meeting_proposal p JOIN agency a ON a.id = p.from_agency
        WHERE p.meeting_id = $1 AND p.answered_at IS NULL ORDER BY p.id";

    /// `kin` begins with the name, folded by the program: what an engine takes for a small letter does not matter.
    FIND_ENTRIES = "
        SELECT m.id, m.name, m.entry, f.name, m.hidden
        FROM feed f JOIN meeting m ON m.feed_id = f.id
        WHERE f.steward_id = $1 AND m.gone_at IS NULL AND m.kin LIKE $2
        ORDER BY m.name, m.id LIMIT 500";
}

/// An entry of another list that has the same name and place.
#[derive(Debug, Clone, PartialEq)]
pub struct Kin {
    /// The entry.
    pub id: MeetingId,
    /// Its list.
    pub source: String,
    /// When it is held.
    pub schedule: Schedule,
    /// Whether it is the same time too: then both are shown as one.
    pub alike: bool,
    /// Whether an editor said that it is another one.
    pub joined: bool,
}

/// One line of an entry's history.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeLine {
    /// The change.
    pub id: RowId,
    /// When.
    pub at: Moment,
    /// What happened.
    pub kind: ChangeKind,
    /// By whom: `staff`, `operator`, `job`, `owner`, `anyone`.
    pub by: String,
    /// The colleague's name, where they are of the reader's agency.
    pub name: Option<String>,
    /// The reading that did it.
    pub run: Option<RowId>,
    /// What the entry said before.
    pub before: Meeting,
}

/// What people said of an entry, of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub kind: ReportKind,
    /// By how many.
    pub people: i64,
    /// From this day to that one.
    pub days: (Date, Date),
    /// What came of it.
    pub answer: Option<ReportAnswer>,
}

/// A link that was made for the entry's contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkLine {
    /// When.
    pub made_at: Moment,
    /// Until when it is good.
    pub until: Moment,
    /// When it was used, and for what.
    pub used: Option<(Moment, String)>,
    /// Whether it was ended before.
    pub withdrawn: bool,
}

/// What a colleague would put right.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The proposal.
    pub id: RowId,
    /// From which agency.
    pub from: String,
    /// When.
    pub at: Moment,
    /// What it would change.
    pub change: EntryChange,
    /// Whether somebody changed the same in the meantime: then it cannot be taken over as it is.
    pub overtaken: bool,
}

/// An entry at the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryPage {
    /// The entry.
    pub id: MeetingId,
    /// As it is shown.
    pub meeting: Meeting,
    /// As its list says, where that is something else.
    pub listed: Option<Meeting>,
    /// Whether the list said something new since it was put right here.
    pub clashes: bool,
    /// Whether it is said to be a meeting of its own.
    pub apart: bool,
    /// Why it is taken off.
    pub hidden: Option<Hidden>,
    /// Where its contact asked to be left out, if that was in another list.
    pub left_out: Option<LeftOutBy>,
    /// When its list stopped naming it.
    pub gone_at: Option<Moment>,
    /// Its source.
    pub feed: FeedId,
    /// Whether the reader's agency looks after it.
    pub own: bool,
    /// The meeting that an editor said it is.
    pub same_as: Option<(MeetingId, String)>,
    /// Where it comes from, who said that it is right; nothing once its list does not name it.
    pub standing: Option<Standing>,
    /// Entries of other lists with the same name and place.
    pub kin: Vec<Kin>,
    /// The latest fifty changes, the newest first.
    pub history: Vec<ChangeLine>,
    /// When and by which reading it came.
    pub came: Option<(Moment, RowId)>,
    /// What people said of it.
    pub said: Vec<Said>,
    /// Links that were made for its contact.
    pub links: Vec<LinkLine>,
    /// What colleagues would put right.
    pub proposals: Vec<Proposal>,
}

/// An entry in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryLine {
    /// The entry.
    pub id: MeetingId,
    /// What it is called.
    pub name: String,
    /// When it is held.
    pub schedule: Schedule,
    /// Its list.
    pub source: String,
    /// Why it is taken off.
    pub hidden: Option<Hidden>,
}

fn read(id: MeetingId, text: &str) -> Result<Meeting, Fault> {
    serde_json::from_str(text).map_err(|why| Fault::Broken(format!("meeting {id}: {why}")))
}

/// One entry. Whoever may propose sees what it says; who looks after it sees all.
pub fn entry(house: &House, session: &Session, meeting: MeetingId) -> Result<EntryPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ProposeEntry)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &ENTRY, &params![meeting])?.ok_or(Fault::Absent)?;
        let shown = read(meeting, &row.take::<String>()?)?;
        let listed = row.take::<Option<String>>()?.map(|text| read(meeting, &text)).transpose()?;
        let (clashes, apart) = (row.take()?, row.take()?);
        let (hidden, gone_at) = (row.parse_option()?, row.take()?);
        let (feed, steward): (FeedId, domain::id::AgencyId) = (row.take()?, row.take()?);
        let (same, name): (Option<MeetingId>, Option<String>) = (row.take()?, row.take()?);
        let standing = match standing::of(work, &permit, meeting) {
            Err(Fault::Absent) => None,
            other => Some(other?),
        };
        let mut page = EntryPage {
            id: meeting,
            meeting: shown,
            listed,
            clashes,
            apart,
            hidden,
            left_out: None,
            gone_at,
            feed,
            own: steward == agency && work.may_agency(Operation::EditDirectory)?,
            same_as: same.zip(name),
            standing,
            kin: Vec::new(),
            history: Vec::new(),
            came: None,
            said: Vec::new(),
            links: Vec::new(),
            proposals: Vec::new(),
        };
        if page.own {
            fill(work, &permit, &mut page)?;
        }
        Ok(page)
    })
}

fn fill<'w>(work: &mut Work<'w>, permit: &Permit<'w>, page: &mut EntryPage) -> Result<(), Fault> {
    let id = page.id;
    page.left_out = left_out_by(work, permit, id)?;
    for mut row in work.rows(permit, &KIN_OF, &params![id])? {
        let kin: MeetingId = row.take()?;
        let schedule = read(kin, &row.take::<String>()?)?.schedule;
        let (source, alike) = (row.take()?, row.take()?);
        let joined = row.take::<Option<MeetingId>>()?.is_some();
        page.kin.push(Kin { id: kin, source, schedule, alike, joined });
    }
    for mut row in work.rows(permit, &HISTORY, &params![id, permit.agency()])? {
        page.history.push(ChangeLine {
            id: row.take()?,
            at: row.take()?,
            kind: row.parse()?,
            by: row.take()?,
            name: row.take()?,
            run: row.take()?,
            before: read(id, &row.take::<String>()?)?,
        });
    }
    if let Some(mut row) = work.row(permit, &CAME_BY, &params![id])? {
        page.came = Some((row.take()?, row.take()?));
    }
    for mut row in work.rows(permit, &REPORTS_OF, &params![id])? {
        let (kind, people) = (row.parse()?, row.take()?);
        page.said.push(Said { kind, people, days: (row.take()?, row.take()?), answer: row.parse_option()? });
    }
    for mut row in work.rows(permit, &LINKS_OF, &params![id])? {
        let (made_at, until) = (row.take()?, row.take()?);
        let used = row.take::<Option<Moment>>()?.zip(row.take()?);
        page.links.push(LinkLine { made_at, until, used, withdrawn: row.take::<Option<Moment>>()?.is_some() });
    }
    for mut row in work.rows(permit, &PROPOSALS_OF, &params![id])? {
        let (id, from, at): (RowId, _, _) = (row.take()?, row.take()?, row.take()?);
        let change: EntryChange = serde_json::from_str(&row.take::<String>()?)
            .map_err(|why| Fault::Broken(format!("proposal {id}: {why}")))?;
        let overtaken = change.onto(EntryForm::of(&page.meeting)).is_err();
        page.proposals.push(Proposal { id, from, at, change, overtaken });
    }
    Ok(())
}

/// Entries whose name holds these words, of the sources that the agency looks after: fifty, and whether there are more.
pub fn find_entries(house: &House, session: &Session, words: &str) -> Result<(Vec<EntryLine>, bool), Fault> {
    let plain = fold(&words.chars().take(100).collect::<String>());
    // Folded words hold letters, digits and single spaces: none of them means something to LIKE.
    let like = format!("%{plain}%");
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut found = Vec::new();
        for mut row in work.rows(&permit, &FIND_ENTRIES, &params![agency, like.as_str()])? {
            let (id, name): (MeetingId, String) = (row.take()?, row.take()?);
            // The place stands there too.
            if !fold(&name).contains(&plain) {
                continue;
            }
            let schedule = read(id, &row.take::<String>()?)?.schedule;
            found.push(EntryLine { id, name, schedule, source: row.take()?, hidden: row.parse_option()? });
        }
        let more = found.len() > 50;
        found.truncate(50);
        Ok((found, more))
    })
}
