//! Services, events and those who offer them as structured data: schema.org `Service`, `Event` and `Organization`.

use crate::directory::ld;
use domain::directory::offering::{Hours, Offering, Phone, Provider, Standing, UsualWeek, WEEK};
use domain::time::Moment;
use serde_json::{Value, json};

/// A service as a block of a page; an event as what it is, with its next time.
pub fn service(offering: &Offering, provider: &Provider, address: &str, now: Moment) -> String {
    let data = match offering.occasions(now).first().filter(|_| offering.is_event()) {
        Some(next) => {
            let [starts, ends] = match offering.main_hours().and_then(|hours| next.moments(&hours.zone)) {
                Some([starts, ends]) => [Some(starts), Some(ends)],
                None => [None, None],
            };
            let status = if offering.standing == Standing::Paused { "EventPostponed" } else { "EventScheduled" };
            json!({
                "@context": "https://schema.org",
                "@type": "Event",
                "name": offering.name.to_string(),
                "description": text(offering.about.as_str()),
                "url": address,
                "startDate": starts,
                "endDate": ends,
                "eventStatus": format!("https://schema.org/{status}"),
                "location": offering.sites.first().map(|site| ld::place(&site.place)),
                "organizer": organization(provider, None),
            })
        }
        None => json!({
            "@context": "https://schema.org",
            "@type": "Service",
            "name": offering.name.to_string(),
            "description": text(offering.about.as_str()),
            "url": address,
            "provider": organization(provider, None),
            "availableChannel": channels(offering),
            "hoursAvailable": offering.main_hours().map(hours),
        }),
    };
    ld::block(data)
}

/// Who offers something, as a block of their page.
pub fn provider(own: &Provider, address: &str) -> String {
    let mut data = organization(own, Some(address));
    if let Some(fields) = data.as_object_mut() {
        fields.insert("@context".into(), "https://schema.org".into());
    }
    ld::block(data)
}

fn text(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn number(phone: &Phone) -> String {
    phone.shown.to_string()
}

fn organization(own: &Provider, address: Option<&str>) -> Value {
    json!({
        "@type": "Organization",
        "name": own.name.to_string(),
        "description": text(own.about.as_str()),
        "url": own.website.as_ref().map(ToString::to_string).or(address.map(str::to_owned)),
        "telephone": own.phones.first().map(number),
    })
}

fn channels(offering: &Offering) -> Vec<Value> {
    let channel = |site: &domain::directory::offering::Site| {
        json!({
            "@type": "ServiceChannel",
            "serviceLocation": ld::place(&site.place),
            "servicePhone": site.phones.first().or(offering.phones.first()).map(|phone| json!({
                "@type": "ContactPoint",
                "telephone": number(phone),
            })),
        })
    };
    offering.sites.iter().map(channel).collect()
}

/// The usual week, a line for each stretch of each day.
fn hours(hours: &Hours) -> Vec<Value> {
    let week = UsualWeek::of(hours);
    let line = |day: &domain::time::Weekday, (opens, closes): &(domain::time::Time, domain::time::Time)| {
        json!({
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ld::day(*day),
            "opens": opens.strftime("%H:%M").to_string(),
            "closes": closes.strftime("%H:%M").to_string(),
            "validFrom": week.from.map(|day| day.to_string()),
            "validThrough": week.until.map(|day| day.to_string()),
        })
    };
    let days = WEEK.iter().zip(&week.days);
    days.flat_map(|(day, times)| times.iter().map(move |one| line(day, one)).collect::<Vec<_>>()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::directory::offering::{OfferingKind, Site, read_stretches};
    use domain::text::{Line, Prose};
    use domain::time::zone;

    fn line(text: &str) -> Line {
        Line::parse(text).expect("a line")
    }

    fn both() -> (Offering, Provider) {
        let mut own = Offering::new(line("Pantry</script>"));
        let mut site = Site::default();
        site.place.address = Line::parse("1 Oak St").ok();
        own.sites = vec![site];
        let zone = zone("America/New_York").expect("a zone");
        let mut hours = Hours { zone, spans: Vec::new(), note: Prose::default() };
        let mut week = UsualWeek::default();
        week.days[0] = read_stretches("9:00-12:00").expect("times");
        week.put_into(&mut hours);
        own.hours = Some(hours);
        let provider = Provider { name: line("Oak House"), about: Prose::default(), website: None, phones: Vec::new() };
        (own, provider)
    }

    fn read(text: &str) -> Value {
        assert!(!text.contains('<'), "{text}");
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn a_service_says_who_where_and_when() {
        let (own, provider) = both();
        let data = read(&service(&own, &provider, "https://h.example/services/x", Moment::from_micros(0)));
        assert_eq!((&data["@type"], &data["provider"]["name"]), (&json!("Service"), &json!("Oak House")));
        assert_eq!(data["hoursAvailable"][0]["dayOfWeek"], "https://schema.org/Monday");
        assert_eq!(data["availableChannel"][0]["serviceLocation"]["address"]["streetAddress"], "1 Oak St");
        assert!(data.get("description").is_none(), "what is not known is not said");
        let data = read(&super::provider(&provider, "https://h.example/services/by/x"));
        assert_eq!((&data["@type"], &data["url"]), (&json!("Organization"), &json!("https://h.example/services/by/x")));
    }

    #[test]
    fn an_event_says_when_it_is_next() {
        let (mut own, provider) = both();
        own.kinds = vec![OfferingKind::Event];
        // The twenty-fourth of November 2026, a Tuesday.
        let now = Moment::from_micros(1_795_521_600_000_000);
        let data = read(&service(&own, &provider, "https://h.example/services/x", now));
        assert_eq!((&data["@type"], &data["startDate"]), (&json!("Event"), &json!("2026-11-30T09:00:00-05:00")));
    }
}
