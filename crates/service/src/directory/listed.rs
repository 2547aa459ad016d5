//! What the public sees of the entries: no entry that is taken off, and one meeting where several lists name it.

use access::{Fault, Permit, Row, Work, params};
use domain::directory::{Hidden, Meeting};
use domain::id::{FeedId, MeetingId};
use std::collections::{HashMap, HashSet};

access::statements! {
    /// Every entry that its list names now, of sources that are in use.
    LISTED = "
        SELECT m.id, m.entry, m.feed_id, m.alike, m.same_as, m.apart, m.hidden
        FROM feed f
        JOIN meeting m ON m.feed_id = f.id
        WHERE f.state IN ('active', 'paused') AND m.gone_at IS NULL
        ORDER BY m.id";
}

struct Line {
    id: MeetingId,
    meeting: Meeting,
    feed: FeedId,
    alike: String,
    same_as: Option<MeetingId>,
    apart: bool,
    hidden: Option<Hidden>,
}

fn line(mut row: Row) -> Result<Line, Fault> {
    let id: MeetingId = row.take()?;
    let entry: String = row.take()?;
    let meeting = serde_json::from_str(&entry).map_err(|why| Fault::Broken(format!("meeting {id}: {why}")))?;
    Ok(Line {
        id,
        meeting,
        feed: row.take()?,
        alike: row.take()?,
        same_as: row.take()?,
        apart: row.take()?,
        hidden: row.parse_option()?,
    })
}

/// The meetings as they are shown, each once: the entry that came first stands for those of other lists that agree
/// with it in name, time and place, and says what any of them says. An entry that is taken off takes those with it.
pub(crate) fn shown<'w>(work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Vec<(MeetingId, Meeting)>, Fault> {
    let rows = work.rows(permit, &LISTED, &params![])?;
    let lines = rows.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
    Ok(joined(lines))
}

fn joined(lines: Vec<Line>) -> Vec<(MeetingId, Meeting)> {
    // What is only old in one list may be fresh in another.
    let by_people = |line: &&Line| matches!(line.hidden, Some(Hidden::OptedOut | Hidden::Reported | Hidden::Editor));
    let off: HashSet<String> =
        lines.iter().filter(by_people).filter(|line| !line.apart).map(|line| line.alike.clone()).collect();
    let off_ids: HashSet<MeetingId> = lines.iter().filter(|line| line.hidden.is_some()).map(|line| line.id).collect();
    let mut shown: Vec<(MeetingId, Meeting)> = Vec::with_capacity(lines.len());
    let mut at: HashMap<MeetingId, usize> = HashMap::new();
    let mut first: HashMap<String, Vec<(FeedId, usize)>> = HashMap::new();
    let mut by_hand = Vec::new();
    for line in lines {
        if line.hidden.is_some() || (!line.apart && off.contains(&line.alike)) {
            continue;
        }
        if let Some(target) = line.same_as {
            if !off_ids.contains(&target) {
                by_hand.push((target, line));
            }
            continue;
        }
        let twin = first.get(&line.alike).filter(|_| !line.apart).and_then(|own| twin(own, &line, &shown));
        if let Some((_, known)) = twin.and_then(|at| shown.get_mut(at)) {
            known.absorb(line.meeting);
            continue;
        }
        if !line.apart {
            first.entry(line.alike).or_default().push((line.feed, shown.len()));
        }
        at.insert(line.id, shown.len());
        shown.push((line.id, line.meeting));
    }
    // Once every meeting has its place: what an editor joined may have come before that which it is.
    for (target, line) in by_hand {
        match at.get(&target).and_then(|at| shown.get_mut(*at)) {
            Some((_, known)) => known.absorb_facts(line.meeting),
            None => shown.push((line.id, line.meeting)),
        }
    }
    shown
}

/// The entry of another list that is the same meeting: rather one on the same day.
fn twin(own: &[(FeedId, usize)], line: &Line, shown: &[(MeetingId, Meeting)]) -> Option<usize> {
    let days = |meeting: &Meeting| meeting.weekly().map(|weekly| weekly.days).unwrap_or_default();
    let others = || own.iter().filter(|(feed, _)| *feed != line.feed).map(|(_, at)| *at);
    let same_day = |at: &usize| shown.get(*at).is_some_and(|(_, other)| days(other).meets(days(&line.meeting)));
    others().find(same_day).or_else(|| others().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::directory::{Days, Schedule, Slug, Weekly};
    use domain::id::Ids;
    use domain::text::Line as Words;
    use domain::time::{Moment, TimeZone, Weekday};

    fn lines(rows: &[(u8, Weekday, &str)]) -> Vec<Line> {
        let mut ids = Ids::new(Moment::from_micros(0), [3; 16]);
        let feeds: Vec<FeedId> = (0..3).map(|_| ids.next()).collect();
        let line = |(feed, day, start): &(u8, Weekday, &str)| {
            let weekly = Weekly {
                days: Days::only(*day),
                start: start.parse().expect("a time"),
                end: None,
                zone: TimeZone::UTC,
            };
            let name = Words::parse("Hope").expect("a name");
            let meeting = Meeting::new(name, Slug::make("hope"), Schedule::Weekly(weekly));
            let alike = meeting.occasion_on_any_day();
            let feed = feeds[usize::from(*feed)];
            Line { id: ids.next(), meeting, feed, alike, same_as: None, apart: false, hidden: None }
        };
        rows.iter().map(line).collect()
    }

    fn days(shown: &[(MeetingId, Meeting)]) -> Vec<u8> {
        shown.iter().map(|(_, meeting)| meeting.weekly().map_or(0, |weekly| weekly.days.bits())).collect()
    }

    #[test]
    fn the_same_meeting_of_two_lists_is_one_and_keeps_its_days() {
        let (monday, friday) = (Weekday::Monday, Weekday::Friday);
        let rows = lines(&[(0, monday, "19:00"), (1, friday, "19:00"), (2, monday, "20:00")]);
        assert_eq!(days(&joined(rows)), [0b10_0010, 0b10]);
    }

    #[test]
    fn one_list_may_name_two_of_a_kind() {
        let rows =
            lines(&[(0, Weekday::Monday, "19:00"), (0, Weekday::Friday, "19:00"), (1, Weekday::Friday, "19:00")]);
        assert_eq!(days(&joined(rows)), [0b10, 0b10_0000], "the second list joins the one on the same day");
    }

    #[test]
    fn what_asked_to_be_left_out_does_not_come_in_by_another_list() {
        let mut rows = lines(&[(0, Weekday::Monday, "19:00"), (1, Weekday::Monday, "19:00")]);
        rows[0].hidden = Some(Hidden::OptedOut);
        assert_eq!(joined(rows).len(), 0);
    }

    #[test]
    fn an_editor_joins_and_parts() {
        let mut rows = lines(&[(0, Weekday::Monday, "19:00"), (1, Weekday::Monday, "19:30")]);
        rows[0].same_as = Some(rows[1].id);
        let shown = joined(rows);
        assert_eq!((shown.len(), days(&shown)), (1, vec![0b10]));
        let mut rows = lines(&[(0, Weekday::Monday, "19:00"), (1, Weekday::Monday, "19:00")]);
        rows[1].apart = true;
        assert_eq!(joined(rows).len(), 2);
    }
}
