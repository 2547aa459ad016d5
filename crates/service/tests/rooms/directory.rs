//! Meetings: how they are listed, and that what is kept of a list is renewed with it, on both engines.

use crate::house::houses;
use access::Fault;
use domain::lang::Lang;
use service::directory::{
    CalendarAsked, CalendarOf, FacetGroup, Has, MeetingQuery, Order, When, calendar, import, meeting_out, meeting_page,
    meetings, meetings_out, statistics_table, table, week, weekdays,
};

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
            week.iter().take(7).map(|(day, _)| *day).collect::<Vec<_>>(),
            (0..7).map(|n| (found.today + n) % 7).collect::<Vec<_>>()
        );
        // Monday evening in Los Angeles is Tuesday afternoon in Auckland. What is over today comes again in a week.
        let held: Vec<u8> = week.iter().filter(|(_, found)| found.count > 0).map(|(day, _)| *day).collect();
        assert!([2, 3].iter().all(|day| held.contains(day)), "{held:?}");
        assert!(held.iter().all(|day| [2, 3].contains(day)), "{held:?}");
        assert!(week.len() == 7 || (week.len() == 8 && held.len() >= 2 && week[7].1.count > 0));
        let all_days: Vec<u8> = weekdays(&house, asked("basalt", None))
            .expect("the days")
            .iter()
            .filter(|(_, found)| found.count > 0)
            .map(|(day, _)| *day)
            .collect();
        assert!(all_days.len() == 2 && all_days.contains(&1) && all_days.contains(&2), "what is kept has every day");
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

/// The same meeting in two lists, on another day in each.
const ONE_LIST: &str = r#"[{"slug":"a","name":"Feldspar","day":1,"time":"19:00","address":"5 Elm St","city":"Cary",
    "group":"Feldspar Group"}]"#;
const OTHER_LIST: &str =
    r#"[{"slug":"b","name":"FELDSPAR","day":3,"time":"19:00","address":"5 Elm St","city":"Cary"}]"#;

fn text(body: Option<std::sync::Arc<[u8]>>) -> String {
    String::from_utf8(body.expect("a body").to_vec()).expect("UTF-8")
}

#[test]
fn the_page_of_a_meeting_of_two_lists_says_what_both_say_and_the_other_entry_leads_there() {
    for house in houses() {
        import(&house, "james-river", "Second list", OTHER_LIST.as_bytes()).expect("imported");
        let other = meetings(&house, asked("feldspar", None)).expect("a search").lines[0].id;
        import(&house, "james-river", "One list", ONE_LIST.as_bytes()).expect("imported");
        let found = meetings(&house, asked("feldspar", None)).expect("a search");
        assert_eq!((found.count, found.lines[0].id), (1, other));
        let page = meeting_page(&house, other, "").expect("a page");
        let said = words::words().schedule(Lang::En, &page.meeting.schedule);
        assert_eq!(said, "Mondays and Wednesdays, 7:00 pm", "as the list says");
        assert_eq!((page.stands_in, page.meeting.group.is_some()), (None, true));
        // The entry that is a part of it is known by the desk alone: its old address leads to the whole.
        let ned = service::people::sign_in(&house, "ned", "walk-beside-me-24", "here").expect("a sign-in").session;
        let kin = service::directory::entry(&house, &ned, other).expect("an entry").kin;
        let part = kin.first().expect("the other list's entry").id;
        assert_eq!(meeting_page(&house, part, "").expect("a page").stands_in, Some(other));
        assert_eq!(meeting_out(&house, part).expect("for programs").id, other);
        let which = CalendarOf::Meeting(part);
        let asked = CalendarAsked { which, lang: Lang::En, base: "https://x".into(), address: "https://x/c".into() };
        let made = calendar(&house, &asked, &Has::default()).expect("a calendar");
        assert!(text(made.body).contains(&format!("UID:{other}\r\n")), "its calendar is that of the whole");
    }
}

#[test]
fn a_file_near_a_place_that_nobody_knows_is_empty() {
    for house in houses() {
        import(&house, "james-river", "Two", TWO.as_bytes()).expect("imported");
        let near = |near: &str| {
            let query = MeetingQuery { near: near.into(), ..MeetingQuery::default() };
            let made = table(&house, &query, "https://x", &Has::default()).expect("a table");
            text(made.body).lines().count()
        };
        assert_eq!((near("Atlantis"), near("33130")), (1, 2), "the head of the table, and what is near");
    }
}

#[test]
fn a_file_is_not_made_for_who_has_it_and_is_another_when_its_list_changes() {
    for house in houses() {
        import(&house, "james-river", "Two", TWO.as_bytes()).expect("imported");
        let base = "https://x";
        let query = MeetingQuery { text: "basalt".into(), ..MeetingQuery::default() };
        for query in [query, MeetingQuery::default()] {
            let first = table(&house, &query, base, &Has::default()).expect("a table");
            let has = Has(vec![first.version.clone()]);
            let again = table(&house, &query, base, &has).expect("a table");
            assert!(first.body.is_some() && again.body.is_none() && again.version == first.version);
        }
        let numbers = statistics_table(&house, &Has::default()).expect("numbers");
        let has = Has(vec![numbers.version]);
        assert!(statistics_table(&house, &has).expect("numbers").body.is_none());
        import(&house, "james-river", "Three", ONE_LIST.as_bytes()).expect("imported");
        let now = statistics_table(&house, &has).expect("numbers");
        let rows = text(now.body);
        assert!(rows.contains("starts_by_hour,Cary,,,,19,,"), "hours of each place: {rows}");
    }
}

#[test]
fn reading_on_through_a_search_gives_each_once() {
    for house in houses() {
        import(&house, "james-river", "Test list", &list("Zebrawood", 23)).expect("imported");
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let part = meetings_out(&house, asked("zebrawood", None), Order::After(after), 5).expect("a part");
            assert_eq!(part.count, 23);
            seen.extend(part.meetings.iter().map(|one| one.id));
            after = seen.last().copied();
            if !part.more {
                break;
            }
        }
        assert!(seen.is_sorted() && seen.len() == 23, "{}", seen.len());
    }
}

#[test]
fn kinds_and_publishers_are_found_by_their_names() {
    for house in houses() {
        let rows = r#"[{"slug":"x","name":"Olivine","day":1,"time":"19:00","address":"5 Elm St","city":"Cary",
            "types":["W","B"],"entity":"Serpentine Intergroup"}]"#;
        import(&house, "james-river", "Kinds", rows.as_bytes()).expect("imported");
        for text in ["olivine women", "olivine mujeres", "olivine big book", "serpentine", "womne olivine"] {
            assert_eq!(meetings(&house, asked(text, None)).expect("a search").count, 1, "{text}");
        }
        assert_eq!(meetings(&house, asked("olivine men", None)).expect("a search").count, 0);
    }
}
