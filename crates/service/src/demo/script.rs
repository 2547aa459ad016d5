//! What the demonstration is made of, as `content/demo` has it.

use super::consents::YesAndNo;
use crate::Fault;
use domain::lang::Lang;
use serde::Deserialize;
use serde::de::DeserializeOwned;

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../../content/demo/", $name))
    };
}

/// Everything in `content/demo`.
pub(super) struct Script {
    pub(super) agencies: Vec<AgencyScript>,
    pub(super) members: Vec<MemberScript>,
    pub(super) lives: Vec<Life>,
    pub(super) goals: Vec<GoalScript>,
    pub(super) names: Vec<Names>,
    pub(super) meetings: Vec<MeetingScript>,
    pub(super) yes_and_no: YesAndNo,
}

#[derive(Deserialize)]
pub(super) struct AgencyScript {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) zone: String,
    pub(super) state: String,
    pub(super) programs: Vec<ProgramScript>,
    pub(super) staff: Vec<StaffScript>,
    /// Packs whose first plan and reviews the compliance officer has adopted, each with a page.
    #[serde(default)]
    pub(super) adopted: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub(super) struct ProgramScript {
    pub(super) name: String,
    pub(super) rule_pack: String,
}

#[derive(Deserialize)]
pub(super) struct StaffScript {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) username: String,
    pub(super) roles: Vec<String>,
}

/// How far along a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stage {
    /// No plan yet.
    #[default]
    None,
    /// A draft.
    Draft,
    /// A version that is not signed by both.
    Waiting,
    /// Signed by both, and somebody whom the program expects is missing.
    Cosign,
    /// Signed by everybody.
    Signed,
    /// Signed so long ago that a review is due.
    Due,
    /// Reviewed, with a second version.
    Reviewed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberScript {
    #[serde(default = "first_agency")]
    pub(super) agency: String,
    pub(super) called: String,
    pub(super) full: Option<String>,
    pub(super) pronouns: Option<String>,
    #[serde(default)]
    pub(super) lang: Lang,
    pub(super) peer: String,
    pub(super) since: i64,
    #[serde(default)]
    pub(super) stage: Stage,
    #[serde(default)]
    pub(super) life: usize,
    #[serde(default)]
    pub(super) goals: Vec<String>,
    #[serde(default)]
    pub(super) joined: bool,
    #[serde(default)]
    pub(super) family: bool,
    pub(super) born_years: Option<i64>,
    pub(super) beneficiary: Option<String>,
    pub(super) also_staff: Option<String>,
    pub(super) state: Option<String>,
    pub(super) away: Option<String>,
    pub(super) back_in: Option<i64>,
    #[serde(default)]
    pub(super) allies: Vec<AllyScript>,
    /// Where their goals stand, in the order of the goals; active where nothing is said.
    #[serde(default)]
    pub(super) statuses: Vec<String>,
    #[serde(default)]
    pub(super) lately: Lately,
}

/// What happened lately, and waits for somebody.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lately {
    /// They would like another peer.
    #[serde(default)]
    pub(super) wish: bool,
    /// Somebody used a code, and nobody has said yet that it is them.
    #[serde(default)]
    pub(super) just_joined: bool,
    /// Who walks with them this week instead, by username.
    pub(super) covered_by: Option<String>,
    /// What somebody else wrote at the same time about a good life.
    pub(super) clash: Option<String>,
    /// The clinician outside who holds a link to the newest version.
    pub(super) link: Option<String>,
    /// Why their review came late.
    pub(super) late: Option<String>,
}

fn first_agency() -> String {
    "james-river".to_owned()
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AllyScript {
    pub(super) name: String,
    pub(super) relation: String,
    pub(super) words: String,
    #[serde(default = "consent")]
    pub(super) basis: String,
    #[serde(default)]
    pub(super) in_plan: bool,
    #[serde(default)]
    pub(super) invited: bool,
    #[serde(default)]
    pub(super) signs: bool,
}

fn consent() -> String {
    "consent".to_owned()
}

#[derive(Deserialize)]
pub(super) struct Life {
    pub(super) lang: Lang,
    pub(super) good_life: String,
    pub(super) strengths: String,
    pub(super) home: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoalScript {
    pub(super) key: String,
    pub(super) lang: Lang,
    pub(super) statement: String,
    pub(super) why: String,
    pub(super) area: String,
    /// What is counted, where it stands, where it should come to.
    pub(super) measure: [String; 3],
    pub(super) strategy: String,
    pub(super) strength: String,
    pub(super) barrier: String,
    pub(super) support: String,
    /// What, who, how often.
    pub(super) actions: Vec<(String, String, String)>,
    /// Whether its first action is a meeting.
    #[serde(default)]
    pub(super) meeting: bool,
    pub(super) review: String,
    /// Whether that reads as an arrival.
    #[serde(default)]
    pub(super) reached: bool,
}

#[derive(Deserialize)]
pub(super) struct Names {
    pub(super) lang: Lang,
    pub(super) first: Vec<String>,
    pub(super) called: Vec<String>,
    pub(super) last: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct MeetingScript {
    pub(super) name: String,
    pub(super) day: u8,
    pub(super) time: String,
    pub(super) place: Option<String>,
    pub(super) address: Option<String>,
    pub(super) region: Option<String>,
    pub(super) url: Option<String>,
    pub(super) types: Vec<String>,
}

#[derive(Deserialize)]
struct AgencyFile {
    agency: Vec<AgencyScript>,
}

#[derive(Deserialize)]
struct PeopleFile {
    member: Vec<MemberScript>,
}

#[derive(Deserialize)]
struct StoryFile {
    life: Vec<Life>,
    goal: Vec<GoalScript>,
}

#[derive(Deserialize)]
struct NameFile {
    names: Vec<Names>,
}

#[derive(Deserialize)]
struct MeetingFile {
    meeting: Vec<MeetingScript>,
}

fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(|why| Fault::Broken(format!("content/demo/{name}: {why}")))
}

impl Script {
    /// Reads it.
    pub(super) fn read() -> Result<Self, Fault> {
        let stories: StoryFile = read("stories.toml", file!("stories.toml"))?;
        Ok(Self {
            agencies: read::<AgencyFile>("agencies.toml", file!("agencies.toml"))?.agency,
            members: read::<PeopleFile>("people.toml", file!("people.toml"))?.member,
            lives: stories.life,
            goals: stories.goal,
            names: read::<NameFile>("names.toml", file!("names.toml"))?.names,
            yes_and_no: read("consents.toml", file!("consents.toml"))?,
            meetings: read::<MeetingFile>("meetings.toml", file!("meetings.toml"))?.meeting,
        })
    }

    pub(super) fn lives_in(&self, lang: Lang) -> Vec<&Life> {
        self.lives.iter().filter(|life| life.lang == lang).collect()
    }

    pub(super) fn goals_in(&self, lang: Lang) -> Vec<&GoalScript> {
        self.goals.iter().filter(|goal| goal.lang == lang).collect()
    }

    pub(super) fn goals_named(&self, keys: &[String]) -> Result<Vec<&GoalScript>, Fault> {
        let find = |key: &String| {
            let found = self.goals.iter().find(|goal| goal.key == *key);
            found.ok_or_else(|| Fault::Broken(format!("content/demo: no goal is named {key}")))
        };
        keys.iter().map(find).collect()
    }
}
