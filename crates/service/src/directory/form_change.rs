//! What somebody would change in an entry of the directory, field by field: of a meeting and of a service alike.

use serde::{Deserialize, Serialize};

/// A form of the directory: a closed set of fields, each with its name.
pub trait FormFields: Sized {
    /// The fields and what stands in each, one or several texts; what is ticked is `yes`, what is not is empty.
    fn texts(&self) -> Vec<(&'static str, Vec<String>)>;

    /// Takes over the fields in which `now` differs from `was`; or says which of them somebody changed meanwhile.
    fn take(&mut self, was: &Self, now: &Self) -> Result<(), &'static str>;
}

/// What somebody would change in an entry: its fields as they saw them, and as they would have them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormChange<F> {
    /// What stood there.
    pub was: F,
    /// What should stand there.
    pub now: F,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its name.
    pub name: &'static str,
    /// What stood there.
    pub was: Vec<String>,
    /// What should stand there.
    pub now: Vec<String>,
}

impl<F: FormFields> FormChange<F> {
    /// The fields that differ.
    pub fn fields(&self) -> Vec<FieldChange> {
        let both = self.was.texts().into_iter().zip(self.now.texts());
        let each = both.map(|((name, was), (_, now))| FieldChange { name, was, now });
        each.filter(|field| field.was != field.now).collect()
    }

    /// The entry's fields of today with this change in them; or the name of a field that somebody changed meanwhile.
    pub fn onto(&self, mut today: F) -> Result<F, &'static str> {
        today.take(&self.was, &self.now)?;
        Ok(today)
    }
}

/// What stands in a field, as texts.
pub(super) trait Texts {
    fn texts(&self) -> Vec<String>;
}

impl Texts for String {
    fn texts(&self) -> Vec<String> {
        vec![self.clone()]
    }
}

impl Texts for Vec<String> {
    fn texts(&self) -> Vec<String> {
        self.clone()
    }
}

impl Texts for bool {
    fn texts(&self) -> Vec<String> {
        vec![if *self { "yes" } else { "" }.to_owned()]
    }
}

/// Goes through the fields of a form, each with its name.
macro_rules! form_fields {
    ($form:ty: $($field:ident),* $(,)?) => {
        impl $crate::directory::form_change::FormFields for $form {
            fn texts(&self) -> Vec<(&'static str, Vec<String>)> {
                use $crate::directory::form_change::Texts as _;
                vec![$((stringify!($field), self.$field.texts())),*]
            }

            fn take(&mut self, was: &Self, now: &Self) -> Result<(), &'static str> {
                $(
                    if was.$field != now.$field && self.$field != now.$field {
                        if self.$field != was.$field {
                            return Err(stringify!($field));
                        }
                        self.$field.clone_from(&now.$field);
                    }
                )*
                Ok(())
            }
        }
    };
}
pub(super) use form_fields;
