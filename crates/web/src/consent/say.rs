//! Words of this room's pages.

use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::Date;
use words::words;

/// A message.
pub fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

/// A message with one word or name in it.
pub fn say1(lang: Lang, id: &str, name: &str, value: impl Into<Arg>) -> String {
    words().say_with(lang, id, &[(name, value.into())])
}

/// A day with its year.
pub fn day(lang: Lang, date: Date) -> String {
    words().date_with_year(lang, date)
}
