//! A help line that the content does not hold: one editor asks for it, another agrees, as with every change of a line.

use super::line_now::{LineChange, help_line_changes, is_built_in};
use crate::{Fault, House, Session};
use access::{Operation, params};
use domain::directory::offering::{WEEK, read_stretches};
use domain::directory::{Answerer, Days, Hours, LineKind, LinePart, Slug, Stretch, WebAddress, WeeklyHours};
use domain::id::{CommandId, RowId};
use domain::lang::Lang;
use domain::notice::{FieldError, Notice};
use domain::plan::Confidence;
use domain::text::Line;
use domain::time::{Date, TimeZone, zone};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use words::content::{HelpLine, PerLang};
use words::crisis::{BUILT_IN, Way, WayKind};

/// A new line, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewLine {
    /// The code of what it is for.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// When to use it, in English and in Spanish.
    pub about: [String; 2],
    /// The state whose people it is for; empty for all.
    pub place: String,
    /// The number to call.
    pub call: String,
    /// The number to text.
    pub text: String,
    /// The address of a chat.
    pub chat: String,
    /// Codes of who answers.
    pub answers: Vec<String>,
    /// Tags of the languages.
    pub languages: Vec<String>,
    /// Whether somebody answers day and night.
    pub always: bool,
    /// The zone of its clock.
    pub zone: String,
    /// When somebody answers, for each day from Monday; nothing at all where nobody knows.
    pub hours: Vec<String>,
    /// Where all this stands.
    pub source: String,
}

/// Digits as one dials them, three to fifteen (ITU-T E.164).
pub(super) fn number(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only_signs = text.chars().all(|sign| sign.is_ascii_digit() || " +-().".contains(sign));
    (only_signs && (3..=15).contains(&digits.len())).then_some(digits)
}

/// Whether a number is part of the program, called or texted.
pub(super) fn is_own_number(digits: &str) -> bool {
    BUILT_IN.iter().any(|own| own.call == digits || own.text == Some(digits))
}

impl NewLine {
    /// The line that it would be; or what is wrong, each at its field.
    pub fn line(&self, key: &str, on: Date) -> Result<HelpLine, Fault> {
        let mut wrong = Vec::new();
        let mut fault = |field: &str, why: Notice| wrong.push(FieldError::new(field, why));
        let mut line = |field: &str, text: &str| match Line::parse(text) {
            Ok(line) => line.to_string(),
            Err(why) => {
                fault(field, why);
                String::new()
            }
        };
        let name = line("name", &self.name);
        let [en, es] = [line("about_en", &self.about[0]), line("about_es", &self.about[1])];
        let source = line("source", &self.source);
        let kind: Option<LineKind> = self.kind.parse().ok();
        if kind.is_none() {
            fault("kind", Notice::new("pick-missing"));
        }
        let answers: Vec<Answerer> = self.answers.iter().filter_map(|code| code.parse().ok()).collect();
        if answers.is_empty() {
            fault("answers", Notice::new("pick-missing"));
        }
        let spoken = |lang: &Lang| self.languages.iter().any(|tag| tag == lang.tag());
        let languages: Vec<Lang> = Lang::ALL.into_iter().filter(spoken).collect();
        if languages.is_empty() {
            fault("languages", Notice::new("pick-missing"));
        }
        let ways = self.ways(&mut fault);
        let hours = self.hours(&mut fault);
        let place = Line::optional(&self.place).map_err(|why| fault("place", why)).ok().flatten();
        let Some(kind) = kind.filter(|_| wrong.is_empty()) else { return Err(Fault::Invalid(wrong)) };
        let both = |text: &str| PerLang { en: text.to_owned(), es: text.to_owned() };
        Ok(HelpLine {
            key: key.to_owned(),
            kind,
            place: place.map(|place| both(place.as_str())),
            name: both(&name),
            description: PerLang { en, es },
            answers,
            languages,
            hours,
            ways,
            source,
            verified_on: on,
            confidence: Confidence::Verified,
        })
    }

    fn ways(&self, fault: &mut dyn FnMut(&str, Notice)) -> Vec<Way> {
        let mut ways = Vec::new();
        for (field, text, kind) in [("call", &self.call, WayKind::Call), ("text", &self.text, WayKind::Text)] {
            match (text.trim(), number(text)) {
                ("", _) => {}
                (_, None) => fault(field, Notice::new("help-line-number")),
                (_, Some(digits)) if is_own_number(&digits) => fault(field, Notice::new("help-line-built-in")),
                (shown, Some(_)) => ways.push(Way { kind, to: shown.to_owned(), hint: None }),
            }
        }
        match (self.chat.trim(), WebAddress::parse(&self.chat)) {
            ("", _) => {}
            (_, Some(url)) if url.as_str().starts_with("https://") => {
                ways.push(Way { kind: WayKind::Chat, to: url.to_string(), hint: None });
            }
            _ => fault("chat", Notice::new("source-address")),
        }
        if [&self.call, &self.text, &self.chat].iter().all(|text| text.trim().is_empty()) {
            fault("call", Notice::new("help-line-no-way"));
        }
        ways
    }

    fn hours(&self, fault: &mut dyn FnMut(&str, Notice)) -> Hours {
        if self.always {
            return Hours::Always;
        }
        let mut stretches: Vec<Stretch> = Vec::new();
        for (number, (day, text)) in WEEK.iter().zip(&self.hours).enumerate() {
            let Some(times) = read_stretches(text) else {
                fault(&format!("hours-{number}"), Notice::new("service-desk-hours-wrong"));
                continue;
            };
            for (from, until) in times {
                match stretches.iter_mut().find(|one| (one.from, one.until) == (from, until)) {
                    Some(one) => one.days = one.days.union(Days::only(*day)),
                    None => stretches.push(Stretch { days: Days::only(*day), from, until }),
                }
            }
        }
        if stretches.is_empty() {
            return Hours::Unknown;
        }
        match zone(&self.zone) {
            Ok(zone) => WeeklyHours::new(zone, stretches).map_or(Hours::Unknown, Hours::Weekly),
            Err(_) => {
                fault("zone", Notice::new("source-zone-unknown").with("zone", self.zone.as_str()));
                Hours::Unknown
            }
        }
    }
}

/// What a change says of a new line.
pub(super) fn told(says: &str) -> Result<NewLine, Fault> {
    serde_json::from_str(says).map_err(|why| Fault::Broken(format!("a help line: {why}")))
}

/// The lines that are known: those of the content, and new ones that two people agreed on. What cannot be read any more
/// is left out: numbers are shown even then.
pub fn known_lines(changes: &[LineChange]) -> Vec<Cow<'static, HelpLine>> {
    let own = words::content::help_lines();
    let held = |key: &str| own.iter().any(|line| line.key == key);
    let new = changes.iter().filter(|change| change.part == LinePart::New && !held(&change.line));
    let made =
        new.filter_map(|change| told(&change.says).ok()?.line(&change.line, change.at.date(&TimeZone::UTC)).ok());
    own.iter().map(Cow::Borrowed).chain(made.map(Cow::Owned)).collect()
}

access::statements! {
    ASK_NEW_LINE = "
        INSERT INTO help_line_change
          (id, line, way, part, says, source, asked_agency, asked_by, asked_account, asked_at)
        VALUES ($1, $2, '', 'new', $3, $4, $5, $6, $7, $8)";
}

/// Asks for a line that is missing. It is shown once a second person agreed.
pub fn ask_new_line(house: &House, session: &Session, command: CommandId, new: &NewLine) -> Result<RowId, Fault> {
    let now = house.now().date(&TimeZone::UTC);
    let line = new.line("new", now)?;
    let known = known_lines(&help_line_changes(house)?);
    let same = |way: &Way| known.iter().any(|own| own.ways.iter().any(|other| other.key() == way.key()));
    if let Some(way) = line.ways.iter().find(|way| same(way)) {
        return Err(Fault::invalid(way.kind.code(), Notice::new("help-line-there-already")));
    }
    let (start, source) = (Slug::make(&new.name).to_string(), line.source.clone());
    let says = serde_json::to_string(new).map_err(|why| Fault::Broken(format!("a help line as JSON: {why}")))?;
    house.store().command(&house.call_as(session), command, Operation::ChangeHelpLine, move |work| {
        let permit = work.permit_agency(Operation::ChangeHelpLine)?;
        let hat = work.staff_hat()?;
        let (id, now): (RowId, _) = (work.ids().next(), work.now());
        // A name that comes again is another line.
        let end: String = id.to_string().chars().rev().take(6).collect();
        let key = format!("{start}-{end}");
        if is_built_in(&key) {
            return Err(Fault::invalid("name", Notice::new("help-line-built-in")));
        }
        let (agency, staff, account) = (hat.agency, hat.staff, hat.account);
        let values = params![id, key.as_str(), says.as_str(), source.as_str(), agency, staff, account, now];
        work.run(&permit, &ASK_NEW_LINE, &values)?;
        work.detail(&format!("help line {key} new asked"));
        Ok(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new() -> NewLine {
        let text = str::to_owned;
        NewLine {
            kind: text("warm"),
            name: text("River Warm Line"),
            about: [text("A peer listens."), text("Alguien escucha.")],
            call: text("804-555-0123"),
            answers: vec![text("peers")],
            languages: vec![text("en"), text("es")],
            zone: text("America/New_York"),
            hours: ["18:00-22:00", "18:00-22:00", "", "", "", "", ""].map(text).to_vec(),
            source: text("We called it"),
            ..NewLine::default()
        }
    }

    fn fields(new: &NewLine) -> Vec<String> {
        match new.line("x", Date::MIN) {
            Err(Fault::Invalid(wrong)) => wrong.into_iter().map(|error| error.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_number_is_digits_and_the_signs_people_write_between() {
        assert_eq!(number("+1 (866) 555-0100").as_deref(), Some("18665550100"));
        assert_eq!(number("211").as_deref(), Some("211"));
        for wrong in ["", "12", "call Ann", "https://example.org", "1234567890123456"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_whole_line_is_one() {
        let line = new().line("x", "2026-11-23".parse().expect("a day")).expect("a line");
        assert_eq!((line.kind, line.ways.len(), line.languages.len()), (LineKind::Warm, 1, 2));
        let Hours::Weekly(hours) = line.hours else { unreachable!("it says when") };
        assert_eq!(hours.stretches().len(), 1, "two evenings of the same hours");
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field_and_911_and_988_are_nobody_elses() {
        let text = str::to_owned;
        for own in ["911", "9-8-8"] {
            assert_eq!(fields(&NewLine { call: text(own), ..new() }), ["call"]);
            assert_eq!(fields(&NewLine { text: text("988"), call: text(own), ..new() }), ["call", "text"]);
        }
        assert_eq!(fields(&NewLine { call: String::new(), ..new() }), ["call"], "no way to reach it");
        assert_eq!(fields(&NewLine { chat: text("http://example.org"), ..new() }), ["chat"]);
        assert_eq!(fields(&NewLine { zone: text("Moon/Base"), ..new() }), ["zone"]);
        assert_eq!(
            fields(&NewLine { kind: String::new(), name: text(" "), source: String::new(), ..new() }),
            ["name", "source", "kind"]
        );
    }
}
