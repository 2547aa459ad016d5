//! Searching many meetings: what is found is right, and few are looked at. Counts are asserted, never times.

#![expect(clippy::expect_used, reason = "this is how a test ends")]

use domain::directory::{
    Days, Facet, FacetGroup, Facets, Finder, Gazetteer, Meeting, MeetingIndex, MeetingType, Point, Schedule, Slug,
    Weekly,
};
use domain::text::Line;
use domain::time::{Moment, Weekday, zone};

const WORDS: [&str; 24] = [
    "serenity",
    "hope",
    "candle",
    "lantern",
    "river",
    "harbor",
    "bridge",
    "morning",
    "sunrise",
    "courage",
    "gratitude",
    "welcome",
    "steps",
    "journey",
    "porch",
    "kitchen",
    "unity",
    "freedom",
    "horizon",
    "anchor",
    "meadow",
    "compass",
    "beacon",
    "willow",
];

/// So many meetings on all days, over an area of some hundred miles, each with a word of its own.
fn meetings(count: usize) -> Vec<Meeting> {
    let zones = ["America/New_York", "America/Chicago"].map(|name| zone(name).expect("a zone"));
    let one = |n: usize| {
        let word = |step: usize| WORDS[(n / step + n) % WORDS.len()];
        let own: String = (0..6).map(|at| char::from(b'a' + (n.wrapping_mul(7919) >> (at * 3) & 7) as u8)).collect();
        let name = format!("{} {} {own}", word(1), word(7));
        let schedule = Schedule::Weekly(Weekly {
            days: Days::from_bits(1 << (n % 7)),
            start: format!("{:02}:{:02}", 6 + n % 16, (n / 16 % 4) * 15).parse().expect("a time"),
            end: None,
            zone: zones[n % 50 / 49].clone(),
        });
        let mut meeting = Meeting::new(Line::parse(&name).expect("a name"), Slug::make(&format!("m-{n}")), schedule);
        meeting.place.address = Some(Line::parse("1 Main St").expect("a line"));
        meeting.place.point = Point::new(36.5 + (n % 200) as f64 / 100.0, -79.0 + (n / 200 % 200) as f64 / 100.0).ok();
        meeting.types = MeetingType::parse(["W", "M", "Y", "S", "QQ"][n % 5]).into_iter().collect();
        meeting
    };
    (0..count).map(one).collect()
}

fn facets() -> Facets {
    let codes = vec![MeetingType::parse("W").expect("a code")];
    let women = Facet { key: "women".into(), group: FacetGroup::People, codes, words: Vec::new(), unless: Vec::new() };
    Facets::new([women]).expect("one")
}

fn at(text: &str) -> Moment {
    text.parse::<jiff::Timestamp>().expect("a timestamp").into()
}

fn index(count: usize) -> MeetingIndex {
    MeetingIndex::with(meetings(count), &facets(), &Gazetteer::default())
}

#[test]
fn of_twenty_thousand_few_are_looked_at() {
    let index = index(20_000);
    let timeline = index.timeline(at("2026-11-23T13:00:00Z"));
    let text = Finder { text: "gratitdue harbr".into(), ..Finder::default() };
    let found = index.search(&text, &timeline, 0..25);
    assert!(found.count > 0 && found.found.len() == found.count.min(25));
    assert!(found.looked_at <= found.count, "{} looked at for {}", found.looked_at, found.count);
    assert!(found.compared < 500, "{} words compared", found.compared);

    let friday = Finder { days: Days::only(Weekday::Friday), ..Finder::default() };
    let found = index.search(&friday, &timeline, 0..25);
    assert_eq!((found.looked_at, found.compared), (found.count, 0), "those of one day and no other");

    let all = index.search(&Finder::default(), &timeline, 50..75);
    assert_eq!((all.count, all.found.len(), all.looked_at), (20_000, 25, 20_000));
}

#[test]
fn a_part_of_the_list_is_the_part_of_the_whole() {
    let index = index(800);
    let now = at("2026-11-23T13:10:00Z");
    let finder = Finder {
        near: Point::new(37.5, -78.5).ok(),
        within_miles: Some(40.0),
        facets: index.facets().set(["women"]),
        ..Finder::default()
    };
    let whole = index.find(&finder, now);
    assert!(whole.len() > 30, "{}", whole.len());
    assert!(whole.iter().all(|found| found.miles.is_some_and(|miles| miles <= 40.0) && found.meeting.has_type("W")));
    let timeline = index.timeline(now);
    for from in [0, 7, 25] {
        let part = index.search(&finder, &timeline, from..from + 10);
        assert_eq!(part.found, whole[from..from + 10]);
        assert_eq!(part.count, whole.len());
    }
    assert!(index.search(&finder, &timeline, 5_000..5_025).found.is_empty());
}

#[test]
fn now_is_what_runs_and_what_starts_within_the_window() {
    let index = index(2_000);
    let now = at("2026-11-23T13:10:00Z");
    let window = Some((now, now.plus_seconds(3_600)));
    let found = index.find(&Finder { window, ..Finder::default() }, now);
    assert!(!found.is_empty());
    for one in &found {
        let (runs, next) = (one.running.is_some(), one.next.as_ref().map(|next| next.timestamp().as_second()));
        let from = now.timestamp().as_second();
        assert!(runs || next.is_some_and(|next| (from..from + 3_600).contains(&next)), "{one:?}");
    }
    let starts: Vec<_> = found
        .iter()
        .filter_map(|one| {
            one.running.as_ref().map(|run| run.start.timestamp()).or(one.next.as_ref().map(|n| n.timestamp()))
        })
        .collect();
    assert!(starts.is_sorted(), "what has begun stands before what will");
    let by_hand = index
        .meetings()
        .filter(|meeting| {
            let next = meeting.next_start(now).map(|next| next.timestamp().as_second() - now.timestamp().as_second());
            meeting.running(now).is_some() || next.is_some_and(|seconds| seconds < 3_600)
        })
        .count();
    assert_eq!(found.len(), by_hand);
    // Tomorrow holds nothing that runs today.
    let tomorrow = (at("2026-11-24T05:00:00Z"), at("2026-11-25T05:00:00Z"));
    let found = index.find(&Finder { window: Some(tomorrow), ..Finder::default() }, now);
    assert!(!found.is_empty() && found.iter().all(|one| one.running.is_none()));
}

#[test]
fn the_hours_of_the_week_move_with_the_clocks() {
    // New York goes forward on 2026-03-08 and back on 2026-11-01: what starts at seven starts at seven.
    let index = index(700);
    for now in ["2026-03-07T18:00:00Z", "2026-03-08T06:30:00Z", "2026-10-31T18:00:00Z", "2026-11-01T05:30:00Z"] {
        let now = at(now);
        for found in index.find(&Finder::default(), now) {
            let weekly = found.meeting.weekly().expect("a weekly meeting");
            let next = found.next.as_ref().expect("a start");
            assert_eq!(next.time(), weekly.start);
            assert_eq!(Some(next.clone()), found.meeting.next_start(now));
        }
    }
}

#[test]
fn a_town_without_a_point_or_a_code_lies_where_its_town_lies() {
    let line = |text: &str| Line::parse(text).ok();
    let places = Gazetteer::parse("23220\t37.549\t-77.461\tRichmond\tVA\n94801\t37.940\t-122.362\tRichmond\tCA\n");
    let mut told = meetings(2);
    for meeting in &mut told {
        (meeting.place.point, meeting.place.city) = (None, line("Richmond"));
    }
    told[0].place.state = line("Virginia");
    let index = MeetingIndex::with(told, &facets(), &places.expect("a gazetteer"));
    let (point, roughly) = index.point(0).expect("a point");
    assert!(roughly && (point.longitude() + 77.461).abs() < 0.01, "{point:?}");
    assert_eq!(index.point(1), None, "there is more than one Richmond");
}

#[test]
fn by_the_hour_the_soonest_comes_first_however_far() {
    let index = index(800);
    let now = at("2026-11-23T13:10:00Z");
    let near = Finder { near: Point::new(37.5, -78.5).ok(), within_miles: Some(60.0), ..Finder::default() };
    let starts = |finder: &Finder| -> Vec<i64> {
        let start = |one: &domain::directory::Found<'_>| {
            let run = one.running.as_ref().map(|run| run.start.timestamp().as_second());
            run.or(one.next.as_ref().map(|next| next.timestamp().as_second())).expect("a start")
        };
        index.find(finder, now).iter().map(start).collect()
    };
    assert!(!starts(&near).is_sorted(), "else this shows nothing");
    assert!(starts(&Finder { by_hour: true, ..near.clone() }).is_sorted());
    let timeline = index.timeline(now);
    let mut places = index.places(&near, &timeline);
    places.sort_unstable();
    let mut found: Vec<usize> = index.find(&near, now).iter().map(|one| one.index).collect();
    found.sort_unstable();
    assert_eq!(places, found);
}
