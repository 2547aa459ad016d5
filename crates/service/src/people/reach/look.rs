//! How to reach a member, and who stands by them: read by who may read the chart, and by the member.

use super::ally::{AllyLine, allies};
use super::channel::{ChannelLine, channels};
use crate::{Fault, House, Session};
use access::{Operation, params, statements};
use domain::id::MemberId;
use domain::lang::Lang;
use domain::people::{AwayKind, MemberState, Presence, SafeHours};
use domain::time::{Date, Time, Weekday};

statements! {
    ABOUT_MEMBER = "
        SELECT called, pronouns, lang, say_it_is_from, safe_word, safe_days, safe_from, safe_until, contact_note,
          state, away_kind, state_since, state_until, revision, joined, full_name
        FROM member WHERE agency_id = $1 AND id = $2";
}

/// Everything on the page.
#[derive(Debug, Clone)]
pub struct Reach {
    /// What they like to be called.
    pub called: String,
    /// Their full name, where they gave it.
    pub full_name: Option<String>,
    /// Their pronouns.
    pub pronouns: Option<String>,
    /// The language they read.
    pub lang: Lang,
    /// Who a call says it is from.
    pub say_it_is_from: Option<String>,
    /// The word by which they know that it is really us, or say that it is not safe to talk.
    pub safe_word: Option<String>,
    /// When it is safe.
    pub safe: SafeHours,
    /// Anything else to know before reaching out.
    pub note: Option<String>,
    /// Where their life stands.
    pub presence: Presence,
    /// Since when.
    pub since: Date,
    /// Until when, if that is known.
    pub until: Option<Date>,
    /// What the forms were made from.
    pub revision: i64,
    /// Whether they have a sign-in of their own.
    pub joined: bool,
    /// Ways to reach them.
    pub channels: Vec<ChannelLine>,
    /// People who stand by them.
    pub allies: Vec<AllyLine>,
    /// Whether the reader may change this.
    pub may_change: bool,
}

/// How to reach a member.
pub fn reach(house: &House, session: &Session, member: MemberId) -> Result<Reach, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_member(Operation::ReadMember, member)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let mut row = work.row(&permit, &ABOUT_MEMBER, &params![agency, member])?.ok_or(Fault::Absent)?;
        let (called, pronouns, lang) = (row.take()?, row.take()?, row.take()?);
        let (say_it_is_from, safe_word) = (row.take()?, row.take()?);
        let (days, from, until): (Option<String>, Option<String>, Option<String>) =
            (row.take()?, row.take()?, row.take()?);
        let note = row.take()?;
        let state: MemberState = row.parse()?;
        let away: Option<AwayKind> = row.parse_option()?;
        // A state that no longer fits its kind reads as the state alone.
        let presence = Presence::new(state, away).or_else(|_| Presence::new(state, None)).unwrap_or(Presence::ACTIVE);
        let (since, state_until) = (row.take()?, row.take()?);
        let (revision, joined) = (row.take()?, row.take()?);
        let full_name = row.take()?;
        let safe = SafeHours { days: read_days(days.as_deref()), from: read_time(from), until: read_time(until) };
        Ok(Reach {
            called,
            full_name,
            pronouns,
            lang,
            say_it_is_from,
            safe_word,
            safe,
            note,
            presence,
            since,
            until: state_until,
            revision,
            joined,
            channels: channels(work, &permit, agency, member)?,
            allies: allies(work, &permit, agency, member)?,
            may_change: work.could(Operation::ChangeMember, member)?,
        })
    })
}

/// Days as the database keeps them: `mon,thu`.
pub(super) const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "mon"),
    (Weekday::Tuesday, "tue"),
    (Weekday::Wednesday, "wed"),
    (Weekday::Thursday, "thu"),
    (Weekday::Friday, "fri"),
    (Weekday::Saturday, "sat"),
    (Weekday::Sunday, "sun"),
];

fn read_days(text: Option<&str>) -> Vec<Weekday> {
    let text = text.unwrap_or_default();
    DAYS.iter().filter(|(_, code)| text.split(',').any(|own| own == *code)).map(|(day, _)| *day).collect()
}

fn read_time(text: Option<String>) -> Option<Time> {
    text.and_then(|text| text.parse().ok())
}
