//! What leaves the directory: open to other sites, true to its description, and without anything about people.

use crate::visitor::{Answer, Visitor, between};
use crate::world::World;
use http::{Request, StatusCode, header};
use serde_json::Value;

async fn get(world: &World, path: &str) -> Answer {
    Visitor::new(world.app()).get(path).await
}

async fn json(world: &World, path: &str) -> Value {
    let answer = get(world, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).expect(path)
}

/// What is wrong with a value by a schema; the words of JSON Schema that the description uses, and no others.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str, found: &mut Vec<String>) {
    const KNOWN: [&str; 14] = [
        "$ref",
        "type",
        "enum",
        "items",
        "properties",
        "required",
        "additionalProperties",
        "minimum",
        "maximum",
        "pattern",
        "format",
        "default",
        "maxLength",
        "description",
    ];
    let schema = match schema["$ref"].as_str() {
        Some(name) => root.pointer(name.trim_start_matches('#')).unwrap_or(&Value::Null),
        None => schema,
    };
    let Some(rules) = schema.as_object() else {
        return found.push(format!("{at}: there is no such schema"));
    };
    found.extend(rules.keys().filter(|key| !KNOWN.contains(&key.as_str())).map(|key| format!("{at}: {key}?")));
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.clone(),
        kind => vec![kind.clone()],
    };
    if !kinds.iter().any(|own| own == kind || (own == "number" && kind == "integer")) {
        found.push(format!("{at}: {kind} is not {kinds:?}"));
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        found.push(format!("{at}: {value} is none of {allowed:?}"));
    }
    if let (Some(number), Some(least)) = (value.as_f64(), schema["minimum"].as_f64())
        && number < least
    {
        found.push(format!("{at}: {number} is under {least}"));
    }
    if schema["format"] == "date-time" && value.is_string() {
        let read = value.as_str().is_some_and(|text| text.get(10..11) == Some("T") && text.len() >= 20);
        found.extend((!read).then(|| format!("{at}: {value} is no moment")));
    }
    for (nth, item) in value.as_array().into_iter().flatten().enumerate() {
        faults(item, &schema["items"], root, &format!("{at}/{nth}"), found);
    }
    let Some(fields) = value.as_object() else { return };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        found.extend((!fields.contains_key(name)).then(|| format!("{at}: {name} is missing")));
    }
    for (name, field) in fields {
        match schema["properties"].get(name) {
            Some(schema) => faults(field, schema, root, &format!("{at}/{name}"), found),
            None => found.push(format!("{at}: {name} is not described")),
        }
    }
}

/// A listed meeting with a fixed time.
async fn some_meeting(world: &World) -> String {
    let list = json(world, "/api/v1/meetings?limit=200").await;
    let weekly = list["meetings"].as_array().expect("meetings").iter().find(|one| one["calendar"].is_string());
    weekly.and_then(|one| one["id"].as_str()).expect("a weekly meeting").to_owned()
}

#[tokio::test]
async fn every_door_of_the_description_answers_as_it_says() {
    let world = World::new();
    let described = json(&world, "/api/openapi.json").await;
    assert_eq!(described["openapi"], "3.1.0");
    assert!(!described.to_string().contains("[api-"), "every word of it is said");
    let meeting = some_meeting(&world).await;
    let services = json(&world, "/api/v1/services?limit=1").await;
    let service = services["services"][0]["id"].as_str().expect("a service").to_owned();
    let paths = described["paths"].as_object().expect("paths");
    assert!(paths.len() >= 3, "{paths:?}");
    // Both ways: what is in the table of routes is described.
    let doors = web::routes::table().into_iter().filter(|route| route.path.starts_with("/api/v1/"));
    assert_eq!(
        doors.map(|route| route.path.to_owned()).collect::<std::collections::BTreeSet<_>>(),
        paths.keys().cloned().collect()
    );
    for (path, door) in paths {
        let answers = &door["get"]["responses"];
        for (lang, nobody) in [("en", false), ("es", false), ("en", true)] {
            let id = |own: &'_ str| if nobody { crate::world::NOBODY.to_owned() } else { own.to_owned() };
            let path = path.replace("{meeting}", &id(&meeting)).replace("{service}", &id(&service));
            let asked = format!("{path}?lang={lang}");
            let answer = get(&world, &asked).await;
            let status = answer.status.as_u16().to_string();
            let expected = if nobody && door["get"]["parameters"][0]["in"] == "path" { "404" } else { "200" };
            assert_eq!(status, expected, "{asked}");
            let (media, kind) =
                answers[&status]["content"].as_object().and_then(|all| all.iter().next()).expect("an answer");
            assert!(answer.header(header::CONTENT_TYPE).starts_with(media.as_str()), "{asked}");
            let value: Value = serde_json::from_str(&answer.body).expect("json");
            let mut found = Vec::new();
            faults(&value, &kind["schema"], &described, &asked, &mut found);
            assert_eq!(found, Vec::<String>::new());
        }
        for parameter in door["get"]["parameters"].as_array().expect("parameters") {
            assert!(parameter["description"].as_str().is_some_and(|text| text.len() > 5), "{parameter}");
        }
    }
}

#[tokio::test]
async fn reading_on_gives_every_service_once_and_what_cannot_be_read_is_told() {
    let world = World::new();
    let all = json(&world, "/api/v1/services?limit=200").await;
    let ids = |list: &Value| -> Vec<String> {
        let all = list["services"].as_array().expect("services").iter();
        all.map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
    };
    let (mut read, mut address) = (Vec::new(), "/api/v1/services?limit=5".to_owned());
    loop {
        let part = json(&world, &address).await;
        read.extend(ids(&part));
        let Some(next) = part["next"].as_str() else { break };
        address = next.split_once("/api/").map(|(_, rest)| format!("/api/{rest}")).expect("an address");
    }
    assert_eq!(read, ids(&all));
    assert!(read.len() > 5);
    let food = json(&world, "/api/v1/services?kind=food&fit=walk-in&near=23220&miles=30").await;
    assert!(food["count"].as_u64().expect("a count") < all["count"].as_u64().expect("a count"));
    for wrong in ["kind=cake", "fit=x", "open=later", "miles=7", "speaks=tlh", "limit=0", "after=x", "lang=fr"] {
        let answer = get(&world, &format!("/api/v1/services?{wrong}")).await;
        assert_eq!(answer.status.as_u16(), 400, "{wrong}");
    }
    let sources = json(&world, "/api/v1/sources").await;
    assert!(sources["services"].as_array().is_some_and(|all| all.iter().any(|one| one["licence"] == "CC0 1.0")));
}

#[tokio::test]
async fn reading_on_gives_every_meeting_once() {
    let world = World::new();
    let all = json(&world, "/api/v1/meetings?limit=200").await;
    let count = all["count"].as_u64().expect("a count");
    let mut seen = std::collections::BTreeSet::new();
    let mut address = "/api/v1/meetings?limit=7&lang=es".to_owned();
    for _ in 0..=count / 7 {
        let part = json(&world, &address).await;
        assert_eq!(part["count"], count, "the count is of all");
        for one in part["meetings"].as_array().expect("meetings") {
            assert!(seen.insert(one["id"].as_str().expect("an id").to_owned()), "{one} came twice");
        }
        match part["next"].as_str() {
            Some(next) => next.trim_start_matches("http://localhost:8080").clone_into(&mut address),
            None => address.clear(),
        }
    }
    assert_eq!((seen.len() as u64, address.as_str()), (count, ""));
    assert!(count > 10, "the demonstration lists {count} meetings");
}

#[tokio::test]
async fn what_cannot_be_read_is_told_in_the_language_asked_for() {
    let world = World::new();
    for (asked, name) in [
        ("day=someday", "day"),
        ("day=7", "day"),
        ("part=never", "part"),
        ("way=teleport", "way"),
        ("when=someday", "when"),
        ("miles=3", "miles"),
        ("pathway=nowhere", "pathway"),
        ("f=women&f=nobody", "f"),
        ("limit=0", "limit"),
        ("limit=100000", "limit"),
        ("limit=x", "limit"),
        ("after=1%27%20OR%201", "after"),
        ("sort=random", "sort"),
        ("lang=fr", "lang"),
    ] {
        let answer = get(&world, &format!("/api/v1/meetings?{asked}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{asked}");
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json; charset=utf-8");
        let problem: Value = serde_json::from_str(&answer.body).expect("json");
        assert_eq!(problem["parameter"], name, "{asked}");
    }
    let english = get(&world, "/api/v1/meetings?limit=0").await.body;
    assert_ne!(english, get(&world, "/api/v1/meetings?limit=0&lang=es").await.body);
    for path in ["/api/v1/nothing", "/api/v1/meetings/not-an-id", "/api/v2/meetings"] {
        let answer = get(&world, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json; charset=utf-8", "{path}");
    }
    let posted = Visitor::new(world.app()).send("/api/v1/meetings", "").await;
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_feed_is_an_array_with_both_spellings_and_nobody_in_it() {
    let world = World::new();
    let feed = json(&world, "/feeds/meetings.json").await;
    let rows = feed.as_array().expect("an array, not wrapped");
    let count = json(&world, "/api/v1/meetings?limit=1").await["count"].as_u64().expect("a count");
    assert_eq!(rows.len() as u64, count);
    let mut slugs = std::collections::BTreeSet::new();
    for row in rows {
        let fields = row.as_object().expect("an object");
        assert!(slugs.insert(row["slug"].as_str().expect("a slug").to_owned()), "slugs are unique");
        assert!(row["name"].as_str().is_some_and(|name| !name.is_empty() && name.chars().count() <= 255));
        assert_eq!(row.get("entity_website_url"), row.get("entity_url"));
        assert!(row["entity"].is_string(), "the source is named: {row}");
        assert_eq!(row.get("day").is_some(), row.get("time").is_some());
        assert!(fields.values().all(|value| !value.is_null() && value != ""), "empty fields are left out");
        for secret in ["contact_", "feedback_emails", "venmo", "paypal", "square"] {
            assert!(!fields.keys().any(|name| name.starts_with(secret)), "{secret} in {row}");
        }
    }
}

#[tokio::test]
async fn what_is_given_out_is_open_kept_and_not_sent_twice() {
    let world = World::new();
    let meeting = some_meeting(&world).await;
    let one = format!("/meetings/{meeting}/calendar.ics");
    for (path, media) in [
        ("/feeds/meetings.json", "application/json"),
        ("/feeds/meetings.csv?q=hope", "text/csv"),
        ("/feeds/meetings.ics?day=1", "text/calendar"),
        ("/feeds/services.csv?kind=food", "text/csv"),
        (one.as_str(), "text/calendar"),
        ("/api/v1/meetings", "application/json"),
        ("/api/openapi.json", "application/json"),
    ] {
        let first = get(&world, path).await;
        assert_eq!(first.status, StatusCode::OK, "{path}: {}", first.body);
        assert!(first.header(header::CONTENT_TYPE).starts_with(media), "{path}");
        assert_eq!(first.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*", "{path}");
        assert!(first.header(header::CACHE_CONTROL).contains("public"), "{path}");
        assert!(!first.headers.contains_key(header::SET_COOKIE), "{path}");
        assert_eq!(first.headers["cross-origin-resource-policy"], "cross-origin", "{path}");
        let tag = first.header(header::ETAG).to_owned();
        let mut visitor = Visitor::new(world.app());
        let again = visitor.send_with(Request::get(path).header(header::IF_NONE_MATCH, &tag), "").await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        let first_asked = visitor.send_with(Request::options(path), "").await;
        assert_eq!(first_asked.status, StatusCode::NO_CONTENT, "{path}");
        let small = visitor.send_with(Request::get(path).header(header::ACCEPT_ENCODING, "gzip"), "").await;
        assert_eq!(small.header(header::CONTENT_ENCODING), "gzip", "{path}");
        assert_eq!(small.header(header::VARY), "accept-encoding", "{path}");
        let plain = visitor.send_with(Request::get(path).header(header::ACCEPT_ENCODING, "gzip;q=0"), "").await;
        assert_eq!((plain.header(header::CONTENT_ENCODING), plain.body.len()), ("", first.body.len()), "{path}");
    }
    // Pages stay closed.
    let page = get(&world, "/meetings").await;
    assert!(!page.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
    assert_eq!(page.header(header::X_FRAME_OPTIONS), "DENY");
}

#[tokio::test]
async fn calendars_hold_what_was_asked_for() {
    let world = World::new();
    let meeting = some_meeting(&world).await;
    let one = get(&world, &format!("/meetings/{meeting}/calendar.ics")).await.body;
    assert_eq!(one.matches("BEGIN:VEVENT").count(), 1);
    assert!(one.contains(&format!("UID:{meeting}\r\n")), "{one}");
    assert!(one.contains("BEGIN:VTIMEZONE\r\n"));
    let all = get(&world, "/feeds/meetings.ics").await.body;
    let sundays = get(&world, "/feeds/meetings.ics?day=0").await.body;
    let events = |calendar: &str| calendar.matches("BEGIN:VEVENT").count();
    assert!(events(&all) > events(&sundays) && events(&sundays) > 0);
    let nowhere = get(&world, "/feeds/meetings.ics?q=zzzzqqqq").await;
    assert_eq!((nowhere.status, events(&nowhere.body)), (StatusCode::OK, 0));
    for path in [format!("/meetings/{}/calendar.ics", crate::world::NOBODY), "/meetings/x/group.ics".to_owned()] {
        assert_eq!(get(&world, &path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let table = get(&world, "/feeds/meetings.csv").await.body;
    assert!(table.starts_with("\u{feff}name,slug,day,time,"), "{}", between(&table, "", "\n"));
    assert!(!table.lines().any(|line| line.starts_with(['=', '+', '-', '@'])));
}

#[tokio::test]
async fn a_search_goes_along_as_a_file_and_a_meeting_keeps_the_visitors_zone() {
    let world = World::new();
    let page = get(&world, "/es/meetings?f=women&zone=Pacific/Honolulu").await.body;
    for href in ["/feeds/meetings.ics?f=women&#38;zone=", "/feeds/meetings.csv?f=women&#38;", "/es/meetings/statistics"]
    {
        assert!(page.contains(href), "{href}");
    }
    assert!(page.contains("lang=es"), "in the language of the page");
    let meeting = some_meeting(&world).await;
    let list = get(&world, "/meetings?zone=Pacific/Honolulu").await.body;
    assert!(list.contains("?zone=Pacific%2FHonolulu\"><bdi>"), "each line leads on with the zone");
    let own = get(&world, &format!("/meetings/{meeting}")).await.body;
    let there = get(&world, &format!("/meetings/{meeting}?zone=Pacific/Honolulu")).await.body;
    assert!(there.contains("where you are") && !own.contains("where you are"));
    assert!(own.contains("\"startDate\":\"20") && own.contains("calendar.ics"));
    let spanish = get(&world, &format!("/meetings/{meeting}/calendar.ics?lang=es")).await;
    assert_ne!(spanish.body, get(&world, &format!("/meetings/{meeting}/calendar.ics")).await.body);
    let frame = get(&world, "/embed/meetings?near=Atlantis").await.body;
    assert!(frame.contains("Atlantis") && frame.contains("We do not know the place"));
    let told = get(&world, "/told").await.body;
    assert!(told.contains("href=\"/meetings\""), "a way on");
}

#[tokio::test]
async fn a_strangers_own_text_is_never_sealed() {
    let world = World::new();
    let set = |cookie: String| {
        let app = world.app();
        async move {
            let request = Request::get("/sign-in").header(header::COOKIE, cookie);
            Visitor::new(app).send_with(request, "").await.headers.contains_key(header::SET_COOKIE)
        }
    };
    assert!(set(format!("alongside-form={}", "z".repeat(64))).await, "another one is made");
    assert!(!set(format!("alongside-form={}", "a1".repeat(32))).await, "one of the house's own is kept");
}
