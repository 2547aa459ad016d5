//! Areas of life: one list, with crosswalks to the lists that others use.

use super::read::{Problem, open, twice};
use super::{PerLang, both_written};
use crate::source::Source;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }
        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }
    };
}

codes! {
    /// The eight dimensions of wellness (Swarbrick; SAMHSA SMA 12-4568).
    Dimension {
        /// Coping and feelings.
        Emotional,
        /// Surroundings.
        Environmental,
        /// Money.
        Financial,
        /// Knowledge and creativity.
        Intellectual,
        /// Work and roles.
        Occupational,
        /// Body.
        Physical,
        /// Belonging.
        Social,
        /// Meaning.
        Spiritual,
    }
}

codes! {
    /// The four supports of a life in recovery (SAMHSA).
    Support {
        /// Health.
        Health,
        /// Home.
        Home,
        /// Purpose.
        Purpose,
        /// Community.
        Community,
    }
}

codes! {
    /// The ten factors of whole health action management (SAMHSA-HRSA, after L. Fricks).
    WholeHealth {
        /// Stress management.
        Stress,
        /// Healthy eating.
        Eating,
        /// Physical activity.
        Activity,
        /// Restful sleep.
        Sleep,
        /// Service to others.
        Service,
        /// Support network.
        Network,
        /// Optimism from positive expectations.
        Optimism,
        /// Cognitive skills to avoid negative thinking.
        Thinking,
        /// Spiritual beliefs and practices.
        Spirituality,
        /// Meaning and purpose.
        Meaning,
    }
}

/// An area of life that a goal may belong to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeArea {
    /// Stored in goals; never changes.
    pub key: String,
    /// What people call it.
    pub name: PerLang<String>,
    /// What it holds, in a few words.
    pub hint: PerLang<String>,
    /// Which of the eight dimensions it belongs to.
    pub dimensions: Vec<Dimension>,
    /// Which of the four supports.
    pub supports: Vec<Support>,
    /// Which of the ten factors, if any.
    #[serde(default)]
    pub whole_health: Vec<WholeHealth>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    area: Vec<LifeArea>,
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Vec<LifeArea> {
    let opened = match open::<File>(source, "life-areas.toml") {
        Ok(opened) => opened,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    for key in twice(opened.value.area.iter().map(|area| area.key.as_str())) {
        problems.push(opened.problem(&format!("key = \"{key}\""), key, "this key stands twice"));
    }
    for area in &opened.value.area {
        let needle = format!("key = \"{}\"", area.key);
        problems.extend(both_written(&opened, &needle, "name", &area.name));
        problems.extend(both_written(&opened, &needle, "hint", &area.hint));
        if area.dimensions.is_empty() || area.supports.is_empty() {
            problems.push(opened.problem(&needle, &area.key, "needs at least one dimension and one support"));
        }
    }
    opened.value.area
}
