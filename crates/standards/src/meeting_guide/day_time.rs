//! Days and times, as people and programs write them.

use domain::directory::{Days, fold};
use domain::time::{Time, Weekday};
use serde_json::Value;

/// What a row says about its days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DaysRead {
    /// The days that were understood.
    pub days: Days,
    /// What was not.
    pub odd: Vec<String>,
}

/// Days as a number from 0 (Sunday) to 6, as such a number in text, as a name
/// in English or Spanish, or as a list of these.
pub fn days(value: &Value) -> DaysRead {
    let mut read = DaysRead::default();
    collect(value, &mut read, 2);
    read
}

fn collect(value: &Value, read: &mut DaysRead, depth: u8) {
    match value {
        Value::Null | Value::Bool(false) => {}
        Value::String(text) => from_text(text, read),
        Value::Array(list) if depth > 0 => list.iter().take(50).for_each(|value| collect(value, read, depth - 1)),
        Value::Number(number) => match number.as_f64().filter(|day| day.fract() == 0.0 && (0.0..7.0).contains(day)) {
            Some(day) => read.days = read.days.union(Days::from_bits(1 << day as u8)),
            None => read.odd.push(number.to_string()),
        },
        other => read.odd.push(other.to_string().chars().take(40).collect()),
    }
}

fn from_text(text: &str, read: &mut DaysRead) {
    let folded = fold(text);
    if matches!(folded.as_str(), "daily" | "every day" | "everyday" | "todos los dias" | "cada dia" | "diario") {
        read.days = Days::ALL;
        return;
    }
    // Signs may be all there is ("-"), and a minus or a point in a number is a sign too.
    let numeric = text.trim().parse::<f64>().is_ok();
    if numeric || (folded.is_empty() && !text.trim().is_empty()) {
        match text.trim().parse::<f64>().ok().filter(|day| day.fract() == 0.0 && (0.0..7.0).contains(day)) {
            Some(day) => read.days = read.days.union(Days::from_bits(1 << day as u8)),
            None => read.odd.push(shortened(text)),
        }
        return;
    }
    for word in folded.split(' ').filter(|word| !matches!(*word, "" | "and" | "y" | "e")).take(50) {
        match named(word) {
            Some(days) => read.days = read.days.union(days),
            None => read.odd.push(shortened(word)),
        }
    }
}

fn shortened(text: &str) -> String {
    text.trim().chars().take(40).collect()
}

/// A day by its name, its plural or at least three letters of it ("tues", "mie"), or its number.
fn named(word: &str) -> Option<Days> {
    const NAMES: [(Weekday, [&str; 2], &str); 7] = [
        (Weekday::Sunday, ["sunday", "domingo"], "0"),
        (Weekday::Monday, ["monday", "lunes"], "1"),
        (Weekday::Tuesday, ["tuesday", "martes"], "2"),
        (Weekday::Wednesday, ["wednesday", "miercoles"], "3"),
        (Weekday::Thursday, ["thursday", "jueves"], "4"),
        (Weekday::Friday, ["friday", "viernes"], "5"),
        (Weekday::Saturday, ["saturday", "sabado"], "6"),
    ];
    let names_it = |name: &str| {
        (word.len() >= 3 && name.starts_with(word)) || word.strip_suffix('s').is_some_and(|single| single == name)
    };
    NAMES
        .iter()
        .find(|(_, names, number)| word == *number || names.iter().any(|name| names_it(name)))
        .map(|(day, _, _)| Days::only(*day))
}

/// A time of day to the minute: `19:00`, `19:00:00`, `7:00 PM`, `7pm`, `19h30`, `1900`, `noon`.
pub fn time(text: &str) -> Option<Time> {
    let text = text.trim().to_lowercase();
    match fold(&text).as_str() {
        "noon" | "mediodia" | "12 noon" => return Time::new(12, 0, 0, 0).ok(),
        "midnight" | "medianoche" | "12 midnight" => return Time::new(0, 0, 0, 0).ok(),
        _ => {}
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = compact.replace("a.m.", "am").replace("p.m.", "pm").replace("a.m", "am").replace("p.m", "pm");
    let (clock, half) = match (bare.strip_suffix("am"), bare.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (bare.as_str(), None),
    };
    let (hour, minute) = hour_and_minute(clock, half.is_some())?;
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        // "19:00 PM" says the same thing twice; "19:00 AM" and "0:30 PM" contradict themselves.
        Some(12) if hour > 12 => hour,
        Some(0) if hour == 0 => hour,
        Some(_) => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}

fn hour_and_minute(clock: &str, may_be_hour: bool) -> Option<(i8, i8)> {
    let number = |text: &str| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<i8>().ok()).flatten()
    };
    let parts: Vec<&str> = clock.split([':', '.', 'h']).collect();
    match parts.as_slice() {
        [hour] if may_be_hour && hour.len() <= 2 => Some((number(hour)?, 0)),
        [hours] if hours.len() == 4 && hours.is_ascii() => Some((number(&hours[..2])?, number(&hours[2..])?)),
        [hour, ""] if clock.ends_with('h') => Some((number(hour)?, 0)),
        [hour, minute] if minute.len() == 2 => Some((number(hour)?, number(minute)?)),
        [hour, minute, second] if minute.len() == 2 && second.len() == 2 => {
            number(second).filter(|second| *second < 60)?;
            Some((number(hour)?, number(minute)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn bits(value: Value) -> (u8, usize) {
        let read = days(&value);
        (read.days.bits(), read.odd.len())
    }

    #[test]
    fn days_in_every_shape() {
        for sunday in [
            json!(0),
            json!("0"),
            json!("Sunday"),
            json!(" DOMINGO "),
            json!([0]),
            json!(["sun"]),
            json!(0.0),
            json!("Sundays"),
            json!("0.0"),
        ] {
            assert_eq!(bits(sunday.clone()), (1, 0), "{sunday}");
        }
        for two in
            [json!([3, 6]), json!("miércoles y sábado"), json!("Wed, Sat"), json!(["3", "Saturday"]), json!("3,6")]
        {
            assert_eq!(bits(two.clone()), (0b100_1000, 0), "{two}");
        }
        assert_eq!(bits(json!("Todos los días")), (127, 0));
        assert_eq!(bits(json!([1, 9])), (2, 1));
    }

    #[test]
    fn what_is_no_day_is_said() {
        for odd in [
            json!(7),
            json!(-1),
            json!(1.5),
            json!("someday"),
            json!("-1"),
            json!("m"),
            json!({"day": 1}),
            json!(true),
            json!("-"),
        ] {
            assert_eq!(bits(odd.clone()), (0, 1), "{odd}");
        }
        for nothing in [json!(null), json!(""), json!([]), json!("  "), json!(false)] {
            assert_eq!(bits(nothing.clone()), (0, 0), "{nothing}");
        }
    }

    #[test]
    fn times_in_every_shape() {
        let read = |text: &str| time(text).map(|time| time.strftime("%H:%M").to_string());
        for seven in [
            "19:00",
            "19:00:00",
            "7:00 PM",
            "7pm",
            " 7:00 p.m. ",
            "19h",
            "19h00",
            "19.00",
            "1900",
            "07:00PM",
            "19:00 PM",
        ] {
            assert_eq!(read(seven).as_deref(), Some("19:00"), "{seven}");
        }
        assert_eq!(read("12:15 AM").as_deref(), Some("00:15"));
        assert_eq!(read("12:15 pm").as_deref(), Some("12:15"));
        assert_eq!(read("Mediodía").as_deref(), Some("12:00"));
        assert_eq!(read("6:30").as_deref(), Some("06:30"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for odd in [
            "25:99",
            "24:00",
            "19:60",
            "7",
            "19",
            "7:5",
            "0:30 PM",
            "19:00 AM",
            "19:00:61",
            "730",
            "-7:00",
            "7:00 xm",
            "",
            "pm",
            "٧:٠٠",
            "१९००",
            "1é00",
        ] {
            assert_eq!(time(odd), None, "{odd}");
        }
    }
}
