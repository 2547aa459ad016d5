//! Migrations: written once, expanded for each engine, applied once.

use crate::statement::{Piece, pieces, type_word};
use crate::{Engine, Error};
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations");

/// A step of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place in the order.
    pub number: u32,
    /// Its name, with the number in front when it is embedded: `0001_people`.
    pub name: &'static str,
    /// Its text, with type words.
    pub sql: &'static str,
}

impl Migration {
    /// SHA-256 of its text, in hexadecimal digits.
    pub fn checksum(&self) -> String {
        Sha256::digest(self.sql.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A migration as a database remembers it.
pub(crate) struct Applied {
    pub number: u32,
    pub name: String,
    pub checksum: String,
}

/// The migrations inside the program: `migrations/NNNN_name.sql`.
pub fn migrations() -> Vec<Migration> {
    let mut found: Vec<Migration> = EMBEDDED.files().filter_map(embedded).collect();
    found.sort_by_key(|migration| migration.number);
    found
}

fn embedded(file: &'static include_dir::File<'static>) -> Option<Migration> {
    let name = file.path().file_name()?.to_str()?.strip_suffix(".sql")?;
    let (number, _) = name.split_once('_')?;
    Some(Migration { number: number.parse().ok()?, name, sql: file.contents_utf8()? })
}

/// Refuses a list with two migrations of one number, or out of order.
pub(crate) fn in_order(migrations: &[Migration]) -> Result<(), Error> {
    match migrations.windows(2).find(|pair| pair[0].number >= pair[1].number) {
        Some(pair) => Err(Error::Migration(format!("{} does not come before {}", pair[0].name, pair[1].name))),
        None => Ok(()),
    }
}

/// The migrations that are still to be applied; an error where the past differs from the list.
pub(crate) fn pending<'m>(applied: &[Applied], migrations: &'m [Migration]) -> Result<Vec<&'m Migration>, Error> {
    for past in applied {
        let Some(migration) = migrations.iter().find(|migration| migration.number == past.number) else {
            return Err(Error::Migration(format!(
                "the database has {}, which this program does not know: it was used by a newer version",
                past.name
            )));
        };
        if migration.checksum() != past.checksum {
            return Err(Error::Migration(format!(
                "{} was edited after it was applied; put it back and write a new migration instead",
                migration.name
            )));
        }
    }
    let last = applied.iter().map(|past| past.number).max();
    let is_pending = |migration: &&Migration| applied.iter().all(|past| past.number != migration.number);
    let pending: Vec<&Migration> = migrations.iter().filter(is_pending).collect();
    match pending.first() {
        Some(first) if last.is_some_and(|last| first.number < last) => Err(Error::Migration(format!(
            "{} comes before migrations that are applied already; give it a later number",
            first.name
        ))),
        _ => Ok(pending),
    }
}

pub(crate) fn failed(migration: &Migration, why: &dyn std::fmt::Display) -> Error {
    Error::Migration(format!("{} failed: {why}", migration.name))
}

/// The text for one engine. `app` is the role of the program on PostgreSQL, for `{app}`.
pub(crate) fn expand(engine: Engine, migration: &Migration, app: Option<&str>) -> Result<String, Error> {
    let (kept, walls) = directives(engine, migration)?;
    let mut text = String::with_capacity(kept.len());
    for piece in pieces(&kept) {
        match piece {
            Piece::Plain(plain) => text.push_str(plain),
            Piece::Param(number) => text.push_str(&format!("${number}")),
            Piece::FilterParam(number) => text.push_str(&format!("$f{number}")),
            Piece::Word(word) => match (word, engine, app) {
                // Byte order, as on SQLite, whatever the locale of the server.
                ("text", Engine::Postgres, _) => text.push_str("text COLLATE \"C\""),
                ("strict", Engine::Sqlite, _) => text.push_str(" STRICT"),
                // Rows lie in the order of the primary key, without a second tree.
                ("strict_by_key", Engine::Sqlite, _) => text.push_str(" STRICT, WITHOUT ROWID"),
                ("strict" | "strict_by_key", Engine::Postgres, _) => {}
                ("app", Engine::Postgres, Some(app)) => text.push_str(app),
                _ => text.push_str(
                    type_word(engine, word).ok_or_else(|| failed(migration, &format!("{{{word}}} means nothing")))?,
                ),
            },
        }
    }
    text.push_str(&walls);
    Ok(text)
}

/// Carries out the lines that are instructions: which engine a block is for, and which tables have walls.
fn directives(engine: Engine, migration: &Migration) -> Result<(String, String), Error> {
    let mut kept = String::with_capacity(migration.sql.len());
    let mut walls = String::new();
    let mut only: Option<Engine> = None;
    for line in migration.sql.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["--", "only", name] => {
                let wanted = match name {
                    "sqlite" => Engine::Sqlite,
                    "postgres" => Engine::Postgres,
                    _ => return Err(failed(migration, &format!("there is no engine named {name}"))),
                };
                if only.replace(wanted).is_some() {
                    return Err(failed(migration, &"a block for one engine starts inside another"));
                }
            }
            ["--", "end"] => {
                if only.take().is_none() {
                    return Err(failed(migration, &"a block ends that did not start"));
                }
            }
            ["--", "rls", wall, table] => {
                if engine == Engine::Postgres {
                    walls.push_str(&row_security(migration, wall, table)?);
                }
            }
            _ if only.is_some_and(|only| only != engine) => {}
            _ => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    match only {
        Some(_) => Err(failed(migration, &"a block for one engine does not end")),
        None => Ok((kept, walls)),
    }
}

/// Row-level security of one table, for its owner too.
///
/// `record` is the wall of a table that is only ever added to: everybody may add, rows are read behind the wall of
/// their agency or person, and nobody changes one.
fn row_security(migration: &Migration, wall: &str, table: &str) -> Result<String, Error> {
    let own = |wall: &str| format!("{wall}_id = NULLIF(current_setting('alongside.{wall}', true), '')::uuid");
    let system = "current_setting('alongside.system', true) = 'on'";
    let policies = match wall {
        "agency" | "person" => {
            format!("CREATE POLICY {wall}_wall ON {table} USING ({} OR {system});\n", own(wall))
        }
        "record" => format!(
            "CREATE POLICY record_wall ON {table} FOR SELECT USING ({} OR {} OR {system});\n\
             CREATE POLICY record_adding ON {table} FOR INSERT WITH CHECK (true);\n",
            own("agency"),
            own("person")
        ),
        _ => return Err(failed(migration, &format!("there is no wall named {wall}"))),
    };
    Ok(format!(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n\
         ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n{policies}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn migration(sql: &'static str) -> Migration {
        Migration { number: 1, name: "0001_test", sql }
    }

    #[test]
    fn every_embedded_file_is_a_migration() {
        let files = EMBEDDED.files().filter(|file| file.path().extension().is_some_and(|it| it == "sql")).count();
        assert_eq!(migrations().len(), files);
        assert_eq!(in_order(&migrations()), Ok(()));
        for engine in [Engine::Sqlite, Engine::Postgres] {
            for migration in migrations() {
                expand(engine, &migration, Some("app")).expect("a text");
            }
        }
    }

    #[test]
    fn one_text_serves_both_engines() {
        let one = migration("CREATE TABLE t (id {id}, note {text} DEFAULT '{}', ok {bool}){strict};\n");
        let sqlite = expand(Engine::Sqlite, &one, None).expect("a text");
        assert_eq!(sqlite, "CREATE TABLE t (id BLOB, note TEXT DEFAULT '{}', ok INTEGER) STRICT;\n");
        let postgres = expand(Engine::Postgres, &one, None).expect("a text");
        assert_eq!(postgres, "CREATE TABLE t (id uuid, note text COLLATE \"C\" DEFAULT '{}', ok boolean);\n");
    }

    #[test]
    fn a_block_belongs_to_one_engine_and_walls_to_postgresql() {
        let one = migration("-- only sqlite\nA;\n-- end\n-- only postgres\nB;\n-- end\n-- rls agency member\nC;\n");
        assert_eq!(expand(Engine::Sqlite, &one, None).expect("a text"), "A;\nC;\n");
        let postgres = expand(Engine::Postgres, &one, None).expect("a text");
        assert!(postgres.starts_with("B;\nC;\nALTER TABLE member ENABLE"), "{postgres}");
        assert!(postgres.contains("CREATE POLICY agency_wall ON member"));
    }

    #[test]
    fn a_mistake_in_a_migration_is_told() {
        for sql in ["-- only mysql\n", "-- only sqlite\n", "-- end\n", "-- rls county member\n", "{blob}"] {
            assert!(matches!(expand(Engine::Postgres, &migration(sql), None), Err(Error::Migration(_))), "{sql}");
        }
    }

    #[test]
    fn the_past_is_not_rewritten() {
        let list = [migration("A"), Migration { number: 3, name: "0003_c", sql: "C" }];
        let past = |number, sql| Applied { number, name: "x".into(), checksum: migration(sql).checksum() };
        assert_eq!(pending(&[], &list).expect("pending").len(), 2);
        assert_eq!(pending(&[past(1, "A")], &list).expect("pending")[0].name, "0003_c");
        for applied in [vec![past(1, "B")], vec![past(1, "A"), past(9, "I")], vec![past(3, "C")]] {
            assert!(matches!(pending(&applied, &list), Err(Error::Migration(_))));
        }
    }
}
