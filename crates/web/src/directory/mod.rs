//! What is open to everyone: the first page, help, meetings, and whether the house is well.

mod choose;
mod home;
mod meetings;
mod out;
mod well;

pub use choose::{choose_page, chosen};
pub use home::{crisis, home, styleguide, to_spanish};
pub use meetings::meetings;
pub(crate) use out::routes as out_routes;
pub use well::{healthz, readyz};
