//! Telling medical personnel what helps in an emergency, and writing it down at once (42 CFR 2.51(c)): who received
//! it, where they work, who told it, when, and the nature of the emergency. To medical personnel and to nobody else.

use super::disclosed::record;
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::consent::{Disclosed, Emergency, EmergencyNature, EmergencyTold, Ground, Recipient, RecipientKind, Told};
use domain::id::{CommandId, MemberId};
use domain::lang::Lang;
use domain::notice::{FieldError, Notice};
use domain::text::Line;
use domain::time::{Date, Moment, Time, moment_of};
use words::words;

statements! {
    WHO_IN_EMERGENCY = "SELECT called, full_name, born_on FROM member WHERE agency_id = $1 AND id = $2";
}

/// Who it is about.
#[derive(Debug, Clone)]
pub struct EmergencyPage {
    /// What they like to be called.
    pub called: String,
    /// Their full name, where they gave it.
    pub full_name: Option<String>,
    /// Their date of birth, where it is known.
    pub born_on: Option<Date>,
}

/// What was told, as a form says it.
#[derive(Debug, Clone)]
pub struct ToldMedical {
    /// Who received it.
    pub name: String,
    /// Where they work.
    pub affiliation: String,
    /// The nature of the emergency.
    pub nature: EmergencyNature,
    /// More about that, in a few words.
    pub more: String,
    /// What was told.
    pub told: Vec<EmergencyTold>,
    /// At what time today, in the agency's zone; now where nothing is said.
    pub at: Option<Time>,
}

/// The page from which medical personnel are told.
pub fn emergency_page(house: &House, session: &Session, member: MemberId) -> Result<EmergencyPage, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_view(Operation::DiscloseEmergency, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &WHO_IN_EMERGENCY, &params![agency, member])?.ok_or(Fault::Absent)?;
        Ok(EmergencyPage { called: row.take()?, full_name: row.take()?, born_on: row.take()? })
    })
}

/// Writes down that medical personnel were told.
pub fn tell_medical(
    house: &House,
    session: &Session,
    command: CommandId,
    member: MemberId,
    told: &ToldMedical,
) -> Result<(), Fault> {
    let facts = Facts::read(session.lang, told)?;
    let at = told.at;
    house.store().command(&house.call_as(session), command, Operation::DiscloseEmergency, move |work| {
        let permit = work.permit_member(Operation::DiscloseEmergency, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let (now, today, zone) = (work.now(), work.today(agency)?, work.zone(agency)?);
        let told_at = at.map_or(now, |at| moment_of(today, at, &zone));
        // A watch may be a minute ahead of ours.
        if told_at > now.plus_seconds(60) {
            return Err(Fault::invalid("at", Notice::new("emergency-not-yet")));
        }
        let disclosed = facts.disclosed(told_at)?;
        record(work, &permit, &disclosed).map(drop)
    })
}

/// The form, read: every field that is wrong is named.
#[derive(Clone)]
struct Facts {
    name: Line,
    affiliation: Line,
    nature: Line,
    what: Line,
    purpose: Line,
}

impl Facts {
    fn read(lang: Lang, told: &ToldMedical) -> Result<Self, Fault> {
        let mut wrong = Vec::new();
        let mut line = |field: &str, text: &str| {
            Line::parse(text).map_err(|notice| wrong.push(FieldError::new(field, notice))).ok()
        };
        let (name, affiliation) = (line("name", &told.name), line("affiliation", &told.affiliation));
        let say = |id: String| words().say(lang, &id).into_owned();
        let nature = say(format!("emergency-nature-{}", told.nature.code()));
        let more = told.more.trim();
        let nature = if more.is_empty() { nature } else { format!("{nature}: {more}") };
        let nature = line("more", &nature);
        let said: Vec<String> = EmergencyTold::ALL
            .iter()
            .filter(|one| told.told.contains(one))
            .map(|one| say(format!("emergency-told-{}", one.code())))
            .collect();
        let what = line("told", &said.join(", "));
        let purpose = line("told", &say("emergency-purpose".to_owned()));
        match (name, affiliation, nature, what, purpose) {
            (Some(name), Some(affiliation), Some(nature), Some(what), Some(purpose)) => {
                Ok(Self { name, affiliation, nature, what, purpose })
            }
            _ => Err(Fault::Invalid(wrong)),
        }
    }

    fn disclosed(&self, told_at: Moment) -> Result<Disclosed, Fault> {
        let recipient = Recipient { name: self.name.clone(), kind: RecipientKind::MedicalPersonnel };
        let emergency = Emergency {
            name: self.name.clone(),
            affiliation: self.affiliation.clone(),
            nature: self.nature.clone(),
            told_at,
        };
        let (what, purpose) = (Told::Words(self.what.clone()), self.purpose.clone());
        Disclosed::new(recipient, what, purpose, Ground::Emergency(emergency)).map_err(Fault::refused)
    }
}
