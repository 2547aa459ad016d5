//! Changing what somebody sees. To them it looks like nothing new.

use super::add::{ShareOf, give, own_chart};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{AgencyId, CommandId, ShareId};
use domain::people::ShareUntil;
use domain::time::{plus_days, start_of};

statements! {
    SHARE_IS_OPEN = "SELECT id FROM share_with WHERE person_id = $1 AND id = $2 AND ended_at IS NULL";

    GRANTS_OF_CHART_END = "
        UPDATE share_grant SET ended_at = $4
        WHERE person_id = $1 AND with_id = $2 AND member_id = $3 AND ended_at IS NULL";

    AGENCIES_THAT_ASK = "
        SELECT DISTINCT chart_agency_id FROM share_grant
        WHERE person_id = $1 AND with_id = $2 AND ended_at IS NULL AND asks_again";

    GRANTS_GO_ON = "
        UPDATE share_grant SET until_at = $4
        WHERE person_id = $1 AND with_id = $2 AND chart_agency_id = $3 AND ended_at IS NULL AND asks_again";
}

/// What somebody sees of one chart from now on: wider, narrower, or nothing.
pub fn change_share(
    house: &House,
    session: &Session,
    command: CommandId,
    share: ShareId,
    of: ShareOf,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ShareOwn, move |work| {
        let person = work.member_hat()?.person;
        let permit = work.permit_open(Operation::ShareOwn)?;
        work.row(&permit, &SHARE_IS_OPEN, &params![person, share])?.ok_or(Fault::Absent)?;
        let agency = own_chart(work, of.member)?;
        let now = work.now();
        work.run(&permit, &GRANTS_OF_CHART_END, &params![person, share, of.member, now])?;
        if of.parts.is_empty() { Ok(()) } else { give(work, &permit, (person, share, agency), &of) }
    })
}

/// "Yes, go on": what is asked about again holds for as long as it did at first.
pub fn go_on_sharing(house: &House, session: &Session, command: CommandId, share: ShareId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ShareOwn, move |work| {
        let person = work.member_hat()?.person;
        let permit = work.permit_open(Operation::ShareOwn)?;
        work.row(&permit, &SHARE_IS_OPEN, &params![person, share])?.ok_or(Fault::Absent)?;
        for mut row in work.rows(&permit, &AGENCIES_THAT_ASK, &params![person, share])? {
            let agency: AgencyId = row.take()?;
            let today = work.today(agency)?;
            let last = ShareUntil::AskedAgain.last_day(today).map_err(Fault::refused)?;
            let until = start_of(plus_days(last, 1), &work.zone(agency)?);
            work.run(&permit, &GRANTS_GO_ON, &params![person, share, agency, until])?;
        }
        Ok(())
    })
}
