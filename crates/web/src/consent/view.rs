//! Consents and restrictions in the reader's words.

use super::say::{day, say, say1};
use domain::consent::{ConsentState, Expiry, Piece, RecipientKind, Told};
use domain::lang::Lang;
use service::consent::{ConsentLine, ConsentSignature, RestrictionLine};

/// A recipient of a consent.
pub struct ToRow {
    /// Its line.
    pub id: String,
    /// Who.
    pub name: String,
    /// What they are; empty where nobody said.
    pub kind: String,
    /// Whether the consent was taken back for this one.
    pub withdrawn: bool,
}

/// A consent in a list.
pub struct ConsentRow {
    /// Which.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The badge.
    pub badge: &'static str,
    /// How it stands.
    pub state: String,
    /// The things.
    pub what: String,
    /// To whom.
    pub to: Vec<ToRow>,
    /// For what.
    pub purpose: String,
    /// When it ends.
    pub ends: String,
    /// The event before which it cannot be taken back; empty where it can.
    pub holds: String,
    /// Whether it can be taken back.
    pub open: bool,
    /// Whether it waits for a signature.
    pub waits: bool,
    /// Whether it ends with an event.
    pub by_event: bool,
}

/// The look of a state.
fn badge(state: ConsentState) -> &'static str {
    match state {
        ConsentState::Live => "signed",
        ConsentState::Waiting => "draft",
        _ => "changed",
    }
}

/// The things of a consent, in one line.
pub fn things(lang: Lang, line: &ConsentLine) -> String {
    let mut all: Vec<String> = line.terms.pieces().iter().map(|piece| piece_words(lang, *piece)).collect();
    all.extend(line.terms.words().map(|words| words.as_str().to_owned()));
    all.join("; ")
}

/// A part of the chart.
pub fn piece_words(lang: Lang, piece: Piece) -> String {
    say(lang, &format!("piece-{}", piece.code()))
}

/// What went out, from what is written down of it.
pub fn given_words(lang: Lang, what: &str) -> String {
    match Told::read(what) {
        Some(Told::Piece(piece)) => piece_words(lang, piece),
        Some(Told::Words(words)) => words.as_str().to_owned(),
        None => String::new(),
    }
}

/// A kind of recipient; empty where nobody said.
pub fn kind_words(lang: Lang, kind: RecipientKind) -> String {
    if kind == RecipientKind::Unknown { String::new() } else { say(lang, &format!("recipient-{}", kind.code())) }
}

/// A consent for a list.
pub fn row(lang: Lang, line: &ConsentLine) -> ConsentRow {
    let state = match line.revoked {
        Some((_, how)) => say(lang, &format!("revoked-{}", how.code())),
        None => say(lang, &format!("consent-state-{}", line.state.code())),
    };
    let ends = match line.terms.expiry() {
        Expiry::On(date) => say1(lang, "consent-ends-on", "date", *date),
        Expiry::Event(event) => say1(lang, "consent-ends-with", "event", event.as_str()),
        Expiry::None => say(lang, "consent-ends-never"),
    };
    let to = line.recipients.iter().map(|to| ToRow {
        id: to.id.to_string(),
        name: to.recipient.name.as_str().to_owned(),
        kind: kind_words(lang, to.recipient.kind),
        withdrawn: to.withdrawn || line.revoked.is_some(),
    });
    let open = matches!(line.state, ConsentState::Live | ConsentState::Waiting | ConsentState::NotYet);
    ConsentRow {
        id: line.id.to_string(),
        title: say(lang, &format!("consent-kind-{}", line.kind.code())),
        badge: badge(line.state),
        state,
        what: things(lang, line),
        to: to.collect(),
        purpose: line.terms.purpose().as_str().to_owned(),
        ends,
        holds: line.terms.irrevocable_until().map(|event| event.as_str().to_owned()).unwrap_or_default(),
        open,
        waits: line.state == ConsentState::Waiting,
        by_event: open && matches!(line.terms.expiry(), Expiry::Event(_)),
    }
}

/// How a signature came about, in one line.
pub fn signature_facts(lang: Lang, one: &ConsentSignature) -> String {
    let mut facts = vec![
        say(lang, &format!("consent-signer-{}", one.signer.code())),
        say(lang, &format!("consent-how-{}", one.how.code())),
    ];
    facts.extend(one.witness.as_deref().map(|name| say1(lang, "signed-beside", "name", name)));
    facts.join(" · ")
}

/// A restriction in a list.
pub struct RestrictRow {
    /// Which.
    pub id: String,
    /// What stays in, and from whom.
    pub what: String,
    /// Why, in the member's words.
    pub words: String,
    /// What came of it.
    pub state: String,
    /// What the answer says.
    pub answer: String,
    /// Whether it holds.
    pub holds: bool,
    /// Whether nobody has answered yet.
    pub waits: bool,
}

/// What stays in, and from whom.
pub fn stays_in(lang: Lang, piece: Option<Piece>, from: Option<&str>) -> String {
    let thing = piece.map_or_else(|| say(lang, "restrict-everything"), |piece| piece_words(lang, piece));
    match from {
        Some(name) => {
            let args = [("what", thing.as_str().into()), ("name", name.into())];
            words::words().say_with(lang, "restrict-line", &args)
        }
        None => say1(lang, "restrict-line-all", "what", thing),
    }
}

/// A restriction for a list.
pub fn restriction(lang: Lang, line: &RestrictionLine) -> RestrictRow {
    use domain::consent::Answer;
    let own = &line.restriction;
    RestrictRow {
        id: line.id.to_string(),
        what: stays_in(lang, own.piece, own.recipient.as_ref().map(|name| name.as_str())),
        words: line.words.clone().unwrap_or_default(),
        state: say(lang, &format!("restrict-{}", own.answer.code())),
        answer: line.answer_words.clone().unwrap_or_default(),
        holds: own.answer.holds(),
        waits: own.answer == Answer::Asked,
    }
}

/// A day as a note beside a fact.
pub fn on(lang: Lang, id: &str, date: domain::time::Date) -> String {
    say1(lang, id, "date", day(lang, date))
}
