//! What may leave the agency, and on which word: consents, restrictions, disclosures; how peer support began. What a
//! member may ask about their records, what is opened in an emergency, and the desk that looks after both.

mod complaint;
pub mod disclosed;
mod doors;
mod emergency;
mod end;
mod given;
mod glass;
mod glass_review;
mod hold;
mod leaving;
mod load;
mod make;
mod officer;
mod page;
mod representative;
mod request;
mod request_desk;
mod restrict;
mod sign;
mod start;
mod tell_medical;

pub use complaint::{
    AgencyChoice, ComplaintLine, ComplaintStands, agencies_to_complain_to, answer_complaint, complain, complaint,
    complaint_stands, complaints,
};
pub use doors::{Doors, doors};
pub use emergency::{OpenedForYou, emergency_marks, lately_opened, mark_for_emergency, openings_of};
pub use end::{end_consent, revoke_consent};
pub use given::{GivenLine, given};
pub use glass::{GlassPage, break_glass, glass_page};
pub use glass_review::{Looked as LookedInEmergency, OpeningLine, OpeningPage, give_back, opening, openings, review};
pub(crate) use hold::holds_on;
pub use hold::{HoldLine, HoldPage, hold_page, holds, lift_hold, place_hold};
pub use leaving::{KeptUntil, Leaving, leaving};
pub(crate) use load::offers;
pub use load::{ConsentLine, ConsentSignature, RecipientLine, RestrictionLine};
pub(crate) use make::worded;
pub use make::{NewConsent, make_consent, open_form};
pub use officer::{OfficerSheet, officer_sheet};
pub(crate) use page::copy_of;
pub use page::{ConsentPage, ConsentRights, ConsentView, consent, consent_page};
pub use representative::{
    DeclinedLine, NewRepresentative, RepresentativeLine, RepresentativePage, add_representative,
    decline_representative, declined_representatives, end_representative, representatives, review_decline,
};
pub use request::{RequestLine, ask_privacy, requests_of, take_back_request};
pub use request_desk::{DeskRequest, RequestPage, answer_request, extend_request, request_page, requests};
pub use restrict::{WaitingRestriction, answer_restriction, ask_restriction, end_restriction, restrictions_waiting};
pub use sign::{Given, sign_consent, signature_file};
pub use start::{NoticeLine, StartLine, give_notice, say_yes};
pub use tell_medical::{EmergencyPage, ToldMedical, emergency_page, tell_medical};

use crate::Fault;
use words::content::PrivacyRules;

/// The clocks of the desk.
fn clocks() -> Result<&'static PrivacyRules, Fault> {
    words::content::privacy_rules().ok_or_else(|| Fault::Broken("content/privacy/desk.toml".to_owned()))
}
