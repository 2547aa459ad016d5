//! Units of work: all or nothing, the same on both engines.

use crate::ground::{ADD, ALL, LIST, add, agency, count, engines, row};
use db::{Db, Error, Scope, Statement, Value, params};
use domain::id::RowId;
use domain::lang::Lang;
use domain::time::{Date, Moment};
use std::sync::Barrier;

#[test]
fn a_row_comes_back_as_it_went_in() {
    for db in engines() {
        let names = ["", "plain", "🌱 zażółć \u{202e}", "O'Brien; DROP", "Ünïcode", "B", "a", "É"];
        let extremes = [i64::MIN, i64::MAX, 0, -1];
        for (at, name) in names.iter().enumerate() {
            let id = row(at as u32);
            let name = (*name).to_owned();
            let number = extremes[at % 4];
            let data = vec![at as u8, 0, 255];
            db.write(Scope::agency(agency(1)), move |tx| {
                tx.run(&ADD, &params![agency(1), id, &name, at % 2 == 0, number, f64::MAX, &data, "{\"a\": 1}"])
            })
            .expect("added");
        }
        let found = db.read(&Scope::agency(agency(1)), |tx| tx.rows(&LIST, &params![agency(1)])).expect("rows");
        let mut sorted = names;
        sorted.sort_unstable();
        assert_eq!(found.len(), names.len());
        for (mut found, name) in found.into_iter().zip(sorted) {
            let at = names.iter().position(|one| *one == name).expect("a name");
            found.skip().expect("the agency");
            assert_eq!(found.take::<RowId>(), Ok(row(at as u32)));
            assert_eq!(found.take::<String>().expect("a name"), name, "{:?}: byte order", db.engine());
            assert_eq!(found.take::<bool>(), Ok(at % 2 == 0));
            assert_eq!(found.take::<i64>(), Ok(extremes[at % 4]));
            assert_eq!(found.take::<f64>(), Ok(f64::MAX));
            assert_eq!(found.take::<Option<Vec<u8>>>(), Ok(Some(vec![at as u8, 0, 255])));
            assert_eq!(found.take::<String>().expect("a document").replace(' ', ""), "{\"a\":1}");
            assert!(matches!(found.take::<i64>(), Err(Error::Inconsistent { .. })));
        }
    }
}

static ECHO: Statement = Statement {
    name: "ECHO",
    sql: "SELECT CAST($1 AS {int}), CAST($2 AS {text}), CAST($3 AS {text}), CAST($4 AS {id}), CAST($5 AS {text})",
};

#[test]
fn types_of_the_domain_are_stored() {
    let day: Date = "2026-02-28".parse().expect("a date");
    for db in engines() {
        let mut found = db
            .read(&Scope::none(), |tx| {
                tx.row(&ECHO, &params![Moment::from_micros(7), day, Lang::Es, row(9), None::<&str>])
            })
            .expect("an answer")
            .expect("a row");
        assert_eq!(found.take(), Ok(Moment::from_micros(7)));
        assert_eq!(found.take(), Ok(day));
        assert_eq!(found.take(), Ok(Lang::Es));
        assert_eq!(found.take(), Ok(Some(row(9))));
        assert_eq!(found.parse_option::<Date>(), Ok(None));
    }
}

#[test]
fn a_wrong_value_names_statement_and_column_and_not_the_value() {
    for db in engines() {
        add(&db, agency(1), row(1), "secret").expect("added");
        let why = db
            .read(&Scope::agency(agency(1)), |tx| -> Result<Date, Error> {
                let mut found = tx.row(&LIST, &params![agency(1)])?.expect("a row");
                found.skip()?;
                found.skip()?;
                found.parse()
            })
            .expect_err("not a date");
        assert!(matches!(&why, Error::Inconsistent { column, .. } if column == "name"), "{why:?}");
        assert!(why.to_string().contains("::LIST"), "{why}");
    }
}

#[test]
fn a_unit_that_errs_leaves_nothing_behind() {
    for db in engines() {
        let outcome: Result<(), Error> = db.write(Scope::agency(agency(1)), |tx| {
            tx.run(&ADD, &params![agency(1), row(1), "a", true, 1_i64, 0.5_f64, None::<Vec<u8>>, "[]"])?;
            Err(Error::Other("no".to_owned()))
        });
        assert_eq!(outcome, Err(Error::Other("no".to_owned())));
        assert_eq!(count(&db), 0);
    }
}

#[test]
fn a_failed_statement_spoils_its_unit_even_when_the_unit_goes_on() {
    for db in engines() {
        add(&db, agency(1), row(1), "a").expect("added");
        let outcome: Result<(), Error> = db.write(Scope::agency(agency(1)), |tx| {
            let again = params![agency(1), row(2), "a", true, 1_i64, 0.5_f64, None::<Vec<u8>>, "[]"];
            assert!(tx.run(&ADD, &again).is_err());
            Ok(())
        });
        assert_eq!(outcome, Err(Error::Unique { constraint: "thing_agency_id_name_key".to_owned() }));
        assert_eq!(count(&db), 1);
    }
}

#[test]
fn rules_of_the_schema_have_the_same_names_on_both_engines() {
    for db in engines() {
        let put = |id: u32, name: &'static str, number: i64, data: Option<Vec<u8>>| {
            db.write(Scope::agency(agency(1)), move |tx| {
                tx.run(&ADD, &params![agency(1), row(id), name, true, number, 0.5_f64, data, "[]"])
            })
        };
        let unique = |constraint: &str| Err(Error::Unique { constraint: constraint.to_owned() });
        assert_eq!(put(1, "a", 1, Some(vec![1])), Ok(1));
        assert_eq!(put(1, "b", 1, None), unique("thing_pkey"));
        assert_eq!(put(2, "a", 1, None), unique("thing_agency_id_name_key"));
        assert_eq!(put(2, "b", 1, Some(vec![1])), unique("one_per_data"));
        assert!(
            matches!(put(2, "b", 13, None), Err(Error::Constraint(why)) if why.contains("number_is_not_13")),
            "{:?}",
            db.engine()
        );
        assert!(matches!(put(2, "zero\0", 1, None), Err(Error::Constraint(_))));
    }
}

#[test]
fn many_writes_at_once_all_succeed() {
    for db in engines() {
        let threads = 200;
        let start = Barrier::new(threads);
        std::thread::scope(|scope| {
            for at in 0..threads {
                let (db, start) = (&db, &start);
                scope.spawn(move || {
                    start.wait();
                    add(db, agency(1), row(at as u32), &format!("thing {at}")).expect("added");
                });
            }
        });
        assert_eq!(count(&db), 200, "{:?}", db.engine());
    }
}

static PART: Statement =
    Statement { name: "PART", sql: "INSERT INTO part (id, agency_id, thing_id) VALUES ($1, $2, $3)" };

/// How a unit in the middle of a burst may go wrong.
fn spoil(db: &Db, at: usize) -> Result<(), Error> {
    db.write(Scope::agency(agency(1)), move |tx| {
        let id = row(1000 + at as u32);
        tx.run(&ADD, &params![agency(1), id, format!("bad {at}"), true, 1_i64, 0.5_f64, None::<Vec<u8>>, "[]"])?;
        match at % 4 {
            0 => Err(Error::Other("no".to_owned())),
            1 => panic!("on purpose"),
            // Seen at once.
            2 => tx.run(&ADD, &params![agency(1), id, "x", true, 13_i64, 0.5_f64, Value::Null, "[]"]).map(drop),
            // Seen only at the commit.
            _ => tx.run(&PART, &params![id, agency(1), row(999_999)]).map(drop),
        }
    })
}

#[test]
fn a_unit_that_errs_in_a_burst_harms_no_other() {
    for db in engines() {
        let start = Barrier::new(100);
        std::thread::scope(|scope| {
            for at in 0..100 {
                let (db, start) = (&db, &start);
                scope.spawn(move || {
                    start.wait();
                    if at % 5 == 0 {
                        spoil(db, at / 5).expect_err("spoiled");
                    } else {
                        add(db, agency(1), row(at as u32), &format!("good {at}")).expect("added");
                    }
                });
            }
        });
        assert_eq!(count(&db), 80, "{:?}", db.engine());
        add(&db, agency(1), row(5000), "after").expect("still writes");
    }
}

static SUM: Statement = Statement { name: "SUM", sql: "SELECT CAST(sum(number) AS {int}) FROM thing" };
static SET: Statement = Statement { name: "SET", sql: "UPDATE thing SET number = $2 WHERE agency_id = $3 AND id = $1" };

/// Two rows must never sum to less than one: each unit checks the sum, then lowers a different row.
#[test]
fn units_behave_as_if_one_ran_after_the_other() {
    for db in engines() {
        for round in 0..5 {
            let (first, second) = (row(round * 2), row(round * 2 + 1));
            add(&db, agency(1), first, &format!("a{round}")).expect("added");
            add(&db, agency(1), second, &format!("b{round}")).expect("added");
            let start = Barrier::new(2);
            let lower = |id: RowId| {
                start.wait();
                db.write(Scope::agency(agency(1)), move |tx| {
                    let sum: i64 = tx.row(&SUM, &[])?.expect("a row").take()?;
                    if sum < 2 {
                        return Ok(false);
                    }
                    tx.run(&SET, &params![id, 0_i64, agency(1)])?;
                    Ok::<_, Error>(true)
                })
                .expect("ran")
            };
            let done: Vec<bool> = std::thread::scope(|scope| {
                let threads = [first, second].map(|id| scope.spawn(move || id)).map(|it| it.join().expect("an id"));
                let running = threads.map(|id| scope.spawn(move || lower(id)));
                running.into_iter().map(|thread| thread.join().expect("an outcome")).collect()
            });
            assert_eq!(done.iter().filter(|done| **done).count(), 1, "{:?}: write skew", db.engine());
            db.write(Scope::agency(agency(1)), move |tx| tx.run(&SET, &params![first, 0_i64, agency(1)]))
                .expect("reset");
            db.write(Scope::agency(agency(1)), move |tx| tx.run(&SET, &params![second, 0_i64, agency(1)]))
                .expect("reset");
        }
    }
}

#[test]
fn a_read_sees_one_snapshot_and_may_not_write() {
    for db in engines() {
        add(&db, agency(1), row(1), "a").expect("added");
        let seen = db.read(&Scope::agency(agency(1)), |tx| {
            let before = tx.rows(&ALL, &[])?.len();
            std::thread::scope(|scope| scope.spawn(|| add(&db, agency(1), row(2), "b")).join()).expect("a thread")?;
            Ok::<_, Error>((before, tx.rows(&ALL, &[])?.len()))
        });
        assert_eq!(seen, Ok((1, 1)));
        assert_eq!(count(&db), 2);
        let wrote = db.read(&Scope::agency(agency(1)), |tx| tx.run(&SET, &params![row(1), 5_i64, agency(1)]));
        assert!(matches!(wrote, Err(Error::Other(why)) if why.contains("only reading")));
    }
}

#[test]
fn units_do_not_nest() {
    for db in engines() {
        let inner = db.clone();
        let nested = db.write(Scope::none(), move |_| add(&inner, agency(1), row(1), "a"));
        assert!(matches!(nested, Err(Error::Other(why)) if why.contains("inside another")));
        let nested = db.read(&Scope::none(), |_| db.read(&Scope::none(), |_| Ok::<_, Error>(())));
        assert!(nested.is_err());
        assert!(add(&db, agency(1), row(1), "a").is_ok());
    }
}

static RETURNING: Statement = Statement { name: "RETURNING", sql: "UPDATE thing SET number = number + 1 RETURNING id" };
static DELETE: Statement = Statement { name: "DELETE", sql: "DELETE FROM thing WHERE number = $1" };

#[test]
fn changed_rows_are_counted_alike() {
    for db in engines() {
        for at in 0..3 {
            add(&db, agency(1), row(at), &format!("{at}")).expect("added");
        }
        let counts = db.write(Scope::agency(agency(1)), |tx| {
            Ok::<_, Error>([
                tx.run(&RETURNING, &[])?,
                tx.rows(&RETURNING, &[])?.len() as u64,
                tx.run(&DELETE, &params![99_i64])?,
                tx.run(&ALL, &[])?,
                tx.run(&DELETE, &params![3_i64])?,
            ])
        });
        assert_eq!(counts, Ok([3, 3, 0, 3, 3]), "{:?}", db.engine());
    }
}

#[test]
fn the_wrong_number_of_values_is_told() {
    for db in engines() {
        for params in [params![].to_vec(), params![1_i64, 2_i64].to_vec()] {
            let wrong = db.write(Scope::none(), move |tx| tx.run(&DELETE, &params));
            assert!(matches!(wrong, Err(Error::Other(why)) if why.contains("takes 1 values")));
        }
    }
}

static AMONG: Statement = Statement {
    name: "AMONG",
    sql: "SELECT id FROM thing WHERE id IN (SELECT to_id(value) FROM json_each($1)) ORDER BY id",
};
static LIKE: Statement = Statement { name: "LIKE", sql: "SELECT count(*) FROM thing WHERE name LIKE $1 ESCAPE '!'" };

#[test]
fn lists_of_identities_and_like_mean_the_same() {
    for db in engines() {
        for (at, name) in ["Ana", "ana", "a%"].into_iter().enumerate() {
            add(&db, agency(1), row(at as u32), name).expect("added");
        }
        let among = |ids: Vec<RowId>| {
            db.read(&Scope::agency(agency(1)), |tx| {
                tx.rows(&AMONG, &[db::id_list(ids.iter().copied())])?
                    .iter_mut()
                    .map(db::Row::take)
                    .collect::<Result<Vec<RowId>, Error>>()
            })
        };
        assert_eq!(among(vec![row(2), row(0), row(77)]), Ok(vec![row(0), row(2)]));
        assert_eq!(among(vec![]), Ok(vec![]));
        let like = |pattern: &str| {
            db.read(&Scope::system(), |tx| tx.row(&LIKE, &params![pattern])?.expect("a row").take::<i64>())
        };
        assert_eq!(like("a%"), Ok(2), "{:?}", db.engine());
        assert_eq!(like("a!%"), Ok(1));
    }
}
