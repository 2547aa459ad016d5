//! What is offered near here: reading the lists in which it is published, finding an offering, and showing one.
//!
//! Pages call them services, as people do.

mod add;
mod edit;
mod entry;
mod events;
mod find;
mod form;
mod give_out;
mod import;
mod kept;
mod link;
mod listed;
mod propose;
mod provider;
mod queue;
mod ready;
mod show;
mod sort;
mod table;
mod tell;
mod undo;
mod write;

pub use add::{NewService, add_service};
pub(crate) use add::{add_by_hand, service_of_form};
pub(crate) use edit::age_services;
pub use edit::{ServiceDeed, answer_service_reports, correct_service, do_with_service};
pub use entry::{ServiceChange, ServiceEntry, ServiceFound, ServiceKin, ServiceProposal, find_services, service_entry};
pub use events::{EventLine, EventsAsked, EventsFound, EventsOf, events, events_calendar};
pub use find::{LANGUAGES, NEAR, OpenLine, ServiceLine, ServiceQuery, ServicesFound, services};
pub use form::{Ground, ServiceForm, ServiceFormChange};
pub use give_out::{ServiceOut, ServicePart, ServiceSource, service_out, service_sources, services_out};
pub use import::{CatalogSettings, ServiceFile, ServicesImported, import_services, import_services_as};
pub(crate) use import::{FORMAT, ServiceList, read_into};
pub(crate) use kept::ServicesIn;
pub use link::{ServiceListing, answer_service_listing, make_service_link, service_listing};
pub use propose::{answer_service_proposal, propose_service};
pub use provider::{EveryService, ProviderShown, every_service, provider};
pub use queue::{ServiceQueue, ServiceReported, service_queue};
pub(crate) use ready::{Ready, ready};
pub use show::{HoursView, ServiceShown, SiteView, SourceView, service};
pub use table::services_table;
pub use tell::{report_service, service_report_stands};
pub(crate) use undo::undo_services;

use access::{Fault, Row, Work};
use domain::directory::offering::{Offering, Provider};
use domain::id::AgencyId;
use serde::de::DeserializeOwned;

/// The text of an entry as what it is.
fn entry<T: DeserializeOwned>(row: &mut Row) -> Result<T, Fault> {
    let text: String = row.take()?;
    parsed(&text)
}

/// The text of an entry.
fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|why| Fault::Broken(format!("an entry of the directory: {why}")))
}

/// Provider and offering, in this order, from a row.
fn both(row: &mut Row) -> Result<(Provider, Offering), Fault> {
    Ok((entry(row)?, entry(row)?))
}

/// What a form of a service does not say itself, where an agency looks after it.
fn ground(work: &mut Work<'_>, steward: AgencyId) -> Result<Ground, Fault> {
    let zone = work.zone(steward)?;
    let today = work.now().date(&zone);
    Ok(Ground { zone, today })
}
