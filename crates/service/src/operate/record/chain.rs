//! Chains, their segments and links, as they are kept.

use access::{Permit, Row, Work, params, statements};
use domain::id::{AgencyId, AuditId, Identity};
use domain::time::{Moment, TimeZone};

use crate::Fault;

/// A hash of the chain: SHA-256.
pub(super) type Hash = [u8; 32];

/// What the first link of a chain is linked to.
pub(super) const NOTHING: Hash = [0; 32];

/// Whose events a chain holds: an agency's, or those that belong to no agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chain(pub(super) AgencyId);

impl Chain {
    /// The chain of an event.
    pub(super) fn of(agency: Option<AgencyId>) -> Self {
        Self(agency.unwrap_or(AgencyId::from_bytes([0; 16])))
    }

    /// Whose, unless it is of what belongs to no agency.
    pub fn agency(self) -> Option<AgencyId> {
        (self.0.bytes() != [0; 16]).then_some(self.0)
    }
}

/// One link, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// In which chain.
    pub chain: Chain,
    /// Its number there, from 1 on.
    pub number: i64,
}

/// What is wrong with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bad {
    /// A chain, or one of its segments, does not begin where the one before ends.
    Start(Link),
    /// A link is gone, or stands in another place.
    LinkGone(Link),
    /// The event of a link is gone.
    EventGone(Link),
    /// The event of a link, or its place among the others, is not what was sealed.
    Changed(Link),
    /// What a segment says of its end was not signed with the key of this house.
    Signature(Link),
    /// A link stands after the end that was signed.
    AfterEnd(Link),
    /// An event is in no chain, and waits for none.
    Unlinked(AuditId),
    /// An event was deleted before it was sealed.
    NeverSealed(AuditId),
    /// A checkpoint knows a link that is not there any more.
    CutOff(Link),
    /// A checkpoint knows another link in this place.
    Rewritten(Link),
}

/// A month of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) name: String,
    pub(super) first: i64,
    pub(super) before: Hash,
    pub(super) last: i64,
    pub(super) hash: Hash,
    pub(super) signed_at: Moment,
    pub(super) purged: bool,
}

/// The month that a moment lies in, in UTC: `2026-11`.
pub(super) fn month(at: Moment) -> String {
    let day = at.date(&TimeZone::UTC);
    format!("{:04}-{:02}", day.year(), day.month())
}

statements! {
    CHAINS = "SELECT DISTINCT chain_id FROM audit_segment ORDER BY chain_id";

    SEGMENTS = "
        SELECT segment, first_number, first_hash, last_number, last_hash, signed_at, purged_at, signature
        FROM audit_segment WHERE chain_id = $1 ORDER BY segment";

    NEWEST_SEGMENT = "
        SELECT segment, first_number, first_hash, last_number, last_hash, signed_at, purged_at, signature
        FROM audit_segment WHERE chain_id = $1 ORDER BY segment DESC LIMIT 1";
}

fn segment(mut row: Row) -> Result<(Segment, Vec<u8>), Fault> {
    let segment = Segment {
        name: row.take()?,
        first: row.take()?,
        before: row.take()?,
        last: row.take()?,
        hash: row.take()?,
        signed_at: row.take()?,
        purged: row.take::<Option<Moment>>()?.is_some(),
    };
    Ok((segment, row.take()?))
}

/// Every chain that has a segment.
pub(super) fn chains<'w>(work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Vec<Chain>, Fault> {
    let rows = work.rows(permit, &CHAINS, &params![])?;
    rows.into_iter().map(|mut row| Ok(Chain(row.take()?))).collect()
}

/// The segments of a chain, the oldest first, each with its signature.
pub(super) fn segments<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    chain: Chain,
) -> Result<Vec<(Segment, Vec<u8>)>, Fault> {
    work.rows(permit, &SEGMENTS, &params![chain.0])?.into_iter().map(segment).collect()
}

/// The segment that a chain ends with.
pub(super) fn newest<'w>(work: &mut Work<'w>, permit: &Permit<'w>, chain: Chain) -> Result<Option<Segment>, Fault> {
    let row = work.row(permit, &NEWEST_SEGMENT, &params![chain.0])?;
    row.map(|row| segment(row).map(|(segment, _)| segment)).transpose()
}
