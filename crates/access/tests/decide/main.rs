//! Decisions and lists against an oracle that reads no rows, in random worlds, on both engines.

#![expect(clippy::expect_used, reason = "this is how a test ends")]

mod world;

use access::rules::{RULES, Relation};
use access::{Actor, Call, Fault, Operation, StaffHat, Store, params};
use domain::id::{Identity, Ids, MemberId};
use domain::people::Role;
use domain::time::Moment;
use std::collections::BTreeSet;
use world::{Dice, LIST, World, agency, id};

/// How many worlds each engine is tried with.
const WORLDS: u64 = 25;

/// Whether the worker may do the operation on the chart, clause by clause from what the world is.
fn oracle(world: &World, worker: usize, member: usize, operation: Operation) -> bool {
    let (_, restricted) = world.members[member];
    let me = &world.workers[worker];
    if !me.active || me.own_chart == Some(member) || world.barred.contains(&(member, worker)) {
        return false;
    }
    let beside =
        |other: usize| world.assignments.iter().any(|(of, by, span)| *of == member && *by == other && span.holds());
    let supervised =
        world.supervisions.iter().any(|(over, under, span)| *over == worker && span.holds() && beside(*under));
    let caseload = beside(worker) || supervised;
    let in_program = |program: usize| {
        world.enrolments.iter().any(|(of, into, span)| *of == member && *into == program && span.holds())
    };
    held(world, worker).into_iter().any(|(role, program)| {
        RULES.iter().filter(|rule| rule.roles.contains(&role) && rule.operations.contains(&operation)).any(
            |rule| match (rule.relation, program) {
                // Nobody shares anything in these worlds; shares have tests of their own in `service`.
                (Relation::Shared, _) => false,
                (Relation::Caseload, _) => caseload,
                (_, None) => !restricted,
                (_, Some(program)) => !restricted && in_program(program),
            },
        )
    })
}

fn held(world: &World, worker: usize) -> Vec<(Role, Option<usize>)> {
    let own = world.grants.iter().filter(|(by, _, _, span)| *by == worker && span.holds());
    own.map(|(_, role, program, _)| (*role, *program)).collect()
}

fn call(world: &World, worker: usize) -> Call {
    let me = &world.workers[worker];
    let hat = StaffHat { account: id(10, worker), agency: agency(), staff: me.id, person: me.person };
    let noon: domain::time::Moment = Moment::from_micros(1_781_539_200_000_000);
    Call::new(Actor::Staff(hat), noon, Ids::new(noon, [u8::try_from(worker).expect("a small number"); 16]))
}

fn worlds() -> impl Iterator<Item = (Store, World, String)> {
    (0..WORLDS).flat_map(|seed| {
        testkit::engines().into_iter().enumerate().map(move |(engine, db)| {
            let world = World::throw(&mut Dice(seed * 7919 + 17));
            world.keep(&db);
            (Store::new(db), world, format!("world {seed} on engine {engine}"))
        })
    })
}

/// One decision is the oracle's, for every worker, chart and operation.
#[test]
fn a_decision_follows_the_table() {
    let (mut yes, mut no) = (0, 0);
    for (store, world, said) in worlds() {
        for worker in 0..world.workers.len() {
            let call = call(&world, worker);
            let decided = store.read(&call, |work| {
                let mut decided = Vec::new();
                for (member, _) in &world.members {
                    for operation in Operation::ALL.into_iter().filter(|operation| operation.about_a_member()) {
                        decided.push((*member, operation, work.could(operation, *member)?));
                    }
                }
                Ok(decided)
            });
            for (member, operation, allowed) in decided.expect("decisions") {
                let at = world.members.iter().position(|(own, _)| *own == member).expect("a member");
                let right = oracle(&world, worker, at, operation);
                assert_eq!(allowed, right, "{said}: worker {worker}, member {at}, {}\n{world:#?}", operation.code());
                if right { yes += 1 } else { no += 1 }
            }
        }
    }
    assert!(yes > 200 && no > 200, "both answers come often enough to mean something: {yes} and {no}");
}

/// A list shows no chart that the same worker could not open, and all that its widest relation gives.
#[test]
fn a_list_shows_what_could_be_opened() {
    let mut shown = 0;
    for (store, world, said) in worlds() {
        for worker in 0..world.workers.len() {
            let call = call(&world, worker);
            let rows = store.read(&call, |work| {
                let permit = work.permit_list(Operation::ReadMember)?;
                let rows = work.rows(&permit, &LIST, &params![agency()])?;
                rows.into_iter()
                    .map(|mut row| {
                        let _: domain::id::AgencyId = row.take()?;
                        Ok(row.take::<MemberId>()?)
                    })
                    .collect::<Result<BTreeSet<_>, Fault>>()
            });
            let rows = match rows {
                Ok(rows) => rows,
                Err(Fault::Absent) => BTreeSet::new(),
                Err(other) => unreachable!("{said}: {other:?}"),
            };
            let may = |at: usize| oracle(&world, worker, at, Operation::ReadMember);
            for (at, (member, _)) in world.members.iter().enumerate() {
                assert!(may(at) || !rows.contains(member), "{said}: worker {worker} sees member {at}\n{world:#?}");
            }
            let caseload_only = held(&world, worker).iter().all(|(role, _)| *role == Role::PeerSpecialist);
            if caseload_only {
                let all: BTreeSet<_> =
                    world.members.iter().enumerate().filter(|(at, _)| may(*at)).map(|(_, (id, _))| *id).collect();
                assert_eq!(rows, all, "{said}: worker {worker}\n{world:#?}");
            }
            shown += rows.len();
        }
    }
    assert!(shown > 50, "lists show charts: {shown}");
}

/// While a device is handed over, only that plan exists.
#[test]
fn a_narrowed_session_reaches_one_plan() {
    for (store, world, said) in worlds().take(6) {
        for worker in 0..world.workers.len() {
            let mut call = call(&world, worker);
            call.narrowed_to = Some(id(11, 1));
            for (member, _) in &world.members {
                for operation in Operation::ALL.into_iter().filter(|operation| operation.about_a_member()) {
                    let could = store.read(&call, |work| work.could(operation, *member)).expect("a decision");
                    assert!(!could, "{said}: {} on {:?}", operation.code(), member.bytes());
                }
            }
            let listed = store.read(&call, |work| work.permit_list(Operation::ReadMember).map(drop));
            assert!(matches!(listed, Err(Fault::Absent)), "{said}");
        }
    }
}
