//! PostgreSQL: a pool of connections, serializable writes that are run again when they collide, walls by row-level security.

mod codec;
mod connection;
mod fault;
mod load;
mod schema;

pub(crate) use connection::Connection;
pub(crate) use load::Load;

use crate::pool::{Lease, Pool};
use crate::{Error, Scope, Tx, tx};
use connection::Kind;
use postgres::config::{Host, SslMode};
use postgres::{Config, NoTls};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How often a unit that collides with others is run before the database says that it is busy.
const TRIES: u32 = 24;

/// A server's database, in the roles of the program and of the owner.
pub(crate) struct Store {
    app: Config,
    owner: Option<Config>,
    pool: Pool<Connection>,
    /// Units that collided are run again one at a time, or many that meet at one place would undo each other for ever.
    again: Mutex<()>,
}

/// How one run of a unit ended.
enum Run<T, E> {
    /// For good.
    Done(Result<T, E>),
    /// It collided with another, or the connection broke before the commit: nothing is kept, and it may be run again.
    Again(E),
}

impl Store {
    pub fn open(app: &str, owner: Option<&str>, connections: usize) -> Result<Self, Error> {
        let app = config(app)?;
        let owner = owner.map(config).transpose()?;
        let settings = app.clone();
        let pool = Pool::new(connections, move || Connection::open(&settings));
        // A wrong address or password shows now, not with the first visitor.
        let mut lease = pool.lease()?;
        let connection = lease.take()?;
        lease.give_back(connection);
        drop(lease);
        Ok(Self { app, owner, pool, again: Mutex::new(()) })
    }

    pub fn read<T, E: From<Error>>(
        &self,
        scope: &Scope,
        mut work: impl FnMut(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        match self.attempt(Kind::Read, scope, &mut work) {
            Run::Done(outcome) => outcome,
            // After a restart of the server every idle connection is dead.
            Run::Again(_) => {
                self.pool.clear();
                match self.attempt(Kind::Read, scope, &mut work) {
                    Run::Done(outcome) => outcome,
                    Run::Again(why) => Err(why),
                }
            }
        }
    }

    pub fn write<T, E: From<Error>>(
        &self,
        scope: Scope,
        mut work: impl FnMut(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        // A panic is an error here too, as it is where another thread does the work.
        let mut work = |tx: &mut Tx| {
            catch_unwind(AssertUnwindSafe(|| work(tx)))
                .unwrap_or_else(|_| Err(Error::Other("a unit of work panicked".to_owned()).into()))
        };
        let mut turn = None;
        for attempt in 0..TRIES {
            match self.attempt(Kind::Write, &scope, &mut work) {
                Run::Done(outcome) => return outcome,
                Run::Again(_) if attempt + 1 < TRIES => {
                    metrics::counter!("alongside_write_collisions_total").increment(1);
                    tracing::debug!(attempt, "a unit of work is run again");
                    match &turn {
                        // Nothing in a unit leaves this lock half done.
                        None => turn = Some(self.again.lock().unwrap_or_else(PoisonError::into_inner)),
                        Some(_) => std::thread::sleep(pause(attempt)),
                    }
                }
                Run::Again(why) if attempt == 0 => return Err(why),
                Run::Again(_) => {}
            }
        }
        Err(Error::Busy.into())
    }

    fn attempt<T, E: From<Error>>(
        &self,
        kind: Kind,
        scope: &Scope,
        work: &mut impl FnMut(&mut Tx) -> Result<T, E>,
    ) -> Run<T, E> {
        let (mut lease, connection) = match self.begin(kind, scope) {
            Ok(begun) => begun,
            Err(why) => return Run::Done(Err(why.into())),
        };
        let mut tx = Tx::new(tx::Connection::Postgres(connection), *scope);
        let outcome = work(&mut tx);
        let outcome = tx.settle(outcome);
        let tx::Connection::Postgres(mut connection) = tx.connection else {
            return Run::Done(outcome);
        };
        match outcome {
            Ok(done) => match connection.end("COMMIT") {
                Ok(()) => {
                    lease.give_back(connection);
                    Run::Done(Ok(done))
                }
                // What was read was read; nothing hangs on the commit.
                Err(_) if kind == Kind::Read => Run::Done(Ok(done)),
                Err(why) => self.after_failure(&mut lease, connection, why.into(), false),
            },
            Err(why) => self.after_failure(&mut lease, connection, why, true),
        }
    }

    /// Rolls back. A connection that broke during the commit leaves open whether it happened, so that is not run again.
    fn after_failure<T, E>(
        &self,
        lease: &mut Lease<'_, Connection>,
        mut connection: Connection,
        why: E,
        before_commit: bool,
    ) -> Run<T, E> {
        let collided = connection.collided;
        let broken = connection.is_closed();
        if !broken && !connection.stale && connection.end("ROLLBACK").is_ok() {
            lease.give_back(connection);
        }
        if collided || (broken && before_commit) { Run::Again(why) } else { Run::Done(Err(why)) }
    }

    /// A connection with a transaction open. One that turns out to be dead is replaced, with its idle companions.
    fn begin(&self, kind: Kind, scope: &Scope) -> Result<(Lease<'_, Connection>, Connection), Error> {
        let mut lease = self.pool.lease()?;
        let mut connection = lease.take()?;
        match connection.begin(kind, scope) {
            Ok(()) => Ok((lease, connection)),
            Err(_) if connection.is_closed() => {
                drop(connection);
                self.pool.clear();
                let mut connection = lease.take()?;
                connection.begin(kind, scope)?;
                Ok((lease, connection))
            }
            Err(why) => Err(why),
        }
    }
}

/// The driver may not close a connection inside an asynchronous task, where the last handle may well be dropped.
impl Drop for Store {
    fn drop(&mut self) {
        std::thread::scope(|scope| {
            scope.spawn(|| self.pool.clear());
        });
    }
}

fn config(url: &str) -> Result<Config, Error> {
    let mut config: Config = url
        .parse()
        .map_err(|why| Error::Setting(format!("the address of the PostgreSQL database is not one: {why}")))?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(Error::Setting(
            "the address asks for TLS, which this program does not speak to PostgreSQL; \
             use a socket or a private network"
                .to_owned(),
        ));
    }
    if config.get_ssl_mode() != SslMode::Disable
        && let Some(host) = beyond_this_machine(&config)
    {
        return Err(Error::Setting(format!(
            "the PostgreSQL server {host} is beyond this machine, and this program does not speak TLS to it: \
             everything would cross the network in the open. Use a socket or a tunnel; where the network between is \
             private and trusted, say so with sslmode=disable in the address"
        )));
    }
    config.application_name("alongside");
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(5));
    }
    Ok(config)
}

/// The first server of the address that is neither a socket nor this machine.
fn beyond_this_machine(config: &Config) -> Option<String> {
    let addresses = config.get_hostaddrs().iter().filter(|address| !address.is_loopback()).map(ToString::to_string);
    let names = config.get_hosts().iter().filter_map(|host| match host {
        Host::Tcp(name) => Some(name.clone()),
        Host::Unix(_) => None,
    });
    let here = |name: &String| {
        name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    };
    // A numeric address beside a name is the one that is connected to.
    let names = names.filter(|name| !here(name) && config.get_hostaddrs().is_empty());
    addresses.chain(names).next()
}

fn connect(config: &Config) -> Result<postgres::Client, Error> {
    config.connect(NoTls).map_err(|why| fault::of_connecting(&why))
}

/// Longer each time, and never the same for two, so that units that collided do not do so again in step.
#[expect(clippy::disallowed_methods, reason = "only how long to wait hangs on it")]
fn pause(attempt: u32) -> Duration {
    let most = (2_000u64 << attempt.min(4)).min(200_000);
    let chance = getrandom::u64().unwrap_or(most / 2);
    Duration::from_micros(500 + chance % most)
}

#[cfg(test)]
mod tests {
    use super::config;

    #[test]
    fn nothing_crosses_a_network_in_the_open_unless_somebody_says_so() {
        for here in [
            "postgres://app@localhost/x",
            "postgres://app@127.0.0.1:5433/x",
            "postgres://app@[::1]/x",
            "postgres:///x?host=/run/postgresql&user=app",
            "postgres://app@10.0.0.5/x?sslmode=disable",
        ] {
            assert!(config(here).is_ok(), "{here}");
        }
        for beyond in ["postgres://app@10.0.0.5/x", "postgres://app@db.example.org/x", "postgres://app@localhost,db/x"]
        {
            let why = config(beyond).expect_err("refused").to_string();
            assert!(why.contains("sslmode=disable"), "{beyond}: {why}");
        }
        assert!(config("postgres://app@10.0.0.5/x?sslmode=require").is_err());
    }
}
