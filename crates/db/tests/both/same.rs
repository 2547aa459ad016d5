//! The same operations give the same results on both engines, and as a plain map would.

use crate::ground::{ADD, LIST, agency, engines, row};
use db::{Db, Error, Scope, Statement, params};
use domain::id::RowId;
use proptest::prelude::*;
use std::collections::BTreeMap;

static RENAME: Statement =
    Statement { name: "RENAME", sql: "UPDATE thing SET name = $1, weight = $2 WHERE agency_id = $3 AND id = $4" };
static REMOVE: Statement = Statement { name: "REMOVE", sql: "DELETE FROM thing WHERE agency_id = $1 AND id = $2" };
static CLEAR: Statement = Statement { name: "CLEAR", sql: "DELETE FROM thing" };
static PAGE: Statement = Statement {
    name: "PAGE",
    sql: "SELECT id, name FROM thing WHERE agency_id = $1 AND (name, id) > ($2, $3) ORDER BY name, id LIMIT 3",
};

#[derive(Debug, Clone, PartialEq)]
struct Thing {
    id: u32,
    name: String,
    flag: bool,
    number: i64,
    weight: f64,
    data: Option<Vec<u8>>,
}

#[derive(Debug, Clone)]
enum Step {
    Add(Thing),
    Rename(u32, String, f64),
    Remove(u32),
    /// Adds, then errs: nothing may stay.
    Abandon(Thing),
    Page(String, u32),
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("same".to_owned()),
        Just("🌱👩🏽‍⚕️".to_owned()),
        "[ -~]{1,8}",
        "\\PC{0,12}",
        Just("x".repeat(300)),
        Just("nul\0".to_owned()),
    ]
}

fn thing() -> impl Strategy<Value = Thing> {
    let number = prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX), Just(13)];
    let weight = prop_oneof![any::<f64>(), Just(f64::MIN_POSITIVE), Just(f64::INFINITY), Just(f64::NAN), Just(3.0)];
    let data = proptest::option::of(proptest::collection::vec(any::<u8>(), 0..40));
    (0..6u32, name(), any::<bool>(), number, weight, data).prop_map(|(id, name, flag, number, weight, data)| Thing {
        id,
        name,
        flag,
        number,
        weight,
        data,
    })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => thing().prop_map(Step::Add),
        2 => (0..6u32, name(), any::<f64>()).prop_map(|(id, name, weight)| Step::Rename(id, name, weight)),
        1 => (0..6u32).prop_map(Step::Remove),
        1 => thing().prop_map(Step::Abandon),
        1 => (name(), 0..6u32).prop_map(|(name, id)| Step::Page(name, id)),
    ]
}

/// The kind of outcome, without words that differ from engine to engine.
fn outcome<T>(done: Result<T, Error>) -> Result<T, String> {
    done.map_err(|why| match why {
        Error::Constraint(_) => "constraint".to_owned(),
        // A row that breaks two rules may be told of either.
        Error::Unique { .. } => "unique".to_owned(),
        other => other.to_string(),
    })
}

fn put(tx: &mut db::Tx, one: &Thing) -> Result<u64, Error> {
    let values =
        params![agency(1), row(one.id), &one.name, one.flag, one.number, one.weight, &one.data, "{\"k\": [1]}"];
    tx.run(&ADD, &values)
}

type Answer = Result<Vec<(RowId, String)>, String>;

fn run(db: &Db, step: Step) -> Answer {
    let scope = Scope::agency(agency(1));
    let changed = |done: Result<u64, Error>| outcome(done).map(|rows| vec![(row(rows as u32), String::new())]);
    match step {
        Step::Add(one) => changed(db.write(scope, move |tx| put(tx, &one))),
        Step::Rename(id, name, weight) => {
            changed(db.write(scope, move |tx| tx.run(&RENAME, &params![&name, weight, agency(1), row(id)])))
        }
        Step::Remove(id) => changed(db.write(scope, move |tx| tx.run(&REMOVE, &params![agency(1), row(id)]))),
        Step::Abandon(one) => changed(db.write(scope, move |tx| {
            put(tx, &one)?;
            Err(Error::Other("abandoned".to_owned()))
        })),
        Step::Page(name, id) => outcome(db.read(&scope, |tx| {
            let found = tx.rows(&PAGE, &params![agency(1), &name, row(id)])?;
            found.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
        })),
    }
}

fn everything(db: &Db) -> Vec<Thing> {
    let read = |tx: &mut db::Tx| -> Result<Vec<Thing>, Error> {
        let found = tx.rows(&LIST, &params![agency(1)])?;
        found
            .into_iter()
            .map(|mut found| {
                found.skip()?;
                let id: [u8; 16] = found.take()?;
                Ok(Thing {
                    id: u32::from(id[15]),
                    name: found.take()?,
                    flag: found.take()?,
                    number: found.take()?,
                    weight: found.take()?,
                    data: found.take()?,
                })
            })
            .collect()
    };
    db.read(&Scope::agency(agency(1)), read).expect("everything")
}

/// What a map of things would do; the rules of the schema in a few lines.
fn expect(model: &mut BTreeMap<u32, Thing>, step: &Step) {
    let storable = |name: &str, weight: f64| !name.contains('\0') && !weight.is_nan();
    match step {
        Step::Add(one) => {
            let taken = model.values().any(|other| {
                other.id == one.id || other.name == one.name || (one.data.is_some() && other.data == one.data)
            });
            if !taken && one.number != 13 && storable(&one.name, one.weight) {
                model.insert(one.id, one.clone());
            }
        }
        Step::Rename(id, name, weight) => {
            let taken = model.values().any(|other| other.id != *id && other.name == *name);
            if let Some(one) = model.get_mut(id)
                && !taken
                && storable(name, *weight)
            {
                one.name.clone_from(name);
                one.weight = *weight;
            }
        }
        Step::Remove(id) => {
            model.remove(id);
        }
        Step::Abandon(_) | Step::Page(..) => {}
    }
}

#[test]
fn the_engines_agree_with_each_other_and_with_a_map() {
    let engines = engines();
    let config = ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(steps in proptest::collection::vec(step(), 1..25))| {
        let mut model = BTreeMap::new();
        for db in &engines {
            db.write(Scope::system(), |tx| tx.run(&CLEAR, &[])).expect("cleared");
        }
        for step in steps {
            expect(&mut model, &step);
            let answers: Vec<Answer> = engines.iter().map(|db| run(db, step.clone())).collect();
            for answer in &answers {
                prop_assert_eq!(answer, &answers[0], "{:?}", step);
            }
        }
        let mut wanted: Vec<Thing> = model.into_values().collect();
        wanted.sort_by(|one, other| one.name.cmp(&other.name));
        for db in &engines {
            prop_assert_eq!(&everything(db), &wanted, "{:?}", db.engine());
        }
    });
}
