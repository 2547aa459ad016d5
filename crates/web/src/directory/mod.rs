//! What is open to everyone: the first page, help, meetings, and whether the house is well.

mod choose;
pub mod finder;
mod home;
mod out;
mod qr;
pub mod services;
mod well;

pub use choose::{choose_page, chosen};
pub use home::{crisis, home, styleguide, to_spanish};
pub(crate) use out::routes as out_routes;
pub use qr::{Qr, qr};
pub use well::{healthz, readyz};
