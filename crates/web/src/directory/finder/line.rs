//! A meeting as one line of a list.

use super::asked::Asked;
use super::names;
use domain::lang::Lang;
use domain::notice::Arg;
use service::directory::{MeetingLine, Progress};
use words::words;

/// What the line says.
pub struct Line {
    /// Its number in the list, as the drawing shows it.
    pub number: usize,
    /// Where its own page is.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// When it is held.
    pub when: String,
    /// Its time where the reader is, if that is another.
    pub there: String,
    /// Whether it goes on or starts soon; and the look of that.
    pub progress: String,
    /// The look of it: a class of a badge.
    pub look: &'static str,
    /// How far it is.
    pub far: String,
    /// Where it is.
    pub place: String,
    /// What kind it is.
    pub types: String,
    /// How people come together, where that is not in one room.
    pub way: String,
}

/// The line of a meeting. The visitor's zone goes along: the page of the meeting shows it too.
pub fn line(lang: Lang, number: usize, meeting: &MeetingLine, asked: &Asked) -> Line {
    let there = meeting
        .there
        .map(|there| words().say_with(lang, "meeting-there", &[("time", Arg::from(names::time(lang, there.time())))]));
    let types = names::kinds(lang, meeting.types.iter().map(String::as_str));
    Line {
        number,
        href: asked.only(&["zone"]).href(&format!("{}/meetings/{}", lang.prefix(), meeting.id)),
        name: meeting.name.clone(),
        when: words().schedule(lang, &meeting.schedule),
        there: there.unwrap_or_default(),
        progress: names::progress(lang, meeting.progress),
        look: if matches!(meeting.progress, Progress::Running { .. }) { "active" } else { "soon" },
        far: meeting.miles.map(|miles| names::miles(lang, miles, meeting.roughly)).unwrap_or_default(),
        place: meeting.place.clone(),
        types: types.join(" · "),
        // Where people come together in a room nothing needs to be said.
        way: match meeting.attendance {
            "in-person" => String::new(),
            other => names::say(lang, &format!("meeting-attendance-{other}")),
        },
    }
}
