//! Reading a list of services (HSDS JSON or a data package) into the directory: from a file at the command line, and as
//! a source that the desk reads from a file or an address.
//!
//! The list is read and compared outside the transaction, which only carries
//! out the changes, and only if nobody changed the same list in the meantime.

use super::kept::ServicesIn;
use super::sort::{HeldList, HeldOffering, HeldProvider, Plan, Sorted, Sorter};
use super::write::{Carry, Terms, carry_out};
use crate::House;
use crate::directory::codec::ReadIn;
use crate::directory::import::{AskWith, What, call_of, to_bytes};
use crate::directory::keep_run::{Counts, RunOf, failed, goes_on};
use crate::directory::{Imported, Preview, desk};
use access::{Actor, Call, Fault, Operation, params};
use domain::directory::offering::{Offering, Provider};
use domain::directory::{FeedState, RunOutcome, Stir, WebAddress};
use domain::id::{AgencyId, FeedId, ProviderId};
use domain::notice::Notice;
use domain::text::Line;
use domain::time::zone;
use standards::hsds::{ListError, Outcome, Settings, Summary, Tables, Zip, read_json, read_package};
use std::collections::HashMap;
use std::io::{self, Read, Seek};

access::statements! {
    /// The agency that a list is read for.
    STEWARD = "SELECT id, zone FROM agency WHERE slug = $1";

    /// A list of the agency by its name.
    LIST_NAMED = "SELECT id, zone, format, state, changed_at FROM feed WHERE steward_id = $1 AND name = $2";

    /// What is held of a list as it said it last, with what it named once.
    HELD_OFFERINGS = "
        SELECT key, id, provider_id, name, COALESCE(listed, entry), hidden, gone_at FROM offering WHERE feed_id = $1";

    HELD_PROVIDERS = "SELECT key, id, entry FROM provider WHERE feed_id = $1";
}

/// The code of the format of lists of services.
pub(crate) const FORMAT: &str = "hsds";

/// Opens a file of a folder by its path within; none where there is none.
pub type OpenTable<'a> = Box<dyn FnMut(&str) -> io::Result<Option<Box<dyn Read>>> + 'a>;

/// Something to read from and go back in.
pub trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

/// A list of services as it lies there.
pub enum ServiceFile<'a> {
    /// JSON.
    Json(Box<dyn Read + 'a>),
    /// A data package as a zip file.
    Zip(Box<dyn ReadSeek + 'a>),
    /// A data package in a folder.
    Folder(OpenTable<'a>),
}

/// What is said of a list beside what it says itself.
#[derive(Debug, Clone, Default)]
pub struct CatalogSettings {
    /// What it is called; a list of the same name is brought up to date.
    pub name: String,
    /// Under which licence it is published; else what the list says.
    pub licence: Option<String>,
    /// The page of whoever publishes it.
    pub credit: Option<String>,
    /// Take it in though most of what it named is no longer in it.
    pub anyway: bool,
}

/// What became of a list at the command line: `read = added + changed + merged + refused`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ServicesImported {
    /// Services in the list.
    pub read: usize,
    /// Services that are new.
    pub added: usize,
    /// Services that say something else now.
    pub changed: usize,
    /// Services that say what we hold already.
    pub merged: usize,
    /// Services that could not be used.
    pub refused: usize,
    /// Services that the list no longer offers.
    pub gone: usize,
    /// The refused ones: number from 1, why, a few words of it.
    pub rows: Vec<(usize, Notice, String)>,
    /// What was odd in those that were used: number from 1, what.
    pub warnings: Vec<(usize, Notice)>,
    /// What was odd in the list.
    pub notes: Vec<Notice>,
}

/// More than this many warnings are counted, not kept.
pub(super) const MOST_WARNINGS: usize = 200;

/// A source of services, as it stands before it is read.
pub(crate) struct ServiceList {
    pub(crate) steward: AgencyId,
    pub(crate) feed: FeedId,
    pub(crate) zone: String,
    pub(crate) changed_at: i64,
}

/// The same, or one that is not there yet.
pub(super) struct List {
    pub(super) steward: AgencyId,
    pub(super) feed: Option<FeedId>,
    pub(super) name: String,
    pub(super) zone: String,
    pub(super) changed_at: i64,
}

/// How many names a preview holds of each kind.
const NAMES: usize = 100;

/// Reads a list of services for an agency, for whoever runs the machine.
///
/// [`Fault::Absent`] when there is no such agency; [`Fault::Invalid`] on `file` when there is no list to read;
/// [`Fault::Refused`] when so much has gone from it that the list itself may be broken; [`Fault::Busy`] when somebody
/// else reads the same list at the same time. Then nothing is changed.
pub fn import_services(
    house: &House,
    agency_slug: &str,
    settings: &CatalogSettings,
    file: ServiceFile<'_>,
) -> Result<ServicesImported, Fault> {
    bring_in(house, &house.call(Actor::Operator), agency_slug, settings, file)
}

/// The same in the name of somebody at the agency, who must hold a role that looks after its lists.
/// The audit record then says that it was they.
pub fn import_services_as(
    house: &House,
    username: &str,
    agency_slug: &str,
    settings: &CatalogSettings,
    file: ServiceFile<'_>,
) -> Result<ServicesImported, Fault> {
    bring_in(house, &call_of(house, username, agency_slug)?, agency_slug, settings, file)
}

fn bring_in(
    house: &House,
    call: &Call,
    agency_slug: &str,
    settings: &CatalogSettings,
    file: ServiceFile<'_>,
) -> Result<ServicesImported, Fault> {
    let name = Line::parse(&settings.name).map_err(|_| Fault::invalid("feed", Notice::new("meeting-feed-unnamed")))?;
    let list = named(house, call, agency_slug, name.as_str())?;
    let held = held(house, call, list.feed)?;
    let (sorted, plan, summary) = sort(file, &list.zone, &held)?.map_err(|why| Fault::invalid("file", why))?;
    let stir = stir(&held, &sorted, &plan);
    // Who brings a list by hand at the machine looks at it before: only what takes much away is refused.
    if !settings.anyway && desk()?.caution().waits_for_gone(stir).is_some() {
        let why = Notice::new("offering-list-looks-broken").with("gone", count(stir.gone));
        return Err(Fault::refused(why.with("held", count(stir.held))));
    }
    let done = ServicesImported {
        read: summary.read,
        added: sorted.added,
        changed: sorted.changed,
        merged: sorted.merged,
        refused: sorted.rows.len(),
        gone: plan.ended.len(),
        rows: sorted.rows.clone(),
        warnings: sorted.warnings.clone(),
        notes: summary.warnings.clone(),
    };
    let line = |text: Option<&str>| text.and_then(|text| Line::parse(text).ok()).map(|line| line.to_string());
    let credit = settings.credit.as_deref().and_then(WebAddress::parse);
    let terms = Terms {
        licence: line(settings.licence.as_deref()),
        listed: line(summary.licence.as_deref()),
        credit: credit.map(|page| page.to_string()),
    };
    let carry = Carry::of(&summary, &sorted, preview(&plan), terms);
    carry_out(house, call, list, plan, carry)?;
    Ok(done)
}

/// Reads a list into a source that is there: as it came, or as it was kept while it waited. What was odd, what was
/// refused and what came of it is kept as a reading of the source.
pub(crate) fn read_into(
    house: &House,
    call: &Call,
    list: ServiceList,
    what: What,
    run: RunOf,
    asked_with: Option<AskWith>,
) -> Result<Imported, Fault> {
    let ServiceList { steward, feed, zone, changed_at } = list;
    let read_in = match what {
        What::Kept(kept) => kept.services.unwrap_or_default(),
        What::Bytes(bytes) => match ServicesIn::parse(&bytes, &zone)? {
            Ok(read_in) => read_in,
            Err(why) => {
                failed(house, call, (feed, steward), run, &why)?;
                return Err(Fault::invalid("file", why));
            }
        },
    };
    let held = held(house, call, Some(feed))?;
    let mut sorter = Sorter::new(&held);
    read_in.sort_into(&mut sorter);
    let (sorted, plan) = sorter.finish()?;
    let stir = stir(&held, &sorted, &plan);
    let counts = [read_in.read, sorted.added, sorted.changed, sorted.merged, sorted.rows.len(), plan.ended.len()];
    goes_on(house, call, steward, run, Counts::of(counts))?;
    let large = !matches!(run, RunOf::Agreed(_)) && desk()?.caution().waits(stir).is_some();
    let waits = large.then(|| {
        let why = Notice::new("offering-reading-waits").with("gone", count(stir.gone)).with("held", count(stir.held));
        why.with("added", count(sorted.added)).with("changed", count(sorted.changed))
    });
    let summary = Summary { read: read_in.read, licence: read_in.licence.clone(), warnings: read_in.warnings.clone() };
    let terms = Terms { listed: summary.licence.clone(), ..Terms::default() };
    // Only what waits is kept, and only as it was read: the bytes may hold what is never taken in.
    let body = match &waits {
        Some(_) => to_bytes(&ReadIn { services: Some(read_in), ..ReadIn::default() })?,
        None => Vec::new(),
    };
    let mut carry = Carry::of(&summary, &sorted, preview(&plan), terms);
    if desk()?.caution().warns(stir).is_some() {
        carry.warnings.push(Notice::new("offering-new-ids").with("count", count(sorted.renamed)));
    }
    (carry.run, carry.asked_with, carry.body, carry.waits) = (run, asked_with, body, waits.clone());
    let (warnings, gone) = (carry.warnings.clone(), plan.ended.len());
    let own = List { steward, feed: Some(feed), name: String::new(), zone, changed_at };
    let run = carry_out(house, call, own, plan, carry)?;
    Ok(Imported {
        run,
        outcome: if waits.is_some() { RunOutcome::Waiting } else { RunOutcome::Done },
        read: summary.read,
        added: sorted.added,
        changed: sorted.changed,
        merged: sorted.merged,
        refused: sorted.rows.len(),
        gone,
        rows: sorted.rows,
        warnings,
        waits,
    })
}

pub(super) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

type SortedOr = Result<(Sorted, Plan, Summary), Notice>;

/// Reads and sorts a list; or says why there is none.
fn sort(file: ServiceFile<'_>, zone_name: &str, held: &HeldList) -> Result<SortedOr, Fault> {
    let own_zone = zone(zone_name).map_err(|why| Fault::Broken(why.to_string()))?;
    let mut sorter = Sorter::new(held);
    let mut each = |outcome: Outcome| sorter.take(outcome);
    match read(file, &Settings::new(own_zone), &mut each) {
        Ok(summary) => {
            let (sorted, plan) = sorter.finish()?;
            Ok(Ok((sorted, plan, summary)))
        }
        Err(why) => Ok(Err(why.notice())),
    }
}

fn stir(held: &HeldList, sorted: &Sorted, plan: &Plan) -> Stir {
    let held = held.offerings.values().filter(|held| !held.gone).count();
    // Another key alone does not count as a change.
    let changed = sorted.changed - sorted.renamed;
    Stir { held, gone: plan.ended.len(), added: sorted.added, changed, renamed: sorted.renamed }
}

fn preview(plan: &Plan) -> Preview {
    Preview {
        added: plan.added.iter().take(NAMES).map(|entry| entry.name.clone()).collect(),
        changed: plan.rewritten.iter().take(NAMES).map(|one| one.entry.name.clone()).collect(),
        gone: plan.ended.iter().take(NAMES).map(|(_, name)| name.clone()).collect(),
        ..Preview::default()
    }
}

pub(super) fn read(
    file: ServiceFile<'_>,
    settings: &Settings,
    each: &mut dyn FnMut(Outcome),
) -> Result<Summary, ListError> {
    match file {
        ServiceFile::Json(from) => read_json(from, settings, each),
        ServiceFile::Zip(from) => read_package(&mut Zip::open(from).map_err(|_| ListError::Zip)?, settings, each),
        ServiceFile::Folder(open) => read_package(&mut Folder(open), settings, each),
    }
}

struct Folder<'a>(OpenTable<'a>);

impl Tables for Folder<'_> {
    fn open(&mut self, path: &str) -> io::Result<Option<Box<dyn Read + '_>>> {
        let file = (self.0)(path)?;
        Ok(file.map(|file| file as Box<dyn Read>))
    }
}

fn named(house: &House, call: &Call, agency_slug: &str, name: &str) -> Result<List, Fault> {
    house.store().read(call, |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let mut agency = work.row(&permit, &STEWARD, &params![agency_slug])?.ok_or(Fault::Absent)?;
        let (steward, zone): (AgencyId, String) = (agency.take()?, agency.take()?);
        let own = name.to_owned();
        let Some(mut row) = work.row(&permit, &LIST_NAMED, &params![steward, name])? else {
            return Ok(List { steward, feed: None, name: own, zone, changed_at: 0 });
        };
        let (feed, zone, format): (FeedId, String, String) = (row.take()?, row.take()?, row.take()?);
        if format != FORMAT {
            return Err(Fault::refused(Notice::new("source-other-kind")));
        }
        if row.parse::<FeedState>()? == FeedState::Ended {
            return Err(Fault::refused(Notice::new("source-ended")));
        }
        Ok(List { steward, feed: Some(feed), name: own, zone, changed_at: row.take()? })
    })
}

/// What is held of a list.
fn held(house: &House, call: &Call, feed: Option<FeedId>) -> Result<HeldList, Fault> {
    let Some(feed) = feed else { return Ok(HeldList::default()) };
    let (offerings, providers) = house.store().read(call, |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let offerings = work.rows(&permit, &HELD_OFFERINGS, &params![feed])?;
        Ok((offerings, work.rows(&permit, &HELD_PROVIDERS, &params![feed])?))
    })?;
    let mut held = HeldList { offerings: HashMap::with_capacity(offerings.len()), ..HeldList::default() };
    let mut asked_out: Vec<(ProviderId, Offering)> = Vec::new();
    for mut row in offerings {
        let key: String = row.take()?;
        let (id, provider, name, says): (_, ProviderId, _, String) =
            (row.take()?, row.take()?, row.take()?, row.take()?);
        let (hidden, gone_at): (Option<String>, Option<i64>) = (row.take()?, row.take()?);
        if hidden.as_deref() == Some(domain::directory::Hidden::OptedOut.code()) {
            let own: Option<Offering> = serde_json::from_str(&says).ok();
            asked_out.extend(own.map(|own| (provider, own)));
        }
        held.offerings.insert(key, HeldOffering { id, provider, name, says, gone: gone_at.is_some() });
    }
    for mut row in providers {
        let key: String = row.take()?;
        let (id, says): (ProviderId, String) = (row.take()?, row.take()?);
        for (_, out) in asked_out.iter().filter(|(of, _)| *of == id) {
            let provider: Option<Provider> = serde_json::from_str(&says).ok();
            held.left_out.extend(provider.map(|provider| out.alike(&provider)));
        }
        held.providers.insert(key, HeldProvider { id, says });
    }
    Ok(held)
}
