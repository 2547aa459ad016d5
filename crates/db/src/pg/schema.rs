//! The schema on PostgreSQL: migrations as the owner, rights and walls for the role of the program.

use super::{Store, connect, connection};
use crate::migrate::{self, Applied};
use crate::{Engine, Error, Migration, Scope, Tx};
use crate::{Statement, params};
use postgres::Client;

/// Any number that nobody else locks: two programs that start at once migrate one after the other.
const LOCK: i64 = 0x616c_6f6e_6773;

/// What the schema stands on. `json_each` reads a list as SQLite's does, and says that lists are short: of a thousand
/// entries, which is what the planner thinks otherwise, it would rather read a whole table. `to_id` reads the text of an
/// identity.
const GROUND: &str = "
    CREATE TABLE IF NOT EXISTS migration (
        number bigint NOT NULL PRIMARY KEY, name text NOT NULL, checksum text NOT NULL);
    CREATE OR REPLACE FUNCTION json_each(text) RETURNS TABLE (key bigint, value text)
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 20 AS
        $$ SELECT n - 1, v FROM json_array_elements_text($1::json) WITH ORDINALITY AS list (v, n) $$;
    CREATE OR REPLACE FUNCTION to_id(text) RETURNS uuid
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1::uuid $$;
";

impl Store {
    /// Applies what is pending and gives the role of the program its rights on new tables.
    pub fn migrate(&self, migrations: &[Migration]) -> Result<Vec<&'static str>, Error> {
        let app = self.app.get_user().ok_or_else(|| {
            Error::Setting("the address of the PostgreSQL database must name the role of the program".to_owned())
        })?;
        let Some(owner) = &self.owner else {
            return self.is_current(migrations);
        };
        let mut client = connect(owner)?;
        batch(&mut client, &format!("SET client_min_messages = warning; SELECT pg_advisory_lock({LOCK})"))?;
        check_database(&mut client, app)?;
        batch(&mut client, GROUND)?;
        let app = quoted(app);
        let mut names = Vec::new();
        for migration in migrate::pending(&applied(&mut client)?, migrations)? {
            let text = migrate::expand(Engine::Postgres, migration, Some(&app))?;
            apply(&mut client, migration, &text, &app)?;
            tracing::info!(name = migration.name, "migrated");
            names.push(migration.name);
        }
        batch(&mut client, &rights(&app))?;
        // The lock goes with the connection.
        drop(client);
        self.pool.clear();
        Ok(names)
    }

    /// Without the owner nothing can be applied, so there must be nothing to apply.
    fn is_current(&self, migrations: &[Migration]) -> Result<Vec<&'static str>, Error> {
        let mut client = connect(&self.app)?;
        let there = query_one_bool(&mut client, "SELECT to_regclass('migration') IS NOT NULL")?;
        let applied = if there { applied(&mut client)? } else { Vec::new() };
        match migrate::pending(&applied, migrations)?.first() {
            None => Ok(Vec::new()),
            Some(first) => Err(Error::Setting(format!(
                "the database needs {}, and the address of its owner is not set",
                first.name
            ))),
        }
    }

    /// Refuses a role that row-level security does not hold back.
    pub fn check_role(&self) -> Result<(), Error> {
        let (super_user, bypass, makes_roles, owned) = self.read(&Scope::none(), |tx: &mut Tx| {
            let row = tx.row(&ROLE, &params![])?;
            let mut row = row.ok_or_else(|| Error::Other("the role of the program is not listed".to_owned()))?;
            let rights = (row.take::<bool>()?, row.take::<bool>()?, row.take::<bool>()?);
            Ok::<_, Error>((rights.0, rights.1, rights.2, row.take::<Option<String>>()?))
        })?;
        let refuse = |why: &str| {
            let role = self.app.get_user().unwrap_or_default();
            Err(Error::Setting(format!(
                "the PostgreSQL role {role} {why}, so the walls between agencies would not hold; \
                 give the program a role of its own, without such rights"
            )))
        };
        match owned {
            _ if super_user => refuse("is a superuser"),
            _ if bypass => refuse("may bypass row-level security"),
            _ if makes_roles => refuse("may create roles, and so join the one that owns the tables"),
            Some(table) => refuse(&format!("owns the table {table}, or is in a role that does")),
            None => Ok(()),
        }
    }
}

static ROLE: Statement = Statement {
    name: "db::ROLE",
    sql: "SELECT r.rolsuper, r.rolbypassrls, r.rolcreaterole, \
          (SELECT CAST(c.relname AS text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
           WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') \
           AND n.nspname NOT LIKE 'pg_toast%' AND pg_has_role(r.oid, c.relowner, 'MEMBER') \
           ORDER BY c.relname LIMIT 1) \
          FROM pg_roles r WHERE r.rolname = current_user",
};

/// What no migration can mend.
fn check_database(client: &mut Client, app: &str) -> Result<(), Error> {
    if !query_one_bool(client, "SELECT current_setting('server_encoding') = 'UTF8'")? {
        return Err(Error::Setting("the PostgreSQL database must be created with ENCODING 'UTF8'".to_owned()));
    }
    let known = client.query_one("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1)", &[&app]);
    match known.and_then(|row| row.try_get::<_, bool>(0)) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::Setting(format!("PostgreSQL has no role named {app}; create it first"))),
        Err(why) => Err(super::fault::of("migration", &why)),
    }
}

fn applied(client: &mut Client) -> Result<Vec<Applied>, Error> {
    let fault = |why| super::fault::of("migration", &why);
    let rows = client.query("SELECT number, name, checksum FROM migration ORDER BY number", &[]).map_err(fault)?;
    rows.iter()
        .map(|row| {
            let number = row.try_get::<_, i64>(0).map_err(fault)?;
            let number = u32::try_from(number)
                .map_err(|_| Error::Migration(format!("the database lists a migration numbered {number}")))?;
            Ok(Applied { number, name: row.try_get(1).map_err(fault)?, checksum: row.try_get(2).map_err(fault)? })
        })
        .collect()
}

/// One migration in one transaction. It sees past the walls, which hold back the owner too.
fn apply(client: &mut Client, migration: &Migration, text: &str, app: &str) -> Result<(), Error> {
    let run = |client: &mut Client| -> Result<(), postgres::Error> {
        let mut transaction = client.transaction()?;
        transaction.batch_execute(&connection::walls(&Scope::system()))?;
        transaction.batch_execute(&default_rights(app))?;
        transaction.batch_execute(text)?;
        transaction.execute(
            "INSERT INTO migration (number, name, checksum) VALUES ($1, $2, $3)",
            &[&i64::from(migration.number), &migration.name, &migration.checksum()],
        )?;
        transaction.commit()
    };
    run(client).map_err(|why| migrate::failed(migration, &super::fault::in_words(&why)))
}

/// New tables are the program's to use from the start, so that a migration may take a right away again.
fn default_rights(app: &str) -> String {
    format!("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}")
}

/// Tables on which the role has no right at all were made before there was such a role.
fn rights(app: &str) -> String {
    let role = app.replace('\'', "''");
    format!(
        "GRANT USAGE ON SCHEMA public TO {app};
         DO $rights$ DECLARE one record; BEGIN
           FOR one IN SELECT c.oid::regclass AS name FROM pg_class c
             JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v') AND c.relname <> 'migration'
             AND NOT EXISTS (SELECT 1 FROM aclexplode(c.relacl) a WHERE a.grantee = '{role}'::regrole)
           LOOP
             EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO {role}', one.name);
           END LOOP;
         END $rights$;
         REVOKE ALL ON migration FROM {app};
         GRANT SELECT ON migration TO {app}"
    )
}

fn query_one_bool(client: &mut Client, sql: &str) -> Result<bool, Error> {
    let answer = client.query_one(sql, &[]).and_then(|row| row.try_get(0));
    answer.map_err(|why| super::fault::of("migration", &why))
}

fn batch(client: &mut Client, sql: &str) -> Result<(), Error> {
    client.batch_execute(sql).map_err(|why| Error::Migration(super::fault::in_words(&why)))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
