//! What a member tells of themselves: how to reach them and how not, who stands by them, who walks beside them.

mod about;
mod ally;
mod bar;
mod beside;
mod channel;
mod look;
mod looked;
mod state;
mod wish;

pub use about::{About, save_about};
pub use ally::{AllyEntry, AllyLine, SupporterLine, end_ally, save_ally, supporters};
pub use bar::{Colleague, bar, barred, colleagues, unbar};
pub use beside::{Because, Beside, beside};
pub use channel::{ChannelEntry, ChannelLine, end_channel, save_channel};
pub use look::{Reach, reach};
pub use looked::{Looked, LookedPage, Looker, looked};
pub use state::{NewState, change_state};
pub use wish::{Wish, answer_wish, ask_for_another, open_wish, take_back_wish, wishes};
