//! Signing a consent: in one's own session, beside a witness, or on paper with the sheet kept.

use super::load::{consents, facts};
use crate::people::files::{CleanFile, keep, open_file, seal};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::consent::{ConsentState, HowSigned, Shut, Signer};
use domain::id::{AttachmentId, CommandId, ConsentId, MemberId, RowId};
use domain::notice::Notice;
use domain::people::{AttachmentKind, Drawing};
use domain::text::Line;
use domain::time::Date;

statements! {
    INSERT_CONSENT_SIGNATURE = "
        INSERT INTO consent_signature (agency_id, id, consent_id, member_id, signer, name, how, witness_id, lang,
          file_id, signed_on, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
}

/// What a signer shows.
#[derive(Debug, Clone)]
pub enum Given {
    /// Their own session, and their name.
    Own,
    /// Their hand beside a witness; nothing was drawn where nothing can be.
    Beside(Option<Drawing>),
    /// A sheet that they signed on a day.
    Paper(CleanFile, Option<Date>),
}

/// Signs. A consent opens its doors when everybody has signed whose signature it needs that day.
pub fn sign_consent(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, id): (MemberId, ConsentId),
    (signer, name): (Signer, &str),
    given: Given,
) -> Result<(), Fault> {
    let name = Line::parse(name).map_err(|notice| Fault::invalid("name", notice))?;
    let (how, file, day) = match given {
        Given::Own => (HowSigned::OwnSession, None, None),
        Given::Beside(Some(drawing)) => {
            (HowSigned::Drawn, Some((AttachmentKind::ConsentDrawing, CleanFile::drawn(&drawing))), None)
        }
        Given::Beside(None) => (HowSigned::Typed, None, None),
        Given::Paper(sheet, day) => (HowSigned::Paper, Some((AttachmentKind::ConsentSheet, sheet)), day),
    };
    let file = file.map(|(kind, file)| seal(house, kind, &file)).transpose()?;
    let own = how == HowSigned::OwnSession;
    let operation = if own { Operation::SignConsent } else { Operation::MakeConsent };
    let lang = session.lang;
    house.store().command(&house.call_as(session), command, operation, move |work| {
        let permit = work.permit_member(operation, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        // In one's own session one signs as oneself; everybody else signs beside somebody who works here.
        let witness = if own { None } else { Some(work.staff_hat()?.staff) };
        if own && (work.member_hat().is_err() || signer != Signer::Member) {
            return Err(Fault::invalid("signer", Notice::new("sign-not-yours")));
        }
        let facts = facts(work, &permit, (agency, member))?;
        let all = consents(work, &permit, (agency, member), &facts)?;
        let line = all.into_iter().find(|line| line.id == id).ok_or(Fault::Absent)?;
        if line.signatures.iter().any(|one| one.signer == signer) {
            return Err(Fault::invalid("signer", Notice::new("sign-already")));
        }
        if !line.missing().contains(&signer) {
            return Err(Fault::invalid("signer", Notice::new("consent-signer-not-asked")));
        }
        if line.state != ConsentState::Waiting {
            return Err(Fault::refused(Notice::new(Shut::Consent(line.state).notice())));
        }
        let signed_on = day.unwrap_or(facts.today);
        if signed_on > facts.today || signed_on < line.made_on {
            return Err(Fault::invalid("signed_on", Notice::new("consent-signed-day").with("from", line.made_on)));
        }
        if signer == Signer::Guardian && !facts.representatives.may_sign(name.as_str(), signed_on) {
            return Err(Fault::invalid("name", Notice::new("sign-no-representative")));
        }
        if let Some(file) = &file {
            keep(work, &permit, (agency, member), file)?;
        }
        let row: RowId = work.ids().next();
        let now = work.now();
        let file = file.as_ref().map(|file| file.id);
        let values = params![
            agency,
            row,
            id,
            member,
            signer.code(),
            name.as_str(),
            how.code(),
            witness,
            lang,
            file,
            signed_on,
            now
        ];
        work.run(&permit, &INSERT_CONSENT_SIGNATURE, &values)?;
        work.detail(&format!("consent {id} signed by {}", signer.code()));
        Ok(())
    })
}

/// What was drawn for a signature, or the sheet that was signed.
pub fn signature_file(
    house: &House,
    session: &Session,
    member: MemberId,
    id: AttachmentId,
) -> Result<CleanFile, Fault> {
    open_file(house, session, (member, id), Operation::ReadConsents)
}
