//! Reading a list of services (HSDS JSON or a data package) into the directory.
//!
//! The list is read and compared outside the transaction, which only carries
//! out the changes, and only if nobody read the same list in the meantime.

use crate::House;
use access::{Actor, Fault, Operation, Permit, Work, params};
use domain::directory::WebAddress;
use domain::directory::offering::Provider;
use domain::id::{AgencyId, CatalogId, OfferingId, ProviderId};
use domain::notice::Notice;
use domain::text::Line;
use domain::time::zone;
use serde::Serialize;
use standards::hsds::{
    Accepted, ListError, Outcome, Reason, Refused, Settings, Summary, Tables, Zip, read_json, read_package,
};
use std::collections::{HashMap, HashSet};
use std::io::{self, Read, Seek};

access::statements! {
    /// The agency that a list is read for.
    STEWARD = "SELECT id, zone FROM agency WHERE slug = $1";

    /// A list that was read before.
    CATALOG = "SELECT id, read_at FROM catalog WHERE steward_id = $1 AND name = $2";

    /// What we hold of a list, with what it named once.
    HELD_OFFERINGS = "SELECT key, id, entry, gone_at FROM offering WHERE catalog_id = $1";

    HELD_PROVIDERS = "SELECT key, id, entry FROM provider WHERE catalog_id = $1";

    INSERT_CATALOG = "
        INSERT INTO catalog (id, steward_id, name, zone, licence, credit, read_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    /// Only if it was last read when we think it was. A licence that is not said again stays.
    TOUCH_CATALOG = "
        UPDATE catalog SET read_at = $2, zone = $3, licence = COALESCE($4, licence), credit = COALESCE($5, credit)
        WHERE id = $1 AND read_at = $6";

    INSERT_PROVIDER = "INSERT INTO provider (id, catalog_id, key, name, entry) VALUES ($1, $2, $3, $4, $5)";

    UPDATE_PROVIDER = "UPDATE provider SET name = $2, entry = $3 WHERE id = $1";

    INSERT_OFFERING = "
        INSERT INTO offering (id, catalog_id, provider_id, key, name, entry, gone_at)
        VALUES ($1, $2, $3, $4, $5, $6, NULL)";

    UPDATE_OFFERING = "UPDATE offering SET provider_id = $2, name = $3, entry = $4, gone_at = NULL WHERE id = $1";

    END_OFFERING = "UPDATE offering SET gone_at = $2 WHERE id = $1";
}

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

/// What became of a list: `read = added + changed + merged + refused`.
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
const MOST_WARNINGS: usize = 200;

struct Before {
    steward: AgencyId,
    zone: String,
    catalog: Option<(CatalogId, i64)>,
    offerings: HashMap<String, Held<OfferingId>>,
    providers: HashMap<String, Held<ProviderId>>,
}

struct Held<Id> {
    id: Id,
    entry: String,
    gone: bool,
}

#[derive(Clone)]
struct Entry {
    key: String,
    provider: String,
    name: String,
    json: String,
}

/// Everything that the transaction does.
#[derive(Clone, Default)]
struct Plan {
    providers: Vec<(String, Option<ProviderId>, String, String)>,
    known: HashMap<String, ProviderId>,
    added: Vec<Entry>,
    rewritten: Vec<(OfferingId, Entry)>,
    ended: Vec<OfferingId>,
}

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
    let name = Line::parse(&settings.name).map_err(|_| Fault::invalid("feed", Notice::new("meeting-feed-unnamed")))?;
    let before = before(house, agency_slug, name.as_str())?;
    let own_zone = zone(&before.zone).map_err(|why| Fault::Broken(why.to_string()))?;
    let mut sorter = Sorter::new(&before);
    let mut each = |outcome: Outcome| sorter.take(outcome);
    let summary =
        read(file, &Settings::new(own_zone), &mut each).map_err(|why| Fault::invalid("file", why.notice()))?;
    if let Some(fault) = sorter.broken {
        return Err(fault);
    }
    let (mut done, mut plan) = (sorter.done, sorter.plan);
    let (seen, held) = (sorter.seen, before.offerings.values().filter(|held| !held.gone).count());
    let gone = before.offerings.iter().filter(|(key, held)| !held.gone && !seen.contains(*key));
    plan.ended = gone.map(|(_, held)| held.id).collect();
    if !settings.anyway && held >= 10 && plan.ended.len() * 2 > held {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let why = Notice::new("offering-list-looks-broken").with("gone", count(plan.ended.len()));
        return Err(Fault::refused(why.with("held", count(held))));
    }
    done.read = summary.read;
    done.gone = plan.ended.len();
    done.notes = summary.warnings.clone();
    let said = About::of(settings, &summary);
    carry_out(house, &before, name.to_string(), said, plan)?;
    Ok(done)
}

fn read(file: ServiceFile<'_>, settings: &Settings, each: &mut dyn FnMut(Outcome)) -> Result<Summary, ListError> {
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

/// Sorts what comes in by what we hold. Of what says nothing new only the key is kept.
struct Sorter<'b> {
    before: &'b Before,
    done: ServicesImported,
    plan: Plan,
    /// Keys of services that are still in the list, whether they could be used or not.
    seen: HashSet<String>,
    told: HashSet<String>,
    broken: Option<Fault>,
}

impl<'b> Sorter<'b> {
    fn new(before: &'b Before) -> Self {
        let known = before.providers.iter().map(|(key, held)| (key.clone(), held.id)).collect();
        Self {
            before,
            done: ServicesImported::default(),
            plan: Plan { known, ..Plan::default() },
            seen: HashSet::new(),
            told: HashSet::new(),
            broken: None,
        }
    }

    fn take(&mut self, outcome: Outcome) {
        let sorted = match outcome {
            Outcome::Accepted(accepted) => self.accepted(*accepted),
            Outcome::Refused(refused) => {
                self.refused(refused);
                Ok(())
            }
        };
        if let Err(fault) = sorted {
            self.broken.get_or_insert(fault);
        }
    }

    fn refused(&mut self, refused: Refused) {
        self.done.refused += 1;
        // One that has ended is out of the list, as if it were not named.
        if refused.reason != Reason::Ended {
            self.seen.extend(refused.key);
        }
        self.done.rows.push((refused.row, refused.reason.notice(), refused.excerpt));
    }

    fn accepted(&mut self, accepted: Accepted) -> Result<(), Fault> {
        let Accepted { row, key, provider_key, provider, offering, warnings } = accepted;
        let room = MOST_WARNINGS.saturating_sub(self.done.warnings.len());
        self.done.warnings.extend(warnings.into_iter().take(room).map(|notice| (row, notice)));
        self.provider(&provider_key, &provider)?;
        let name = offering.name.to_string();
        let entry = Entry { key: key.clone(), provider: provider_key, name, json: json(&offering)? };
        match self.before.offerings.get(&key) {
            Some(held) if !held.gone && held.entry == entry.json => self.done.merged += 1,
            Some(held) => {
                // What comes back counts as new, and keeps its address.
                let count = if held.gone { &mut self.done.added } else { &mut self.done.changed };
                *count += 1;
                self.plan.rewritten.push((held.id, entry));
            }
            None => {
                self.done.added += 1;
                self.plan.added.push(entry);
            }
        }
        self.seen.insert(key);
        Ok(())
    }

    /// An organization stands with each of its services; it is looked at once.
    fn provider(&mut self, key: &str, provider: &Provider) -> Result<(), Fault> {
        if !self.told.insert(key.to_owned()) {
            return Ok(());
        }
        let json = json(provider)?;
        let held = self.before.providers.get(key);
        if held.is_none_or(|held| held.entry != json) {
            let id = held.map(|held| held.id);
            self.plan.providers.push((key.to_owned(), id, provider.name.to_string(), json));
        }
        Ok(())
    }
}

fn json(entry: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(entry).map_err(|why| Fault::Broken(format!("an entry as JSON: {why}")))
}

fn before(house: &House, agency_slug: &str, name: &str) -> Result<Before, Fault> {
    let (steward, zone, catalog, offerings, providers) = house.store().read(&house.call(Actor::Operator), |work| {
        let permit = work.permit_open(Operation::ReadPublic)?;
        let mut agency = work.row(&permit, &STEWARD, &params![agency_slug])?.ok_or(Fault::Absent)?;
        let (steward, zone): (AgencyId, String) = (agency.take()?, agency.take()?);
        let Some(mut row) = work.row(&permit, &CATALOG, &params![steward, name])? else {
            return Ok((steward, zone, None, Vec::new(), Vec::new()));
        };
        let catalog: (CatalogId, i64) = (row.take()?, row.take()?);
        let offerings = work.rows(&permit, &HELD_OFFERINGS, &params![catalog.0])?;
        let providers = work.rows(&permit, &HELD_PROVIDERS, &params![catalog.0])?;
        Ok((steward, zone, Some(catalog), offerings, providers))
    })?;
    let mut held = HashMap::with_capacity(offerings.len());
    for mut row in offerings {
        let key: String = row.take()?;
        let (id, entry, gone_at): (_, _, Option<i64>) = (row.take()?, row.take()?, row.take()?);
        held.insert(key, Held { id, entry, gone: gone_at.is_some() });
    }
    let mut own = HashMap::with_capacity(providers.len());
    for mut row in providers {
        let key: String = row.take()?;
        own.insert(key, Held { id: row.take()?, entry: row.take()?, gone: false });
    }
    Ok(Before { steward, zone, catalog, offerings: held, providers: own })
}

/// What a list is said to be.
#[derive(Clone)]
struct About {
    licence: Option<String>,
    credit: Option<String>,
}

impl About {
    fn of(settings: &CatalogSettings, summary: &Summary) -> Self {
        let licence = settings.licence.as_deref().or(summary.licence.as_deref());
        let line = |text: &str| Line::parse(text).ok().map(|line| line.to_string());
        let credit = settings.credit.as_deref().and_then(WebAddress::parse);
        Self { licence: licence.and_then(line), credit: credit.map(|page| page.to_string()) }
    }
}

fn carry_out(house: &House, before: &Before, name: String, about: About, plan: Plan) -> Result<(), Fault> {
    let (steward, zone, catalog) = (before.steward, before.zone.clone(), before.catalog);
    house.store().write(&house.call(Actor::Operator), move |work| {
        let permit = work.permit_open(Operation::ImportMeetings)?;
        let About { licence, credit } = &about;
        let catalog = match catalog {
            Some((id, read_at)) => {
                // Later than before even where the clock stood still: it is what others compare with.
                let now = work.now().micros().max(read_at + 1);
                if work.run(&permit, &TOUCH_CATALOG, &params![id, now, zone, licence, credit, read_at])? == 0 {
                    return Err(Fault::Busy);
                }
                id
            }
            None => {
                if work.row(&permit, &CATALOG, &params![steward, name])?.is_some() {
                    return Err(Fault::Busy);
                }
                let id: CatalogId = work.ids().next();
                let now = work.now();
                work.run(&permit, &INSERT_CATALOG, &params![id, steward, name, zone, licence, credit, now])?;
                id
            }
        };
        write(work, &permit, catalog, plan.clone())
    })
}

fn write<'w>(work: &mut Work<'w>, permit: &Permit<'w>, catalog: CatalogId, plan: Plan) -> Result<(), Fault> {
    let Plan { providers, mut known, added, rewritten, ended } = plan;
    for (key, id, name, json) in &providers {
        match id {
            Some(id) => drop(work.run(permit, &UPDATE_PROVIDER, &params![id, name, json])?),
            None => {
                let id: ProviderId = work.ids().next();
                work.run(permit, &INSERT_PROVIDER, &params![id, catalog, key, name, json])?;
                known.insert(key.clone(), id);
            }
        }
    }
    let provider = |key: &str| known.get(key).copied().ok_or_else(|| Fault::Broken(format!("no provider {key}")));
    let now = work.now();
    for id in &ended {
        work.run(permit, &END_OFFERING, &params![id, now])?;
    }
    for (id, entry) in &rewritten {
        work.run(permit, &UPDATE_OFFERING, &params![id, provider(&entry.provider)?, entry.name, entry.json])?;
    }
    for entry in &added {
        let id: OfferingId = work.ids().next();
        let values = params![id, catalog, provider(&entry.provider)?, entry.key, entry.name, entry.json];
        work.run(permit, &INSERT_OFFERING, &values)?;
    }
    Ok(())
}
