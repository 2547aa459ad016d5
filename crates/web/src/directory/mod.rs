//! What is open to everyone: the first page, help, meetings, and whether the house is well.

mod choose;
mod desk;
pub mod finder;
mod home;
mod ld;
mod library;
mod lines;
mod missing;
mod out;
mod qr;
mod send;
pub mod services;
pub(crate) mod tell;
mod well;

pub use choose::{choose_page, chosen};
pub use desk::desk_routes;
pub use home::{crisis, find_help, home, styleguide, to_spanish};
pub use library::{article, leave, library};
pub use lines::lines;
pub(crate) use missing::routes as missing_routes;
pub(crate) use out::routes as out_routes;
pub use qr::{Qr, qr};
pub(crate) use send::send_page;
pub use well::{healthz, readyz};
