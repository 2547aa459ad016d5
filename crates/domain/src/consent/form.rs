//! What a form of a consent must say, whatever its words.

use crate::coded::coded;

coded! {
    /// A part that the law asks of a consent, 42 CFR 2.31(a). Signature and date stand under every form.
    Element {
        /// Whose records, (a)(1).
        Whose = "whose",
        /// Who may disclose, (a)(2).
        WhoDiscloses = "who-discloses",
        /// What, in a way that is specific and means something, (a)(3).
        What = "what",
        /// To whom, (a)(4).
        ToWhom = "to-whom",
        /// Those between whom an intermediary passes records on, (a)(4)(ii).
        Participants = "participants",
        /// For what, (a)(5).
        Purpose = "purpose",
        /// The right to take it back, and how, (a)(6).
        TakingBack = "taking-back",
        /// That it cannot be taken back before an event, 2.35(b), said before anybody signs.
        Irrevocable = "irrevocable",
        /// When it ends, (a)(7).
        Expiry = "expiry",
        /// That records may be passed on as HIPAA allows, except in proceedings against the person, (a)(4) and (10).
        Redisclosure = "redisclosure",
        /// What happens when somebody does not sign, (a)(10).
        Refusing = "refusing",
        /// The choice to be left out of fundraising, (a)(5) and (10).
        Fundraising = "fundraising",
        /// That this stands alone, 2.31(b) and (d).
        StandsAlone = "stands-alone",
        /// That help here does not hang on a signature.
        NoCondition = "no-condition",
    }
}

coded! {
    /// A place in a form that is filled when a consent is made.
    Place {
        /// The person's name.
        Member = "member",
        /// The agency's name.
        Agency = "agency",
        /// The things, in a list.
        What = "what",
        /// The recipients, in a list.
        Recipients = "recipients",
        /// Those between whom an intermediary passes on.
        Participants = "participants",
        /// The purpose.
        Purpose = "purpose",
        /// The end.
        Expiry = "expiry",
        /// The event before which it cannot be taken back.
        Event = "event",
    }
}

impl Element {
    /// The place that the words of this part must have.
    pub const fn place(self) -> Option<Place> {
        match self {
            Self::Whose => Some(Place::Member),
            Self::WhoDiscloses => Some(Place::Agency),
            Self::What => Some(Place::What),
            Self::ToWhom => Some(Place::Recipients),
            Self::Participants => Some(Place::Participants),
            Self::Purpose => Some(Place::Purpose),
            Self::Expiry => Some(Place::Expiry),
            Self::Irrevocable => Some(Place::Event),
            _ => None,
        }
    }
}

/// The words for the places of a form.
#[derive(Debug, Clone, Default)]
pub struct Blank {
    words: Vec<(Place, String)>,
}

impl Blank {
    /// With one place more.
    #[must_use]
    pub fn with(mut self, place: Place, words: impl Into<String>) -> Self {
        self.words.push((place, words.into()));
        self
    }

    /// A text with its places filled. What was filled in is never read for places again.
    pub fn fill(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            let known = self.words.iter().find(|(place, _)| place.code() == name);
            out.push_str(known.map_or("", |(_, words)| words));
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        let blank = Blank::default().with(Place::Member, "Jo {agency}").with(Place::Agency, "River");
        assert_eq!(blank.fill("{member} and {agency}: {what}."), "Jo {agency} and River: .");
        assert_eq!(blank.fill("an open { stays"), "an open { stays");
    }
}
