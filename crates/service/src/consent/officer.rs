//! "An officer is at the desk": who to call, and what may be said. For everybody who works here.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};

statements! {
    AGENCY_ON_SHEET = "SELECT name, phone FROM agency WHERE id = $1";

    OFFICERS = "
        SELECT s.name, s.title FROM staff s
        JOIN role_grant g ON g.agency_id = s.agency_id AND g.staff_id = s.id
        WHERE s.agency_id = $1 AND s.state = 'active' AND g.role = $2
          AND g.from_on <= $3 AND (g.until_on IS NULL OR g.until_on >= $3)
        GROUP BY s.name, s.title ORDER BY s.name, s.title";
}

/// What stands on the sheet besides its words.
#[derive(Debug, Clone)]
pub struct OfficerSheet {
    /// The agency's name.
    pub agency: String,
    /// Its number.
    pub phone: Option<String>,
    /// Whom to call: privacy officers; where there is none, who directs the agency. Name and title.
    pub people: Vec<(String, String)>,
}

/// The sheet.
pub fn officer_sheet(house: &House, session: &Session) -> Result<OfficerSheet, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let hat = work.staff_hat()?;
        let permit = work.permit_open(Operation::OwnAccount)?;
        let today = work.today(hat.agency)?;
        let mut row = work.row(&permit, &AGENCY_ON_SHEET, &params![hat.agency])?.ok_or(Fault::Absent)?;
        let (agency, phone) = (row.take()?, row.take()?);
        let mut people: Vec<(String, String)> = Vec::new();
        for role in ["privacy-officer", "compliance-officer", "agency-admin"] {
            if !people.is_empty() {
                break;
            }
            for mut row in work.rows(&permit, &OFFICERS, &params![hat.agency, role, today])? {
                people.push((row.take()?, row.take()?));
            }
        }
        Ok(OfficerSheet { agency, phone, people })
    })
}
