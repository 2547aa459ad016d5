//! The link for the contact of a meeting: given by hand, good once. With it they say that the entry is right, put it
//! right, or ask that it be left out. They sign in nowhere and give no name.

use super::carry_out::keep_by;
use super::edit::{SAY_RIGHT, SET_HIDDEN, SHOW_REPORTED, own, put_right, stir};
use super::entry::Said;
use super::entry_form::EntryForm;
use super::{desk, standing};
use crate::secret::token_hash;
use crate::{Fault, House, Session};
use access::{Actor, Operation, Permit, Row, Work, params};
use domain::directory::{ChangeKind, Hidden, Meeting, ReportAnswer};
use domain::id::{CommandId, FeedId, MeetingId, RowId};
use domain::notice::Notice;
use domain::time::{Moment, zone};

access::statements! {
    INSERT_LINK = "
        INSERT INTO listing_link (id, meeting_id, token_hash, made_by, made_at, until) VALUES ($1, $2, $3, $4, $5, $6)";

    /// A new one ends those before it.
    END_LINKS = "
        UPDATE listing_link SET withdrawn_at = $2
        WHERE meeting_id = $1 AND used_at IS NULL AND withdrawn_at IS NULL AND until > $2";

    LINK = "
        SELECT l.id, l.meeting_id, l.used_at, l.withdrawn_at, l.until, m.feed_id, m.entry, f.zone, m.hidden
        FROM listing_link l
        JOIN meeting m ON m.id = l.meeting_id
        JOIN feed f ON f.id = m.feed_id
        WHERE l.token_hash = $1";

    /// What waits for the word of its contact: everything that this word answers.
    SAID_TO_CONTACT = "
        SELECT kind, count(*), min(made_on), max(made_on) FROM meeting_report
        WHERE meeting_id = $1 AND kind <> 'unsafe' AND answered_at IS NULL
        GROUP BY kind ORDER BY kind";

    /// What people said is wrong, and what its contact says now. A report of danger is for an editor.
    ANSWER_ALL = "
        UPDATE meeting_report SET answer = $2, answered_at = $3
        WHERE meeting_id = $1 AND kind <> 'unsafe' AND answered_at IS NULL";

    USE_LINK = "UPDATE listing_link SET used_at = $2, used_for = $3 WHERE id = $1 AND used_at IS NULL";
}

/// What the contact of a meeting or of a service says of its entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerWord<F = EntryForm> {
    /// It is right.
    Right,
    /// It should say this.
    PutRight(F),
    /// It should be left out.
    LeaveOut,
}

impl<F> OwnerWord<F> {
    /// What it does to the entry, what the link was used for, and what it answers to those who said that something is wrong.
    pub(super) const fn means(&self) -> (ChangeKind, &'static str, ReportAnswer) {
        match self {
            Self::Right => (ChangeKind::Verified, "right", ReportAnswer::IsRight),
            Self::PutRight(_) => (ChangeKind::Corrected, "put-right", ReportAnswer::PutRight),
            Self::LeaveOut => (ChangeKind::OptedOut, "leave-out", ReportAnswer::TakenOff),
        }
    }
}

/// An entry, as its contact sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Its entry.
    pub id: MeetingId,
    /// The meeting.
    pub meeting: Meeting,
    /// Whether it has a page of its own now.
    pub shown: bool,
    /// What people say is wrong with it: what the contact's word answers. Never a report of danger.
    pub said: Vec<Said>,
    /// Where it stands.
    pub standing: standing::Standing,
    /// Whether the link was used.
    pub used: bool,
}

/// Makes a link for the contact of a meeting; its secret is shown once. Links before it end.
pub fn make_listing_link(
    house: &House,
    session: &Session,
    command: CommandId,
    meeting: MeetingId,
) -> Result<String, Fault> {
    // The secret belongs to the command of this editor: sent twice, it is the same.
    let token = house.seal_mac(&format!("listing link {} {meeting} {command}", session.account));
    let hash = token_hash(&token);
    let days = i64::from(desk()?.link_days.value);
    house.store().command(&house.call_as(session), command, Operation::EditDirectory, move |work| {
        let permit = work.permit_agency(Operation::EditDirectory)?;
        own(work, &permit, meeting)?;
        let (id, now, staff): (RowId, _, _) = (work.ids().next(), work.now(), work.staff_hat()?.staff);
        work.run(&permit, &END_LINKS, &params![meeting, now])?;
        let until = now.plus_seconds(days * 86_400);
        work.run(&permit, &INSERT_LINK, &params![id, meeting, hash.clone(), staff, now, until])?;
        work.detail(&format!("meeting {meeting} link {id}"));
        Ok(())
    })?;
    Ok(token)
}

struct Opened {
    link: RowId,
    meeting: MeetingId,
    feed: FeedId,
    entry: Meeting,
    zone: String,
    hidden: Option<Hidden>,
    used: bool,
}

/// Unknown, withdrawn and run out are one and the same answer.
fn open<'w>(work: &mut Work<'w>, permit: &Permit<'w>, token: &str) -> Result<Opened, Fault> {
    let mut row = work.row(permit, &LINK, &params![token_hash(token)])?.ok_or(Fault::Absent)?;
    let (link, meeting) = (row.take()?, row.take()?);
    let (used, withdrawn): (Option<Moment>, Option<Moment>) = (row.take()?, row.take()?);
    let until: Moment = row.take()?;
    if withdrawn.is_some() || until <= work.now() {
        return Err(Fault::Absent);
    }
    let feed = row.take()?;
    let entry = serde_json::from_str(&row.take::<String>()?)
        .map_err(|why| Fault::Broken(format!("meeting {meeting}: {why}")))?;
    let (zone, hidden) = (row.take()?, row.parse_option()?);
    Ok(Opened { link, meeting, feed, entry, zone, hidden, used: used.is_some() })
}

/// The entry behind a link.
pub fn listing(house: &House, token: &str) -> Result<Listing, Fault> {
    house.store().read(&house.call(Actor::Public), |work| {
        let permit = work.permit_open(Operation::AnswerListing)?;
        let opened = open(work, &permit, token)?;
        let standing = standing::of(work, &permit, opened.meeting)?;
        let rows = work.rows(&permit, &SAID_TO_CONTACT, &params![opened.meeting])?;
        let line = |mut row: Row| {
            let (kind, people) = (row.parse()?, row.take()?);
            Ok(Said { kind, people, days: (row.take()?, row.take()?), answer: None })
        };
        let said = rows.into_iter().map(line).collect::<Result<_, Fault>>()?;
        let shown = opened.hidden.is_none();
        Ok(Listing { id: opened.meeting, meeting: opened.entry, shown, said, standing, used: opened.used })
    })
}

/// Says it, once.
pub fn answer_listing(house: &House, command: CommandId, token: &str, word: &OwnerWord) -> Result<(), Fault> {
    let (token, word) = (token.to_owned(), word.clone());
    house.store().command(&house.call(Actor::Public), command, Operation::AnswerListing, move |work| {
        let permit = work.permit_open(Operation::AnswerListing)?;
        let Opened { link, meeting, feed, entry, zone: of_list, .. } = open(work, &permit, &token)?;
        let (kind, used_for, answer) = word.means();
        let right = match &word {
            OwnerWord::PutRight(form) => {
                let own = zone(&of_list).map_err(|why| Fault::Broken(format!("zone of feed {feed}: {why}")))?;
                Some(form.put_into(entry, &own)?)
            }
            _ => None,
        };
        let now = work.now();
        if work.run(&permit, &USE_LINK, &params![link, now, used_for])? == 0 {
            return Err(Fault::refused(Notice::new("listing-link-used")));
        }
        keep_by(work, &permit, (meeting, None, kind), ("owner", None))?;
        let nobody: Option<RowId> = None;
        match right {
            Some(right) => put_right(work, &permit, meeting, &right)?,
            None if word == OwnerWord::LeaveOut => {
                work.run(&permit, &SET_HIDDEN, &params![meeting, "opted-out"])?;
            }
            None => {}
        }
        work.run(&permit, &ANSWER_ALL, &params![meeting, answer.code(), now])?;
        if word != OwnerWord::LeaveOut {
            work.run(&permit, &SAY_RIGHT, &params![meeting, now, "owner", nobody])?;
            // Who holds it knows whether it is held.
            work.run(&permit, &SHOW_REPORTED, &params![meeting])?;
        }
        work.leave_event(&permit, &format!("meeting {meeting} link {link} {used_for}"));
        stir(work, &permit, feed)
    })
}
