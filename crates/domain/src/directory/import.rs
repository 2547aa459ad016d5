//! Joining a list that somebody publishes with what we hold of it.
//!
//! How rows are counted, so that the numbers add up:
//! `read = added + changed + merged + refused`. A row is *merged* when it
//! brings nothing new: it says what we hold already, or repeats another row of
//! the same list. Meetings that the list no longer names are *gone*; they were
//! not read, so they stand outside the sum.

use super::{Meeting, Slug, Stir};
use crate::id::MeetingId;
use std::collections::{HashMap, HashSet};

/// What a list asks us to change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// Meetings that are new.
    pub added: Vec<Meeting>,
    /// Meetings that we hold and that say something else now.
    pub changed: Vec<(MeetingId, Meeting)>,
    /// Meetings that we hold and that say the same.
    pub unchanged: Vec<MeetingId>,
    /// Those among them of which the list says a trifle otherwise: when it was written, who publishes it.
    pub touched: Vec<(MeetingId, Meeting)>,
    /// Rows that repeated another row of the list.
    pub repeated: usize,
    /// Meetings that we hold and that the list no longer names.
    pub gone: Vec<MeetingId>,
}

impl Changes {
    /// Rows that brought nothing new.
    pub fn merged(&self) -> usize {
        self.unchanged.len() + self.repeated
    }

    /// How much it would change of what we hold.
    pub fn stir(&self, held: &[(MeetingId, Meeting)]) -> Stir {
        let before: HashMap<MeetingId, &Meeting> = held.iter().map(|(id, meeting)| (*id, meeting)).collect();
        let renamed = |(id, now): &&(MeetingId, Meeting)| before.get(id).is_some_and(|was| was.slug != now.slug);
        // Another id alone is no other meeting.
        let otherwise = |(id, now): &&(MeetingId, Meeting)| {
            before.get(id).is_none_or(|was| {
                let as_named = Meeting { slug: was.slug.clone(), ..now.clone() };
                !as_named.says_the_same(was)
            })
        };
        Stir {
            held: held.len(),
            gone: self.gone.len(),
            renamed: self.changed.iter().filter(renamed).count(),
            added: self.added.len(),
            changed: self.changed.iter().filter(otherwise).count(),
        }
    }
}

/// Compares a list with what we hold of it.
///
/// A meeting we hold is the one in the list that has its slug and speaks of the
/// same occasion, else the one that speaks of the same occasion, else the one
/// that has its slug. `refused` are slugs of rows that could not be used:
/// those meetings are still in the list, so they are not gone.
pub fn compare(held: &[(MeetingId, Meeting)], list: Vec<Meeting>, refused: &[Slug]) -> Changes {
    let (list, repeated) = gather(list);
    let mut changes = Changes { repeated, ..Changes::default() };
    let partners = pair(held, &list);
    let mut kept = HashSet::new();
    for (meeting, partner) in list.into_iter().zip(partners) {
        match partner.and_then(|at| held.get(at)) {
            None => changes.added.push(meeting),
            Some((id, before)) => {
                kept.insert(*id);
                if !meeting.says_the_same(before) {
                    changes.changed.push((*id, meeting));
                    continue;
                }
                changes.unchanged.push(*id);
                if *before != meeting {
                    changes.touched.push((*id, meeting));
                }
            }
        }
    }
    let refused: HashSet<&Slug> = refused.iter().collect();
    let gone = held.iter().filter(|(id, meeting)| !kept.contains(id) && !refused.contains(&meeting.slug));
    changes.gone = gone.map(|(id, _)| *id).collect();
    changes
}

/// For each meeting of the list the place of its partner among those we hold.
fn pair(held: &[(MeetingId, Meeting)], list: &[Meeting]) -> Vec<Option<usize>> {
    let by_both = |meeting: &Meeting| format!("{}|{}", meeting.slug, meeting.occasion());
    let by_slug = |meeting: &Meeting| meeting.slug.to_string();
    let ways: [&dyn Fn(&Meeting) -> String; 3] = [&by_both, &Meeting::occasion, &by_slug];
    let mut partners = vec![None; list.len()];
    let mut taken = HashSet::new();
    for key in ways {
        let mut free: HashMap<String, usize> = HashMap::new();
        for (at, (_, meeting)) in held.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            free.entry(key(meeting)).or_insert(at);
        }
        for (partner, meeting) in partners.iter_mut().zip(list).filter(|(partner, _)| partner.is_none()) {
            if let Some(at) = free.remove(&key(meeting)) {
                taken.insert(at);
                *partner = Some(at);
            }
        }
    }
    partners
}

/// Joins rows that speak of one meeting, gives every meeting a slug of its own,
/// and says how many rows were joined into others.
///
/// Rows of the same occasion are one meeting, and so are rows with one slug
/// that differ in nothing but the day: some lists write a row for each day.
/// Other rows with a slug that is taken get day and time at its end.
pub fn gather(list: Vec<Meeting>) -> (Vec<Meeting>, usize) {
    let rows = list.len();
    let mut whole: Vec<Meeting> = Vec::with_capacity(rows);
    let mut occasions: HashMap<String, usize> = HashMap::with_capacity(rows);
    let mut series: HashMap<String, usize> = HashMap::with_capacity(rows);
    for meeting in list {
        let occasion = meeting.occasion();
        let in_series = format!("{}|{}", meeting.slug, meeting.occasion_on_any_day());
        let twin = occasions.get(&occasion).or_else(|| series.get(&in_series)).copied();
        if let Some(first) = twin.and_then(|at| whole.get_mut(at)) {
            first.absorb(meeting);
            continue;
        }
        occasions.insert(occasion, whole.len());
        series.insert(in_series, whole.len());
        whole.push(meeting);
    }
    let joined = rows - whole.len();
    part_slugs(&mut whole);
    (whole, joined)
}

/// Gives each meeting a slug that no other has; the first of several keeps it.
pub fn part_slugs(meetings: &mut [Meeting]) {
    let mut used: HashSet<Slug> = HashSet::with_capacity(meetings.len());
    // Slugs that came with a row are not given to another.
    let given: HashSet<Slug> = meetings.iter().map(|meeting| meeting.slug.clone()).collect();
    // Of so many numbers one is free, and none that was passed over is tried again for the same slug.
    let most = meetings.len() + given.len() + 1;
    let mut next: HashMap<Slug, usize> = HashMap::new();
    for meeting in meetings {
        if used.insert(meeting.slug.clone()) {
            continue;
        }
        let free = |slug: &Slug| !used.contains(slug) && !given.contains(slug);
        let tail = meeting.weekly().map(|weekly| {
            let days: Vec<&str> = weekly.days.iter().filter_map(|day| super::Days::english(day).get(..3)).collect();
            format!("{}-{}", days.join("-"), weekly.start.strftime("%H%M"))
        });
        let by_time = tail.map(|tail| meeting.slug.with_tail(&tail)).filter(&free);
        let slug = by_time.or_else(|| {
            let number = next.entry(meeting.slug.clone()).or_insert(1);
            let numbered = |number| meeting.slug.with_tail(&usize::to_string(&number));
            (*number + 1..=most).inspect(|tried| *number = *tried).map(numbered).find(&free)
        });
        if let Some(slug) = slug {
            used.insert(slug.clone());
            meeting.slug = slug;
        }
    }
}

impl Meeting {
    /// Takes from a row of the same meeting what this one does not say.
    pub fn absorb(&mut self, other: Self) {
        if let (super::Schedule::Weekly(own), super::Schedule::Weekly(more)) = (&mut self.schedule, &other.schedule) {
            own.days = own.days.union(more.days);
            own.end = own.end.or(more.end);
        }
        self.absorb_facts(other);
    }

    /// Takes what this one does not say, and leaves when it is held as it is.
    pub fn absorb_facts(&mut self, other: Self) {
        self.types.extend(other.types);
        self.types.sort();
        self.types.dedup();
        let fill = |own: &mut crate::text::Prose, more: crate::text::Prose| {
            if own.is_empty() {
                *own = more;
            }
        };
        fill(&mut self.notes, other.notes);
        fill(&mut self.group_notes, other.group_notes);
        fill(&mut self.place.notes, other.place.notes);
        fill(&mut self.conference.url_notes, other.conference.url_notes);
        fill(&mut self.conference.phone_notes, other.conference.phone_notes);
        self.group = self.group.take().or(other.group);
        self.url = self.url.take().or(other.url);
        self.conference.url = self.conference.url.take().or(other.conference.url);
        self.conference.phone = self.conference.phone.take().or(other.conference.phone);
        self.place.name = self.place.name.take().or(other.place.name);
        self.place.point = self.place.point.or(other.place.point);
        self.updated = self.updated.max(other.updated);
        self.pathway = self.pathway.or(other.pathway);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Days, MeetingType, Schedule, Weekly};
    use super::*;
    use crate::id::Ids;
    use crate::text::{Line, Prose};
    use crate::time::{Moment, TimeZone, Weekday};

    fn meeting(slug: &str, name: &str, day: Weekday, start: &str) -> Meeting {
        let schedule = Schedule::Weekly(Weekly {
            days: Days::only(day),
            start: start.parse().expect("a time"),
            end: None,
            zone: TimeZone::UTC,
        });
        let mut meeting = Meeting::new(Line::parse(name).expect("a name"), Slug::make(slug), schedule);
        meeting.place.address = Line::parse("1 Main St").ok();
        meeting
    }

    fn held(meetings: Vec<Meeting>) -> Vec<(MeetingId, Meeting)> {
        let mut ids = Ids::new(Moment::from_micros(0), [3; 16]);
        meetings.into_iter().map(|meeting| (ids.next(), meeting)).collect()
    }

    fn list() -> Vec<Meeting> {
        vec![
            meeting("hope", "Hope", Weekday::Monday, "19:00"),
            meeting("faith", "Faith", Weekday::Tuesday, "19:00"),
            meeting("noon", "Noon", Weekday::Friday, "12:00"),
        ]
    }

    #[test]
    fn the_first_import_adds_and_the_second_merges() {
        let first = compare(&[], list(), &[]);
        assert_eq!((first.added.len(), first.merged()), (3, 0));
        let second = compare(&held(first.added), list(), &[]);
        assert_eq!((second.added.len(), second.changed.len(), second.merged(), second.gone.len()), (0, 0, 3, 0));
    }

    #[test]
    fn a_meeting_is_known_again_by_slug_or_by_occasion() {
        let before = held(list());
        let mut moved = list();
        moved[0].schedule = meeting("hope", "Hope", Weekday::Sunday, "18:00").schedule;
        moved[1].slug = Slug::make("faith-renamed");
        let changes = compare(&before, moved, &[]);
        let ids: Vec<MeetingId> = changes.changed.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, [before[0].0, before[1].0]);
        assert_eq!((changes.unchanged.len(), changes.added.len(), changes.gone.len()), (1, 0, 0));
    }

    #[test]
    fn what_the_list_no_longer_names_is_gone_unless_its_row_was_refused() {
        let before = held(list());
        let changes = compare(&before, vec![list().remove(0)], &[Slug::make("noon")]);
        assert_eq!(changes.gone, [before[1].0]);
    }

    #[test]
    fn how_much_a_list_would_change_is_counted() {
        let before = held(list());
        let mut renamed = list();
        renamed[0].slug = Slug::make("hope-2");
        renamed.truncate(2);
        let stir = compare(&before, renamed, &[]).stir(&before);
        assert_eq!(stir, Stir { held: 3, gone: 1, renamed: 1, added: 0, changed: 0 });
        let mut other = list();
        other[0].notes = Prose::parse("Ring the bell").expect("notes");
        other.push(meeting("new", "New", Weekday::Saturday, "10:00"));
        let stir = compare(&before, other, &[]).stir(&before);
        assert_eq!(stir, Stir { held: 3, gone: 0, renamed: 0, added: 1, changed: 1 });
    }

    #[test]
    fn a_trifle_is_written_down_and_counts_as_nothing_new() {
        let mut later = list();
        later[0].updated = Some(Moment::from_micros(9_000_000));
        let changes = compare(&held(list()), later, &[]);
        assert_eq!((changes.changed.len(), changes.merged(), changes.touched.len()), (0, 3, 1));
    }

    #[test]
    fn any_number_of_meetings_with_one_slug_are_parted() {
        let row = |n: usize| meeting("group", &format!("Group {n}"), Weekday::Tuesday, "19:00");
        let (whole, _) = gather((0..5).map(row).collect());
        let slugs: HashSet<&str> = whole.iter().map(|meeting| meeting.slug.as_str()).collect();
        assert_eq!(slugs.len(), 5, "{slugs:?}");
        let (whole, _) = gather((0..20_000).map(row).collect());
        let slugs: HashSet<&str> = whole.iter().map(|meeting| meeting.slug.as_str()).collect();
        assert_eq!(slugs.len(), 20_000, "and fast");
    }

    #[test]
    fn rows_of_one_occasion_become_one_meeting_with_what_both_say() {
        let mut twin = meeting("other-slug", "HOPE", Weekday::Monday, "19:00");
        twin.types = vec![MeetingType::PLACE_CLOSED];
        twin.notes = Prose::parse("Ring the bell").expect("notes");
        let (whole, joined) = gather(vec![list().remove(0), twin]);
        assert_eq!((whole.len(), joined), (1, 1));
        assert_eq!(whole[0].slug.as_str(), "hope");
        assert_eq!(whole[0].notes.as_str(), "Ring the bell");
        assert!(whole[0].has_type("TC"));
    }

    #[test]
    fn a_row_for_each_day_is_one_meeting_on_several_days() {
        let days = [Weekday::Monday, Weekday::Wednesday, Weekday::Friday];
        let rows: Vec<Meeting> = days.iter().map(|day| meeting("daily", "Daily", *day, "07:00")).collect();
        let (whole, joined) = gather(rows.clone());
        assert_eq!((whole.len(), joined), (1, 2));
        assert_eq!(whole[0].weekly().map(|weekly| weekly.days), Some(days.into_iter().collect()));
        let again = compare(&held(whole), rows, &[]);
        assert_eq!((again.unchanged.len(), again.repeated), (1, 2), "the second import brings nothing new");
    }

    #[test]
    fn different_meetings_never_share_a_slug() {
        let rows = vec![
            meeting("group", "Hope", Weekday::Monday, "19:00"),
            meeting("group", "Faith", Weekday::Tuesday, "19:00"),
            meeting("group", "Charity", Weekday::Tuesday, "19:00"),
            meeting("group-tue-1900", "Truth", Weekday::Friday, "06:00"),
        ];
        let (whole, _) = gather(rows);
        let slugs: Vec<&str> = whole.iter().map(|meeting| meeting.slug.as_str()).collect();
        assert_eq!(slugs, ["group", "group-2", "group-3", "group-tue-1900"]);
    }

    #[test]
    fn the_rows_of_a_list_add_up() {
        let mut rows = list();
        rows.extend(list());
        rows.push(meeting("new", "New", Weekday::Saturday, "10:00"));
        rows[1].notes = Prose::parse("Changed").expect("notes");
        let read = rows.len();
        let changes = compare(&held(list()), rows, &[]);
        assert_eq!(read, changes.added.len() + changes.changed.len() + changes.merged());
        assert_eq!((changes.added.len(), changes.changed.len(), changes.merged()), (1, 1, 5));
    }
}
