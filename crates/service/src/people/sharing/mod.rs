//! Sharing what is one's own: with a supporter whom one invites, or with somebody who works at the agency; part by
//! part, until a day or until further notice.
//!
//! Who reads is decided in `access` (`share.rs`), from these rows, in each unit of work. What they read stands in the
//! room of the thing itself: a plan in `service::plan`.

mod accept;
mod add;
mod change;
mod end;
mod load;
mod with_me;

pub use add::{NewShare, ShareMade, ShareOf, ShareWith, new_share_code, share};
pub use change::{change_share, go_on_sharing};
pub use end::end_share;
pub use load::{ShareLine, ShareOfChart, share_questions, shares};
pub use with_me::shared_with_me;

pub(super) use accept::{Invited, accept, invited};
pub(super) use end::end_all_shares;
