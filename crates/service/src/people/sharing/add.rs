//! Somebody new to share with: a supporter, who comes in with a code, or a worker at the agency of the chart.

use crate::people::NewCode;
use crate::people::joining::{code_by, code_hash};
use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, CommandId, MemberId, PersonId, RowId, ShareId, StaffId};
use domain::notice::Notice;
use domain::people::{Reader, SharePart, ShareUntil};
use domain::text::Line;
use domain::time::{Moment, plus_days, start_of};
use serde::{Deserialize, Serialize};

/// How long a code lets a supporter in, in seconds. House rule: a week, since it is sent and not handed over.
const CODE_GOOD_FOR: i64 = 7 * 86_400;

statements! {
    INSERT_SHARE_WITH = "
        INSERT INTO share_with (person_id, id, reader_kind, reader_id, reader_agency_id, name, shown_as, code_hash,
          code_until, made_at, joined_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    WORKER_TO_SHARE_WITH = "SELECT name FROM staff WHERE agency_id = $1 AND id = $2 AND state = 'active'";

    SHARED_WITH_WORKER = "
        SELECT id, ended_at FROM share_with
        WHERE person_id = $1 AND reader_kind = 'staff' AND reader_agency_id = $2 AND reader_id = $3";

    SHARED_WITH_WORKER_AGAIN = "
        UPDATE share_with SET ended_at = NULL, name = $3, shown_as = $4 WHERE person_id = $1 AND id = $2";

    INSERT_GRANT = "
        INSERT INTO share_grant (person_id, id, with_id, chart_agency_id, member_id, part, from_at, until_at, asks_again)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    NEW_SHARE_CODE = "
        UPDATE share_with SET code_hash = $3, code_until = $4
        WHERE person_id = $1 AND id = $2 AND reader_kind = 'supporter' AND joined_at IS NULL AND ended_at IS NULL";
}

/// With whom.
#[derive(Debug, Clone)]
pub enum ShareWith {
    /// Somebody who comes in with a code; what one calls them.
    Supporter(String),
    /// Somebody who works at the agency of the chart.
    Staff(StaffId),
}

/// What of which chart, and for how long.
#[derive(Debug, Clone)]
pub struct ShareOf {
    /// One's own chart.
    pub member: MemberId,
    /// The parts.
    pub parts: Vec<SharePart>,
    /// For how long.
    pub until: ShareUntil,
}

/// Somebody new to share with, as typed.
#[derive(Debug, Clone)]
pub struct NewShare {
    /// With whom.
    pub with: ShareWith,
    /// What one is called there.
    pub shown_as: String,
    /// What.
    pub of: ShareOf,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct ShareMade {
    /// Which.
    pub share: ShareId,
    /// The code for a supporter, shown once.
    pub code: Option<NewCode>,
}

#[derive(Serialize, Deserialize)]
struct Made {
    share: ShareId,
    until: Option<Moment>,
}

/// The chart, where it is the person's own.
pub(super) fn own_chart(work: &mut Work<'_>, member: MemberId) -> Result<AgencyId, Fault> {
    let found = work.own_charts()?.into_iter().find(|(_, chart)| *chart == member);
    found.map(|(agency, _)| agency).ok_or(Fault::Absent)
}

/// Shares with somebody new.
pub fn share(house: &House, session: &Session, command: CommandId, new: NewShare) -> Result<ShareMade, Fault> {
    let line = |field: &str, text: &str| Line::parse(text).map_err(|notice| Fault::invalid(field, notice));
    let shown_as = line("shown_as", &new.shown_as)?;
    let name = match &new.with {
        ShareWith::Supporter(name) => Some(line("name", name)?),
        ShareWith::Staff(_) => None,
    };
    let code = name.is_some().then(|| code_by(house, "share", session, command));
    let hash = code.as_ref().map(|code| code_hash(house, code));
    let (with, of) = (new.with, new.of);
    let made = house.store().command(&house.call_as(session), command, Operation::ShareOwn, move |work| {
        let person = work.member_hat()?.person;
        let permit = work.permit_open(Operation::ShareOwn)?;
        let agency = own_chart(work, of.member)?;
        let now = work.now();
        let made = match (&with, &name) {
            (ShareWith::Staff(staff), _) => {
                let share = with_worker(work, &permit, (person, agency, of.member), *staff, shown_as.as_str())?;
                Made { share, until: None }
            }
            (ShareWith::Supporter(_), name) => {
                let (share, until) = (work.ids().next(), now.plus_seconds(CODE_GOOD_FOR));
                let name = name.as_ref().map(Line::as_str);
                let nobody: (Option<RowId>, Option<AgencyId>) = (None, None);
                let values = params![
                    person,
                    share,
                    Reader::Supporter.code(),
                    nobody.0,
                    nobody.1,
                    name,
                    shown_as.as_str(),
                    hash.clone(),
                    until,
                    now,
                    None::<Moment>
                ];
                work.run(&permit, &INSERT_SHARE_WITH, &values)?;
                Made { share, until: Some(until) }
            }
        };
        give(work, &permit, (person, made.share, agency), &of)?;
        Ok(made)
    })?;
    let code = code.zip(made.until).map(|(code, until)| NewCode { code: code.to_string(), until });
    Ok(ShareMade { share: made.share, code })
}

/// A worker needs no code. With one of them there is one line, which may have ended before.
fn with_worker<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (person, agency, member): (PersonId, AgencyId, MemberId),
    staff: StaffId,
    shown_as: &str,
) -> Result<ShareId, Fault> {
    let inside = work.permit_member(Operation::ReadMember, member)?;
    let found = work.row(&inside, &WORKER_TO_SHARE_WITH, &params![agency, staff])?;
    let mut row = found.ok_or_else(|| Fault::invalid("staff", Notice::new("share-nobody")))?;
    let name: String = row.take()?;
    let now = work.now();
    if let Some(mut row) = work.row(permit, &SHARED_WITH_WORKER, &params![person, agency, staff])? {
        let share: ShareId = row.take()?;
        if row.take::<Option<Moment>>()?.is_none() {
            return Err(Fault::invalid("staff", Notice::new("share-already")));
        }
        work.run(permit, &SHARED_WITH_WORKER_AGAIN, &params![person, share, name, shown_as])?;
        return Ok(share);
    }
    let share: ShareId = work.ids().next();
    let (code, until) = (None::<Vec<u8>>, None::<Moment>);
    let values = params![person, share, Reader::Staff.code(), staff, agency, name, shown_as, code, until, now, now];
    work.run(permit, &INSERT_SHARE_WITH, &values)?;
    Ok(share)
}

/// Writes down what is shared from now on.
pub(super) fn give<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (person, share, agency): (PersonId, ShareId, AgencyId),
    of: &ShareOf,
) -> Result<(), Fault> {
    if of.parts.is_empty() {
        return Err(Fault::invalid("parts", Notice::new("share-no-parts")));
    }
    let today = work.today(agency)?;
    let last = of.until.last_day(today).map_err(|notice| Fault::invalid("until_on", notice))?;
    let until = start_of(plus_days(last, 1), &work.zone(agency)?);
    let now = work.now();
    for part in SharePart::ALL.iter().filter(|part| of.parts.contains(part)) {
        let id: RowId = work.ids().next();
        let asks = of.until.asks_again();
        let values = params![person, id, share, agency, of.member, part.code(), now, until, asks];
        work.run(permit, &INSERT_GRANT, &values)?;
    }
    Ok(())
}

/// A new code for a supporter who has not come in. The one before ends.
pub fn new_share_code(house: &House, session: &Session, command: CommandId, share: ShareId) -> Result<NewCode, Fault> {
    let code = code_by(house, "share", session, command);
    let hash = code_hash(house, &code);
    let until = house.store().command(&house.call_as(session), command, Operation::ShareOwn, move |work| {
        let person = work.member_hat()?.person;
        let permit = work.permit_open(Operation::ShareOwn)?;
        let until = work.now().plus_seconds(CODE_GOOD_FOR);
        if work.run(&permit, &NEW_SHARE_CODE, &params![person, share, hash.clone(), until])? == 0 {
            return Err(Fault::Absent);
        }
        Ok(until)
    })?;
    Ok(NewCode { code: code.to_string(), until })
}
