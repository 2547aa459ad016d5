//! What an address asks for: the same words as on the page of meetings, so that a search can be taken along as it is.

use crate::app::App;
use crate::directory::finder::asked::Asked;
use crate::session::Visit;
use domain::lang::Lang;
use service::directory::MeetingQuery;

/// Days by name, from Sunday.
pub const DAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// The search of an address. What cannot be read does not matter, as on the page. For programs a day may have its
/// whole name.
pub fn query(visit: &Visit) -> MeetingQuery {
    let query = Asked::of(visit).query();
    MeetingQuery { weekday: query.weekday.or_else(|| day(visit.asked("day"))), ..query }
}

/// A day by its number from Sunday, or by its name.
pub fn day(text: &str) -> Option<u8> {
    let number = text.parse::<u8>().ok().filter(|day| *day < 7);
    let named = || DAYS.iter().position(|day| *day == text).and_then(|at| u8::try_from(at).ok());
    number.or_else(named)
}

/// The address of this request as others can use it: with what means something and nothing else, so that the same
/// answer has one address.
pub fn address(app: &App, visit: &Visit, lang: Lang) -> String {
    let read = Asked::of(visit);
    let day = Some(visit.asked("day")).filter(|text| day(text).is_some());
    let mut query: Vec<(&str, &str)> = read.pairs().filter(|(name, _)| !matches!(*name, "view" | "page")).collect();
    query.extend(day.map(|day| ("day", day)));
    query.extend(Some(("lang", lang.tag())).filter(|_| lang != Lang::En));
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&query).finish();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{}{mark}{query}", app.public_url, visit.path)
}
