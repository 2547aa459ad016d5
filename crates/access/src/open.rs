//! Leave for what touches no chart and no agency: public pages, signing in, one's own sign-in, running the house.

use crate::audit::Subject;
use crate::call::Actor;
use crate::fault::{Fault, Refusal};
use crate::permit::{Permit, Reach};
use crate::rules::{Basis, Operation};
use crate::work::Work;
use domain::notice::Notice;

impl<'w> Work<'w> {
    /// Leave for an operation that touches nothing of an agency or a chart.
    ///
    /// One's own sign-in is closed while the own space is: new keys would open what the lock keeps.
    pub fn permit_open(&mut self, operation: Operation) -> Result<Permit<'w>, Fault> {
        let allowed = match operation {
            Operation::ReadPublic
            | Operation::SignIn
            | Operation::TellDirectory
            | Operation::AnswerListing
            | Operation::Complain => true,
            Operation::OwnAccount => {
                self.call().narrowed_to.is_none()
                    && matches!(self.call().actor, Actor::Staff(_) | Actor::Member(_) | Actor::Supporter(_))
            }
            Operation::ShareOwn => matches!(self.call().actor, Actor::Member(_)),
            Operation::Operate | Operation::KeepRecord => self.call().actor == Actor::Operator,
            Operation::ImportMeetings => matches!(self.call().actor, Actor::Operator | Actor::Job(_)),
            _ => false,
        };
        if !allowed {
            return Err(Fault::Absent);
        }
        if matches!(operation, Operation::OwnAccount | Operation::ShareOwn) && self.call().space_locked {
            self.note(operation, Subject::Own, Basis::Operations, false, Some("space-locked".to_owned()));
            return Err(Fault::Refused(Refusal {
                why: Notice::new("own-account-locked"),
                remedy: Some(Notice::new("own-account-locked-remedy")),
            }));
        }
        let of_nobody = matches!(
            operation,
            Operation::ReadPublic | Operation::TellDirectory | Operation::AnswerListing | Operation::Complain
        );
        let basis = if of_nobody { Basis::NoRecord } else { Basis::Operations };
        // To seal what was written must not write again, or the record would never come to rest.
        if !of_nobody && !matches!(operation, Operation::SignIn | Operation::KeepRecord) {
            self.note(operation, Subject::Own, basis, true, None);
        }
        Ok(self.grant(operation, basis, Reach::Open, None))
    }

    /// Leaves an event of something that nobody who signed in did: in codes and ids, never who.
    pub fn leave_event(&mut self, permit: &Permit<'w>, detail: &str) {
        self.note(permit.operation, Subject::Own, permit.basis, true, Some(detail.to_owned()));
    }

    /// Leaves an event of something that came to nothing, such as a wrong secret at the door: in codes, never who.
    pub fn leave_refusal(&mut self, permit: &Permit<'w>, detail: &str) {
        self.note(permit.operation, Subject::Own, permit.basis, false, Some(detail.to_owned()));
    }
}
