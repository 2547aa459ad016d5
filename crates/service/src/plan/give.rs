//! The way out for a signed plan: to a recipient of a consent that is in force and names it.
//!
//! It is decided again in the transaction that writes the disclosure, and once more each time its paper is drawn.

use super::version::{SIGNATURES_OF_VERSION, SignatureLine, VERSION_OF_MEMBER, signature};
use crate::consent::{ConsentSignature, copy_of, disclosed, offers};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::consent::{
    Asked, ConsentDocument, Disclosed, Ground, Open, Piece, Recipient, Redisclosure, Restriction, Shut, Told, decide,
};
use domain::id::{CommandId, ConsentId, DisclosureId, MemberId, RowId, VersionId};
use domain::notice::Notice;
use domain::plan::PlanDocument;
use domain::text::Line;
use domain::time::{Date, Moment};

/// For how many seconds a paper that was given can be opened again by who gave it. House rule.
const OPEN_FOR: i64 = 24 * 60 * 60;

statements! {
    NEWEST_SIGNED = "
        SELECT v.id, v.number, v.signed_on, m.called
        FROM member m
        LEFT JOIN plan_version v ON v.agency_id = m.agency_id AND v.member_id = m.id AND v.signed_on IS NOT NULL
        WHERE m.agency_id = $1 AND m.id = $2 ORDER BY v.number DESC NULLS LAST LIMIT 1";
    DISCLOSURE_BY_ME = "
        SELECT at, version_id, consent_recipient_id, notice, recipient FROM disclosure
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND by_staff = $4";
}

/// A way out that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayOut {
    /// The consent.
    pub consent: ConsentId,
    /// Its line for this recipient.
    pub line: RowId,
    /// To whom.
    pub recipient: Recipient,
    /// For what, in the words of the consent.
    pub purpose: String,
    /// Whether the notice and a copy of the consent go with it.
    pub with_notice: bool,
    /// What the recipient may do with it.
    pub redisclosure: Redisclosure,
}

/// The page.
#[derive(Debug, Clone)]
pub struct GivePage {
    /// What the member likes to be called.
    pub called: String,
    /// The newest signed version: which, its number, and when it was signed.
    pub version: Option<(VersionId, i64, Date)>,
    /// Ways that are open.
    pub open: Vec<WayOut>,
    /// Ways that are shut: whose, and the message that says why.
    pub shut: Vec<(String, &'static str)>,
}

/// To whom the signed plan may be given.
pub fn ways_out(house: &House, session: &Session, member: MemberId) -> Result<GivePage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_view(Operation::Disclose, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &NEWEST_SIGNED, &params![agency, member])?.ok_or(Fault::Absent)?;
        let (id, number, on): (Option<VersionId>, Option<i64>, Option<Date>) = (row.take()?, row.take()?, row.take()?);
        let called = row.take()?;
        let version = id.zip(number).zip(on).map(|((id, number), on)| (id, number, on));
        let doors = offers(work, &permit, (agency, member))?;
        let asked = Asked { piece: Piece::Plan, regime: doors.regime };
        let (mut open, mut shut) = (Vec::new(), Vec::new());
        for (offer, purpose) in &doors.each {
            match decide(asked, offer, &doors.restrictions) {
                Ok(Open { offer, with_notice, redisclosure }) => open.push(WayOut {
                    consent: offer.consent,
                    line: offer.line,
                    recipient: offer.recipient,
                    purpose: purpose.as_str().to_owned(),
                    with_notice,
                    redisclosure,
                }),
                Err(Shut::NotCovered) => {}
                Err(why) => shut.push((offer.recipient.name.as_str().to_owned(), why.notice())),
            }
        }
        Ok(GivePage { called, version, open, shut })
    })
}

fn shut(why: Shut) -> Fault {
    Fault::refused(Notice::new(why.notice()))
}

/// Whether somebody in particular, behind a recipient that is a class, is kept out.
fn keeps(restrictions: &[Restriction], to: Option<&Line>) -> bool {
    to.is_some_and(|to| restrictions.iter().any(|one| one.keeps(Piece::Plan, to)))
}

/// Gives a signed version to a recipient of a consent, and writes that down. `to` names who receives it where the
/// consent names a class or a place.
pub fn give_plan(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, version): (MemberId, VersionId),
    line: RowId,
    to: &str,
) -> Result<DisclosureId, Fault> {
    let to = Line::optional(to).map_err(|notice| Fault::invalid("to", notice))?;
    let text = words::content::consents().ok_or(Fault::Absent)?.redisclosure().version.clone();
    house.store().command(&house.call_as(session), command, Operation::Disclose, move |work| {
        let permit = work.permit_member(Operation::Disclose, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &VERSION_OF_MEMBER, &params![agency, version, member])?.ok_or(Fault::Absent)?;
        let (_, _): (VersionId, i64) = (row.take()?, row.take()?);
        row.take::<Date>()?;
        if row.take::<Option<Date>>()?.is_none() {
            return Err(Fault::refused(Notice::new("give-not-signed")));
        }
        let doors = offers(work, &permit, (agency, member))?;
        let (offer, purpose) = doors.each.iter().find(|(offer, _)| offer.line == line).ok_or(Fault::Absent)?.clone();
        let asked = Asked { piece: Piece::Plan, regime: doors.regime };
        let open = decide(asked, &offer, &doors.restrictions).map_err(shut)?;
        if keeps(&doors.restrictions, to.as_ref()) {
            return Err(shut(Shut::Restricted));
        }
        let mut recipient = offer.recipient;
        if let Some(to) = &to {
            let named = format!("{}: {}", recipient.name, to);
            recipient.name = Line::parse(&named).map_err(|notice| Fault::invalid("to", notice))?;
        }
        let notice = open.with_notice.then(|| text.clone());
        let ground = Ground::Consent { consent: offer.consent, line, notice };
        let disclosed = Disclosed::new(recipient, Told::Piece(Piece::Plan), purpose, ground)
            .map_err(Fault::refused)?
            .version(version);
        disclosed::record(work, &permit, &disclosed)
    })
}

/// What goes with a plan where 42 CFR 2.32 asks for it: the notice, and the consent.
#[derive(Debug, Clone)]
pub struct GoesWith {
    /// The words of the consent.
    pub consent: ConsentDocument,
    /// Who signed it.
    pub signatures: Vec<ConsentSignature>,
}

/// A plan that was given, for its paper.
#[derive(Debug, Clone)]
pub struct GivenPlan {
    /// The version.
    pub document: PlanDocument,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Who signed it.
    pub signatures: Vec<SignatureLine>,
    /// What goes with it.
    pub goes_with: Option<GoesWith>,
    /// Who receives it.
    pub recipient: String,
}

/// A plan that the asker gave in the last day: decided again, so that nothing is drawn once the door is shut.
pub fn given_plan(house: &House, session: &Session, member: MemberId, id: DisclosureId) -> Result<GivenPlan, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::Disclose, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let staff = work.staff_hat()?.staff;
        let mut row =
            work.row(&permit, &DISCLOSURE_BY_ME, &params![agency, id, member, staff])?.ok_or(Fault::Absent)?;
        let at: Moment = row.take()?;
        let (version, line): (Option<VersionId>, Option<RowId>) = (row.take()?, row.take()?);
        let (version, line) = version.zip(line).ok_or(Fault::Absent)?;
        let notice: Option<String> = row.take()?;
        let recipient: String = row.take()?;
        // A clock that was set back does not open it for longer.
        if !(0..=OPEN_FOR).contains(&work.now().seconds_since(at)) {
            return Err(Fault::refused(Notice::new("give-over")));
        }
        let doors = offers(work, &permit, (agency, member))?;
        let (offer, _) = doors.each.iter().find(|(offer, _)| offer.line == line).ok_or(Fault::Absent)?;
        decide(Asked { piece: Piece::Plan, regime: doors.regime }, offer, &doors.restrictions).map_err(shut)?;
        let mut row = work.row(&permit, &VERSION_OF_MEMBER, &params![agency, version, member])?.ok_or(Fault::Absent)?;
        row.take::<VersionId>()?;
        row.take::<i64>()?;
        row.take::<Date>()?;
        row.take::<Option<Date>>()?;
        row.take::<Option<i64>>()?;
        let (bytes, hash): (Vec<u8>, String) = (row.take()?, row.take()?);
        if PlanDocument::hash(&bytes) != hash {
            return Err(Fault::Broken("a signed version does not match its hash".into()));
        }
        let rows = work.rows(&permit, &SIGNATURES_OF_VERSION, &params![agency, version])?;
        let signatures = rows.into_iter().map(|mut row| signature(&mut row)).collect::<Result<_, _>>()?;
        let goes_with = match notice {
            Some(_) => {
                let (consent, signatures) = copy_of(work, &permit, (agency, member), offer.consent)?;
                Some(GoesWith { consent, signatures })
            }
            None => None,
        };
        let document = PlanDocument::from_bytes(&bytes).map_err(Fault::refused)?;
        Ok(GivenPlan { document, hash, signatures, goes_with, recipient })
    })
}
