//! A checkpoint: where every chain ends, signed, in lines of text that can be kept elsewhere, even on paper.

use super::chain::{Chain, Hash, chains, newest};
use super::seal::seal;
use super::sign::RecordKey;
use crate::house::hex;
use crate::{Fault, House};
use access::{Actor, Operation};
use domain::id::AgencyId;
use domain::time::Moment;

const HEAD: &str = "alongside checkpoint 1";
const SIGNATURE: &str = "signature ";

/// A checkpoint whose signature is this house's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Its text, signature and all.
    pub text: String,
    pub(super) ends: Vec<(Chain, i64, Hash)>,
}

/// Why a text is no checkpoint of this house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    /// The text is not one.
    #[error("this is not a checkpoint, or part of it is missing")]
    NotOne,
    /// Another key signed it: another house did, or this house had another key.
    #[error("this checkpoint was signed with the key of another house")]
    OtherHouse,
    /// It was changed since.
    #[error("this checkpoint was changed since it was signed")]
    Changed,
}

impl Checkpoint {
    /// Seals what waits, and says where every chain ends now.
    pub fn make(house: &House, now: Moment) -> Result<Self, Fault> {
        seal(house, now)?;
        let key = RecordKey::of(house)?;
        let (ends, months) = house.store().read(&house.call(Actor::Operator), |work| {
            let permit = work.permit_open(Operation::Operate)?;
            work.detail("checkpoint");
            let (mut ends, mut months) = (Vec::new(), Vec::new());
            for chain in chains(work, &permit)? {
                if let Some(end) = newest(work, &permit, chain)? {
                    ends.push((chain, end.last, end.hash));
                    months.push(end.name);
                }
            }
            Ok((ends, months))
        })?;
        let mut text = format!("{HEAD}\nat {}\nkey {}\n", now.timestamp(), hex(&key.public()));
        for ((chain, number, hash), month) in ends.iter().zip(months) {
            text.push_str(&format!("chain {} {month} {number} {}\n", chain.0, hex(hash)));
        }
        let signature = hex(&key.sign(text.as_bytes()));
        text.push_str(&format!("{SIGNATURE}{signature}\n"));
        Ok(Self { text, ends })
    }

    /// Reads one back, and looks whether this house signed it. Line ends may have changed on the way.
    pub fn parse(house: &House, text: &str) -> Result<Self, CheckpointFault> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let text = text.trim();
        let (stated, signature) = text.rsplit_once(SIGNATURE).ok_or(CheckpointFault::NotOne)?;
        let mut lines = stated.lines();
        let head = (lines.next(), lines.next(), lines.next());
        let (Some(HEAD), Some(at), Some(key)) = head else { return Err(CheckpointFault::NotOne) };
        let key = key.strip_prefix("key ").filter(|_| at.starts_with("at ")).ok_or(CheckpointFault::NotOne)?;
        let own = RecordKey::of(house).map_err(|_| CheckpointFault::OtherHouse)?;
        if key != hex(&own.public()) {
            return Err(CheckpointFault::OtherHouse);
        }
        let signature = bytes::<64>(signature.trim()).ok_or(CheckpointFault::NotOne)?;
        if !own.signed(stated.as_bytes(), &signature) {
            return Err(CheckpointFault::Changed);
        }
        let ends = lines.map(end).collect::<Option<Vec<_>>>().ok_or(CheckpointFault::NotOne)?;
        Ok(Self { text: format!("{text}\n"), ends })
    }
}

/// `chain ID MONTH NUMBER HASH`.
fn end(line: &str) -> Option<(Chain, i64, Hash)> {
    let words: Vec<&str> = line.split(' ').collect();
    let ["chain", chain, _, number, hash] = words[..] else { return None };
    Some((Chain(chain.parse::<AgencyId>().ok()?), number.parse().ok()?, bytes(hash)?))
}

/// Bytes of hexadecimal digits, so many and no more.
fn bytes<const N: usize>(digits: &str) -> Option<[u8; N]> {
    let digits = digits.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok().filter(|_| !pair.starts_with('+'))?;
    }
    Some(bytes)
}
