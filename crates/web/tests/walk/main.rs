//! Every door of the house, tried by everyone.

#![expect(clippy::expect_used, reason = "this is how a test ends")]

mod alerts;
mod arbitrary;
mod asvs;
mod bad_input;
mod canary;
mod choose;
mod danger;
mod desk;
mod doors;
mod forms;
mod full;
mod hostile;
mod narrowed;
mod open;
mod out;
mod pages;
mod privacy;
mod rights;
mod same;
mod services;
mod shared;
mod visitor;
mod world;

/// The faces over a house, as a browser on this machine reaches them.
fn app(house: service::House) -> web::App {
    web::App {
        house,
        public_url: "http://localhost:8080".to_owned(),
        demo: true,
        https: false,
        trusted_proxies: Vec::new(),
    }
}
