//! What is asked, and what may be answered. Nothing is required, and no answer is wrong.

use crate::coded::coded;
use std::collections::BTreeSet;

coded! {
    /// A question. The order is the order of the page.
    Question {
        /// For oneself, or for someone one loves.
        Who = "who",
        /// What people would like.
        Goal = "goal",
        /// Which substance or habit.
        Substance = "substance",
        /// Religion and spirit.
        Spirit = "spirit",
        /// Medicine in one's recovery.
        Medicine = "medicine",
        /// Whether there is something of the mind too.
        Mind = "mind",
        /// Who else is in the room.
        Room = "room",
        /// In which way people come together.
        Way = "way",
        /// What people do there.
        Style = "style",
        /// What has helped before.
        Helped = "helped",
        /// What was not for them.
        NotForMe = "not-for-me",
    }
}

coded! {
    /// An answer, with its question before the dot.
    Answer {
        /// For oneself.
        Me = "who.me",
        /// For someone one loves.
        SomeoneILove = "who.someone",
        /// To stop everything.
        StopAll = "goal.stop-all",
        /// To stop some of it.
        StopSome = "goal.stop-some",
        /// To cut down.
        CutDown = "goal.cut-down",
        /// To stay safe.
        StaySafe = "goal.stay-safe",
        /// Not sure yet.
        NotSure = "goal.not-sure",
        /// Alcohol.
        Alcohol = "substance.alcohol",
        /// Heroin, fentanyl and the like.
        Opioids = "substance.opioids",
        /// Cocaine, meth and the like.
        Stimulants = "substance.stimulants",
        /// Pills.
        Pills = "substance.pills",
        /// Cannabis.
        Cannabis = "substance.cannabis",
        /// Gambling.
        Gambling = "substance.gambling",
        /// Something else.
        SomethingElse = "substance.other",
        /// A spiritual side is welcome.
        SpiritLiked = "spirit.like",
        /// It makes no difference.
        SpiritFine = "spirit.fine",
        /// Rather without.
        SpiritNot = "spirit.not",
        /// A Christian place.
        Christian = "spirit.christian",
        /// A Buddhist one.
        BuddhistSpirit = "spirit.buddhist",
        /// Medicine must be welcome.
        MedicineWelcome = "medicine.welcome",
        /// It makes no difference.
        MedicineAny = "medicine.any",
        /// Rather not say.
        MedicineUnsaid = "medicine.unsaid",
        /// Mental health too.
        MindToo = "mind.yes",
        /// No.
        MindNo = "mind.no",
        /// Women.
        Women = "room.women",
        /// Men.
        Men = "room.men",
        /// LGBTQ+ people.
        Lgbtq = "room.lgbtq",
        /// Young people.
        Young = "room.young",
        /// Veterans.
        Veterans = "room.veterans",
        /// Parents.
        Parents = "room.parents",
        /// People of one's own line of work.
        Professionals = "room.professionals",
        /// Spanish.
        Spanish = "room.spanish",
        /// American Sign Language.
        Asl = "room.asl",
        /// In a room.
        InPerson = "way.in-person",
        /// By video.
        Online = "way.online",
        /// By phone.
        Phone = "way.phone",
        /// In writing.
        Text = "way.text",
        /// With the camera off.
        CameraOff = "way.camera-off",
        /// In a small group.
        Small = "way.small",
        /// Sharing stories.
        Stories = "style.stories",
        /// Tools and exercises.
        Tools = "style.tools",
        /// Quiet.
        Quiet = "style.quiet",
        /// One person who walks along.
        Sponsor = "style.sponsor",
        /// Twelve steps helped.
        HelpedTwelveStep = "helped.twelve-step",
        /// A group without religion helped.
        HelpedSecular = "helped.secular",
        /// A faith group helped.
        HelpedFaith = "helped.faith",
        /// A Buddhist group helped.
        HelpedBuddhist = "helped.buddhist",
        /// Mental health peers helped.
        HelpedPeers = "helped.mental-health",
        /// Twelve steps were not for them.
        NotTwelveStep = "not-for-me.twelve-step",
        /// A group without religion was not.
        NotSecular = "not-for-me.secular",
        /// A faith group was not.
        NotFaith = "not-for-me.faith",
        /// A Buddhist group was not.
        NotBuddhist = "not-for-me.buddhist",
        /// Mental health peers were not.
        NotPeers = "not-for-me.mental-health",
    }
}

impl Question {
    /// Whether several answers may stand together.
    pub const fn takes_several(self) -> bool {
        matches!(self, Self::Substance | Self::Room | Self::Way | Self::Style | Self::Helped | Self::NotForMe)
    }

    /// What may be answered, in the order of the page.
    pub fn answers(self) -> impl Iterator<Item = Answer> {
        Answer::ALL.iter().copied().filter(move |answer| answer.split().0 == self.code())
    }

    /// The message that asks it.
    pub fn message_id(self) -> String {
        format!("choose-ask-{}", self.code())
    }
}

impl Answer {
    /// The code of the question, and what stands in the form.
    fn split(self) -> (&'static str, &'static str) {
        self.code().split_once('.').unwrap_or((self.code(), ""))
    }

    /// What the form sends.
    pub fn value(self) -> &'static str {
        self.split().1
    }

    /// The message that says it.
    pub fn message_id(self) -> String {
        let (question, value) = self.split();
        format!("choose-{question}-{value}")
    }
}

/// What somebody answered. Where a question takes one answer there is at most one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeSet<Answer>);

impl Answers {
    /// From answers as they came. Of two where one fits, the first stays.
    pub fn of(given: impl IntoIterator<Item = Answer>) -> Self {
        let mut kept = BTreeSet::new();
        let one = |question: &str| Question::ALL.iter().any(|own| own.code() == question && !own.takes_several());
        for answer in given {
            let question = answer.split().0;
            if !one(question) || !kept.iter().any(|own: &Answer| own.split().0 == question) {
                kept.insert(answer);
            }
        }
        Self(kept)
    }

    /// Whether it was said.
    pub fn has(&self, answer: Answer) -> bool {
        self.0.contains(&answer)
    }

    /// Whether it is for someone they love. Without a word, it is for themselves.
    pub fn for_someone(&self) -> bool {
        self.has(Answer::SomeoneILove)
    }

    /// Whether anything was said to a question.
    pub fn speaks_to(&self, question: Question) -> bool {
        self.0.iter().any(|own| own.split().0 == question.code())
    }

    /// Whether nothing was said but for whom it is.
    pub fn say_nothing(&self) -> bool {
        self.0.iter().all(|own| own.split().0 == Question::Who.code())
    }

    /// All of them, in the order of the page.
    pub fn iter(&self) -> impl Iterator<Item = Answer> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_belongs_to_one_question() {
        let of_questions: usize = Question::ALL.iter().map(|question| question.answers().count()).sum();
        assert_eq!(of_questions, Answer::ALL.len());
        assert!(Answer::ALL.iter().all(|answer| !answer.value().is_empty()));
        assert!(Question::ALL.iter().all(|question| question.answers().count() >= 2));
    }

    #[test]
    fn where_one_answer_fits_the_first_stays() {
        let answers = Answers::of([Answer::CutDown, Answer::StopAll, Answer::Women, Answer::Spanish]);
        assert_eq!(answers.iter().collect::<Vec<_>>(), [Answer::CutDown, Answer::Women, Answer::Spanish]);
        assert!(answers.speaks_to(Question::Goal) && !answers.speaks_to(Question::Mind));
    }

    #[test]
    fn silence_is_an_answer() {
        assert!(Answers::default().say_nothing() && !Answers::default().for_someone());
        assert!(Answers::of([Answer::SomeoneILove]).say_nothing());
        assert!(!Answers::of([Answer::NotSure]).say_nothing());
    }
}
