//! What programs ask of a plan, with what the agency adopted: an adopted value counts, any other only reminds.

use crate::Fault;
use access::{Permit, Work, params, statements};
use domain::id::{AgencyId, MemberId};
use domain::plan::{RuleValue, SignerKind};
use domain::time::Date;
use std::collections::BTreeSet;
use words::content::{Anchor, Confidence, RulePack, Valued, program_on};

statements! {
    ADOPTED_VALUES = "
        SELECT rule_pack, rule_key, rule_value FROM rule_adoption WHERE agency_id = $1 AND withdrawn_at IS NULL";
    PACKS_OF_MEMBER = "
        SELECT DISTINCT p.rule_pack FROM enrolment e
        JOIN program p ON p.agency_id = e.agency_id AND p.id = e.program_id
        WHERE e.agency_id = $1 AND e.member_id = $2 AND e.starts_on <= $3 AND (e.ends_on IS NULL OR e.ends_on >= $3)
        ORDER BY p.rule_pack";
    ALLIES_WHO_SIGN = "
        SELECT DISTINCT relation FROM ally
        WHERE agency_id = $1 AND member_id = $2 AND signs AND until_on IS NULL
        ORDER BY relation";
}

/// Somebody whose signature is expected, and by which rule. None: by the product's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// In which part.
    pub signer: SignerKind,
    /// The program's rule.
    pub rule: Option<RuleValue<SignerKind>>,
}

impl Expected {
    /// Whether the agency made it its rule that a version waits for this signature.
    pub fn blocks(&self) -> bool {
        self.rule.as_ref().is_some_and(|rule| rule.confidence == "adopted")
    }
}

/// What an agency adopted.
pub(super) struct Asked {
    adopted: BTreeSet<(String, String, String)>,
}

impl Asked {
    /// One statement, whatever the number of programs.
    pub(super) fn of<'w>(work: &mut Work<'w>, permit: &Permit<'w>, agency: AgencyId) -> Result<Self, Fault> {
        let rows = work.rows(permit, &ADOPTED_VALUES, &params![agency])?;
        let adopted = rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?, row.take()?)));
        Ok(Self { adopted: adopted.collect::<Result<_, Fault>>()? })
    }

    /// A value as the due items carry it. `said` is how an adoption keeps it, so that a change of the pack is noticed.
    fn rule<T, V>(&self, pack: &RulePack, key: &str, said: String, held: &Valued<T>, value: V) -> RuleValue<V> {
        let adopted = self.adopted.contains(&(pack.id.clone(), key.to_owned(), said));
        let checked = held.confidence != Confidence::Unverified;
        RuleValue {
            value,
            source: held.source.clone(),
            verified_on: checked.then_some(held.verified_on),
            confidence: if adopted { "adopted" } else { held.confidence.code() }.to_owned(),
        }
    }

    /// When the first plan is due, and counted from what.
    pub(super) fn first_plan(&self, pack: &RulePack) -> Option<(RuleValue<i64>, Anchor)> {
        let held = pack.plan.initial_plan_due.as_ref()?;
        let (days, event) = (held.value.days, held.value.event);
        let said = format!("{days} {}", event.code());
        Some((self.rule(pack, "initial-plan-due", said, held, i64::from(days)), event))
    }

    /// After how many days the plan is looked at again.
    pub(super) fn review(&self, pack: &RulePack) -> Option<RuleValue<i64>> {
        let held = pack.plan.review_interval_days.as_ref()?;
        Some(self.rule(pack, "review-interval-days", held.value.to_string(), held, i64::from(held.value)))
    }

    /// How many days a recommendation is good for.
    pub(super) fn recommendation(&self, pack: &RulePack) -> Option<RuleValue<i64>> {
        let held = pack.plan.recommendation_valid_days.as_ref()?;
        Some(self.rule(pack, "recommendation-valid-days", held.value.to_string(), held, i64::from(held.value)))
    }

    /// Who a program expects to sign, where such a person is part of every plan.
    pub(super) fn signers(&self, pack: &RulePack) -> Vec<(SignerKind, RuleValue<SignerKind>)> {
        let signers = pack.plan.expected_signers.iter();
        let known = signers.filter_map(|held| Some((held, held.value.code().parse::<SignerKind>().ok()?)));
        let rule = |held: &Valued<_>, kind: SignerKind| {
            self.rule(pack, &format!("signer.{}", kind.code()), kind.code().to_owned(), held, kind)
        };
        known.map(|(held, kind)| (kind, rule(held, kind))).collect()
    }

    /// Who is expected under a plan that serves these packs: the product's own two first. A rule that the agency
    /// adopted counts over one that it did not.
    pub(super) fn expected(&self, packs: &[String], with: &[SignerKind], today: Date) -> Vec<Expected> {
        let mut expected: Vec<Expected> =
            [SignerKind::Member, SignerKind::Peer].map(|signer| Expected { signer, rule: None }).into();
        for pack in packs.iter().filter_map(|pack| program_on(pack, today)) {
            for (signer, rule) in self.signers(pack) {
                let only_if_any = matches!(signer, SignerKind::Guardian | SignerKind::Caregiver);
                if only_if_any && !with.contains(&signer) {
                    continue;
                }
                match expected.iter_mut().find(|known| known.signer == signer) {
                    Some(known) if known.blocks() => {}
                    Some(known) => known.rule = Some(rule),
                    None => expected.push(Expected { signer, rule: Some(rule) }),
                }
            }
        }
        for signer in with {
            if expected.iter().all(|known| known.signer != *signer) {
                expected.push(Expected { signer: *signer, rule: None });
            }
        }
        expected
    }
}

/// The rule packs of the programs that a member is in today.
pub(super) fn rule_packs<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<String>, Fault> {
    let today = work.today(agency)?;
    let rows = work.rows(permit, &PACKS_OF_MEMBER, &params![agency, member, today])?;
    rows.into_iter().map(|mut row| Ok(row.take()?)).collect()
}

/// Who is expected to sign a member's plan. A guardian or caregiver only where one is written down as a signer.
pub(super) fn expected_signers<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    agency: AgencyId,
    member: MemberId,
) -> Result<Vec<Expected>, Fault> {
    let today = work.today(agency)?;
    let packs = rule_packs(work, permit, agency, member)?;
    let asked = Asked::of(work, permit, agency)?;
    let rows = work.rows(permit, &ALLIES_WHO_SIGN, &params![agency, member])?;
    let relations = rows.into_iter().map(|mut row| Ok(row.take()?)).collect::<Result<Vec<String>, Fault>>()?;
    let with: Vec<SignerKind> = relations.iter().filter_map(|relation| relation.parse().ok()).collect();
    Ok(asked.expected(&packs, &with, today))
}

/// Those whom the agency's own rule waits for.
pub(super) fn blocking(expected: &[Expected], signed: &[SignerKind]) -> Vec<SignerKind> {
    expected.iter().filter(|one| one.blocks() && !signed.contains(&one.signer)).map(|one| one.signer).collect()
}
