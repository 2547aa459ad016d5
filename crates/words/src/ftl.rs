//! The translation files as data: which messages there are, what they ask for, how they read.

use crate::source::Source;
use domain::lang::Lang;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use std::collections::BTreeSet;

/// A message, or one attribute of it (`id.attribute`).
pub(crate) struct Message {
    /// The file it stands in.
    pub(crate) file: String,
    /// Its id.
    pub(crate) id: String,
    /// The arguments it uses.
    pub(crate) args: BTreeSet<String>,
    /// Other messages it uses.
    pub(crate) uses: BTreeSet<String>,
    /// How it reads, with a short word for each argument and the usual one of several variants.
    pub(crate) text: String,
}

/// Every message of a language. Problems of parsing are left to the bundle, which reports them.
pub(crate) fn messages(lang: Lang, source: &Source) -> Vec<Message> {
    let mut found = Vec::new();
    for file in source.list(&format!("translations/{}", lang.tag()), "ftl") {
        let Ok(text) = source.text(&file) else { continue };
        let resource = parse(text.as_ref()).unwrap_or_else(|(resource, _)| resource);
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let attributes =
                message.attributes.iter().map(|own| (format!("{}.{}", message.id.name, own.id.name), &own.value));
            let value = message.value.iter().map(|value| (message.id.name.to_owned(), value));
            for (id, pattern) in value.chain(attributes) {
                let mut own = Message {
                    file: file.clone(),
                    id,
                    args: BTreeSet::new(),
                    uses: BTreeSet::new(),
                    text: String::new(),
                };
                read_pattern(pattern, &mut own, true);
                found.push(own);
            }
        }
    }
    found
}

fn read_pattern(pattern: &Pattern<&str>, own: &mut Message, aloud: bool) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } if aloud => own.text.push_str(value),
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => read_expression(expression, own, aloud),
        }
    }
}

fn read_expression(expression: &Expression<&str>, own: &mut Message, aloud: bool) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, own, aloud),
        Expression::Select { selector, variants } => {
            read_inline(selector, own, false);
            for variant in variants {
                read_pattern(&variant.value, own, aloud && variant.default);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, own: &mut Message, aloud: bool) {
    match inline {
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            if aloud {
                own.text.push_str(value);
            }
        }
        InlineExpression::VariableReference { id } => {
            own.args.insert(id.name.to_owned());
            if aloud {
                own.text.push_str("ten");
            }
        }
        InlineExpression::MessageReference { id, .. } => {
            own.uses.insert(id.name.to_owned());
            if aloud {
                own.text.push_str("ten");
            }
        }
        InlineExpression::TermReference { arguments, .. } => {
            arguments.iter().for_each(|arguments| read_arguments(arguments, own));
            if aloud {
                own.text.push_str("ten");
            }
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            read_arguments(arguments, own);
            if aloud {
                own.text.push_str("ten");
            }
        }
        InlineExpression::Placeable { expression } => read_expression(expression, own, aloud),
    }
}

fn read_arguments(arguments: &CallArguments<&str>, own: &mut Message) {
    let named = arguments.named.iter().map(|argument| &argument.value);
    for inline in arguments.positional.iter().chain(named) {
        read_inline(inline, own, false);
    }
}
