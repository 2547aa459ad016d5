//! What of a plan somebody sees with whom parts of it are shared.

use super::PlanContent;
use crate::people::SharePart;

impl PlanContent {
    /// These parts and nothing else. How often support is planned, and what the plan rests on, are never shared.
    pub fn shared(&self, parts: &[SharePart]) -> Self {
        let mut seen = Self::default();
        for part in parts {
            match part {
                SharePart::GoodLife => seen.good_life.clone_from(&self.good_life),
                SharePart::Strengths => seen.strengths.clone_from(&self.strengths),
                SharePart::Corner => seen.corner.clone_from(&self.corner),
                SharePart::Home => seen.home.clone_from(&self.home),
                SharePart::Pathways => seen.pathways.clone_from(&self.pathways),
                SharePart::Goals => seen.goals.clone_from(&self.goals),
            }
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::super::{CornerPerson, PathwayChoice, Standing};
    use super::*;

    fn whole() -> PlanContent {
        PlanContent {
            good_life: "a garden".into(),
            strengths: "patience".into(),
            home: "loud".into(),
            corner: vec![CornerPerson { name: "Lena".into(), relation: "my aunt".into() }],
            pathways: vec![PathwayChoice { key: String::new(), custom: "running".into(), standing: Standing::Using }],
            goals: vec![samples::goal(1)],
            frequency: Some(super::super::Frequency { days_per_week: 2, minutes_per_week: 90 }),
            recommendation: "by a clinician".into(),
        }
    }

    #[test]
    fn each_part_opens_itself_alone() {
        let told = |content: &PlanContent| serde_json::to_value(content).expect("JSON");
        let (all, blank) = (told(&whole()), told(&PlanContent::default()));
        assert_eq!(told(&whole().shared(&[])), blank);
        for part in SharePart::ALL {
            let seen = told(&whole().shared(&[*part]));
            let filled = seen.as_object().expect("an object").iter().filter(|(key, value)| blank[*key] != **value);
            let filled: Vec<&String> = filled.map(|(key, _)| key).collect();
            assert_eq!(filled.len(), 1, "{part:?} opens {filled:?}");
            assert!(filled.iter().all(|key| seen[*key] == all[*key]), "{part:?}");
        }
        let most = whole().shared(SharePart::ALL);
        assert_eq!((most.frequency, most.recommendation.as_str()), (None, ""), "what is never shared");
    }
}
