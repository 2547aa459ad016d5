//! Ways to reach a member, each with what they allow.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, ChannelId, CommandId, MemberId};
use domain::people::{Channel, ChannelKind, Use};
use domain::text::Line;

statements! {
    CHANNELS_OF_MEMBER = "
        SELECT id, kind, value, may_call, may_text, may_leave_message, may_mail, note FROM channel
        WHERE agency_id = $1 AND member_id = $2 AND ended_at IS NULL ORDER BY id";

    SAVE_CHANNEL = "
        INSERT INTO channel (agency_id, id, member_id, kind, value, may_call, may_text, may_leave_message, may_mail, note)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    END_CHANNEL = "
        UPDATE channel SET ended_at = $4 WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND ended_at IS NULL";
}

/// A channel, as people see it.
#[derive(Debug, Clone)]
pub struct ChannelLine {
    /// The channel.
    pub id: ChannelId,
    /// What it is.
    pub kind: ChannelKind,
    /// The number, address or name; nothing where the kind says it all.
    pub value: String,
    /// What the member allows.
    pub allowed: Vec<Use>,
    /// Anything else to know.
    pub note: Option<String>,
}

/// What the form holds, as typed.
#[derive(Debug, Clone)]
pub struct ChannelEntry {
    /// What it is.
    pub kind: ChannelKind,
    /// The number, address or name.
    pub value: String,
    /// What the member allows.
    pub allowed: Vec<Use>,
    /// Anything else to know.
    pub note: String,
}

/// Whether the kind says it all.
fn needs_no_value(kind: ChannelKind) -> bool {
    matches!(kind, ChannelKind::FrontDesk | ChannelKind::InPerson)
}

pub(super) fn channels<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<ChannelLine>, Fault> {
    let rows = work.rows(permit, &CHANNELS_OF_MEMBER, &params![agency, member])?;
    rows.into_iter()
        .map(|mut row| {
            let id = row.take()?;
            let kind: ChannelKind = row.parse()?;
            let value: String = row.take()?;
            let mut allowed = Vec::new();
            for one in [Use::Call, Use::Text, Use::LeaveMessage, Use::Mail] {
                if row.take::<bool>()? {
                    allowed.push(one);
                }
            }
            let value = if needs_no_value(kind) { String::new() } else { value };
            Ok(ChannelLine { id, kind, value, allowed, note: row.take()? })
        })
        .collect()
}

/// Adds a channel; in the place of an older one, if that is named, which ends.
pub fn save_channel(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    instead_of: Option<ChannelId>,
    entry: &ChannelEntry,
) -> Result<(), Fault> {
    let given = if needs_no_value(entry.kind) { entry.kind.code() } else { entry.value.as_str() };
    let channel = Channel::new(entry.kind, given, &entry.allowed).map_err(|notice| Fault::invalid("value", notice))?;
    let note = Line::optional(&entry.note).map_err(|notice| Fault::invalid("note", notice))?;
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let now = work.now();
        if let Some(old) = instead_of {
            work.run(&permit, &END_CHANNEL, &params![agency, old, member, now])?;
        }
        let id: ChannelId = work.ids().next();
        let may = |one| channel.may(one);
        let values = params![
            agency,
            id,
            member,
            channel.kind().code(),
            channel.value(),
            may(Use::Call),
            may(Use::Text),
            may(Use::LeaveMessage),
            may(Use::Mail),
            note.as_ref().map(|note| note.to_string())
        ];
        work.run(&permit, &SAVE_CHANNEL, &values).map(drop)
    })
}

/// Ends a channel: nobody uses it any more.
pub fn end_channel(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    channel: ChannelId,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let now = work.now();
        work.run(&permit, &END_CHANNEL, &params![agency, channel, member, now]).map(drop)
    })
}
