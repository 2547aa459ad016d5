//! Who shares with the reader.

use crate::{Fault, House, Session};
use access::SharedBy;

/// Everyone who shares with the reader, or did. Whether there is something to read stands on the page of each, so that
/// this list tells of no ending.
pub fn shared_with_me(house: &House, session: &Session) -> Result<Vec<SharedBy>, Fault> {
    house.store().read(&house.call_as(session), |work| work.shared_with_me())
}
