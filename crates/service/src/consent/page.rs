//! The consents of a member: what is in force, what waits, what ended, and what stays in.

use super::load::{ConsentLine, ConsentSignature, RestrictionLine, consents, facts, restrictions};
use super::start::{NoticeLine, StartLine, notice_given, started};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::consent::{ConsentDocument, ConsentState};
use domain::id::{AgencyId, ConsentId, MemberId};

statements! {
    DOCUMENT_OF_CONSENT = "
        SELECT document, hash FROM consent WHERE agency_id = $1 AND id = $2 AND member_id = $3";
}

/// What a reader may do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ConsentRights {
    /// Make one, witness it, write down a start or a notice.
    pub make: bool,
    /// Sign one's own.
    pub sign: bool,
    /// Take one back, or write down that the member did.
    pub revoke: bool,
    /// Ask that something stays in.
    pub ask: bool,
    /// Answer that.
    pub answer: bool,
    /// Give something out.
    pub disclose: bool,
}

fn rights(work: &mut Work<'_>, member: MemberId) -> Result<ConsentRights, Fault> {
    Ok(ConsentRights {
        make: work.could(Operation::MakeConsent, member)?,
        sign: work.could(Operation::SignConsent, member)?,
        revoke: work.could(Operation::RevokeConsent, member)?,
        ask: work.could(Operation::AskRestriction, member)?,
        answer: work.could(Operation::AnswerRestriction, member)?,
        disclose: work.could(Operation::Disclose, member)?,
    })
}

/// Everything on the page.
#[derive(Debug, Clone)]
pub struct ConsentPage {
    /// What the member likes to be called.
    pub called: String,
    /// Newest first.
    pub consents: Vec<ConsentLine>,
    /// Newest first.
    pub restrictions: Vec<RestrictionLine>,
    /// The yes to peer support, if it was said.
    pub start: Option<StartLine>,
    /// The newest notice of rights that was given.
    pub notice: Option<NoticeLine>,
    /// What the reader may do.
    pub may: ConsentRights,
}

/// The page.
pub fn consent_page(house: &House, session: &Session, member: MemberId) -> Result<ConsentPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadConsents, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let at = (agency, member);
        let facts = facts(work, &permit, at)?;
        Ok(ConsentPage {
            consents: consents(work, &permit, at, &facts)?,
            restrictions: restrictions(work, &permit, at)?,
            start: started(work, &permit, at)?,
            notice: notice_given(work, &permit, at)?,
            may: rights(work, member)?,
            called: facts.called,
        })
    })
}

/// One consent, whole.
#[derive(Debug, Clone)]
pub struct ConsentView {
    /// Its place in the list.
    pub line: ConsentLine,
    /// The words that were shown.
    pub document: ConsentDocument,
    /// SHA-256 of their bytes, in hexadecimal.
    pub hash: String,
    /// What the reader may do.
    pub may: ConsentRights,
    /// Other consents in force that name one of its recipients: doors that stay open when this one is taken back.
    pub stays_open: Vec<ConsentLine>,
}

/// One consent.
pub fn consent(house: &House, session: &Session, member: MemberId, id: ConsentId) -> Result<ConsentView, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadConsents, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let facts = facts(work, &permit, (agency, member))?;
        let mut all = consents(work, &permit, (agency, member), &facts)?;
        let at = all.iter().position(|line| line.id == id).ok_or(Fault::Absent)?;
        let line = all.remove(at);
        let (document, hash) = document(work, &permit, (agency, member), id)?;
        all.retain(|other| other.state == ConsentState::Live && shares(other, &line));
        Ok(ConsentView { document, hash, may: rights(work, member)?, stays_open: all, line })
    })
}

/// The words of a consent with their hash.
fn document<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    id: ConsentId,
) -> Result<(ConsentDocument, String), Fault> {
    let mut row = work.row(permit, &DOCUMENT_OF_CONSENT, &params![agency, id, member])?.ok_or(Fault::Absent)?;
    let (bytes, hash): (Vec<u8>, String) = (row.take()?, row.take()?);
    if ConsentDocument::hash(&bytes) != hash {
        return Err(Fault::Broken("a consent does not match its hash".into()));
    }
    Ok((ConsentDocument::from_bytes(&bytes).map_err(Fault::refused)?, hash))
}

/// The words of a consent and who signed it: the copy that goes with what it opens (42 CFR 2.32).
pub(crate) fn copy_of<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    at: (AgencyId, MemberId),
    id: ConsentId,
) -> Result<(ConsentDocument, Vec<ConsentSignature>), Fault> {
    let facts = facts(work, permit, at)?;
    let line = consents(work, permit, at, &facts)?.into_iter().find(|line| line.id == id).ok_or(Fault::Absent)?;
    Ok((document(work, permit, at, id)?.0, line.signatures))
}

/// Whether another consent still opens something to one of the same recipients.
fn shares(other: &ConsentLine, line: &ConsentLine) -> bool {
    use domain::directory::fold;
    let names = |of: &ConsentLine| -> Vec<String> {
        of.recipients.iter().filter(|to| !to.withdrawn).map(|to| fold(to.recipient.name.as_str())).collect()
    };
    let here: Vec<String> = line.recipients.iter().map(|to| fold(to.recipient.name.as_str())).collect();
    names(other).iter().any(|name| here.contains(name))
}
