//! PostgreSQL for tests, on the server that `ALONGSIDE_TEST_PG` names.
//!
//! Its role must be able to create databases and roles, and the server must
//! trust local connections. Without the variable
//! tests run on SQLite alone and say so; with `ALONGSIDE_REQUIRE_PG` set that
//! is a failure.

use crate::settle;
use db::{Db, Faults, Settings};
use postgres::{Client, Config, NoTls};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// The role that the program under test works in: it owns nothing.
const APP_ROLE: &str = "alongside_test_app";
/// The role that owns the test's databases: no superuser, so that walls bind it as they bind a real owner.
const OWNER_ROLE: &str = "alongside_test_owner";
/// Any number that nobody else locks: templates and roles are made by one process at a time.
const LOCK: i64 = 0x7465_7374;

static MADE: AtomicU32 = AtomicU32::new(0);
static TEMPLATE: OnceLock<String> = OnceLock::new();

/// A new migrated database whose name starts with `name`: the addresses of its owner and of the program. It stays until [`drop_database`].
pub fn fresh(name: &str) -> Option<(String, String)> {
    let server = server()?;
    let template = TEMPLATE.get_or_init(|| must(template(&server)));
    Some(must(create(&server, name, template)))
}

/// The same, without tables.
pub fn empty(name: &str) -> Option<(String, String)> {
    let server = server()?;
    must(prepared(&server).map(drop));
    Some(must(create(&server, name, "template0")))
}

/// Drops a database that [`fresh`] made, whoever is still connected.
pub fn drop_database(owner_url: &str) {
    let name = owner_url.rsplit('/').next().and_then(|rest| rest.split('?').next());
    if let (Some(name), Some(mut client)) = (name, server().and_then(|server| connect(&server).ok())) {
        let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }
}

/// A migrated database that is gone with its last handle.
pub fn open() -> Option<Db> {
    fresh("test").map(opened)
}

/// The same, with the address of its owner.
pub(crate) fn open_with_owner() -> Option<(Db, String)> {
    fresh("test").map(|urls| (opened(urls.clone()), urls.0))
}

/// The same, with failures to order.
pub(crate) fn open_to_fail() -> Option<(Db, Arc<Faults>)> {
    let (owner, app) = fresh("test")?;
    let faults = Arc::new(Faults::default());
    let db = settle(Db::open_to_fail(Settings::postgres(app, Some(owner.clone())), faults.clone()));
    db.hold(Dropped(owner));
    Some((db, faults))
}

/// The same, without tables.
pub fn open_empty() -> Option<Db> {
    empty("test").map(opened)
}

fn opened((owner, app): (String, String)) -> Db {
    let db = settle(Db::open(Settings::postgres(app, Some(owner.clone()))));
    db.hold(Dropped(owner));
    db
}

/// Drops a database when dropped.
struct Dropped(String);

impl Drop for Dropped {
    fn drop(&mut self) {
        drop_database(&self.0);
    }
}

/// The address of the server, in a role that may do anything there.
#[expect(clippy::panic, clippy::print_stderr, reason = "this is how a test ends, or says what it left out")]
pub fn server() -> Option<String> {
    static SAID: OnceLock<()> = OnceLock::new();
    match std::env::var("ALONGSIDE_TEST_PG") {
        Ok(url) if !url.is_empty() => Some(url),
        _ if std::env::var_os("ALONGSIDE_REQUIRE_PG").is_some() => {
            panic!("ALONGSIDE_REQUIRE_PG is set, and ALONGSIDE_TEST_PG is not")
        }
        _ => {
            SAID.get_or_init(|| eprintln!("PostgreSQL left out: ALONGSIDE_TEST_PG is not set"));
            None
        }
    }
}

fn connect(url: &str) -> Result<Client, postgres::Error> {
    let mut config: Config = url.parse()?;
    config.application_name("alongside-test").connect(NoTls)
}

/// A connection that holds the lock, with the roles there.
fn prepared(server: &str) -> Result<Client, postgres::Error> {
    let mut client = connect(server)?;
    client.batch_execute(&format!(
        "SET client_min_messages = warning; SELECT pg_advisory_lock({LOCK});
         DO $role$ DECLARE wanted text; BEGIN
           FOREACH wanted IN ARRAY ARRAY['{APP_ROLE}', '{OWNER_ROLE}'] LOOP
             IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN
               EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', wanted);
             END IF;
             EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
           END LOOP;
         END $role$"
    ))?;
    Ok(client)
}

/// The database that others are cloned from, migrated once for each state of the migrations.
fn template(server: &str) -> Result<String, postgres::Error> {
    let all: String = db::migrations().iter().map(db::Migration::checksum).collect();
    let digest = db::Migration { number: 0, name: "", sql: String::leak(all) }.checksum();
    let name = format!("alongside_v2_{}", &digest[..16]);
    let mut client = prepared(server)?;
    if client.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])?.is_some() {
        return Ok(name);
    }
    // Under another name until it is whole: a test that is stopped midway leaves no half template.
    let making = format!("{name}_making");
    client.batch_execute(&format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)"))?;
    create_database(&mut client, &making, "template0")?;
    let (owner, app) = urls(server, &making);
    let db = settle(Db::open(Settings::postgres(app, Some(owner))));
    settle(db.migrate(&db::migrations()).map(drop));
    drop(db);
    client.batch_execute(&format!("ALTER DATABASE {making} RENAME TO {name}"))?;
    Ok(name)
}

fn create(server: &str, name: &str, template: &str) -> Result<(String, String), postgres::Error> {
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).take(30).collect();
    let name = format!("t_{}_{}_{number}", plain.to_lowercase(), std::process::id());
    let mut client = connect(server)?;
    client.batch_execute(&format!("SET client_min_messages = warning; SELECT pg_advisory_lock({LOCK})"))?;
    client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
    create_database(&mut client, &name, template)?;
    Ok(urls(server, &name))
}

/// In byte order and UTF-8, whatever the server's own locale.
fn create_database(client: &mut Client, name: &str, template: &str) -> Result<(), postgres::Error> {
    client.batch_execute(&format!(
        "CREATE DATABASE {name} OWNER {OWNER_ROLE} TEMPLATE {template} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
    ))
}

/// The server's address with another database, for the owner and for the program's role.
fn urls(server: &str, name: &str) -> (String, String) {
    let (base, options) =
        server.split_once('?').map_or((server, String::new()), |(base, rest)| (base, format!("?{rest}")));
    let (scheme, rest) = base.split_once("://").unwrap_or(("postgres", base));
    let place = rest.split('/').next().unwrap_or(rest);
    let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
    (format!("{scheme}://{OWNER_ROLE}@{host}/{name}{options}"), format!("{scheme}://{APP_ROLE}@{host}/{name}{options}"))
}

#[expect(clippy::panic, reason = "this is how a test ends")]
fn must<T>(outcome: Result<T, postgres::Error>) -> T {
    use std::error::Error as _;
    outcome.unwrap_or_else(|why| panic!("the test's PostgreSQL: {why}: {:?}", why.source().map(ToString::to_string)))
}
