//! What things of the finder are called.

use domain::directory::Facet;
use domain::lang::Lang;
use domain::notice::Arg;
use domain::time::{DateTime, Time};
use service::directory::{FacetGroup, Progress, filters};
use words::words;

/// Zones that are offered by name; others go by the town of their IANA name.
pub const ZONES: [(&str, &str); 8] = [
    ("America/New_York", "zone-eastern"),
    ("America/Chicago", "zone-central"),
    ("America/Denver", "zone-mountain"),
    ("America/Phoenix", "zone-arizona"),
    ("America/Los_Angeles", "zone-pacific"),
    ("America/Anchorage", "zone-alaska"),
    ("Pacific/Honolulu", "zone-hawaii"),
    ("America/Puerto_Rico", "zone-atlantic"),
];

/// A message.
pub fn say(lang: Lang, id: &str) -> String {
    words().say(lang, id).into_owned()
}

/// What a zone is called.
pub fn zone(lang: Lang, name: &str) -> String {
    match ZONES.iter().find(|(own, _)| *own == name) {
        Some((_, id)) => say(lang, id),
        None => name.rsplit('/').next().unwrap_or(name).replace('_', " "),
    }
}

/// What a filter is called. Languages go by the name of their code.
pub fn filter(lang: Lang, group: FacetGroup, key: &str, code: &str) -> String {
    match group {
        FacetGroup::Pathway => say(lang, &format!("pathway-{key}")),
        FacetGroup::Language => say(lang, &format!("meeting-type-{}", code.to_ascii_lowercase())),
        _ => say(lang, &format!("facet-{key}")),
    }
}

/// What a filter is called, by its key alone.
pub fn filter_by_key(lang: Lang, key: &str) -> String {
    let all = FacetGroup::ALL.into_iter().flat_map(|group| filters(group).map(move |(own, code)| (group, own, code)));
    all.into_iter()
        .find(|(_, own, _)| *own == key)
        .map_or_else(String::new, |(group, own, code)| filter(lang, group, own, code))
}

/// What a code is called: by the Meeting Guide; of those that it does not know, by the filter that it speaks for
/// (lists say MAT or VET); any other is its own name.
pub fn kind(lang: Lang, code: &str) -> String {
    let id = format!("meeting-type-{}", code.to_lowercase());
    if words().has(lang, &id) {
        return say(lang, &id);
    }
    let speaks = |facet: &&Facet| {
        matches!(facet.group, FacetGroup::People | FacetGroup::Offer)
            && facet.codes.iter().any(|own| own.code().eq_ignore_ascii_case(code))
    };
    let facet = words::content::filters().iter().find(speaks);
    facet.map_or_else(|| code.to_owned(), |facet| say(lang, &format!("facet-{}", facet.key)))
}

/// Codes for what the Meeting Guide has no code for: of each such filter the first that it does not know.
pub fn further_kinds() -> impl Iterator<Item = String> {
    let about = |facet: &&Facet| matches!(facet.group, FacetGroup::People | FacetGroup::Offer);
    let first = |facet: &Facet| facet.codes.iter().find(|own| !own.is_known()).map(|own| own.code().to_owned());
    words::content::filters().iter().filter(about).filter_map(first)
}

/// What kind of meeting it is, in words. How one takes part stands elsewhere (`ONL`: Meeting Guide, "Meeting types").
pub fn kinds<'a>(lang: Lang, codes: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    codes.into_iter().filter(|code| *code != "ONL").map(|code| kind(lang, code)).collect()
}

/// "On now, began 20 minutes ago"; empty when it is later.
pub fn progress(lang: Lang, progress: Progress) -> String {
    let (id, minutes) = match progress {
        Progress::Running { since, .. } => ("meeting-runs", since),
        Progress::Soon(minutes) => ("meeting-soon", minutes),
        Progress::Later => return String::new(),
    };
    words().say_with(lang, id, &[("minutes", Arg::Number(minutes))])
}

/// "7:30 pm".
pub fn time(lang: Lang, time: Time) -> String {
    words().time_of_day(lang, time)
}

/// "Tuesday, November 24, 7:30 pm".
pub fn moment(lang: Lang, at: DateTime) -> String {
    format!("{}, {}", words().date(lang, at.date()), time(lang, at.time()))
}

/// "About 3 miles"; less than one is less than one.
pub fn miles(lang: Lang, miles: f64, roughly: bool) -> String {
    if miles < 1.0 {
        return say(lang, "meeting-near-by");
    }
    let id = if roughly { "meeting-miles-about" } else { "meeting-miles" };
    words().say_with(lang, id, &[("miles", Arg::Number(miles.round() as i64))])
}
