//! What the public sees of the entries: no entry that is taken off, and one meeting where several lists name it.

use access::{Fault, Permit, Row, Work, params};
use domain::directory::{Hidden, Meeting};
use domain::id::{FeedId, MeetingId};
use std::collections::{HashMap, HashSet};

access::statements! {
    /// Every entry that its list names now, of sources that are in use.
    LISTED = "
        SELECT m.id, m.entry, m.feed_id, m.alike, m.same_as, m.apart, m.hidden, m.kin, f.pathway
        FROM feed f
        JOIN meeting m ON m.feed_id = f.id
        WHERE f.state IN ('active', 'paused') AND m.gone_at IS NULL
        ORDER BY m.id";

    /// Whoever asked to be left out: whether their list still names them or is in use at all does not matter.
    LEFT_OUT = "SELECT kin, alike, feed_id FROM meeting WHERE hidden = 'opted-out' AND NOT apart";
}

/// Entries that asked to be left out, by name and place: time and place of each, and its list.
type LeftOut = HashMap<String, Vec<(String, FeedId)>>;

struct Line {
    id: MeetingId,
    meeting: Meeting,
    feed: FeedId,
    alike: String,
    same_as: Option<MeetingId>,
    apart: bool,
    hidden: Option<Hidden>,
    kin: String,
}

fn line(mut row: Row) -> Result<Line, Fault> {
    let id: MeetingId = row.take()?;
    let entry: String = row.take()?;
    let meeting = serde_json::from_str(&entry).map_err(|why| Fault::Broken(format!("meeting {id}: {why}")))?;
    let mut line = Line {
        id,
        meeting,
        feed: row.take()?,
        alike: row.take()?,
        same_as: row.take()?,
        apart: row.take()?,
        hidden: row.parse_option()?,
        kin: row.take()?,
    };
    line.meeting.pathway = row.parse_option()?;
    Ok(line)
}

/// The meetings as they are shown, each once: the entry that came first stands for those of other lists that agree
/// with it in name, time and place, and says what any of them says. An entry that is taken off takes those with it.
pub(crate) fn shown<'w>(work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Vec<(MeetingId, Meeting)>, Fault> {
    let rows = work.rows(permit, &LISTED, &params![])?;
    let lines = rows.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
    let mut out = LeftOut::new();
    for mut row in work.rows(permit, &LEFT_OUT, &params![])? {
        out.entry(row.take()?).or_default().push((row.take()?, row.take()?));
    }
    Ok(joined(without(lines, &out)))
}

/// Takes away what asked to be left out, under whichever name of a list it comes: the same name, place and time; or
/// the same name and place in another list, which may say a few minutes otherwise. Only where the list of who asked
/// names such a meeting itself, one that did not ask, is it another meeting of the same people.
fn without(mut lines: Vec<Line>, out: &LeftOut) -> Vec<Line> {
    if out.is_empty() {
        return lines;
    }
    let others = lines.iter().filter(|line| line.hidden.is_none() && out.contains_key(&line.kin));
    let own: HashSet<(FeedId, String)> = others.map(|line| (line.feed, line.alike.clone())).collect();
    let meant = |line: &Line, alike: &str, feed: FeedId| {
        alike == line.alike || (feed != line.feed && !own.contains(&(feed, line.alike.clone())))
    };
    lines.retain(|line| {
        // One that is off already still takes with it what an editor joined to it.
        let asked = out.get(&line.kin).filter(|_| !line.apart && line.hidden.is_none());
        !asked.is_some_and(|asked| asked.iter().any(|(alike, feed)| meant(line, alike, *feed)))
    });
    lines
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
            let (alike, kin) = (meeting.occasion_on_any_day(), meeting.kin());
            let feed = feeds[usize::from(*feed)];
            Line { id: ids.next(), meeting, feed, alike, same_as: None, apart: false, hidden: None, kin }
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
    fn who_asked_to_be_left_out_stays_out_when_their_own_list_forgets_them() {
        let rows =
            || lines(&[(0, Weekday::Monday, "19:00"), (1, Weekday::Monday, "19:05"), (0, Weekday::Saturday, "09:00")]);
        let asked = &rows()[0];
        let out = LeftOut::from([(asked.kin.clone(), vec![(asked.alike.clone(), asked.feed)])]);
        let left: Vec<String> = without(rows(), &out).into_iter().map(|line| line.alike).collect();
        assert_eq!(left, [rows()[2].alike.clone()], "their other meeting did not ask");
        let mut apart = rows();
        apart[1].apart = true;
        assert_eq!(without(apart, &out).len(), 2);
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
