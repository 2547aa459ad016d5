//! Where a form of the plan came from: the page to go back to, and the page to show again when something is wrong.

use super::chart::Chart;
use super::{goal, open, step, together};
use crate::app::App;
use crate::form::{Fields, Wrong};
use crate::respond::{Reply, Trouble, see_saying};
use crate::session::Visit;
use domain::id::{ActionId, GoalId};
use domain::notice::FieldError;
use words::content::Step;

/// The page that a form stands on. The form names it in `from`, never an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The plan.
    Plan,
    /// One goal.
    Goal(GoalId),
    /// One step of the plan.
    Action(ActionId),
    /// A part of the conversation.
    Together(Step),
}

impl Origin {
    /// As the form names it; the plan where it names nothing that there is.
    pub fn of(fields: &Fields) -> Self {
        let found = fields.text("from").split_once(':').and_then(|(kind, id)| match kind {
            "goal" => id.parse().ok().map(Self::Goal),
            "step" => id.parse().ok().map(Self::Action),
            "together" => Step::from_code(id).map(Self::Together),
            _ => None,
        });
        found.unwrap_or(Self::Plan)
    }

    /// Its address.
    pub fn href(self, base: &str) -> String {
        match self {
            Self::Plan => base.to_owned(),
            Self::Goal(goal) => format!("{base}/goals/{goal}"),
            Self::Action(action) => format!("{base}/actions/{action}"),
            Self::Together(step) => format!("{base}/together/{}", step.code()),
        }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Plan => f.write_str("plan"),
            Self::Goal(goal) => write!(f, "goal:{goal}"),
            Self::Action(action) => write!(f, "step:{action}"),
            Self::Together(step) => write!(f, "together:{}", step.code()),
        }
    }
}

/// A form that came back: what was typed, in which of the forms of the page, and what is wrong.
#[derive(Default)]
pub struct Came {
    fields: Fields,
    at: String,
    wrong: Wrong,
}

impl Came {
    /// Of the form that was posted.
    pub fn back(visit: &Visit, fields: Fields, errors: &[FieldError]) -> Self {
        Self { at: fields.text("at").to_owned(), wrong: Wrong::of(visit, errors), fields }
    }

    /// What was typed into a field of the form `at`.
    pub fn typed(&self, field: &str, at: &str) -> &str {
        if self.is(at) { self.fields.text(field) } else { "" }
    }

    /// What was typed, or what stands where this form did not come back.
    pub fn typed_or<'a>(&'a self, field: &str, at: &str, standing: &'a str) -> &'a str {
        if self.is(at) { self.fields.text(field) } else { standing }
    }

    /// What is wrong with a field of the form `at`.
    pub fn wrong(&self, field: &str, at: &str) -> &str {
        if self.is(at) { self.wrong.at(field) } else { "" }
    }

    /// Whether it is the form `at` that came back.
    pub fn is(&self, at: &str) -> bool {
        self.wrong.any() && self.at == at
    }

    /// The status of the page.
    pub fn status(&self) -> http::StatusCode {
        self.wrong.status()
    }
}

/// What was typed and is wrong, on the page that it came from.
pub async fn again(app: &App, visit: &Visit, chart: &Chart, fields: Fields, errors: &[FieldError]) -> Reply {
    let origin = Origin::of(&fields);
    let came = Came::back(visit, fields, errors);
    match origin {
        Origin::Plan => open::show(app, visit, chart, came).await,
        Origin::Goal(id) => goal::show(app, visit, chart, id, came).await,
        Origin::Action(id) => step::show(app, visit, chart, id, came).await,
        Origin::Together(part) => together::show(app, visit, chart, part, came).await,
    }
}

/// Back to the page that the form came from, or that page again with what is wrong.
pub async fn finish(
    app: &App,
    visit: &Visit,
    chart: &Chart,
    fields: Fields,
    outcome: Result<(), Trouble>,
    said: &str,
) -> Reply {
    match outcome {
        Ok(()) => Ok(see_saying(&Origin::of(&fields).href(&chart.base), said)),
        Err(Trouble::Invalid(errors)) => again(app, visit, chart, fields, &errors).await,
        Err(other) => Err(other),
    }
}
