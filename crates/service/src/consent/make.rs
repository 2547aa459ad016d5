//! A consent made ready to be signed: its terms, and the words of its form as bytes.

use super::load::{facts, recipient_words};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::consent::{
    Blank, ConsentDocument, ConsentKind, DOCUMENT_SCHEMA, Element, Expiry, FormPlace, Parts, Piece, Recipient,
    RecipientKind, Terms,
};
use domain::id::{CommandId, ConsentId, MemberId, RowId};
use domain::lang::Lang;
use domain::notice::{Arg, FieldError, Notice};
use domain::text::Line;
use domain::time::Date;
use words::content::ConsentForm;
use words::words;

statements! {
    INSERT_CONSENT = "
        INSERT INTO consent (agency_id, id, member_id, kind, lang, terms, document, hash, made_on, made_at, made_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    INSERT_RECIPIENT = "
        INSERT INTO consent_recipient (agency_id, id, consent_id, member_id, position, name, kind)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

/// A consent as it is asked for, as typed.
#[derive(Debug, Clone)]
pub struct NewConsent {
    /// What it is.
    pub kind: ConsentKind,
    /// The language that the member reads.
    pub lang: Lang,
    /// The things.
    pub pieces: Vec<Piece>,
    /// What makes them more specific.
    pub words: String,
    /// To whom; empty names are passed over.
    pub recipients: Vec<(String, RecipientKind)>,
    /// Between whom an intermediary passes on.
    pub participants: String,
    /// For what.
    pub purpose: String,
    /// The day on which it ends.
    pub expires_on: Option<Date>,
    /// The event with which it ends, where no day is given.
    pub expires_event: String,
    /// That it has no end, where this kind may.
    pub no_end: bool,
    /// Until which event it cannot be taken back, where this kind may.
    pub irrevocable_until: String,
    /// Whether the member wants to be left out of fundraising.
    pub no_fundraising: bool,
}

/// A line of the form, or what is wrong with it.
fn line(field: &str, text: &str, wrong: &mut Vec<FieldError>) -> Option<Line> {
    Line::optional(text).unwrap_or_else(|notice| {
        wrong.push(FieldError::new(field, notice));
        None
    })
}

fn parts(new: &NewConsent) -> Result<Parts, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut recipients = Vec::new();
    for (at, (name, kind)) in new.recipients.iter().enumerate() {
        if let Some(name) = line(&format!("recipient.{at}"), name, &mut wrong) {
            recipients.push(Recipient { name, kind: *kind });
        }
    }
    let event = line("expires_event", &new.expires_event, &mut wrong);
    let expiry = match (new.expires_on, event) {
        (Some(day), _) => Some(Expiry::On(day)),
        (None, Some(event)) => Some(Expiry::Event(event)),
        (None, None) if new.no_end => Some(Expiry::None),
        (None, None) => None,
    };
    let parts = Parts {
        pieces: new.pieces.clone(),
        words: line("words", &new.words, &mut wrong),
        recipients,
        participants: line("participants", &new.participants, &mut wrong),
        purpose: line("purpose", &new.purpose, &mut wrong),
        expiry,
        irrevocable_until: line("irrevocable_until", &new.irrevocable_until, &mut wrong),
        no_fundraising: new.no_fundraising,
    };
    if wrong.is_empty() { Ok(parts) } else { Err(wrong) }
}

/// The form of a kind that may be used, or why it may not.
pub fn open_form(kind: ConsentKind) -> Result<&'static ConsentForm, Fault> {
    let forms = words::content::consents().ok_or_else(|| Fault::Broken("no forms of consents".into()))?;
    let form = forms.form(kind).ok_or(Fault::Absent)?;
    if form.is_open() { Ok(form) } else { Err(Fault::refused(Notice::new("consent-kind-closed"))) }
}

/// Makes it. Nothing opens before it is signed.
pub fn make_consent(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    new: NewConsent,
) -> Result<ConsentId, Fault> {
    house.store().command(&house.call_as(session), command, Operation::MakeConsent, move |work| {
        let permit = work.permit_member(Operation::MakeConsent, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let by = work.staff_hat()?.staff;
        let form = open_form(new.kind)?;
        let facts = facts(work, &permit, (agency, member))?;
        let parts = parts(&new).map_err(Fault::Invalid)?;
        let terms = Terms::new(new.kind, parts, facts.today).map_err(Fault::Invalid)?;
        let document = worded(form, terms, new.lang, facts.today, (&facts.name, &facts.agency_name));
        let (bytes, terms) = (document.to_bytes(), &document.terms);
        let told = serde_json::to_string(terms).map_err(|why| Fault::Broken(format!("terms: {why}")))?;
        let id: ConsentId = work.ids().next();
        let (now, hash) = (work.now(), ConsentDocument::hash(&bytes));
        let values = params![agency, id, member, new.kind.code(), new.lang, told, bytes, hash, facts.today, now, by];
        work.run(&permit, &INSERT_CONSENT, &values)?;
        for (at, to) in terms.recipients().iter().enumerate() {
            let line: RowId = work.ids().next();
            let position = i64::try_from(at).unwrap_or(i64::MAX);
            let values = params![agency, line, id, member, position, to.name.as_str(), to.kind.code()];
            work.run(&permit, &INSERT_RECIPIENT, &values)?;
        }
        work.detail(&format!("consent {id} made, {}", new.kind.code()));
        Ok(id)
    })
}

/// The document of a consent: its terms, and the words of its form as the member reads them.
pub(crate) fn worded(
    form: &ConsentForm,
    terms: Terms,
    lang: Lang,
    made_on: Date,
    (member, agency): (&str, &str),
) -> ConsentDocument {
    ConsentDocument {
        schema: DOCUMENT_SCHEMA,
        form: form.reference(),
        made_on,
        lang,
        agency: agency.to_owned(),
        member: member.to_owned(),
        title: form.title.get(lang).clone(),
        said: said(form, &terms, lang, (member, agency)),
        terms,
    }
}

/// The words of the form, with the terms in their places.
fn said(form: &ConsentForm, terms: &Terms, lang: Lang, (member, agency): (&str, &str)) -> Vec<domain::consent::Said> {
    let say = |id: &str| words().say(lang, id).into_owned();
    let mut things: Vec<String> = terms.pieces().iter().map(|piece| say(&format!("piece-{}", piece.code()))).collect();
    things.extend(terms.words().map(|words| words.as_str().to_owned()));
    let recipients: Vec<String> = terms.recipients().iter().map(|to| recipient_words(lang, to)).collect();
    let expiry = match terms.expiry() {
        Expiry::On(day) => words().say_with(lang, "consent-ends-on", &[("date", Arg::from(*day))]),
        Expiry::Event(event) => words().say_with(lang, "consent-ends-with", &[("event", Arg::from(event.as_str()))]),
        Expiry::None => say("consent-ends-never"),
    };
    let blank = Blank::default()
        .with(FormPlace::Member, member)
        .with(FormPlace::Agency, agency)
        .with(FormPlace::What, things.join("; "))
        .with(FormPlace::Recipients, recipients.join("; "))
        .with(FormPlace::Participants, terms.participants().map_or("", |one| one.0.as_str()))
        .with(FormPlace::Purpose, terms.purpose().as_str())
        .with(FormPlace::Expiry, expiry)
        .with(FormPlace::Event, terms.irrevocable_until().map_or("", Line::as_str));
    let mut said = form.said(lang, &blank);
    let choice = if terms.no_fundraising() { "consent-fundraising-no" } else { "consent-fundraising-yes" };
    for part in said.iter_mut().filter(|part| part.element == Element::Fundraising) {
        part.text = format!("{} {}", part.text, say(choice));
    }
    said
}
