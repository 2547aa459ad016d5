//! Short guides in our own words: `library/{en,es}/*.md`, with what is said of each between two lines of `+++`.

use super::read::{Problem, open, twice};
use super::{PerLang, Told, both_written};
use crate::source::Source;
use domain::directory::{Pathway, Words};
use domain::lang::Lang;
use domain::plan::Confidence;
use domain::time::Date;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};
use serde::Deserialize;

/// The line before and after what is said of a guide.
const FENCE: &str = "+++";

/// What is said of a guide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Its title.
    pub title: String,
    /// What it is about, in a sentence.
    pub summary: String,
    /// Its place in a list.
    pub order: u32,
    /// Who answers for it.
    pub owner: String,
    /// Who has read it with the knowledge of the field; `None` until somebody has.
    pub reviewer: Option<String>,
    /// When it was written.
    pub written_on: Date,
    /// When it must be looked at again.
    pub next_review: Date,
    /// Where its facts stand.
    pub sources: Vec<String>,
    /// The pathway whose first meeting it tells of.
    pub pathway: Option<Pathway>,
    /// Whether the steps of each state follow it.
    #[serde(default)]
    pub states: bool,
    /// Whose story it is, where it is one.
    pub story: Option<Story>,
}

/// Whose story of recovery it is. Readers are told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "whose", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Story {
    /// Nobody's: put together of what many people tell.
    MadeUp {},
    /// Somebody's own.
    Told {
        /// When they said yes, in writing, to its being shown.
        consent_on: Date,
        /// Where that paper is kept. Never shown.
        kept: String,
    },
}

/// A guide in one language.
#[derive(Debug, Clone)]
pub struct Article {
    /// The name of its file, and of its address.
    pub key: String,
    /// What is said of it.
    pub about: About,
    /// Its text as HTML of our own making: none of the file's is in it.
    pub html: String,
    /// Its paragraphs as plain text.
    pub(crate) texts: Vec<String>,
    /// Its words, for a search.
    pub words: Words,
}

/// An address on another site, to which people go by way of a warning.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Its key.
    pub key: String,
    /// What it is.
    pub name: PerLang<String>,
    /// The address.
    pub to: String,
    /// Where the address stands.
    pub source: String,
    /// When somebody last looked.
    pub verified_on: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

/// The steps of one state for a psychiatric advance directive.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateSteps {
    /// The state.
    pub name: PerLang<String>,
    /// What it asks.
    pub step: Vec<Told>,
}

/// Guides, links and steps.
#[derive(Debug, Clone, Default)]
pub struct Library {
    articles: PerLang<Vec<Article>>,
    /// Addresses on other sites.
    pub links: Vec<Link>,
    /// Steps by state.
    pub states: Vec<StateSteps>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinksFile {
    link: Vec<Link>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatesFile {
    state: Vec<StateSteps>,
}

impl About {
    /// A story that somebody told is shown until its next review: then its teller is asked again.
    pub fn is_shown_on(&self, today: Date) -> bool {
        !matches!(self.story, Some(Story::Told { .. })) || today <= self.next_review
    }

    /// What a story lacks: the yes of whoever told it, and somebody who read it before all others did.
    fn story_lacks(&self) -> Option<&'static str> {
        let read = self.reviewer.as_deref().is_some_and(|reviewer| !reviewer.trim().is_empty());
        match &self.story {
            Some(_) if self.pathway.is_some() || self.states => Some("a story has neither a pathway nor states"),
            Some(Story::Told { kept, consent_on })
                if !read || kept.trim().is_empty() || *consent_on > self.next_review =>
            {
                Some("a story that somebody told needs a reviewer, the day they said yes, and where that yes is kept")
            }
            _ => None,
        }
    }
}

impl Library {
    /// The guides in one language, in their order.
    pub fn articles(&self, lang: Lang) -> &[Article] {
        self.articles.get(lang)
    }

    /// The guide of a key.
    pub fn article(&self, lang: Lang, key: &str) -> Option<&Article> {
        self.articles(lang).iter().find(|own| own.key == key)
    }

    /// What a first meeting of a pathway is like.
    pub fn first_meeting(&self, lang: Lang, pathway: Pathway) -> Option<&Article> {
        self.articles(lang).iter().find(|own| own.about.pathway == Some(pathway))
    }

    /// The link of a key.
    pub fn link(&self, key: &str) -> Option<&Link> {
        self.links.iter().find(|own| own.key == key)
    }
}

pub(crate) fn load(source: &Source, problems: &mut Vec<Problem>) -> Library {
    let mut links = Vec::new();
    match open::<LinksFile>(source, "library/links.toml") {
        Ok(opened) => {
            for link in &opened.value.link {
                let needle = format!("key = \"{}\"", link.key);
                problems.extend(both_written(&opened, &needle, "name", &link.name));
                if !link.to.starts_with("https://") || link.source.trim().is_empty() {
                    problems.push(opened.problem(&needle, &link.key, "needs an https address and a source"));
                }
            }
            for key in twice(opened.value.link.iter().map(|own| own.key.as_str())) {
                problems.push(opened.problem(&format!("key = \"{key}\""), key, "this key stands twice"));
            }
            links = opened.value.link;
        }
        Err(problem) => problems.push(problem),
    }
    let mut states = Vec::new();
    match open::<StatesFile>(source, "library/states.toml") {
        Ok(opened) => {
            for state in &opened.value.state {
                for told in &state.step {
                    problems.extend(told.problems(&opened, &state.name.en, "step"));
                }
            }
            states = opened.value.state;
        }
        Err(problem) => problems.push(problem),
    }
    let mut all = |lang| articles(source, lang, &links, problems);
    let articles = PerLang { en: all(Lang::En), es: all(Lang::Es) };
    for (own, other, lang) in [(&articles.en, &articles.es, Lang::Es), (&articles.es, &articles.en, Lang::En)] {
        for lost in own.iter().filter(|one| !other.iter().any(|twin| twin.key == one.key)) {
            problems.push(problem(&path(lang, &lost.key), "must be written in this language too"));
        }
    }
    Library { articles, links, states }
}

fn path(lang: Lang, key: &str) -> String {
    format!("library/{}/{key}.md", lang.tag())
}

fn problem(file: &str, message: impl Into<String>) -> Problem {
    Problem { file: file.to_owned(), line: None, key: String::new(), message: message.into() }
}

fn articles(source: &Source, lang: Lang, links: &[Link], problems: &mut Vec<Problem>) -> Vec<Article> {
    let mut found = Vec::new();
    for file in source.list(&format!("library/{}", lang.tag()), "md") {
        match source.text(&file).and_then(|text| article(&file, &text, lang, links)) {
            Ok(article) => found.push(article),
            Err(why) => problems.push(problem(&file, why)),
        }
    }
    found.sort_by(|one, other| (one.about.order, &one.key).cmp(&(other.about.order, &other.key)));
    found
}

fn article(file: &str, text: &str, lang: Lang, links: &[Link]) -> Result<Article, String> {
    let parts = text.strip_prefix(FENCE).and_then(|rest| rest.split_once("\n+++\n"));
    let (about, body) = parts.ok_or("must begin with a line +++, what is said of the guide, and a line +++")?;
    let about: About = toml::from_str(about).map_err(|error| error.message().to_owned())?;
    if about.owner.trim().is_empty() || about.sources.is_empty() || about.next_review <= about.written_on {
        return Err("needs an owner, a source, and a next review after the day it was written".to_owned());
    }
    if let Some(lacks) = about.story_lacks() {
        return Err(lacks.to_owned());
    }
    let (html, texts) = drawn(body, lang, links)?;
    let key = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".md").to_owned();
    let told = [(about.title.as_str(), 8), (about.summary.as_str(), 4)];
    let words = Words::of_texts(told.into_iter().chain(texts.iter().map(|text| (text.as_str(), 1))));
    Ok(Article { key, about, html, texts, words })
}

/// The text as HTML and as plain paragraphs. HTML and pictures that the file holds are dropped.
fn drawn(body: &str, lang: Lang, links: &[Link]) -> Result<(String, Vec<String>), String> {
    let mut events = Vec::new();
    let mut texts = vec![String::new()];
    for event in Parser::new(body) {
        let event = match event {
            Event::Html(_) | Event::InlineHtml(_) => continue,
            Event::Start(Tag::HtmlBlock | Tag::Image { .. }) | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => {
                continue;
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let dest_url = CowStr::from(address(&dest_url, lang, links)?);
                Event::Start(Tag::Link { link_type, dest_url, title: CowStr::from(""), id: CowStr::from("") })
            }
            // The page has its own first heading.
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })
            | Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                return Err("headings begin with ##".to_owned());
            }
            other => other,
        };
        match &event {
            Event::Text(text) | Event::Code(text) => texts.last_mut().into_iter().for_each(|last| last.push_str(text)),
            Event::SoftBreak | Event::HardBreak => texts.last_mut().into_iter().for_each(|last| last.push(' ')),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. }) => texts.push(String::new()),
            _ => {}
        }
        events.push(event);
    }
    texts.retain(|text| !text.trim().is_empty());
    let mut html = String::new();
    html::push_html(&mut html, events.into_iter());
    Ok((html, texts))
}

/// A place of our own, in the reader's language, or the warning before another site.
fn address(to: &str, lang: Lang, links: &[Link]) -> Result<String, String> {
    match to.strip_prefix("link:") {
        Some(key) if links.iter().any(|link| link.key == key) => Ok(format!("{}/library/leave/{key}", lang.prefix())),
        Some(key) => Err(format!("{key:?} is no key of library/links.toml")),
        None if to.starts_with('/') && !to.starts_with("//") => Ok(format!("{}{to}", lang.prefix())),
        None => Err(format!("{to:?}: other sites stand in library/links.toml and are linked as link:KEY")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links() -> Vec<Link> {
        let name = PerLang { en: "One".to_owned(), es: "Uno".to_owned() };
        vec![Link {
            key: "one".to_owned(),
            name,
            to: "https://example.org/".to_owned(),
            source: "A test".to_owned(),
            verified_on: Date::constant(2026, 11, 22),
            confidence: Confidence::Unverified,
        }]
    }

    #[test]
    fn html_of_a_file_and_pictures_are_dropped() {
        let body =
            "Hi <script>alert(1)</script> there\n\n<div onclick=\"x()\">\nbad\n</div>\n\n![a cat](/cat.png) **yes**";
        let (html, texts) = drawn(body, Lang::En, &links()).expect("a text");
        assert!(!html.contains("<script") && !html.contains("onclick") && !html.contains("<img"), "{html}");
        assert!(html.contains("<strong>yes</strong>") && html.contains("Hi "), "{html}");
        assert!(texts.iter().any(|text| text.contains("yes")));
    }

    #[test]
    fn links_stay_here_or_lead_to_the_warning() {
        let (html, _) = drawn("[a](link:one) and [b](/meetings?pathway=faith)", Lang::Es, &links()).expect("a text");
        assert!(html.contains("href=\"/es/library/leave/one\""), "{html}");
        assert!(html.contains("href=\"/es/meetings?pathway=faith\""), "{html}");
        for bad in
            ["[x](https://example.org)", "[x](//example.org)", "[x](javascript:alert(1))", "[x](link:two)", "# Big"]
        {
            assert!(drawn(bad, Lang::En, &links()).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_said_of_a_guide_must_be_whole() {
        let whole = "+++\ntitle = \"T\"\nsummary = \"S\"\norder = 1\nowner = \"O\"\nwritten_on = \"2026-11-22\"\n\
                     next_review = \"2027-05-22\"\nsources = [\"A book\"]\n+++\n\nText.\n";
        let read = |text: &str| article("library/en/one.md", text, Lang::En, &[]);
        assert_eq!(read(whole).map(|own| own.key), Ok("one".to_owned()));
        for (part, other) in [("[\"A book\"]", "[]"), ("\"O\"", "\" \""), ("2027-05-22", "2025-05-22"), ("+++", "---")]
        {
            assert!(read(&whole.replace(part, other)).is_err(), "{part}");
        }
    }

    #[test]
    fn a_story_that_somebody_told_needs_their_yes_and_a_reader_before_all_others() {
        let story = |lines: &str| {
            let text = format!(
                "+++\ntitle = \"T\"\nsummary = \"S\"\norder = 1\nowner = \"O\"\nwritten_on = \"2026-11-22\"\n\
                 next_review = \"2027-05-22\"\nsources = [\"Told\"]\n{lines}\n+++\n\nText.\n"
            );
            article("library/en/one.md", &text, Lang::En, &[])
        };
        let yes = "story = { whose = \"told\", consent_on = \"2026-11-01\", kept = \"The binder\" }";
        let told = story(&format!("reviewer = \"Rosa\"\n{yes}")).expect("a story").about;
        assert!(told.is_shown_on(Date::constant(2027, 5, 22)));
        assert!(!told.is_shown_on(Date::constant(2027, 5, 23)), "its teller is asked again");
        let made_up = story("story = { whose = \"made-up\" }").expect("a story").about;
        assert!(made_up.is_shown_on(Date::constant(2030, 1, 1)));
        for lacking in [
            yes.to_owned(),
            format!("reviewer = \" \"\n{yes}"),
            format!("reviewer = \"Rosa\"\n{}", yes.replace("The binder", "")),
            format!("reviewer = \"Rosa\"\n{}", yes.replace("2026-11-01", "2028-11-01")),
            "reviewer = \"Rosa\"\nstory = { whose = \"told\" }".to_owned(),
            "reviewer = \"Rosa\"\nstory = { whose = \"somebody\" }".to_owned(),
            "pathway = \"faith\"\nstory = { whose = \"made-up\" }".to_owned(),
        ] {
            assert!(story(&lacking).is_err(), "{lacking}");
        }
    }
}
