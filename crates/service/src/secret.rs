//! Secrets: passphrases are kept as argon2id hashes, made and checked two at a time so that sign-ins cannot starve
//! the cores; what must be read again is sealed under a key of the house.

use crate::{Fault, House};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::people::prepare_passphrase;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::sync::{Condvar, Mutex, PoisonError};

/// How many hashes are made at once.
const AT_ONCE: usize = 2;

/// Makes and checks hashes.
pub(crate) struct Hashing {
    free: Mutex<usize>,
    freed: Condvar,
    /// A hash of nothing in particular: an unknown username takes as long as a known one.
    decoy: String,
}

impl Hashing {
    pub(crate) fn new() -> Self {
        let decoy = Argon2::default().hash_password(b"nobody's passphrase").map(|hash| hash.to_string());
        Self { free: Mutex::new(AT_ONCE), freed: Condvar::new(), decoy: decoy.unwrap_or_default() }
    }

    /// The hash of a new passphrase, as a PHC string (argon2id, the crate's defaults: 19 MiB, two passes).
    pub(crate) fn hash(&self, passphrase: &str) -> Result<String, Fault> {
        self.in_turn(|| {
            let hash = Argon2::default().hash_password(prepare_passphrase(passphrase).as_bytes());
            hash.map(|hash| hash.to_string()).map_err(|why| Fault::Broken(format!("passphrase hash: {why}")))
        })
    }

    /// Whether the passphrase is the one behind the hash; without a hash it takes as long and says no.
    pub(crate) fn matches(&self, passphrase: &str, hash: Option<&str>) -> bool {
        self.in_turn(|| {
            let stored = PasswordHash::new(hash.unwrap_or(&self.decoy));
            let typed = prepare_passphrase(passphrase);
            let right = stored.is_ok_and(|stored| Argon2::default().verify_password(typed.as_bytes(), &stored).is_ok());
            right && hash.is_some()
        })
    }

    fn in_turn<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        drop(free);
        let result = work();
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.freed.notify_one();
        result
    }
}

/// What the database keeps of a token: its SHA-256.
pub(crate) fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The bytes before the sealed text: a nonce so long that a random one never comes twice.
const NONCE: usize = 24;

impl House {
    /// Seals a value so that only this house reads it again, for this purpose and this owner.
    pub(crate) fn seal<T: Serialize>(&self, purpose: &str, owner: &[u8], value: &T) -> Result<Vec<u8>, Fault> {
        let broken = |why: &str| Fault::Broken(format!("sealing {purpose}: {why}"));
        let plain = serde_json::to_vec(value).map_err(|why| broken(&why.to_string()))?;
        let nonce = self.chance::<NONCE>();
        let cipher = XChaCha20Poly1305::new(&self.key_for(purpose).into());
        let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: &plain, aad: owner });
        let sealed = sealed.map_err(|_| broken("the cipher refused"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Reads what [`House::seal`] sealed; nothing for another purpose or owner, or when a byte was changed.
    pub(crate) fn unseal<T: DeserializeOwned>(&self, purpose: &str, owner: &[u8], sealed: &[u8]) -> Option<T> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let cipher = XChaCha20Poly1305::new(&self.key_for(purpose).into());
        let plain = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: owner }).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_passphrase_and_no_other() {
        let hashing = Hashing::new();
        let hash = hashing.hash("a quiet lake at dawn").expect("a hash");
        assert!(hash.starts_with("$argon2id$"));
        assert!(hashing.matches("a quiet lake at dawn", Some(&hash)));
        assert!(!hashing.matches("a quiet lake at dusk", Some(&hash)));
        assert!(!hashing.matches("nobody's passphrase", None));
    }
}
