//! The top of every page about one member: their name and the tabs.

use crate::session::Visit;
use domain::id::MemberId;
use words::words;

/// A tab.
pub struct Tab {
    /// Where to.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Whether the reader is there.
    pub current: bool,
}

/// The top of a page about a member.
pub struct Head {
    /// What they like to be called.
    pub called: String,
    /// The tabs.
    pub tabs: Vec<Tab>,
}

/// The tabs of a member's page. A reader who may not open the chart sees the programs alone.
pub fn head(visit: &Visit, slug: &str, member: MemberId, called: &str, current: &str, opens: bool) -> Head {
    let href = format!("/work/{slug}/members/{member}");
    let all = [
        ("", "member-overview"),
        ("/plan", "nav-plan"),
        ("/programs", "member-programs"),
        ("/timeline", "tab-timeline"),
        ("/consents", "tab-consents"),
    ];
    let tab = |(rest, label): (&str, &str)| Tab {
        href: format!("{href}{rest}"),
        label: words().say(visit.lang, label).into_owned(),
        current: rest.trim_start_matches('/') == current,
    };
    let tabs = all.into_iter().filter(|(rest, _)| opens || *rest == "/programs").map(tab).collect();
    Head { called: called.to_owned(), tabs }
}
