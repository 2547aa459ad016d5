//! The key that the record is signed with: Ed25519 (RFC 8032), derived from the secret of the house.

use super::chain::{Chain, Segment};
use crate::{Fault, House};
use domain::id::Identity;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

/// The key of a house.
pub(in crate::operate) struct RecordKey(Ed25519KeyPair);

impl RecordKey {
    pub(in crate::operate) fn of(house: &House) -> Result<Self, Fault> {
        let seed = house.key_for("record signature 1");
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed);
        pair.map(Self).map_err(|why| Fault::Broken(format!("the key of the record: {why}")))
    }

    /// What others check signatures with.
    pub(super) fn public(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }

    pub(super) fn sign(&self, text: &[u8]) -> Vec<u8> {
        self.0.sign(text).as_ref().to_vec()
    }

    pub(super) fn signed(&self, text: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0.public_key().as_ref()).verify(text, signature).is_ok()
    }
}

/// What is signed of a segment: where it begins and ends, and whether its events were let go.
pub(super) fn stated(chain: Chain, segment: &Segment) -> Vec<u8> {
    let mut text = b"alongside segment 1\n".to_vec();
    text.extend(chain.0.bytes());
    text.extend(segment.name.as_bytes());
    text.push(b'\n');
    text.extend(segment.first.to_be_bytes());
    text.extend(segment.before);
    text.extend(segment.last.to_be_bytes());
    text.extend(segment.hash);
    text.extend(segment.signed_at.micros().to_be_bytes());
    text.push(u8::from(segment.purged));
    text
}
