//! Pathways of recovery: several at once, each standing as the member says.

use super::draft::{PLAN_CHANGED, plan_or_new};
use super::load::{from_json, to_json};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, MemberId};
use domain::notice::Notice;
use domain::plan::{PathwayChoice, Standing};
use domain::text::Line;

statements! {
    PATHWAYS = "SELECT pathways FROM plan WHERE agency_id = $1 AND id = $2";
    SET_PATHWAYS = "UPDATE plan SET pathways = $3 WHERE agency_id = $1 AND id = $2";
}

/// What somebody says of one pathway. What is not mentioned stays as it is, so that two people can say at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathwaySaid {
    /// The key in the content, or empty for one in the member's own words.
    pub key: String,
    /// The member's own name for it, or empty.
    pub custom: String,
    /// How they stand to it; nothing takes it out of the plan.
    pub standing: Option<Standing>,
    /// Whether it counts only where nothing was said of it before.
    pub only_new: bool,
}

/// Sets how the member stands to some pathways.
pub fn set_pathways(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    said: Vec<PathwaySaid>,
) -> Result<(), Fault> {
    let said: Vec<PathwaySaid> = said.into_iter().map(checked).collect::<Result<_, _>>()?;
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let (agency, plan) = plan_or_new(work, &permit, member)?;
        let mut row = work.row(&permit, &PATHWAYS, &params![agency, plan])?.ok_or(Fault::Absent)?;
        let mut choices: Vec<PathwayChoice> = from_json(&row.take::<String>()?, "plan.pathways")?;
        for one in &said {
            say(&mut choices, one);
        }
        let now = work.now();
        work.run(&permit, &SET_PATHWAYS, &params![agency, plan, to_json(&choices)?])?;
        work.run(&permit, &PLAN_CHANGED, &params![agency, plan, now])?;
        Ok(())
    })
}

fn checked(said: PathwaySaid) -> Result<PathwaySaid, Fault> {
    if said.key.is_empty() {
        let custom = Line::parse(&said.custom).map_err(|notice| Fault::invalid("custom", notice))?;
        return Ok(PathwaySaid { custom: custom.to_string(), ..said });
    }
    if words::content::pathway(&said.key).is_none() {
        return Err(Fault::invalid("pathways", Notice::new("choice-unknown")));
    }
    Ok(PathwaySaid { custom: String::new(), ..said })
}

fn say(choices: &mut Vec<PathwayChoice>, said: &PathwaySaid) {
    let found = choices.iter().position(|choice| choice.key == said.key && choice.custom == said.custom);
    match (found, said.standing) {
        (Some(_), _) if said.only_new => {}
        (Some(at), Some(standing)) => choices[at].standing = standing,
        (Some(at), None) => {
            choices.remove(at);
        }
        (None, Some(standing)) => {
            choices.push(PathwayChoice { key: said.key.clone(), custom: said.custom.clone(), standing });
        }
        (None, None) => {}
    }
}
