//! What goes wrong around units of work: panics, lost connections, too much to do.

use crate::ground::{add, agency, count, engines, row};
use db::{Engine, Error, Scope, Statement};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

#[test]
fn reads_that_panic_use_nothing_up() {
    for db in engines() {
        for _ in 0..20 {
            let read = || db.read(&Scope::none(), |_| -> Result<(), Error> { panic!("on purpose") });
            assert!(catch_unwind(AssertUnwindSafe(read)).is_err());
        }
        add(&db, agency(1), row(1), "a").expect("added");
        assert_eq!(count(&db), 1);
    }
}

#[test]
fn a_write_that_panics_is_an_error_and_leaves_nothing() {
    for db in engines() {
        let panicked = db.write(Scope::none(), |_| -> Result<(), Error> { panic!("on purpose") });
        assert!(matches!(panicked, Err(Error::Other(why)) if why.contains("panicked")));
        add(&db, agency(1), row(1), "a").expect("added");
    }
}

static CUT: Statement = Statement {
    name: "CUT",
    sql: "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
          WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()",
};

#[test]
fn connections_that_the_server_cut_are_replaced() {
    for db in engines().into_iter().filter(|db| db.engine() == Engine::Postgres) {
        add(&db, agency(1), row(1), "a").expect("added");
        for round in 0..3 {
            let together = Barrier::new(4);
            std::thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        db.read(&Scope::none(), |_| {
                            together.wait();
                            Ok::<_, Error>(())
                        })
                        .expect("read");
                    });
                }
            });
            let cut: i64 = db.read(&Scope::none(), |tx| tx.row(&CUT, &[])?.expect("a row").take()).expect("cut");
            assert_eq!(cut, 3);
            std::thread::sleep(Duration::from_millis(50));
            std::thread::scope(|scope| {
                for at in 0..4u32 {
                    let db = &db;
                    scope.spawn(move || {
                        add(db, agency(1), row(10 + round * 4 + at), &format!("{round} {at}")).expect("added");
                    });
                }
            });
        }
        assert_eq!(count(&db), 13);
    }
}

#[test]
fn a_connection_cut_in_the_middle_of_a_unit_means_that_it_is_run_again() {
    for db in engines().into_iter().filter(|db| db.engine() == Engine::Postgres) {
        let (runs, other) = (AtomicUsize::new(0), db.clone());
        let seen = db.read(&Scope::none(), |tx| {
            if runs.fetch_add(1, Ordering::SeqCst) == 0 {
                let other = other.clone();
                let cut = std::thread::spawn(move || other.read(&Scope::none(), |tx| tx.row(&CUT, &[]).map(drop)));
                cut.join().expect("a thread").expect("cut");
                std::thread::sleep(Duration::from_millis(50));
            }
            tx.row(&crate::ground::COUNT, &[])?.expect("a row").take::<i64>()
        });
        assert_eq!(seen, Ok(0));
        assert_eq!(runs.into_inner(), 2);
    }
}

#[test]
fn a_full_queue_is_told_at_once_and_the_rest_is_written() {
    for db in engines().into_iter().filter(|db| db.engine() == Engine::Sqlite) {
        let (entered, is_in) = channel();
        let (release, released) = channel::<()>();
        let blocker = db.clone();
        let blocked = std::thread::spawn(move || {
            blocker.write(Scope::none(), move |_| {
                let _ = entered.send(());
                let _ = released.recv();
                Ok::<_, Error>(())
            })
        });
        is_in.recv().expect("the blocker runs");
        let (refused, added) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for at in 0..300u32 {
                let (db, refused, added) = (&db, &refused, &added);
                scope.spawn(move || match add(db, agency(1), row(at), &format!("{at}")) {
                    Err(Error::Busy) => refused.fetch_add(1, Ordering::SeqCst),
                    other => {
                        assert_eq!(other, Ok(1));
                        added.fetch_add(1, Ordering::SeqCst)
                    }
                });
            }
            while refused.load(Ordering::SeqCst) < 300 - 256 {
                std::thread::sleep(Duration::from_millis(5));
            }
            release.send(()).expect("released");
        });
        blocked.join().expect("a thread").expect("written");
        assert_eq!((refused.into_inner(), added.into_inner()), (44, 256));
        assert_eq!(count(&db), 256);
    }
}
