//! What can be suggested, and which answers speak for it.

use super::Answer;
use crate::directory::Pathway;
use std::collections::{BTreeSet, HashSet};

/// A group, or a family of groups, that may be suggested. It holds nothing about how well it works: no choice
/// can be made by that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its key in the content.
    pub key: String,
    /// The way it takes.
    pub pathway: Pathway,
    /// Whether it is for people themselves.
    pub for_oneself: bool,
    /// Whether it is for those who love someone.
    pub for_family: bool,
    /// Who names something names one of these, or this group is not for that. Empty: it is for anything.
    pub about: Vec<Answer>,
    /// One of these must have been said. Empty: nothing must.
    pub only: Vec<Answer>,
}

/// For what a weight counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Every group of a pathway.
    Pathway(Pathway),
    /// Groups by their keys.
    Groups(Vec<String>),
}

/// How an answer bears on a fit: a point of fit, never of worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// Who says this
    pub answer: Answer,
    /// may find that these
    pub target: Target,
    /// fit them more, or less.
    pub points: i8,
}

/// Groups and weights from which there is always a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    groups: Vec<Group>,
    weights: Vec<Weight>,
}

/// What a catalogue lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Lacking {
    /// Two groups share a key.
    #[error("the key {0:?} stands twice")]
    Twice(String),
    /// A weight counts for a group that is not there.
    #[error("a weight counts for {0:?}, which is no group")]
    NoSuchGroup(String),
    /// Not enough that is open to everybody.
    #[error("needs three groups for anything and anyone, of two pathways, one of them secular, {0}")]
    Choice(&'static str),
}

/// The fewest that are suggested (design: at least three, of at least two pathways, one of them secular).
pub const FEWEST: usize = 3;

impl Group {
    /// Whether it is open whatever people answer.
    fn is_for_all(&self) -> bool {
        self.about.is_empty() && self.only.is_empty()
    }
}

impl Weight {
    /// Whether it counts for a group.
    pub fn counts_for(&self, group: &Group) -> bool {
        match &self.target {
            Target::Pathway(pathway) => *pathway == group.pathway,
            Target::Groups(keys) => keys.contains(&group.key),
        }
    }
}

impl Catalogue {
    /// Refuses a catalogue that would leave somebody without a choice.
    pub fn new(groups: Vec<Group>, weights: Vec<Weight>) -> Result<Self, Lacking> {
        let mut keys = HashSet::new();
        if let Some(twice) = groups.iter().find(|group| !keys.insert(group.key.as_str())) {
            return Err(Lacking::Twice(twice.key.clone()));
        }
        for weight in &weights {
            if let Target::Groups(named) = &weight.target
                && let Some(absent) = named.iter().find(|key| !keys.contains(key.as_str()))
            {
                return Err(Lacking::NoSuchGroup(absent.clone()));
            }
        }
        let enough = |open: Vec<&Group>| {
            let pathways: BTreeSet<Pathway> = open.iter().map(|group| group.pathway).collect();
            open.len() >= FEWEST && pathways.len() >= 2 && pathways.contains(&Pathway::Secular)
        };
        let open = || groups.iter().filter(|group| group.is_for_all());
        if !enough(open().filter(|group| group.for_oneself).collect()) {
            return Err(Lacking::Choice("for oneself"));
        }
        if !enough(open().filter(|group| group.for_family).collect()) {
            return Err(Lacking::Choice("for someone they love"));
        }
        Ok(Self { groups, weights })
    }

    /// The groups, in their order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The weights, in their order.
    pub fn weights(&self) -> &[Weight] {
        &self.weights
    }
}
