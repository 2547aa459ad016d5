//! Help in choosing: from answers to a few groups that may fit, each with the reasons.
//!
//! A longitudinal comparison found no difference in efficacy between the groups that it looked at (Zemore and others,
//! 2018), so groups are matched by fit alone. What is suggested stands in the order of the catalogue and says nothing
//! of worth: never fewer than three, of at least two pathways, one of them secular.

mod answers;
mod catalogue;

pub use answers::{Answer, Answers, Question};
pub use catalogue::{Catalogue, FEWEST, Group, Lacking, Target, Weight};

use super::Pathway;

/// The most that are suggested: enough to compare, few enough to read.
const MOST: usize = 5;
/// The most of one pathway, so that different ways are seen.
const OF_ONE_PATHWAY: usize = 2;

/// Why a group is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// An answer speaks for it: the place of the weight in the catalogue.
    Said(usize),
    /// So that there is one without religion.
    Secular,
    /// So that different ways can be compared.
    Compare,
}

/// A group that may fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion<'a> {
    /// The group.
    pub group: &'a Group,
    /// Why it is here; never empty.
    pub reasons: Vec<Reason>,
    /// Answers that speak against it, by the place of their weight: to be known before one goes.
    pub cautions: Vec<usize>,
}

/// A group with its points of fit. They decide who is among the few and are never shown.
struct Fit<'a> {
    place: usize,
    group: &'a Group,
    points: i32,
    counting: Vec<(usize, i8)>,
}

/// A few groups that may fit, in the order of the catalogue.
///
/// Among groups that fit alike, `turn` (such as the number of the day) says whose turn it is, so that
/// no group comes before another for its name.
pub fn choose<'a>(catalogue: &'a Catalogue, answers: &Answers, turn: usize) -> Vec<Suggestion<'a>> {
    let all = catalogue.groups();
    let mut fits: Vec<Fit<'a>> = (0..)
        .zip(all)
        .filter(|(_, group)| may_fit(group, answers))
        .map(|(place, group)| Fit::of(place, group, catalogue, answers))
        .collect();
    let in_turn = |place: usize| (place + turn % all.len().max(1)) % all.len().max(1);
    fits.sort_by_key(|fit| (std::cmp::Reverse(fit.points), in_turn(fit.place)));
    let mut picked: Vec<Fit<'a>> = Vec::new();
    let mut passed_over = Vec::new();
    for fit in fits {
        let of_this = picked.iter().filter(|own| own.group.pathway == fit.group.pathway).count();
        let wanted = picked.len() < FEWEST || (picked.len() < MOST && fit.points >= 0);
        if wanted && of_this < OF_ONE_PATHWAY { picked.push(fit) } else { passed_over.push(fit) }
    }
    let secular = |fit: &Fit<'_>| fit.group.pathway == Pathway::Secular;
    if !picked.iter().any(secular)
        && let Some(at) = passed_over.iter().position(secular)
    {
        picked.truncate(MOST - 1);
        picked.push(passed_over.swap_remove(at));
    }
    picked.sort_by_key(|fit| fit.place);
    picked.into_iter().map(Fit::suggest).collect()
}

/// Whether a group is for this at all.
fn may_fit(group: &Group, answers: &Answers) -> bool {
    let said = |any: &[Answer]| any.iter().any(|answer| answers.has(*answer));
    let theirs = if answers.for_someone() { group.for_family } else { group.for_oneself };
    let about = group.about.is_empty() || !answers.speaks_to(Question::Substance) || said(&group.about);
    theirs && about && (group.only.is_empty() || said(&group.only))
}

impl<'a> Fit<'a> {
    fn of(place: usize, group: &'a Group, catalogue: &Catalogue, answers: &Answers) -> Self {
        let counts = |(_, weight): &(usize, &Weight)| answers.has(weight.answer) && weight.counts_for(group);
        let counting: Vec<(usize, i8)> =
            (0..).zip(catalogue.weights()).filter(counts).map(|(at, weight)| (at, weight.points)).collect();
        let points = counting.iter().map(|(_, points)| i32::from(*points)).sum();
        Self { place, group, points, counting }
    }

    fn suggest(self) -> Suggestion<'a> {
        let those =
            |speaks: fn(i8) -> bool| self.counting.iter().filter(move |(_, points)| speaks(*points)).map(|(at, _)| *at);
        let mut reasons: Vec<Reason> = those(|points| points > 0).map(Reason::Said).collect();
        let cautions = those(|points| points < 0).collect();
        if reasons.is_empty() {
            let why = if self.group.pathway == Pathway::Secular { Reason::Secular } else { Reason::Compare };
            reasons.push(why);
        }
        Suggestion { group: self.group, reasons, cautions }
    }
}

#[cfg(test)]
mod tests;
