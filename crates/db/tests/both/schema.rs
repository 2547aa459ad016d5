//! Migrations on both engines.

use crate::ground::{MIGRATION, row};
use db::{Db, Engine, Error, Migration, Scope, Settings, Statement, params};

const SECOND: Migration = Migration {
    number: 2,
    name: "0002_more",
    sql: "ALTER TABLE place ADD COLUMN note {text} NOT NULL DEFAULT '{}';\nCREATE TABLE more (id {id});",
};

#[test]
fn migrations_are_applied_once_in_order() {
    for db in testkit::empty_engines() {
        assert_eq!(db.migrate(&[MIGRATION]), Ok(vec!["0001_things"]));
        assert_eq!(db.migrate(&[MIGRATION]), Ok(vec![]));
        assert_eq!(db.migrate(&[MIGRATION, SECOND]), Ok(vec!["0002_more"]));
    }
}

#[test]
fn the_migrations_of_the_program_apply_and_leave_a_sound_role() {
    for db in testkit::engines() {
        assert_eq!(db.migrate(&db::migrations()), Ok(vec![]));
        assert_eq!(db.check_role(), Ok(()));
    }
    for db in testkit::empty_engines() {
        assert_eq!(db.migrate(&db::migrations()).expect("applied").len(), db::migrations().len());
    }
}

#[test]
fn an_edited_a_missing_and_a_misplaced_migration_are_told_in_words() {
    for db in testkit::empty_engines() {
        let early = Migration { number: 0, ..SECOND };
        let edited = Migration { sql: "CREATE TABLE other (id {id})", ..MIGRATION };
        db.migrate(&[MIGRATION]).expect("applied");
        for (list, word) in [
            (vec![edited, SECOND], "edited"),
            (vec![SECOND], "newer version"),
            (vec![early, MIGRATION], "later number"),
            (vec![SECOND, MIGRATION], "does not come before"),
        ] {
            let refused = db.migrate(&list);
            assert!(matches!(&refused, Err(Error::Migration(why)) if why.contains(word)), "{refused:?}");
        }
        assert_eq!(db.migrate(&[MIGRATION, SECOND]), Ok(vec!["0002_more"]));
    }
}

static MORE: Statement = Statement { name: "MORE", sql: "SELECT count(*) FROM more" };

#[test]
fn a_migration_that_fails_leaves_nothing_and_may_be_mended() {
    let broken = Migration { sql: "CREATE TABLE more (id {id});\nCREATE TABLE place (id {id});", ..SECOND };
    for db in testkit::empty_engines() {
        let failed = db.migrate(&[MIGRATION, broken]);
        assert!(matches!(failed, Err(Error::Migration(why)) if why.contains("0002_more failed")));
        let seen = db.read(&Scope::system(), |tx| tx.row(&MORE, &[]).map(drop));
        assert!(seen.is_err(), "{:?}", db.engine());
        assert_eq!(db.migrate(&[MIGRATION, SECOND]), Ok(vec!["0002_more"]));
        assert!(db.read(&Scope::system(), |tx| tx.row(&MORE, &[]).map(drop)).is_ok());
    }
}

static PLACE: Statement = Statement { name: "PLACE", sql: "INSERT INTO place (id, name) VALUES ($1, $2)" };
static PLACES: Statement = Statement { name: "PLACES", sql: "SELECT * FROM place" };
static CLEAR: Statement = Statement { name: "CLEAR", sql: "DELETE FROM place" };

#[test]
fn statements_prepared_before_a_migration_work_after_it() {
    for db in testkit::empty_engines() {
        db.migrate(&[MIGRATION]).expect("applied");
        let put = |id: u32| db.write(Scope::none(), move |tx| tx.run(&PLACE, &params![row(id), "here"]));
        let columns = || db.read(&Scope::none(), |tx| Ok::<_, Error>(tx.row(&PLACES, &[])?.expect("a row").left()));
        put(1).expect("put");
        assert_eq!(columns(), Ok(2));
        db.migrate(&[MIGRATION, SECOND]).expect("applied");
        put(2).expect("put");
        assert_eq!(columns(), Ok(3), "{:?}", db.engine());
    }
}

#[test]
fn a_right_that_a_migration_takes_away_stays_away() {
    for db in testkit::empty_engines().into_iter().filter(|db| db.engine() == Engine::Postgres) {
        for _ in 0..2 {
            db.migrate(&[MIGRATION, SECOND]).expect("applied");
            let refused = db.write(Scope::none(), |tx| tx.run(&CLEAR, &[]));
            assert!(matches!(refused, Err(Error::Other(why)) if why.contains("permission denied")));
        }
    }
}

#[test]
fn without_the_owner_nothing_may_be_pending() {
    let Some((owner, app)) = testkit::pg::empty("noowner") else { return };
    let alone = Db::open(Settings::postgres(app.clone(), None)).expect("opened");
    assert!(matches!(alone.migrate(&[MIGRATION]), Err(Error::Setting(why)) if why.contains("owner")));
    let whole = Db::open(Settings::postgres(app, Some(owner.clone()))).expect("opened");
    whole.migrate(&[MIGRATION]).expect("applied");
    assert_eq!(alone.migrate(&[MIGRATION]), Ok(vec![]));
    drop((alone, whole));
    testkit::pg::drop_database(&owner);
}

#[test]
fn two_programs_that_start_at_once_migrate_once() {
    for db in testkit::empty_engines() {
        let applied: usize = std::thread::scope(|scope| {
            let threads = [0; 4].map(|_| scope.spawn(|| db.migrate(&[MIGRATION, SECOND]).expect("migrated").len()));
            threads.into_iter().map(|thread| thread.join().expect("a thread")).sum()
        });
        assert_eq!(applied, 2, "{:?}", db.engine());
    }
}
