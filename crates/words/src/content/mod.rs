//! The content that a program director may edit: TOML files with errors that say where to look.

mod choose;
mod consent;
mod desk;
mod filters;
mod guide;
mod help_line;
mod language;
mod library;
mod life;
mod names;
mod pathway;
mod places;
mod privacy;
mod program;
mod read;
mod told;
mod watch;

pub use choose::{Choosing, GroupWords};
pub use consent::{ConsentForm, Consents, FormPart, NoticePart, PatientNotice, RedisclosureText};
pub use desk::DeskRules;
pub use guide::{Guide, GuideStep, Prompt, PromptKind, SelfCheck, Step};
pub use help_line::HelpLine;
pub use language::{LanguagePair, LanguagePairs};
pub use library::{About, Article, Library, Link, StateSteps, Story};
pub use life::{Dimension, LifeArea, Support, WholeHealth};
pub use names::{Nicknames, UsernameWords};
pub use pathway::{Pathway, PathwayKind};
pub use places::places;
pub(crate) use places::start as start_places;
pub use privacy::{Kept, PrivacyRules};
pub use program::{DaysAfter, PlanRules, RulePack, Valued};
pub use read::Problem;
pub(crate) use read::open as open_file;
pub use told::Told;
pub use watch::WatchRules;

use crate::crisis::CrisisLine;
use crate::source::Source;
use domain::directory::Facets;
use domain::lang::Lang;
use domain::time::Date;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::OnceLock;

static CONTENT: OnceLock<Content> = OnceLock::new();

/// One of something for each language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerLang<T> {
    /// English.
    pub en: T,
    /// Spanish.
    pub es: T,
}

impl<T> PerLang<T> {
    /// The one for `lang`.
    pub const fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}

/// All content, read and checked.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// Rule packs, by id and then by date.
    pub programs: Vec<RulePack>,
    /// The conversation guide.
    pub guides: PerLang<Guide>,
    /// Pathways of recovery.
    pub pathways: Vec<Pathway>,
    /// Areas of life.
    pub life_areas: Vec<LifeArea>,
    /// Person-first words.
    pub language: PerLang<LanguagePairs>,
    /// Given names and their short forms.
    pub nicknames: PerLang<Nicknames>,
    /// Passphrases that everybody tries first, in lower case.
    pub passphrases: HashSet<String>,
    /// Words for usernames.
    pub usernames: PerLang<UsernameWords>,
    /// Crisis lines; 911 and 988 first, whatever a file says.
    pub crisis: Vec<CrisisLine>,
    /// Short guides, and the links out of them.
    pub library: Library,
    /// Lines to call, beside the crisis lines.
    pub help_lines: Vec<HelpLine>,
    /// Help in choosing; `None` when its files could not be read.
    pub choosing: Option<Choosing>,
    /// What meetings can be filtered by.
    pub filters: Facets,
    /// How the directory is looked after.
    pub desk: Option<DeskRules>,
    /// Forms of consents; `None` when one of their files is broken, and then nothing leaves.
    pub consents: Option<Consents>,
    /// The clocks of the privacy desk; `None` when its file could not be read.
    pub privacy: Option<PrivacyRules>,
    /// What is kept for how long.
    pub kept: Vec<Kept>,
    /// When a supervisor is asked to look at how many charts somebody opened.
    pub watch: Option<WatchRules>,
}

impl Content {
    /// Reads everything and gives what could be read beside what is wrong.
    pub fn read(source: &Source) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let content = Self {
            programs: program::load(source, &mut problems),
            guides: guide::load(source, &mut problems),
            pathways: pathway::load(source, &mut problems),
            life_areas: life::load(source, &mut problems),
            language: language::load(source, &mut problems),
            nicknames: names::nicknames(source, &mut problems),
            passphrases: names::passphrases(source, &mut problems),
            usernames: names::usernames(source, &mut problems),
            crisis: crate::crisis::load(source, &mut problems),
            library: library::load(source, &mut problems),
            help_lines: help_line::load(source, &mut problems),
            choosing: choose::load(source, &mut problems),
            filters: filters::load(source, &mut problems),
            desk: desk::load(source, &mut problems),
            consents: consent::load(source, &mut problems),
            privacy: privacy::load(source, &mut problems),
            kept: privacy::load_kept(source, &mut problems),
            watch: watch::load(source, &mut problems),
        };
        (content, problems)
    }
}

/// Reads the content, with the files of `folder` before the embedded ones. Uses nothing yet; see [`crate::start`].
pub fn load(folder: Option<&std::path::Path>) -> Result<Content, Vec<Problem>> {
    let (content, problems) = Content::read(&folder.map_or_else(Source::embedded, Source::folder));
    if problems.is_empty() { Ok(content) } else { Err(problems) }
}

/// Uses `content` from here on; `false` when content was already asked for.
pub(crate) fn install(content: Content) -> bool {
    CONTENT.set(content).is_ok()
}

/// The content in use.
pub fn content() -> &'static Content {
    CONTENT.get_or_init(|| {
        let (content, problems) = Content::read(&Source::embedded());
        for problem in problems {
            tracing::error!(%problem, "embedded content");
        }
        content
    })
}

/// Every rule pack.
pub fn programs() -> &'static [RulePack] {
    &content().programs
}

/// The pack of an id that applies on a day: before the first one began, the first one.
pub fn program_on(id: &str, date: Date) -> Option<&'static RulePack> {
    let mut of_id = programs().iter().filter(|pack| pack.id == id);
    let first = of_id.clone().next()?;
    of_id.rfind(|pack| pack.applies_on(date)).or((date < first.effective_from).then_some(first))
}

/// The conversation guide in one language.
pub fn guide(lang: Lang) -> &'static Guide {
    content().guides.get(lang)
}

/// Pathways of recovery, in the order in which people see them.
pub fn pathways() -> &'static [Pathway] {
    &content().pathways
}

/// The pathway of a key.
pub fn pathway(key: &str) -> Option<&'static Pathway> {
    pathways().iter().find(|pathway| pathway.key == key)
}

/// Areas of life, in the order in which people see them.
pub fn life_areas() -> &'static [LifeArea] {
    &content().life_areas
}

/// The life area of a key.
pub fn life_area(key: &str) -> Option<&'static LifeArea> {
    life_areas().iter().find(|area| area.key == key)
}

/// Person-first words in one language.
pub fn language_pairs(lang: Lang) -> &'static LanguagePairs {
    content().language.get(lang)
}

/// Short forms of given names in one language. Search uses both languages.
pub fn nicknames(lang: Lang) -> &'static Nicknames {
    content().nicknames.get(lang)
}

/// Passphrases that everybody tries first, in lower case.
pub fn common_passphrases() -> &'static HashSet<String> {
    &content().passphrases
}

/// Whether a passphrase is one that everybody tries first: case and spaces make no difference.
pub fn is_common_passphrase(passphrase: &str) -> bool {
    let folded = passphrase.trim().to_lowercase();
    let joined: String = folded.chars().filter(|symbol| !symbol.is_whitespace()).collect();
    let common = common_passphrases();
    common.contains(&folded) || common.contains(&joined)
}

/// Words for usernames (word-word-number), never made from a person's name.
pub fn username_words(lang: Lang) -> &'static UsernameWords {
    content().usernames.get(lang)
}

/// Short guides, and the links out of them.
pub fn library() -> &'static Library {
    &content().library
}

/// Lines to call, in the order of their files; 911 and 988 are [`crisis_lines`].
pub fn help_lines() -> &'static [HelpLine] {
    &content().help_lines
}

/// Groups, weights and evidence for help in choosing.
pub fn choosing() -> Option<&'static Choosing> {
    content().choosing.as_ref()
}

/// Crisis lines; 911 and 988 first.
pub fn crisis_lines() -> &'static [CrisisLine] {
    &content().crisis
}

/// What meetings can be filtered by, in the order in which people see it.
pub fn filters() -> &'static Facets {
    &content().filters
}

/// How the directory is looked after. Nothing where its file is broken, which no program starts with.
pub fn desk_rules() -> Option<&'static DeskRules> {
    content().desk.as_ref()
}

/// Forms of consents. Nothing where one of their files is broken, which no program starts with.
pub fn consents() -> Option<&'static Consents> {
    content().consents.as_ref()
}

/// When a supervisor is asked to look at how many charts somebody opened. Nothing where its file is broken, which no
/// program starts with.
pub fn watch_rules() -> Option<&'static WatchRules> {
    content().watch.as_ref()
}

/// The clocks of the privacy desk. Nothing where its file is broken, which no program starts with.
pub fn privacy_rules() -> Option<&'static PrivacyRules> {
    content().privacy.as_ref()
}

/// What is kept for how long, in the order in which people see it.
pub fn kept() -> &'static [Kept] {
    &content().kept
}

/// Problems of a text that must be written in both languages.
fn both_written<T>(opened: &read::Opened<T>, needle: &str, key: &str, text: &PerLang<String>) -> Vec<Problem> {
    Lang::ALL
        .into_iter()
        .filter(|lang| text.get(*lang).trim().is_empty())
        .map(|lang| opened.problem(needle, &format!("{key}.{}", lang.tag()), "must be written in this language too"))
        .collect()
}
