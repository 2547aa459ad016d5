//! What may leave an agency, to whom, and on which word: consents, restrictions, disclosures.
//!
//! Consent governs disclosure outward. Inside a program need-to-know governs (42 CFR 2.12(c)(3)), which is the
//! business of the rules in `access`.

mod basis;
mod disclosure;
mod document;
mod door;
mod emergency;
mod form;
mod kind;
mod minor;
mod recipient;
mod representative;
mod request;
mod restriction;
mod standing;
mod start;
mod terms;

pub use basis::{Basis, Evidence};
pub use disclosure::{Disclosed, Emergency, Ground, Told};
pub use document::{ConsentDocument, FormRef, SCHEMA as DOCUMENT_SCHEMA, Said};
pub use door::{Asked, Offer, Open, Shut, decide};
pub use emergency::{
    EmergencyNature, EmergencySection, EmergencyTold, GlassPast, GlassReason, RightClosed, Verdict, right_closed,
};
pub use form::{Blank, Element, Place as FormPlace};
pub use kind::ConsentKind;
pub use minor::{MinorRule, Needs, age, of_age, signers};
pub use recipient::{Purpose, Recipient, RecipientKind, Redisclosure, redisclosure};
pub use representative::{DeclineVerdict, Paper, RepresentativeKind, RepresentativeRule, Signs, WhyNot, may_sign};
pub use request::{RequestAnswer, RequestKind, RequestStands};
pub use restriction::{Answer, Restriction};
pub use standing::{ConsentState, End, HowRevoked, HowSigned, Signer, Standing};
pub use start::{HowStarted, NoticeGiven};
pub use terms::{Expiry, Participants, Parts, Piece, Terms};
