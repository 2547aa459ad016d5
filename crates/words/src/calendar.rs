//! Days, times and numbers as people write them. Nothing here reads a clock.

use crate::messages::Words;
use domain::lang::Lang;
use domain::notice::Arg;
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
    use domain::lang::Lang::{En, Es};
    use domain::time::{Date, Time};

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
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
