//! The numbers by which the directory is looked after, from `directory/desk.toml`.

use super::program::Valued;
use super::read::{Problem, open};
use crate::source::Source;
use domain::directory::gaps::Reach;
use domain::directory::{Caution, Terms};
use serde::Deserialize;

/// The numbers, each with its source.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskRules {
    /// After how many days somebody asks again.
    pub check_after_days: Valued<u16>,
    /// After how many days an entry is stale.
    pub stale_after_days: Valued<u16>,
    /// After how many days it is not shown.
    pub hide_after_days: Valued<u16>,
    /// From how many visitors on an entry is hidden until somebody looks.
    pub hide_after_reports: Valued<u16>,
    /// After how many days a visitor may say the same of an entry again.
    pub say_again_after_days: Valued<u16>,
    /// For how many days after a check by a person reports alone hide nothing.
    pub checked_holds_days: Valued<u16>,
    /// How many entries of a list reports may hide in a day.
    pub hidden_a_day: Valued<u16>,
    /// From which share gone, in percent, a reading waits.
    pub gone_percent: Valued<u16>,
    /// And not below so many.
    pub gone_least: Valued<u16>,
    /// From which share with another id, in percent, a reading warns.
    pub renamed_percent: Valued<u16>,
    /// From which share new or changed, in percent, a reading waits.
    pub much_percent: Valued<u16>,
    /// And not below so many new ones.
    pub added_least: Valued<u16>,
    /// And not below so many changed ones.
    pub changed_least: Valued<u16>,
    /// After how many days without an answer a reading that waits is let go.
    pub wait_days: Valued<u16>,
    /// In how many readings in a row a row may be unusable before its meeting counts as gone.
    pub unusable_times: Valued<u16>,
    /// How many people before a fact of fit is shown.
    pub fit_people: Valued<u16>,
    /// Minutes to wait after the first failure.
    pub back_off_minutes: Valued<u16>,
    /// How many days the link of a contact is good.
    pub link_days: Valued<u16>,
    /// From how many postal codes on a town is asked whether there is a meeting near it.
    pub gap_codes: Valued<u16>,
    /// How far from a town a meeting still is near it, in miles.
    pub gap_miles: Valued<u16>,
    /// From how many meetings in rooms on a state is one that the lists speak of.
    pub gap_state: Valued<u16>,
}

impl DeskRules {
    /// How an entry ages.
    pub fn terms(&self) -> Terms {
        let days = |valued: &Valued<u16>| i64::from(valued.value);
        Terms {
            check: days(&self.check_after_days),
            stale: days(&self.stale_after_days),
            hide: days(&self.hide_after_days),
        }
    }

    /// Which towns have nothing near.
    pub fn reach(&self) -> Reach {
        Reach {
            codes: self.gap_codes.value.into(),
            miles: f64::from(self.gap_miles.value),
            of_state: self.gap_state.value.into(),
        }
    }

    /// When a reading waits or warns.
    pub fn caution(&self) -> Caution {
        Caution {
            gone_percent: self.gone_percent.value.into(),
            gone_least: self.gone_least.value.into(),
            renamed_percent: self.renamed_percent.value.into(),
            much_percent: self.much_percent.value.into(),
            added_least: self.added_least.value.into(),
            changed_least: self.changed_least.value.into(),
        }
    }
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Option<DeskRules> {
    let opened = match open::<DeskRules>(source, "directory/desk.toml") {
        Ok(opened) => opened,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let terms = opened.value.terms();
    if !(0 < terms.check && terms.check <= terms.stale && terms.stale <= terms.hide) {
        let message = "the check comes first, then stale, then not shown";
        problems.push(opened.problem("[check_after_days]", "check_after_days", message));
    }
    if opened.value.fit_people.value < 5 {
        let message = "below five people a reader could guess who it was";
        problems.push(opened.problem("[fit_people]", "fit_people", message));
    }
    // Towns are looked for in squares of a degree, which are narrower the farther north.
    if !(1..=25).contains(&opened.value.gap_miles.value) {
        problems.push(opened.problem("[gap_miles]", "gap_miles", "from 1 to 25 miles"));
    }
    if opened.value.gone_percent.value == 0 || opened.value.gone_percent.value > 100 {
        problems.push(opened.problem("[gone_percent]", "gone_percent", "a share from 1 to 100"));
    }
    Some(opened.value)
}
