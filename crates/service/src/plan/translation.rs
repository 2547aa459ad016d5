//! Translations beside the member's own words, never instead of them.
//!
//! A translation belongs to a text, so what stays the same in the next version keeps it.

use super::version::VERSION_OF_MEMBER;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, CommandId, MemberId, VersionId};
use domain::lang::Lang;
use domain::plan::{PlanDocument, TextField};
use domain::text::Prose;
use domain::time::{Date, Moment};
use std::collections::BTreeMap;

statements! {
    TRANSLATIONS_OF_MEMBER = "
        SELECT t.text_hash, t.body, t.author_kind, w.name, t.at
        FROM plan_translation t
        LEFT JOIN staff w ON w.agency_id = t.agency_id AND w.id = t.author_id
        WHERE t.agency_id = $1 AND t.member_id = $2 AND t.lang = $3";
    PUT_TRANSLATION = "
        INSERT INTO plan_translation (agency_id, member_id, text_hash, lang, body, author_kind, author_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (agency_id, member_id, text_hash, lang) DO UPDATE SET
          body = excluded.body, author_kind = excluded.author_kind, author_id = excluded.author_id, at = excluded.at";
    DROP_TRANSLATION = "
        DELETE FROM plan_translation WHERE agency_id = $1 AND member_id = $2 AND text_hash = $3 AND lang = $4";
}

/// Who translated, and when they last did.
#[derive(Debug, Clone, PartialEq)]
pub struct Translator {
    /// The name of staff; nothing where it was the member.
    pub name: Option<String>,
    /// The day.
    pub on: Date,
}

/// Translations of a version's texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Translations {
    /// The language that they are in: not the one that the plan was written in.
    pub lang: Lang,
    /// By the member's own text.
    pub words: BTreeMap<String, String>,
    /// Whoever put them there, each once, the newest day first.
    pub by: Vec<Translator>,
}

/// A text of a version, to be translated.
#[derive(Debug, Clone, PartialEq)]
pub struct TextToTranslate {
    /// What the form calls it.
    pub key: String,
    /// Which field it stands in.
    pub field: TextField,
    /// The member's own words.
    pub own: String,
    /// The translation so far, or nothing.
    pub other: String,
}

/// The language beside the one that a plan was written in.
fn beside(lang: Lang) -> Lang {
    match lang {
        Lang::En => Lang::Es,
        Lang::Es => Lang::En,
    }
}

/// What the texts of a document are known by.
fn key(text: &str) -> String {
    PlanDocument::hash(text.as_bytes())
}

/// The translations of what a document says.
pub(super) fn translations<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    document: &PlanDocument,
) -> Result<Translations, Fault> {
    let lang = beside(document.lang);
    let own: BTreeMap<String, &str> = document.content.texts().into_iter().map(|(_, text)| (key(text), text)).collect();
    let zone = work.zone(agency)?;
    let (mut words, mut by) = (BTreeMap::new(), Vec::new());
    for mut row in work.rows(permit, &TRANSLATIONS_OF_MEMBER, &params![agency, member, lang])? {
        let hash: String = row.take()?;
        let Some(text) = own.get(&hash) else { continue };
        words.insert((*text).to_owned(), row.take::<String>()?);
        let kind: String = row.take()?;
        let name: Option<String> = row.take()?;
        let on = row.take::<Moment>()?.date(&zone);
        by.push(Translator { name: name.filter(|_| kind == "staff"), on });
    }
    by.sort_by(|a, b| (b.on, &a.name).cmp(&(a.on, &b.name)));
    let mut seen = std::collections::BTreeSet::new();
    by.retain(|one| seen.insert(one.name.clone()));
    Ok(Translations { lang, words, by })
}

fn document<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    version: VersionId,
) -> Result<PlanDocument, Fault> {
    let mut row = work.row(permit, &VERSION_OF_MEMBER, &params![agency, version, member])?.ok_or(Fault::Absent)?;
    for _ in 0..5 {
        row.skip()?;
    }
    let bytes: Vec<u8> = row.take()?;
    PlanDocument::from_bytes(&bytes).map_err(Fault::refused)
}

/// The texts of a version, with what stands beside them, for whoever may write in the plan.
pub fn texts_to_translate(
    house: &House,
    session: &Session,
    member: MemberId,
    version: VersionId,
) -> Result<(Lang, Vec<TextToTranslate>), Fault> {
    if session.narrowed_to.is_some() {
        return Err(Fault::Absent);
    }
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let document = document(work, &permit, (agency, member), version)?;
        let known = translations(work, &permit, (agency, member), &document)?;
        let text = |(field, own): (TextField, &str)| TextToTranslate {
            key: key(own),
            field,
            own: own.to_owned(),
            other: known.words.get(own).cloned().unwrap_or_default(),
        };
        Ok((known.lang, document.content.texts().into_iter().map(text).collect()))
    })
}

/// Puts translations beside the texts of a version; an empty one takes what was there away. Keys that the version does
/// not hold are left alone.
pub fn translate(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, version): (MemberId, VersionId),
    said: &[(String, String)],
) -> Result<(), Fault> {
    if session.narrowed_to.is_some() {
        return Err(Fault::Absent);
    }
    let mut wanted = BTreeMap::new();
    for (key, text) in said {
        let text = Prose::parse(text).map_err(|notice| Fault::invalid(&format!("text.{key}"), notice))?;
        wanted.insert(key.clone(), text);
    }
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let document = document(work, &permit, (agency, member), version)?;
        let known = translations(work, &permit, (agency, member), &document)?;
        let (kind, author) = work.author(&permit)?;
        let now = work.now();
        for (_, own) in document.content.texts() {
            let hash = key(own);
            let Some(text) = wanted.get(&hash) else { continue };
            if known.words.get(own).map_or("", String::as_str) == text.as_str() {
                continue;
            }
            if text.is_empty() {
                work.run(&permit, &DROP_TRANSLATION, &params![agency, member, hash, known.lang])?;
            } else {
                let values = params![agency, member, hash, known.lang, text.as_str(), kind, author, now];
                work.run(&permit, &PUT_TRANSLATION, &values)?;
            }
        }
        Ok(())
    })
}
