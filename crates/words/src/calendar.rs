//! Days, times and numbers as people write them. Nothing here reads a clock.

use crate::messages::Words;
use domain::directory::{Days, Schedule, fold};
use domain::lang::Lang;
use domain::notice::{Arg, Notice};
use domain::time::{Date, Time, Weekday, days_between};

impl Words {
    /// "Tuesday, November 24".
    pub fn date(&self, lang: Lang, date: Date) -> String {
        self.dated(lang, "date-day", date)
    }

    /// "Nov 24".
    pub fn date_short(&self, lang: Lang, date: Date) -> String {
        self.dated(lang, "date-short", date)
    }

    /// "November 24, 2026". The form in which a date stands in a sentence.
    pub fn date_with_year(&self, lang: Lang, date: Date) -> String {
        self.dated(lang, "date-year", date)
    }

    /// "Tuesday, November 24, 2026".
    pub fn date_full(&self, lang: Lang, date: Date) -> String {
        self.dated(lang, "date-full", date)
    }

    fn dated(&self, lang: Lang, form: &str, date: Date) -> String {
        let month = date.month();
        let args = [
            ("weekday", Arg::from(self.weekday(lang, date.weekday()))),
            ("month", Arg::from(self.say(lang, &format!("month-{month}")).into_owned())),
            ("month_short", Arg::from(self.say(lang, &format!("month-short-{month}")).into_owned())),
            // As text, so that years and days are not grouped like amounts.
            ("day", Arg::from(date.day().to_string())),
            ("year", Arg::from(date.year().to_string())),
        ];
        self.say_with(lang, form, &args)
    }

    /// The weekday's name: "Tuesday".
    pub fn weekday(&self, lang: Lang, weekday: Weekday) -> String {
        self.say(lang, &format!("weekday-{}", weekday_code(weekday))).into_owned()
    }

    /// "Mondays and Thursdays, 7:30 pm": when a meeting is held.
    pub fn schedule(&self, lang: Lang, schedule: &Schedule) -> String {
        let Schedule::Weekly(weekly) = schedule else { return self.say(lang, "meeting-by-appointment").into_owned() };
        let named = |day| self.say(lang, &Days::message_id(day)).into_owned();
        let days = match weekly.days.iter().map(named).collect::<Vec<_>>().as_slice() {
            all if weekly.days == Days::ALL && all.len() == 7 => self.say(lang, "meeting-day-every").into_owned(),
            [before @ .., last] if !before.is_empty() => {
                let args = [("days", Arg::from(before.join(", "))), ("last", Arg::from(last.as_str()))];
                self.say_with(lang, "meeting-days", &args)
            }
            one => one.concat(),
        };
        let args = [("days", Arg::from(days)), ("time", Arg::from(self.time_of_day(lang, weekly.start)))];
        self.say_with(lang, "meeting-when", &args)
    }

    /// A day as people write it: 2026-03-15, 3/15/2026, "March 15, 2026", "15 mar 2026".
    ///
    /// Of two numbers the month comes first, as people write here. In Spanish many write the day first: where both
    /// could be the month, nobody guesses, and the page asks for its name. Only years of four digits are read.
    pub fn read_day(&self, lang: Lang, text: &str) -> Result<Date, Notice> {
        let text = fold(text.trim());
        let parts: Vec<&str> =
            text.split(' ').filter(|part| !part.is_empty() && !["de", "del", "of"].contains(part)).collect();
        let number = |part: &str| part.parse::<i16>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
        let unread = || Notice::new("form-not-a-day");
        let [a, b, c] = parts.as_slice() else { return Err(unread()) };
        let year = |part: &str| number(part).filter(|_| part.len() == 4);
        let (year, month, day) = match (year(a), self.month_named(a), self.month_named(b)) {
            (Some(year), ..) => (Some(year), number(b), number(c)),
            (_, Some(month), _) => (year(c), Some(month), number(b)),
            (_, _, Some(month)) => (year(c), Some(month), number(a)),
            _ => match (number(a), number(b)) {
                (Some(a), Some(b)) if a > 12 => (year(c), Some(b), Some(a)),
                (Some(a), Some(b)) if lang == Lang::Es && b <= 12 && a != b => {
                    return Err(Notice::new("form-which-is-the-month"));
                }
                (a, b) => (year(c), a, b),
            },
        };
        let small = |number: Option<i16>| number.and_then(|number| i8::try_from(number).ok());
        let date = year.zip(small(month)).zip(small(day));
        date.and_then(|((year, month), day)| Date::new(year, month, day).ok()).ok_or_else(unread)
    }

    /// The month of a name or its beginning, in any of our languages.
    fn month_named(&self, name: &str) -> Option<i16> {
        let named = |month: &i16| {
            // Three letters tell all months apart, in both languages.
            let begins = |lang: &Lang| fold(&self.say(*lang, &format!("month-{month}"))).starts_with(name);
            name.len() >= 3 && Lang::ALL.iter().any(begins)
        };
        (1..=12).find(named)
    }

    /// "7:30 pm", in Spanish "7:30 p. m.".
    pub fn time_of_day(&self, lang: Lang, time: Time) -> String {
        let hour = match time.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        let half = if time.hour() < 12 { "time-morning" } else { "time-afternoon" };
        let clock = format!("{hour}:{:02}", time.minute());
        self.say_with(lang, half, &[("clock", Arg::from(clock))])
    }

    /// "today", "tomorrow", "in 3 days", "2 days ago".
    pub fn relative_day(&self, lang: Lang, today: Date, date: Date) -> String {
        match days_between(today, date) {
            0 => self.say(lang, "day-today").into_owned(),
            1 => self.say(lang, "day-tomorrow").into_owned(),
            -1 => self.say(lang, "day-yesterday").into_owned(),
            ahead if ahead > 0 => self.say_with(lang, "day-ahead", &[("days", Arg::Number(ahead))]),
            behind => self.say_with(lang, "day-ago", &[("days", Arg::Number(-behind))]),
        }
    }

    /// A number with its thousands apart: "12,500".
    pub fn number(&self, lang: Lang, number: i64) -> String {
        self.say_with(lang, "number", &[("number", Arg::Number(number))])
    }
}

/// The code of a weekday in message ids and in stored meetings: "mon" to "sun".
pub const fn weekday_code(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

#[cfg(test)]
mod tests {
    use crate::words;
    use domain::directory::{Days, Schedule, Weekly};
    use domain::lang::Lang::{En, Es};
    use domain::time::{Date, Time, Weekday, zone};

    fn weekly(days: Days) -> Schedule {
        let start = "19:00".parse().expect("a time");
        Schedule::Weekly(Weekly { days, start, end: None, zone: zone("America/New_York").expect("a zone") })
    }

    #[test]
    fn a_meeting_on_several_days_says_each_of_them() {
        let two: Days = [Weekday::Monday, Weekday::Wednesday].into_iter().collect();
        let three: Days = [Weekday::Monday, Weekday::Wednesday, Weekday::Friday].into_iter().collect();
        assert_eq!(words().schedule(En, &weekly(Days::only(Weekday::Sunday))), "Sundays, 7:00 pm");
        assert_eq!(words().schedule(En, &weekly(two)), "Mondays and Wednesdays, 7:00 pm");
        assert_eq!(words().schedule(En, &weekly(three)), "Mondays, Wednesdays and Fridays, 7:00 pm");
        assert_eq!(words().schedule(Es, &weekly(two)), "Lunes y Miércoles, 7:00 p. m.");
        assert_eq!(words().schedule(En, &weekly(Days::ALL)), "Every day, 7:00 pm");
        assert_eq!(words().schedule(En, &Schedule::ByAppointment), "By appointment");
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn every_day_is_read_back_as_it_is_written() {
        let mut date = day("2023-12-25");
        while date < day("2025-01-10") {
            for lang in [En, Es] {
                let (year, month, number) = (date.year(), date.month(), date.day());
                let mut written = vec![
                    date.to_string(),
                    words().date_with_year(lang, date),
                    format!("{} {year}", words().date_short(lang, date)),
                    format!("{} {year}", words().date_short(lang, date).to_uppercase()),
                ];
                if lang == En || number > 12 || month == number {
                    written.push(format!("{month}/{number}/{year}"));
                    written.push(format!(" {month:02}-{number:02}-{year} "));
                }
                if number > 12 {
                    written.push(format!("{number}/{month}/{year}"));
                }
                for text in written {
                    assert_eq!(words().read_day(lang, &text).ok(), Some(date), "{text}");
                }
            }
            date = domain::time::plus_days(date, 1);
        }
    }

    #[test]
    fn what_is_no_day_or_may_be_two_is_asked_again() {
        for text in ["", "tomorrow", "2/30/2026", "13/13/2026", "3/15/26", "2026-3", "Foo 3 2026", "3/15/2026 noon"] {
            let why = words().read_day(En, text).expect_err(text);
            assert_eq!(why.id, "form-not-a-day", "{text}");
        }
        let why = words().read_day(Es, "3/4/2026").expect_err("two days");
        assert_eq!(why.id, "form-which-is-the-month");
        assert_eq!(words().read_day(En, "3/4/2026").ok(), Some(day("2026-03-04")));
    }

    #[test]
    fn days_read_as_people_write_them() {
        let tuesday = day("2026-11-24");
        assert_eq!(words().date(En, tuesday), "Tuesday, November 24");
        assert_eq!(words().date(Es, tuesday), "martes, 24 de noviembre");
        assert_eq!(words().date_short(En, tuesday), "Nov 24");
        assert_eq!(words().date_short(Es, tuesday), "24 nov");
        assert_eq!(words().date_with_year(En, tuesday), "November 24, 2026");
        assert_eq!(words().date_with_year(Es, tuesday), "24 de noviembre de 2026");
        assert_eq!(words().date_full(Es, tuesday), "martes, 24 de noviembre de 2026");
    }

    #[test]
    fn times_have_their_half_of_the_day() {
        let at = |hour, minute| Time::constant(hour, minute, 0, 0);
        assert_eq!(words().time_of_day(En, at(19, 30)), "7:30 pm");
        assert_eq!(words().time_of_day(Es, at(19, 30)), "7:30 p. m.");
        assert_eq!(words().time_of_day(En, at(0, 5)), "12:05 am");
        assert_eq!(words().time_of_day(Es, at(12, 0)), "12:00 p. m.");
    }

    #[test]
    fn days_around_today_have_names() {
        let today = day("2026-03-01");
        let say = |lang, date| words().relative_day(lang, today, day(date));
        assert_eq!(say(En, "2026-03-01"), "today");
        assert_eq!(say(Es, "2026-03-02"), "mañana");
        assert_eq!(say(En, "2026-02-28"), "yesterday");
        assert_eq!(say(En, "2026-03-04"), "in 3 days");
        assert_eq!(say(Es, "2026-02-27"), "hace 2 días");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(words().number(En, 120_000), "120,000");
        assert_eq!(words().number(Es, 1_234_567), "1,234,567");
        assert_eq!(words().number(En, -999), "-999");
    }
}
