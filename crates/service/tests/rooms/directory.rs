//! Meetings: how they are listed, and that what is kept of a list is renewed with it, on both engines.

use crate::house::houses;
use domain::lang::Lang;
use service::directory::{MeetingQuery, import, meetings};

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
