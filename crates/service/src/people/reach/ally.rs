//! People who stand by a member, each on the member's word.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, AllyId, CommandId, MemberId};
use domain::people::{AllyBasis, AllyStanding, Channel, ChannelKind, Relation};
use domain::text::Line;
use domain::time::Date;

statements! {
    ALLIES_OF_MEMBER = "
        SELECT id, relation, name, relation_words, reach, basis, consented_on, in_plan, invited_to_planning FROM ally
        WHERE agency_id = $1 AND member_id = $2 AND until_on IS NULL ORDER BY from_on, name, id";

    SUPPORTERS = "
        SELECT name, reach FROM ally
        WHERE agency_id = $1 AND member_id = $2 AND until_on IS NULL AND basis = 'consent' AND reach IS NOT NULL
        ORDER BY from_on, name, id LIMIT 5";

    CONSENT_OF_ALLY = "
        SELECT consented_on FROM ally
        WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND until_on IS NULL AND basis = 'consent'";

    SAVE_ALLY = "
        INSERT INTO ally (agency_id, id, member_id, relation, name, relation_words, reach, basis, consented_on,
          in_plan, invited_to_planning, signs, from_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    END_ALLY = "
        UPDATE ally SET until_on = $4 WHERE agency_id = $1 AND id = $2 AND member_id = $3 AND until_on IS NULL";
}

/// An ally, as people see them.
#[derive(Debug, Clone)]
pub struct AllyLine {
    /// The ally.
    pub id: AllyId,
    /// What they are to the member.
    pub relation: Relation,
    /// Their name.
    pub name: String,
    /// What they are in the member's words.
    pub words: Option<String>,
    /// How to reach them.
    pub reach: Option<String>,
    /// On what word staff may talk with them.
    pub basis: AllyBasis,
    /// Since when.
    pub consented_on: Option<Date>,
    /// Whether the plan names them.
    pub in_plan: bool,
    /// Whether they are asked to planning.
    pub invited: bool,
}

/// What the form holds, as typed.
#[derive(Debug, Clone)]
pub struct AllyEntry {
    /// What they are to the member.
    pub relation: Relation,
    /// Their name.
    pub name: String,
    /// What they are in the member's words.
    pub words: String,
    /// How to reach them.
    pub reach: String,
    /// On what word staff may talk with them. A new consent counts from today.
    pub basis: AllyBasis,
    /// Whether the plan names them.
    pub in_plan: bool,
    /// Whether they are asked to planning.
    pub invited: bool,
}

pub(super) fn allies<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<AllyLine>, Fault> {
    let rows = work.rows(permit, &ALLIES_OF_MEMBER, &params![agency, member])?;
    rows.into_iter()
        .map(|mut row| {
            Ok(AllyLine {
                id: row.take()?,
                relation: row.parse()?,
                name: row.take()?,
                words: row.take()?,
                reach: row.take()?,
                basis: row.parse()?,
                consented_on: row.take()?,
                in_plan: row.take()?,
                invited: row.take()?,
            })
        })
        .collect()
}

/// Somebody whom a member can call: they said yes to it, and there is a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupporterLine {
    /// Their name.
    pub name: String,
    /// Their number.
    pub phone: String,
}

/// The member's own supporters with a number, for the help that is on every page. Nobody for any other hat.
pub fn supporters(house: &House, session: &Session) -> Result<Vec<SupporterLine>, Fault> {
    if !session.is_member() {
        return Ok(Vec::new());
    }
    house.store().read(&house.call_as(session), |work| {
        let mut found: Vec<SupporterLine> = Vec::new();
        for (agency, member) in work.own_charts()? {
            let permit = work.permit_member(Operation::ReadMember, member)?;
            for mut row in work.rows(&permit, &SUPPORTERS, &params![agency, member])? {
                let (name, reach): (String, String) = (row.take()?, row.take()?);
                if let Ok(channel) = Channel::new(ChannelKind::Phone, &reach, &[])
                    && found.iter().all(|one| one.name != name)
                {
                    found.push(SupporterLine { name, phone: channel.value().to_owned() });
                }
            }
        }
        // One's own people in one's own menu: no look that anybody would want to be told of.
        work.nothing_new();
        Ok(found)
    })
}

/// Adds an ally; in the place of an older entry, if that is named, which ends.
pub fn save_ally(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    instead_of: Option<AllyId>,
    entry: &AllyEntry,
) -> Result<(), Fault> {
    let name = Line::parse(&entry.name).map_err(|notice| Fault::invalid("name", notice))?;
    let words = Line::optional(&entry.words).map_err(|notice| Fault::invalid("words", notice))?;
    let reach = Line::optional(&entry.reach).map_err(|notice| Fault::invalid("reach", notice))?;
    let AllyEntry { relation, basis, in_plan, invited, .. } = entry.clone();
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        // A yes stays from the day it was given, whatever else about the entry is put right.
        let given: Option<Date> = match instead_of {
            Some(old) => match work.row(&permit, &CONSENT_OF_ALLY, &params![agency, old, member])? {
                Some(mut row) => row.take()?,
                None => None,
            },
            None => None,
        };
        let day = (basis == AllyBasis::Consent).then(|| given.unwrap_or(today));
        let standing = AllyStanding::new(relation, basis, day).map_err(|notice| Fault::invalid("basis", notice))?;
        if let Some(old) = instead_of {
            work.run(&permit, &END_ALLY, &params![agency, old, member, today])?;
        }
        let id: AllyId = work.ids().next();
        let text = |line: &Option<Line>| line.as_ref().map(|line| line.to_string());
        let values = params![
            agency,
            id,
            member,
            relation.code(),
            name.as_str(),
            text(&words),
            text(&reach),
            basis.code(),
            standing.consented_on(),
            in_plan,
            // Who may not learn of us is not asked to planning, whatever the box says.
            invited && standing.may_be_invited(),
            standing.may_sign(),
            today
        ];
        work.run(&permit, &SAVE_ALLY, &values).map(drop)
    })
}

/// Ends an entry: the member's word is taken back from today on.
pub fn end_ally(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    ally: AllyId,
) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        work.run(&permit, &END_ALLY, &params![agency, ally, member, today]).map(drop)
    })
}
