//! Cedar's own reader and evaluator, held against the small one that the tests of `access` run the policies with.
//!
//! Every action, with every fact yes and no, and every role alone; then many roles at once, from a seed.

use cedar_policy::{Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request};
use policy::{Policies, Question};
use std::collections::{BTreeMap, BTreeSet};

#[path = "../../../crates/access/tests/decide/policy.rs"]
mod policy;

const POLICIES: &str = include_str!("../../../crates/access/tests/decide/policies.cedar");
const FACTS: [&str; 6] = ["here", "beside", "barred", "own", "restricted", "opened"];
const ABOUT: [(&str, &str); 3] = [("Staff", "Chart"), ("Staff", "Agency"), ("Person", "Chart")];

/// Words between quotes in the policies: actions, and all others are roles. Two of each that no policy names.
fn named() -> (Vec<&'static str>, Vec<&'static str>) {
    let parts: Vec<&str> = POLICIES.split('"').collect();
    let quoted = |wanted: bool| {
        let words = parts.iter().enumerate().filter(|(at, _)| at % 2 == 1);
        let fits = words.filter(|(at, _)| parts[at - 1].ends_with("Action::") == wanted);
        fits.map(|(_, word)| *word).collect::<BTreeSet<_>>()
    };
    let (actions, roles) = (quoted(true), quoted(false));
    (actions.into_iter().chain(["sign-in"]).collect(), roles.into_iter().chain(["monitor"]).collect())
}

struct Cedar(PolicySet, Authorizer);

impl Cedar {
    fn allows(&self, question: &Question) -> bool {
        let one = |kind: &str, name: &str| -> EntityUid { format!("{kind}::\"{name}\"").parse().expect("a name") };
        let mut context = serde_json::Map::new();
        context.extend(question.facts.iter().map(|(name, is)| ((*name).to_owned(), (*is).into())));
        for (name, roles) in &question.roles {
            context.insert((*name).to_owned(), roles.iter().copied().collect::<Vec<_>>().into());
        }
        let request = Request::new(
            one(question.principal, "somebody"),
            one("Action", question.action),
            one(question.resource, "this"),
            Context::from_json_value(context.into(), None).expect("a context"),
            None,
        );
        let response = self.1.is_authorized(&request.expect("a question"), &self.0, &Entities::empty());
        assert_eq!(response.diagnostics().errors().count(), 0, "{question:?}");
        response.decision() == Decision::Allow
    }
}

#[test]
fn the_small_reader_says_what_cedar_says() {
    let cedar = Cedar(POLICIES.parse().expect("the policies read"), Authorizer::new());
    let own = Policies::read(POLICIES);
    let (actions, roles) = named();
    let (mut asked, mut allowed) = (0_usize, 0_usize);
    let mut ask = |about: (&'static str, &'static str), action, facts: u32, held: BTreeSet<_>, within: BTreeSet<_>| {
        let question = Question {
            principal: about.0,
            action,
            resource: about.1,
            facts: FACTS.iter().enumerate().map(|(at, name)| (*name, facts >> at & 1 == 1)).collect(),
            roles: BTreeMap::from([("held", held), ("within", within)]),
        };
        let said = cedar.allows(&question);
        assert_eq!(said, own.allow(&question), "{question:?}");
        asked += 1;
        allowed += usize::from(said);
    };
    for about in ABOUT {
        for action in &actions {
            for facts in 0..1 << FACTS.len() {
                for role in &roles {
                    let one = BTreeSet::from([*role]);
                    // Roles matter nowhere in one's own space.
                    if about.0 == "Staff" {
                        ask(about, *action, facts, one.clone(), BTreeSet::new());
                        ask(about, *action, facts, one.clone(), one);
                    } else if *role == roles[0] {
                        ask(about, *action, facts, one, BTreeSet::new());
                    }
                }
            }
        }
    }
    let mut dice = 20_260_615_u64;
    let mut up_to = |most: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).expect("a small number") % most
    };
    for _ in 0..10_000 {
        let (about, action) = (ABOUT[up_to(ABOUT.len())], actions[up_to(actions.len())]);
        let facts = u32::try_from(up_to(1 << FACTS.len())).expect("a small number") | 1;
        let held: BTreeSet<&str> = (0..up_to(5)).map(|_| roles[up_to(roles.len())]).collect();
        let within = held.iter().copied().filter(|_| up_to(2) == 0).collect();
        ask(about, action, facts, held, within);
    }
    println!("{asked} questions, {allowed} allowed");
    assert!(asked > 100_000 && allowed > 2_000, "{asked} and {allowed}");
}
