//! Sorting a list of services by what is held of it: what is new, what says something else, what is gone.

use super::import::MOST_WARNINGS;
use access::Fault;
use domain::directory::ChangeKind;
use domain::directory::offering::{Offering, Provider};
use domain::id::{OfferingId, ProviderId};
use domain::notice::Notice;
use serde::Serialize;
use standards::hsds::{Accepted, Outcome, Reason};
use std::collections::{HashMap, HashSet};

/// What is held of a list.
#[derive(Default)]
pub(super) struct HeldList {
    pub(super) offerings: HashMap<String, HeldOffering>,
    pub(super) providers: HashMap<String, HeldProvider>,
    /// Those whose contact asked to be left out, by what they are known by: under a new key they stay out.
    pub(super) left_out: HashSet<String>,
}

/// An offering as its list said it last.
pub(super) struct HeldOffering {
    pub(super) id: OfferingId,
    pub(super) provider: ProviderId,
    pub(super) name: String,
    pub(super) says: String,
    pub(super) gone: bool,
}

/// An organization.
pub(super) struct HeldProvider {
    pub(super) id: ProviderId,
    pub(super) says: String,
}

/// An offering as it is written down.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) provider: String,
    pub(super) name: String,
    pub(super) json: String,
    pub(super) left_out: bool,
}

/// An offering that says something else now.
#[derive(Clone)]
pub(super) struct Rewritten {
    pub(super) id: OfferingId,
    pub(super) entry: Entry,
    pub(super) kind: ChangeKind,
    /// Whether what somebody checked here still stands.
    pub(super) stands: bool,
}

/// Everything that the transaction does.
#[derive(Clone, Default)]
pub(super) struct Plan {
    pub(super) providers: Vec<(String, Option<ProviderId>, String, String)>,
    pub(super) known: HashMap<String, ProviderId>,
    pub(super) added: Vec<Entry>,
    pub(super) rewritten: Vec<Rewritten>,
    /// Those that have another key in their list now.
    pub(super) renamed: Vec<(OfferingId, String)>,
    /// Those that say the same, and that their publisher touched: what it says of that is kept, and is no change.
    pub(super) touched: Vec<(OfferingId, String)>,
    pub(super) ended: Vec<(OfferingId, String)>,
}

/// What came of sorting: `read = added + changed + merged + refused`.
#[derive(Default)]
pub(super) struct Sorted {
    pub(super) added: usize,
    pub(super) changed: usize,
    /// How many of the changed ones have another key, whatever else they say.
    pub(super) renamed: usize,
    pub(super) merged: usize,
    pub(super) rows: Vec<(usize, Notice, String)>,
    pub(super) warnings: Vec<(usize, Notice)>,
}

/// Sorts what comes in by what is held. Of what says nothing new only the key is kept.
pub(super) struct Sorter<'b> {
    held: &'b HeldList,
    pub(super) done: Sorted,
    plan: Plan,
    /// Keys of services that are still in the list, whether they could be used or not.
    seen: HashSet<String>,
    told: HashSet<String>,
    broken: Option<Fault>,
}

impl<'b> Sorter<'b> {
    pub(super) fn new(held: &'b HeldList) -> Self {
        let known = held.providers.iter().map(|(key, held)| (key.clone(), held.id)).collect();
        Self {
            held,
            done: Sorted::default(),
            plan: Plan { known, ..Plan::default() },
            seen: HashSet::new(),
            told: HashSet::new(),
            broken: None,
        }
    }

    pub(super) fn take(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Accepted(accepted) => {
                let Accepted { row, key, provider_key, provider, offering, warnings } = *accepted;
                let room = MOST_WARNINGS.saturating_sub(self.done.warnings.len());
                self.done.warnings.extend(warnings.into_iter().take(room).map(|notice| (row, notice)));
                self.accepted(&key, &provider_key, &provider, &offering);
            }
            Outcome::Refused(refused) => {
                // One that has ended is out of the list, as if it were not named.
                let still_there = refused.key.filter(|_| refused.reason != Reason::Ended);
                self.refused((refused.row, refused.reason.notice(), refused.excerpt), still_there);
            }
        }
    }

    /// What came of it, and what is to be done.
    pub(super) fn finish(mut self) -> Result<(Sorted, Plan), Fault> {
        if let Some(fault) = self.broken {
            return Err(fault);
        }
        let gone = self.held.offerings.iter().filter(|(key, held)| !held.gone && !self.seen.contains(*key));
        self.plan.ended = gone.map(|(_, held)| (held.id, held.name.clone())).collect();
        // A map has no order of its own, and a preview should have one.
        self.plan.ended.sort_unstable_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
        self.know_again()?;
        Ok((self.done, self.plan))
    }

    /// A list that numbers its services anew names the same ones: one with the name and the places of one that is gone
    /// keeps its identity, so that links to it hold. Of two that are alike neither is taken for it.
    fn know_again(&mut self) -> Result<(), Fault> {
        if self.plan.ended.is_empty() || self.plan.added.is_empty() {
            return Ok(());
        }
        let ended: HashSet<OfferingId> = self.plan.ended.iter().map(|(id, _)| *id).collect();
        let mut old: HashMap<String, Option<(OfferingId, Offering)>> = HashMap::new();
        for held in self.held.offerings.values().filter(|held| ended.contains(&held.id)) {
            let says: Offering = super::parsed(&held.says)?;
            old.entry(says.kin()).and_modify(|one| *one = None).or_insert(Some((held.id, says)));
        }
        let mut new: Vec<(Entry, Offering, String)> = Vec::with_capacity(self.plan.added.len());
        let mut named: HashMap<String, usize> = HashMap::new();
        for entry in std::mem::take(&mut self.plan.added) {
            let says: Offering = super::parsed(&entry.json)?;
            let kin = says.kin();
            *named.entry(kin.clone()).or_default() += 1;
            new.push((entry, says, kin));
        }
        let mut known = HashSet::new();
        for (entry, says, kin) in new {
            let alone = named.get(&kin).is_some_and(|count| *count == 1);
            let Some((id, before)) = old.remove(&kin).flatten().filter(|_| alone) else {
                self.plan.added.push(entry);
                continue;
            };
            known.insert(id);
            self.done.added -= 1;
            self.done.changed += 1;
            self.done.renamed += 1;
            self.plan.renamed.push((id, entry.key.clone()));
            let stands = before.stands_as(&says);
            self.plan.rewritten.push(Rewritten { id, entry, kind: ChangeKind::Changed, stands });
        }
        self.plan.ended.retain(|(id, _)| !known.contains(id));
        Ok(())
    }

    /// One that cannot be used: its number, why, a few words of it; and its key, where it is still in the list.
    pub(super) fn refused(&mut self, row: (usize, Notice, String), still_there: Option<String>) {
        self.seen.extend(still_there);
        self.done.rows.push(row);
    }

    /// One that can be used.
    pub(super) fn accepted(&mut self, key: &str, provider_key: &str, provider: &Provider, offering: &Offering) {
        if let Err(fault) = self.sorted(key, provider_key, provider, offering) {
            self.broken.get_or_insert(fault);
        }
    }

    fn sorted(&mut self, key: &str, of: &str, provider: &Provider, offering: &Offering) -> Result<(), Fault> {
        self.provider(of, provider)?;
        let json = json(offering)?;
        self.seen.insert(key.to_owned());
        let (key, name) = (key.to_owned(), offering.name.to_string());
        let mut entry = Entry { key, provider: of.to_owned(), name, json, left_out: false };
        let Some(held) = self.held.offerings.get(&entry.key) else {
            entry.left_out = !self.held.left_out.is_empty() && self.held.left_out.contains(&offering.alike(provider));
            self.done.added += 1;
            self.plan.added.push(entry);
            return Ok(());
        };
        let same_house = self.plan.known.get(&entry.provider) == Some(&held.provider);
        if held.gone {
            // What comes back counts as new, and keeps its address.
            self.done.added += 1;
            self.plan.rewritten.push(Rewritten { id: held.id, entry, kind: ChangeKind::Back, stands: false });
            return Ok(());
        }
        if same_house && held.says == entry.json {
            self.done.merged += 1;
            return Ok(());
        }
        let before: Option<Offering> = serde_json::from_str(&held.says).ok();
        if same_house && before.as_ref().is_some_and(|before| before.says_the_same(offering)) {
            self.done.merged += 1;
            self.plan.touched.push((held.id, entry.json));
            return Ok(());
        }
        let stands = before.is_some_and(|before| before.stands_as(offering));
        self.done.changed += 1;
        self.plan.rewritten.push(Rewritten { id: held.id, entry, kind: ChangeKind::Changed, stands });
        Ok(())
    }

    /// An organization stands with each of its services; it is looked at once.
    fn provider(&mut self, key: &str, provider: &Provider) -> Result<(), Fault> {
        if !self.told.insert(key.to_owned()) {
            return Ok(());
        }
        let json = json(provider)?;
        let held = self.held.providers.get(key);
        if held.is_none_or(|held| held.says != json) {
            let id = held.map(|held| held.id);
            self.plan.providers.push((key.to_owned(), id, provider.name.to_string(), json));
        }
        Ok(())
    }
}

pub(super) fn json(entry: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(entry).map_err(|why| Fault::Broken(format!("an entry as JSON: {why}")))
}
