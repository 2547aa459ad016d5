//! Writing, settling, making versions and signing, in any order, hold against a model of a few lines; on both engines.

use crate::house::{houses, session, signing};
use domain::id::{GoalId, MemberId, RowId, VersionId};
use domain::lang::Lang;
use domain::plan::{HowSigned, SignerKind, TextField};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use service::people::register;
use service::plan::{PlanView, TextSaved, add_goal, freeze, open, save_text, settle_clash, sign};
use service::{Fault, House, Session};
use std::collections::{BTreeMap, BTreeSet};

/// Some words twice, so that two may say the same; and what databases like to trip over.
const WORDS: [&str; 6] =
    ["", "a garden", "a house", "a garden\nand a house", "🌅 mañana, O'Brien's \"50 %_\\\"", "سلام"];

#[derive(Debug, Clone)]
enum Step {
    /// Who, in which goal, how many revisions behind, which words.
    Write(usize, usize, i64, usize),
    /// Which of the open clashes, how many revisions behind, which words.
    Settle(usize, i64, usize),
    Freeze,
    /// Which version, from the newest; as whom.
    Sign(usize, SignerKind),
}

fn step() -> impl Strategy<Value = Step> {
    let behind = prop_oneof![3 => Just(0i64), 1 => Just(1), 1 => Just(2)];
    let signer = prop_oneof![Just(SignerKind::Member), Just(SignerKind::Peer)];
    prop_oneof![
        6 => (0..2usize, 0..2usize, behind.clone(), 0..WORDS.len()).prop_map(|(a, b, c, d)| Step::Write(a, b, c, d)),
        3 => (0..4usize, behind, 0..WORDS.len()).prop_map(|(a, b, c)| Step::Settle(a, b, c)),
        3 => Just(Step::Freeze),
        4 => (prop_oneof![4 => Just(0usize), 1 => Just(1)], signer).prop_map(|(back, signer)| Step::Sign(back, signer)),
    ]
}

/// One piece of writing: what stands, and what each of the two keeps beside it.
#[derive(Default)]
struct Piece {
    revision: i64,
    body: &'static str,
    beside: BTreeMap<usize, &'static str>,
}

struct Version {
    id: VersionId,
    number: u32,
    words: [&'static str; 2],
    signed: BTreeSet<SignerKind>,
}

/// What people would expect, without a database.
#[derive(Default)]
struct Model {
    pieces: [Piece; 2],
    versions: Vec<Version>,
}

/// How a use case ended.
#[derive(Debug, PartialEq)]
enum End {
    Done,
    Invalid,
    Refused,
    Absent,
}

fn end<T>(outcome: &Result<T, Fault>) -> End {
    match outcome {
        Ok(_) => End::Done,
        Err(Fault::Invalid(_)) => End::Invalid,
        Err(Fault::Refused(_)) => End::Refused,
        Err(Fault::Absent) => End::Absent,
        Err(other) => panic!("{other}"),
    }
}

impl Model {
    fn clashes(&self) -> usize {
        self.pieces.iter().map(|piece| piece.beside.len()).sum()
    }

    fn words(&self) -> [&'static str; 2] {
        [self.pieces[0].body, self.pieces[1].body]
    }

    fn write(&mut self, who: usize, at: usize, base: i64, text: &'static str) -> TextSaved {
        let piece = &mut self.pieces[at];
        if piece.body == text || base == piece.revision {
            // Whoever saves over what stands, or says again what they read there, has seen it.
            if base == piece.revision {
                piece.beside.remove(&who);
            }
            piece.revision += i64::from(piece.body != text);
            piece.body = text;
            return TextSaved::Saved { revision: piece.revision };
        }
        piece.beside.insert(who, text);
        TextSaved::Clash { theirs: piece.body.to_owned(), revision: piece.revision }
    }

    fn sign(&mut self, back: usize, signer: SignerKind) -> End {
        let clashes = self.clashes();
        let Some(at) = self.versions.len().checked_sub(1 + back) else { return End::Absent };
        let newest = at + 1 == self.versions.len();
        let version = &mut self.versions[at];
        let complete = version.signed.len() == 2;
        if !complete && (!newest || clashes > 0) {
            return End::Refused;
        }
        if version.signed.insert(signer) { End::Done } else { End::Invalid }
    }

    /// How making a version ends, and whether it takes the place of the newest.
    fn freeze(&self) -> (End, bool) {
        if self.clashes() > 0 {
            return (End::Refused, false);
        }
        match self.versions.last() {
            Some(last) if last.words == self.words() && last.signed.len() == 2 => (End::Invalid, false),
            Some(last) => (End::Done, last.signed.is_empty() || last.words == self.words()),
            None => (End::Done, false),
        }
    }
}

/// A plan of the house, and the two who write in it.
struct Plan<'h> {
    house: &'h House,
    people: &'h [Session; 2],
    member: MemberId,
    goals: [GoalId; 2],
}

impl<'h> Plan<'h> {
    fn new(house: &'h House, people: &'h [Session; 2]) -> Self {
        let peer = &people[0];
        let member = register(house, peer, house.new_command(), "Ash", Lang::En).expect("a chart");
        let goals = ["Sleep at home", "Walk daily"]
            .map(|goal| add_goal(house, peer, house.new_command(), member, goal, "").expect("a goal"));
        Self { house, people, member, goals }
    }

    fn view(&self) -> PlanView {
        open(self.house, &self.people[0], self.member).expect("a plan")
    }

    fn carry_out(&self, model: &mut Model, step: &Step) -> Result<(), TestCaseError> {
        let (house, member, command) = (self.house, self.member, self.house.new_command());
        match *step {
            Step::Write(who, at, behind, words) => {
                let base = (model.pieces[at].revision - behind).max(0);
                let owner = self.goals[at].to_string();
                let field = TextField::GoalWhy;
                let saved = save_text(house, &self.people[who], command, member, &owner, field, base, WORDS[words]);
                prop_assert_eq!(saved.expect("an answer"), model.write(who, at, base, WORDS[words]));
            }
            Step::Settle(which, behind, words) => {
                let open: Vec<(usize, usize)> = (0..2).flat_map(|at| model.of(at).map(move |who| (at, who))).collect();
                let Some(&(at, who)) = open.get(which % open.len().max(1)) else { return Ok(()) };
                let Some(clash) = self.clash(model, at, who) else { return Ok(()) };
                let piece = &mut model.pieces[at];
                let seen = piece.revision - behind;
                let settled = settle_clash(house, &self.people[0], command, member, clash, seen, WORDS[words]);
                let expected = if behind == 0 {
                    piece.revision += 1;
                    piece.body = WORDS[words];
                    piece.beside.remove(&who);
                    TextSaved::Saved { revision: piece.revision }
                } else {
                    TextSaved::Clash { theirs: piece.body.to_owned(), revision: piece.revision }
                };
                prop_assert_eq!(settled.expect("an answer"), expected);
            }
            Step::Freeze => {
                let (expected, replaces) = model.freeze();
                let made = freeze(house, &self.people[0], command, member);
                prop_assert_eq!(end(&made), expected);
                if let Ok(id) = made {
                    model.made(id, replaces);
                }
            }
            Step::Sign(back, signer) => {
                let Some(at) = model.versions.len().checked_sub(1 + back) else { return Ok(()) };
                let how = if signer == SignerKind::Peer { HowSigned::OwnSession } else { HowSigned::Drawn };
                let id = model.versions[at].id;
                let signed = sign(house, &self.people[0], command, member, id, signing(signer, how));
                prop_assert_eq!(end(&signed), model.sign(back, signer));
            }
        }
        Ok(())
    }

    /// The clash of one of the two; none where both keep the same words, so that one cannot be told from the other.
    fn clash(&self, model: &Model, at: usize, who: usize) -> Option<RowId> {
        let (owner, text) = (self.goals[at].to_string(), *model.pieces[at].beside.get(&who)?);
        let view = self.view();
        let mut same = view.clashes.iter().filter(|clash| clash.owner == owner && clash.theirs == text);
        same.next().filter(|_| same.next().is_none()).map(|clash| clash.id)
    }

    /// What anybody reads is what the model says.
    fn holds(&self, model: &Model, step: &Step) -> Result<(), TestCaseError> {
        let view = self.view();
        let mut beside: Vec<(String, String, String)> = Vec::new();
        for (goal, piece) in self.goals.iter().zip(&model.pieces) {
            let why = view.content.goal(*goal).map(|goal| goal.why.as_str());
            prop_assert_eq!(why, Some(piece.body), "{:?}", step);
            let revision = view.revisions.get(&(goal.to_string(), TextField::GoalWhy)).copied().unwrap_or(0);
            prop_assert_eq!(revision, piece.revision, "{:?}", step);
            let kept = piece.beside.values().map(|text| (goal.to_string(), piece.body.to_owned(), (*text).to_owned()));
            beside.extend(kept);
        }
        let mut shown: Vec<_> = view.clashes.into_iter().map(|clash| (clash.owner, clash.ours, clash.theirs)).collect();
        shown.sort();
        beside.sort();
        prop_assert_eq!(shown, beside, "{:?}", step);
        let versions: Vec<(VersionId, u32, bool, usize)> = view
            .versions
            .iter()
            .map(|line| (line.id, line.number, line.signed_on.is_some(), line.signatures.len()))
            .collect();
        let expected: Vec<(VersionId, u32, bool, usize)> = model
            .versions
            .iter()
            .rev()
            .map(|one| (one.id, one.number, one.signed.len() == 2, one.signed.len()))
            .collect();
        prop_assert_eq!(versions, expected, "{:?}", step);
        Ok(())
    }
}

impl Model {
    fn of(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.pieces[at].beside.keys().copied()
    }

    fn made(&mut self, id: VersionId, replaces: bool) {
        let words = self.words();
        match self.versions.last_mut() {
            Some(last) if replaces => (last.id, last.words) = (id, words),
            last => {
                let number = last.map_or(1, |last| last.number + 1);
                self.versions.push(Version { id, number, words, signed: BTreeSet::new() });
            }
        }
    }
}

#[test]
fn whatever_two_people_do_the_plan_is_what_they_said() {
    for house in houses() {
        let people = [session(&house, "dana"), session(&house, "renee")];
        let config = Config { cases: 12, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
        let outcome = TestRunner::new(config).run(&proptest::collection::vec(step(), 8..25), |steps| {
            let (plan, mut model) = (Plan::new(&house, &people), Model::default());
            for step in &steps {
                plan.carry_out(&mut model, step)?;
                plan.holds(&model, step)?;
            }
            Ok(())
        });
        if let Err(why) = outcome {
            panic!("{why}");
        }
    }
}
