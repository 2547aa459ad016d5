//! Finding a member by name, forgiving of slips, within what the searcher may see.

use super::candidates::candidates;
use super::names::fuller;
use crate::{Fault, House, Session};
use access::{Operation, Work, id_list, params, statements};
use domain::id::MemberId;
use domain::people::{AskedName, Role, search_words};

/// How many hits are shown.
const MOST_SHOWN: usize = 12;

/// From this rank on somebody is likely the one who is meant: one of two words is theirs, or all are nearly.
const LIKELY: u32 = 500;

/// From this rank on a chart outside one's reach is worth a word to intake.
const SURELY: u32 = 700;

statements! {
    /// Of these charts, those that the row filter opens: the least that tells two people apart.
    MEMBERS_BY_ID = "
        SELECT m.id, m.called, m.full_name, m.pronouns, m.state,
          (SELECT min(s.name) FROM assignment a
           JOIN staff s ON s.agency_id = a.agency_id AND s.id = a.staff_id
           WHERE a.agency_id = m.agency_id AND a.member_id = m.id AND a.kind = 'primary'
             AND a.from_on <= $3 AND (a.until_on IS NULL OR a.until_on >= $3))
        FROM member m
        WHERE m.agency_id = $1 AND m.id IN (SELECT DISTINCT to_id(value) FROM json_each($2))
          AND {filter m.agency_id m.id}";

    /// Who of these may be given a word at the front desk, and what to know about it.
    WORD_HERE = "
        SELECT c.member_id, c.note
        FROM channel c
        JOIN member m ON m.agency_id = c.agency_id AND m.id = c.member_id
        WHERE c.agency_id = $1 AND c.member_id IN (SELECT DISTINCT to_id(value) FROM json_each($2))
          AND c.kind = 'front-desk' AND c.ended_at IS NULL AND {filter m.agency_id m.id}
        ORDER BY c.member_id, c.id";

    /// The names of all of them, but for those who must not be hinted at: restricted charts, those who barred
    /// the searcher, and the searcher's own.
    NAMES_BY_ID = "
        SELECT m.id, m.called, m.full_name
        FROM member m
        WHERE m.agency_id = $1 AND m.id IN (SELECT DISTINCT to_id(value) FROM json_each($2)) AND NOT m.restricted
          AND NOT EXISTS (SELECT 1 FROM barred b
                          WHERE b.agency_id = m.agency_id AND b.member_id = m.id AND b.staff_id = $3)
          AND NOT EXISTS (SELECT 1 FROM person_member pm
                          WHERE pm.chart_agency_id = m.agency_id AND pm.member_id = m.id AND pm.person_id = $4)";
}

/// Somebody who may be the one who is meant: the least that helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The chart.
    pub id: MemberId,
    /// What they like to be called.
    pub called: String,
    /// Their pronouns.
    pub pronouns: Option<String>,
    /// Their state, by its code.
    pub state: String,
    /// Their peer.
    pub peer: Option<String>,
    /// Whether the searcher may open the chart.
    pub may_open: bool,
    /// For the front desk: that a word may be given to them there, with what the member says about it.
    pub word_here: Option<String>,
    /// How well the name fits, up to 1,000.
    pub rank: u32,
}

/// What a search finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Whom the searcher may know of, best first.
    pub matches: Vec<Match>,
    /// Whether somebody outside the searcher's programs fits: nothing but "ask intake" may be said.
    pub elsewhere: bool,
}

impl Found {
    /// Only those who are likely the one who is meant.
    pub fn likely(mut self) -> Self {
        self.matches.retain(|found| found.rank >= LIKELY);
        self
    }

    /// Those whom the searcher may know of, best first.
    pub fn iter(&self) -> std::slice::Iter<'_, Match> {
        self.matches.iter()
    }

    /// Whether nobody fits, here or elsewhere.
    pub fn is_empty(&self) -> bool {
        self.matches.is_empty() && !self.elsewhere
    }
}

/// Likely matches, best first. An empty query finds nobody.
pub fn find_members(house: &House, session: &Session, query: &str) -> Result<Found, Fault> {
    house.store().read(&house.call_as(session), |work| within(work, query, Scope::Own))
}

/// How far a search looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Among those whom the searcher may know of.
    Own,
    /// And whether anybody of that name is at the agency at all: only while somebody new is registered, so that they
    /// do not get a second chart. To whoever merely looks for a name, that somebody comes here is not theirs to know.
    Agency,
}

/// The same inside another unit of work.
pub(super) fn within(work: &mut Work<'_>, query: &str, scope: Scope) -> Result<Found, Fault> {
    let permit = work.permit_list(Operation::FindMembers)?;
    let hat = work.staff_hat()?;
    let words = search_words(query, &fuller);
    if words.is_empty() {
        return Ok(Found::default());
    }
    let ids = candidates(work, &permit, hat.agency, &words)?;
    if ids.is_empty() {
        return Ok(Found::default());
    }
    let today = work.today(hat.agency)?;
    let mut question = AskedName::new(query, &fuller);
    let mut rank = |called: &str, full: Option<&str>| {
        let full = full.map_or(0, |full| question.rank(full));
        full.max(question.rank(called))
    };
    let rows = work.rows(&permit, &MEMBERS_BY_ID, &params![hat.agency, id_list(ids.iter().copied()), today])?;
    let mut matches = Vec::new();
    for mut row in rows {
        let (id, called): (MemberId, String) = (row.take()?, row.take()?);
        let full: Option<String> = row.take()?;
        let rank = rank(&called, full.as_deref());
        let (pronouns, state, peer) = (row.take()?, row.take()?, row.take()?);
        matches.push(Match { id, called, pronouns, state, peer, may_open: false, word_here: None, rank });
    }
    let mut hidden: Vec<MemberId> = Vec::new();
    if scope == Scope::Agency {
        let values = params![hat.agency, id_list(ids.iter().copied()), hat.staff, hat.person];
        for mut row in work.rows(&permit, &NAMES_BY_ID, &values)? {
            let (id, called): (MemberId, String) = (row.take()?, row.take()?);
            let full: Option<String> = row.take()?;
            if matches.iter().all(|known| known.id != id) && rank(&called, full.as_deref()) >= SURELY {
                hidden.push(id);
            }
        }
    }
    matches.retain(|found| found.rank > 0);
    matches.sort_by(|a, b| (b.rank, &a.called, a.id).cmp(&(a.rank, &b.called, b.id)));
    matches.truncate(MOST_SHOWN);
    // Whom the search told of stands in the record, by id; what was typed does not.
    hidden.truncate(MOST_SHOWN);
    let told = |ids: &mut dyn Iterator<Item = MemberId>| ids.map(|id| id.to_string()).collect::<Vec<_>>().join(" ");
    let shown = told(&mut matches.iter().map(|found| found.id));
    let hinted = told(&mut hidden.iter().copied());
    work.detail(&match hidden.is_empty() {
        true => format!("found {shown}"),
        false => format!("found {shown} elsewhere {hinted}"),
    });
    if work.roles()?.contains(&Role::FrontDesk) {
        let ids = id_list(matches.iter().map(|found| found.id));
        for mut row in work.rows(&permit, &WORD_HERE, &params![hat.agency, ids])? {
            let member: MemberId = row.take()?;
            let note: Option<String> = row.take()?;
            if let Some(found) = matches.iter_mut().find(|found| found.id == member) {
                found.word_here = Some(note.unwrap_or_default());
                work.told_of(&permit, member, "word at the front desk");
            }
        }
    }
    for found in &mut matches {
        found.may_open = work.could(Operation::ReadMember, found.id)?;
    }
    Ok(Found { matches, elsewhere: !hidden.is_empty() })
}
