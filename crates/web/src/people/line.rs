//! One member in a list, in the reader's words.

use domain::lang::Lang;
use service::people::MemberLine;
use words::words;

/// What a card or a row shows of a member.
pub struct Person {
    /// What they like to be called.
    pub called: String,
    /// The first letter of that.
    pub first: String,
    /// Their page.
    pub href: String,
    /// Their pronouns, or nothing.
    pub pronouns: String,
    /// The code of their state.
    pub state: String,
    /// Its words; nothing while active.
    pub state_label: String,
    /// Where their plan stands: a code for the badge.
    pub plan: &'static str,
    /// Its words.
    pub plan_label: String,
}

/// Reads a line for a reader of `lang` in the agency `slug`.
pub fn person(lang: Lang, slug: &str, line: &MemberLine) -> Person {
    let state = line.state.to_string();
    let said = |id: &str| words().say(lang, id).into_owned();
    let (plan, plan_label) = match (line.plan.signed_on, line.plan.draft) {
        (Some(on), _) => {
            let args = [("date", domain::notice::Arg::from(on))];
            ("signed", words().say_with(lang, "plan-standing-signed", &args))
        }
        (None, true) => ("draft", said("plan-standing-draft")),
        (None, false) => ("idea", said("plan-standing-none")),
    };
    Person {
        called: line.called.clone(),
        first: line.called.chars().next().map(|first| first.to_uppercase().to_string()).unwrap_or_default(),
        href: format!("/work/{slug}/members/{}", line.id),
        pronouns: line.pronouns.clone().unwrap_or_default(),
        state_label: if state == "active" { String::new() } else { said(&format!("member-state-{state}")) },
        state,
        plan,
        plan_label,
    }
}
