//! Where a member's life stands: here, on a break, away, moved, finished, died.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, MemberId};
use domain::notice::Notice;
use domain::people::{AwayKind, MemberState, Presence};
use domain::time::Date;

statements! {
    STATE_NOW = "SELECT state, away_kind FROM member WHERE agency_id = $1 AND id = $2";

    SET_STATE = "
        UPDATE member SET state = $3, away_kind = $4, state_since = $5, state_until = $6, revision = revision + 1
        WHERE agency_id = $1 AND id = $2";
}

/// What the form holds.
#[derive(Debug, Clone, Copy)]
pub struct NewState {
    /// The state.
    pub state: MemberState,
    /// Why they are away, if they are.
    pub away: Option<AwayKind>,
    /// From which day; today unless said otherwise.
    pub since: Option<Date>,
    /// Until which day, if that is known.
    pub until: Option<Date>,
    /// Whether the question "are you sure" was answered with yes.
    pub sure: bool,
}

/// Changes the state. What it stops, stops at once. Staff say this, not the member.
pub fn change_state(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    new: NewState,
) -> Result<(), Fault> {
    // A kind that stays chosen in the form beside another state means nothing.
    let away = new.away.filter(|_| new.state == MemberState::Away);
    let next = Presence::new(new.state, away).map_err(|notice| Fault::invalid("away", notice))?;
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        work.staff_hat()?;
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let since = new.since.unwrap_or(today);
        if since > today {
            return Err(Fault::invalid("since", Notice::new("state-since-later")));
        }
        if new.until.is_some_and(|until| until < since) {
            return Err(Fault::invalid("until", Notice::new("state-until-before")));
        }
        let mut row = work.row(&permit, &STATE_NOW, &params![agency, member])?.ok_or(Fault::Absent)?;
        let (state, kind): (MemberState, Option<AwayKind>) = (row.parse()?, row.parse_option()?);
        let now = Presence::new(state, kind).or_else(|_| Presence::new(state, None)).unwrap_or(Presence::ACTIVE);
        let next = now.change(next).map_err(|notice| Fault::invalid("state", notice))?;
        if now.asks_twice(next) && !new.sure {
            return Err(Fault::invalid("sure", Notice::new("state-sure")));
        }
        let until = new.until.filter(|_| matches!(next.state(), MemberState::Away | MemberState::Paused));
        let away = next.away().map(AwayKind::code);
        work.detail(next.state().code());
        work.run(&permit, &SET_STATE, &params![agency, member, next.state().code(), away, since, until]).map(drop)
    })
}
