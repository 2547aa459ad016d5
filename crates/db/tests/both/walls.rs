//! The walls between agencies, and between people.

use crate::ground::{ADD, ALL, LIST, add, agency, engines, row};
use db::{Db, DbUrl, Engine, Error, Filter, Scope, Settings, Statement, params};
use domain::id::{Identity, PersonId, RowId};

#[test]
fn an_agency_never_reads_a_row_of_another() {
    for db in engines() {
        add(&db, agency(1), row(1), "ours").expect("added");
        add(&db, agency(2), row(2), "theirs").expect("added");
        // A statement that forgot to ask for one agency: PostgreSQL hides the row, SQLite refuses it.
        let seen = db.read(&Scope::agency(agency(1)), |tx| Ok::<_, Error>(tx.rows(&ALL, &[])?.len()));
        match db.engine() {
            Engine::Sqlite => assert!(matches!(seen, Err(Error::ForeignAgency { statement }) if statement == ALL.name)),
            Engine::Postgres => assert_eq!(seen, Ok(1)),
        }
        let asked = db.read(&Scope::agency(agency(1)), |tx| Ok::<_, Error>(tx.rows(&LIST, &params![agency(2)])?.len()));
        match db.engine() {
            Engine::Sqlite => assert!(matches!(asked, Err(Error::ForeignAgency { .. }))),
            Engine::Postgres => assert_eq!(asked, Ok(0)),
        }
        let all = db.read(&Scope::system(), |tx| Ok::<_, Error>(tx.rows(&ALL, &[])?.len()));
        assert_eq!(all, Ok(2));
    }
}

#[test]
fn on_postgresql_no_context_means_no_rows_and_no_writing_for_others() {
    for db in engines().into_iter().filter(|db| db.engine() == Engine::Postgres) {
        add(&db, agency(1), row(1), "ours").expect("added");
        assert_eq!(db.read(&Scope::none(), |tx| Ok::<_, Error>(tx.rows(&ALL, &[])?.len())), Ok(0));
        let foreign = db.write(Scope::agency(agency(2)), |tx| {
            tx.run(&ADD, &params![agency(1), row(3), "x", true, 1_i64, 0.5_f64, None::<Vec<u8>>, "[]"])
        });
        assert!(matches!(foreign, Err(Error::ForeignAgency { .. })), "{foreign:?}");
        // The context ends with its transaction, whatever connection comes next.
        for _ in 0..20 {
            assert_eq!(db.read(&Scope::agency(agency(1)), |tx| Ok::<_, Error>(tx.rows(&ALL, &[])?.len())), Ok(1));
            assert_eq!(db.read(&Scope::none(), |tx| Ok::<_, Error>(tx.rows(&ALL, &[])?.len())), Ok(0));
        }
    }
}

#[test]
fn entering_other_walls_changes_what_is_in_sight() {
    for db in engines() {
        add(&db, agency(1), row(1), "ours").expect("added");
        add(&db, agency(2), row(2), "theirs").expect("added");
        let seen = db.read(&Scope::none(), |tx| {
            let mut seen = Vec::new();
            for number in [1, 2] {
                tx.enter(&Scope::agency(agency(number)))?;
                for mut found in tx.rows(&LIST, &params![agency(number)])? {
                    found.skip()?;
                    seen.push(found.take::<RowId>()?);
                }
            }
            Ok::<_, Error>(seen)
        });
        assert_eq!(seen, Ok(vec![row(1), row(2)]));
    }
}

static OWN: Statement = Statement { name: "OWN", sql: "INSERT INTO own (person_id, id, note) VALUES ($1, $2, $3)" };
static NOTES: Statement = Statement { name: "NOTES", sql: "SELECT note FROM own WHERE person_id = $1" };

#[test]
fn a_person_reads_their_own_space() {
    let person = |number| PersonId::from_bytes([number; 16]);
    for db in engines() {
        let put = move |tx: &mut db::Tx| tx.run(&OWN, &params![person(1), row(1), "mine"]);
        assert_eq!(db.write(Scope::person(person(1)), put), Ok(1));
        let mine = db.read(&Scope::person(person(1)), |tx| Ok::<_, Error>(tx.rows(&NOTES, &params![person(1)])?.len()));
        assert_eq!(mine, Ok(1));
        if db.engine() == Engine::Postgres {
            let theirs =
                db.read(&Scope::person(person(2)), |tx| Ok::<_, Error>(tx.rows(&NOTES, &params![person(1)])?.len()));
            assert_eq!(theirs, Ok(0));
            let agency =
                db.read(&Scope::agency(agency(1)), |tx| Ok::<_, Error>(tx.rows(&NOTES, &params![person(1)])?.len()));
            assert_eq!(agency, Ok(0));
        }
    }
}

static SOME: Statement = Statement {
    name: "SOME",
    sql: "SELECT t.id FROM thing t WHERE t.name <> $1 AND {filter t.agency_id t.id} ORDER BY t.id",
};
const ONE: Filter = Filter { name: "one", sql: "{agency} = $f1 AND {member} = $f2" };
const NONE: Filter = Filter { name: "none", sql: "1 = 0" };
const ALL_OF: Filter = Filter { name: "agency", sql: "{agency} = $f1" };

#[test]
fn one_statement_serves_every_filter() {
    for db in engines() {
        for at in 1..4 {
            add(&db, agency(1), row(at), &format!("{at}")).expect("added");
        }
        let seen = db.read(&Scope::agency(agency(1)), |tx| {
            Ok::<_, Error>([
                tx.rows_where(&SOME, &ONE, &params!["x"], &params![agency(1), row(2)])?.len(),
                tx.rows_where(&SOME, &ONE, &params!["2"], &params![agency(1), row(2)])?.len(),
                tx.rows_where(&SOME, &NONE, &params!["x"], &[])?.len(),
                tx.rows_where(&SOME, &ALL_OF, &params!["2"], &params![agency(1)])?.len(),
            ])
        });
        assert_eq!(seen, Ok([1, 0, 0, 2]));
        let bare = db.read(&Scope::agency(agency(1)), |tx| tx.rows(&SOME, &params!["x"]).map(drop));
        assert!(matches!(bare, Err(Error::Other(why)) if why.contains("needs a filter")));
    }
}

#[test]
fn statements_are_prepared_and_planned_without_values() {
    for db in engines() {
        db.read(&Scope::none(), |tx| {
            assert_eq!(tx.prepare(&SOME, Some(&ONE))?, ["id"]);
            let plan = tx.plan(&SOME, Some(&ONE))?.join("\n");
            assert!(plan.to_lowercase().contains("index"), "{plan}");
            let plan = tx.plan(&ALL, None)?;
            assert!(!plan.is_empty());
            Ok::<_, Error>(())
        })
        .expect("prepared");
    }
}

#[test]
fn a_role_that_walls_do_not_hold_back_is_refused() {
    for db in engines() {
        assert_eq!(db.check_role(), Ok(()));
    }
    let open = |app: String| Db::open(Settings { url: DbUrl::Postgres { app, owner: None }, key: None, readers: 1 });
    if let Some(server) = testkit::pg::server() {
        let refused = open(server).expect("opened").check_role();
        // The server's first role: a superuser, or one that makes the roles of the tests.
        let said = |why: &str| why.contains("superuser") || why.contains("may create roles");
        assert!(matches!(refused, Err(Error::Setting(why)) if said(&why)));
    }
    if let Some((owner, _)) = testkit::pg::fresh("role") {
        let refused = open(owner.clone()).expect("opened").check_role();
        assert!(matches!(refused, Err(Error::Setting(why)) if why.contains("owns the table")));
        testkit::pg::drop_database(&owner);
    }
}

static EVENT: Statement = Statement {
    name: "EVENT",
    sql: "INSERT INTO audit_event (agency_id, person_id, id, at, actor_kind, operation, subject_kind, basis, outcome)
          VALUES ($1, $2, $3, 1, 'public', 'sign-in', 'own', 'operations', 'allowed')",
};
static EVENTS: Statement = Statement { name: "EVENTS", sql: "SELECT id FROM audit_event" };
static REWRITE: Statement =
    Statement { name: "REWRITE", sql: "UPDATE audit_event SET outcome = 'denied' WHERE id = $1" };
static ERASE: Statement = Statement { name: "ERASE", sql: "DELETE FROM audit_event WHERE id = $1" };
static BARE: Statement = Statement {
    name: "BARE",
    sql: "SELECT CAST(c.relname AS text) FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
          WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('agency_id', 'person_id'))
          ORDER BY 1",
};

#[test]
fn what_was_written_down_of_looking_is_read_behind_walls_and_never_changed() {
    let person = PersonId::from_bytes([9; 16]);
    for db in testkit::engines() {
        let nobody: (Option<domain::id::AgencyId>, Option<PersonId>) = (None, None);
        for (at, (whose, own)) in [(Some(agency(1)), None), (None, Some(person)), nobody].into_iter().enumerate() {
            let id = row(u32::try_from(at).expect("a number") + 1);
            let added = db.write(Scope::none(), move |tx| tx.run(&EVENT, &params![whose, own, id]));
            assert_eq!(added, Ok(1), "whoever acts leaves an event");
        }
        if db.engine() == Engine::Postgres {
            let seen = |scope: Scope| db.read(&scope, |tx| Ok::<_, Error>(tx.rows(&EVENTS, &[])?.len()));
            assert_eq!(seen(Scope::none()), Ok(0));
            assert_eq!(seen(Scope::agency(agency(1))), Ok(1));
            assert_eq!(seen(Scope::agency(agency(2))), Ok(0));
            assert_eq!(seen(Scope::person(person)), Ok(1));
            assert_eq!(seen(Scope::system()), Ok(3));
        }
        for change in [&REWRITE, &ERASE] {
            let done = db.write(Scope::system(), move |tx| tx.run(change, &params![row(1)]));
            assert!(done.is_err(), "{}: {done:?}", change.name);
        }
        let left = db.read(&Scope::system(), |tx| Ok::<_, Error>(tx.rows(&EVENTS, &[])?.len()));
        assert_eq!(left, Ok(3));
    }
}

#[test]
fn on_postgresql_every_row_that_says_whose_it_is_stands_behind_a_forced_wall() {
    for db in testkit::engines().into_iter().filter(|db| db.engine() == Engine::Postgres) {
        let bare = db.read(&Scope::none(), |tx| {
            tx.rows(&BARE, &[])?.into_iter().map(|mut row| row.take::<String>()).collect::<Result<Vec<_>, Error>>()
        });
        // A session is found by its secret, before anybody knows whose it is.
        assert_eq!(bare, Ok(vec!["session".to_owned()]));
    }
}
