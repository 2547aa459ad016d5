//! What every use case needs: the store, the clock, chance, and the house's secret.

use crate::directory::{Names, SystemNames};
use access::{Actor, Call, Store};
use domain::id::{CommandId, Ids};
use domain::time::Moment;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::Arc;

/// The house: shared by all requests.
#[derive(Clone)]
pub struct House {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    secret: [u8; 32],
    hashing: crate::secret::Hashing,
    listed: crate::directory::Kept<crate::directory::Ready>,
    shelf: crate::directory::Kept<crate::directory::Shelf>,
    names: Box<dyn Names>,
    offered: crate::directory::Kept<crate::directory::services::Ready>,
}

impl House {
    /// Over a store; `secret` seals what leaves and comes back (form tokens).
    pub fn new(store: Store, secret: [u8; 32]) -> Self {
        Self::reaching(store, secret, Box::new(SystemNames))
    }

    /// The same with names of its own for what it fetches.
    pub fn reaching(store: Store, secret: [u8; 32], names: Box<dyn Names>) -> Self {
        Self {
            inner: Arc::new(Inner {
                store,
                secret,
                hashing: crate::secret::Hashing::new(),
                listed: Default::default(),
                shelf: Default::default(),
                names,
                offered: Default::default(),
            }),
        }
    }

    /// Where names lead that sources are fetched by.
    pub(crate) fn names(&self) -> &dyn Names {
        self.inner.names.as_ref()
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn hashing(&self) -> &crate::secret::Hashing {
        &self.inner.hashing
    }

    /// The meetings that are listed, made ready for a search.
    pub(crate) fn listed(&self) -> &crate::directory::Kept<crate::directory::Ready> {
        &self.inner.listed
    }

    /// The meetings that are given out to other programs.
    pub(crate) fn shelf(&self) -> &crate::directory::Kept<crate::directory::Shelf> {
        &self.inner.shelf
    }

    /// The offerings that are listed, made ready for a search.
    pub(crate) fn offered(&self) -> &crate::directory::Kept<crate::directory::services::Ready> {
        &self.inner.offered
    }

    /// Now. The only place where the house looks at a clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the clock; everything below gets the time passed in"
    )]
    pub fn now(&self) -> Moment {
        Moment::from(jiff::Timestamp::now())
    }

    /// Unpredictable bytes. The only place where the house asks for chance.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks for chance; everything below gets it passed in"
    )]
    pub fn chance<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        // Without chance no secret is safe: nothing can go on.
        #[expect(clippy::expect_used, reason = "a system without randomness cannot keep secrets")]
        getrandom::fill(&mut bytes).expect("the system gives random bytes");
        bytes
    }

    /// A call by an actor, now.
    pub fn call(&self, actor: Actor) -> Call {
        let now = self.now();
        Call::new(actor, now, Ids::new(now, self.chance()))
    }

    /// A call by whoever is signed in.
    pub fn call_as(&self, session: &crate::Session) -> Call {
        let mut call = self.call(session.actor);
        call.session = Some(session.id);
        call.narrowed_to = session.narrowed_to;
        call.space_locked = session.space_locked;
        call
    }

    /// An id for a command that a form will carry.
    pub fn new_command(&self) -> CommandId {
        Ids::new(self.now(), self.chance()).next()
    }

    /// 32 unpredictable bytes in hexadecimal.
    pub fn random_token(&self) -> String {
        hex(&self.chance::<32>())
    }

    /// A seal over `text` that only this house can make: HMAC-SHA-256 in hexadecimal.
    pub fn seal_mac(&self, text: &str) -> String {
        hex(&self.mac(text.as_bytes()))
    }

    /// A key for one purpose. The zero byte keeps it apart from everything that is sealed as text.
    pub(crate) fn key_for(&self, purpose: &str) -> [u8; 32] {
        let mut text = vec![0];
        text.extend_from_slice(purpose.as_bytes());
        self.mac(&text)
    }

    fn mac(&self, bytes: &[u8]) -> [u8; 32] {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length (RFC 2104, section 2)")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.inner.secret).expect("a key of 32 bytes");
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
