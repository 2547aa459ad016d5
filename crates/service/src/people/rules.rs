//! The values of a program's rule pack, with what the agency's compliance officer adopted.
//!
//! A value that nobody adopted may remind and never blocks. An adopted value counts, as long as the pack still
//! says what was adopted.

use crate::{Fault, House, Session};
use access::{Operation, Permit, Work, params, statements};
use domain::id::{AgencyId, CommandId, ProgramId, RowId};
use domain::notice::Notice;
use domain::people::Regime;
use domain::plan::{Anchor, Confidence, PlanPart, SignerKind};
use domain::text::Line;
use domain::time::{Date, Moment};
use std::collections::BTreeMap;
use words::content::{RulePack, Valued, program_on, programs};

statements! {
    PACKS_OF_AGENCY = "
        SELECT id, name, rule_pack FROM program WHERE agency_id = $1 ORDER BY name, id";

    ADOPTED = "
        SELECT a.id, a.rule_pack, a.rule_key, a.rule_value, a.source, s.name, a.adopted_at
        FROM rule_adoption a
        LEFT JOIN staff s ON s.agency_id = a.agency_id AND s.id = a.adopted_by
        WHERE a.agency_id = $1 AND a.withdrawn_at IS NULL
        ORDER BY a.adopted_at, a.id";

    WITHDRAW_KEY = "
        UPDATE rule_adoption SET withdrawn_at = $4
        WHERE agency_id = $1 AND rule_pack = $2 AND rule_key = $3 AND withdrawn_at IS NULL";

    WITHDRAW = "
        UPDATE rule_adoption SET withdrawn_at = $3 WHERE agency_id = $1 AND id = $2 AND withdrawn_at IS NULL";

    ADOPT = "
        INSERT INTO rule_adoption (agency_id, id, rule_pack, rule_key, rule_value, source, adopted_by, adopted_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

/// Which value of a pack: its text is kept beside an adoption, and is written here alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKey {
    /// When the first plan is due.
    FirstPlan,
    /// After how many days the plan is looked at again.
    Review,
    /// How many days a recommendation is good for.
    Recommendation,
    /// Within how many days of the recommendation service begins.
    Start,
    /// Who signs.
    Signer(SignerKind),
    /// What a plan holds.
    Part(PlanPart),
    /// Which confidentiality rule an enrolment starts with.
    Regime,
}

impl std::fmt::Display for RuleKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::FirstPlan => f.write_str("initial-plan-due"),
            Self::Review => f.write_str("review-interval-days"),
            Self::Recommendation => f.write_str("recommendation-valid-days"),
            Self::Start => f.write_str("start-within-days"),
            Self::Signer(signer) => write!(f, "signer.{}", signer.code()),
            Self::Part(part) => write!(f, "part.{}", part.code()),
            Self::Regime => f.write_str("default-regime"),
        }
    }
}

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleSays {
    /// So many calendar days.
    Days(u16),
    /// So many calendar days after an event.
    DaysAfter(u16, Anchor),
    /// Somebody is expected to sign.
    Signs(SignerKind),
    /// A plan must hold this part.
    Holds(PlanPart),
    /// Which confidentiality rule an enrolment starts with.
    Keeps(Regime),
}

impl RuleSays {
    /// As it is kept beside an adoption, so that a change of the pack is noticed.
    pub fn code(self) -> String {
        match self {
            Self::Days(days) => days.to_string(),
            Self::DaysAfter(days, event) => format!("{days} {}", event.code()),
            Self::Signs(signer) => signer.code().to_owned(),
            Self::Holds(part) => part.code().to_owned(),
            Self::Keeps(regime) => regime.code().to_owned(),
        }
    }
}

/// Who adopted a value, when, and on which page they read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The adoption.
    pub id: RowId,
    /// The name of who adopted it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Where they read it.
    pub page: String,
}

/// One value of a pack.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleValue {
    /// Which one it is.
    pub key: RuleKey,
    /// What it says.
    pub says: RuleSays,
    /// Where it stands.
    pub source: String,
    /// When it was last held against its source.
    pub verified_on: Date,
    /// How sure we are.
    pub confidence: Confidence,
    /// The agency's adoption of this very value.
    pub adopted: Option<Adoption>,
    /// An adoption of what the pack said earlier: it no longer counts.
    pub adopted_before: Option<Adoption>,
}

/// The rules of one program on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramRules {
    /// The program.
    pub program: ProgramId,
    /// Its name.
    pub name: String,
    /// The pack.
    pub pack: &'static RulePack,
    /// Its values.
    pub values: Vec<RuleValue>,
}

impl ProgramRules {
    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&RuleValue> {
        self.values.iter().find(|value| value.key.to_string() == key)
    }

    /// The adoption of a key's value; only an adopted value may block.
    pub fn adopted(&self, key: &str) -> Option<&Adoption> {
        self.value(key).and_then(|value| value.adopted.as_ref())
    }

    /// Who is expected to sign, with whether the agency adopted it.
    pub fn signers(&self) -> impl Iterator<Item = (SignerKind, &RuleValue)> {
        self.values.iter().filter_map(|value| match value.says {
            RuleSays::Signs(signer) => Some((signer, value)),
            _ => None,
        })
    }
}

/// An adoption as it stands in the table.
pub(crate) struct Kept {
    pack: String,
    key: String,
    value: String,
    adoption: Adoption,
}

/// What the agency adopted, under every pack.
pub(crate) fn adoptions<'w>(work: &mut Work<'w>, permit: &Permit<'w>, agency: AgencyId) -> Result<Vec<Kept>, Fault> {
    let rows = work.rows(permit, &ADOPTED, &params![agency])?;
    rows.into_iter()
        .map(|mut row| {
            let id = row.take()?;
            let (pack, key, value) = (row.take()?, row.take()?, row.take()?);
            let page = row.take()?;
            let by: Option<String> = row.take()?;
            let adoption = Adoption { id, page, by: by.unwrap_or_default(), at: row.take()? };
            Ok(Kept { pack, key, value, adoption })
        })
        .collect()
}

/// The values of a pack, in the order in which people see them.
pub(crate) fn values(pack: &RulePack, kept: &[Kept]) -> Vec<RuleValue> {
    let mut values = Vec::new();
    let mut add = |key: RuleKey, says: RuleSays, source: &str, verified_on: Date, confidence: Confidence| {
        let name = key.to_string();
        let mine = || kept.iter().filter(|kept| kept.pack == pack.id && kept.key == name);
        let adopted = mine().find(|kept| kept.value == says.code()).map(|kept| kept.adoption.clone());
        let adopted_before = mine().find(|kept| kept.value != says.code()).map(|kept| kept.adoption.clone());
        let source = source.to_owned();
        values.push(RuleValue { key, says, source, verified_on, confidence, adopted, adopted_before });
    };
    let plan = &pack.plan;
    if let Some(due) = &plan.initial_plan_due {
        let says = RuleSays::DaysAfter(due.value.days, due.value.event);
        add(RuleKey::FirstPlan, says, &due.source, due.verified_on, due.confidence);
    }
    for (key, days) in [
        (RuleKey::Review, &plan.review_interval_days),
        (RuleKey::Recommendation, &plan.recommendation_valid_days),
        (RuleKey::Start, &plan.start_within_days),
    ] {
        if let Some(Valued { value, source, verified_on, confidence }) = days {
            add(key, RuleSays::Days(*value), source, *verified_on, *confidence);
        }
    }
    for signer in &plan.expected_signers {
        let says = RuleSays::Signs(signer.value);
        add(RuleKey::Signer(signer.value), says, &signer.source, signer.verified_on, signer.confidence);
    }
    for part in &plan.required_fields {
        let says = RuleSays::Holds(part.value);
        add(RuleKey::Part(part.value), says, &part.source, part.verified_on, part.confidence);
    }
    let regime = &pack.default_regime;
    let says = RuleSays::Keeps(regime.value);
    add(RuleKey::Regime, says, &regime.source, regime.verified_on, regime.confidence);
    values
}

/// The rules of every program of an agency on a day, with what the agency adopted: two statements, whatever
/// the number of programs. A program whose pack is not among the content has no entry.
pub fn rules_of_agency<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    on: Date,
) -> Result<BTreeMap<ProgramId, ProgramRules>, Fault> {
    let agency = permit.agency().ok_or(Fault::Absent)?;
    let kept = adoptions(work, permit, agency)?;
    let mut rules = BTreeMap::new();
    for mut row in work.rows(permit, &PACKS_OF_AGENCY, &params![agency])? {
        let (program, name): (ProgramId, String) = (row.take()?, row.take()?);
        let pack: String = row.take()?;
        if let Some(pack) = program_on(&pack, on) {
            rules.insert(program, ProgramRules { program, name, pack, values: values(pack, &kept) });
        }
    }
    Ok(rules)
}

/// The rules of one program on a day, with what the agency adopted.
pub fn rules_for_program<'w>(
    work: &mut Work<'w>,
    permit: &Permit<'w>,
    program: ProgramId,
    on: Date,
) -> Result<Option<ProgramRules>, Fault> {
    Ok(rules_of_agency(work, permit, on)?.remove(&program))
}

/// The rules of every program, for the desk of the agency.
pub fn rules(house: &House, session: &Session) -> Result<Vec<ProgramRules>, Fault> {
    house.store().read(&house.call_as(session), |work| {
        let permit = work.permit_agency(Operation::ReadAgency)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let today = work.today(agency)?;
        let mut rules: Vec<ProgramRules> = rules_of_agency(work, &permit, today)?.into_values().collect();
        rules.sort_by(|a, b| (&a.name, a.program).cmp(&(&b.name, b.program)));
        Ok(rules)
    })
}

/// Takes a value of a pack as the agency's own. `page` says where the compliance officer read it.
pub fn adopt(
    house: &House,
    session: &Session,
    command: CommandId,
    pack: &str,
    key: &str,
    page: &str,
) -> Result<RowId, Fault> {
    let page = Line::parse(page).map_err(|notice| Fault::invalid("page", notice))?;
    let (pack, key) = (pack.to_owned(), key.to_owned());
    house.store().command(&house.call_as(session), command, Operation::AdoptRule, move |work| {
        let permit = work.permit_agency(Operation::AdoptRule)?;
        let hat = work.staff_hat()?;
        let today = work.today(hat.agency)?;
        let known = programs().iter().any(|known| known.id == pack);
        let current = program_on(&pack, today).filter(|_| known).ok_or(Fault::Absent)?;
        let value = values(current, &[]).into_iter().find(|value| value.key.to_string() == key);
        let says = value.ok_or_else(|| Fault::invalid("key", Notice::new("choice-unknown")))?.says.code();
        let now = work.now();
        work.run(&permit, &WITHDRAW_KEY, &params![hat.agency, pack.as_str(), key.as_str(), now])?;
        let id: RowId = work.ids().next();
        let row = params![hat.agency, id, pack.as_str(), key.as_str(), says, page.as_str(), hat.staff, now];
        work.run(&permit, &ADOPT, &row)?;
        work.detail(&format!("adopted {pack} {key}"));
        Ok(id)
    })
}

/// Takes an adoption back. It stays in the table, with its end.
pub fn withdraw_adoption(house: &House, session: &Session, command: CommandId, adoption: RowId) -> Result<(), Fault> {
    house.store().command(&house.call_as(session), command, Operation::AdoptRule, move |work| {
        let permit = work.permit_agency(Operation::AdoptRule)?;
        let agency = permit.agency().ok_or(Fault::Absent)?;
        let now = work.now();
        if work.run(&permit, &WITHDRAW, &params![agency, adoption, now])? == 0 {
            return Err(Fault::Absent);
        }
        work.detail(&format!("withdrew {adoption}"));
        Ok(())
    })
}
