//! What a member likes to be called, and what is safe.

use super::look::DAYS;
use crate::people::names::store_keys;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::{CommandId, MemberId};
use domain::lang::Lang;
use domain::notice::{FieldError, Notice};
use domain::people::SafeHours;
use domain::text::Line;

statements! {
    SAVE_ABOUT = "
        UPDATE member SET called = $3, pronouns = $4, lang = $5, say_it_is_from = $6, safe_word = $7,
          safe_days = $8, safe_from = $9, safe_until = $10, contact_note = $11, full_name = $13, revision = revision + 1
        WHERE agency_id = $1 AND id = $2 AND revision = $12";
}

/// What the form holds, as typed.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// What they like to be called: the one thing that is needed.
    pub called: String,
    /// Their full name, if they like to give it: two surnames are found by either.
    pub full_name: String,
    /// Their pronouns.
    pub pronouns: String,
    /// The language they read.
    pub lang: Lang,
    /// Who a call says it is from.
    pub say_it_is_from: String,
    /// The safe word.
    pub safe_word: String,
    /// When it is safe.
    pub safe: SafeHours,
    /// Anything else to know.
    pub note: String,
    /// What the form was made from.
    pub revision: i64,
}

/// Saves it. When somebody else saved in the meantime the form comes back, with every typed word.
pub fn save_about(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    about: &About,
) -> Result<(), Fault> {
    let mut errors = Vec::new();
    let mut checked = |field: &str, line: Result<Option<Line>, Notice>| match line {
        Ok(line) => line.map(|line| line.to_string()),
        Err(notice) => {
            errors.push(FieldError::new(field, notice));
            None
        }
    };
    let called = checked("called", Line::parse(&about.called).map(Some));
    let mut line = |field: &str, text: &str| checked(field, Line::optional(text));
    let full_name = line("full_name", &about.full_name);
    let pronouns = line("pronouns", &about.pronouns);
    let from = line("say_it_is_from", &about.say_it_is_from);
    let word = line("safe_word", &about.safe_word);
    let note = line("note", &about.note);
    let Some(called) = called.filter(|_| errors.is_empty()) else { return Err(Fault::Invalid(errors)) };
    let days: Vec<&str> = DAYS.iter().filter(|(day, _)| about.safe.days.contains(day)).map(|(_, code)| *code).collect();
    let days = Some(days.join(",")).filter(|days| !days.is_empty());
    let clock = |time: Option<domain::time::Time>| time.map(|time| time.strftime("%H:%M").to_string());
    let (safe_from, safe_until) = (clock(about.safe.from), clock(about.safe.until));
    let (lang, revision) = (about.lang, about.revision);
    house.store().command(&house.call_as(session), command, Operation::ChangeMember, move |work| {
        let permit = work.permit_member(Operation::ChangeMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let values = params![
            agency,
            member,
            called.as_str(),
            pronouns.clone(),
            lang,
            from.clone(),
            word.clone(),
            days.clone(),
            safe_from.clone(),
            safe_until.clone(),
            note.clone(),
            revision,
            full_name.clone()
        ];
        if work.run(&permit, &SAVE_ABOUT, &values)? == 0 {
            return Err(Fault::invalid("revision", Notice::new("reach-changed-meanwhile")));
        }
        // By all that they are called, and by nothing that they were called before.
        let names: Vec<&str> = [Some(called.as_str()), full_name.as_deref()].into_iter().flatten().collect();
        store_keys(work, &permit, agency, member, &names)
    })
}
