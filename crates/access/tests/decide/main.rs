//! Decisions and lists against two evaluators that read no rows: the table of rules over plain facts, and policies in
//! another language that were written beside the table. On both engines, in worlds that a seed makes.

#![expect(clippy::expect_used, reason = "this is how a test ends")]

mod cedar;
mod matrix;
mod policy;
mod stage;
mod world;

use access::rules::{IN_EMERGENCY, OWN_CHART, RULES, Relation};
use access::{Fault, Operation, Store, params};
use cedar::{About, Cedar};
use domain::id::MemberId;
use domain::people::Role;
use stage::{Stage, Try};
use std::collections::{BTreeMap, BTreeSet};
use world::{Dice, EMERGENCY, Facts, LIST, World, id, keep};

/// What every throw of the dice starts from: `SEED=…` tries others.
fn seed() -> u64 {
    std::env::var("SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_260_615)
}

/// How many random worlds each engine is tried with.
const WORLDS: u16 = 64;

/// The rows of the table that allow an operation on such a chart, clause by clause; or that it was opened in an emergency.
fn reasons(facts: &Facts, operation: Operation) -> Vec<usize> {
    if !facts.here || facts.barred || facts.own {
        return Vec::new();
    }
    let by_rule = |operation: Operation| -> Vec<usize> {
        let rows = RULES.iter().enumerate().filter(|(_, rule)| rule.operations.contains(&operation));
        let holds = rows.filter(|(_, rule)| match rule.relation {
            // Nobody shares anything in these worlds; shares have tests of their own in `service`.
            Relation::Shared => false,
            Relation::Caseload => facts.beside && facts.held.iter().any(|role| rule.roles.contains(role)),
            Relation::Program | Relation::Agency => {
                !facts.restricted && facts.within.iter().any(|role| rule.roles.contains(role))
            }
        });
        holds.map(|(at, _)| at).collect()
    };
    let found = by_rule(operation);
    let opened = facts.opened && IN_EMERGENCY.contains(&operation) && !by_rule(Operation::BreakGlass).is_empty();
    if found.is_empty() && opened { vec![EMERGENCY] } else { found }
}

/// What was looked at, and what came of it.
#[derive(Default)]
struct Counted {
    yes: usize,
    no: usize,
    sole: BTreeMap<usize, usize>,
    turned: BTreeMap<&'static str, usize>,
    listed: usize,
}

impl Counted {
    fn decisions(&self) -> usize {
        self.yes + self.no
    }

    fn add(&mut self, allowed: bool) {
        *(if allowed { &mut self.yes } else { &mut self.no }) += 1;
    }
}

fn operations(about_a_member: bool) -> impl Iterator<Item = Operation> {
    Operation::ALL.into_iter().filter(move |operation| operation.about_a_member() == about_a_member)
}

/// All worlds: those with a plot, and those without.
fn worlds() -> (Vec<Stage>, Vec<World>) {
    let mut dice = Dice(seed());
    let mut number = 0;
    let mut next = || {
        number += 1;
        number
    };
    let plots = stage::plots().into_iter();
    let stages = plots.map(|(plot, operations, many)| Stage::set(next(), plot, operations, many, &mut dice)).collect();
    let mut dice = Dice(seed() ^ 7919);
    (stages, (0..WORLDS).map(|_| World::throw(next(), &mut dice)).collect())
}

/// The same question to all three.
fn same(cedar: &mut Cedar, about: About, operation: Operation, facts: &Facts, decided: bool, said: &str) -> Vec<usize> {
    let reasons = reasons(facts, operation);
    let code = operation.code();
    assert_eq!(decided, !reasons.is_empty(), "{code} in {said}: the table over {facts:?} (SEED={})", seed());
    let policies = cedar.allows(about, operation, facts);
    assert_eq!(decided, policies, "{code} in {said}: the policies over {facts:?} (SEED={})", seed());
    reasons
}

/// The table, the policies and the decision from rows agree; each rule is the only reason to allow often enough, and
/// each thing that it rests on, turned alone, denies.
#[test]
fn three_evaluators_agree_and_each_rule_is_the_sole_reason_often_enough() {
    let (stages, random) = worlds();
    let mut cedar = Cedar::new();
    for db in testkit::engines() {
        keep(&db, stages.iter().map(|stage| &stage.world).chain(&random));
        let store = Store::new(db.clone());
        let mut counted = Counted::default();
        for stage in &stages {
            on_stage(&store, stage, &mut cedar, &mut counted);
        }
        for (at, world) in random.iter().enumerate() {
            let neighbor = &random[(at + 1) % random.len()];
            in_the_open(&store, world, neighbor, &mut cedar, &mut counted);
        }
        for rule in 0..=EMERGENCY {
            let about_charts = RULES.get(rule).is_none_or(|row| {
                row.relation != Relation::Shared && row.operations.iter().any(|one| one.about_a_member())
            });
            let sole = counted.sole.get(&rule).copied().unwrap_or(0);
            assert!(!about_charts || sole >= 200, "rule {rule} is the sole reason {sole} times");
        }
        let engine = db.engine();
        println!("{engine:?}: {} decisions, {} allowed", counted.decisions(), counted.yes);
        println!("  sole reason, by row of the table (the last is an opening): {:?}", counted.sole);
        println!("  denied for one thing turned: {:?}", counted.turned);
        println!("  {} charts in lists; {} different questions to the policies", counted.listed, cedar.questions());
        assert!(counted.decisions() >= 100_000, "{} decisions", counted.decisions());
        assert!(counted.yes > 5_000 && counted.listed > 1_000, "{} and {}", counted.yes, counted.listed);
    }
}

fn on_stage(store: &Store, stage: &Stage, cedar: &mut Cedar, counted: &mut Counted) {
    let world = &stage.world;
    let mut by_worker: BTreeMap<usize, Vec<&Try>> = BTreeMap::new();
    for one in &stage.tries {
        by_worker.entry(one.worker).or_default().push(one);
    }
    let mut decided: Vec<(&Try, Operation, bool)> = Vec::new();
    for (worker, tries) in &by_worker {
        let answers = store.read(&world.call(*worker), |work| {
            let mut answers = Vec::new();
            for one in tries {
                for operation in &stage.operations {
                    answers.push((*one, *operation, work.could(*operation, world.members[one.member].0)?));
                }
            }
            Ok(answers)
        });
        decided.extend(answers.expect("decisions"));
    }
    // An operation that another rule allows as well has no sole reason here.
    let mut shared: BTreeSet<Operation> = BTreeSet::new();
    for (one, operation, allowed) in &decided {
        let facts = world.facts(one.worker, one.member);
        let reasons = same(cedar, About::Chart, *operation, &facts, *allowed, &stage.said);
        counted.add(*allowed);
        if one.turned.is_none() {
            assert!(reasons.contains(&stage.rule) || stage.rule == EMERGENCY, "{}: {operation:?}", stage.said);
            if reasons == [stage.rule] {
                *counted.sole.entry(stage.rule).or_default() += 1;
            } else {
                shared.insert(*operation);
            }
        }
    }
    for (one, operation, allowed) in decided.iter().filter(|(_, operation, _)| !shared.contains(operation)) {
        let Some(turned) = one.turned else { continue };
        assert!(!allowed, "{}: {operation:?} is allowed with {turned} (SEED={})", stage.said, seed());
        *counted.turned.entry(turned).or_default() += 1;
    }
}

fn in_the_open(store: &Store, world: &World, neighbor: &World, cedar: &mut Cedar, counted: &mut Counted) {
    let here = world.agency();
    for worker in 0..world.workers.len() {
        let said = format!("world {}, worker {worker}", world.number);
        let charts: Vec<(Option<usize>, MemberId)> = (0..world.members.len())
            .map(|at| (Some(at), world.members[at].0))
            .chain([(None, neighbor.members[0].0), (None, id(world.number, 4, 9_999))])
            .collect();
        let (of_charts, of_the_agency, lists) = store
            .read(&world.call(worker), |work| {
                let mut of_charts = Vec::new();
                for (at, member) in &charts {
                    for operation in operations(true) {
                        of_charts.push((*at, operation, work.could(operation, *member)?));
                    }
                }
                let mut of_the_agency = Vec::new();
                for operation in operations(false) {
                    of_the_agency.push((operation, work.may_agency(operation)?));
                }
                let ids: Vec<MemberId> = charts.iter().map(|(_, member)| *member).collect();
                let mut lists = Vec::new();
                for operation in Operation::ALL {
                    let among = work.among(operation, &ids)?;
                    let shown = match work.permit_list(operation) {
                        Ok(permit) => work
                            .rows(&permit, &LIST, &params![here])?
                            .into_iter()
                            .map(|mut row| {
                                let _: domain::id::AgencyId = row.take()?;
                                Ok(row.take::<MemberId>()?)
                            })
                            .collect::<Result<BTreeSet<_>, Fault>>()?,
                        Err(Fault::Absent) => BTreeSet::new(),
                        Err(other) => return Err(other),
                    };
                    lists.push((operation, among, shown));
                }
                work.nothing_new();
                Ok((of_charts, of_the_agency, lists))
            })
            .expect("decisions");
        for (at, operation, allowed) in of_charts {
            let facts = at.map_or_else(|| world.facts_elsewhere(worker), |member| world.facts(worker, member));
            same(cedar, About::Chart, operation, &facts, allowed, &said);
            counted.add(allowed);
        }
        let facts = world.facts_elsewhere(worker);
        for (operation, allowed) in of_the_agency {
            let rule = RULES.iter().any(|rule| {
                rule.operations.contains(&operation) && facts.held.iter().any(|role| rule.roles.contains(role))
            });
            assert_eq!(allowed, rule, "{} in {said}", operation.code());
            assert_eq!(allowed, cedar.allows(About::Agency, operation, &facts), "{} in {said}", operation.code());
            counted.add(allowed);
        }
        // A list holds those charts, and no others, that a rule opens. What was opened in an emergency is one page.
        for (operation, among, shown) in lists {
            let right: BTreeSet<MemberId> = (0..world.members.len())
                .filter(|member| {
                    let facts = Facts { opened: false, ..world.facts(worker, *member) };
                    !reasons(&facts, operation).is_empty()
                })
                .map(|member| world.members[member].0)
                .collect();
            assert_eq!(among, right, "among: {} in {said} (SEED={})\n{world:#?}", operation.code(), seed());
            assert_eq!(shown, right, "list: {} in {said} (SEED={})\n{world:#?}", operation.code(), seed());
            counted.listed += shown.len();
        }
        let Some(call) = world.own_call(worker) else { continue };
        let own = store.read(&call, |work| {
            let mut own = Vec::new();
            for (at, member) in &charts {
                for operation in operations(true) {
                    own.push((*at, operation, work.could(operation, *member)?));
                }
            }
            Ok(own)
        });
        for (at, operation, allowed) in own.expect("decisions") {
            let linked = at.is_some_and(|member| world.workers[worker].own_charts.contains(&member));
            let facts = Facts { own: linked, ..world.facts_elsewhere(worker) };
            assert_eq!(allowed, linked && OWN_CHART.contains(&operation), "{} in {said}", operation.code());
            assert_eq!(allowed, cedar.allows(About::OwnSpace, operation, &facts), "{} in {said}", operation.code());
            counted.add(allowed);
        }
    }
}

/// What is about the agency and no chart rests on a role that is held today, by somebody who works here still.
#[test]
fn a_rule_about_the_agency_is_the_sole_reason_and_rests_on_a_role_held_today() {
    use world::{COMING, Grant, HOLDS, OVER};
    const EACH: usize = 27;
    let mut cedar = Cedar::new();
    let mut worlds = Vec::new();
    for (at, rule) in RULES.iter().enumerate() {
        let operations: Vec<Operation> = rule.operations.iter().copied().filter(|one| !one.about_a_member()).collect();
        if operations.is_empty() {
            continue;
        }
        let mut world = World::empty(u16::try_from(at).expect("a small number") + 1);
        let each = (210 / (rule.roles.len() * operations.len()) + 1).max(EACH);
        let mut tries = Vec::new();
        for (role, place) in rule.roles.iter().flat_map(|role| (0..each).map(move |place| (*role, place))) {
            for turned in [None, Some("left"), Some("role over"), Some("role to come"), Some("another role")] {
                let worker = world.worker(turned != Some("left"));
                let span = match turned {
                    Some("role over") => OVER,
                    Some("role to come") => COMING,
                    _ => HOLDS[place % HOLDS.len()],
                };
                let role = if turned == Some("another role") { Role::Monitor } else { role };
                world.grants.push(Grant { worker, role, program: (place % 2 == 0).then_some(0), span });
                tries.push((worker, turned));
            }
        }
        worlds.push((world, operations, tries));
    }
    for db in testkit::engines() {
        keep(&db, worlds.iter().map(|(world, _, _)| world));
        let store = Store::new(db);
        for (world, operations, tries) in &worlds {
            let mut sole = 0;
            for (worker, turned) in tries {
                let decided = store.read(&world.call(*worker), |work| {
                    operations.iter().map(|one| Ok((*one, work.may_agency(*one)?))).collect::<Result<Vec<_>, Fault>>()
                });
                let facts = world.facts_elsewhere(*worker);
                for (operation, allowed) in decided.expect("decisions") {
                    let policies = cedar.allows(About::Agency, operation, &facts);
                    let said = format!("{} by worker {worker} with {turned:?}", operation.code());
                    assert_eq!(allowed, policies, "{said}");
                    assert_eq!(allowed, turned.is_none(), "{said}");
                    sole += usize::from(allowed);
                }
            }
            assert!(sole >= 200, "row {} is the sole reason {sole} times", world.number - 1);
        }
    }
}

/// One's own chart is the sole reason in one's own space, and a link that is not there opens nothing.
#[test]
fn ones_own_chart_opens_in_ones_own_space_alone() {
    let mut world = World::empty(1);
    for _ in 0..20 {
        let (worker, own, other) = (world.worker(true), world.member(false), world.member(false));
        world.own(worker, own);
        world.assignments.push(world::Assignment { member: other, worker, span: world::HOLDS[0], cover: false });
    }
    for db in testkit::engines() {
        keep(&db, std::iter::once(&world));
        let store = Store::new(db);
        let mut sole = 0;
        for worker in 0..world.workers.len() {
            let call = world.own_call(worker).expect("a space");
            let mut locked = call.clone();
            locked.space_locked = true;
            for (member, (chart, _)) in world.members.iter().enumerate() {
                let own = world.workers[worker].own_charts.contains(&member);
                let could = |call: &access::Call| {
                    let all = |work: &mut access::Work<'_>| {
                        operations(true).map(|one| Ok((one, work.could(one, *chart)?))).collect::<Result<Vec<_>, _>>()
                    };
                    store.read(call, all).expect("decisions")
                };
                if own || member % 8 == 0 {
                    for (operation, allowed) in could(&call) {
                        assert_eq!(allowed, own && OWN_CHART.contains(&operation), "{}", operation.code());
                        sole += usize::from(allowed);
                    }
                }
                if own {
                    let shut = |call: &access::Call| could(call).into_iter().all(|(_, allowed)| !allowed);
                    assert!(shut(&locked), "a space that is locked opens no chart that was not restored");
                    assert!(shut(&world.call(worker)), "nobody opens their own chart at work");
                }
            }
        }
        assert!(sole >= 200, "{sole}");
    }
}

/// While a device is handed over, only that plan exists.
#[test]
fn a_narrowed_session_reaches_one_plan() {
    let (_, random) = worlds();
    for db in testkit::engines() {
        let few = &random[..6];
        keep(&db, few.iter());
        let store = Store::new(db);
        for world in few {
            for worker in 0..world.workers.len() {
                let mut call = world.call(worker);
                call.narrowed_to = Some(id(world.number, 12, 1));
                for (member, _) in &world.members {
                    for operation in operations(true) {
                        let could = store.read(&call, |work| work.could(operation, *member)).expect("a decision");
                        assert!(!could, "{} in world {}", operation.code(), world.number);
                    }
                }
                let listed = store.read(&call, |work| work.permit_list(Operation::ReadMember).map(drop));
                assert!(matches!(listed, Err(Fault::Absent)), "world {}", world.number);
                let agency = store.read(&call, |work| work.may_agency(Operation::ReadAgency));
                assert_eq!(agency, Ok(false));
            }
        }
    }
}
