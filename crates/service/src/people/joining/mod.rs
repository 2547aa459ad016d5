//! How members come in and stay themselves: codes, devices, new starts.

mod confirm_join;
mod invite;
mod join;
mod join_code;
mod lock;
mod new_secret;
mod new_start;
mod offer_name;
mod pin;
mod reset;

pub use confirm_join::{Waiting, confirm_join, waiting_joins};
pub use invite::{Claimed, Invitation, NewCode, Standing, invitation, invitation_if, invite};
pub use join::{Joined, Joining, OwnClaim, join, join_signed_in, own_claims};
pub use join_code::{CodeFor, look_at_code};
pub use lock::{object_at_the_door, object_to_start, open_space, space_lock};
pub use new_secret::NewSecret;
pub use new_start::{NewStart, Started, new_start, recover};
pub use offer_name::{OfferedName, offer_name};
pub use pin::pin_sign_in;
pub use reset::{
    Reset, ResetPage, ResetWaiting, agree_reset, ask_reset, may_reset, reset, reset_code, resets_waiting, stop_reset,
};

pub(super) use invite::{code_by, code_hash, code_of};
pub(super) use lock::begin_lock;
pub(super) use pin::limit_on;
