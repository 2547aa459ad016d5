//! How a use case can fail, in terms that the face can act on.

use domain::notice::{FieldError, Notice};

/// Why something is refused to a person who may know that the thing exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Why.
    pub why: Notice,
    /// What would fix it, and who can.
    pub remedy: Option<Notice>,
}

/// How a use case can fail.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// It does not exist, or this person may not know that it does: one and the same answer.
    Absent,
    /// It exists, and this person may not do that.
    Refused(Refusal),
    /// The form is wrong in these fields.
    Invalid(Vec<FieldError>),
    /// Too much to do at once; try again.
    Busy,
    /// There is no room left where things are kept: nothing was changed, and what is there can be read.
    Full,
    /// Something is broken on our side. The text is for the log and names no person.
    Broken(String),
}

impl Fault {
    /// A refusal with a reason alone.
    pub fn refused(why: Notice) -> Self {
        Self::Refused(Refusal { why, remedy: None })
    }

    /// One wrong field.
    pub fn invalid(field: &str, notice: Notice) -> Self {
        Self::Invalid(vec![FieldError::new(field, notice)])
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Absent => f.write_str("not found"),
            Self::Refused(refusal) => write!(f, "refused: {}", refusal.why.id),
            Self::Invalid(errors) => {
                f.write_str("invalid:")?;
                errors.iter().try_for_each(|error| write!(f, " {} ({})", error.field, error.notice.id))
            }
            Self::Busy => f.write_str("busy"),
            Self::Full => f.write_str("no room left"),
            Self::Broken(why) => write!(f, "broken: {why}"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<db::Error> for Fault {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Busy => Self::Busy,
            db::Error::Full => Self::Full,
            other => Self::Broken(other.to_string()),
        }
    }
}
