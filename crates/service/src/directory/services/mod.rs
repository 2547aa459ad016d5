//! What is offered near here: reading the lists in which it is published, finding an offering, and showing one.
//!
//! Pages call them services, as people do.

mod find;
mod import;
mod show;

pub(crate) use find::Offered;
pub use find::{LANGUAGES, OpenLine, ServiceLine, ServiceQuery, ServicesFound, services};
pub use import::{CatalogSettings, ServiceFile, ServicesImported, import_services};
pub use show::{HoursView, ServiceShown, SiteView, SourceView, service};

use access::{Fault, Row};
use domain::directory::offering::{Offering, Provider};
use serde::de::DeserializeOwned;

/// The text of an entry as what it is.
fn entry<T: DeserializeOwned>(row: &mut Row) -> Result<T, Fault> {
    let text: String = row.take()?;
    serde_json::from_str(&text).map_err(|why| Fault::Broken(format!("an entry of the directory: {why}")))
}

/// Provider and offering, in this order, from a row.
fn both(row: &mut Row) -> Result<(Provider, Offering), Fault> {
    Ok((entry(row)?, entry(row)?))
}
