//! Writing down a caregiver or a legal guardian.

use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{AllyId, CommandId, MemberId};
use domain::notice::Notice;
use domain::people::{AllyBasis, AllyStanding, Relation};
use domain::text::Line;
use domain::time::Date;

statements! {
    INSERT_FAMILY_ALLY = "
        INSERT INTO ally (agency_id, id, member_id, relation, name, relation_words, basis, consented_on, in_plan,
          invited_to_planning, signs, from_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)";
}

/// A caregiver or guardian, as they are written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFamilyAlly {
    /// [`Relation::Caregiver`] or [`Relation::Guardian`].
    pub relation: Relation,
    /// Their name.
    pub name: String,
    /// What they are to the member, in words.
    pub relation_words: String,
    /// On what word staff may talk with them.
    pub basis: AllyBasis,
    /// The day of the member's consent.
    pub consented_on: Option<Date>,
    /// Whether they sign for the member: a guardian by law alone.
    pub signs: bool,
}

/// Adds a caregiver or guardian. A caregiver may be a friend or a neighbor, and does not sign for the member.
pub fn add_family_ally(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    new: NewFamilyAlly,
) -> Result<AllyId, Fault> {
    if !matches!(new.relation, Relation::Caregiver | Relation::Guardian) {
        return Err(Fault::invalid("relation", Notice::new("choice-unknown")));
    }
    let name = Line::parse(&new.name).map_err(|notice| Fault::invalid("ally_name", notice))?;
    let words = Line::optional(&new.relation_words).map_err(|notice| Fault::invalid("relation_words", notice))?;
    let standing = AllyStanding::new(new.relation, new.basis, new.consented_on).map_err(|notice| {
        let field = if new.basis == AllyBasis::Law { "basis" } else { "consented_on" };
        Fault::invalid(field, notice)
    })?;
    if new.signs && !standing.may_sign() {
        return Err(Fault::invalid("signs", Notice::new("family-signs-by-law")));
    }
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let id: AllyId = work.ids().next();
        let row = params![
            agency,
            id,
            member,
            standing.relation().code(),
            name.as_str(),
            words.as_ref().map(Line::as_str),
            standing.basis().code(),
            standing.consented_on(),
            false,
            new.signs,
            today
        ];
        work.run(&permit, &INSERT_FAMILY_ALLY, &row)?;
        work.detail(&format!("{} {id}", standing.relation().code()));
        Ok(id)
    })
}
