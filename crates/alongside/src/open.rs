//! Opening the database and the house over it.

use crate::settings::Database;
use anyhow::{Context, bail};
use db::{Db, DbUrl, Key, Settings};
use service::House;
use sha2::{Digest, Sha256};
use std::path::Path;

/// What is said where the tables are not what this program knows.
pub const OLD: &str = "The database could not be read. `alongside migrate` brings it up to date";

/// An open database with the secret of its house.
pub struct Opened {
    /// The database.
    pub db: Db,
    secret: [u8; 32],
}

impl Opened {
    /// The house over it.
    pub fn house(&self) -> House {
        House::new(service::Store::new(self.db.clone()), self.secret)
    }
}

/// Opens a database that is there already.
pub fn existing(database: &Database) -> anyhow::Result<Opened> {
    if let DbUrl::Sqlite(path) = &database.url
        && !path.exists()
    {
        bail!("There is no database at {}. `alongside migrate` makes one.", path.display());
    }
    open(database)
}

/// Opens a database; on SQLite its file and directory are made if they are missing.
pub fn open(database: &Database) -> anyhow::Result<Opened> {
    let key = database.key.read()?;
    let settings = match &database.url {
        DbUrl::Sqlite(path) => {
            if let Some(dir) = path.parent().filter(|dir| !dir.as_os_str().is_empty() && !dir.exists()) {
                private_dir(dir)?;
            }
            Settings::sqlite(path, Some(key.clone()))
        }
        DbUrl::Postgres { app, owner } => Settings::postgres(app, owner.clone()),
    };
    let db = Db::open(settings).context("The database could not be opened")?;
    Ok(Opened { db, secret: secret(&key) })
}

/// What the house seals with: bound to the key, but not the key.
fn secret(key: &Key) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"alongside house secret 1\0");
    hash.update(key.to_hex().as_bytes());
    hash.finalize().into()
}

/// Makes a directory that only its owner may enter.
pub fn private_dir(dir: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).with_context(|| format!("The directory {} could not be made", dir.display()))?;
    #[cfg(unix)]
    std::fs::set_permissions(dir, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .with_context(|| format!("The directory {} could not be closed to others", dir.display()))?;
    Ok(())
}

/// Writes a file that only its owner may read.
pub fn private_file(path: &Path, text: &str) -> anyhow::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| format!("{} could not be written", path.display()))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .with_context(|| format!("{} could not be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_bound_to_the_key_and_is_not_the_key() {
        let (one, other) = (Key::generate().expect("a key"), Key::generate().expect("a key"));
        assert_eq!(secret(&one), secret(&one.clone()));
        assert_ne!(secret(&one), secret(&other));
        let digits: String = secret(&one).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_ne!(digits, *one.to_hex());
    }
}
