//! Translations beside the member's own words, never instead of them.
//!
//! A translation belongs to a text, so what stays the same in the next version keeps it.

use super::version::VERSION_OF_MEMBER;
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, CommandId, MemberId, VersionId};
use domain::lang::Lang;
use domain::notice::{FieldError, Notice};
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
    /// What the translation so far is known by: it goes back with the form.
    pub seen: String,
}

/// What somebody wrote beside a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// The key of the text.
    pub key: String,
    /// The translation.
    pub text: String,
    /// What stood there when the form was made, as [`TextToTranslate::seen`] had it.
    pub seen: String,
}

impl Translated {
    /// Whether nobody touched the field: what stands there now is not covered by what stood there before.
    pub fn untouched(&self) -> bool {
        Prose::parse(&self.text).is_ok_and(|text| key(text.as_str()) == self.seen)
    }
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
        let text = |(field, own): (TextField, &str)| {
            let other = known.words.get(own).cloned().unwrap_or_default();
            TextToTranslate { key: key(own), field, own: own.to_owned(), seen: key(&other), other }
        };
        Ok((known.lang, document.content.texts().into_iter().map(text).collect()))
    })
}

/// Puts translations beside the texts of a version; an empty one takes what was there away. Keys that the version does
/// not hold are left alone, and so are fields that nobody touched. Where somebody else wrote since the form was made,
/// nothing is saved: the form comes back with their words beside these.
pub fn translate(
    house: &House,
    session: &Session,
    command: CommandId,
    (member, version): (MemberId, VersionId),
    said: &[Translated],
) -> Result<(), Fault> {
    if session.narrowed_to.is_some() {
        return Err(Fault::Absent);
    }
    let mut wanted = BTreeMap::new();
    for one in said.iter().filter(|one| !one.untouched()) {
        let text = Prose::parse(&one.text).map_err(|notice| Fault::invalid(&field(&one.key), notice))?;
        wanted.insert(one.key.clone(), (text, one.seen.clone()));
    }
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let document = document(work, &permit, (agency, member), version)?;
        let known = translations(work, &permit, (agency, member), &document)?;
        let mut puts = Vec::new();
        let mut newer = Vec::new();
        for (_, own) in document.content.texts() {
            let hash = key(own);
            let Some((text, seen)) = wanted.get(&hash) else { continue };
            let stands = known.words.get(own).map_or("", String::as_str);
            if stands == text.as_str() {
                continue;
            }
            if key(stands) != *seen && !stands.is_empty() {
                newer.push(FieldError::new(&field(&hash), Notice::new("translation-newer").with("words", stands)));
            }
            puts.push((hash, text));
        }
        if !newer.is_empty() {
            return Err(Fault::Invalid(newer));
        }
        let (kind, author) = work.author(&permit)?;
        let now = work.now();
        for (hash, text) in puts {
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

/// What the form calls the field of a text.
fn field(key: &str) -> String {
    format!("text.{key}")
}
