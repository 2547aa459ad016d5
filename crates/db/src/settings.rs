//! Where the database is and how to open it.

use crate::Error;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use zeroize::{Zeroize, Zeroizing};

/// How to open a database.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it is.
    pub url: DbUrl,
    /// The key that the SQLite file is encrypted with; without one it is not encrypted.
    pub key: Option<Key>,
    /// SQLite: connections that read. PostgreSQL: connections in all.
    pub readers: usize,
}

impl Settings {
    /// A SQLite file, four readers.
    pub fn sqlite(path: impl Into<PathBuf>, key: Option<Key>) -> Self {
        Self { url: DbUrl::Sqlite(path.into()), key, readers: 4 }
    }

    /// A PostgreSQL database, eight connections.
    pub fn postgres(app: impl Into<String>, owner: Option<String>) -> Self {
        Self { url: DbUrl::Postgres { app: app.into(), owner }, key: None, readers: 8 }
    }
}

/// Where a database is.
#[derive(Clone, PartialEq, Eq)]
pub enum DbUrl {
    /// A file.
    Sqlite(PathBuf),
    /// A server.
    Postgres {
        /// As the role that the program works in: no superuser, no owner.
        app: String,
        /// As the role that owns the tables; migrations and bulk loads need it.
        owner: Option<String>,
    },
}

impl FromStr for DbUrl {
    type Err = Error;

    /// `sqlite:PATH`, `postgres://…` (the role of the program, without an owner).
    fn from_str(text: &str) -> Result<Self, Error> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            return Ok(Self::Sqlite(PathBuf::from(path.strip_prefix("//").unwrap_or(path))));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres { app: text.to_owned(), owner: None });
        }
        Err(Error::Setting("the database address must start with sqlite: or postgres://".to_owned()))
    }
}

/// Without the addresses of PostgreSQL, which may hold a password.
impl fmt::Debug for DbUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres { owner, .. } => {
                f.debug_struct("Postgres").field("owner", &owner.is_some()).finish_non_exhaustive()
            }
        }
    }
}

/// The 32 bytes that an SQLite file is encrypted with. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// A new one, from the operating system's randomness.
    #[expect(clippy::disallowed_methods, reason = "a key is what this randomness is for")]
    pub fn generate() -> Result<Self, Error> {
        let mut key = Self([0; 32]);
        getrandom::fill(&mut key.0).map_err(|why| Error::Other(format!("no randomness: {why}")))?;
        Ok(key)
    }

    /// From 64 hexadecimal digits; white space around them is passed over.
    pub fn from_hex(text: &str) -> Result<Self, Error> {
        let wrong = || Error::Setting("a database key is 64 hexadecimal digits".to_owned());
        let digits = text.trim().as_bytes();
        if digits.len() != 64 {
            return Err(wrong());
        }
        let mut key = Self([0; 32]);
        for (byte, pair) in key.0.iter_mut().zip(digits.chunks_exact(2)) {
            for digit in pair {
                let half = char::from(*digit).to_digit(16).ok_or_else(wrong)?;
                *byte = (*byte << 4) | half as u8;
            }
        }
        Ok(key)
    }

    /// From a file that holds 64 hexadecimal digits.
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map(Zeroizing::new).map_err(|why| {
            Error::Setting(format!("the database key could not be read from {}: {why}", path.display()))
        })?;
        Self::from_hex(&text)
    }

    /// From an environment variable that holds 64 hexadecimal digits; none if it is not set.
    pub fn from_env(variable: &str) -> Result<Option<Self>, Error> {
        match std::env::var(variable).map(Zeroizing::new) {
            Ok(text) => Self::from_hex(&text).map(Some),
            Err(std::env::VarError::NotPresent) => Ok(None),
            Err(std::env::VarError::NotUnicode(_)) => {
                Err(Error::Setting(format!("{variable} is not 64 hexadecimal digits")))
            }
        }
    }

    /// As 64 hexadecimal digits.
    pub fn to_hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in &self.0 {
            for half in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
            }
        }
        text
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_its_own_digits_and_shows_none() {
        let key = Key::generate().expect("a key");
        assert_eq!(Key::from_hex(&key.to_hex()), Ok(key.clone()));
        assert_ne!(Key::generate().expect("a key"), key);
        assert_eq!(format!("{key:?}"), "Key(…)");
    }

    #[test]
    fn a_text_that_is_no_key_is_refused_in_words() {
        for text in ["", "12", &"x".repeat(64), &"é".repeat(32)] {
            assert!(matches!(Key::from_hex(text), Err(Error::Setting(_))), "{text}");
        }
    }

    #[test]
    fn an_address_is_read_and_its_password_not_shown() {
        assert_eq!("sqlite:/a/b.db".parse(), Ok(DbUrl::Sqlite("/a/b.db".into())));
        let url: DbUrl = "postgres://app:secret@host/name".parse().expect("an address");
        assert!(!format!("{url:?}").contains("secret"));
        assert!("mysql://host".parse::<DbUrl>().is_err());
    }
}
