//! Rows that are only ever added wait in a file of their own for the next commit of the database.
//!
//! Each commit makes every reader forget the pages that it holds deciphered, and each page that somebody reads adds to
//! the audit record. So such a row is on disk in the file beside before its page is given out, and goes into its table
//! with the next commit, a second later at the latest. How far this has come stands in the database itself, written in
//! the same transaction as the rows: whatever happens in between, each of them arrives, and arrives once.

use super::writer::{Queue, Writer, nothing};
use super::{Connection, Place, connection::Role};
use crate::statement::{self, Statement};
use crate::tx::Call;
use crate::{Engine, Error, Scope, Tx, Value, params};
use crossbeam_channel::{Receiver, Sender, bounded, select};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a row may wait when nothing else is written.
const PATIENCE: Duration = Duration::from_secs(1);
/// At most so many rows go into one commit.
const MOST: i64 = 4_000;
/// At most so many values a row.
const CELLS: usize = 16;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS file (id INTEGER NOT NULL PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS kept (number INTEGER PRIMARY KEY AUTOINCREMENT, statement TEXT NOT NULL,
      width INTEGER NOT NULL, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16)";
/// In the database: which rows of which file beside have arrived.
const ARRIVED: &str =
    "CREATE TABLE IF NOT EXISTS arrived (file INTEGER NOT NULL PRIMARY KEY, number INTEGER NOT NULL) STRICT";

static NAME_FILE: Statement = Statement {
    name: "db::aside::NAME_FILE",
    sql: "INSERT INTO file (id) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM file)",
};
static FILE: Statement =
    Statement { name: "db::aside::FILE", sql: "SELECT f.id, (SELECT coalesce(max(number), 0) FROM kept) FROM file f" };
static WAITING: Statement = Statement { name: "db::aside::WAITING", sql: "SELECT DISTINCT statement FROM kept" };
static KEEP: Statement = Statement {
    name: "db::aside::KEEP",
    sql: "INSERT INTO kept (statement, width, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING number",
};
static KEPT: Statement = Statement {
    name: "db::aside::KEPT",
    sql: "SELECT number, statement, width, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16
          FROM kept WHERE number > $1 ORDER BY number LIMIT $2",
};
static FORGET: Statement = Statement { name: "db::aside::FORGET", sql: "DELETE FROM kept WHERE number <= $1" };
static HOW_FAR: Statement = Statement { name: "db::aside::HOW_FAR", sql: "SELECT number FROM arrived WHERE file = $1" };
static SO_FAR: Statement = Statement {
    name: "db::aside::SO_FAR",
    sql: "INSERT INTO arrived (file, number) VALUES ($1, $2)
          ON CONFLICT (file) DO UPDATE SET number = excluded.number",
};

/// What those who add, those who read and the thread that writes know in common.
pub(crate) struct Shared {
    latest: AtomicI64,
    arrived: AtomicI64,
    tables: RwLock<Vec<&'static str>>,
}

impl Shared {
    fn waiting(&self) -> bool {
        self.latest.load(Ordering::Acquire) > self.arrived.load(Ordering::Acquire)
    }

    /// Whether rows wait that this statement ought to see.
    pub fn concerns(&self, sql: &str) -> bool {
        self.waiting() && self.tables.read().unwrap_or_else(PoisonError::into_inner).iter().any(|it| sql.contains(it))
    }

    fn learn(&self, statement: &'static Statement) -> Result<(), Error> {
        let table = table(statement)?;
        let known = |shared: &Self| shared.tables.read().unwrap_or_else(PoisonError::into_inner).contains(&table);
        if !known(self) {
            self.tables.write().unwrap_or_else(PoisonError::into_inner).push(table);
        }
        Ok(())
    }
}

/// The table that a statement adds to.
fn table(statement: &'static Statement) -> Result<&'static str, Error> {
    let named = statement.sql.trim_start().strip_prefix("INSERT INTO ").and_then(|rest| rest.split([' ', '\n']).next());
    named.ok_or_else(|| Error::Other(format!("{} does not only add a row", statement.name)))
}

/// The file beside.
pub(super) struct Aside {
    pub shared: Arc<Shared>,
    writer: Writer,
    news: Sender<()>,
    heard: Receiver<()>,
}

/// The thread that sees to it that nothing waits for long.
pub(super) struct Prompter {
    closing: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread that writes the database holds, to take rows over.
pub(super) struct Carrier {
    file: i64,
    connection: Connection,
    shared: Arc<Shared>,
    forget: Queue,
}

impl Aside {
    /// Opens the file beside, making it if there is none. The carrier is for the thread that writes the database.
    pub fn open(place: &Place) -> Result<(Self, Carrier), Error> {
        let mut path = place.path.clone().into_os_string();
        path.push("-aside");
        let beside = Place { path: path.into(), key: place.key.clone() };
        let mut connection = Connection::open(&beside, Role::Writer)?;
        connection.batch(SCHEMA)?;
        let name = name()?;
        connection.run(&call(&NAME_FILE, &params![name]))?;
        let none = || Error::Other("the file beside the database has no name".to_owned());
        let found = connection.rows(&call(&FILE, &[]), &Scope::system())?;
        let mut row = found.into_iter().next().ok_or_else(none)?;
        let (file, latest) = (row.take()?, row.take()?);
        let (latest, arrived) = (AtomicI64::new(latest), AtomicI64::new(0));
        let shared = Arc::new(Shared { latest, arrived, tables: RwLock::default() });
        for mut row in connection.rows(&call(&WAITING, &[]), &Scope::system())? {
            if let Some((statement, _)) = known(&row.take::<String>()?) {
                shared.learn(statement)?;
            }
        }
        let writer = Writer::start(connection, None)?;
        let carrier = Carrier {
            file,
            connection: Connection::open(&beside, Role::Reader)?,
            shared: Arc::clone(&shared),
            forget: writer.queue()?,
        };
        let (news, heard) = bounded(1);
        Ok((Self { shared, writer, news, heard }, carrier))
    }

    /// Starts the thread that has the database take over what waits.
    pub fn prompt(&self, database: Queue) -> Result<Prompter, Error> {
        let (closing, closed) = bounded(0);
        if self.shared.waiting() {
            let _ = self.news.try_send(());
        }
        let heard = self.heard.clone();
        let thread = std::thread::Builder::new()
            .name("db-aside".to_owned())
            .spawn(move || remind(&heard, &closed, &database))
            .map_err(|why| Error::Other(format!("the thread that looks after the file beside did not start: {why}")))?;
        Ok(Prompter { closing: Some(closing), thread: Some(thread) })
    }

    /// Adds rows. When this returns `Ok`, they are on disk.
    pub fn append(&self, rows: Vec<(&'static Statement, Vec<Value>)>) -> Result<(), Error> {
        for (statement, cells) in &rows {
            self.shared.learn(statement)?;
            if cells.len() > CELLS || known(statement.name).is_none_or(|(_, own)| own != cells.len()) {
                return Err(Error::Other(format!(
                    "{} cannot be set aside with {} values",
                    statement.name,
                    cells.len()
                )));
            }
        }
        let last = self.writer.write(
            Scope::system(),
            move |tx| rows.iter().try_fold(0, |_, (statement, cells)| keep(tx, statement, cells)),
            Arc::as_ptr(&self.shared) as usize,
        )?;
        self.shared.latest.fetch_max(last, Ordering::AcqRel);
        let _ = self.news.try_send(());
        Ok(())
    }
}

/// Everything that waits is handed over before the database is closed.
impl Drop for Prompter {
    fn drop(&mut self) {
        self.closing = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

fn remind(heard: &Receiver<()>, closed: &Receiver<()>, database: &Queue) {
    loop {
        select! {
            recv(heard) -> _ => {}
            recv(closed) -> _ => break,
        }
        let _ = closed.recv_timeout(PATIENCE);
        // A full queue means that the database is being written anyway.
        let _ = database.try_send(nothing());
    }
    let _ = database.try_send(nothing());
}

/// What tells one file beside from another that takes its place.
#[expect(clippy::disallowed_methods, reason = "a name that no other file bears")]
fn name() -> Result<i64, Error> {
    let chance = getrandom::u64().map_err(|why| Error::Other(why.to_string()))?;
    Ok(i64::try_from(chance >> 1).unwrap_or_default())
}

fn keep(tx: &mut Tx, statement: &Statement, cells: &[Value]) -> Result<i64, Error> {
    let width = i64::try_from(cells.len()).unwrap_or(i64::MAX);
    let mut all = Vec::from(params![statement.name, width]);
    all.extend_from_slice(cells);
    all.resize(CELLS + 2, Value::Null);
    let none = || Error::Other("the file beside the database gave no number".to_owned());
    tx.row(&KEEP, &all)?.ok_or_else(none)?.take()
}

impl Carrier {
    /// Takes over what waits, inside the open transaction of the database: up to which number, if there was anything.
    pub fn take_over(&mut self, tx: &mut Tx) -> Result<Option<i64>, Error> {
        if !self.shared.waiting() {
            return Ok(None);
        }
        tx.scope = Scope::system();
        tx.batch(ARRIVED)?;
        let far: i64 = match tx.row(&HOW_FAR, &params![self.file])? {
            Some(mut row) => row.take()?,
            None => 0,
        };
        let mut last = far;
        for mut row in self.connection.rows(&call(&KEPT, &params![far, MOST]), &Scope::system())? {
            let (number, name, width): (i64, String, i64) = (row.take()?, row.take()?, row.take()?);
            let Some((statement, _)) = known(&name) else {
                // Another version of the program kept it, and will know what to do with it. It waits, and what came after.
                tracing::error!(statement = name, "a row that was set aside belongs to no statement");
                break;
            };
            last = number;
            let width = usize::try_from(width).unwrap_or_default().min(row.left());
            let cells = (0..width).map(|_| row.take()).collect::<Result<Vec<Value>, Error>>()?;
            place(tx, statement, &cells)?;
        }
        tx.run(&SO_FAR, &params![self.file, last])?;
        Ok(Some(last))
    }

    /// The transaction is on disk: these rows need not be kept any more.
    pub fn arrived(&self, last: i64) {
        self.shared.arrived.fetch_max(last, Ordering::AcqRel);
        let forget = super::writer::unheard(Scope::system(), move |tx| tx.run(&FORGET, &params![last]).map(drop));
        // What is not forgotten now is forgotten with the next ones.
        let _ = self.forget.try_send(forget);
    }
}

/// Puts one row into its table. A row that the schema refuses may not stop all others for ever; it is reported.
fn place(tx: &mut Tx, statement: &Statement, cells: &[Value]) -> Result<(), Error> {
    tx.batch("SAVEPOINT aside")?;
    match tx.run(statement, cells) {
        Ok(_) => tx.batch("RELEASE aside"),
        Err(why @ (Error::Unique { .. } | Error::Constraint(_))) => {
            tracing::error!(statement = statement.name, %why, "a row that was set aside was refused");
            tx.spoiled = None;
            tx.batch("ROLLBACK TO aside; RELEASE aside")
        }
        Err(why) => Err(why),
    }
}

/// The statement of that name, and how many values it takes.
fn known(name: &str) -> Option<(&'static Statement, usize)> {
    static ALL: OnceLock<HashMap<&'static str, (&'static Statement, usize)>> = OnceLock::new();
    let all = || {
        let adds = statement::registry().filter(|it| table(it).is_ok());
        adds.filter_map(|it| Some((it.name, (it, statement::expand(Engine::Sqlite, it, None).ok()?.own)))).collect()
    };
    ALL.get_or_init(all).get(name).copied()
}

fn call<'c>(statement: &'c Statement, params: &'c [Value]) -> Call<'c> {
    Call { statement, filter: None, params, filter_params: &[] }
}
