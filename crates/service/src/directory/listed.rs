//! What the public sees of the entries: no entry that is taken off, and one meeting where several lists name it.

use access::{Fault, Permit, Row, Work, params};
use domain::directory::{Conference, Hidden, Meeting};
use domain::id::{AgencyId, FeedId, MeetingId};
use std::collections::{HashMap, HashSet};

access::statements! {
    /// Every entry that its list names now, of sources that are in use.
    LISTED = "
        SELECT m.id, m.entry, m.feed_id, f.steward_id, m.alike, m.same_as, m.apart, m.hidden, m.kin,
          m.verified_at IS NOT NULL, f.pathway
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
    steward: AgencyId,
    alike: String,
    same_as: Option<MeetingId>,
    apart: bool,
    hidden: Option<Hidden>,
    kin: String,
    verified: bool,
}

fn line(mut row: Row) -> Result<Line, Fault> {
    let id: MeetingId = row.take()?;
    let entry: String = row.take()?;
    let meeting = serde_json::from_str(&entry).map_err(|why| Fault::Broken(format!("meeting {id}: {why}")))?;
    let mut line = Line {
        id,
        meeting,
        feed: row.take()?,
        steward: row.take()?,
        alike: row.take()?,
        same_as: row.take()?,
        apart: row.take()?,
        hidden: row.parse_option()?,
        kin: row.take()?,
        verified: row.take()?,
    };
    line.meeting.pathway = row.parse_option()?;
    Ok(line)
}

/// What is shown.
#[derive(Default)]
pub(crate) struct Shown {
    /// The meetings, each once.
    pub(crate) meetings: Vec<(MeetingId, Meeting)>,
    /// Entries that are a part of one of them, and of which.
    pub(crate) stands_in: HashMap<MeetingId, MeetingId>,
}

/// The meetings as they are shown, each once: the entry that came first stands for those of other lists that agree
/// with it in name, time and place.
pub(crate) fn shown<'w>(work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Shown, Fault> {
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

/// What takes an entry off because of another that is like it.
#[derive(Default)]
struct Off {
    /// Their contact asked to be left out: no list brings them back.
    everywhere: HashSet<String>,
    /// People said that nobody was there: true of the own agency's other lists too. What an agency thinks of a
    /// meeting takes nothing off that another agency looks after.
    of_steward: HashSet<(AgencyId, String)>,
}

impl Off {
    fn of(lines: &[Line]) -> Self {
        let mut off = Self::default();
        for line in lines.iter().filter(|line| !line.apart) {
            match line.hidden {
                Some(Hidden::OptedOut) => {
                    off.everywhere.insert(line.alike.clone());
                }
                Some(Hidden::Reported) => {
                    off.of_steward.insert((line.steward, line.alike.clone()));
                }
                // What is only old in one list may be fresh in another; what an editor takes off is that one entry.
                Some(Hidden::TooOld | Hidden::Editor) | None => {}
            }
        }
        off
    }

    fn holds(&self, line: &Line) -> bool {
        let like = !line.apart
            && (self.everywhere.contains(&line.alike) || self.of_steward.contains(&(line.steward, line.alike.clone())));
        line.hidden.is_some() || like
    }
}

/// What is known of an entry that is shown, beside what it says.
struct Standing {
    steward: AgencyId,
    verified: bool,
}

impl Standing {
    /// What another entry may say beside this one. A list of the same agency: everything. One of another agency says
    /// nothing where somebody here checked the entry, and never where to call or what to open.
    fn heeds(&self, other: &Line) -> Option<Meeting> {
        let mut said = other.meeting.clone();
        if other.steward != self.steward {
            if self.verified {
                return None;
            }
            said.conference = Conference::default();
            said.url = None;
        }
        Some(said)
    }
}

fn joined(lines: Vec<Line>) -> Shown {
    let off = Off::of(&lines);
    let off_ids: HashSet<MeetingId> = lines.iter().filter(|line| line.hidden.is_some()).map(|line| line.id).collect();
    let mut all = Shown { meetings: Vec::with_capacity(lines.len()), stands_in: HashMap::new() };
    let mut standings: Vec<Standing> = Vec::with_capacity(lines.len());
    let mut at: HashMap<MeetingId, usize> = HashMap::new();
    let mut first: HashMap<String, Vec<(FeedId, usize)>> = HashMap::new();
    let mut by_hand = Vec::new();
    for line in lines {
        if off.holds(&line) {
            continue;
        }
        if let Some(target) = line.same_as {
            if !off_ids.contains(&target) {
                by_hand.push((target, line));
            }
            continue;
        }
        let twin = first.get(&line.alike).filter(|_| !line.apart).and_then(|own| twin(own, &line, &all.meetings));
        if let Some((place, (id, known))) = twin.and_then(|at| Some((at, all.meetings.get_mut(at)?))) {
            all.stands_in.insert(line.id, *id);
            if let Some(said) = standings.get(place).and_then(|own| own.heeds(&line)) {
                known.absorb(said);
            }
            continue;
        }
        let place = all.meetings.len();
        if !line.apart {
            first.entry(line.alike).or_default().push((line.feed, place));
        }
        at.insert(line.id, place);
        standings.push(Standing { steward: line.steward, verified: line.verified });
        all.meetings.push((line.id, line.meeting));
    }
    // Once every meeting has its place: what an editor joined may have come before that which it is.
    for (target, line) in by_hand {
        // That which it is may be a part of another.
        let target = all.stands_in.get(&target).copied().unwrap_or(target);
        let place = at.get(&target).copied();
        match place.and_then(|place| Some((standings.get(place)?, all.meetings.get_mut(place)?))) {
            Some((own, (_, known))) => {
                all.stands_in.insert(line.id, target);
                if let Some(said) = own.heeds(&line) {
                    known.absorb_facts(said);
                }
            }
            None => all.meetings.push((line.id, line.meeting)),
        }
    }
    all
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
        let steward: AgencyId = ids.next();
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
            Line {
                id: ids.next(),
                meeting,
                feed,
                steward,
                alike,
                same_as: None,
                apart: false,
                hidden: None,
                kin,
                verified: false,
            }
        };
        rows.iter().map(line).collect()
    }

    fn days(shown: &Shown) -> Vec<u8> {
        shown.meetings.iter().map(|(_, meeting)| meeting.weekly().map_or(0, |weekly| weekly.days.bits())).collect()
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
        assert_eq!(joined(rows).meetings.len(), 0);
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
        assert_eq!((shown.meetings.len(), days(&shown)), (1, vec![0b10]));
        let mut rows = lines(&[(0, Weekday::Monday, "19:00"), (1, Weekday::Monday, "19:00")]);
        rows[1].apart = true;
        assert_eq!(joined(rows).meetings.len(), 2);
    }

    /// Another agency's list names the first one's meeting, on a further day and with a room of its own.
    fn of_another_agency() -> Vec<Line> {
        let mut rows = lines(&[(0, Weekday::Monday, "19:00"), (1, Weekday::Friday, "19:00")]);
        rows[1].steward = Ids::new(Moment::from_micros(9), [9; 16]).next();
        rows[1].meeting.conference.url = domain::directory::WebAddress::parse("https://example.org/trap");
        rows[1].meeting.url = domain::directory::WebAddress::parse("https://example.org/trap");
        rows
    }

    #[test]
    fn what_an_editor_takes_off_is_that_entry_alone() {
        for hidden in [Hidden::Editor, Hidden::Reported] {
            let mut rows = of_another_agency();
            rows[1].hidden = Some(hidden);
            assert_eq!(days(&joined(rows)), [0b10], "{hidden:?} in another agency's list");
        }
        let mut rows = lines(&[(0, Weekday::Monday, "19:00"), (1, Weekday::Monday, "19:00")]);
        rows[0].hidden = Some(Hidden::Editor);
        assert_eq!(joined(rows).meetings.len(), 1, "a copy taken off leaves the meeting");
        let mut rows = lines(&[(0, Weekday::Monday, "19:00"), (1, Weekday::Monday, "19:00")]);
        rows[0].hidden = Some(Hidden::Reported);
        assert_eq!(joined(rows).meetings.len(), 0, "nobody was there, whichever of the agency's lists says so");
    }

    #[test]
    fn another_agency_adds_days_to_what_nobody_checked_and_never_a_link() {
        let shown = joined(of_another_agency());
        assert_eq!(days(&shown), [0b10_0010]);
        let (_, meeting) = &shown.meetings[0];
        assert_eq!((&meeting.conference.url, &meeting.url), (&None, &None));
        let mut rows = of_another_agency();
        rows[0].verified = true;
        assert_eq!(days(&joined(rows)), [0b10], "what a person checked stays as they checked it");
    }

    #[test]
    fn an_entry_that_is_a_part_of_another_leads_to_it() {
        let mut rows =
            lines(&[(0, Weekday::Monday, "19:00"), (1, Weekday::Monday, "19:00"), (2, Weekday::Monday, "19:30")]);
        let ids: Vec<MeetingId> = rows.iter().map(|line| line.id).collect();
        rows[2].same_as = Some(ids[1]);
        let shown = joined(rows);
        assert_eq!((shown.meetings.len(), shown.stands_in.len()), (1, 2));
        assert!(shown.stands_in.values().all(|into| *into == ids[0]));
    }
}
