//! Who is here: members, staff, agencies, programs, enrolments, sign-in.

mod join;
mod role;
mod session;
mod signin;

pub use join::{JoinCode, suggest_username};
pub use role::Role;
pub use session::{Bucket, SessionLimits, Wait};
pub use signin::{
    LONGEST_PASSPHRASE, LONGEST_USERNAME, Pin, SHORTEST_PASSPHRASE, SHORTEST_USERNAME, Username, passphrase_fault,
    prepare_passphrase,
};
