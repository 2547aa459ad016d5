//! What people print: the plan, a wallet card, blank sheets, a list of meetings or services for the pocket.
//!
//! Every paper is one tagged PDF (PDF/UA-1, ISO 14289-1) on letter paper, in English or Spanish, in
//! large plain type. The same input makes the same bytes. What people wrote reaches the sheet as
//! data, never as markup. A paper names no program, law or condition unless the member chose to.

mod blank;
mod card;
mod consent;
mod ink;
mod plan;
mod pocket;
mod press;
mod record;
mod voice;

pub use blank::blank_plan;
pub use card::{Card, CardPerson, HelpLine, wallet_card};
pub use consent::{ConsentPaper, ConsentSigned, GoesWith, consent};
pub use plan::{DrawnLine, MissingSigner, PlanExtras, Signature, plan};
pub use pocket::{
    PocketDay, PocketList, PocketMeeting, PocketService, ServiceKind, ServiceList, pocket_list, service_list,
};
pub use record::{RecordEntry, RecordPaper, RecordSection, record};
pub use voice::{House, Words};

/// Why a paper could not be made. It never repeats what a member wrote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The fonts inside the program could not be read.
    #[error("a font inside the program cannot be read: {0}; build the program again")]
    Font(&'static str),
    /// The data could not be written down for the sheet.
    #[error("the paper's data could not be prepared: {0}")]
    Data(String),
    /// The sheet could not be laid out or turned into a PDF.
    #[error("the paper could not be made ({0}); it is a fault of the program, please report it")]
    Press(String),
}
