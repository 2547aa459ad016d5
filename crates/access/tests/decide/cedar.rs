//! The rules as `policies.cedar` says them, written beside the table and not from it.

use crate::policy::{Policies, Question};
use crate::world::Facts;
use access::Operation;
use domain::people::Role;
use std::collections::{BTreeMap, BTreeSet};

const POLICIES: &str = include_str!("policies.cedar");

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Somebody at work, and a chart.
    Chart,
    /// Somebody at work, and their agency.
    Agency,
    /// Somebody in their own space, and a chart.
    OwnSpace,
}

/// Answers by the policies.
pub struct Cedar {
    policies: Policies,
    asked: BTreeSet<(About, Operation, Facts)>,
}

impl Cedar {
    pub fn new() -> Self {
        Self { policies: Policies::read(POLICIES), asked: BTreeSet::new() }
    }

    /// How many different questions were asked.
    pub fn questions(&self) -> usize {
        self.asked.len()
    }

    /// Whether the policies allow it.
    pub fn allows(&mut self, about: About, operation: Operation, facts: &Facts) -> bool {
        self.asked.insert((about, operation, facts.clone()));
        let (principal, resource) = match about {
            About::Chart => ("Staff", "Chart"),
            About::Agency => ("Staff", "Agency"),
            About::OwnSpace => ("Person", "Chart"),
        };
        let codes = |roles: &[Role]| roles.iter().map(|role| role.code()).collect::<BTreeSet<_>>();
        self.policies.allow(&Question {
            principal,
            action: operation.code(),
            resource,
            facts: BTreeMap::from([
                ("here", facts.here),
                ("beside", facts.beside),
                ("barred", facts.barred),
                ("own", facts.own),
                ("restricted", facts.restricted),
                ("opened", facts.opened),
            ]),
            roles: BTreeMap::from([("held", codes(&facts.held)), ("within", codes(&facts.within))]),
        })
    }
}

/// Every word between quotes in the policies is an operation or a role, so that none of them is there for nothing.
#[test]
fn the_policies_name_what_there_is() {
    let text: String = POLICIES.lines().filter(|line| !line.starts_with("//")).collect::<Vec<_>>().join("\n");
    let named: BTreeSet<&str> = text.split('"').skip(1).step_by(2).collect();
    let operations = Operation::ALL.into_iter().map(Operation::code);
    let known: BTreeSet<&str> = operations.chain(Role::ALL.iter().map(|role| role.code())).collect();
    assert_eq!(named.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert!(named.len() > 40, "{named:?}");
}
