//! An event as bytes, and the hash of a link: what was sealed once must come out the same for ever.

use super::chain::{Chain, Hash};
use crate::Fault;
use access::{Row, StoreError};
use domain::id::{AgencyId, AuditId, Identity};
use sha2::{Digest, Sha256};

/// The columns of an event, in the order of [`Event::take`]. A new column of the table makes a second form of bytes.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) agency: Option<AgencyId>,
    pub(super) id: AuditId,
    pub(super) detail: Option<String>,
    bytes: Vec<u8>,
}

/// Collects fields, each with its length before it, so that no two events have the same bytes.
struct Fields(Vec<u8>);

impl Fields {
    fn add(&mut self, field: Option<&[u8]>) {
        match field {
            None => self.0.push(0),
            Some(bytes) => {
                self.0.push(1);
                self.0.extend((bytes.len() as u64).to_be_bytes());
                self.0.extend(bytes);
            }
        }
    }

    fn id(&mut self, row: &mut Row) -> Result<Option<[u8; 16]>, StoreError> {
        let id: Option<[u8; 16]> = row.take()?;
        self.add(id.as_ref().map(<[u8; 16]>::as_slice));
        Ok(id)
    }

    fn text(&mut self, row: &mut Row) -> Result<Option<String>, StoreError> {
        let text: Option<String> = row.take()?;
        self.add(text.as_deref().map(str::as_bytes));
        Ok(text)
    }
}

impl Event {
    /// Reads `agency_id, person_id, id, at, actor_kind, actor_id, session_id, operation, subject_kind, member_id,
    /// basis, outcome, detail`. Nothing where the event is gone.
    pub(super) fn take(row: &mut Row) -> Result<Option<Self>, Fault> {
        let mut fields = Fields(b"alongside event 1\n".to_vec());
        let agency = fields.id(row)?;
        fields.id(row)?;
        let Some(id) = fields.id(row)? else { return Ok(None) };
        let at: i64 = row.take()?;
        fields.add(Some(&at.to_be_bytes()));
        fields.text(row)?;
        fields.id(row)?;
        fields.id(row)?;
        fields.text(row)?;
        fields.text(row)?;
        fields.id(row)?;
        fields.text(row)?;
        fields.text(row)?;
        let detail = fields.text(row)?;
        let (agency, id) = (agency.map(AgencyId::from_bytes), AuditId::from_bytes(id));
        Ok(Some(Self { agency, id, detail, bytes: fields.0 }))
    }

    /// The hash of the link that holds it: over the link before, the place, and the event.
    pub(super) fn link(&self, before: &Hash, chain: Chain, number: i64) -> Hash {
        let mut hash = Sha256::new();
        hash.update(b"alongside link 1\n");
        hash.update(before);
        hash.update(chain.0.bytes());
        hash.update(number.to_be_bytes());
        hash.update(&self.bytes);
        hash.finalize().into()
    }
}
