//! The accounting: what went out of a chart in the last three years (42 CFR 2.25).

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::consent::{Basis, Emergency, RecipientKind, Told};
use domain::id::{ConsentId, DisclosureId, MemberId};
use domain::time::{Date, Moment, start_of};
use std::str::FromStr;

/// For how many years. 42 CFR 2.25(a).
const YEARS: i16 = 3;

statements! {
    DISCLOSURES_OF_MEMBER = "
        SELECT d.id, d.at, s.name, d.recipient, d.recipient_kind, d.what, d.purpose, d.basis, d.consent_id, d.notice,
          d.emergency
        FROM disclosure d
        LEFT JOIN staff s ON s.agency_id = d.agency_id AND s.id = d.by_staff
        WHERE d.agency_id = $1 AND d.member_id = $2 AND d.at >= $3
        ORDER BY d.at DESC, d.id DESC";
}

/// Something that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenLine {
    /// Which.
    pub id: DisclosureId,
    /// When.
    pub at: Moment,
    /// The day, in the agency's zone.
    pub on: Date,
    /// Who gave it.
    pub by: Option<String>,
    /// To whom.
    pub recipient: String,
    /// What they are.
    pub kind: RecipientKind,
    /// What.
    pub what: Told,
    /// For what.
    pub purpose: String,
    /// On what it rests.
    pub basis: Basis,
    /// By which consent.
    pub consent: Option<ConsentId>,
    /// The version of the notice that went with it.
    pub notice: Option<String>,
    /// What was written down of an emergency.
    pub emergency: Option<Emergency>,
}

/// What went out, newest first: for who may read the consents, and for the member.
pub fn given(house: &House, session: &Session, member: MemberId) -> Result<Vec<GivenLine>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadConsents, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let (zone, today) = (work.zone(agency)?, work.today(agency)?);
        let since = Date::new(today.year() - YEARS, today.month(), today.day().min(28)).unwrap_or(today);
        let since = start_of(since, &zone);
        let mut lines = Vec::new();
        for mut row in work.rows(&permit, &DISCLOSURES_OF_MEMBER, &params![agency, member, since])? {
            let (id, at): (DisclosureId, Moment) = (row.take()?, row.take()?);
            let (by, recipient, kind) = (row.take()?, row.take()?, row.parse()?);
            let what: String = row.take()?;
            let purpose = row.take()?;
            let basis =
                Basis::from_str(&row.take::<String>()?).map_err(|why| Fault::Broken(format!("a disclosure: {why}")))?;
            let (consent, notice) = (row.take()?, row.take()?);
            let emergency = row.take::<Option<String>>()?.and_then(|text| serde_json::from_str(&text).ok());
            let what = Told::read(&what).ok_or_else(|| Fault::Broken("a disclosure of nothing".into()))?;
            let on = at.date(&zone);
            lines.push(GivenLine { id, at, on, by, recipient, kind, what, purpose, basis, consent, notice, emergency });
        }
        Ok(lines)
    })
}
