//! What is kept of a member's consents and restrictions, read once for pages and doors alike.

use super::representative::{Representatives, papers};
use crate::Fault;
use access::{Permit, Row, Work, params, statements};
use domain::consent::{
    Answer, ConsentKind, ConsentState, HowRevoked, HowSigned, Needs, Offer, Piece, Recipient, RecipientKind,
    Restriction, Signer, Standing, Terms, signers,
};
use domain::id::{AgencyId, AttachmentId, ConsentId, MemberId, RowId};
use domain::lang::Lang;
use domain::people::Regime;
use domain::text::Line;
use domain::time::{Date, Moment};

// No list here has a limit: a restriction that fell off its end would no longer hold.
statements! {
    FACTS_OF_MEMBER = "
        SELECT m.called, m.full_name, m.born_on, a.state, a.name
        FROM member m JOIN agency a ON a.id = m.agency_id
        WHERE m.agency_id = $1 AND m.id = $2";

    CONSENTS_OF_MEMBER = "
        SELECT id, kind, lang, terms, made_on, happened_on, declined_at, revoked_at, revoked_how FROM consent
        WHERE agency_id = $1 AND member_id = $2 ORDER BY made_at DESC, id DESC";

    RECIPIENTS_OF_MEMBER = "
        SELECT consent_id, id, name, kind, revoked_at FROM consent_recipient
        WHERE agency_id = $1 AND member_id = $2 ORDER BY consent_id, position";

    SIGNATURES_OF_MEMBER = "
        SELECT s.consent_id, s.signer, s.name, s.how, s.signed_on, s.file_id, w.name, s.lang
        FROM consent_signature s
        LEFT JOIN staff w ON w.agency_id = s.agency_id AND w.id = s.witness_id
        WHERE s.agency_id = $1 AND s.member_id = $2 ORDER BY s.at, s.id";

    RESTRICTIONS_OF_MEMBER = "
        SELECT id, piece, recipient, words, answer, asked_at, answered_at, answer_words FROM restriction
        WHERE agency_id = $1 AND member_id = $2 ORDER BY asked_at DESC, id DESC";

    REGIMES_OF_MEMBER = "SELECT DISTINCT regime FROM enrolment WHERE agency_id = $1 AND member_id = $2";
}

/// Who a consent is about.
pub(super) struct Facts {
    /// What they like to be called.
    pub(super) called: String,
    /// The name on papers.
    pub(super) name: String,
    /// The agency's name.
    pub(super) agency_name: String,
    /// Whose signatures are needed today.
    pub(super) needs: Needs,
    /// Who may sign for them.
    pub(super) representatives: Representatives,
    /// Today, in the zone of the agency.
    pub(super) today: Date,
}

pub(super) fn facts<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
) -> Result<Facts, Fault> {
    let today = work.today(agency)?;
    let mut row = work.row(permit, &FACTS_OF_MEMBER, &params![agency, member])?.ok_or(Fault::Absent)?;
    let called: String = row.take()?;
    let full_name: Option<String> = row.take()?;
    let born_on: Option<Date> = row.take()?;
    let state: String = row.take()?;
    let rule = words::content::consents().and_then(|forms| forms.minor_rule(&state));
    let agency_name = row.take()?;
    let representatives = papers(work, permit, (agency, member), (born_on, &state))?;
    let needs = signers(born_on, today, rule, representatives.in_place(today));
    let name = full_name.unwrap_or_else(|| called.clone());
    Ok(Facts { name, called, agency_name, needs, representatives, today })
}

/// A recipient of a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientLine {
    /// Its line.
    pub id: RowId,
    /// Who, and what they are.
    pub recipient: Recipient,
    /// Whether the consent was taken back for this one.
    pub withdrawn: bool,
}

/// A signature under a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentSignature {
    /// As whom.
    pub signer: Signer,
    /// The name.
    pub name: String,
    /// How.
    pub how: HowSigned,
    /// When.
    pub on: Date,
    /// What was drawn, or the sheet.
    pub file: Option<AttachmentId>,
    /// Who sat beside them.
    pub witness: Option<String>,
    /// The language that the words were shown in.
    pub lang: Lang,
}

/// A consent, as pages and doors see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentLine {
    /// Which.
    pub id: ConsentId,
    /// What it is.
    pub kind: ConsentKind,
    /// The language of its words.
    pub lang: Lang,
    /// What was agreed to.
    pub terms: Terms,
    /// The day on which it was made.
    pub made_on: Date,
    /// To whom.
    pub recipients: Vec<RecipientLine>,
    /// Who signed.
    pub signatures: Vec<ConsentSignature>,
    /// How it stands today.
    pub state: ConsentState,
    /// Whose signatures it needs.
    pub needs: Needs,
    /// When it was taken back, and how.
    pub revoked: Option<(Moment, HowRevoked)>,
}

impl ConsentLine {
    /// Who is still to sign.
    pub fn missing(&self) -> Vec<Signer> {
        self.needs.asked().iter().copied().filter(|one| self.signatures.iter().all(|own| own.signer != *one)).collect()
    }
}

/// Every consent of a member, newest first, as it stands today.
pub(super) fn consents<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    facts: &Facts,
) -> Result<Vec<ConsentLine>, Fault> {
    let mut recipients: Vec<(ConsentId, RecipientLine)> = Vec::new();
    for mut row in work.rows(permit, &RECIPIENTS_OF_MEMBER, &params![agency, member])? {
        let (consent, id) = (row.take()?, row.take()?);
        let recipient = Recipient { name: kept(&row.take::<String>()?)?, kind: row.parse()? };
        let withdrawn = row.take::<Option<Moment>>()?.is_some();
        recipients.push((consent, RecipientLine { id, recipient, withdrawn }));
    }
    let mut signatures: Vec<(ConsentId, ConsentSignature)> = Vec::new();
    for mut row in work.rows(permit, &SIGNATURES_OF_MEMBER, &params![agency, member])? {
        signatures.push((row.take()?, signature(&mut row)?));
    }
    let mut lines = Vec::new();
    for mut row in work.rows(permit, &CONSENTS_OF_MEMBER, &params![agency, member])? {
        let id: ConsentId = row.take()?;
        let (kind, lang) = (row.parse()?, row.take()?);
        let terms: Terms = read(&row.take::<String>()?)?;
        let made_on = row.take()?;
        let happened_on = row.take()?;
        let declined_at = row.take()?;
        let revoked_at: Option<Moment> = row.take()?;
        let how: Option<HowRevoked> = row.parse_option()?;
        let own: Vec<ConsentSignature> =
            signatures.iter().filter(|(of, _)| *of == id).map(|(_, one)| one.clone()).collect();
        let standing = Standing {
            // Who was turned down since has not signed for anybody.
            signed: own
                .iter()
                .filter(|one| one.signer == Signer::Member || !facts.representatives.turned_down(&one.name))
                .map(|one| (one.signer, one.on))
                .collect(),
            needs: facts.needs,
            expiry: terms.expiry().clone(),
            happened_on,
            revoked_at,
            declined_at,
        };
        lines.push(ConsentLine {
            id,
            kind,
            lang,
            made_on,
            recipients: recipients.iter().filter(|(of, _)| *of == id).map(|(_, one)| one.clone()).collect(),
            signatures: own,
            state: standing.on(facts.today),
            needs: facts.needs,
            revoked: revoked_at.zip(how),
            terms,
        });
    }
    Ok(lines)
}

fn signature(row: &mut Row) -> Result<ConsentSignature, Fault> {
    Ok(ConsentSignature {
        signer: row.parse()?,
        name: row.take()?,
        how: row.parse()?,
        on: row.take()?,
        file: row.take()?,
        witness: row.take()?,
        lang: row.take()?,
    })
}

fn kept(text: &str) -> Result<Line, Fault> {
    Line::parse(text).map_err(|_| Fault::Broken("a kept line does not read".into()))
}

fn read(terms: &str) -> Result<Terms, Fault> {
    serde_json::from_str(terms).map_err(|why| Fault::Broken(format!("the terms of a consent: {why}")))
}

/// A restriction, as pages see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestrictionLine {
    /// Which.
    pub id: RowId,
    /// What stays in, and what came of it.
    pub restriction: Restriction,
    /// Why, in the member's words.
    pub words: Option<String>,
    /// When it was asked for.
    pub asked_at: Moment,
    /// When it was answered.
    pub answered_at: Option<Moment>,
    /// What the answer says.
    pub answer_words: Option<String>,
}

/// Every restriction of a member, newest first.
pub(super) fn restrictions<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
) -> Result<Vec<RestrictionLine>, Fault> {
    let mut lines = Vec::new();
    for mut row in work.rows(permit, &RESTRICTIONS_OF_MEMBER, &params![agency, member])? {
        let id = row.take()?;
        let piece: Option<Piece> = row.parse_option()?;
        let recipient = row.take::<Option<String>>()?.as_deref().map(kept).transpose()?;
        let words = row.take()?;
        let answer: Answer = row.parse()?;
        lines.push(RestrictionLine {
            id,
            restriction: Restriction { piece, recipient, answer },
            words,
            asked_at: row.take()?,
            answered_at: row.take()?,
            answer_words: row.take()?,
        });
    }
    Ok(lines)
}

/// Everything that decides whether something of a chart may leave by a consent.
pub(crate) struct Offers {
    /// One for each consent and recipient, with what the consent says that it is for.
    pub(crate) each: Vec<(Offer, Line)>,
    /// What beats them.
    pub(crate) restrictions: Vec<Restriction>,
    /// The strictest rule among the member's programs; none yet counts as undecided.
    pub(crate) regime: Regime,
}

/// The ways out of a chart as they stand in this transaction.
pub(crate) fn offers<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
) -> Result<Offers, Fault> {
    let facts = facts(work, permit, (agency, member))?;
    let mut found = Vec::new();
    for line in consents(work, permit, (agency, member), &facts)? {
        for to in line.recipients {
            let offer = Offer {
                consent: line.id,
                kind: line.kind,
                state: line.state,
                pieces: line.terms.pieces().to_vec(),
                line: to.id,
                recipient: to.recipient,
                withdrawn: to.withdrawn,
            };
            found.push((offer, line.terms.purpose().clone()));
        }
    }
    let restrictions = restrictions(work, permit, (agency, member))?;
    let mut regime: Option<Regime> = None;
    for mut row in work.rows(permit, &REGIMES_OF_MEMBER, &params![agency, member])? {
        let own: Regime = row.parse()?;
        regime = Some(regime.map_or(own.treated_as(), |other| other.stricter(own)));
    }
    Ok(Offers {
        each: found,
        restrictions: restrictions.into_iter().map(|line| line.restriction).collect(),
        regime: regime.unwrap_or(Regime::Undecided).treated_as(),
    })
}

/// The words of a kind of recipient in a document.
pub(super) fn recipient_words(lang: Lang, recipient: &Recipient) -> String {
    let name = recipient.name.as_str();
    match recipient.kind {
        RecipientKind::Unknown => name.to_owned(),
        kind => format!("{name} ({})", words::words().say(lang, &format!("recipient-{}", kind.code()))),
    }
}
