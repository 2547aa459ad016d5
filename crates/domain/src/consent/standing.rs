//! How a consent stands: waiting, in force, ended.

use super::Expiry;
use super::minor::Needs;
use crate::coded::coded;
use crate::time::{Date, Moment};

coded! {
    /// Who signs a consent.
    Signer {
        /// The member.
        Member = "member",
        /// Their guardian.
        Guardian = "guardian",
    }
}

coded! {
    /// How a consent was signed.
    HowSigned {
        /// In a session of the signer's own.
        OwnSession = "own-session",
        /// Drawn by hand beside a witness.
        Drawn = "drawn",
        /// The name written, beside a witness: where nothing can be drawn.
        Typed = "typed",
        /// On paper, kept as a picture.
        Paper = "paper",
    }
}

coded! {
    /// How a consent was taken back.
    HowRevoked {
        /// By the member, in a session of their own.
        Own = "own",
        /// In words, to somebody who works here. House policy: it counts from that moment; the writing is asked for,
        /// never awaited.
        Said = "said",
        /// In writing.
        Written = "written",
    }
}

/// The facts of a consent that its state follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Who signed, and on which day.
    pub signed: Vec<(Signer, Date)>,
    /// Whose signatures it needs on the day that is asked about.
    pub needs: Needs,
    /// When it ends.
    pub expiry: Expiry,
    /// The day on which the event of its end happened.
    pub happened_on: Option<Date>,
    /// When it was taken back as a whole.
    pub revoked_at: Option<Moment>,
    /// When the member said no to it.
    pub declined_at: Option<Moment>,
}

coded! {
    /// How a consent stands on a day.
    ConsentState {
        /// It waits for a signature.
        Waiting = "waiting",
        /// It is in force.
        Live = "live",
        /// It was taken back.
        Revoked = "revoked",
        /// Its day is over, or its event happened.
        Expired = "expired",
        /// The member said no to it.
        Declined = "declined",
        /// It is dated after the day that is asked about: a clock is wrong, and nothing opens on it.
        NotYet = "not-yet",
    }
}

coded! {
    /// How a consent is ended that nobody took back.
    End {
        /// The member said no to it, before it was signed.
        Declined = "declined",
        /// The event that it names happened.
        Happened = "happened",
    }
}

impl Standing {
    /// How it stands on a day, in the zone of the program. What was taken back stays so, whatever a clock says.
    pub fn on(&self, today: Date) -> ConsentState {
        if self.revoked_at.is_some() {
            return ConsentState::Revoked;
        }
        if self.declined_at.is_some() {
            return ConsentState::Declined;
        }
        let over = match &self.expiry {
            Expiry::On(last) => today > *last,
            Expiry::Event(_) => self.happened_on.is_some(),
            Expiry::None => false,
        };
        if over {
            return ConsentState::Expired;
        }
        if !self.needs.met_by(self.signed.iter().map(|(signer, _)| *signer)) {
            return ConsentState::Waiting;
        }
        if self.signed.iter().any(|(_, day)| *day > today) {
            return ConsentState::NotYet;
        }
        ConsentState::Live
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Line;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn signed() -> Standing {
        Standing {
            signed: vec![(Signer::Member, day("2026-03-02"))],
            needs: Needs::Member,
            expiry: Expiry::On(day("2026-03-31")),
            happened_on: None,
            revoked_at: None,
            declined_at: None,
        }
    }

    #[test]
    fn a_consent_holds_through_its_last_day() {
        let consent = signed();
        assert_eq!(consent.on(day("2026-03-02")), ConsentState::Live);
        assert_eq!(consent.on(day("2026-03-31")), ConsentState::Live);
        assert_eq!(consent.on(day("2026-04-01")), ConsentState::Expired);
    }

    #[test]
    fn a_clock_set_back_opens_nothing() {
        assert_eq!(signed().on(day("2026-03-01")), ConsentState::NotYet);
        let back = Standing { revoked_at: Some(Moment::from_micros(i64::MAX)), ..signed() };
        assert_eq!(back.on(day("2026-03-02")), ConsentState::Revoked);
    }

    #[test]
    fn an_event_ends_it_and_a_no_keeps_it_shut() {
        let event = Expiry::Event(Line::parse("the case is closed").expect("a line"));
        let consent = Standing { expiry: event, ..signed() };
        assert_eq!(consent.on(day("2036-01-01")), ConsentState::Live);
        let happened = Standing { happened_on: Some(day("2026-03-05")), ..consent.clone() };
        assert_eq!(happened.on(day("2026-03-05")), ConsentState::Expired);
        let no = Standing { declined_at: Some(Moment::from_micros(1)), ..consent };
        assert_eq!(no.on(day("2026-03-05")), ConsentState::Declined);
    }

    #[test]
    fn it_waits_for_everybody_whose_signature_it_needs() {
        let both = Standing { needs: Needs::Both, ..signed() };
        assert_eq!(both.on(day("2026-03-02")), ConsentState::Waiting);
        let guardian = Standing { signed: vec![(Signer::Guardian, day("2026-03-02"))], ..signed() };
        assert_eq!(guardian.on(day("2026-03-02")), ConsentState::Waiting, "nobody signs in a grown member's place");
        let nobody = Standing { signed: Vec::new(), ..signed() };
        assert_eq!(nobody.on(day("2026-03-02")), ConsentState::Waiting);
    }
}
