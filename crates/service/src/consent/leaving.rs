//! "I want to leave": what stays with the member, and what the agency keeps until when.

use super::clocks;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::MemberId;
use domain::time::{Date, plus_years};
use words::content::{Kept, kept};

statements! {
    PLACES_OF_LEAVING = "
        SELECT p.name, e.ends_on FROM enrolment e
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        WHERE e.agency_id = $1 AND e.member_id = $2 AND e.starts_on <= $3
        ORDER BY e.starts_on, p.name, e.id";

    BORN_ON = "SELECT born_on FROM member WHERE agency_id = $1 AND id = $2";
}

/// One kind of record, and until when it is kept if the member left today.
#[derive(Debug, Clone)]
pub struct KeptUntil {
    /// What it is, with its period and source.
    pub rule: &'static Kept,
    /// The day after which it may go; nothing where no years are named.
    pub until: Option<Date>,
}

/// What the page about leaving shows.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// Programs that the member is in today.
    pub programs: Vec<String>,
    /// The last day in a program, if it is past; today otherwise.
    pub from: Date,
    /// What is kept until when.
    pub kept: Vec<KeptUntil>,
}

/// What leaving means. The member alone can ask this.
pub fn leaving(house: &House, session: &Session, member: MemberId) -> Result<Leaving, Fault> {
    let grown = clocks()?.minor_until_age.value;
    house.store().read(&house.call_as(session), |work| {
        work.member_hat()?;
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let mut programs: Vec<String> = Vec::new();
        let mut last: Option<Date> = None;
        for mut row in work.rows(&permit, &PLACES_OF_LEAVING, &params![agency, member, today])? {
            let (name, ends): (String, Option<Date>) = (row.take()?, row.take()?);
            match ends.filter(|ends| *ends < today) {
                Some(ends) => last = last.max(Some(ends)),
                None if programs.contains(&name) => {}
                None => programs.push(name),
            }
        }
        let from = last.filter(|_| programs.is_empty()).unwrap_or(today);
        let born: Option<Date> = match work.row(&permit, &BORN_ON, &params![agency, member])? {
            Some(mut row) => row.take()?,
            None => None,
        };
        let of_age = born.map(|born| plus_years(born, grown));
        let until = |years: u16| of_age.map_or(plus_years(from, years), |day| plus_years(from, years).max(day));
        let kept = kept().iter().map(|rule| KeptUntil { rule, until: rule.years.map(until) }).collect();
        Ok(Leaving { programs, from, kept })
    })
}
