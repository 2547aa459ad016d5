//! Nothing typed is ever lost: a form with a field for words says how its words outlive a closed tab.

use std::fs;
use std::path::{Path, PathBuf};

/// Forms whose words are kept nowhere on purpose: the template, the end of the action, why.
const KEPT_NOWHERE: [(&str, &str, &str); 15] = [
    ("keys/code.html", "/sign-in/code", "a code is good for a minute"),
    ("keys/confirm.html", "/confirm", "a code is good for a minute"),
    ("keys/second_pin_ask.html", "/forgot", "a recovery code is a key"),
    ("keys/set_up.html", "{{ action }}", "a code is good for a minute"),
    ("plan/card.html", "/card", "a card is printed, and what stands on it is kept nowhere"),
    ("privacy/complain.html", "/complaints", "what is said without a name stays on no device"),
    ("privacy/complaint_answer.html", "/answer", "a code that only who complained holds"),
    ("public/first_time.html", "/first-time/sign-in", "who signs in is nobody else's to read on this device"),
    ("public/recover.html", "/recover", "who signs in is nobody else's to read on this device"),
    ("public/sign_in.html", "/sign-in", "who signs in is nobody else's to read on this device"),
    ("public/told.html", "/told", "a code that stands on the page before"),
    ("reach/someone_else.html", "/bars", "whom somebody keeps out stays on no device"),
    ("sharing/new.html", "/me/sharing/new", "with whom somebody shares stays on no device"),
    ("work/enrolment.html", "/beneficiary", "a search, done again in a moment"),
    ("work/members.html", "/find", "a name that is looked for stays on no device"),
];

/// What makes a field for words.
const WORDS: [&str; 5] = ["<textarea", "form::lines(", "form::prose_field(", "piece(one, rows)", "_fields.html"];

/// What the templates among `files` break.
pub fn findings(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let templates = Path::new("crates/web/templates");
    let mut findings = Vec::new();
    for file in files {
        let Ok(name) = file.strip_prefix(templates) else { continue };
        let Ok(text) = fs::read_to_string(root.join(file)) else { continue };
        let name = name.to_string_lossy().replace('\\', "/");
        findings.extend(lost(&name, &text).into_iter().map(|action| {
            format!(
                "{}: the form to {action} takes words and has no data-keep (xtask/src/house/forms.rs)",
                file.display()
            )
        }));
    }
    findings
}

/// The actions of forms in a template whose words would be lost with the tab.
fn lost(name: &str, text: &str) -> Vec<String> {
    let forms = text.split("<form ").skip(1).map(|form| form.split("</form>").next().unwrap_or(form));
    let mut lost = Vec::new();
    for form in forms.filter(|form| form.contains("method=\"post\"")) {
        let kept = form.contains("data-keep") || form.contains("data-draft-url");
        let action = form.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let excused = KEPT_NOWHERE.iter().any(|(own, end, _)| *own == name && action.ends_with(end));
        if !kept && !excused && takes_words(form) {
            lost.push(action.to_owned());
        }
    }
    lost
}

/// Whether a form has a field for words: a line of text or more, not a day, a secret or a choice.
fn takes_words(form: &str) -> bool {
    let mut lines = form.split("form::field(").skip(1).map(|field| field.split("}}").next().unwrap_or(field));
    let of_words = |field: &str| !field.contains("kind=\"") || field.contains("kind=\"search\"");
    WORDS.iter().any(|word| form.contains(word)) || lines.any(of_words)
}

#[cfg(test)]
mod tests {
    use super::lost;

    #[test]
    fn a_form_that_takes_words_says_how_they_are_kept() {
        let form = |head: &str, body: &str| format!("<form method=\"post\" action=\"/a\"{head}>{body}</form>");
        let line = r#"{{ form::field("why", page.t("why"), why) }}"#;
        assert_eq!(lost("x.html", &form("", line)), ["/a"]);
        assert_eq!(lost("x.html", &form("", "<textarea></textarea>")), ["/a"]);
        assert!(lost("x.html", &form(" data-keep", line)).is_empty());
        assert!(lost("x.html", &form("", r#"{{ form::field("on", page.t("on"), on, kind="date") }}"#)).is_empty());
        assert!(lost("x.html", "<form method=\"get\" action=\"/a\"><textarea></textarea></form>").is_empty());
        let bars = "<form method=\"post\" action=\"{{ base }}/bars\"><textarea></textarea></form>";
        assert!(lost("reach/someone_else.html", bars).is_empty());
        assert_eq!(lost("x.html", bars), ["{{ base }}/bars"]);
    }
}
