//! What the address of the finder asks for, read within bounds, and written again with one thing more or less.

use crate::session::Visit;
use domain::directory::PartOfDay;
use service::directory::{Attendance, FacetGroup, MeetingQuery, When, filters};

/// The weekdays as addresses write them, by their number from Sunday.
pub const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// How far one may look, in miles.
pub const MILES: [u16; 6] = [2, 5, 15, 25, 50, 100];

/// The ways of coming together that one can ask for.
pub const WAYS: [Attendance; 4] = [Attendance::InPerson, Attendance::Hybrid, Attendance::Online, Attendance::Phone];

/// Letters that are read of a text.
const LONGEST: usize = 120;

/// Names and values of the address, those that mean something, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked(Vec<(&'static str, String)>);

/// Groups of which one is chosen, with their names in the address.
pub const ONE_OF: [(&str, FacetGroup); 3] =
    [("pathway", FacetGroup::Pathway), ("speaks", FacetGroup::Language), ("door", FacetGroup::Door)];

/// Groups of which several may be ticked; all have the name `f`.
pub const ALL_OF: [FacetGroup; 2] = [FacetGroup::People, FacetGroup::Offer];

fn is_filter(group: FacetGroup, key: &str) -> bool {
    filters(group).any(|(own, _)| own == key)
}

fn sound(name: &str, value: &str) -> bool {
    match name {
        "q" | "near" => !value.trim().is_empty(),
        "miles" => value.parse().is_ok_and(|miles: u16| MILES.contains(&miles)),
        "when" => When::from_code(value).is_some() || DAYS.contains(&value),
        "part" => PartOfDay::from_code(value).is_some(),
        "way" => Attendance::from_code(value).is_some_and(|way| WAYS.contains(&way)),
        "f" => ALL_OF.into_iter().any(|group| is_filter(group, value)),
        "zone" => domain::time::zone(value).is_ok(),
        "view" => value == "week",
        "page" => value.parse().is_ok_and(|page: usize| (2..=100_000).contains(&page)),
        other => ONE_OF.into_iter().any(|(own, group)| own == other && is_filter(group, value)),
    }
}

impl Asked {
    /// What a visit asks for. What means nothing is passed over: an old address never fails.
    pub fn of(visit: &Visit) -> Self {
        const NAMES: [&str; 13] =
            ["q", "near", "miles", "when", "part", "way", "pathway", "speaks", "door", "f", "zone", "view", "page"];
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        for name in NAMES {
            for (_, value) in visit.query.iter().filter(|(own, _)| own == name) {
                let value: String = value.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
                let again = pairs.iter().any(|(own, held)| *own == name && (name != "f" || *held == value));
                if !value.is_empty() && !again && sound(name, &value) {
                    pairs.push((name, value));
                }
            }
        }
        Self(pairs)
    }

    /// A value; empty when it was not asked for.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value)
    }

    /// Whether a value was asked for.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(own, held)| *own == name && held == value)
    }

    /// Names and values, in the order of the page.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The same without some names; a page of a list is another page then.
    pub fn without(&self, names: &[&str]) -> Self {
        Self(self.0.iter().filter(|(name, _)| *name != "page" && !names.contains(name)).cloned().collect())
    }

    /// Nothing but some names.
    pub fn only(&self, names: &[&str]) -> Self {
        Self(self.0.iter().filter(|(name, _)| names.contains(name)).cloned().collect())
    }

    /// The same without one value.
    pub fn less(&self, name: &str, value: &str) -> Self {
        let keep = |(own, held): &&(&str, String)| *own != "page" && !(*own == name && held == value);
        Self(self.0.iter().filter(keep).cloned().collect())
    }

    /// The same with a value in the place of those of its name.
    pub fn with(&self, name: &'static str, value: impl ToString) -> Self {
        let mut own = self.without(&[name]);
        own.0.push((name, value.to_string()));
        own
    }

    /// The address at a path.
    pub fn href(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish();
        format!("{path}?{query}")
    }

    /// Whether the week is to be seen, not the list.
    pub fn week(&self) -> bool {
        self.get("view") == "week"
    }

    /// The page of the list, from 1.
    pub fn page(&self) -> usize {
        self.get("page").parse().unwrap_or(1)
    }

    /// The question.
    pub fn query(&self) -> MeetingQuery {
        let when = self.get("when");
        let day = DAYS.iter().position(|day| *day == when).and_then(|day| u8::try_from(day).ok());
        let held = |name: &str| name == "f" || ONE_OF.iter().any(|(own, _)| *own == name);
        MeetingQuery {
            text: self.get("q").to_owned(),
            weekday: day,
            part: PartOfDay::from_code(self.get("part")),
            way: Attendance::from_code(self.get("way")),
            near: self.get("near").to_owned(),
            miles: self.get("miles").parse().ok(),
            when: When::from_code(when).unwrap_or_default(),
            filters: self.pairs().filter(|(name, _)| held(name)).map(|(_, key)| key.to_owned()).collect(),
            zone: self.get("zone").to_owned(),
            ..MeetingQuery::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&'static str, &str)]) -> Asked {
        Asked(pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
    }

    #[test]
    fn an_address_is_written_again_with_one_thing_less() {
        let all = asked(&[("q", "años & más"), ("f", "women"), ("f", "asl"), ("page", "3")]);
        assert_eq!(all.less("f", "women").href("/meetings"), "/meetings?q=a%C3%B1os+%26+m%C3%A1s&f=asl");
        assert_eq!(all.without(&["q", "f"]).href("/meetings"), "/meetings");
        assert_eq!(all.with("page", 4).get("page"), "4");
        assert_eq!(all.page(), 3);
    }

    #[test]
    fn what_means_nothing_is_passed_over() {
        for (name, value) in
            [("when", "25"), ("miles", "-1"), ("f", "nothing"), ("zone", "Mars/Base"), ("page", "0"), ("way", "paused")]
        {
            assert!(!sound(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("when", "now"),
            ("when", "sat"),
            ("miles", "25"),
            ("f", "women"),
            ("speaks", "spanish"),
            ("pathway", "secular"),
        ] {
            assert!(sound(name, value), "{name}={value}");
        }
    }

    #[test]
    fn the_question_holds_every_filter() {
        let query = asked(&[("when", "wed"), ("pathway", "secular"), ("f", "women"), ("way", "online")]).query();
        assert_eq!((query.weekday, query.when, query.way), (Some(3), When::ThisWeek, Some(Attendance::Online)));
        assert_eq!(query.filters, ["secular", "women"]);
    }
}
