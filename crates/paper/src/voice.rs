//! Where a paper gets its words from.

use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::{Date, Time};

/// Says messages in one language. The ids are those of `content/translations`.
pub trait Words {
    /// The language that is spoken.
    fn lang(&self) -> Lang;

    /// The sentence of a message.
    fn say(&self, id: &str, args: &[(&str, String)]) -> String;

    /// "November 24, 2026".
    fn date(&self, date: Date) -> String {
        let month = self.say(&format!("month-{}", date.month()), &[]);
        let args = [("month", month), ("day", date.day().to_string()), ("year", date.year().to_string())];
        self.say("date-year", &args)
    }

    /// "7:30 pm".
    fn time(&self, time: Time) -> String {
        let hour = match time.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        let clock = format!("{hour}:{:02}", time.minute());
        let half = if time.hour() < 12 { "time-morning" } else { "time-afternoon" };
        self.say(half, &[("clock", clock)])
    }
}

/// The house's own words in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct House(pub Lang);

impl Words for House {
    fn lang(&self) -> Lang {
        self.0
    }

    fn say(&self, id: &str, args: &[(&str, String)]) -> String {
        let args: Vec<(&str, Arg)> = args.iter().map(|(name, text)| (*name, Arg::from(text.as_str()))).collect();
        words::words().say_with(self.0, id, &args)
    }
}
