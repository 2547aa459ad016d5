//! Meetings: how they are listed, and that what is kept of a list is renewed with it, on both engines.

use crate::house::houses;
use access::Fault;
use domain::lang::Lang;
use service::directory::{FacetGroup, MeetingQuery, When, import, meeting_page, meetings, week};

/// So many meetings, each on Monday and Wednesday evening.
fn list(name: &str, count: usize) -> Vec<u8> {
    let rows: Vec<String> = (0..count)
        .map(|n| {
            format!(
                r#"{{"slug":"{name}-{n}","name":"{name} {n}","day":[1,3],"time":"19:{:02}","address":"{n} Oak St",
                    "city":"Cary"}}"#,
                n % 60
            )
        })
        .collect();
    format!("[{}]", rows.join(",")).into_bytes()
}

fn asked(text: &str, most: Option<usize>) -> MeetingQuery {
    MeetingQuery { text: text.into(), most, ..MeetingQuery::default() }
}

#[test]
fn a_meeting_on_two_days_says_both() {
    for house in houses() {
        import(&house, "james-river", "Test list", &list("Zebrawood", 1)).expect("imported");
        let found = meetings(&house, asked("zebrawood", None)).expect("a search");
        let said = words::words().schedule(Lang::En, &found.lines[0].schedule);
        assert_eq!(said, "Mondays and Wednesdays, 7:00 pm");
    }
}

#[test]
fn a_long_list_is_shown_in_part_and_counted_whole() {
    for house in houses() {
        import(&house, "james-river", "Test list", &list("Zebrawood", 40)).expect("imported");
        let found = meetings(&house, asked("zebrawood", Some(25))).expect("a search");
        assert_eq!((found.lines.len(), found.count), (25, 40));
        let next: Vec<_> = found.lines.iter().map(|line| line.next).collect();
        assert!(next.is_sorted(), "the soonest first");
    }
}

#[test]
fn what_is_kept_of_a_list_is_renewed_when_it_is_read_again() {
    for house in houses() {
        let count = |text: &str| meetings(&house, asked(text, None)).expect("a search").count;
        assert_eq!(count("zebrawood"), 0);
        import(&house, "james-river", "Test list", &list("Zebrawood", 3)).expect("imported");
        assert_eq!((count("zebrawood"), count("zebrawood")), (3, 3));
        import(&house, "james-river", "Test list", &list("Zebrawood", 4)).expect("imported again");
        assert_eq!(count("zebrawood"), 4);
        import(&house, "james-river", "Second list", &list("Quartzite", 2)).expect("imported");
        assert_eq!((count("zebrawood"), count("quartzite")), (4, 2));
    }
}

/// A list of two: one with a postal code and no point, one online in another zone.
const TWO: &str = r#"[
    {"slug":"quartz","name":"Quartzite","day":2,"time":"19:00","address":"1 Oak St","city":"Miami","postal_code":"33130",
     "types":["W","QQ"]},
    {"slug":"basalt","name":"Basalt","day":[1,2],"time":"20:00","timezone":"America/Los_Angeles",
     "conference_url":"https://meet.example.org/basalt","types":["S","A"]}
]"#;

#[test]
fn a_meeting_without_a_point_lies_in_its_postal_code_and_distance_is_told() {
    for house in houses() {
        import(&house, "james-river", "Two", TWO.as_bytes()).expect("imported");
        let near = |near: &str, miles| {
            let query = MeetingQuery { text: "quartzite".into(), near: near.into(), miles, ..MeetingQuery::default() };
            meetings(&house, query).expect("a search")
        };
        let found = near("33101", None);
        let line = found.lines.first().expect("the meeting");
        assert!(line.roughly && line.miles.is_some_and(|miles| miles < 5.0), "{:?}", line.miles);
        assert_eq!(near("23220", Some(100)).count, 0);
        let unknown = near("Atlantis", None);
        assert_eq!((unknown.count, unknown.place_known), (1, false), "an unknown place hides nothing");
        assert_eq!(near("Miami, FL", None).place.map(|(name, _)| name).as_deref(), Some("Miami, FL"));
    }
}

#[test]
fn filters_are_those_of_the_content_and_one_nobody_knows_does_not_matter() {
    for house in houses() {
        import(&house, "james-river", "Two", TWO.as_bytes()).expect("imported");
        let count = |filters: &[&str], text: &str| {
            let filters = filters.iter().map(|key| (*key).to_owned()).collect();
            meetings(&house, MeetingQuery { filters, text: text.into(), ..MeetingQuery::default() })
                .expect("a search")
                .count
        };
        assert_eq!((count(&["women"], "quartzite"), count(&["spanish"], "quartzite")), (1, 0));
        assert_eq!((count(&["spanish", "secular"], "basalt"), count(&["english"], "basalt")), (1, 0));
        assert_eq!(count(&["women", "of the moon"], "quartzite"), 1);
    }
}

#[test]
fn the_week_begins_with_today_where_the_visitor_is() {
    for house in houses() {
        import(&house, "james-river", "Two", TWO.as_bytes()).expect("imported");
        let query = MeetingQuery { text: "basalt".into(), zone: "Pacific/Auckland".into(), ..MeetingQuery::default() };
        let found = meetings(&house, query.clone()).expect("a search");
        assert_eq!(found.zone, "Pacific/Auckland");
        assert!(found.lines[0].there.is_some(), "another clock shows another time");
        let week = week(&house, query).expect("a week");
        assert_eq!(
            week.iter().map(|(day, _)| *day).collect::<Vec<_>>(),
            (0..7).map(|n| (found.today + n) % 7).collect::<Vec<_>>()
        );
        let held: Vec<u8> = week.iter().filter(|(_, found)| found.count > 0).map(|(day, _)| *day).collect();
        assert!(held.len() == 2 && held.contains(&1) && held.contains(&2), "{held:?}");
        let now = MeetingQuery { when: When::Now, ..MeetingQuery::default() };
        let all = meetings(&house, MeetingQuery::default()).expect("a search").count;
        assert!(meetings(&house, now).expect("a search").count <= all);
    }
}

#[test]
fn the_page_of_a_meeting_stays_when_its_list_drops_it() {
    for house in houses() {
        import(&house, "james-river", "Two", TWO.as_bytes()).expect("imported");
        let found =
            meetings(&house, MeetingQuery { text: "basalt".into(), ..MeetingQuery::default() }).expect("a search");
        let id = found.lines[0].id;
        let page = meeting_page(&house, id, "").expect("a page");
        assert_eq!((page.meeting.name.as_str(), page.gone, page.list.as_str()), ("Basalt", false, "Two"));
        assert!(page.stood.is_some_and(|stood| stood.zone == "America/Los_Angeles"));
        assert!(page.filters.iter().any(|(group, key, _)| *group == FacetGroup::Language && key == "spanish"));
        let rest = TWO.replacen("basalt", "other", 1).replace("Basalt", "Other");
        import(&house, "james-river", "Two", rest.as_bytes()).expect("imported again");
        let page = meeting_page(&house, id, "").expect("a page still");
        assert!(page.gone && page.stood.is_none() && page.point.is_none());
        assert_eq!(
            meeting_page(&house, "00000000000070008000000000000000".parse().expect("an id"), "").err(),
            Some(Fault::Absent)
        );
    }
}
