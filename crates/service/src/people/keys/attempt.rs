//! From where somebody tries a secret, and which limits count there.

use crate::Fault;
use crate::tries::Limit;
use access::{Permit, Work};
use domain::id::{AccountId, DeviceId};

/// Ten wrong ones at once, then one every thirty seconds. House rule.
const NEAR: (f64, f64) = (10.0, 1.0 / 30.0);
/// For one name from everywhere that it is not known: slows a guess that comes from many addresses.
const FAR: (f64, f64) = (100.0, 1.0 / 60.0);
/// For how long an address counts as known to a name that came in from there, in seconds. House rule: 30 days.
const KNOWN_FOR: i64 = 30 * 86_400;

/// Where a try comes from.
///
/// A known device has a limit of its own, so strangers who guess never lock its owner out;
/// an address counts for each name apart, so one person's slips never lock out a center.
#[derive(Debug, Clone)]
pub(super) enum Door {
    /// A device that the account knows.
    Known(AccountId, DeviceId),
    /// Anywhere else: the name as it was typed, and the address.
    Unknown(String, String),
}

/// A try at one kind of secret from one door.
#[derive(Debug, Clone)]
pub(super) struct Try {
    what: &'static str,
    near: Limit,
    far: Option<Limit>,
    came_in: Option<Limit>,
}

impl Try {
    pub(super) fn new(what: &'static str, door: &Door) -> Self {
        let limit = |key: String, (most, per_second)| Limit::new(&key, most, per_second);
        match door {
            Door::Known(account, device) => {
                Self { what, near: limit(format!("{what}\n{account}\n{device}"), NEAR), far: None, came_in: None }
            }
            Door::Unknown(name, from) => Self {
                what,
                near: limit(format!("{what}\n{name}\nfrom {from}"), NEAR),
                far: Some(limit(format!("{what}\n{name}\nanywhere"), FAR)),
                came_in: Some(limit(format!("came in\n{name}\nfrom {from}"), NEAR)),
            },
        }
    }

    /// The limits that count: where the name came in lately, what strangers do elsewhere does not.
    fn limits<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<Vec<&Limit>, Fault> {
        let known = match &self.came_in {
            Some(mark) => mark.since(work, permit)?.is_some_and(|seconds| seconds <= KNOWN_FOR),
            None => true,
        };
        Ok([Some(&self.near), self.far.as_ref().filter(|_| !known)].into_iter().flatten().collect())
    }

    /// Says how long to wait when no try is left: before the secret is looked at.
    pub(super) fn may<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>) -> Result<(), Fault> {
        for limit in self.limits(work, permit)? {
            if let Some(wait) = limit.wait(work, permit)? {
                return Err(Fault::invalid(self.what, wait.notice()));
            }
        }
        Ok(())
    }

    /// Takes a try for a wrong one, and refuses even a right one when others were wrong meanwhile.
    pub(super) fn settle<'w>(&self, work: &mut Work<'w>, permit: &Permit<'w>, right: bool) -> Result<(), Fault> {
        self.may(work, permit)?;
        if right {
            return self.came_in.as_ref().map_or(Ok(()), |mark| mark.mark(work, permit));
        }
        for limit in self.limits(work, permit)? {
            limit.wrong(work, permit)?;
        }
        work.leave_refusal(permit, &format!("wrong {}", self.what));
        Ok(())
    }
}
