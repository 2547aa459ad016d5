//! Pieces of writing as forms show them: their words, what is wrong, what may help.

use super::chart::Chart;
use super::origin::Came;
use super::view::say;
use crate::page::Face;
use domain::lang::Lang;
use domain::plan::{LanguageHelper, TextField, WordPair};
use service::plan::PlanView;
use std::sync::OnceLock;
use words::content::LanguagePairs;

/// A piece of writing in a form.
pub struct Writing {
    /// The field's name in the form without JavaScript.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What is written.
    pub value: String,
    /// Whose it is: the plan, a goal, a strategy, an action.
    pub owner: String,
    /// The field's code.
    pub field: &'static str,
    /// The revision that the reader saw.
    pub revision: i64,
    /// What is wrong with it, or nothing.
    pub error: String,
    /// A question that would find it, or nothing.
    pub hint: String,
    /// Where the language helper's words are, for staff writing; or nothing.
    pub words_url: String,
    /// Other words, for what stands there.
    pub offers: Vec<Offer>,
}

/// Words that stand there, and others that put the person first.
pub struct Offer {
    /// As they stand.
    pub says: String,
    /// What one could write.
    pub instead: String,
}

/// What every piece of writing on a page needs to know.
pub struct Pen<'a> {
    lang: Lang,
    view: &'a PlanView,
    came: &'a Came,
    words_url: Option<String>,
}

impl<'a> Pen<'a> {
    /// For one page.
    pub fn new(lang: Lang, chart: &Chart, view: &'a PlanView, came: &'a Came) -> Self {
        // The helper is for staff. While the device is with the member, it is the member who writes.
        let staff = chart.face == Face::Work && !chart.handed_over();
        Self { lang, view, came, words_url: staff.then(|| format!("{}/person-first", chart.base)) }
    }

    /// A piece of writing.
    pub fn write(&self, owner: &str, field: TextField, value: &str) -> Writing {
        self.write_asking(owner, field, value, String::new())
    }

    /// A piece of writing with a question that would find it.
    pub fn write_asking(&self, owner: &str, field: TextField, value: &str, hint: String) -> Writing {
        let code = field.code();
        let name = format!("text.{code}.{owner}");
        let error = self.came.wrong(&name, "").to_owned();
        let typed = if error.is_empty() { value } else { self.came.typed(&name, "") };
        let helps = if of_the_member(field) { None } else { self.words_url.as_ref() };
        Writing {
            label: say(self.lang, &format!("plan-field-{code}")),
            value: typed.to_owned(),
            owner: owner.to_owned(),
            field: code,
            revision: self.view.revisions.get(&(owner.to_owned(), field)).copied().unwrap_or_default(),
            error,
            hint,
            offers: if helps.is_some() { offers(self.lang, typed) } else { Vec::new() },
            words_url: helps.cloned().unwrap_or_default(),
            name,
        }
    }

    /// Several pieces of one owner.
    pub fn write_all(&self, owner: &str, pieces: &[(TextField, &str)]) -> Vec<Writing> {
        pieces.iter().map(|(field, text)| self.write(owner, *field, text)).collect()
    }
}

/// The member's own words, whoever types them: the helper never speaks of these.
const fn of_the_member(field: TextField) -> bool {
    matches!(
        field,
        TextField::GoodLife
            | TextField::Strengths
            | TextField::Home
            | TextField::GoalStatement
            | TextField::GoalWhy
            | TextField::ActionWhoName
    )
}

fn helper(lang: Lang) -> &'static LanguageHelper {
    static EN: OnceLock<LanguageHelper> = OnceLock::new();
    static ES: OnceLock<LanguageHelper> = OnceLock::new();
    let kept = match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    };
    kept.get_or_init(|| {
        let list = words::content::language_pairs(lang);
        let pair =
            |own: &words::content::LanguagePair| WordPair { says: own.flags.clone(), instead: own.offers.clone() };
        LanguageHelper::new(&list.pairs.iter().map(pair).collect::<Vec<_>>(), &list.allow)
    })
}

/// At most this many offers stand under one field: more would be a lecture.
const MOST: usize = 4;

fn offers(lang: Lang, text: &str) -> Vec<Offer> {
    let pairs: &LanguagePairs = words::content::language_pairs(lang);
    let offer = |hint: domain::plan::Hint| {
        let says = text.get(hint.range)?.to_owned();
        Some(Offer { says, instead: pairs.pairs.get(hint.pair)?.offers.join(" · ") })
    };
    helper(lang).find(text).into_iter().filter_map(offer).take(MOST).collect()
}
