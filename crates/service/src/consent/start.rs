//! A yes to peer support, and the notice of rights. Neither waits for the other, and neither is a consent.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::consent::{HowStarted, NoticeGiven};
use domain::id::{AgencyId, CommandId, MemberId, RowId};
use domain::lang::Lang;
use domain::text::Line;
use domain::time::{Date, Moment};

statements! {
    NEWEST_START = "
        SELECT how, name, said_on FROM service_start WHERE agency_id = $1 AND member_id = $2 ORDER BY at DESC LIMIT 1";
    INSERT_START = "
        INSERT INTO service_start (agency_id, id, member_id, how, name, said_on, by_kind, by_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    NEWEST_NOTICE = "
        SELECT id, version, how, given_on, acknowledged_at FROM patient_notice
        WHERE agency_id = $1 AND member_id = $2 ORDER BY given_at DESC, id DESC LIMIT 1";
    INSERT_NOTICE = "
        INSERT INTO patient_notice (agency_id, id, member_id, version, lang, how, given_at, given_on, given_by_kind,
          given_by_id, acknowledged_at, acknowledged_by_kind)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    ACKNOWLEDGE_NOTICE = "
        UPDATE patient_notice SET acknowledged_at = $4, acknowledged_by_kind = $5
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND acknowledged_at IS NULL";
}

/// A yes to peer support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartLine {
    /// How it was said.
    pub how: HowStarted,
    /// The name, where it was signed.
    pub name: Option<String>,
    /// When.
    pub on: Date,
}

pub(super) fn started<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
) -> Result<Option<StartLine>, Fault> {
    let found = work.row(permit, &NEWEST_START, &params![agency, member])?;
    found.map(|mut row| Ok(StartLine { how: row.parse()?, name: row.take()?, on: row.take()? })).transpose()
}

/// A notice that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLine {
    /// Which.
    pub id: RowId,
    /// The version of its words.
    pub version: String,
    /// How.
    pub how: NoticeGiven,
    /// When.
    pub on: Date,
    /// When the member said that they have it.
    pub acknowledged: Option<Moment>,
}

pub(super) fn notice_given<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
) -> Result<Option<NoticeLine>, Fault> {
    let found = work.row(permit, &NEWEST_NOTICE, &params![agency, member])?;
    let line = |mut row: access::Row| {
        Ok(NoticeLine {
            id: row.take()?,
            version: row.take()?,
            how: row.parse()?,
            on: row.take()?,
            acknowledged: row.take()?,
        })
    };
    found.map(line).transpose()
}

/// The member writes in their own session; staff write down what the member said.
fn operation(session: &Session) -> Operation {
    if session.is_staff() { Operation::MakeConsent } else { Operation::SignConsent }
}

/// Writes down that the member wants peer support: they said so, or they wrote their name.
pub fn say_yes(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    name: &str,
) -> Result<(), Fault> {
    let name = Line::optional(name).map_err(|notice| Fault::invalid("start_name", notice))?;
    let operation = operation(session);
    house.store().command(&house.call_as(session), command, operation, move |work| {
        let permit = work.permit_member(operation, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let (kind, author) = work.author(&permit)?;
        let how = if name.is_some() { HowStarted::Signed } else { HowStarted::Spoken };
        let (id, now, today): (RowId, _, _) = (work.ids().next(), work.now(), work.today(agency)?);
        let written = name.as_ref().map(Line::as_str);
        let values = params![agency, id, member, how.code(), written, today, kind, author, now];
        work.run(&permit, &INSERT_START, &values)?;
        work.detail("a yes to peer support");
        Ok(())
    })
}

/// Writes down that the notice was given; with the member's word that they have it, if they say so.
pub fn give_notice(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    (how, lang, has_it): (NoticeGiven, Lang, bool),
) -> Result<(), Fault> {
    let operation = operation(session);
    let version = words::content::consents().ok_or(Fault::Absent)?.patient_notice().version.clone();
    house.store().command(&house.call_as(session), command, operation, move |work| {
        let permit = work.permit_member(operation, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let (kind, author) = work.author(&permit)?;
        let (now, today) = (work.now(), work.today(agency)?);
        match notice_given(work, &permit, (agency, member))? {
            // The same notice once more: what is new is the member's word.
            Some(line) if line.version == version => {
                if has_it {
                    work.run(&permit, &ACKNOWLEDGE_NOTICE, &params![agency, line.id, member, now, kind])?;
                }
            }
            _ => {
                let id: RowId = work.ids().next();
                let (had, by) = (has_it.then_some(now), has_it.then_some(kind));
                let values =
                    params![agency, id, member, version.as_str(), lang, how.code(), now, today, kind, author, had, by];
                work.run(&permit, &INSERT_NOTICE, &values)?;
            }
        }
        work.detail("the notice of rights");
        Ok(())
    })
}
