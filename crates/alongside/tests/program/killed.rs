//! Ended in the middle of writing: what was acknowledged is there, and nothing is half done.

use crate::running::{Demo, Served, command, complained, key_at, run};
use db::{Db, Key, Scope, Settings, Statement};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use testkit::{TempDir, Visitor};

/// How many write at once, and how many writes they make together.
const WRITERS: usize = 4;
const WRITES: usize = 1_000;

/// One who writes the same piece of a plan again and again.
struct Writer {
    number: usize,
    visitor: Visitor,
    plan: String,
    goal: String,
    /// Commands that were acknowledged; the first gave revision 2, each later one the next.
    done: Vec<String>,
    tried: usize,
}

static SAVED: Statement = Statement {
    name: "test::SAVED",
    sql: "SELECT t.body, t.revision,
            (SELECT COUNT(*) FROM audit_event a WHERE a.member_id = p.member_id AND a.operation = 'write-plan'
               AND a.actor_kind = 'staff' AND a.outcome = 'allowed' AND a.id > g.id)
          FROM plan_text t
          JOIN plan p ON p.agency_id = t.agency_id AND p.id = t.plan_id
          JOIN goal g ON g.agency_id = t.agency_id AND g.id = t.owner_id
          WHERE t.owner_id = to_id($1) AND t.field = 'goal-why'",
};

static COMMANDS: Statement =
    Statement { name: "test::COMMANDS", sql: "SELECT COUNT(*) FROM command WHERE outcome LIKE '%Saved%'" };

impl Writer {
    fn new(mut visitor: Visitor, number: usize) -> Self {
        let list = visitor.get("/work/james-river/members").expect("the list").body;
        let mut members: Vec<&str> = list
            .split("/work/james-river/members/")
            .skip(1)
            .filter_map(|rest| rest.get(..32).filter(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit())))
            .collect();
        members.sort_unstable();
        members.dedup();
        let member = members.get(number).expect("enough members");
        let plan = format!("/work/james-river/members/{member}/plan");
        let command = format!("{:032x}", 1 + number);
        let goal = [("command_id", command.as_str()), ("statement", "Stay through the storm"), ("why", "first")];
        let answer = visitor.post(&format!("{plan}/goals"), &goal).expect("an answer");
        let at = answer.location.unwrap_or_else(|| panic!("no goal: {} {}", answer.status, answer.body));
        let goal = at.split("/goals/").nth(1).and_then(|rest| rest.get(..32)).expect("a goal").to_owned();
        Self { number, visitor, plan, goal, done: Vec::new(), tried: 0 }
    }

    fn text(&self, revision: usize) -> String {
        format!("writer {} wrote this as revision {revision} {}end", self.number, "and went on ".repeat(30))
    }

    /// Sends a save; the revision that was acknowledged.
    fn save(&mut self, command: &str, base: usize) -> Result<usize, String> {
        let (base_text, text) = (base.to_string(), self.text(base + 1));
        let fields = [
            ("command_id", command),
            ("owner", self.goal.as_str()),
            ("field", "goal-why"),
            ("base", base_text.as_str()),
            ("text", text.as_str()),
        ];
        let path = format!("{}/text", self.plan);
        let answer = self.visitor.post_json(&path, &fields)?;
        let revision = answer.body.strip_prefix("{\"revision\":").and_then(|rest| rest.strip_suffix('}'));
        match revision.and_then(|digits| digits.parse().ok()) {
            Some(revision) if answer.status == 200 => Ok(revision),
            _ => Err(format!("{}: {}", answer.status, answer.body)),
        }
    }

    /// Writes until the server is gone or everybody's share is done.
    fn write(&mut self, acknowledged: &AtomicUsize, until: usize, gone: &AtomicBool) {
        while !gone.load(Ordering::Relaxed) && acknowledged.load(Ordering::Relaxed) < until {
            self.tried += 1;
            let command = format!("{:08x}{:024x}", 0x0100_0000 + self.number, self.done.len() + 1);
            match self.save(&command, self.done.len() + 1) {
                Ok(revision) => {
                    assert_eq!(revision, self.done.len() + 2, "a save gives the next revision");
                    self.done.push(command);
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                }
                Err(_) => return,
            }
        }
    }

    /// What was acknowledged is there; what was not is there whole or not at all.
    fn look(&mut self, db: &Db) -> usize {
        // The connection of before is gone; the session is not.
        self.visitor = self.visitor.beside();
        for (at, command) in self.done.clone().iter().enumerate() {
            assert_eq!(self.save(command, at + 1), Ok(at + 2), "a command that was acknowledged is remembered");
        }
        let goal = self.goal.clone();
        let saved = db.read(&Scope::system(), |tx| tx.row(&SAVED, &db::params![goal.as_str()]));
        let mut row = saved.expect("the database").expect("the text");
        let (body, revision): (String, i64) = (row.take().expect("text"), row.take().expect("number"));
        let events: i64 = row.take().expect("number");
        let revision = usize::try_from(revision).expect("a revision");
        let last = self.done.len() + 1;
        assert!(revision == last || revision == last + 1, "acknowledged {last}, found {revision}");
        if revision > 1 {
            assert_eq!(body, self.text(revision), "the text is whole, and that of its revision");
        }
        // The goal's own event, and one for each save; the answers from memory made one each as well.
        assert!(usize::try_from(events).expect("a number") >= revision - 1, "every save has its event");
        revision - 1
    }
}

/// Everybody writes; somewhere in the middle, when `until` writes are acknowledged, `end` is done to the program.
fn write_until(writers: &mut [Writer], before: usize, until: usize, end: impl FnOnce()) {
    let (acknowledged, gone) = (AtomicUsize::new(before), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for writer in writers {
            let (acknowledged, gone) = (&acknowledged, &gone);
            scope.spawn(move || writer.write(acknowledged, WRITES, gone));
        }
        while acknowledged.load(Ordering::Relaxed) < until {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        end();
        gone.store(true, Ordering::Relaxed);
    });
}

fn writers(demo: &Demo) -> Vec<Writer> {
    let dana = demo.visitor("dana");
    (0..WRITERS).map(|number| Writer::new(dana.beside(), number)).collect()
}

fn done(writers: &[Writer]) -> usize {
    writers.iter().map(|writer| writer.done.len()).sum()
}

fn opened(data: &Path) -> Db {
    let key = Key::from_file(&data.join("demo.key")).expect("the key");
    Db::open(Settings::sqlite(data.join("alongside.db"), Some(key))).expect("the database")
}

/// Goes over everything that was written; gives how much there is.
fn look(writers: &mut [Writer], db: &Db) {
    let kept: usize = writers.iter_mut().map(|writer| writer.look(db)).sum();
    let remembered = db.read(&Scope::system(), |tx| tx.row(&COMMANDS, &[]).map(|row| row.map(|mut row| row.take())));
    let remembered: i64 = remembered.expect("the database").expect("a row").expect("a number");
    assert_eq!(usize::try_from(remembered), Ok(kept), "every text that is kept has its command, and no other");
    // What was under way is asked for again under its id, and is there once.
    for writer in writers {
        let command = format!("{:08x}{:024x}", 0x0100_0000 + writer.number, writer.done.len() + 1);
        let base = writer.done.len() + 1;
        assert_eq!(writer.save(&command, base), Ok(base + 1));
        writer.done.push(command);
    }
}

#[test]
fn killed_twice_in_a_thousand_writes_it_keeps_every_one_that_it_acknowledged() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    let mut demo = Demo::start(&data);
    let port = demo.port;
    let mut writers = writers(&demo);
    for until in [300, 700] {
        let before = done(&writers);
        write_until(&mut writers, before, until, || demo.kill());
        assert!(done(&writers) >= until && done(&writers) < WRITES, "it was killed in the middle");
        demo = Demo::start_at(&data, port);
        look(&mut writers, &opened(&data));
    }
    let before = done(&writers);
    write_until(&mut writers, before, WRITES, || ());
    assert!(demo.stop());
    assert!(done(&writers) >= WRITES);
    let verified = run(&["verify", "--data", data.to_str().expect("a path")]);
    assert!(verified.status.success(), "{}", complained(&verified));
}

#[test]
fn told_to_stop_under_load_it_finishes_what_it_acknowledges() {
    let dir = TempDir::new();
    let data = dir.path().join("demo");
    let demo = Demo::start(&data);
    let port = demo.port;
    let mut writers = writers(&demo);
    let mut ended = false;
    write_until(&mut writers, 0, 150, || ended = demo.stop());
    assert!(ended, "it ends well");
    let demo = Demo::start_at(&data, port);
    look(&mut writers, &opened(&data));
    assert!(demo.stop());
}

/// The same on PostgreSQL, where the database goes on while the program is ended.
#[test]
fn killed_on_postgresql_it_keeps_every_write_that_it_acknowledged() {
    let Some((owner, app)) = testkit::pg::fresh("killed") else { return };
    let dir = TempDir::new();
    let key = dir.path().join("house.key");
    key_at(&key);
    let mut seed = command();
    seed.args(["seed", "--members", "80", "--seed", "6", "--database-url", &app, "--owner-database-url", &owner]);
    let seeded = seed.arg("--key-file").arg(&key).output().expect("it runs");
    assert!(seeded.status.success(), "{}", complained(&seeded));

    let invented = ["--invented", "--metrics", "off"];
    let mut served = Served::start(&key, &app, &invented);
    let port = served.port;
    let mut peer = testkit::Visitor::new(&served.url);
    peer.sign_in("peer-6-1", "walk-beside-me-24").expect("signed in");
    let mut writers: Vec<Writer> = (0..WRITERS).map(|number| Writer::new(peer.beside(), number)).collect();
    let db = Db::open(Settings::postgres(app.clone(), Some(owner.clone()))).expect("the database");
    for until in [120, 240] {
        let before = done(&writers);
        write_until(&mut writers, before, until, || served.kill());
        assert!(done(&writers) >= until && done(&writers) < WRITES, "it was killed in the middle");
        served = Served::start_at(port, &key, &app, &invented);
        look(&mut writers, &db);
    }
    drop((served, db));
    testkit::pg::drop_database(&owner);
}
