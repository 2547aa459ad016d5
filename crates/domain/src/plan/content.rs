//! What a plan says. A draft and a signed version hold the same content.

use crate::coded::{UnknownCode, coded};
use crate::id::{ActionId, GoalId, MeetingId, StrategyId};
use crate::lang::Lang;
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// The schema that [`PlanDocument`] is written in. Older ones stay readable.
pub const SCHEMA: u32 = 1;

coded! {
    /// Where a goal stands. "Changed" and "let go" are good endings.
    GoalStatus {
        /// Thought of, not begun.
        Idea = "idea",
        /// Being worked on.
        Active = "active",
        /// Resting for a while.
        Paused = "paused",
        /// Became another goal.
        Changed = "changed",
        /// Reached.
        Reached = "reached",
        /// Not wanted any more.
        LetGo = "let-go",
    }
}

coded! {
    /// How a member stands to a pathway of recovery. Several at once is usual.
    Standing {
        /// Would like to know more.
        Curious = "curious",
        /// Trying it now.
        Trying = "trying",
        /// Part of life now.
        Using = "using",
        /// Helped at another time.
        HelpedBefore = "helped-before",
        /// Resting for a while.
        Paused = "paused",
        /// Not for this member.
        NotForMe = "not-for-me",
    }
}

coded! {
    /// How often an action comes round.
    Repeat {
        /// Once.
        Once = "once",
        /// Every day.
        Daily = "daily",
        /// Every week.
        Weekly = "weekly",
        /// Every second week.
        EveryTwoWeeks = "every-two-weeks",
        /// Every month.
        Monthly = "monthly",
        /// When it is needed.
        AsNeeded = "as-needed",
    }
}

coded! {
    /// Who carries out an action.
    ActionWho {
        /// The member.
        Member = "member",
        /// The peer.
        Peer = "peer",
        /// Both, side by side.
        Together = "together",
        /// Someone else, named in words.
        Other = "other",
    }
}

/// A member's own rating from 0 to 10 of how important a goal is, or how confident they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Ruler(u8);

impl TryFrom<u8> for Ruler {
    type Error = UnknownCode;
    fn try_from(mark: u8) -> Result<Self, UnknownCode> {
        if mark <= 10 { Ok(Self(mark)) } else { Err(UnknownCode(mark.to_string())) }
    }
}

impl From<Ruler> for u8 {
    fn from(ruler: Ruler) -> Self {
        ruler.0
    }
}

/// How a goal is measured, in the member's words.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Measure {
    /// What is counted or noticed.
    pub what: String,
    /// Where it stands now.
    pub baseline: String,
    /// Where it should come to.
    pub target: String,
}

/// A pathway of recovery and how the member stands to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PathwayChoice {
    /// The key of a pathway in the content, or empty for one in the member's own words.
    pub key: String,
    /// The member's own name for it, or empty.
    pub custom: String,
    /// How they stand to it.
    pub standing: Standing,
}

/// Someone in the member's corner, as the member names them in the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CornerPerson {
    /// Their name.
    pub name: String,
    /// What they are to the member, in the member's words.
    pub relation: String,
}

/// How often peer support is planned, where the enrolment asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frequency {
    /// Days in a week, 1 to 7.
    pub days_per_week: u8,
    /// Minutes in a week.
    pub minutes_per_week: u16,
}

/// What an action links to: a meeting as it was listed on the day it was put into the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActionLink {
    /// The meeting in the directory.
    pub meeting: MeetingId,
    /// Its name then.
    pub name: String,
    /// When it met: English weekday code ("mon") and time "HH:MM" in its zone; empty when by appointment.
    pub when: String,
    /// Where it met, on one line.
    pub place: String,
    /// The address to join it online, where it had one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub online: String,
    /// The number to join it by phone, where it had one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Its identity, the same in every version.
    pub id: ActionId,
    /// What is done.
    pub what: String,
    /// Who does it.
    pub who: ActionWho,
    /// The name, when somebody else does it.
    pub who_name: String,
    /// The day it is meant for, or first meant for.
    pub on: Option<Date>,
    /// When, in words ("after breakfast").
    pub when: String,
    /// How often.
    pub repeat: Repeat,
    /// What it links to.
    pub link: Option<ActionLink>,
}

/// A way towards a goal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strategy {
    /// Its identity, the same in every version.
    pub id: StrategyId,
    /// The way, in words.
    pub statement: String,
    /// A strength that it builds on.
    pub strength: String,
    /// What may get in the way.
    pub barrier: String,
    /// Who may help.
    pub support_person: String,
    /// The steps.
    pub actions: Vec<Action>,
}

/// What the member wants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Its identity, the same in every version.
    pub id: GoalId,
    /// The goal, in the member's words.
    pub statement: String,
    /// Why it matters, in the member's words.
    pub why: String,
    /// Keys of life areas in the content.
    pub life_areas: Vec<String>,
    /// How important, by the member.
    pub importance: Option<Ruler>,
    /// How confident, by the member.
    pub confidence: Option<Ruler>,
    /// Where it stands.
    pub status: GoalStatus,
    /// Specific: what exactly.
    pub specific: String,
    /// Measurable.
    pub measure: Measure,
    /// Achievable: what makes it possible.
    pub achievable: String,
    /// Relevant: how it fits the life the member wants.
    pub relevant: String,
    /// Time-bound: by when.
    pub due: Option<Date>,
    /// The ways towards it.
    pub strategies: Vec<Strategy>,
}

/// All that the member and the peer wrote.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanContent {
    /// What a good life looks like to me.
    pub good_life: String,
    /// My strengths.
    pub strengths: String,
    /// How home affects my wellness.
    pub home: String,
    /// People in my corner.
    pub corner: Vec<CornerPerson>,
    /// Pathways of recovery.
    pub pathways: Vec<PathwayChoice>,
    /// Goals, in the member's order.
    pub goals: Vec<Goal>,
    /// How often peer support is planned.
    pub frequency: Option<Frequency>,
    /// The recommendation that the plan rests on, where the enrolment asks.
    pub recommendation: String,
}

/// Which rules a version was written under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulePackRef {
    /// The pack's id in the content.
    pub id: String,
    /// SHA-256 of the pack as it stood, in hexadecimal.
    pub hash: String,
}

/// A frozen version: the one thing that hash, difference, paper and export derive from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanDocument {
    /// The schema, see [`SCHEMA`].
    pub schema: u32,
    /// The version's number, from 1.
    pub number: u32,
    /// The day it was written, in the agency's zone.
    pub written_on: Date,
    /// The language it was written in.
    pub lang: Lang,
    /// The agency's name.
    pub agency: String,
    /// What the member likes to be called.
    pub member: String,
    /// The rules of the enrolments it serves.
    pub rules: Vec<RulePackRef>,
    /// What it says.
    pub content: PlanContent,
}
