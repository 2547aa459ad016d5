//! What the holder of a one-time link sees and answers: one version, once.

use super::signature::{NewSignature, put};
use super::translation::{Translations, translations};
use super::version::{SIGNATURES_OF_VERSION, SignatureLine, signature};
use crate::secret::token_hash;
use crate::{Fault, House};
use access::{Actor, params, statements};
use domain::lang::Lang;
use domain::notice::Notice;
use domain::plan::{HowSigned, PlanDocument, SignerKind};
use domain::text::{Line, Prose};

statements! {
    VERSION_BY_LINK = "
        SELECT v.document, v.hash, l.name FROM plan_version v
        JOIN sign_link l ON l.agency_id = v.agency_id AND l.version_id = v.id
        WHERE v.agency_id = $1 AND v.id = $2 AND l.id = $3";
    LINK_ANSWERED = "
        UPDATE sign_link SET used_at = $3, agreed = $4, answer = $5
        WHERE agency_id = $1 AND id = $2 AND used_at IS NULL";
}

/// The version behind a link.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// What is to be agreed to.
    pub document: PlanDocument,
    /// SHA-256 of the document's bytes, in hexadecimal.
    pub hash: String,
    /// For whom the link was made.
    pub name: String,
    /// Who signed so far.
    pub signatures: Vec<SignatureLine>,
    /// What stands beside the member's own words in the other language.
    pub translations: Translations,
}

/// An answer to a version.
#[derive(Debug, Clone)]
pub enum LinkAnswer {
    /// Signs, under this name.
    Signs(String),
    /// Does not agree, and says why.
    Disagrees(String),
}

/// The version that a link opens. Once it was answered it opens nothing.
pub fn open_link(house: &House, token: &str) -> Result<LinkView, Fault> {
    let hash = token_hash(token);
    house.store().read(&house.call(Actor::Public), |work| {
        let leave = work.permit_link(&hash)?;
        if leave.answered {
            return Err(Fault::Absent);
        }
        let (permit, agency) = (&leave.permit, leave.agency);
        let found = work.row(permit, &VERSION_BY_LINK, &params![agency, leave.version, leave.link])?;
        let mut row = found.ok_or(Fault::Absent)?;
        let (bytes, hash): (Vec<u8>, String) = (row.take()?, row.take()?);
        let name = row.take()?;
        if PlanDocument::hash(&bytes) != hash {
            return Err(Fault::Broken("a signed version does not match its hash".into()));
        }
        let rows = work.rows(permit, &SIGNATURES_OF_VERSION, &params![agency, leave.version])?;
        let signatures = rows.into_iter().map(|mut row| signature(&mut row)).collect::<Result<_, _>>()?;
        let document = PlanDocument::from_bytes(&bytes).map_err(Fault::refused)?;
        let translations = translations(work, permit, (agency, leave.member), &document)?;
        Ok(LinkView { document, hash, name, signatures, translations })
    })
}

/// Answers a link. An answer that was given stays: the same form sent again changes nothing.
pub fn answer_link(house: &House, token: &str, lang: Lang, answer: &LinkAnswer) -> Result<(), Fault> {
    let (name, words) = match answer {
        LinkAnswer::Signs(name) => (Some(Line::parse(name).map_err(|notice| Fault::invalid("name", notice))?), None),
        LinkAnswer::Disagrees(words) => {
            let words = Prose::parse(words).map_err(|notice| Fault::invalid("words", notice))?;
            if words.is_empty() {
                return Err(Fault::invalid("words", Notice::new("text-missing")));
            }
            (None, Some(words))
        }
    };
    let hash = token_hash(token);
    house.store().write(&house.call(Actor::Public), move |work| {
        let leave = work.permit_link(&hash)?;
        if leave.answered {
            return Ok(());
        }
        let (permit, agency) = (&leave.permit, leave.agency);
        if let Some(name) = &name {
            let new = NewSignature {
                signer: SignerKind::Clinician,
                name: name.as_str().to_owned(),
                how: HowSigned::Link,
                staff: None,
                witness: None,
                lang,
                read_aloud: false,
                interpreter: None,
                file: None,
            };
            put(work, permit, (agency, leave.member, leave.version), &new)?;
        }
        let now = work.now();
        let words = words.as_ref().map(Prose::as_str);
        work.run(permit, &LINK_ANSWERED, &params![agency, leave.link, now, name.is_some(), words]).map(|_| ())
    })
}
