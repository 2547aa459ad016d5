//! Reads and evaluates as much of Cedar as `policies.cedar` is written in. `proofs/cedar` holds this reader against
//! Cedar's own, question by question, in a build apart: that library asks for other features of what the house stands
//! on, and tests of the house must run on what is shipped (decision 0025).

use std::collections::{BTreeMap, BTreeSet};

/// A question: who asks, what for, about what, and what is known.
#[derive(Debug, Clone)]
pub struct Question {
    pub principal: &'static str,
    pub action: &'static str,
    pub resource: &'static str,
    pub facts: BTreeMap<&'static str, bool>,
    pub roles: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

/// One policy.
#[derive(Debug)]
struct Policy {
    permits: bool,
    principal: String,
    /// Every action, where none is named.
    actions: Vec<String>,
    resource: String,
    condition: Condition,
}

#[derive(Debug)]
enum Condition {
    Fact(String),
    /// One of these roles is in the set of this name.
    Any(String, Vec<String>),
    Not(Box<Condition>),
    And(Vec<Condition>),
    Or(Vec<Condition>),
}

/// All policies.
#[derive(Debug)]
pub struct Policies(Vec<Policy>);

impl Policies {
    pub fn read(text: &str) -> Self {
        let mut reader = Reader { words: words(text), at: 0 };
        let mut policies = Vec::new();
        while reader.at < reader.words.len() {
            policies.push(reader.policy());
        }
        Self(policies)
    }

    /// Allowed where some policy permits it and none forbids it.
    pub fn allow(&self, question: &Question) -> bool {
        let apply = |permits: bool| self.0.iter().any(|one| one.permits == permits && one.applies(question));
        apply(true) && !apply(false)
    }
}

impl Policy {
    fn applies(&self, question: &Question) -> bool {
        self.principal == question.principal
            && self.resource == question.resource
            && (self.actions.is_empty() || self.actions.iter().any(|one| one == question.action))
            && self.condition.holds(question)
    }
}

impl Condition {
    fn holds(&self, question: &Question) -> bool {
        match self {
            Self::Fact(name) => question.facts.get(name.as_str()).copied().expect("a fact that is known"),
            Self::Any(name, roles) => {
                let held = question.roles.get(name.as_str()).expect("a set that is known");
                roles.iter().any(|role| held.contains(role.as_str()))
            }
            Self::Not(one) => !one.holds(question),
            Self::And(all) => all.iter().all(|one| one.holds(question)),
            Self::Or(any) => any.iter().any(|one| one.holds(question)),
        }
    }
}

/// Names, texts between quotes (with the first quote kept), and signs.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for line in text.lines() {
        let mut rest = line.trim_start();
        while !rest.is_empty() && !rest.starts_with("//") {
            let long = match rest.chars().next() {
                Some('"') => rest[1..].find('"').expect("a quote that ends") + 2,
                Some(letter) if letter.is_alphanumeric() => {
                    rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
                }
                _ if ["::", "&&", "||", "=="].iter().any(|sign| rest.starts_with(sign)) => 2,
                _ => 1,
            };
            words.push(rest[..long].trim_end_matches('"').to_owned());
            rest = rest[long..].trim_start();
        }
    }
    words
}

struct Reader {
    words: Vec<String>,
    at: usize,
}

impl Reader {
    fn next(&mut self) -> String {
        self.at += 1;
        self.words.get(self.at - 1).expect("another word").clone()
    }

    fn is(&self, word: &str) -> bool {
        self.words.get(self.at).is_some_and(|next| next == word)
    }

    fn passed(&mut self, word: &str) -> bool {
        let found = self.is(word);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: &str) {
        wanted.split(' ').for_each(|word| assert_eq!(self.next(), word, "at word {}", self.at));
    }

    fn policy(&mut self) -> Policy {
        let permits = self.next() == "permit";
        self.expect("( principal is");
        let principal = self.next();
        self.expect(", action");
        let actions = if self.passed("==") {
            vec![self.action()]
        } else if self.passed("in") {
            self.list(Self::action)
        } else {
            Vec::new()
        };
        self.expect(", resource is");
        let resource = self.next();
        self.expect(")");
        let unless = self.next() == "unless";
        self.expect("{");
        let condition = self.any();
        self.expect("} ;");
        let condition = if unless { Condition::Not(Box::new(condition)) } else { condition };
        Policy { permits, principal, actions, resource, condition }
    }

    fn action(&mut self) -> String {
        self.expect("Action ::");
        self.quoted()
    }

    fn quoted(&mut self) -> String {
        self.next().strip_prefix('"').expect("a text between quotes").to_owned()
    }

    fn list(&mut self, one: fn(&mut Self) -> String) -> Vec<String> {
        self.expect("[");
        let mut found = Vec::new();
        while !self.passed("]") {
            found.push(one(self));
            self.passed(",");
        }
        found
    }

    fn any(&mut self) -> Condition {
        let mut parts = vec![self.all()];
        while self.passed("||") {
            parts.push(self.all());
        }
        Condition::Or(parts)
    }

    fn all(&mut self) -> Condition {
        let mut parts = vec![self.one()];
        while self.passed("&&") {
            parts.push(self.one());
        }
        Condition::And(parts)
    }

    fn one(&mut self) -> Condition {
        if self.passed("!") {
            return Condition::Not(Box::new(self.one()));
        }
        if self.passed("(") {
            let inner = self.any();
            self.expect(")");
            return inner;
        }
        self.expect("context .");
        let name = self.next();
        if !self.passed(".") {
            return Condition::Fact(name);
        }
        let roles = match self.next().as_str() {
            "contains" => {
                self.expect("(");
                vec![self.quoted()]
            }
            "containsAny" => {
                self.expect("(");
                self.list(Self::quoted)
            }
            other => unreachable!("{other} is not read here"),
        };
        self.expect(")");
        Condition::Any(name, roles)
    }
}
