//! A meeting as structured data for search engines: schema.org `Event` as JSON-LD.

use crate::directory::ld;
use domain::directory::{Attendance, Meeting, Schedule};
use serde_json::{Value, json};

/// The data, safe to stand in a page. `starts` is when it starts next, as a moment with its offset.
pub fn of(meeting: &Meeting, address: &str, starts: Option<&str>) -> String {
    ld::block(event(meeting, address, starts))
}

fn event(meeting: &Meeting, address: &str, starts: Option<&str>) -> Value {
    let place = &meeting.place;
    let way = meeting.attendance();
    let mode = match way {
        Attendance::Online | Attendance::Phone => "OnlineEventAttendanceMode",
        Attendance::Hybrid => "MixedEventAttendanceMode",
        _ => "OfflineEventAttendanceMode",
    };
    let line = |line: &Option<domain::text::Line>| line.as_ref().map(ToString::to_string);
    let mut spots = Vec::new();
    // One that is paused had its place, and one that does not say how says where, if anything.
    let somewhere = place.name.is_some() || place.address.is_some() || place.city.is_some();
    if somewhere && !matches!(way, Attendance::Online | Attendance::Phone) {
        spots.push(ld::place(place));
    }
    if let Some(url) = &meeting.conference.url {
        spots.push(json!({ "@type": "VirtualLocation", "url": url.to_string() }));
    } else if way == Attendance::Phone {
        // A search engine opens addresses of the web alone: the page has the number.
        spots.push(json!({ "@type": "VirtualLocation", "url": address }));
    }
    let status = if way == Attendance::Paused { "EventPostponed" } else { "EventScheduled" };
    let mut event = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": meeting.name.to_string(),
        "url": address,
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "eventStatus": format!("https://schema.org/{status}"),
        "startDate": starts,
        "isAccessibleForFree": true,
        "location": spots,
    });
    if let (Schedule::Weekly(weekly), Some(fields)) = (&meeting.schedule, event.as_object_mut()) {
        let schedule = json!({
            "@type": "Schedule",
            "byDay": weekly.days.iter().map(ld::day).collect::<Vec<_>>(),
            "startTime": weekly.start.strftime("%H:%M:%S").to_string(),
            "endTime": weekly.end.map(|end| end.strftime("%H:%M:%S").to_string()),
            "repeatFrequency": "P1W",
            "scheduleTimezone": weekly.zone.iana_name(),
        });
        fields.insert("eventSchedule".into(), schedule);
    }
    if let (Some(name), Some(fields)) = (line(&meeting.entity.name), event.as_object_mut()) {
        let url = meeting.entity.url.as_ref().map(ToString::to_string);
        fields.insert("organizer".into(), json!({ "@type": "Organization", "name": name, "url": url }));
    }
    event
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::directory::{Slug, WebAddress, Weekly};
    use domain::text::Line;
    use domain::time::{Weekday, zone};

    #[test]
    fn a_meeting_is_an_event_that_comes_again_and_its_words_cannot_end_the_block() {
        let schedule = Schedule::Weekly(Weekly {
            days: [Weekday::Monday, Weekday::Thursday].into_iter().collect(),
            start: "19:30".parse().expect("a time"),
            end: None,
            zone: zone("America/New_York").expect("a zone"),
        });
        let name = Line::parse("Hope</script><b>&").expect("a name");
        let mut meeting = Meeting::new(name, Slug::make("hope"), schedule);
        meeting.place.address = Line::parse("1 Main St").ok();
        meeting.conference.url = WebAddress::parse("https://example.org/room");
        let starts = Some("2026-11-23T19:30:00-05:00");
        let text = of(&meeting, "https://example.org/meetings/x", starts);
        assert!(!text.contains('<'), "{text}");
        let read: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read["name"], "Hope</script><b>&");
        assert_eq!(read["eventSchedule"]["byDay"][1], "https://schema.org/Thursday");
        assert_eq!(read["eventSchedule"]["scheduleTimezone"], "America/New_York");
        assert_eq!(read["eventAttendanceMode"], "https://schema.org/MixedEventAttendanceMode");
        assert_eq!(read["location"][1]["@type"], "VirtualLocation");
        assert_eq!(read["startDate"], "2026-11-23T19:30:00-05:00");
        assert_eq!(read["eventStatus"], "https://schema.org/EventScheduled");
        assert!(read["eventSchedule"].get("endTime").is_none(), "what is not known is not said");
    }

    #[test]
    fn every_way_has_a_place_and_a_paused_one_is_not_promised() {
        let name = Line::parse("Hope").expect("a name");
        let mut meeting = Meeting::new(name, Slug::make("hope"), Schedule::ByAppointment);
        let read = |meeting: &Meeting| -> Value {
            serde_json::from_str(&of(meeting, "https://example.org/meetings/x", None)).expect("JSON")
        };
        meeting.conference.phone = domain::directory::ConferencePhone::parse("+1 804 555 0100");
        assert_eq!(read(&meeting)["location"][0]["url"], "https://example.org/meetings/x");
        meeting.conference.phone = None;
        meeting.place.address = Line::parse("1 Main St").ok();
        meeting.types = vec![domain::directory::MeetingType::PLACE_CLOSED];
        assert_eq!(read(&meeting)["eventStatus"], "https://schema.org/EventPostponed");
        assert_eq!(read(&meeting)["location"][0]["@type"], "Place");
        assert!(read(&meeting).get("startDate").is_none());
    }
}
