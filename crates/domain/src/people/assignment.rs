//! Who walks beside a member, from when until when.

use crate::coded::coded;
use crate::notice::Notice;
use crate::people::{Role, Span};
use crate::time::{Date, days_between, plus_days};

coded! {
    /// In which way somebody walks beside a member.
    AssignmentKind {
        /// The peer of this member. One at a time.
        Primary = "primary",
        /// Comes along: a trainee, or a second peer.
        Second = "second",
        /// Stands in while the peer is away.
        Cover = "cover",
    }
}

/// The longest that one cover may last, in days: what lasts longer is a transfer.
const LONGEST_COVER: i64 = 183;

/// How far ahead a change may be planned, in days.
const FARTHEST: i64 = 366;

/// Roles that may walk beside a member.
pub const WALKS_BESIDE: [Role; 4] = [Role::PeerSpecialist, Role::FamilyPartner, Role::Trainee, Role::Supervisor];

impl AssignmentKind {
    /// Errors when a change would begin before `today`: who could read a chart last week is a fact
    /// that nobody may write anew.
    pub fn begins(from: Option<Date>, today: Date) -> Result<Date, Notice> {
        let from = from.unwrap_or(today);
        if from < today {
            Err(Notice::new("assign-from-past"))
        } else if days_between(today, from) > FARTHEST {
            Err(Notice::new("assign-from-far"))
        } else {
            Ok(from)
        }
    }
}

/// The days of a cover. Errors when it has no end, ends before it begins, or lasts too long.
pub fn cover_days(
    from: Option<Date>,
    until: Option<Date>,
    today: Date,
) -> Result<(Date, Date), (&'static str, Notice)> {
    let from = AssignmentKind::begins(from, today).map_err(|notice| ("from", notice))?;
    let until = until.ok_or(("until", Notice::new("cover-until-missing")))?;
    Span::new(Some(from), Some(until)).map_err(|notice| ("until", notice))?;
    if days_between(from, until) > LONGEST_COVER {
        return Err(("until", Notice::new("cover-too-long")));
    }
    Ok((from, until))
}

/// The last day of whoever walked beside a member until somebody else does from `from` on.
pub fn last_day_before(from: Date) -> Date {
    plus_days(from, -1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn nobody_writes_the_past_anew() {
        let today = day("2026-03-10");
        assert_eq!(AssignmentKind::begins(None, today), Ok(today));
        assert_eq!(AssignmentKind::begins(Some(day("2026-03-20")), today), Ok(day("2026-03-20")));
        let id = |from: &str| AssignmentKind::begins(Some(day(from)), today).map_err(|notice| notice.id);
        assert_eq!(id("2026-03-09"), Err("assign-from-past".into()));
        assert_eq!(id("2027-06-01"), Err("assign-from-far".into()));
    }

    #[test]
    fn a_cover_has_an_end_in_sight() {
        let today = day("2026-03-10");
        let field = |from: Option<&str>, until: Option<&str>| {
            cover_days(from.map(day), until.map(day), today).map_err(|(field, notice)| (field, notice.id))
        };
        assert_eq!(field(None, Some("2026-03-10")), Ok((today, today)));
        assert_eq!(field(None, None), Err(("until", "cover-until-missing".into())));
        assert_eq!(field(Some("2026-03-12"), Some("2026-03-11")), Err(("until", "span-backwards".into())));
        assert_eq!(field(None, Some("2026-12-31")), Err(("until", "cover-too-long".into())));
        assert_eq!(last_day_before(day("2026-03-01")), day("2026-02-28"));
    }
}
