//! Of a step that stands in the plan: who does it, when, how often, and the meeting it leads to.

use super::draft::PLAN_CHANGED;
use super::load::{plan_of, to_json};
use crate::directory::meeting_of;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::directory::Days;
use domain::id::{ActionId, CommandId, MeetingId, MemberId};
use domain::notice::Notice;
use domain::plan::{ActionLink, ActionWho, Repeat};
use domain::time::{Date, Weekday};

statements! {
    SHAPE_ACTION = "
        UPDATE action SET who = $4, on_day = $5, repeat = $6, revision = revision + 1
        WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
    LINK_ACTION = "
        UPDATE action SET link = $4, revision = revision + 1 WHERE agency_id = $1 AND plan_id = $2 AND id = $3";
}

/// What may be set of a step besides its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ActionShape {
    /// Who does it.
    pub who: ActionWho,
    /// The day it is meant for.
    pub on: Option<Date>,
    /// How often.
    pub repeat: Repeat,
}

/// Sets who does a step, when and how often.
pub fn shape_action(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    action: ActionId,
    shape: ActionShape,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let (who, repeat) = (shape.who.code(), shape.repeat.code());
        if work.run(&permit, &SHAPE_ACTION, &params![agency, plan, action, who, shape.on, repeat])? == 0 {
            return Err(Fault::Absent);
        }
        let now = work.now();
        work.run(&permit, &PLAN_CHANGED, &params![agency, plan, now])?;
        Ok(())
    })
}

/// A meeting, and on which of its days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeetingPick {
    /// The meeting in the directory.
    pub meeting: MeetingId,
    /// The day; the first of its days where none of them is given.
    pub day: Option<Weekday>,
}

/// Puts a meeting into a step as it is listed today, or takes it out.
pub fn link_meeting(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    action: ActionId,
    pick: Option<MeetingPick>,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::WritePlan, move |work| {
        let permit = work.permit_member(Operation::WritePlan, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let plan = plan_of(work, &permit, agency, member)?.ok_or(Fault::Absent)?;
        let link = match pick {
            Some(pick) => {
                let meeting = meeting_of(work, &permit, pick.meeting)?
                    .ok_or_else(|| Fault::invalid("meeting", Notice::new("pick-meeting-gone")))?;
                Some(to_json(&ActionLink {
                    meeting: pick.meeting,
                    name: meeting.name.to_string(),
                    when: when(&meeting, pick.day),
                    place: crate::directory::place_line(&meeting),
                    online: meeting.conference.url.as_ref().map(ToString::to_string).unwrap_or_default(),
                    phone: meeting.conference.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
                })?)
            }
            None => None,
        };
        if work.run(&permit, &LINK_ACTION, &params![agency, plan, action, link.as_deref()])? == 0 {
            return Err(Fault::Absent);
        }
        let now = work.now();
        work.run(&permit, &PLAN_CHANGED, &params![agency, plan, now])?;
        Ok(())
    })
}

fn when(meeting: &domain::directory::Meeting, day: Option<Weekday>) -> String {
    let Some(weekly) = meeting.weekly() else { return String::new() };
    let day = day.filter(|day| weekly.days.contains(*day)).or_else(|| weekly.days.iter().next());
    let code = day.and_then(|day| Days::english(day).get(..3));
    code.map(|code| format!("{code} {}", weekly.start.strftime("%H:%M"))).unwrap_or_default()
}
