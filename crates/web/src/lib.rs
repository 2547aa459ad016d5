//! What people see: one table of routes, pages made on the server, and what a browser needs beside them.
//!
//! Every page works without JavaScript. Nothing here holds a rule: a handler reads
//! a form, calls one use case of `service`, and shows a page or sends the reader on.

mod app;
mod assets;
mod consent;
mod desk;
mod directory;
mod form;
mod meter;
mod origin;
mod page;
mod people;
mod plan;
mod respond;
pub mod routes;
mod security;
mod session;
mod upload;

pub use app::{App, router};
