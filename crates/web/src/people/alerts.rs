//! Who opened many charts in an hour, on the desk of those who answer for it.

use super::pick::{Pick, pick};
use crate::form::{Fields, Wrong};
use crate::respond::{Trouble, ask};
use crate::session::Visit;
use domain::id::RowId;
use domain::notice::Arg;
use domain::people::AlertAnswer;
use service::people::Alert;
use service::{House, Session};
use words::words;

/// An alert in a list, with its form.
pub struct AlertRow {
    /// Who.
    pub name: String,
    /// How many charts, and how many are usual.
    pub told: String,
    /// The day on which it was noticed.
    pub when: String,
    /// Where it is answered.
    pub action: String,
    /// The answers there are.
    pub answers: Vec<Pick>,
    /// What was typed.
    pub note: String,
    /// The field of the note.
    pub note_id: String,
    /// Whether this is the form that came back.
    pub came_back: bool,
    /// What is wrong with the answer.
    pub wrong_answer: String,
    /// What is wrong with the note.
    pub wrong_note: String,
}

/// The rows of the alerts; `sent` names the one whose form came back.
pub fn alert_rows(
    visit: &Visit,
    slug: &str,
    found: &[Alert],
    sent: Option<RowId>,
    (typed, wrong): (&Fields, &Wrong),
) -> Vec<AlertRow> {
    let lang = visit.lang;
    let row = |one: &Alert| {
        let came_back = sent == Some(one.id);
        let mine = |text: &str| if came_back { text.to_owned() } else { String::new() };
        let args = [("count", Arg::from(one.charts)), ("usual", Arg::from(one.usual))];
        let answer = |code: &str| pick(code, words().say(lang, &format!("watch-{code}")), &mine(typed.text("answer")));
        AlertRow {
            name: one.name.clone(),
            told: words().say_with(lang, "watch-told", &args),
            when: words().date_with_year(lang, one.on),
            action: format!("/team/{slug}/alerts/{}", one.id),
            answers: AlertAnswer::ALL.iter().map(|one| answer(one.code())).collect(),
            note: mine(typed.text("note")),
            note_id: format!("note-{}", one.id),
            came_back,
            wrong_answer: mine(wrong.at("answer")),
            wrong_note: mine(wrong.at("note")),
        }
    };
    found.iter().map(row).collect()
}

/// Carries the answer out.
pub async fn answer(house: House, session: Session, id: RowId, fields: &Fields) -> Result<(), Trouble> {
    let command = fields.command()?;
    let answer: Option<AlertAnswer> = fields.code("answer")?;
    let note = fields.text("note").to_owned();
    ask(move || service::people::answer_alert(&house, &session, command, id, answer, &note)).await
}
