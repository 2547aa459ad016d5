//! Zones: when clocks change, as rules that go on for good.

use super::line::Lines;
use super::local;
use domain::time::{Date, TimeZone, Weekday};
use jiff::civil::DateTime;
use jiff::tz::{Dst, Offset};
use jiff::{SignedDuration, Timestamp};

/// A rule must hold for so many years to be written as one.
const YEARS: i16 = 40;

/// The name of a zone in a calendar: that of the time-zone database (RFC 5545,
/// section 3.8.3.1, leaves the choice). A bare offset gets a name of its own.
pub fn tzid(zone: &TimeZone) -> String {
    match zone.iana_name() {
        Some(name) => name.to_owned(),
        None => format!("Offset{}", offset_text(zone.to_offset(Timestamp::UNIX_EPOCH))),
    }
}

/// A change of the clocks.
struct Change {
    /// What the clock showed when it was changed.
    wall: DateTime,
    before: Offset,
    after: Offset,
    dst: bool,
    name: String,
}

impl Change {
    fn same_kind(&self, other: &Self) -> bool {
        (self.before, self.after, self.dst, &self.name) == (other.before, other.after, other.dst, &other.name)
    }
}

/// The VTIMEZONE of a zone, right from the year before `from` on (RFC 5545, section 3.6.5).
///
/// Changes that come every year by one rule are written as that rule. Those
/// that follow none (Morocco's go by the moon) are listed day by day.
pub fn write(lines: &mut Lines, zone: &TimeZone, from: Date) {
    lines.put("BEGIN:VTIMEZONE");
    lines.put(&format!("TZID:{}", tzid(zone)));
    let first_year = from.year().saturating_sub(1);
    let begin = start_of_year(first_year);
    let changes = changes(zone, begin, first_year.saturating_add(YEARS));
    if changes.first().is_none_or(|first| first.wall.date() >= from) {
        always(lines, zone, begin);
    }
    let mut kinds: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        match kinds.iter_mut().find(|kind| kind.first().is_some_and(|first| first.same_kind(&change))) {
            Some(kind) => kind.push(change),
            None => kinds.push(vec![change]),
        }
    }
    for kind in &kinds {
        observance(lines, kind);
    }
    lines.put("END:VTIMEZONE");
}

fn start_of_year(year: i16) -> Timestamp {
    let first = Date::new(year, 1, 1).unwrap_or(Date::ZERO);
    first.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp())
}

fn changes(zone: &TimeZone, begin: Timestamp, last_year: i16) -> Vec<Change> {
    let end = start_of_year(last_year);
    let second = SignedDuration::from_secs(1);
    zone.following(begin)
        .take_while(|next| next.timestamp() < end)
        .map(|next| {
            let before = zone.to_offset(next.timestamp().saturating_sub(second).unwrap_or(begin));
            Change {
                wall: before.to_datetime(next.timestamp()),
                before,
                after: next.offset(),
                dst: next.dst() == Dst::Yes,
                name: next.abbreviation().to_owned(),
            }
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// The offset that holds at `begin`, as if it always had.
fn always(lines: &mut Lines, zone: &TimeZone, begin: Timestamp) {
    let now = zone.to_offset_info(begin);
    let kind = if now.dst() == Dst::Yes { "DAYLIGHT" } else { "STANDARD" };
    lines.put(&format!("BEGIN:{kind}"));
    lines.put("DTSTART:19700101T000000");
    lines.put(&format!("TZOFFSETFROM:{}", offset_text(now.offset())));
    lines.put(&format!("TZOFFSETTO:{}", offset_text(now.offset())));
    lines.text("TZNAME", now.abbreviation());
    lines.put(&format!("END:{kind}"));
}

fn observance(lines: &mut Lines, changes: &[Change]) {
    let Some(first) = changes.first() else { return };
    let kind = if first.dst { "DAYLIGHT" } else { "STANDARD" };
    lines.put(&format!("BEGIN:{kind}"));
    lines.put(&format!("DTSTART:{}", local(first.wall)));
    match yearly(changes) {
        Some(rule) => lines.put(&format!("RRULE:FREQ=YEARLY;{rule}")),
        None => {
            let rest: Vec<String> = changes.iter().skip(1).map(|change| local(change.wall)).collect();
            if !rest.is_empty() {
                lines.put(&format!("RDATE:{}", rest.join(",")));
            }
        }
    }
    lines.put(&format!("TZOFFSETFROM:{}", offset_text(first.before)));
    lines.put(&format!("TZOFFSETTO:{}", offset_text(first.after)));
    lines.text("TZNAME", &first.name);
    lines.put(&format!("END:{kind}"));
}

/// The rule by which these changes come, if one holds in each of the years.
fn yearly(changes: &[Change]) -> Option<String> {
    let first = changes.first()?;
    let dates: Vec<Date> = changes.iter().map(|change| change.wall.date()).collect();
    let every_year = dates.windows(2).all(|pair| matches!(pair, [one, next] if next.year() == one.year() + 1));
    let all_years = dates.len() + 1 >= usize::from(YEARS.unsigned_abs());
    let one_time = changes.iter().all(|change| change.wall.time() == first.wall.time());
    let month = first.wall.month();
    if !(every_year && all_years && one_time && dates.iter().all(|date| date.month() == month)) {
        return None;
    }
    let (least, most) = (dates.iter().map(|date| date.day()).min()?, dates.iter().map(|date| date.day()).max()?);
    if least == most {
        return Some(format!("BYMONTH={month};BYMONTHDAY={least}"));
    }
    let weekday = first.wall.date().weekday();
    if !dates.iter().all(|date| date.weekday() == weekday) {
        return None;
    }
    let day = day_code(weekday);
    if dates.iter().all(|date| date.day() > date.days_in_month() - 7) {
        return Some(format!("BYMONTH={month};BYDAY=-1{day}"));
    }
    let week = (least + 6) / 7;
    if most <= week * 7 {
        return Some(format!("BYMONTH={month};BYDAY={week}{day}"));
    }
    // "The Saturday before the last Sunday": a weekday among seven days in a row.
    let days: Vec<String> = (least..=most).map(|day| day.to_string()).collect();
    (days.len() == 7).then(|| format!("BYMONTH={month};BYMONTHDAY={};BYDAY={day}", days.join(",")))
}

/// A day of the week in a rule (RFC 5545, section 3.3.10).
pub const fn day_code(day: Weekday) -> &'static str {
    match day {
        Weekday::Sunday => "SU",
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
    }
}

/// `-0500`, with seconds only where there are some (RFC 5545, section 3.3.14).
fn offset_text(offset: Offset) -> String {
    let seconds = offset.seconds();
    // "-0000" must not be used.
    let sign = if seconds < 0 { '-' } else { '+' };
    let whole = seconds.unsigned_abs();
    let text = format!("{sign}{:02}{:02}", whole / 3600, whole / 60 % 60);
    if whole.is_multiple_of(60) { text } else { format!("{text}{:02}", whole % 60) }
}
