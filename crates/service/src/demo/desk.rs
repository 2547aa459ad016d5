//! What waits at the directory's desk: two more made-up lists, one of which lost most of its rows, and what visitors say.

use crate::directory::services::{NewService, ServiceForm};
use crate::directory::{
    FitFact, MeetingQuery, Missing, ReportKind, confirm_meeting, import, meetings, report_meeting, tell_missing,
};
use crate::{Fault, House};
use domain::id::MeetingId;
use serde_json::{Value, json};

/// A list of the county: it agrees with ours on some meetings, and not on when another one begins.
fn county(own: &[Value]) -> Vec<Value> {
    let mut rows: Vec<Value> = own.iter().take(3).cloned().collect();
    for (place, row) in rows.iter_mut().enumerate() {
        if let Some(fields) = row.as_object_mut() {
            fields.insert("slug".to_owned(), json!(format!("county-{place}")));
            if place == 1 {
                fields.insert("time".to_owned(), json!("12:30"));
            }
        }
    }
    rows
}

/// A list of meetings online.
fn online() -> Vec<Value> {
    let names =
        ["Porch Light Online", "Early Owls Online", "Lunch Break Online", "Long Haul Online", "Night Shift Online"];
    let row = |(place, name): (usize, &&str)| {
        json!({
            "slug": format!("made-up-online-{place}"),
            "name": name,
            "day": place,
            "time": format!("{:02}:15", 6 + 3 * place),
            "conference_url": format!("https://meet.example.org/made-up-{place}"),
            "types": ["O", "ONL"],
        })
    };
    names.iter().enumerate().map(row).collect()
}

/// What no list names.
fn breakfast() -> Missing {
    let text = str::to_owned;
    let hours = ["", "", "", "", "", "", "09:00-11:00"].map(text).to_vec();
    let form = ServiceForm {
        name: text("Harvest Table Breakfast"),
        kinds: vec![text("food")],
        address: text("31 Made-up Lane"),
        city: text("Richmond"),
        state: text("VA"),
        hours,
        fits: vec![text("no-id-yes")],
        ..ServiceForm::default()
    };
    Missing::Service(NewService { provider: text("Harvest Table"), form })
}

fn bytes(list: &[Value]) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(list).map_err(|why| Fault::Broken(why.to_string()))
}

/// Lets it happen.
pub(super) fn fill(house: &House, agency: &str, own: &[Value]) -> Result<(), Fault> {
    import(house, agency, "County list, made up", &bytes(&county(own))?)?;
    let list = online();
    import(house, agency, "Online list, made up", &bytes(&list)?)?;
    // Five of five are gone: it waits for a yes.
    match import(house, agency, "Online list, made up", b"[]") {
        Ok(_) | Err(Fault::Refused(_)) => {}
        Err(other) => return Err(other),
    }
    tell_missing(house, house.new_command(), &breakfast(), "made up 4")?;
    let found = meetings(house, MeetingQuery { most: Some(4), ..MeetingQuery::default() })?;
    let ids: Vec<MeetingId> = found.lines.iter().map(|line| line.id).collect();
    let [first, second, third, ..] = ids.as_slice() else { return Ok(()) };
    for visitor in ["made up 1", "made up 2"] {
        report_meeting(house, house.new_command(), *first, ReportKind::WrongTime, visitor)?;
    }
    report_meeting(house, house.new_command(), *second, ReportKind::Unsafe, "made up 3")?;
    for visitor in 0..6 {
        let facts: &[FitFact] =
            if visitor == 0 { &[FitFact::Newcomers] } else { &[FitFact::Newcomers, FitFact::Medication] };
        confirm_meeting(house, house.new_command(), *third, facts, &format!("made up {visitor}"))?;
    }
    Ok(())
}
