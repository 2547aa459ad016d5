//! Loading many rows at once.

use crate::ground::{ALL, agency, count, engines, row};
use db::{Engine, Error, Scope, Statement, params};

const THING: &[&str] = &["agency_id", "id", "name", "flag", "number", "weight", "data", "doc"];
const PART: &[&str] = &["id", "agency_id", "thing_id"];

static PARTS: Statement = Statement {
    name: "PARTS",
    sql: "SELECT count(*), count(t.id) FROM part p LEFT JOIN thing t ON t.agency_id = p.agency_id AND t.id = p.thing_id",
};

#[test]
fn rows_of_many_tables_are_loaded_in_any_mix() {
    for db in engines() {
        let many = 30_000u32;
        db.bulk_load(|loader| {
            for at in 0..many {
                let agency = agency((at % 3) as u8 + 1);
                loader.table("thing", THING);
                let data = at.is_multiple_of(2).then(|| at.to_be_bytes().to_vec());
                loader.push(&params![agency, row(at), format!("é {at}"), true, 1_i64, 0.5_f64, data, "{}"])?;
                loader.table("part", PART);
                loader.push(&params![row(at), agency, row(at)])?;
            }
            assert_eq!(loader.rows(), u64::from(many) * 2);
            Ok::<_, Error>(())
        })
        .expect("loaded");
        assert_eq!(count(&db), i64::from(many));
        let mut parts = db.read(&Scope::system(), |tx| tx.row(&PARTS, &[])).expect("read").expect("a row");
        assert_eq!((parts.take(), parts.take()), (Ok(i64::from(many)), Ok(i64::from(many))));
        if db.engine() == Engine::Postgres {
            let seen = db.read(&Scope::none(), |tx| Ok::<_, Error>(tx.rows(&ALL, &[])?.len()));
            assert_eq!(seen, Ok(0), "the walls stand again");
        }
    }
}

#[test]
fn a_load_that_fails_leaves_nothing() {
    for db in engines() {
        let load = |number: i64, name: &str, stop: bool| {
            db.bulk_load(|loader| {
                loader.table("thing", THING);
                for at in 0..50 {
                    let name = format!("{name}{at}");
                    loader.push(&params![agency(1), row(at), name, true, number, 0.5_f64, None::<Vec<u8>>, "{}"])?;
                }
                if stop { Err(Error::Other("stop".to_owned())) } else { Ok(()) }
            })
        };
        assert_eq!(load(1, "a", true), Err(Error::Other("stop".to_owned())));
        assert!(matches!(load(13, "a", false), Err(Error::Constraint(_))));
        assert_eq!(count(&db), 0);
        assert_eq!(load(1, "a", false), Ok(()));
        assert!(matches!(load(1, "b", false), Err(Error::Unique { .. })));
        assert_eq!(count(&db), 50);
        let odd = db.bulk_load(|loader| {
            loader.table("thing; DROP TABLE thing", &["id"]);
            loader.push(&params![1_i64])
        });
        assert!(odd.is_err());
    }
}
