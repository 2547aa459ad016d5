//! The programs of an agency: adding and ending them.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, ProgramId};
use domain::notice::Notice;
use domain::text::Line;
use domain::time::Date;
use words::content::{program_on, programs};

statements! {
    INSERT_PROGRAM = "
        INSERT INTO program (agency_id, id, name, rule_pack, regime, starts_on) VALUES ($1, $2, $3, $4, $5, $6)";
    SAME_NAME = "SELECT id FROM program WHERE agency_id = $1 AND name = $2 AND ends_on IS NULL";
    END_PROGRAM = "UPDATE program SET ends_on = $3 WHERE agency_id = $1 AND id = $2 AND starts_on <= $3";
    STILL_IN = "
        SELECT count(*) FROM enrolment
        WHERE agency_id = $1 AND program_id = $2 AND (ends_on IS NULL OR ends_on > $3)";
}

/// Adds a program with its rule pack. What the pack says of confidentiality is where its enrolments start.
pub fn add_program(
    house: &House,
    session: &Session,
    command: CommandId,
    name: &str,
    pack: &str,
    starts_on: Option<Date>,
) -> Result<ProgramId, Fault> {
    let name = Line::parse(name).map_err(|notice| Fault::invalid("name", notice))?;
    let pack = pack.to_owned();
    house.store().command(&house.call_as(session), command, Operation::ManagePrograms, move |work| {
        let permit = work.permit_agency(Operation::ManagePrograms)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let starts = starts_on.unwrap_or(today);
        let known = programs().iter().any(|known| known.id == pack);
        let rules = program_on(&pack, starts).filter(|_| known);
        let rules = rules.ok_or_else(|| Fault::invalid("rule_pack", Notice::new("choice-unknown")))?;
        if work.row(&permit, &SAME_NAME, &params![agency, name.as_str()])?.is_some() {
            return Err(Fault::invalid("name", Notice::new("program-name-taken")));
        }
        let id: ProgramId = work.ids().next();
        let regime = rules.default_regime.value.code();
        work.run(&permit, &INSERT_PROGRAM, &params![agency, id, name.as_str(), rules.id.as_str(), regime, starts])?;
        work.detail(&format!("program {id}"));
        Ok(id)
    })
}

/// Ends a program after its last day. Refused while members are enrolled beyond it: their enrolments end first.
pub fn end_program(
    house: &House,
    session: &Session,
    command: CommandId,
    program: ProgramId,
    ends_on: Option<Date>,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ManagePrograms, move |work| {
        let permit = work.permit_agency(Operation::ManagePrograms)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let ends = ends_on.unwrap_or(today);
        let mut row = work.row(&permit, &STILL_IN, &params![agency, program, ends])?.ok_or(Fault::Absent)?;
        let still: i64 = row.take()?;
        if still > 0 {
            return Err(Fault::invalid("ends_on", Notice::new("program-still-in").with("count", still)));
        }
        if work.run(&permit, &END_PROGRAM, &params![agency, program, ends])? == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("program {program} ended"));
        Ok(())
    })
}
