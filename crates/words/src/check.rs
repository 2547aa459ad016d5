//! Whether the languages say the same things.

/// What is wrong with the translation files, one problem a line; empty when all is well.
pub fn check() -> Vec<String> {
    crate::Words::read(&crate::Source::embedded()).1
}
