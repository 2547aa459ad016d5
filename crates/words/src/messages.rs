//! Fluent messages: an id and its arguments become a sentence.

use crate::source::Source;
use domain::lang::Lang;
use domain::notice::{Arg, Notice};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;
use std::borrow::Cow;
use std::sync::OnceLock;

static WORDS: OnceLock<Words> = OnceLock::new();

/// Every message in every language.
pub fn words() -> &'static Words {
    WORDS.get_or_init(|| Words::read(&Source::embedded()).0)
}

/// Uses these messages from here on; `false` when [`words`] was already asked for any.
pub(crate) fn install(words: Words) -> bool {
    WORDS.set(words).is_ok()
}

/// The messages, one bundle for each language.
pub struct Words {
    bundles: Vec<(Lang, FluentBundle<FluentResource>)>,
}

impl Words {
    /// Reads `translations/{en,es}/*.ftl`. What could not be read comes back beside the rest, one problem a line.
    pub fn read(source: &Source) -> (Self, Vec<String>) {
        let mut problems = Vec::new();
        let bundles = Lang::ALL.into_iter().map(|lang| (lang, bundle(lang, source, &mut problems))).collect();
        (Self { bundles }, problems)
    }

    fn bundle(&self, lang: Lang) -> Option<&FluentBundle<FluentResource>> {
        self.bundles.iter().find(|(own, _)| *own == lang).map(|(_, bundle)| bundle)
    }

    /// The sentence of a message without arguments. `id.attribute` names an attribute.
    ///
    /// An id that is not there comes back in brackets, and is logged.
    pub fn say(&self, lang: Lang, id: &str) -> Cow<'_, str> {
        let Some(pattern) = self.pattern(lang, id) else { return Cow::Owned(missing(lang, id)) };
        let Some(bundle) = self.bundle(lang) else { return Cow::Owned(missing(lang, id)) };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors);
        log(lang, id, &errors);
        text
    }

    /// The sentence of a message with its arguments.
    pub fn say_with(&self, lang: Lang, id: &str, args: &[(&str, Arg)]) -> String {
        let named = args.iter().map(|(name, value)| (*name, value));
        self.format(lang, id, named)
    }

    /// The sentence of a notice from a lower floor.
    pub fn notice(&self, lang: Lang, notice: &Notice) -> String {
        let named = notice.args.iter().map(|(name, value)| (name.as_str(), value));
        self.format(lang, &notice.id, named)
    }

    /// Whether a message of this id exists.
    pub fn has(&self, lang: Lang, id: &str) -> bool {
        self.pattern(lang, id).is_some()
    }

    fn pattern(&self, lang: Lang, id: &str) -> Option<&fluent_syntax::ast::Pattern<&str>> {
        let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle(lang)?.get_message(id)?;
        match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        }
    }

    fn format<'a>(&self, lang: Lang, id: &str, named: impl Iterator<Item = (&'a str, &'a Arg)>) -> String {
        let Some(pattern) = self.pattern(lang, id) else { return missing(lang, id) };
        let Some(bundle) = self.bundle(lang) else { return missing(lang, id) };
        let mut args = FluentArgs::new();
        for (name, value) in named {
            args.set(name.to_owned(), self.value(lang, value));
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        log(lang, id, &errors);
        text
    }

    fn value<'a>(&self, lang: Lang, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Date(date) => FluentValue::from(self.date_with_year(lang, *date)),
            Arg::Text(text) => FluentValue::from(text.as_str()),
        }
    }
}

fn bundle(lang: Lang, source: &Source, problems: &mut Vec<String>) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(lang.tag().parse().into_iter().collect());
    // Isolating marks would show up in attributes, in PDF text and in what people copy.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(grouped));
    if let Err(error) = bundle.add_builtins() {
        problems.push(format!("{}: {error}", lang.tag()));
    }
    for path in source.list(&format!("translations/{}", lang.tag()), "ftl") {
        let text = match source.text(&path) {
            Ok(text) => text,
            Err(why) => {
                problems.push(format!("{path}: {why}"));
                continue;
            }
        };
        let resource = FluentResource::try_new(text.into_owned()).unwrap_or_else(|(resource, errors)| {
            problems.extend(errors.iter().map(|error| format!("{path}: {error}")));
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            problems.extend(errors.iter().map(|error| format!("{path}: {error}")));
        }
    }
    bundle
}

/// Numbers with thousands apart. American English and the Spanish of the United States both use a comma.
fn grouped(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.use_grouping => Some(group(number)),
        _ => None,
    }
}

fn group(number: &FluentNumber) -> String {
    let plain = number.as_string();
    let (whole, rest) = plain.split_once('.').map_or((plain.as_ref(), None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut text = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(rest) = rest {
        text.push('.');
        text.push_str(rest);
    }
    text
}

fn missing(lang: Lang, id: &str) -> String {
    tracing::warn!(lang = lang.tag(), message = id, "no such message");
    format!("[{id}]")
}

fn log(lang: Lang, id: &str, errors: &[fluent_bundle::FluentError]) {
    for error in errors {
        tracing::warn!(lang = lang.tag(), message = id, %error, "a message could not be said whole");
    }
}
