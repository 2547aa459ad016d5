//! Whether the languages say the same things.

use crate::ftl::{Message, messages};
use crate::source::Source;
use domain::lang::Lang;
use std::collections::BTreeMap;

/// What is wrong with the translation files, one problem a line; empty when all is well.
///
/// Messages that cannot be parsed or stand twice, messages that one language
/// lacks, arguments that differ, and references to messages that are not there.
pub fn check() -> Vec<String> {
    let source = Source::embedded();
    let mut problems = crate::Words::read(&source).1;
    problems.extend(compare(&source));
    problems
}

/// Where the languages differ.
pub(crate) fn compare(source: &Source) -> Vec<String> {
    let by_id = |lang| messages(lang, source).into_iter().map(|own| (own.id.clone(), own)).collect::<BTreeMap<_, _>>();
    differences(&by_id(Lang::En), &by_id(Lang::Es))
}

fn differences(en: &BTreeMap<String, Message>, es: &BTreeMap<String, Message>) -> Vec<String> {
    let mut problems = Vec::new();
    for (own, other, lang) in [(en, es, "es"), (es, en, "en")] {
        for (id, message) in own {
            match other.get(id) {
                None => problems.push(format!("{}: {id} is missing in {lang}", message.file)),
                Some(twin) if lang == "es" && twin.args != message.args => {
                    problems.push(format!("{}: {id} uses {:?}, and in es {:?}", message.file, message.args, twin.args))
                }
                Some(_) => {}
            }
            for used in message.uses.iter().filter(|used| !own.contains_key(*used)) {
                problems.push(format!("{}: {id} uses {used}, which is not there", message.file));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_translation_files_agree() {
        let problems = check();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn what_differs_is_found() {
        let folder = std::env::temp_dir().join(format!("alongside-words-check-{}", std::process::id()));
        for (lang, text) in [
            ("en", "zz-one = Only English\nzz-two = Hi { $name }\nzz-three = { zz-nowhere }\nzz-bad == = {\n"),
            ("es", "zz-two = Hola { $nombre }\nzz-three = tres\nzz-two = otra vez\n"),
        ] {
            std::fs::create_dir_all(folder.join("translations").join(lang)).expect("a folder");
            std::fs::write(folder.join("translations").join(lang).join("zz.ftl"), text).expect("a file");
        }
        let source = Source::folder(&folder);
        let read = crate::Words::read(&source).1;
        let compared = compare(&source);
        std::fs::remove_dir_all(&folder).expect("to clean up");
        let has = |lines: &[String], part: &str| lines.iter().any(|line| line.contains(part));
        assert!(has(&compared, "zz-one is missing in es"), "{compared:?}");
        assert!(
            has(&compared, "zz-two uses {\"name\"}, and in es {\"nombre\"}") || has(&compared, "zz-two uses"),
            "{compared:?}"
        );
        assert!(has(&compared, "zz-three uses zz-nowhere"), "{compared:?}");
        assert!(has(&read, "translations/en/zz.ftl"), "what cannot be parsed: {read:?}");
        assert!(has(&read, "translations/es/zz.ftl"), "what stands twice: {read:?}");
    }
}
