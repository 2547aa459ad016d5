//! Everything an agency keeps about a member, for the member: one file to read, open JSON, and the files beside it.
//!
//! The member asks for it, and takes it within a day, once, in the session that asked. Nothing of it is kept between the
//! two: it is gathered when it is taken, by the rules of that very moment (decision 0026). Another member who is named
//! in it (somebody whose eligibility a program rests on) is "another member".

mod json;
mod whole;

pub use whole::{ConsentKept, GivenKept, ProgramKept, ReviewKept, VersionKept, Whole};

use crate::people::files::open_file;
use crate::people::require_step_up;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{CommandId, MemberId, RowId};
use domain::notice::Notice;
use domain::time::{DateTime, Moment};

/// For how long somebody may take what they asked for, in seconds: 24 hours.
const GOOD_FOR: i64 = 24 * 60 * 60;

statements! {
    ASK_FOR_EXPORT = "
        INSERT INTO export (person_id, id, chart_agency_id, member_id, session_id, asked_at, until)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";

    EXPORT_ASKED = "
        SELECT until, taken_at FROM export
        WHERE person_id = $1 AND id = $2 AND member_id = $3 AND session_id = $4";

    EXPORT_TAKEN = "
        UPDATE export SET taken_at = $5
        WHERE person_id = $1 AND id = $2 AND member_id = $3 AND session_id = $4 AND taken_at IS NULL AND until > $5";
}

/// What is given out.
#[derive(Debug, Clone)]
pub struct Export {
    /// Everything, to be put on paper.
    pub whole: Whole,
    /// The same as open JSON.
    pub json: Vec<u8>,
    /// Files that are kept beside the chart, by name.
    pub files: Vec<(String, Vec<u8>)>,
}

/// How an export that was asked for stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportStands {
    /// It may be taken, until this moment in the agency's zone.
    Ready(DateTime),
    /// It was taken.
    Taken,
    /// Its day is over.
    Over,
}

/// Asks for it. The member alone can, with a fresh proof of who they are.
pub fn ask_export(house: &House, session: &Session, command: CommandId, member: MemberId) -> Result<RowId, Fault> {
    require_step_up(house, session)?;
    let asking = session.id;
    house.store().command(&house.call_as(session), command, Operation::AskPrivacy, move |work| {
        let hat = work.member_hat()?;
        let permit = work.permit_member(Operation::AskPrivacy, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let (id, now): (RowId, _) = (work.ids().next(), work.now());
        let until = now.plus_seconds(GOOD_FOR);
        work.run(&permit, &ASK_FOR_EXPORT, &params![hat.person, id, agency, member, asking, now, until])?;
        work.detail("export asked for");
        Ok(id)
    })
}

/// How it stands. For another session of the same person it is not there.
pub fn export_stands(house: &House, session: &Session, member: MemberId, id: RowId) -> Result<ExportStands, Fault> {
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::AskPrivacy, member)?;
        // A look at one's own button is nobody's business.
        work.nothing_new();
        stands(work, &permit, session, (member, id))
    })
}

/// Gathers everything, has it made into one file, and gives the file out once. `make` takes its time outside any unit
/// of work; what was asked for counts as taken only once there is something to give.
pub fn take_export<E: From<Fault>>(
    house: &House,
    session: &Session,
    (member, id): (MemberId, RowId),
    make: impl FnOnce(Export) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    let found = gather(house, session, (member, id))?;
    let file = make(found)?;
    taken(house, session, (member, id))?;
    Ok(file)
}

fn gather(house: &House, session: &Session, (member, id): (MemberId, RowId)) -> Result<Export, Fault> {
    require_step_up(house, session)?;
    if session.is_staff() {
        return Err(Fault::Absent);
    }
    match export_stands(house, session, member, id)? {
        ExportStands::Ready(_) => {}
        ExportStands::Taken => return Err(gone("export-taken")),
        ExportStands::Over => return Err(gone("export-over")),
    }
    let whole = whole::whole(house, session, member)?;
    let mut files = Vec::new();
    for (place, (id, media, kind)) in whole.files.iter().enumerate() {
        let reads = if kind.is_of_consent() { Operation::ReadConsents } else { Operation::ReadPlan };
        let file = open_file(house, session, (member, *id), reads)?;
        files.push((format!("files/{}.{}", place + 1, media.ending()), file.bytes().to_vec()));
    }
    Ok(Export { json: json::bytes(&whole)?, whole, files })
}

/// The last decision, and the one that counts: two that take at once meet here, and one of them gets it.
fn taken(house: &House, session: &Session, (member, id): (MemberId, RowId)) -> Result<(), Fault> {
    let asking = session.id;
    house.store().write(&house.call_as(session), move |work| {
        let hat = work.member_hat()?;
        let permit = work.permit_member(Operation::AskPrivacy, member)?;
        let now = work.now();
        if work.run(&permit, &EXPORT_TAKEN, &params![hat.person, id, member, asking, now])? == 0 {
            return Err(gone("export-taken"));
        }
        work.detail("export taken");
        Ok(())
    })
}

fn stands<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    session: &Session,
    (member, id): (MemberId, RowId),
) -> Result<ExportStands, Fault> {
    let (hat, asking) = (work.member_hat()?, session.id);
    let found = work.row(permit, &EXPORT_ASKED, &params![hat.person, id, member, asking])?;
    let mut row = found.ok_or(Fault::Absent)?;
    let (until, taken): (Moment, Option<Moment>) = (row.take()?, row.take()?);
    let zone = work.zone(permit.agency().ok_or(Fault::Absent)?)?;
    Ok(match taken {
        Some(_) => ExportStands::Taken,
        None if until <= work.now() => ExportStands::Over,
        None => ExportStands::Ready(until.local(&zone)),
    })
}

fn gone(why: &'static str) -> Fault {
    Fault::refused(Notice::new(why))
}

/// Puts files into one zip file.
pub fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Fault> {
    let broken = |why: std::io::Error| Fault::Broken(format!("an export: {why}"));
    let mut packing = standards::zip::Packing::default();
    for (name, bytes) in files {
        packing.add(name, bytes).map_err(broken)?;
    }
    packing.finish().map_err(broken)
}
