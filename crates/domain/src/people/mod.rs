//! Who is here: members, staff, agencies, programs, enrolments, sign-in.

mod agency;
mod alert;
mod ally;
mod assignment;
mod attachment;
mod channel;
mod enrolment;
mod join;
mod member;
mod restart;
mod role;
mod search;
mod session;
mod share;
mod signin;
mod sounds;

pub use agency::{AgencySlug, LONGEST_SLUG, SHORTEST_SLUG, StateCode};
pub use alert::AlertAnswer;
pub use ally::{AllyBasis, AllyStanding, Relation};
pub use assignment::{AssignmentKind, WALKS_BESIDE, cover_days, last_day_before};
pub use attachment::{AttachmentKind, Drawing, FileType, LARGEST_ATTACHMENT, Media};
pub use channel::{Channel, ChannelKind, SafeHours, Use};
pub use enrolment::{Card, CardPart, Regime, Span, Validity};
pub use join::{JoinCode, suggest_username};
pub use member::{AwayKind, MemberState, Presence, Stops};
pub use restart::{LOCKED_FOR, space_is_locked};
pub use role::Role;
pub use search::{AskedName, Fuller, Key, KeyKind, rank, rank_with, search_keys, search_words};
pub use session::{Bucket, SessionLimits, Strength, Wait, is_confirmed, second_pin_holds};
pub use share::{ASKED_BEFORE, Reader, SHARED_FOR, SharePart, ShareUntil};
pub use signin::{
    LONGEST_PASSPHRASE, LONGEST_USERNAME, Pin, SHORTEST_PASSPHRASE, SHORTEST_USERNAME, Username, passphrase_fault,
    prepare_passphrase,
};
