//! Writes down a disclosure, in the transaction that makes it.

use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::consent::Ground;
use domain::id::{DisclosureId, Identity};

pub use domain::consent::Disclosed;

statements! {
    INSERT_DISCLOSURE = "
        INSERT INTO disclosure (agency_id, id, member_id, enrolment_id, at, by_staff, recipient, recipient_kind, what,
          version_id, purpose, basis, papers, consent_id, consent_recipient_id, notice, emergency)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
}

/// Records what goes out of the chart of a permit, by whoever acts. There is no disclosure without this line: what is
/// handed out is made only after the transaction that holds it.
pub fn record<'w>(work: &mut Work<'w>, permit: &Permit<'w>, disclosed: &Disclosed) -> Result<DisclosureId, Fault> {
    let (agency, member) = permit.agency().zip(permit.member()).ok_or(Fault::Absent)?;
    let staff = work.call().staff().map(|hat| hat.staff);
    let now = work.now();
    let id: DisclosureId = work.ids().next();
    let (mut consent, mut line, mut notice, mut emergency, mut papers) = (None, None, None, None, None);
    match disclosed.ground() {
        Ground::Consent { consent: by, line: to, notice: text } => {
            (consent, line, notice) = (Some(*by), Some(*to), text.as_deref());
        }
        Ground::Emergency(facts) => {
            let text = serde_json::to_string(facts).map_err(|why| Fault::Broken(format!("an emergency: {why}")))?;
            emergency = Some(text);
        }
        Ground::Papers(_, words) => papers = Some(words.as_str()),
        Ground::OwnAccess => {}
    }
    let values = params![
        agency,
        id,
        member,
        disclosed.enrolment(),
        now,
        staff,
        disclosed.recipient().name.as_str(),
        disclosed.recipient().kind.code(),
        disclosed.what().as_str(),
        disclosed.plan_version(),
        disclosed.purpose().as_str(),
        disclosed.ground().basis().code(),
        papers,
        consent,
        line,
        notice,
        emergency
    ];
    work.run(permit, &INSERT_DISCLOSURE, &values)?;
    work.detail(&format!("disclosure {}", crate::house::hex(&id.bytes()[8..])));
    Ok(id)
}
