//! Looking at the plan together: how goals turned out, and what comes next.

use super::content::{Action, Repeat};
use crate::coded::{UnknownCode, coded};
use crate::time::{Date, Weekday, days_between, plus_days};

coded! {
    /// How a goal turned out against what the member hoped for: the five steps of goal attainment scaling.
    Attainment {
        /// Much less than hoped: -2.
        MuchLess = "much-less",
        /// Less than hoped: -1.
        Less = "less",
        /// As hoped: 0.
        AsHoped = "as-hoped",
        /// More than hoped: 1.
        More = "more",
        /// Much more than hoped: 2.
        MuchMore = "much-more",
    }
}

coded! {
    /// What held up a plan or a look at it. A late plan is explained, not scolded.
    LateReason {
        /// It was hard to reach each other.
        HardToReach = "hard-to-reach",
        /// Away for a while.
        Away = "away",
        /// The member was not ready yet.
        NotReady = "not-ready",
        /// Somebody had still to sign.
        Signer = "signer",
        /// The agency was short of staff.
        Staff = "staff",
        /// Something else.
        Other = "other",
    }
}

impl Attainment {
    /// Its mark, -2 to 2.
    pub const fn mark(self) -> i8 {
        match self {
            Self::MuchLess => -2,
            Self::Less => -1,
            Self::AsHoped => 0,
            Self::More => 1,
            Self::MuchMore => 2,
        }
    }
}

impl TryFrom<i8> for Attainment {
    type Error = UnknownCode;
    fn try_from(mark: i8) -> Result<Self, UnknownCode> {
        Self::ALL.iter().copied().find(|step| step.mark() == mark).ok_or_else(|| UnknownCode(mark.to_string()))
    }
}

/// The next day for `action`, on `from` or later, given the days on which it was done.
///
/// An action for once that was not done stays for `from`, however long ago its day was.
/// One that repeats without a day of its own counts from the weekday of its meeting,
/// else from the day it was first done, else from `from`. Days that went by are not owed.
pub fn next_on(action: &Action, from: Date, done: &[Date]) -> Option<Date> {
    match action.repeat {
        Repeat::AsNeeded => None,
        Repeat::Once => action.on.filter(|_| done.is_empty()).map(|on| on.max(from)),
        Repeat::Daily => by_days(anchor(action, from, done), 1, from, done),
        Repeat::Weekly => by_days(anchor(action, from, done), 7, from, done),
        Repeat::EveryTwoWeeks => by_days(anchor(action, from, done), 14, from, done),
        Repeat::Monthly => by_months(anchor(action, from, done), from, done),
    }
}

/// The day from which repeats are counted.
fn anchor(action: &Action, from: Date, done: &[Date]) -> Date {
    let first = done.iter().min().copied();
    let start = action.on.or(first).unwrap_or(from);
    let weekly = matches!(action.repeat, Repeat::Weekly | Repeat::EveryTwoWeeks);
    match action.link.as_ref().and_then(|link| weekday(&link.when)) {
        Some(day) if weekly && action.on.is_none() => plus_days(start, i64::from(start.weekday().until(day))),
        _ => start,
    }
}

/// The weekday of a link: "thu 19:00" is Thursday.
fn weekday(when: &str) -> Option<Weekday> {
    Some(match when.split(' ').next()? {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

fn by_days(start: Date, step: i64, from: Date, done: &[Date]) -> Option<Date> {
    let behind = days_between(start, from).max(0);
    let rounds = behind.div_euclid(step) + i64::from(behind % step != 0);
    open((rounds..).map(|round| plus_days(start, round.saturating_mul(step))), done)
}

/// The same day of each month; the last day of a month that is too short for it.
fn by_months(start: Date, from: Date, done: &[Date]) -> Option<Date> {
    let months = i64::from(from.year() - start.year()) * 12 + i64::from(from.month() - start.month());
    let later = move |round: i64| start.saturating_add(jiff::Span::new().months(round.clamp(0, 200_000)));
    open((months.max(0)..).map(later).skip_while(move |day| *day < from && *day < Date::MAX), done)
}

/// The first day that is not done yet. Each day done is passed over once, so this ends.
fn open(days: impl Iterator<Item = Date>, done: &[Date]) -> Option<Date> {
    days.take(done.len() + 1).find(|day| !done.contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::ActionLink;
    use crate::plan::samples::{action, id};

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn next(repeat: Repeat, on: Option<&str>, from: &str, done: &[&str]) -> Option<String> {
        let action = Action { repeat, on: on.map(date), ..action(1) };
        let done: Vec<Date> = done.iter().map(|day| date(day)).collect();
        next_on(&action, date(from), &done).map(|day| day.to_string())
    }

    #[test]
    fn five_steps_have_five_marks() {
        let marks: Vec<i8> = Attainment::ALL.iter().map(|step| step.mark()).collect();
        assert_eq!(marks, [-2, -1, 0, 1, 2]);
        assert!(marks.iter().all(|mark| Attainment::try_from(*mark).is_ok_and(|step| step.mark() == *mark)));
        assert_eq!(Attainment::try_from(3), Err(UnknownCode("3".into())));
    }

    #[test]
    fn once_waits_until_it_is_done() {
        assert_eq!(next(Repeat::Once, Some("2026-10-15"), "2026-10-01", &[]).as_deref(), Some("2026-10-15"));
        assert_eq!(next(Repeat::Once, Some("2026-10-15"), "2026-10-20", &[]).as_deref(), Some("2026-10-20"));
        assert_eq!(next(Repeat::Once, Some("2026-10-15"), "2026-10-20", &["2026-10-14"]), None);
        assert_eq!(next(Repeat::Once, None, "2026-10-20", &[]), None);
        assert_eq!(next(Repeat::AsNeeded, Some("2026-10-15"), "2026-10-01", &[]), None);
    }

    #[test]
    fn days_and_weeks_come_round_from_their_own_day() {
        assert_eq!(next(Repeat::Daily, None, "2026-10-20", &["2026-10-20"]).as_deref(), Some("2026-10-21"));
        let weekly = |from, done: &[&str]| next(Repeat::Weekly, Some("2026-10-15"), from, done);
        assert_eq!(weekly("2026-10-01", &[]).as_deref(), Some("2026-10-15"));
        assert_eq!(weekly("2026-10-16", &[]).as_deref(), Some("2026-10-22"));
        assert_eq!(weekly("2026-10-22", &["2026-10-22"]).as_deref(), Some("2026-10-29"));
        assert_eq!(next(Repeat::EveryTwoWeeks, Some("2026-10-15"), "2026-10-22", &[]).as_deref(), Some("2026-10-29"));
    }

    #[test]
    fn a_month_that_is_too_short_lends_its_last_day() {
        let monthly = |from, done: &[&str]| next(Repeat::Monthly, Some("2026-12-31"), from, done);
        assert_eq!(monthly("2027-02-01", &[]).as_deref(), Some("2027-02-28"));
        assert_eq!(monthly("2027-02-28", &["2027-02-28"]).as_deref(), Some("2027-03-31"));
        assert_eq!(next(Repeat::Monthly, Some("2026-10-05"), "2026-11-20", &[]).as_deref(), Some("2026-12-05"));
    }

    #[test]
    fn a_meeting_without_a_day_of_its_own_lends_its_weekday() {
        let (name, place) = (String::new(), String::new());
        let link = Some(ActionLink {
            meeting: id(1),
            name,
            when: "thu 19:00".into(),
            place,
            online: String::new(),
            phone: String::new(),
        });
        let action = Action { repeat: Repeat::Weekly, link, ..action(1) };
        assert_eq!(next_on(&action, date("2026-10-16"), &[]), Some(date("2026-10-22")));
        assert_eq!(next_on(&action, date("2026-10-22"), &[date("2026-10-22")]), Some(date("2026-10-29")));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_endless_search() {
        assert_eq!(next(Repeat::Monthly, Some("9999-12-31"), "9999-12-31", &["9999-12-31"]), None);
        assert_eq!(next(Repeat::Daily, Some("9999-12-31"), "9999-12-31", &["9999-12-31"]), None);
    }
}
