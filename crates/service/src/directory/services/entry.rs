//! One service as its desk sees it, and finding one there.

use super::entry as read;
use super::form::{ServiceForm, ServiceFormChange};
use super::ready::{Ready, ready};
use crate::directory::{LeftOutBy, LinkLine, Said, desk};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params};
use domain::directory::offering::{Offering, Provider};
use domain::directory::{ChangeKind, Freshness, Hidden, Verifier};
use domain::id::{AgencyId, FeedId, OfferingId, RowId};
use domain::time::Moment;

access::statements! {
    SERVICE_ENTRY = "
        SELECT p.entry, o.entry, o.listed, o.clashes, o.hidden, o.gone_at, o.feed_id, f.name, f.licence, f.seen_at,
          o.verified_at, o.verified_by, o.added_run, r.at,
          f.steward_id, f.state <> 'ended', o.apart, o.same_as, s.name
        FROM offering o
        LEFT JOIN offering s ON s.id = o.same_as
        JOIN provider p ON p.id = o.provider_id
        JOIN feed f ON f.id = o.feed_id
        LEFT JOIN feed_run r ON r.id = o.added_run
        WHERE o.id = $1";

    KIN_SERVICE = "
        SELECT o.name, f.name FROM offering o JOIN feed f ON f.id = o.feed_id WHERE o.id = $1 AND f.id = $2";

    ASKED_IN = "SELECT a.name, f.name FROM feed f JOIN agency a ON a.id = f.steward_id WHERE f.id = $1";

    SERVICE_HISTORY = "
        SELECT c.id, c.at, c.kind, c.by_kind, s.name, c.entry
        FROM offering_change c
        LEFT JOIN staff s ON s.agency_id = $2 AND s.id = c.by_staff
        WHERE c.offering_id = $1 ORDER BY c.id DESC LIMIT 50";

    SERVICE_REPORTS = "
        SELECT r.kind, count(*), min(r.made_on), max(r.made_on), r.answer
        FROM offering_report r WHERE r.offering_id = $1
        GROUP BY r.kind, r.answer ORDER BY CASE WHEN r.answer IS NULL THEN 0 ELSE 1 END, max(r.made_on) DESC";

    LINKS_OF_SERVICE = "
        SELECT made_at, until, used_at, used_for, withdrawn_at FROM offering_link
        WHERE offering_id = $1 ORDER BY id DESC LIMIT 5";

    PROPOSALS_OF_SERVICE = "
        SELECT p.id, a.name, p.made_at, p.change FROM offering_proposal p JOIN agency a ON a.id = p.from_agency
        WHERE p.offering_id = $1 AND p.answered_at IS NULL ORDER BY p.id";

    FIND_SERVICES = "
        SELECT o.id, o.name, f.name, o.hidden
        FROM feed f JOIN offering o ON o.feed_id = f.id
        WHERE f.steward_id = $1 AND o.gone_at IS NULL AND lower(o.name) LIKE $2 ESCAPE '!'
        ORDER BY o.name, o.id LIMIT 51";
}

/// One line of a service's history.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceChange {
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
    /// What it said before.
    pub before: Offering,
}

/// A service of another list that may be this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceKin {
    /// The service.
    pub id: OfferingId,
    /// What it is called there.
    pub name: String,
    /// Its list.
    pub source: String,
    /// Whether name and place are the same: then both are shown as one.
    pub alike: bool,
    /// Whether an editor said that it is another one.
    pub joined: bool,
}

/// What a colleague would put right in a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceProposal {
    /// The proposal.
    pub id: RowId,
    /// From which agency.
    pub from: String,
    /// When.
    pub at: Moment,
    /// What it would change.
    pub change: ServiceFormChange,
    /// Whether somebody changed the same in the meantime: then it cannot be taken over as it is.
    pub overtaken: bool,
}

/// A service at the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceEntry {
    /// The service.
    pub id: OfferingId,
    /// Who offers it.
    pub provider: Provider,
    /// As it is shown.
    pub offering: Offering,
    /// As its list says, where that is something else.
    pub listed: Option<Offering>,
    /// Whether the list said something new since it was put right here.
    pub clashes: bool,
    /// Why it is taken off.
    pub hidden: Option<Hidden>,
    /// Where its contact asked to be left out, if that was in another list.
    pub left_out: Option<LeftOutBy>,
    /// Whether it is said to be a service of its own.
    pub apart: bool,
    /// The service that an editor said it is.
    pub same_as: Option<(OfferingId, String)>,
    /// Entries of other lists with the same name and place, or at the same street.
    pub kin: Vec<ServiceKin>,
    /// When its list stopped naming it.
    pub gone_at: Option<Moment>,
    /// Its source.
    pub feed: (FeedId, String),
    /// Whether the reader's agency looks after it.
    pub own: bool,
    /// The licence of the source.
    pub licence: Option<String>,
    /// When the source was last read to its end.
    pub read_at: Option<Moment>,
    /// Who last said here that it is right, and when.
    pub verified: Option<(Verifier, Moment)>,
    /// How sure it is today.
    pub freshness: Freshness,
    /// When it is asked about again, and when it is called old.
    pub next_check: Option<(Moment, Moment)>,
    /// When and by which reading it came.
    pub came: Option<(Moment, RowId)>,
    /// What people said of it.
    pub said: Vec<Said>,
    /// Links that were made for its contact.
    pub links: Vec<LinkLine>,
    /// What colleagues would put right.
    pub proposals: Vec<ServiceProposal>,
    /// The latest fifty changes, the newest first.
    pub history: Vec<ServiceChange>,
}

/// A service in a list of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceFound {
    /// The service.
    pub id: OfferingId,
    /// What it is called.
    pub name: String,
    /// Its list.
    pub source: String,
    /// Why it is taken off.
    pub hidden: Option<Hidden>,
}

/// One service. Whoever may propose sees what it says, as far as everybody does; who looks after it sees all.
pub fn service_entry(house: &House, session: &Session, offering: OfferingId) -> Result<ServiceEntry, Fault> {
    let (terms, ready) = (desk()?.terms(), ready(house)?);
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ProposeEntry)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &SERVICE_ENTRY, &params![offering])?.ok_or(Fault::Absent)?;
        let (provider, shown): (Provider, Offering) = (read(&mut row)?, read(&mut row)?);
        let listed = row.take::<Option<String>>()?;
        let listed = listed.map(|text| super::parsed(&text)).transpose()?;
        let (clashes, hidden, gone_at) = (row.take()?, row.parse_option()?, row.take::<Option<Moment>>()?);
        let feed = (row.take()?, row.take()?);
        let (licence, read_at): (_, Option<Moment>) = (row.take()?, row.take()?);
        let verified_at: Option<Moment> = row.take()?;
        let verified = row.parse_option::<Verifier>()?.zip(verified_at);
        let run: Option<RowId> = row.take()?;
        let came = row.take::<Option<Moment>>()?.zip(run);
        let (steward, in_use): (AgencyId, bool) = (row.take()?, row.take()?);
        let (apart, same): (bool, Option<OfferingId>) = (row.take()?, row.take()?);
        let same_as = same.zip(row.take::<Option<String>>()?);
        let own = steward == agency && work.may_agency(Operation::EditDirectory)?;
        if !own && (hidden.is_some() || gone_at.is_some() || !in_use) {
            return Err(Fault::Absent);
        }
        let word = verified_at.max(read_at);
        let mut page = ServiceEntry {
            id: offering,
            provider,
            offering: shown,
            listed: listed.filter(|_| own),
            clashes,
            hidden,
            left_out: None,
            apart,
            same_as,
            kin: Vec::new(),
            gone_at,
            feed,
            own,
            licence,
            read_at,
            verified,
            freshness: terms.freshness(word, work.now()),
            next_check: word.map(|said| (terms.next_check(said), terms.stale_after(said))),
            came: came.filter(|_| own),
            said: Vec::new(),
            links: Vec::new(),
            proposals: Vec::new(),
            history: Vec::new(),
        };
        if own {
            fill(work, &permit, &mut page)?;
            beside(work, &permit, &ready, &mut page)?;
        }
        Ok(page)
    })
}

/// What only those see who look after it.
fn fill<'w>(work: &mut Work<'w>, permit: &Permit<'w>, page: &mut ServiceEntry) -> Result<(), Fault> {
    let offering = page.id;
    for mut row in work.rows(permit, &SERVICE_REPORTS, &params![offering])? {
        let (kind, people) = (row.parse()?, row.take()?);
        page.said.push(Said { kind, people, days: (row.take()?, row.take()?), answer: row.parse_option()? });
    }
    for mut row in work.rows(permit, &LINKS_OF_SERVICE, &params![offering])? {
        let (made_at, until) = (row.take()?, row.take()?);
        let used = row.take::<Option<Moment>>()?.zip(row.take()?);
        page.links.push(LinkLine { made_at, until, used, withdrawn: row.take::<Option<Moment>>()?.is_some() });
    }
    for mut row in work.rows(permit, &PROPOSALS_OF_SERVICE, &params![offering])? {
        let (id, from, at) = (row.take()?, row.take()?, row.take()?);
        let change: ServiceFormChange = read(&mut row)?;
        let overtaken = change.onto(ServiceForm::of(&page.offering)).is_err();
        page.proposals.push(ServiceProposal { id, from, at, change, overtaken });
    }
    for mut row in work.rows(permit, &SERVICE_HISTORY, &params![offering, permit.agency()])? {
        page.history.push(ServiceChange {
            id: row.take()?,
            at: row.take()?,
            kind: row.parse()?,
            by: row.take()?,
            name: row.take()?,
            before: read(&mut row)?,
        });
    }
    Ok(())
}

/// What other lists say of it.
fn beside<'w>(work: &mut Work<'w>, permit: &Permit<'w>, ready: &Ready, page: &mut ServiceEntry) -> Result<(), Fault> {
    for kin in ready.kin_of(page.id) {
        let Some(mut row) = work.row(permit, &KIN_SERVICE, &params![kin.id, kin.feed])? else { continue };
        let (name, source) = (row.take()?, row.take()?);
        page.kin.push(ServiceKin { id: kin.id, name, source, alike: kin.alike, joined: kin.joined });
    }
    if let Some(out) = ready.left_out.iter().find(|out| out.id == page.id) {
        page.left_out = asked_in(work, permit, out.by)?;
    }
    Ok(())
}

/// The list in which somebody asked to be left out, and who looks after it.
pub(super) fn asked_in<'w>(work: &mut Work<'w>, permit: &Permit<'w>, list: FeedId) -> Result<Option<LeftOutBy>, Fault> {
    let row = work.row(permit, &ASKED_IN, &params![list])?;
    row.map(|mut row| Ok(LeftOutBy { agency: row.take()?, source: row.take()? })).transpose()
}

/// Services whose name holds these words, of the lists that the agency looks after: fifty, and whether there are more.
pub fn find_services(house: &House, session: &Session, words: &str) -> Result<(Vec<ServiceFound>, bool), Fault> {
    let plain: String = words.trim().to_lowercase().chars().take(100).collect();
    let escaped = plain.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let like = format!("%{escaped}%");
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadDesk)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut found = Vec::new();
        for mut row in work.rows(&permit, &FIND_SERVICES, &params![agency, like.as_str()])? {
            let (id, name) = (row.take()?, row.take()?);
            found.push(ServiceFound { id, name, source: row.take()?, hidden: row.parse_option()? });
        }
        let more = found.len() > 50;
        found.truncate(50);
        Ok((found, more))
    })
}
