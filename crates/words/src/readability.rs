//! Whether people can read what we write: about 6th grade, in both languages.
//!
//! English by the grade of Flesch and Kincaid (1975), Spanish by the ease of
//! Fernández Huerta (1959). Both are rough on short texts, so a message is
//! judged as a whole and only from a dozen words on; long sentences always count.

use crate::content::{Choosing, PerLang, open_file};
use crate::ftl::messages;
use crate::source::Source;
use domain::lang::Lang;
use serde::Deserialize;

/// The highest grade in English: 6th grade, to its end.
const HIGHEST_GRADE: f64 = 7.0;
/// The lowest ease in Spanish: 6th grade begins at 70, and a few long names in a short text cost five points.
const LOWEST_EASE: f64 = 65.0;
/// Words below which a score says nothing.
const ENOUGH_WORDS: usize = 12;
/// The longest sentence. Spanish takes more words to say the same.
const LONGEST_SENTENCE: PerLang<usize> = PerLang { en: 20, es: 24 };

/// A message that is harder to read than it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The language.
    pub lang: Lang,
    /// The file under `content/`.
    pub file: String,
    /// The message.
    pub id: String,
    /// How it reads.
    pub text: String,
    /// Why it is hard, in words.
    pub why: String,
}

/// A message that may be harder, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    id: String,
    why: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    #[serde(default)]
    exception: Vec<Exception>,
}

/// What reads harder than 6th grade in the translation files and the guides, save for the exceptions
/// in `translations/readability.toml`.
pub fn readability() -> Vec<Finding> {
    let source = Source::embedded();
    let exceptions = open_file::<Exceptions>(&source, "translations/readability.toml")
        .map(|opened| opened.value)
        .unwrap_or_default();
    let excused = |id: &str| exceptions.exception.iter().any(|own| own.id == id && !own.why.trim().is_empty());
    let mut found = Vec::new();
    for lang in Lang::ALL {
        let texts = messages(lang, &source).into_iter().map(|own| (own.file, own.id, own.text));
        let guide = crate::content::guide(lang);
        let steps = guide.steps.iter().flat_map(|step| {
            let prompts = step.prompts.iter().map(|prompt| (prompt.key.clone(), prompt.text.clone()));
            prompts.chain(std::iter::once((step.key.code().to_owned(), step.intro.clone())))
        });
        let file = format!("guides/{}.toml", lang.tag());
        let steps = steps.map(|(id, text)| (file.clone(), id, text));
        let choosing = crate::content::choosing().map(Choosing::texts).unwrap_or_default();
        let choosing = choosing.into_iter().map(|(id, text)| ("choose/".to_owned(), id, text.get(lang).clone()));
        let lines = crate::content::help_lines().iter();
        let lines = lines.map(|own| ("help-lines/".to_owned(), own.key.clone(), own.description.get(lang).clone()));
        let library = crate::content::library();
        let articles = library.articles(lang).iter().flat_map(|own| {
            let told = [&own.about.title, &own.about.summary].into_iter().chain(&own.texts);
            told.map(|text| ("library/".to_owned(), own.key.clone(), text.clone()))
        });
        let steps_of = |state: &crate::content::StateSteps| {
            state.step.iter().map(|told| told.text.get(lang).clone()).collect::<Vec<_>>()
        };
        let states = library.states.iter().flat_map(steps_of);
        let states = states.map(|text| ("library/states.toml".to_owned(), "step".to_owned(), text));
        let content = choosing.chain(lines).chain(articles).chain(states);
        for (file, id, text) in texts.chain(steps).chain(content) {
            if let Some(why) = too_hard(lang, &text)
                && !excused(&id)
            {
                found.push(Finding { lang, file, id, text, why });
            }
        }
    }
    found
}

fn too_hard(lang: Lang, text: &str) -> Option<String> {
    let sentences: Vec<Vec<&str>> =
        text.split(['.', '!', '?', ';', ':', '·', '\n', '…']).map(words_of).filter(|words| !words.is_empty()).collect();
    let longest = sentences.iter().map(Vec::len).max()?;
    if longest > *LONGEST_SENTENCE.get(lang) {
        return Some(format!("a sentence of {longest} words"));
    }
    let words: Vec<&str> = sentences.iter().flatten().copied().collect();
    if words.len() < ENOUGH_WORDS {
        return None;
    }
    let syllables: usize = words.iter().map(|word| syllables(lang, word)).sum();
    let for_each_word = syllables as f64 / words.len() as f64;
    let in_sentence = words.len() as f64 / sentences.len() as f64;
    match lang {
        Lang::En => {
            let grade = 0.39 * in_sentence + 11.8 * for_each_word - 15.59;
            (grade >= HIGHEST_GRADE).then(|| format!("grade {grade:.1}"))
        }
        Lang::Es => {
            let ease = 206.84 - 60.0 * for_each_word - 1.02 * in_sentence;
            (ease < LOWEST_EASE).then(|| format!("ease {ease:.0}"))
        }
    }
}

fn words_of(sentence: &str) -> Vec<&str> {
    sentence
        .split(|symbol: char| !(symbol.is_alphanumeric() || symbol == '\'' || symbol == '’'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

fn syllables(lang: Lang, word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let count = match lang {
        Lang::En => english(&letters),
        Lang::Es => spanish(&letters),
    };
    count.max(1)
}

fn english(letters: &[char]) -> usize {
    let vowel = |letter: &char| "aeiouy".contains(*letter);
    let mut count = 0;
    let mut before = false;
    for letter in letters {
        count += usize::from(vowel(letter) && !before);
        before = vowel(letter);
    }
    // A last "e", "es" or "ed" is mostly silent, but not after "l" behind a consonant ("people") nor in "needed".
    let silent = match letters {
        [.., before, 'l', 'e'] if !vowel(before) => false,
        [.., 't' | 'd', 'e', 'd'] => false,
        [.., 's' | 'x' | 'z' | 'h' | 'c' | 'g', 'e', 's'] => false,
        [.., before, 'e'] | [.., before, 'e', 'd' | 's'] => !vowel(before),
        _ => false,
    };
    if silent && count > 1 { count - 1 } else { count }
}

fn spanish(letters: &[char]) -> usize {
    let strong = |letter: char| "aeoáéóíú".contains(letter);
    let weak = |letter: char| "iuü".contains(letter);
    let mut count = 0;
    let mut last_strong = false;
    let mut last_vowel = false;
    for (place, letter) in letters.iter().copied().enumerate() {
        let before = place.checked_sub(1).and_then(|place| letters.get(place)).copied().unwrap_or(' ');
        let after = letters.get(place + 1).copied().unwrap_or(' ');
        // The u of que, qui, gue, gui is not heard.
        let unheard = letter == 'u' && "qg".contains(before) && "eiéí".contains(after);
        let final_y = letter == 'y' && after == ' ';
        if unheard {
            continue;
        }
        if strong(letter) {
            count += usize::from(!last_vowel || last_strong);
            (last_vowel, last_strong) = (true, true);
        } else if weak(letter) || final_y {
            count += usize::from(!last_vowel);
            (last_vowel, last_strong) = (true, false);
        } else {
            (last_vowel, last_strong) = (false, false);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_can_read_what_we_write() {
        let hard: Vec<String> = readability()
            .into_iter()
            .map(|own| format!("{} {}: {} — {}", own.file, own.id, own.why, own.text.trim()))
            .collect();
        assert!(hard.is_empty(), "{}", hard.join("\n"));
    }

    #[test]
    fn exceptions_name_messages_and_say_why() {
        let source = Source::embedded();
        let opened = open_file::<Exceptions>(&source, "translations/readability.toml").expect("the file");
        let ids: Vec<String> =
            Lang::ALL.into_iter().flat_map(|lang| messages(lang, &source)).map(|own| own.id).collect();
        for own in opened.value.exception {
            assert!(ids.contains(&own.id), "{} is not there any more", own.id);
            assert!(own.why.len() > 10, "{} needs a reason", own.id);
        }
    }

    #[test]
    fn hard_text_is_found_and_easy_text_is_not() {
        let hard = "Individualized participation necessitates comprehensive documentation regarding interdisciplinary \
                    recommendations, authorizations and organizational responsibilities";
        assert!(too_hard(Lang::En, hard).is_some());
        assert!(too_hard(Lang::En, "What would a good week look like? Tell me about one day in it.").is_none());
        let hard = "La individualización de la documentación interdisciplinaria requiere responsabilidades organizacionales \
                    y autorizaciones administrativas correspondientes";
        assert!(too_hard(Lang::Es, hard).is_some());
        assert!(too_hard(Lang::Es, "¿Cómo sería una buena semana? Cuéntame de un día que te gustó.").is_none());
    }

    #[test]
    fn syllables_are_counted_about_right() {
        for (word, count) in
            [("people", 2), ("make", 1), ("recovery", 4), ("needed", 2), ("helped", 1), ("I", 1), ("places", 2)]
        {
            assert_eq!(syllables(Lang::En, word), count, "{word}");
        }
        for (word, count) in [
            ("recuperación", 5),
            ("día", 2),
            ("queso", 2),
            ("bueno", 2),
            ("guía", 2),
            ("hoy", 1),
            ("leer", 2),
            ("ciudad", 2),
        ] {
            assert_eq!(syllables(Lang::Es, word), count, "{word}");
        }
    }
}
