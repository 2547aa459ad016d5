//! A list of services that was read: as it is compared, and as it is kept while it waits for a yes. What the list says of
//! people was not read, so it is not in it.

use super::import::{MOST_WARNINGS, ServiceFile, read};
use super::sort::Sorter;
use access::Fault;
use domain::directory::offering::{Offering, Provider};
use domain::notice::Notice;
use domain::time::zone;
use serde::{Deserialize, Serialize};
use standards::hsds::{Accepted, Outcome, Reason, Settings};
use std::io::Cursor;

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct ServicesIn {
    /// How many services it had.
    pub(super) read: usize,
    /// Under which licence it is published, where it says.
    pub(super) licence: Option<String>,
    /// What was odd in the list.
    pub(super) warnings: Vec<Notice>,
    services: Vec<ServiceIn>,
    refused: Vec<RefusedIn>,
    /// What was odd in services that can be used, by their number.
    odd: Vec<(usize, Notice)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct ServiceIn {
    key: String,
    provider_key: String,
    provider: Provider,
    offering: Offering,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct RefusedIn {
    row: usize,
    why: Notice,
    excerpt: String,
    /// What it is called by, where it is still in the list.
    still_there: Option<String>,
}

impl ServicesIn {
    /// Reads the bytes of a list; or says why there is none.
    pub(super) fn parse(bytes: &[u8], zone_name: &str) -> Result<Result<Self, Notice>, Fault> {
        let own_zone = zone(zone_name).map_err(|why| Fault::Broken(why.to_string()))?;
        let file = if bytes.starts_with(b"PK") {
            ServiceFile::Zip(Box::new(Cursor::new(bytes)))
        } else {
            ServiceFile::Json(Box::new(bytes))
        };
        let mut own = Self::default();
        let mut each = |outcome: Outcome| own.take(outcome);
        match read(file, &Settings::new(own_zone), &mut each) {
            Ok(summary) => {
                Ok(Ok(Self { read: summary.read, licence: summary.licence, warnings: summary.warnings, ..own }))
            }
            Err(why) => Ok(Err(why.notice())),
        }
    }

    fn take(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Accepted(accepted) => {
                let Accepted { row, key, provider_key, provider, offering, warnings } = *accepted;
                let room = MOST_WARNINGS.saturating_sub(self.odd.len());
                self.odd.extend(warnings.into_iter().take(room).map(|notice| (row, notice)));
                self.services.push(ServiceIn { key, provider_key, provider, offering });
            }
            Outcome::Refused(refused) => self.refused.push(RefusedIn {
                row: refused.row,
                why: refused.reason.notice(),
                excerpt: refused.excerpt,
                // One that has ended is out of the list, as if it were not named.
                still_there: refused.key.filter(|_| refused.reason != Reason::Ended),
            }),
        }
    }

    /// Hands on what was read.
    pub(super) fn sort_into(&self, sorter: &mut Sorter<'_>) {
        for one in &self.refused {
            sorter.refused((one.row, one.why.clone(), one.excerpt.clone()), one.still_there.clone());
        }
        sorter.done.warnings.extend(self.odd.iter().cloned());
        for one in &self.services {
            sorter.accepted(&one.key, &one.provider_key, &one.provider, &one.offering);
        }
    }
}
