//! What programs ask of a plan, with what the agency adopted: an adopted value counts, any other only reminds.

use crate::Fault;
use crate::people::{RuleKey, RuleSays, RuleValue as Held, adoptions, rule_values};
use access::{Permit, ProgramsOpen, Work, params, statements};
use domain::id::{AgencyId, MemberId};
use domain::plan::{Anchor, Confidence, Expected, PlanPart, RulePackRef, RuleValue, SignerKind, expected, told};
use domain::time::{Date, plus_days};
use std::collections::BTreeMap;
use words::content::{program_on, programs};

statements! {
    PACKS_OF_MEMBER = "
        SELECT p.rule_pack, p.id FROM enrolment e
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        WHERE e.agency_id = $1 AND e.member_id = $2 AND e.starts_on <= $3 AND (e.ends_on IS NULL OR e.ends_on >= $3)
        ORDER BY p.rule_pack, p.id";
    PACKS_EVER = "
        SELECT DISTINCT p.rule_pack FROM enrolment e
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        WHERE e.agency_id = $1 AND e.member_id = $2 AND e.program_id IN (SELECT DISTINCT to_id(value) FROM json_each($3))";
    ALLIES_BESIDE = "
        SELECT relation, signs FROM ally
        WHERE agency_id = $1 AND member_id = $2 AND relation IN ('guardian', 'caregiver') AND until_on IS NULL
        ORDER BY relation";
}

/// Guardians and caregivers in a member's life, as far as signing looks at them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// There is one.
    pub(super) there: Vec<SignerKind>,
    /// There is one who signs instead of the member.
    pub(super) signs: Vec<SignerKind>,
}

/// The rules of every pack on a day, with what the agency adopted.
pub(super) struct Asked {
    packs: BTreeMap<&'static str, Vec<Held>>,
}

impl Asked {
    /// One statement, whatever the number of programs.
    pub(super) fn of<'w>(
        work: &mut Work<'w>,
        permit: &Permit<'w>,
        agency: AgencyId,
        today: Date,
    ) -> Result<Self, Fault> {
        let kept = adoptions(work, permit, agency)?;
        let current = programs().iter().filter_map(|pack| program_on(&pack.id, today));
        Ok(Self { packs: current.map(|pack| (pack.id.as_str(), rule_values(pack, &kept))).collect() })
    }

    fn held(&self, pack: &str) -> &[Held] {
        self.packs.get(pack).map_or(&[], Vec::as_slice)
    }

    fn days(&self, pack: &str, key: RuleKey) -> Option<RuleValue<i64>> {
        self.held(pack).iter().find(|held| held.key == key).and_then(|held| match held.says {
            RuleSays::Days(days) => Some(rule(held, i64::from(days))),
            _ => None,
        })
    }

    /// When the first plan is due, and counted from what.
    pub(super) fn first_plan(&self, pack: &str) -> Option<(RuleValue<i64>, Anchor)> {
        self.held(pack).iter().find_map(|held| match held.says {
            RuleSays::DaysAfter(days, event) => Some((rule(held, i64::from(days)), event)),
            _ => None,
        })
    }

    /// After how many days the plan is looked at again.
    pub(super) fn review(&self, pack: &str) -> Option<RuleValue<i64>> {
        self.days(pack, RuleKey::Review)
    }

    /// How many days a recommendation is good for.
    pub(super) fn recommendation(&self, pack: &str) -> Option<RuleValue<i64>> {
        self.days(pack, RuleKey::Recommendation)
    }

    /// For each pack, the last days from which something is late today: those of a first plan, of a look at the plan and
    /// of a recommendation (ten characters each, `0000-00-00` where the pack says nothing), `r` where a first plan is
    /// counted from the recommendation and `s` where from the start, and the pack.
    pub(super) fn late_from(&self, today: Date) -> Vec<String> {
        let never = || "0000-00-00".to_owned();
        let before = |days: i64| plus_days(today, -days - 1).to_string();
        let line = |pack: &&str| {
            let first = self.first_plan(pack);
            let counted =
                if first.as_ref().is_some_and(|(_, event)| *event == Anchor::Recommendation) { 'r' } else { 's' };
            let first = first.map_or_else(never, |(rule, _)| before(rule.value));
            let look = self.review(pack).filter(|rule| rule.value > 0).map_or_else(never, |rule| before(rule.value));
            let valid = self.recommendation(pack).map_or_else(never, |rule| before(rule.value));
            format!("{first}{look}{valid}{counted}{pack}")
        };
        self.packs.keys().map(line).collect()
    }

    /// What plans under these packs are to hold.
    pub(super) fn parts<'a>(&'a self, packs: &'a [String]) -> impl Iterator<Item = RuleValue<PlanPart>> + 'a {
        packs.iter().flat_map(|pack| self.held(pack)).filter_map(|held| match held.says {
            RuleSays::Holds(part) => Some(rule(held, part)),
            _ => None,
        })
    }

    /// The packs under which this signer is expected to sign.
    pub(super) fn packs_expecting(&self, signer: SignerKind) -> Vec<&'static str> {
        let signs = RuleSays::Signs(signer);
        let packs = self.packs.iter().filter(|(_, held)| held.iter().any(|held| held.says == signs));
        packs.map(|(pack, _)| *pack).collect()
    }

    /// Who is expected to sign, as far as a reader may know: `all` packs count for what a version waits for, the `open`
    /// ones are named.
    pub(super) fn expected_told(&self, all: &[String], open: &[String], beside: &Beside) -> Vec<Expected> {
        told(&self.expected(all, beside), self.expected(open, beside))
    }

    /// Who is expected to sign under a plan that serves these packs.
    pub(super) fn expected(&self, packs: &[String], beside: &Beside) -> Vec<Expected> {
        let rules = packs.iter().flat_map(|pack| self.held(pack)).filter_map(|held| match held.says {
            RuleSays::Signs(signer) => Some(rule(held, signer)),
            _ => None,
        });
        expected(rules, &beside.there, &beside.signs)
    }
}

/// A value as the plan's own rules carry it.
fn rule<T>(held: &Held, value: T) -> RuleValue<T> {
    let checked = held.confidence != Confidence::Unverified;
    RuleValue {
        value,
        source: held.source.clone(),
        verified_on: checked.then_some(held.verified_on),
        confidence: held.confidence,
        adopted: held.adopted.is_some(),
    }
}

/// The rule packs of the programs that a member is in today.
#[derive(Debug, Default)]
pub(super) struct Packs {
    /// Every one: they all count for what blocks.
    pub(super) all: Vec<String>,
    /// Those of programs that the reader may know of.
    pub(super) open: Vec<String>,
}

/// The rule packs of the programs that a member is in today.
pub(super) fn rule_packs<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Packs, Fault> {
    let today = work.today(agency)?;
    let open = work.programs_open(permit)?;
    let mut packs = Packs::default();
    for mut row in work.rows(permit, &PACKS_OF_MEMBER, &params![agency, member, today])? {
        let (pack, program): (String, _) = (row.take()?, row.take()?);
        if open.holds(program) && !packs.open.contains(&pack) {
            packs.open.push(pack.clone());
        }
        if packs.all.last() != Some(&pack) {
            packs.all.push(pack);
        }
    }
    Ok(packs)
}

/// Takes the packs of programs that the reader need not know of out of what a version names.
pub(super) fn keep_told<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    rules: &mut Vec<RulePackRef>,
) -> Result<(), Fault> {
    let open = work.programs_open(permit)?;
    if open == ProgramsOpen::All {
        return Ok(());
    }
    let mut known: Vec<String> = Vec::new();
    for mut row in work.rows(permit, &PACKS_EVER, &params![agency, member, open.list()])? {
        known.push(row.take()?);
    }
    rules.retain(|rule| known.contains(&rule.id));
    Ok(())
}

/// Who is expected to sign a member's plan. `whole` for a decision; for a page, what its reader may know of it.
pub(super) fn expected_signers<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    (agency, member): (AgencyId, MemberId),
    whole: bool,
) -> Result<Vec<Expected>, Fault> {
    let today = work.today(agency)?;
    let packs = rule_packs(work, permit, agency, member)?;
    let asked = Asked::of(work, permit, agency, today)?;
    let mut beside = Beside::default();
    for mut row in work.rows(permit, &ALLIES_BESIDE, &params![agency, member])? {
        let relation: String = row.take()?;
        let signs: bool = row.take()?;
        let Ok(signer) = relation.parse::<SignerKind>() else { continue };
        beside.there.push(signer);
        beside.signs.extend(signs.then_some(signer));
    }
    let open = if whole { &packs.all } else { &packs.open };
    Ok(asked.expected_told(&packs.all, open, &beside))
}
