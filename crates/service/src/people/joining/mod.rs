//! How members come in and stay themselves: codes, devices, new starts.

mod confirm_join;
mod device;
mod invite;
mod join;
mod join_code;
mod new_secret;
mod new_start;
mod offer_name;
mod pin;
mod recovery_codes;
mod reset;
mod tries;

pub use confirm_join::{Waiting, confirm_join, waiting_joins};
pub use device::Device;
pub use invite::{Claimed, Invitation, NewCode, Standing, invitation, invitation_if, invite};
pub use join::{Joined, Joining, OwnClaim, join, join_signed_in, own_claims};
pub use join_code::{CodeFor, look_at_code};
pub use new_secret::NewSecret;
pub use new_start::{NewStart, name_behind_reset, new_start, object_to_start, open_space, recover, space_lock};
pub use offer_name::{OfferedName, offer_name};
pub use pin::pin_sign_in;
pub use reset::{
    Reset, ResetPage, ResetWaiting, agree_reset, ask_reset, may_reset, reset, reset_code, resets_waiting, stop_reset,
};
